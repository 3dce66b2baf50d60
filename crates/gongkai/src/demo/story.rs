//! The story of the demonstration: what people did on which day, told in order of time through the same use cases as real
//! work, under a clock that the story sets.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, anyhow};
use casework::who::Viewer;
use jiff::Timestamp;
use jiff::civil::time;
use law::calendar::Day;
use office::disposal::{GroundKind, Proposal, TargetKind};
use office::request::{Command, Intake, Step};
use office::{Clock, CommandKey, FileId, Office};

use super::bureau::Bureau;

/// A clock that stands where the story is.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoryClock(Arc<AtomicI64>);

impl StoryClock {
    /// The same as an office reads it.
    pub(crate) fn clock(&self) -> Clock {
        let at = Arc::clone(&self.0);
        Clock::new(move || Timestamp::from_millisecond(at.load(Ordering::Acquire)).expect("it was set from an instant"))
    }

    /// It is this instant now.
    pub(crate) fn set(&self, at: Timestamp) {
        self.0.store(at.as_millisecond(), Ordering::Release);
    }
}

/// Something that somebody does at an instant.
pub(crate) struct Deed {
    pub(crate) at: Timestamp,
    pub(crate) what: What,
}

/// What is done. Files are called by a name of the story's own.
pub(crate) enum What {
    /// An application comes in at the desk.
    Register { file: String, by: &'static str, intake: Box<Intake> },
    /// An application is sent over the web.
    Submit { file: String, intake: Box<Intake> },
    /// A step on an application.
    Step { file: String, by: &'static str, step: Box<Step> },
    /// A publication is handed in.
    Draft { file: String, by: &'static str, draft: Box<office::publication::HandIn> },
    /// Somebody proposes that the words of an application be destroyed.
    Propose { file: String, by: &'static str, ground: GroundKind, reason: String },
    /// What is said to that, or done.
    Decide { file: String, by: &'static str, step: office::disposal::Step },
    /// A step on a publication.
    Publication { file: String, by: &'static str, step: Box<office::publication::Step> },
}

/// An instant of the bureau's day.
pub(crate) fn at(day: Day, hour: i8, minute: i8) -> Timestamp {
    let zone = casework::context::Settings::default().zone;
    zone.to_timestamp(day.to_datetime(time(hour, minute, 0, 0))).expect("China skips no hour")
}

/// Tells the deeds in order of time.
pub(crate) async fn tell(
    office: &Office,
    bureau: &Bureau,
    clock: &StoryClock,
    mut deeds: Vec<Deed>,
) -> anyhow::Result<()> {
    deeds.sort_by_key(|deed| deed.at);
    let mut files = HashMap::new();
    for Deed { at, what } in deeds {
        clock.set(at);
        do_it(office, bureau, &mut files, what).await.with_context(|| format!("演示故事在{at}出错"))?;
    }
    Ok(())
}

async fn do_it(
    office: &Office,
    bureau: &Bureau,
    files: &mut HashMap<String, FileId>,
    what: What,
) -> anyhow::Result<()> {
    match what {
        What::Register { file, by, intake } => {
            let registered = office.register_request(bureau.who(by), CommandKey::random(), *intake).await;
            files.insert(file.clone(), registered.with_context(|| file)?.file);
        }
        What::Submit { file, intake } => {
            let receipt = office.submit_request(CommandKey::random(), *intake).await.with_context(|| file.clone())?;
            files.insert(file, office.file_of(&receipt.code).await?);
        }
        What::Step { file, by, step } => {
            let (id, by) = (found(files, &file)?, bureau.who(by));
            let version = office.request_version(by, id).await?;
            let command = Command { file: id.clone(), version, key: CommandKey::random(), step: *step };
            office.take_step(by, command).await.with_context(|| file)?;
        }
        What::Propose { file, by, ground, reason } => {
            let id = found(files, &file)?.clone();
            let proposal = Proposal { kind: TargetKind::Request, file: id, ground, reason };
            let proposed = office.propose_disposal(bureau.who(by), CommandKey::random(), proposal).await;
            files.insert(about(&file), proposed.with_context(|| file)?);
        }
        What::Decide { file, by, step } => {
            let (id, by) = (found(files, &about(&file))?, bureau.who(by));
            let version = office.disposal_page(by, id).await?.version;
            let command = office::disposal::Command { file: id.clone(), version, key: CommandKey::random(), step };
            office.take_disposal_step(by, command).await.with_context(|| file)?;
        }
        What::Draft { file, by, draft } => {
            let id = office.draft_publication(bureau.who(by), CommandKey::random(), *draft).await;
            files.insert(file.clone(), id.with_context(|| file)?);
        }
        What::Publication { file, by, step } => {
            let (id, by): (_, &Viewer) = (found(files, &file)?, bureau.who(by));
            let version = office.publication_version(by, id).await?;
            let key = CommandKey::random();
            let command = office::publication::Command { file: id.clone(), version, key, step: *step };
            office.take_publication_step(by, command).await.with_context(|| file)?;
        }
    }
    Ok(())
}

/// What the story calls the disposal of a file.
fn about(file: &str) -> String {
    format!("销毁{file}")
}

fn found<'f>(files: &'f HashMap<String, FileId>, name: &str) -> anyhow::Result<&'f FileId> {
    files.get(name).ok_or_else(|| anyhow!("演示故事里还没有“{name}”"))
}
