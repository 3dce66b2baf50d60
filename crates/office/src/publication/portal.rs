//! What everybody reads: the catalogue, lists, and one publication by its permalink. Nobody is asked who he is.

use law::catalogue::{self, Item, Level};
use records::file::FileId;
use records::publication::public::{Begin, Filter, Line, Page};
use records::request::worklist::After;

use crate::error::Failed;
use crate::setup::Office;

/// The catalogue with how much is public of each item.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Every item that binds the agency, in order, with its count.
    pub items: Vec<(Item, u64)>,
    /// How much was first published in each year, the latest first.
    pub years: Vec<(i16, u64)>,
    /// All that is public.
    pub total: u64,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// The lines.
    pub lines: Vec<Line>,
    /// Before which the previous page ends; `None` where this is the first.
    pub previous: Option<After>,
    /// Behind which the next page begins; `None` where this is the last.
    pub next: Option<After>,
}

/// What belongs to a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// What interprets it, the latest first.
    pub interpretations: Vec<Line>,
    /// The document that it interprets.
    pub document: Option<Line>,
}

impl Office {
    /// How much of this is public.
    pub async fn public_count(&self, filter: &Filter) -> Result<u64, Failed> {
        Ok(self.records.published_of_items(self.profile.agency, filter).await?.values().sum())
    }

    /// The years in which something of this was published, the latest first.
    pub async fn public_years(&self, filter: &Filter) -> Result<Vec<i16>, Failed> {
        let years = self.records.published_of_years(self.profile.agency, filter).await?;
        Ok(years.into_iter().map(|(year, _)| year).collect())
    }

    /// 法定主动公开内容: the items of Arts. 20 and 21 that bind an agency of this level.
    pub async fn public_catalogue(&self, level: Level) -> Result<Catalogue, Failed> {
        let (agency, filter) = (self.profile.agency, Filter::default());
        let counts = self.records.published_of_items(agency, &filter).await?;
        let years = self.records.published_of_years(agency, &filter).await?;
        let today = self.today();
        let items = catalogue::Catalogue::of_the_regulation().items(level, today);
        let items = items.map(|item| (item.clone(), counts.get(&item.code).copied().unwrap_or_default())).collect();
        Ok(Catalogue { items, years, total: counts.values().sum() })
    }

    /// What is public, the latest first: the page of `limit` lines that begins there. Where nothing is left of that page, or
    /// where it would be a short first one, it is the first.
    pub async fn public_list(&self, filter: &Filter, begin: &Begin, limit: u64) -> Result<Shelf, Failed> {
        let mut lines = self.records.published(self.profile.agency, filter, begin, limit + 1).await?;
        let more = lines.len() as u64 > limit;
        match begin {
            Begin::After(_) if lines.is_empty() => {
                return Box::pin(self.public_list(filter, &Begin::First, limit)).await;
            }
            Begin::Before(_) if !more => return Box::pin(self.public_list(filter, &Begin::First, limit)).await,
            Begin::Before(_) => {
                lines.remove(0);
            }
            Begin::First | Begin::After(_) => {}
        }
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let (first, last) = (lines.first().map(Line::key), lines.last().map(Line::key));
        // What lies on the other side was there when the link was made, and may have been taken back since.
        let (previous, next) = match begin {
            Begin::First => (None, last.filter(|_| more)),
            Begin::After(_) => (self.unless_first(filter, first).await?, last.filter(|_| more)),
            Begin::Before(_) => (first, self.unless_last(filter, last).await?),
        };
        Ok(Shelf { lines, previous, next })
    }

    async fn unless_first(&self, filter: &Filter, line: Option<After>) -> Result<Option<After>, Failed> {
        let Some(line) = line else { return Ok(None) };
        let before = self.records.published(self.profile.agency, filter, &Begin::Before(line.clone()), 1).await?;
        Ok(Some(line).filter(|_| !before.is_empty()))
    }

    async fn unless_last(&self, filter: &Filter, line: Option<After>) -> Result<Option<After>, Failed> {
        let Some(line) = line else { return Ok(None) };
        let after = self.records.published(self.profile.agency, filter, &Begin::After(line.clone()), 1).await?;
        Ok(Some(line).filter(|_| !after.is_empty()))
    }

    /// The file of a document that is public here, by its index number or its permalink's id, as an officer types either.
    pub async fn public_document(&self, typed: &str) -> Result<Option<Line>, Failed> {
        let agency = self.profile.agency;
        let typed = typed.trim();
        let found = self.records.indexed(agency, typed).await?;
        let Ok(file) = found.as_deref().unwrap_or(typed).parse::<FileId>() else { return Ok(None) };
        Ok(self.records.public_line(agency, &file).await?)
    }

    /// What belongs to a publication: what interprets it, and the document that it interprets, where that is public.
    pub async fn related(&self, page: &Page) -> Result<Related, Failed> {
        let agency = self.profile.agency;
        let Ok(file) = page.row.file.parse::<FileId>() else { return Ok(Related::default()) };
        let document = match page.row.interprets.as_deref().map(str::parse::<FileId>) {
            Some(Ok(document)) => self.records.public_line(agency, &document).await?,
            _ => None,
        };
        Ok(Related { interpretations: self.records.interpretations_of(agency, &file).await?, document })
    }

    /// One publication by its permalink, also where it was taken back since. [`Failed::NotFound`] for what never was public.
    pub async fn public_page(&self, file: &FileId) -> Result<Page, Failed> {
        self.records.public_page(self.profile.agency, file).await?.ok_or(Failed::NotFound)
    }
}
