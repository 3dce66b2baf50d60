//! What the portal shows: lists by item, genre, year and words, page by page with a key, forwards and back; counts; one publication by its
//! permalink. Nothing here asks who reads, for all of it is public.

use std::collections::BTreeMap;

use casework::publication::facts::{Genre, Interpretation, Repeal, Withdrawal};
use casework::who::{Agency, Unit};
use law::catalogue::ItemCode;
use sea_orm::{DbErr, EntityTrait, QueryResult, Value};

use super::text::{Attachment, Edition};
use super::{Entity, Row};
use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::file::FileId;
use crate::request::worklist::After;
use crate::sql;

/// Which of what is public.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this item of the catalogue.
    pub item: Option<ItemCode>,
    /// Of this 体裁.
    pub genre: Option<Genre>,
    /// First published in this year.
    pub year: Option<i16>,
    /// Provided by this section or unit.
    pub unit: Option<Unit>,
    /// With each of these words, which are apart by blanks, in its title, its document number or its index number. Letters
    /// count as the same in either case.
    pub words: Option<String>,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file, which makes the permalink.
    pub file: String,
    /// 标题.
    pub title: String,
    /// 内容概述.
    pub summary: String,
    /// 公开日期, an ISO date.
    pub published_on: String,
    /// 索引号.
    pub index_number: String,
    /// 文号.
    pub document_number: Option<String>,
    /// The item's code.
    pub item: String,
    /// The code of the 体裁.
    pub genre: String,
    /// The provider.
    pub unit: i64,
    /// 有效性: how it ceased to hold, where it did.
    pub repeal: Option<Repeal>,
    /// The day from which it does not hold, an ISO date.
    pub repealed_on: Option<String>,
    /// The code of the kind of interpretation, where it is one.
    pub interpretation: Option<String>,
}

/// Where a page of a list begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Begin {
    /// At the latest.
    #[default]
    First,
    /// Right behind this line.
    After(After),
    /// So that it ends right before this line.
    Before(After),
}

impl Line {
    /// Behind which the next page begins when this is the last line, and before which the previous one ends when it is the
    /// first.
    pub fn key(&self) -> After {
        After { by: self.published_on.clone(), file: self.file.clone() }
    }

    /// 体裁.
    pub fn genre(&self) -> Option<Genre> {
        Genre::of_code(&self.genre)
    }

    /// Which kind of interpretation it is, where it is one.
    pub fn interpretation(&self) -> Option<Interpretation> {
        Interpretation::of_code(self.interpretation.as_deref()?)
    }

    fn of(row: &QueryResult) -> Result<Line, DbErr> {
        Ok(Line {
            file: row.try_get("", "file")?,
            title: row.try_get("", "title")?,
            summary: row.try_get("", "summary")?,
            published_on: row.try_get("", "published_on")?,
            index_number: row.try_get("", "index_number")?,
            document_number: row.try_get("", "document_number")?,
            item: row.try_get("", "item")?,
            genre: row.try_get("", "genre")?,
            unit: row.try_get("", "unit")?,
            repeal: row.try_get::<Option<String>>("", "repeal")?.as_deref().and_then(Repeal::of_code),
            repealed_on: row.try_get("", "repealed_on")?,
            interpretation: row.try_get("", "interpretation")?,
        })
    }
}

/// One publication as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its metadata.
    pub row: Row,
    /// What is read; `None` where it was taken back.
    pub text: Option<Edition>,
    /// What hangs on it.
    pub attachments: Vec<Attachment>,
}

impl Page {
    /// Why it was taken back; `None` while it is public.
    pub fn withdrawal(&self) -> Option<Withdrawal> {
        Withdrawal::of_code(self.row.withdrawal.as_deref()?)
    }
}

const LINE: &str =
    "SELECT r.file, t.title, t.summary, r.published_on, r.index_number, r.document_number, r.item, r.genre,
        r.unit, r.repeal, r.repealed_on, r.interpretation
    FROM publication_row r JOIN public_text t ON t.agency = r.agency AND t.file = r.file AND t.edition = r.edition
    WHERE r.is_public = 1";

