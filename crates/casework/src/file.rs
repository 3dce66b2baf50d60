//! What every kind of file has in common: facts that are folded into a state, the form in which they lie in the record, and
//! the cells of the annual report in which the file counts.

use law::calendar::Day;
use law::report::Table;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::entry::Entry;

/// A kind of file.
pub trait File: Clone + Default + Send + Sync + 'static {
    /// What can have happened to it.
    type Fact: Clone + Send + Sync + 'static;

    /// What the record calls the kind.
    const KIND: &'static str;

    /// Takes the next entry.
    fn evolve(&mut self, entry: Entry<Self::Fact>);

    /// How many entries it has.
    fn version(&self) -> usize;

    /// How a fact lies in the record.
    fn write(fact: &Self::Fact) -> Payload;

    /// Reads what any release has written.
    fn read(payload: &Payload) -> Result<Self::Fact, Unreadable>;

    /// The day on which it happened.
    fn happened_on(fact: &Self::Fact) -> Day;

    /// The cells in which the file counts by what has happened. What hangs on the turn of the year (结转) is no mark: it
    /// follows from two days.
    fn marks(&self) -> Vec<Mark>;

    /// A file from its entries.
    fn of(entries: impl IntoIterator<Item = Entry<Self::Fact>>) -> Self {
        let mut file = Self::default();
        entries.into_iter().for_each(|entry| file.evolve(entry));
        file
    }
}

/// The number of a file, where a fact of another file names it: 32 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileNumber(String);

/// Not the number of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("卷号不合格式，请从列表中重新打开")]
pub struct NoFileNumber;

impl FileNumber {
    /// Checks the text.
    pub fn new(text: &str) -> Result<FileNumber, NoFileNumber> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 32 && text.bytes().all(hex) { Ok(FileNumber(text.to_owned())) } else { Err(NoFileNumber) }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FileNumber {
    type Error = NoFileNumber;

    fn try_from(text: String) -> Result<FileNumber, NoFileNumber> {
        FileNumber::new(&text)
    }
}

impl From<FileNumber> for String {
    fn from(number: FileNumber) -> String {
        number.0
    }
}

/// A fact as it lies in the record: text that is never written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// The kind of fact.
    pub kind: String,
    /// The version of its shape, from 1.
    pub v: u64,
    /// Its content, a JSON object without kind and version.
    pub data: String,
}

impl Payload {
    /// A fact that its kind tags (`#[serde(tag = "kind")]`), in the shape of version `v`.
    pub(crate) fn of(fact: &impl Serialize, v: u64) -> Payload {
        let Value::Object(mut object) = serde_json::to_value(fact).expect("a fact has only text keys") else {
            unreachable!("a fact is written as an object, by its tag")
        };
        let Some(Value::String(kind)) = object.shift_remove("kind") else {
            unreachable!("the tag of a fact is its kind")
        };
        Payload { kind, v, data: Value::Object(object).to_string() }
    }

    /// The fact in the shape of the newest version: `upcast` brings the object, tag and all, up from the version in which it
    /// was written.
    pub(crate) fn fact<F: DeserializeOwned>(
        &self,
        upcast: impl FnOnce(Map<String, Value>, u64) -> Result<Map<String, Value>, Unreadable>,
    ) -> Result<F, Unreadable> {
        let Value::Object(mut object) = serde_json::from_str(&self.data)? else { return Err(Unreadable::Shape) };
        object.insert("kind".to_owned(), self.kind.clone().into());
        Ok(serde_json::from_value(Value::Object(upcast(object, self.v)?))?)
    }
}

/// A payload that is no fact of its kind of file.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// Not an object.
    #[error("事项内容不是带版本号（v）的对象，请核对记录是否完整")]
    Shape,
    /// Written by a newer release.
    #[error("事项内容的版本是{found}，本程序只认识到{known}，请升级程序后再打开")]
    Newer {
        /// The version that was found.
        found: u64,
        /// The newest one that is known.
        known: u64,
    },
    /// Not what its version holds.
    #[error("事项内容读不出来：{0}，请核对记录是否完整")]
    Content(#[from] serde_json::Error),
}

/// One file in one cell of a year's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The report year.
    pub year: i16,
    /// The table.
    pub table: Table,
    /// The row's code, in the form of that year.
    pub row: &'static str,
    /// The column's code.
    pub column: &'static str,
}
