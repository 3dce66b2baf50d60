//! A step is taken: the file is read, `casework` says what follows, and that is written together with what was sealed and
//! with what becomes public.

use casework::entry::{Author, Entry};
use casework::file::File;
use casework::publication::facts::{Fact, Withdrawal};
use casework::publication::steps::{
    self, MarkRepealed, Publish, Review, Revise, Screen, Unnumbered, Vote, WaiveInterpretation, Withdraw,
};
use casework::publication::text::PublicText;
use casework::publication::{Publication, Refusal};
use casework::sealed::Sealed;
use casework::who::Viewer;
use records::append::{Also, Append, Numbered, Opened, number};
use records::file::FileId;
use records::key::CommandKey;
use records::publication::text;
use records::register;
use records::vault::Sealing;

use super::screening::{Screened, found, screen};
use super::step::{Command, HandIn, Step};
use crate::error::Failed;
use crate::setup::Office;

/// What a step brings about.
#[derive(Default)]
struct Following {
    facts: Vec<Fact>,
    /// Published, but for its number.
    published: Option<Unnumbered>,
    /// The text that becomes public, as this edition.
    public: Option<(u32, PublicText)>,
    /// Every edition is taken away.
    purged: bool,
}

impl From<Vec<Fact>> for Following {
    fn from(facts: Vec<Fact>) -> Following {
        Following { facts, ..Following::default() }
    }
}

impl Office {
    /// Hands in the draft of a new publication. A repeated key answers with the file that the first one made.
    pub async fn draft_publication(&self, by: &Viewer, key: CommandKey, draft: HandIn) -> Result<FileId, Failed> {
        let file = FileId::random();
        let mut sealing = self.vault.new_file(number(by.agency()), &file)?;
        if let Some(done) = self.records.done(by.agency(), &key).await? {
            return done.file.parse().map_err(|_| Failed::NotFound); // a second click stores no file twice
        }
        let facts = self.hand_in(by, &file, &Publication::default(), draft, &mut sealing).await?;
        let (file, _) = self.follow(by, key, file, Opened::default(), facts.into(), sealing).await?;
        Ok(file)
    }

    /// Takes a step on a publication. Errors: a [`Refusal`] for the clerk; [`Failed::Conflict`] when somebody changed the
    /// file after the version on which the command was given. A repeated key answers with what the first one did.
    pub async fn take_publication_step(&self, by: &Viewer, command: Command) -> Result<usize, Failed> {
        let Command { file, version, key, step } = command;
        let agency = by.agency();
        let opened: Opened<Publication> = self.records.open_file(agency, &file).await?;
        let tried = match opened.file.version() {
            now if now != version => Err(Failed::Conflict { now: i64::try_from(now).unwrap_or(i64::MAX) }),
            _ => self.decide(by, &file, &opened.file, step).await,
        };
        let (following, sealing) = match tried {
            Ok(tried) => tried,
            // What cannot be done any more may be just what this command did when it came first.
            Err(failed) => match self.records.done(agency, &key).await? {
                Some(done) => return Ok(usize::try_from(done.version).unwrap_or(version)),
                None => return Err(failed),
            },
        };
        let interprets =
            following.published.is_some() && opened.file.draft().is_some_and(|draft| draft.interprets.is_some());
        let (_, now) = self.follow(by, key, file, opened, following, sealing).await?;
        if interprets && let Err(error) = self.pass_interpretations(agency).await {
            tracing::warn!(%error, "a document was not told of its interpretation; the worker does it at its next turn");
        }
        Ok(now)
    }

    async fn decide(
        &self,
        by: &Viewer,
        file: &FileId,
        publication: &Publication,
        step: Step,
    ) -> Result<(Following, Sealing), Failed> {
        if let Some(erasure) = publication.erased() {
            return Err(Refusal::Erased(erasure.on).into());
        }
        let mut sealing = self.vault.file(self.records.reading(), number(by.agency()), file).await?;
        let cx = self.context(by);
        let following = match step {
            Step::HandIn(draft) => self.hand_in(by, file, publication, draft, &mut sealing).await?.into(),
            Step::Justify { on, words } => {
                steps::may_screen(publication, &cx, by)?;
                let draft = self.drafted(by, file, publication, "筛查").await?;
                let justified = justification(&words, &mut sealing);
                let mut all = screen(&draft, self.masking);
                for searched in self.search_attachments(by, file, &draft).await? {
                    all.extend(searched.findings.iter().cloned());
                }
                steps::screen(publication, Screen { on, found: found(&all), justified }, &cx, by)?.into()
            }
            Step::Review { on, level, returned } => {
                let vote = match returned {
                    None => Vote::Approve,
                    Some(words) => Vote::Return { words: sealing.seal(&words) },
                };
                steps::review(publication, Review { on, level, vote }, &cx, by)?.into()
            }
            Step::Publish { on, document_number, channels } => {
                steps::may_publish(publication, &cx, by)?;
                let draft = self.drafted(by, file, publication, "发布").await?;
                let step = Publish { on, document_number, channels, text: text::digest(&draft) };
                let published = Some(steps::publish(publication, step, &cx, by)?);
                Following { published, public: Some((1, draft)), ..Following::default() }
            }
            Step::Revise { on } => {
                steps::may_revise(publication, &cx, by)?;
                let draft = self.drafted(by, file, publication, "发布").await?;
                let edition = publication.public().map_or(1, |public| public.edition + 1);
                let facts = steps::revise(publication, Revise { on, text: text::digest(&draft) }, &cx, by)?;
                Following { public: Some((edition, draft)), ..facts.into() }
            }
            Step::Repeal { on, how, by_document } => {
                steps::repeal(publication, MarkRepealed { on, how, by_document }, &cx, by)?.into()
            }
            Step::Withdraw { on, why, words } => {
                let words = sealing.seal(&words);
                let facts = steps::withdraw(publication, Withdraw { on, why, words }, &cx, by)?;
                Following { purged: why == Withdrawal::Leak, ..facts.into() }
            }
            Step::WaiveInterpretation { on, words } => {
                let words = sealing.seal(&words);
                steps::waive_interpretation(publication, WaiveInterpretation { on, words }, &cx, by)?.into()
            }
        };
        Ok((following, sealing))
    }

