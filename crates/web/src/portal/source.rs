//! What the public's pages ask for. The answers are plain data; whoever implements this decides nothing about pages.

use async_trait::async_trait;
use law::calendar::Day;
use thiserror::Error;

use super::apply::Application;
use super::status::{Act, NotDone, Status};
use super::view::{
    Article, AsOf, Catalogue, Download, Format, From, Home, ItemCount, Listing, Publication, ReportListed, Rules,
    YearReport,
};
use crate::fault::Fault;
use crate::submitted::Complaints;

/// Where the pages of the public get what they show. What does not exist, or is not public, is `None`.
#[async_trait]
pub trait Source: Send + Sync {
    /// The first page.
    async fn home(&self, today: Day) -> Answer<Home>;

    /// 政府信息公开指南.
    async fn guide(&self) -> Answer<Article>;

    /// 政府信息公开制度, in groups.
    async fn rules(&self) -> Answer<Rules>;

    /// What must be published by Art. 20 and how many of each are there.
    async fn items(&self, today: Day) -> Answer<Vec<ItemCount>>;

    /// Published documents, the latest first; those of one item or one year where that is asked for.
    async fn catalogue(&self, which: Catalogue, from: From) -> Answer<Listing>;

    /// Published documents in which the words stand, the best first.
    async fn search(&self, words: &str, from: From) -> Answer<Listing>;

    /// One published document, by the id of its permalink.
    async fn publication(&self, id: &str) -> Answer<Option<Publication>>;

    /// One of its attachments.
    async fn attachment(&self, id: &str, attachment: &str) -> Answer<Option<Download>>;

    /// Takes an application. The same `key` twice makes one application and the same answer. `Ok(Err)` is for the
    /// applicant: the form comes back with these sentences.
    async fn submit(&self, application: Application, as_of: AsOf) -> Answer<Result<Secret, Complaints>>;

    /// How an application stands, for whoever has its secret.
    async fn status(&self, secret: &Secret, as_of: AsOf) -> Answer<Option<Status>>;

    /// The secret of an application, for whoever has the query code on its receipt (capital letters and digits, without
    /// the hyphens), typed in at this address. Implementations limit how often one may try, and answer [`Trouble::TooMany`]
    /// beyond.
    async fn find(&self, code: &str, from: &str, as_of: AsOf) -> Answer<Option<Secret>>;

    /// Takes what the applicant does on the page of the application. `Ok(Err)` is a sentence for the applicant. The same
    /// `key` twice is one act.
    async fn act(&self, secret: &Secret, act: Act, key: &str, as_of: AsOf) -> Answer<Result<(), NotDone>>;

    /// A letter that went out on an application.
    async fn letter(&self, secret: &Secret, letter: &str, as_of: AsOf) -> Answer<Option<Download>>;

    /// The annual reports, the latest year first.
    async fn reports(&self) -> Answer<Vec<ReportListed>>;

    /// The report of one year.
    async fn report(&self, year: i16) -> Answer<Option<YearReport>>;

    /// The same as a file.
    async fn report_file(&self, year: i16, format: Format) -> Answer<Option<Download>>;

    /// The permalinks of all published documents and the day on which each was last changed, at most 50,000.
    async fn permalinks(&self) -> Answer<Vec<(String, Day)>>;
}

/// An answer, or the reason why there is none just now.
pub type Answer<T> = Result<T, Trouble>;

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum Trouble {
    /// The database cannot be reached.
    #[error("数据库暂时不可用")]
    Away,
    /// The store of uploads cannot be reached.
    #[error("附件存储暂时不可用")]
    StoreAway,
    /// Nothing can be written for now; why is logged, for the public cannot do anything about it.
    #[error("暂时不能保存")]
    Unsaved,
    /// Asked too often from one place or about one matter.
    #[error("操作太频繁")]
    TooMany,
    /// A mistake of ours; it is logged here.
    #[error("{0}")]
    Broken(String),
}

impl std::convert::From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Fault {
        match trouble {
            Trouble::Away => Fault::Away,
            Trouble::StoreAway => Fault::StoreAway,
            Trouble::Unsaved => Fault::Unsaved(
                "系统维护中，暂时不能接收新的内容，请稍后再试；急需办理的，请拨打下面的电话。".to_owned(),
            ),
            Trouble::TooMany => Fault::TooMany,
            Trouble::Broken(what) => {
                tracing::error!(what, "a page of the public could not be answered");
                Fault::Broken
            }
        }
    }
}

/// What opens one application to its applicant: 20 to 64 letters and digits, not to be guessed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a text that has the shape of a secret.
    pub fn parse(text: &str) -> Option<Secret> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        ((20..=64).contains(&text.len()) && plain).then(|| Secret(text.to_owned()))
    }

    /// As it stands in an address. Never in a log.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
