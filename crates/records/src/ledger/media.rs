//! What media accounts have posted: plain rows, counted by year.

use std::collections::BTreeMap;

use casework::who::{Account, Agency};
use jiff::Timestamp;
use sea_orm::{DbErr, QueryResult};

use super::rows::account;
use crate::append::number;
use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::request::worklist::After;
use crate::{sql, time};

/// One post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// `weibo`, `wechat` ….
    pub platform: String,
    /// Its id on the platform, or one of our own.
    pub post: String,
    /// The account's name.
    pub account: String,
    /// When it was posted, as the record writes times.
    pub posted_at: String,
    /// Its words.
    pub words: String,
    /// Where it can be read.
    pub address: Option<String>,
}

impl Records {
    /// Takes posts in; those that are there already stay as they are. Says how many are new.
    pub async fn take_posts(
        &self,
        agency: Agency,
        posts: Vec<Post>,
        by: Account,
        at: Timestamp,
    ) -> Result<u64, WriteError<std::convert::Infallible>> {
        self.write(move |transaction| {
            Box::pin(async move {
                let mut new = 0;
                for some in posts.chunks(100) {
                    let text = format!(
                        "INSERT INTO media_post
                             (agency, platform, post, account, posted_at, words, address, entered_by, entered_at)
                         VALUES {} ON CONFLICT (agency, platform, post) DO NOTHING",
                        sql::places(some.len(), 9)
                    );
                    let values = some.iter().flat_map(|post| {
                        let Post { platform, post, account: name, posted_at, words, address } = post.clone();
                        [
                            number(agency).into(),
                            platform.into(),
                            post.into(),
                            name.into(),
                            posted_at.into(),
                            words.into(),
                            address.into(),
                            account(by).into(),
                            time::written(at).into(),
                        ]
                    });
                    new += sql::execute(transaction, &text, values.collect()).await?;
                }
                Ok(new)
            })
        })
        .await
    }

    /// Posts, the latest first: `limit` behind `after`.
    pub async fn posts(&self, agency: Agency, after: Option<&After>, limit: u64) -> Result<Vec<Post>, StorageError> {
        let mut text =
            "SELECT platform, post, account, posted_at, words, address FROM media_post WHERE agency = $1".to_owned();
        let mut values = vec![number(agency).into()];
        if let Some(After { by, file }) = after {
            text.push_str(" AND (posted_at, post) < ($2, $3)");
            values.extend([by.clone().into(), file.clone().into()]);
        }
        let text = format!("{text} ORDER BY posted_at DESC, post DESC LIMIT {}", limit.min(1000));
        let rows = sql::all(self.reading(), &text, values).await?;
        let post = |row: &QueryResult| {
            Ok::<_, DbErr>(Post {
                platform: row.try_get("", "platform")?,
                post: row.try_get("", "post")?,
                account: row.try_get("", "account")?,
                posted_at: row.try_get("", "posted_at")?,
                words: row.try_get("", "words")?,
                address: row.try_get("", "address")?,
            })
        };
        Ok(rows.iter().map(post).collect::<Result<_, _>>()?)
    }

    /// How many posts of a year each platform has. The year is taken at `offset` hours from UTC, where the agency lives.
    pub async fn posts_of_year(
        &self,
        agency: Agency,
        year: i16,
        offset: i8,
    ) -> Result<BTreeMap<String, u64>, StorageError> {
        let begins = |year: i16| {
            let day = law::calendar::Day::new(year, 1, 1).expect("every year of a calendar has a first day");
            let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(offset));
            zone.to_timestamp(day.into()).map(time::written).unwrap_or_default()
        };
        let text = "SELECT platform, COUNT(*) AS many FROM media_post
                    WHERE agency = $1 AND posted_at >= $2 AND posted_at < $3 GROUP BY platform";
        let values = vec![number(agency).into(), begins(year).into(), begins(year + 1).into()];
        let rows = sql::all(self.reading(), text, values).await?;
        let count = |row: &QueryResult| {
            let many: i64 = row.try_get("", "many")?;
            Ok::<_, DbErr>((row.try_get("", "platform")?, u64::try_from(many).unwrap_or_default()))
        };
        Ok(rows.iter().map(count).collect::<Result<_, _>>()?)
    }
}
