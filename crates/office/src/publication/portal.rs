//! What everybody reads: the catalogue, lists, and one publication by its permalink. Nobody is asked who he is.

use law::catalogue::{self, Item, Level};
use records::file::FileId;
use records::publication::public::{Filter, Line, Page};
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
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins; `None` where this is the last.
    pub next: Option<After>,
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

    /// What is public, the latest first: `limit` lines behind `after`.
    pub async fn public_list(&self, filter: &Filter, after: Option<&After>, limit: u64) -> Result<Shelf, Failed> {
        let mut lines = self.records.published(self.profile.agency, filter, after, limit + 1).await?;
        let more = lines.len() as u64 > limit;
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = lines.last().filter(|_| more).map(Line::key);
        Ok(Shelf { lines, next })
    }

    /// One publication by its permalink, also where it was taken back since. [`Failed::NotFound`] for what never was public.
    pub async fn public_page(&self, file: &FileId) -> Result<Page, Failed> {
        self.records.public_page(self.profile.agency, file).await?.ok_or(Failed::NotFound)
    }
}
