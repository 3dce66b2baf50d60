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
    /// What can have happened to it, tagged by its kind (`#[serde(tag = "kind")]`).
    type Fact: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;

    /// What the record calls the kind.
    const KIND: &'static str;

    /// Takes the next entry.
    fn evolve(&mut self, entry: Entry<Self::Fact>);

    /// How many entries it has.
    fn version(&self) -> usize;

    /// The version in which facts are written now. Payloads of every release stay loadable.
    const VERSION: u64 = 1;

    /// Brings the payload of an earlier version, tag and all, up to [`File::VERSION`]: a change of shape raises the version and
    /// rewrites here, and nowhere else, what the version before wrote.
    fn upcast(payload: Map<String, Value>, _version: u64) -> Map<String, Value> {
        payload
    }

    /// How a fact lies in the record.
    fn write(fact: &Self::Fact) -> Payload {
        Payload::of(fact, Self::VERSION)
    }

    /// Reads what any release has written.
    fn read(payload: &Payload) -> Result<Self::Fact, Unreadable> {
        let object = payload.tagged()?;
        match payload.v {
            0 => Err(Unreadable::Shape),
            v if v > Self::VERSION => Err(Unreadable::Newer { found: v, known: Self::VERSION }),
            v if v < Self::VERSION => Ok(serde_json::from_value(Value::Object(Self::upcast(object, v)))?),
            _ => Ok(serde_json::from_value(Value::Object(object))?),
        }
    }

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
    fn of(fact: &impl Serialize, v: u64) -> Payload {
        let Value::Object(mut object) = serde_json::to_value(fact).expect("a fact has only text keys") else {
            unreachable!("a fact is written as an object, by its tag")
        };
        let Some(Value::String(kind)) = object.shift_remove("kind") else {
            unreachable!("the tag of a fact is its kind")
        };
        Payload { kind, v, data: Value::Object(object).to_string() }
    }

    /// Its content with its kind as the tag.
    fn tagged(&self) -> Result<Map<String, Value>, Unreadable> {
        let Value::Object(mut object) = serde_json::from_str(&self.data)? else { return Err(Unreadable::Shape) };
        object.insert("kind".to_owned(), self.kind.clone().into());
        Ok(object)
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

/// The golden file of a kind: one line a fact, as it was first written. Lines are added, never changed.
#[cfg(test)]
pub(crate) mod golden {
    use serde_json::Value;

    use super::{File, Payload};

    /// The lines as the record has them: kind and version are columns of their own.
    pub(crate) fn lines(written: &str) -> Vec<Payload> {
        written.lines().map(|line| payload(serde_json::from_str(line).unwrap())).collect()
    }

    /// One of them.
    pub(crate) fn payload(line: Value) -> Payload {
        let Value::Object(mut object) = line else { panic!("{line} is no object") };
        let kind = object.shift_remove("kind").and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
        let v = object.shift_remove("v").and_then(|v| v.as_u64()).unwrap_or_default();
        Payload { kind, v, data: Value::Object(object).to_string() }
    }

    /// What earlier releases wrote is read, and what is written now is what the newest lines show.
    pub(crate) fn stays<F: File>(written: &str, facts: &[F::Fact])
    where
        F::Fact: std::fmt::Debug + PartialEq,
    {
        let lines = lines(written);
        let read: Vec<F::Fact> = lines.iter().map(|payload| F::read(payload).unwrap()).collect();
        assert_eq!(read, facts);
        assert_eq!(facts.iter().map(F::write).collect::<Vec<_>>(), lines);
    }

    /// The reason why this is no fact.
    pub(crate) fn refusal<F: File>(line: Value) -> String
    where
        F::Fact: std::fmt::Debug,
    {
        F::read(&payload(line)).unwrap_err().to_string()
    }
}