impl Records {
    /// What is public, the latest first: at most `limit` lines of the page that begins there.
    pub async fn published(
        &self,
        agency: Agency,
        filter: &Filter,
        begin: &Begin,
        limit: u64,
    ) -> Result<Vec<Line>, StorageError> {
        let mut query = Conditions::of(agency, filter);
        let mut key = |left, After { by, file }: &After| query.and(left, [by.clone().into(), file.clone().into()]);
        let (order, backwards) = match begin {
            Begin::First => ("DESC", false),
            Begin::After(line) => {
                key("(r.published_on, r.file) < ", line);
                ("DESC", false)
            }
            Begin::Before(line) => {
                key("(r.published_on, r.file) > ", line);
                ("ASC", true)
            }
        };
        let limit = limit.min(1000);
        let text = format!("{LINE}{} ORDER BY r.published_on {order}, r.file {order} LIMIT {limit}", query.text);
        let rows = sql::all(self.reading(), &text, query.values).await?;
        let mut lines = rows.iter().map(Line::of).collect::<Result<Vec<_>, _>>()?;
        if backwards {
            lines.reverse();
        }
        Ok(lines)
    }

    /// How many there are of each item of the catalogue, among those of a filter.
    pub async fn published_of_items(
        &self,
        agency: Agency,
        filter: &Filter,
    ) -> Result<BTreeMap<ItemCode, u64>, StorageError> {
        let found = self.count_by("r.item", agency, filter).await?;
        Ok(found.into_iter().filter_map(|(code, count)| Some((code.parse().ok()?, count))).collect())
    }

    /// How many were first published in each year, the latest first.
    pub async fn published_of_years(&self, agency: Agency, filter: &Filter) -> Result<Vec<(i16, u64)>, StorageError> {
        let found = self.count_by("substr(r.published_on, 1, 4)", agency, filter).await?;
        Ok(found.into_iter().rev().filter_map(|(year, count)| Some((year.parse().ok()?, count))).collect())
    }

    /// How many there are of each 体裁.
    pub async fn published_of_genres(
        &self,
        agency: Agency,
        filter: &Filter,
    ) -> Result<BTreeMap<Genre, u64>, StorageError> {
        let found = self.count_by("r.genre", agency, filter).await?;
        Ok(found.into_iter().filter_map(|(code, count)| Some((Genre::of_code(&code)?, count))).collect())
    }

    async fn count_by(
        &self,
        expression: &str,
        agency: Agency,
        filter: &Filter,
    ) -> Result<BTreeMap<String, u64>, StorageError> {
        let Conditions { text, values } = Conditions::of(agency, filter);
        let join = if filter.words.is_some() {
            "JOIN public_text t ON t.agency = r.agency AND t.file = r.file AND t.edition = r.edition"
        } else {
            ""
        };
        let text = format!(
            "SELECT {expression} AS what, COUNT(*) AS many FROM publication_row r {join} WHERE r.is_public = 1{text}
             GROUP BY {expression}"
        );
        let rows = sql::all(self.reading(), &text, values).await?;
        let pair = |row: &QueryResult| {
            let many: i64 = row.try_get("", "many")?;
            Ok::<_, DbErr>((row.try_get("", "what")?, u64::try_from(many).unwrap_or_default()))
        };
        Ok(rows.iter().map(pair).collect::<Result<_, _>>()?)
    }

    /// One publication by its permalink, also where it was taken back since; `None` for what never was public.
    pub async fn public_page(&self, agency: Agency, file: &FileId) -> Result<Option<Page>, StorageError> {
        let found = Entity::find_by_id((number(agency), file.text().to_owned())).one(self.reading()).await?;
        let Some(row) = found.filter(|row| row.published_on.is_some()) else { return Ok(None) };
        if row.is_public == 0 {
            return Ok(Some(Page { row, text: None, attachments: Vec::new() }));
        }
        let text = self.public_text(agency, file, row.edition).await?;
        let attachments = self.public_attachments(agency, file, row.edition).await?;
        Ok(Some(Page { row, text, attachments }))
    }

