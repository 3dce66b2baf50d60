//! What an officer sees of an application: where it stands, what may be done, what has happened; what is personal stays
//! veiled until it is asked for.

use casework::disposal::GONE;
use casework::request::duty::{self, Owed};
use casework::request::offers::{self, Offer};
use casework::request::{Fact, Refusal, Request};
use casework::sealed::Sealed;
use casework::who::{Place, Subject, Tree, Viewer};
use law::request::clock::Clock;
use records::append::{Opened, number};
use records::file::FileId;
use records::vault::Reader;

use super::ground::GroundWords;
use super::intake::{self, Wanted};
use super::timeline::{self, Happening};
use crate::error::Failed;
use crate::setup::Office;

/// An application as an officer sees it.
#[derive(Clone, Debug)]
pub struct FilePage {
    /// The file.
    pub file: FileId,
    /// The number of entries: what a step is taken on.
    pub version: usize,
    /// 「示环公开申〔2025〕27号」; `None` before its day of receipt is certain.
    pub number: Option<String>,
    /// What is asked for.
    pub wanted: Wanted,
    /// All that is known of the file without opening anything.
    pub request: Request,
    /// Where the law sees it today, explained.
    pub clock: Clock,
    /// What is owed, the most pressing first.
    pub owed: Vec<Owed>,
    /// Every step with 「now」 or the reason why not.
    pub offers: Vec<Offer>,
    /// What has happened, the latest first.
    pub timeline: Vec<Happening>,
}

/// Who applies, while nobody has asked: the kind alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Veiled;

/// Who applies, opened and logged.
pub type Person = intake::Person;

/// An opinion as it was asked for and answered.
pub type Opinion = casework::request::state::Consultation;

impl Office {
    /// The page of an application. Reading what is asked for is logged; who asks stays veiled.
    pub async fn request_page(&self, by: &Viewer, file: &FileId) -> Result<FilePage, Failed> {
        let request = self.read(by, file, Subject::File).await?;
        let cx = self.context(by);
        let (_, words) = sealed(&request).ok_or(Failed::NotFound)?;
        let wanted = match request.erased() {
            Some(_) => Wanted { title: GONE.to_owned(), ..Wanted::default() },
            None => read_wanted(&self.open_words(by, file, words, "办理案卷").await?)?,
        };
        Ok(FilePage {
            file: file.clone(),
            version: request.version(),
            number: self.number_of(&request),
            wanted,
            clock: request.clock(&cx)?,
            owed: duty::owed(&request, &cx)?,
            offers: offers::offers(&request, &cx, by),
            timeline: timeline::of(&request),
            request,
        })
    }

    /// How many entries a file has that this viewer may see.
    pub async fn request_version(&self, by: &Viewer, file: &FileId) -> Result<usize, Failed> {
        Ok(self.read(by, file, Subject::File).await?.version())
    }

    /// Who applies. Every opening is logged with what it was for.
    pub async fn open_applicant(&self, by: &Viewer, file: &FileId, purpose: &str) -> Result<Person, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        if let Some(erasure) = request.erased() {
            return Err(Refusal::Erased(erasure.on).into());
        }
        let (person, _) = sealed(&request).ok_or(Failed::NotFound)?;
        let text = self.open_words(by, file, person, purpose).await?;
        serde_json::from_str(&text).map_err(|error| Failed::Unreadable(error.to_string()))
    }

    /// Words that belong to an entry, such as a draft or an opinion. Every opening is logged.
    pub async fn open_entry(
        &self,
        by: &Viewer,
        file: &FileId,
        entry: usize,
        purpose: &str,
    ) -> Result<Option<String>, Failed> {
        let request = self.read(by, file, Subject::File).await?;
        let found = timeline::of(&request).into_iter().find(|one| one.entry == entry).and_then(|one| one.words);
        match found {
            Some(words) => Ok(Some(self.open_words(by, file, &words, purpose).await?)),
            None => Ok(None),
        }
    }

    /// The words of each ground of the draft in an entry, in its order; none where the entry holds none. Every opening is logged.
    pub async fn open_grounds(
        &self,
        by: &Viewer,
        file: &FileId,
        entry: usize,
        purpose: &str,
    ) -> Result<Vec<Option<GroundWords>>, Failed> {
        let request = self.read(by, file, Subject::File).await?;
        let Some(Fact::ReplyDrafted { reply, .. }) = request.entry(entry).map(|made| &made.fact) else {
            return Ok(Vec::new());
        };
        let mut grounds = Vec::new();
        for withheld in &reply.withheld {
            grounds.push(match withheld.words() {
                Some(words) => Some(GroundWords::read(&self.open_words(by, file, words, purpose).await?)?),
                None => None,
            });
        }
        Ok(grounds)
    }

    /// The file, where this viewer may see so much of it.
    pub(crate) async fn read(&self, by: &Viewer, file: &FileId, subject: Subject) -> Result<Request, Failed> {
        let opened: Opened<Request> = self.records.open_file(by.agency(), file).await?;
        self.may_see(by, file, &opened.file, subject)?;
        Ok(opened.file)
    }

    /// Whether this viewer may see so much of it.
    pub(super) fn may_see(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        subject: Subject,
    ) -> Result<(), Failed> {
        let units: Vec<_> = request.assigned().map(|assigned| assigned.unit).into_iter().collect();
        let place = Place { agency: by.agency(), units: &units, file: Some(file.text()) };
        Ok(by.may_see(subject, place, &Tree::default(), self.today())?)
    }

    pub(crate) async fn open_words(
        &self,
        by: &Viewer,
        file: &FileId,
        words: &Sealed,
        purpose: &str,
    ) -> Result<String, Failed> {
        let reader = Reader { by: by.author(), purpose, at: self.now() };
        let opened = self.vault.read(&self.records, number(by.agency()), file, &[words], reader).await?;
        Ok(opened.into_iter().next().map(|text| text.to_string()).unwrap_or_default())
    }

    /// The number as it is printed.
    pub(super) fn number_of(&self, request: &Request) -> Option<String> {
        request.number().map(|number| format!("{}{number}", self.profile.request_mark))
    }
}

/// What is asked for, as it was sealed.
pub(super) fn read_wanted(text: &str) -> Result<Wanted, Failed> {
    serde_json::from_str(text).map_err(|error| Failed::Unreadable(error.to_string()))
}

/// Person and words of the registration, as it now reads.
pub(super) fn sealed(request: &Request) -> Option<(&Sealed, &Sealed)> {
    request.valid().find_map(|(_, entry)| match &entry.fact {
        Fact::Registered { person, words, .. } => Some((person, words)),
        _ => None,
    })
}
