//! What an officer sees of a publication: where it stands, what may be done, the draft in hand with what was found in it,
//! and what the public reads.

use std::sync::Arc;

use casework::disposal::GONE;
use casework::publication::clock::{Clock, InterpretationClock};
use casework::publication::duty::{self, Owed};
use casework::publication::offers::{self, Offer};
use casework::publication::text::PublicText;
use casework::publication::{Fact, Publication};
use casework::sealed::Sealed;
use casework::who::{Place, Subject, Tree, Viewer};
use records::append::Opened;
use records::file::FileId;
use records::publication::text::{Attachment, Edition};

use super::attachments::Searched;
use super::screening::{Screened, screen};
use crate::error::Failed;
use crate::setup::Office;

/// A publication as an officer sees it.
#[derive(Clone, Debug)]
pub struct PublicationPage {
    /// The file.
    pub file: FileId,
    /// The number of entries: what a step is taken on.
    pub version: usize,
    /// All that is known of the file, its entries in order.
    pub publication: Publication,
    /// The draft in hand; `None` where none is, or where its vault was erased.
    pub draft: Option<PublicText>,
    /// What a screening finds in it, place by place.
    pub findings: Vec<Screened>,
    /// What was found in the files of the draft, in their order; their findings are among those above.
    pub searched: Vec<Arc<Searched>>,
    /// What the public reads; `None` where it reads nothing.
    pub public: Option<Edition>,
    /// The files that the public gets.
    pub public_attachments: Vec<Attachment>,
    /// Its term (Art. 26); `None` where nothing is to be published.
    pub clock: Option<Clock>,
    /// The term for interpreting it; `None` where it is no document that is to be interpreted.
    pub interpretation: Option<InterpretationClock>,
    /// What is owed.
    pub owed: Option<Owed>,
    /// Every step with 「now」 or the reason why not.
    pub offers: Vec<Offer>,
}

impl PublicationPage {
    /// What a heading calls it.
    pub fn title(&self) -> &str {
        let public = self.public.as_ref().map(|public| public.title.as_str());
        let gone = if self.publication.erased().is_some() { GONE } else { "（内容已清除）" };
        self.draft.as_ref().map(PublicText::title).or(public).unwrap_or(gone)
    }
}

impl Office {
    /// The page of a publication. Opening the draft is logged.
    pub async fn publication_page(&self, by: &Viewer, file: &FileId) -> Result<PublicationPage, Failed> {
        let publication = self.read_publication(by, file).await?;
        let cx = self.context(by);
        let draft = match publication.draft() {
            Some(_) => match self.drafted(by, file, &publication, "办理信息").await {
                Ok(text) => Some(text),
                Err(failed) if failed.is_erased() => None,
                Err(other) => return Err(other),
            },
            None => None,
        };
        let public = match publication.public().filter(|_| publication.is_public()) {
            Some(public) => self.records.public_text(by.agency(), file, public.edition.into()).await?,
            None => None,
        };
        let public_attachments = match &public {
            Some(public) => self.records.public_attachments(by.agency(), file, public.edition).await?,
            None => Vec::new(),
        };
        let searched = match &draft {
            Some(draft) => self.search_attachments(by, file, draft).await?,
            None => Vec::new(),
        };
        let mut findings = draft.as_ref().map(|text| screen(text, self.masking)).unwrap_or_default();
        findings.extend(searched.iter().flat_map(|one| one.findings.iter().cloned()));
        Ok(PublicationPage {
            file: file.clone(),
            version: publication.version(),
            findings,
            searched,
            draft,
            public,
            public_attachments,
            clock: publication.clock(&cx)?,
            interpretation: publication.interpretation_clock(&cx)?,
            owed: duty::owed(&publication, &cx)?,
            offers: offers::offers(&publication, &cx, by),
            publication,
        })
    }

    /// Words that belong to an entry: why it was given back, justified or withdrawn. Every opening is logged.
    pub async fn open_publication_entry(
        &self,
        by: &Viewer,
        file: &FileId,
        entry: usize,
    ) -> Result<Option<String>, Failed> {
        let publication = self.read_publication(by, file).await?;
        let fact = entry.checked_sub(1).and_then(|index| publication.history().get(index)).map(|entry| &entry.fact);
        match fact.and_then(words) {
            Some(_) if publication.erased().is_some() => Ok(Some(GONE.to_owned())),
            Some(words) => Ok(Some(self.open_words(by, file, words, "办理信息").await?)),
            None => Ok(None),
        }
    }

    /// How many entries a file has that this viewer may see.
    pub async fn publication_version(&self, by: &Viewer, file: &FileId) -> Result<usize, Failed> {
        Ok(self.read_publication(by, file).await?.version())
    }

    /// The file, where this viewer may see it: its provider's people, and whoever sees all files of the agency.
    pub(crate) async fn read_publication(&self, by: &Viewer, file: &FileId) -> Result<Publication, Failed> {
        let opened: Opened<Publication> = self.records.open_file(by.agency(), file).await?;
        let units: Vec<_> = opened.file.subject().map(|draft| draft.provider).into_iter().collect();
        let place = Place { agency: by.agency(), units: &units, file: Some(file.text()) };
        by.may_see(Subject::File, place, &Tree::default(), self.today())?;
        Ok(opened.file)
    }

    /// Whether what the public reads of a file is what its entry says: the text was changed behind the record otherwise.
    pub async fn public_text_is_whole(&self, by: &Viewer, file: &FileId) -> Result<bool, Failed> {
        let publication = self.read_publication(by, file).await?;
        let Some(public) = publication.public().filter(|_| publication.is_public()) else { return Ok(true) };
        let stored = self.records.public_text(by.agency(), file, public.edition.into()).await?;
        let text = stored.and_then(|stored| PublicText::new(&stored.title, &stored.summary, &stored.body).ok());
        let rows = self.records.public_attachments(by.agency(), file, public.edition.into()).await?;
        let attached: Option<Vec<_>> = rows.iter().map(Attachment::attached).collect();
        let text = text.zip(attached).map(|(text, attached)| text.with_attachments(attached));
        Ok(text.is_some_and(|text| records::publication::text::digest(&text) == public.text))
    }
}

fn words(fact: &Fact) -> Option<&Sealed> {
    match fact {
        Fact::ReviewReturned { words, .. }
        | Fact::Withdrawn { words, .. }
        | Fact::InterpretationWaived { words, .. } => Some(words),
        Fact::Screened { justified, .. } => justified.as_ref(),
        _ => None,
    }
}
