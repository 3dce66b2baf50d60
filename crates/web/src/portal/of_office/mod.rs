//! The public's pages over a real office: what they ask for, asked of the use cases, and put into plain data.

mod about;
mod publications;
mod reports;
mod requests;

use async_trait::async_trait;
use law::calendar::Day;
use office::people::PeopleError;
use office::request::LookUpFailed;
use office::{Failed, Office, StorageError};

use super::apply::Application;
use super::source::{Answer, Secret, Source, Trouble};
use super::status::{Act, NotDone, Status};
use super::view::{
    Article, AsOf, Catalogue, Download, Format, From, Home, ItemCount, Listing, Publication, ReportListed, Rules,
    YearReport,
};
use crate::submitted::Complaints;

/// The pages of one office.
#[derive(Clone, Debug)]
pub struct OfOffice {
    office: Office,
}

impl OfOffice {
    /// Over this office.
    pub fn new(office: Office) -> OfOffice {
        OfOffice { office }
    }
}

#[async_trait]
impl Source for OfOffice {
    async fn home(&self, today: Day) -> Answer<Home> {
        self.first_page(today).await
    }

    async fn guide(&self) -> Answer<Article> {
        self.written_guide().await
    }

    async fn rules(&self) -> Answer<Rules> {
        self.rules_in_force().await
    }

    async fn items(&self, _: Day) -> Answer<Vec<ItemCount>> {
        self.counted_items().await
    }

    async fn catalogue(&self, which: Catalogue, from: From) -> Answer<Listing> {
        self.listed(which, None, &from).await
    }

    async fn search(&self, words: &str, from: From) -> Answer<Listing> {
        self.listed(Catalogue::default(), Some(words), &from).await
    }

    async fn publication(&self, id: &str) -> Answer<Option<Publication>> {
        self.page_of(id).await
    }

    async fn attachment(&self, id: &str, attachment: &str) -> Answer<Option<Download>> {
        self.file_of(id, attachment).await
    }

    async fn submit(&self, application: Application, _: AsOf) -> Answer<Result<Secret, Complaints>> {
        self.take_in(application).await
    }

    async fn status(&self, secret: &Secret, _: AsOf) -> Answer<Option<Status>> {
        self.standing(secret).await
    }

    async fn find(&self, code: &str, from: &str, _: AsOf) -> Answer<Option<Secret>> {
        match self.office.look_up(code, from).await {
            Ok(page) => Ok(page.and_then(|page| Secret::parse(&page.secret))),
            Err(LookUpFailed::NotCounted(PeopleError::Shut(_))) => Err(Trouble::TooMany),
            Err(LookUpFailed::NotCounted(PeopleError::Storage(error))) => Err(Failed::Storage(error).into()),
            Err(LookUpFailed::NotCounted(other)) => Err(Trouble::Broken(other.to_string())),
            Err(LookUpFailed::Office(failed)) => Err(failed.into()),
        }
    }

    async fn act(&self, secret: &Secret, act: Act, key: &str, _: AsOf) -> Answer<Result<(), NotDone>> {
        self.acted(secret, act, key).await
    }

    async fn letter(&self, secret: &Secret, letter: &str, _: AsOf) -> Answer<Option<Download>> {
        self.sent_letter(secret, letter).await
    }

    async fn reports(&self) -> Answer<Vec<ReportListed>> {
        self.listed_reports().await
    }

    async fn report(&self, year: i16) -> Answer<Option<YearReport>> {
        self.report_of(year).await
    }

    async fn report_file(&self, year: i16, format: Format) -> Answer<Option<Download>> {
        self.report_as(year, format).await
    }

    async fn permalinks(&self) -> Answer<Vec<(String, Day)>> {
        self.all_permalinks().await
    }
}

impl std::convert::From<Failed> for Trouble {
    fn from(failed: Failed) -> Trouble {
        match failed {
            Failed::Storage(StorageError::Away(_)) => Trouble::Away,
            Failed::Storage(error) if error.passes() => {
                tracing::error!(%error, "nothing can be written");
                Trouble::Unsaved
            }
            store if store.is_of_the_store() => Trouble::StoreAway,
            other => Trouble::Broken(other.to_string()),
        }
    }
}
