//! A step is taken: somebody agrees or not, or what was agreed to is carried out. The last is one transaction over two files:
//! the disposal ends, the file it is about learns of it, and key, texts and index of that file are gone, or none of it.

use casework::disposal::steps::{self, CarriedOut, Vote};
use casework::disposal::{Disposable, Disposal, Erasure, TargetKind};
use casework::entry::Author;
use casework::publication::Publication;
use casework::request::Request;
use casework::who::{Subject, Viewer};
use records::append::{Append, Listed, Opened, number};
use records::file::FileId;
use records::key::CommandKey;
use records::publication::text;

use super::propose::{checked, file_id, file_number};
use crate::error::Failed;
use crate::setup::Office;

/// A step on a disposal.
pub type Command = crate::command::Command<Step>;

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Agrees.
    Approve,
    /// Does not agree.
    Refuse {
        /// Why, without a name or a number of anybody.
        reason: String,
    },
    /// Destroys what two have agreed to.
    CarryOut,
}

impl Office {
    /// Takes a step on a disposal. Errors: a [`casework::disposal::Refusal`] for the clerk; [`Failed::Conflict`] when somebody
    /// changed the disposal, or the file it is about, after the version on which the command was given. A repeated key answers
    /// with what the first one did.
    pub async fn take_disposal_step(&self, by: &Viewer, command: Command) -> Result<usize, Failed> {
        let Command { file, version, key, step } = command;
        let agency = by.agency();
        let opened = self.read_disposal(by, &file).await?;
        let tried = match opened.file.version() {
            now if now != version => Err(Failed::Conflict { now: i64::try_from(now).unwrap_or(i64::MAX) }),
            _ => match step {
                Step::Approve => self.vote(by, &file, opened, &key, None).await,
                Step::Refuse { reason } => self.vote(by, &file, opened, &key, Some(reason)).await,
                Step::CarryOut => self.carry_out(by, &file, opened, &key).await,
            },
        };
        match tried {
            Ok(version) => Ok(version),
            // What cannot be done any more may be just what this command did when it came first.
            Err(failed) => match self.records.done(agency, &key).await? {
                Some(done) => Ok(usize::try_from(done.version).unwrap_or(version)),
                None => Err(failed),
            },
        }
    }

    async fn vote(
        &self,
        by: &Viewer,
        file: &FileId,
        before: Opened<Disposal>,
        key: &CommandKey,
        refused: Option<String>,
    ) -> Result<usize, Failed> {
        let (agency, at) = (by.agency(), self.now());
        let mut sealing = self.vault.file(self.records.reading(), number(agency), file).await?;
        let vote = match refused {
            None => Vote::Approve,
            Some(reason) => {
                checked(&reason)?;
                Vote::Refuse { reason: sealing.seal(reason.trim()) }
            }
        };
        let facts = steps::decide(&before.file, vote, &self.context(by), by)?;
        let (file, key, settings) = (file.clone(), key.clone(), self.settings.clone());
        let also = vec![sealing.rows(at)];
        let append = Append { agency, file, before, by: by.author(), at, facts, numbered: None, key, settings, also };
        let appended = self.records.append(append).await?;
        Ok(usize::try_from(appended.version).unwrap_or_default())
    }

    async fn carry_out(
        &self,
        by: &Viewer,
        file: &FileId,
        before: Opened<Disposal>,
        key: &CommandKey,
    ) -> Result<usize, Failed> {
        let target = before.file.proposed().ok_or(Failed::NotFound)?.target.clone();
        let subject = self.subject(by, &target).await?;
        let CarriedOut { facts, erasure } =
            steps::carry_out(&before.file, file_number(file)?, subject, &self.context(by), by)?;
        let (agency, at, settings) = (by.agency(), self.now(), self.settings.clone());
        let (file, key, by, numbered, also) = (file.clone(), key.clone(), by.author(), None, Vec::new());
        let ending = Append { agency, file, before, by, at, facts, numbered, key, settings, also };
        let doomed = file_id(&target.file)?;
        match target.kind {
            TargetKind::Request => self.destroy::<Request>(ending, &doomed, erasure).await,
            TargetKind::Publication => self.destroy::<Publication>(ending, &doomed, erasure).await,
        }
    }

    async fn destroy<F: Listed + Disposable>(
        &self,
        ending: Append<Disposal>,
        doomed: &FileId,
        erasure: Erasure,
    ) -> Result<usize, Failed> {
        let (agency, at, by): (_, _, Author) = (ending.agency, ending.at, ending.by);
        let before: Opened<F> = self.records.open_file(agency, doomed).await?;
        let also = vec![self.vault.erasure(number(agency), doomed, by, at), text::is_purged(agency)];
        let (file, facts, settings) = (doomed.clone(), vec![F::erased_by(erasure)], self.settings.clone());
        let key = CommandKey::random(); // the command's own is that of the disposal
        let told = Append { agency, file, before, by, at, facts, numbered: None, key, settings, also };
        let appended = self.records.append_both(ending, told).await?;
        self.forget_title(doomed);
        self.something_was_done();
        // What is left is outside of the database; the worker looks for it again where this is interrupted.
        let finished = self.vault.finish_erasure(&self.records, number(agency), doomed).await?;
        if !finished.scrubbed {
            tracing::warn!("somebody was reading: the log of the database is emptied at its next turn");
        }
        Ok(usize::try_from(appended.version).unwrap_or_default())
    }

    /// The disposal, where this viewer may see the files of the agency.
    pub(super) async fn read_disposal(&self, by: &Viewer, file: &FileId) -> Result<Opened<Disposal>, Failed> {
        let opened: Opened<Disposal> = self.records.open_file(by.agency(), file).await?;
        self.may_see_disposals(by)?;
        if opened.file.proposed().is_none() {
            return Err(Failed::NotFound);
        }
        Ok(opened)
    }

    /// Disposals are the agency's affair as a whole; so are those who see all its files.
    pub(super) fn may_see_disposals(&self, by: &Viewer) -> Result<(), Failed> {
        match by.reach(Subject::File, self.today()) {
            casework::who::Reach::Agency => Ok(()),
            _ => Err(casework::who::NotForYou(Subject::File).into()),
        }
    }
}