    /// Draft and screening are one: nobody sees a draft that was not searched.
    async fn hand_in(
        &self,
        by: &Viewer,
        file: &FileId,
        publication: &Publication,
        draft: HandIn,
        sealing: &mut Sealing,
    ) -> Result<Vec<Fact>, Failed> {
        let HandIn { on, wish, text, attachments, justified } = draft;
        let cx = self.context(by);
        steps::may_draft(publication, &cx, by)?; // before a file is stored
        let mut all = screen(&text, self.masking);
        refuse_secrets(&all)?;
        let (text, of_files) = self.attach(by, file, publication, text, attachments, sealing).await?;
        all.extend(of_files);
        refuse_secrets(&all)?;
        let found = found(&all);
        let text = sealing.seal(&json(&text));
        let mut facts = steps::draft(publication, steps::HandIn { on, wish, text }, &cx, by)?;
        let mut after = publication.clone();
        for fact in &facts {
            after.evolve(Entry { by: by.author(), fact: fact.clone() });
        }
        let justified = justification(&justified, sealing);
        facts.extend(steps::screen(&after, Screen { on, found, justified }, &cx, by)?);
        Ok(facts)
    }

    /// The text of the draft in hand, opened and logged.
    pub(super) async fn drafted(
        &self,
        by: &Viewer,
        file: &FileId,
        publication: &Publication,
        purpose: &str,
    ) -> Result<PublicText, Failed> {
        let draft = publication.draft().ok_or(Refusal::NoDraft)?;
        let words = self.open_words(by, file, &draft.text, purpose).await?;
        serde_json::from_str(&words).map_err(|error| Failed::Unreadable(error.to_string()))
    }

    async fn follow(
        &self,
        by: &Viewer,
        key: CommandKey,
        file: FileId,
        before: Opened<Publication>,
        following: Following,
        sealing: Sealing,
    ) -> Result<(FileId, usize), Failed> {
        let (agency, at, by): (_, _, Author) = (by.agency(), self.now(), by.author());
        let Following { facts, published, public, purged } = following;
        let mut also: Vec<Also> = vec![sealing.rows(at)];
        if let Some((edition, words)) = public {
            let attachments = text::attachments(&words);
            also.push(text::becomes_public(agency, edition, words, attachments, at));
        }
        if purged {
            also.push(text::is_purged(agency));
        }
        let numbered = published.map(|published| self.numbered_publication(published));
        let settings = self.settings.clone();
        let append = Append { agency, file, before, by, at, facts, numbered, key, settings, also };
        let appended = self.records.append(append).await?;
        self.something_was_done();
        let file = appended.file.parse().map_err(|_| Failed::NotFound)?;
        Ok((file, usize::try_from(appended.version).unwrap_or_default()))
    }

    /// One register a year, without gaps; a number is never given again.
    fn numbered_publication(&self, published: Unnumbered) -> Numbered<Publication> {
        let numbering = self.profile.numbering.clone();
        let register = register::of_year(Publication::KIND, published.year());
        Numbered { register, fact: Box::new(move |serial| published.numbered(&numbering, serial)) }
    }
}

/// What bears a mark of secrecy is not even sealed here.
fn refuse_secrets(all: &[Screened]) -> Result<(), Refusal> {
    match found(all).secrecy_marks {
        0 => Ok(()),
        marks => Err(Refusal::SecrecyMark(marks)),
    }
}

fn justification(words: &str, sealing: &mut Sealing) -> Option<Sealed> {
    let words = words.trim();
    (!words.is_empty()).then(|| sealing.seal(words))
}

fn json(text: &PublicText) -> String {
    serde_json::to_string(text).expect("texts under names are always JSON")
}