    /// What is public and interprets a document, the latest first.
    pub async fn interpretations_of(&self, agency: Agency, document: &FileId) -> Result<Vec<Line>, StorageError> {
        let text = format!(
            "{LINE} AND r.agency = $1 AND r.interprets = $2 ORDER BY r.published_on DESC, r.file DESC LIMIT 50"
        );
        let rows = sql::all(self.reading(), &text, vec![number(agency).into(), document.text().into()]).await?;
        Ok(rows.iter().map(Line::of).collect::<Result<_, _>>()?)
    }

    /// The line of one publication; `None` while it is not public.
    pub async fn public_line(&self, agency: Agency, file: &FileId) -> Result<Option<Line>, StorageError> {
        let text = format!("{LINE} AND r.agency = $1 AND r.file = $2");
        let row = sql::one(self.reading(), &text, vec![number(agency).into(), file.text().into()]).await?;
        Ok(row.map(|row| Line::of(&row)).transpose()?)
    }

    /// The file of an index number.
    pub async fn indexed(&self, agency: Agency, index_number: &str) -> Result<Option<String>, StorageError> {
        let text = "SELECT file FROM publication_row WHERE agency = $1 AND index_number = $2";
        let row = sql::one(self.reading(), text, vec![number(agency).into(), index_number.into()]).await?;
        Ok(row.map(|row| row.try_get("", "file")).transpose()?)
    }
}

/// Nobody types more words; the rest is not looked for.
const MOST_WORDS: usize = 10;

/// Conditions of a query with their values.
struct Conditions {
    text: String,
    values: Vec<Value>,
}

impl Conditions {
    fn of(agency: Agency, filter: &Filter) -> Conditions {
        let Filter { item, genre, year, unit, words } = filter;
        let mut conditions = Conditions { text: String::new(), values: Vec::new() };
        conditions.and("r.agency = ", [number(agency).into()]);
        if let Some(item) = item {
            conditions.and("r.item = ", [item.to_string().into()]);
        }
        if let Some(genre) = genre {
            conditions.and("r.genre = ", [genre.code().into()]);
        }
        if let Some(year) = year {
            conditions.and("r.published_on >= ", [format!("{year:04}-01-01").into()]);
            conditions.and("r.published_on <= ", [format!("{year:04}-12-31").into()]);
        }
        if let Some(Unit(unit)) = unit {
            conditions.and("r.unit = ", [i64::try_from(*unit).unwrap_or(i64::MAX).into()]); // no such number was ever given
        }
        if let Some(words) = words {
            conditions.and_words(words);
        }
        conditions
    }

    /// With each of these words in its title, its document number or its index number.
    fn and_words(&mut self, words: &str) {
        for word in words.split_whitespace().take(MOST_WORDS) {
            self.values.push(format!("%{}%", literally(&word.to_ascii_lowercase())).into());
            let like = format!("LIKE ${} ESCAPE '\\'", self.values.len());
            for part in [
                " AND (LOWER(t.title) ",
                &like,
                " OR LOWER(r.document_number) ",
                &like,
                " OR LOWER(r.index_number) ",
                &like,
                ")",
            ] {
                self.text.push_str(part);
            }
        }
    }

    /// Adds a condition whose right side are these values: one, or a tuple.
    fn and<const N: usize>(&mut self, left: &str, values: [Value; N]) {
        let first = self.values.len() + 1;
        let places: Vec<String> = (first..first + N).map(|place| format!("${place}")).collect();
        let right = if N == 1 { places.concat() } else { format!("({})", places.join(", ")) };
        self.text.push_str(" AND ");
        self.text.push_str(left);
        self.text.push_str(&right);
        self.values.extend(values);
    }
}

/// A word without the signs that LIKE takes for others.
fn literally(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
