//! The one function that adds to the record: entries, and in the same transaction all rows that follow from them.

use std::sync::Arc;

use casework::context::Settings;
use casework::entry::{Author, Entry};
use casework::file::{File, Unreadable};
use casework::who::Agency;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder};
use thiserror::Error;

use crate::database::Records;
use crate::entry;
use crate::error::{StorageError, WriteError};
use crate::file::{self, FileId, Head};
use crate::key::{self, CommandKey};
use crate::listed::{self, RowOf, Taken};
use crate::seal::entry_hash;
use crate::sql::Together;
use crate::time::Latest;
use crate::{counted, register, time};

pub use crate::listed::Listed;

/// What goes with the entries, in the order in which it is handed in.
pub enum Also {
    /// Rows, such as what lies in the vault.
    Rows(Box<Rows>),
    /// What has to look at rows before it writes any.
    Work(Box<Work>),
    /// What must still hold across files; where it does not, nothing is written ([`NotAppended::Outdated`]).
    Check(Box<Check>),
}

type Rows = dyn FnOnce(&Appended, &mut Together) + Send;
type Work = dyn for<'t> FnOnce(&'t DatabaseTransaction, &'t Appended) -> BoxFuture<'t, Result<(), DbErr>> + Send;

type Check = dyn for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Result<bool, DbErr>> + Send;

impl Also {
    /// Rows.
    pub fn rows(rows: impl FnOnce(&Appended, &mut Together) + Send + 'static) -> Also {
        Also::Rows(Box::new(rows))
    }

    /// Work.
    pub fn work<F>(work: F) -> Also
    where
        F: for<'t> FnOnce(&'t DatabaseTransaction, &'t Appended) -> BoxFuture<'t, Result<(), DbErr>> + Send + 'static,
    {
        Also::Work(Box::new(work))
    }

    /// A check.
    pub fn check<F>(check: F) -> Also
    where
        F: for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Result<bool, DbErr>> + Send + 'static,
    {
        Also::Check(Box::new(check))
    }
}

/// Facts to be added to a file.
pub struct Append<F: File> {
    /// Whose file.
    pub agency: Agency,
    /// Which.
    pub file: FileId,
    /// The file as the step saw it; a new one has no entries.
    pub before: Opened<F>,
    /// Whose word the facts are.
    pub by: Author,
    /// The time at which the command was given.
    pub at: Timestamp,
    /// What follows.
    pub facts: Vec<F::Fact>,
    /// A fact that comes last and holds the next number of this register.
    pub numbered: Option<Numbered<F>>,
    /// The key of the command: the same one is not done twice.
    pub key: CommandKey,
    /// Settings for the rows.
    pub settings: Arc<Settings>,
    /// What else is written.
    pub also: Vec<Also>,
}

/// A fact that needs a number without gaps.
pub struct Numbered<F: File> {
    /// The name of the register.
    pub register: String,
    /// The fact with its number.
    pub fact: Box<dyn FnOnce(u32) -> F::Fact + Send>,
}

/// A file as it was read.
#[derive(Clone, Debug, Default)]
pub struct Opened<F> {
    /// Its state.
    pub file: F,
    /// When its first entry was recorded; `None` for a new file.
    pub started_at: Option<String>,
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The file.
    pub file: String,
    /// How many entries it has now.
    pub version: i64,
    /// A command with the same key had done it before; nothing was added now.
    pub repeated: bool,
}

/// Why nothing was added.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum NotAppended {
    /// Somebody else was faster. What was typed is not lost: the page comes back with it and with what changed.
    #[error("这件事项刚刚有新的记录（现在共{now}项），请先看过再继续；您填写的内容还在")]
    Conflict {
        /// How many entries the step saw.
        seen: i64,
        /// How many there are.
        now: i64,
    },
    /// There is no such file.
    #[error("没有这件事项，请从列表中重新打开")]
    NoFile,
    /// A fact was written with a number that another one has taken meanwhile. It is written again with the next.
    #[error("编号刚刚被另一件取用，请再提交一次")]
    NumberTaken,
    /// What the facts were decided on across files holds no more. It is decided again.
    #[error("相关的记录刚刚有变化，请再提交一次")]
    Outdated,
}

/// Why a file could not be opened.
#[derive(Debug, Error)]
pub enum NotOpened {
    /// There is no such file of this kind.
    #[error("没有这件事项，请从列表中重新打开")]
    NoFile,
    /// An entry is no fact of its kind.
    #[error("第{version}项记录读不出来：{reason}")]
    Unreadable {
        /// The number of the entry.
        version: i64,
        /// Why.
        reason: String,
    },
    /// The record cannot be read.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Records {
    /// Reads a file from its entries.
    pub async fn open_file<F: File>(&self, agency: Agency, file: &FileId) -> Result<Opened<F>, NotOpened> {
        let entries = entry::Entity::find()
            .filter(entry::Column::Agency.eq(number(agency)))
            .filter(entry::Column::File.eq(file.text()))
            .order_by_asc(entry::Column::Version)
            .all(self.reading())
            .await
            .map_err(StorageError::from)?;
        let opened = fold(&entries)?;
        if opened.started_at.is_none() { Err(NotOpened::NoFile) } else { Ok(opened) }
    }

    /// Reads several files of one kind at once, as a list needs them. A file that does not exist is left out.
    pub async fn open_files<F: File>(
        &self,
        agency: Agency,
        files: &[FileId],
    ) -> Result<Vec<(FileId, Opened<F>)>, NotOpened> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let entries = entry::Entity::find()
            .filter(entry::Column::Agency.eq(number(agency)))
            .filter(entry::Column::File.is_in(files.iter().map(FileId::text)))
            .order_by_asc(entry::Column::File)
            .order_by_asc(entry::Column::Version)
            .all(self.reading())
            .await
            .map_err(StorageError::from)?;
        let mut opened = Vec::with_capacity(files.len());
        for of_one in entries.chunk_by(|one, next| one.file == next.file) {
            let id = of_one[0].file.parse().map_err(|_| NotOpened::NoFile)?;
            opened.push((id, fold(of_one)?));
        }
        Ok(opened)
    }

    /// Adds facts to a file, with all that follows, or nothing at all. Errors: [`NotAppended::Conflict`] where the file has
    /// changed since it was read; [`NotAppended::NumberTaken`] where a fact bears a number that is not the next of its register; [`StorageError::ClockSetBack`] where `at` lies before what is recorded.
    pub async fn append<F: Listed>(&self, append: Append<F>) -> Result<Appended, WriteError<NotAppended>> {
        let latest = Arc::clone(self.latest());
        self.write(move |transaction| {
            async move {
                let at = latest.record(append.at)?;
                let (agency, done_at) = (number(append.agency), time::written(at));
                match key::take(transaction, agency, &append.key, &append.will_be(), &done_at).await? {
                    Some(done) => Ok(done),
                    None => add(transaction, append, &latest).await,
                }
            }
            .boxed()
        })
        .await
    }
}

impl Records {
    /// Adds to two files in one transaction: to both, or to neither. The key of the first is that of the whole command, and
    /// the answer is what was added to it.
    pub async fn append_both<F: Listed, G: Listed>(
        &self,
        first: Append<F>,
        second: Append<G>,
    ) -> Result<Appended, WriteError<NotAppended>> {
        let latest = Arc::clone(self.latest());
        self.write(move |transaction| {
            async move {
                let at = latest.record(first.at)?;
                let (agency, done_at) = (number(first.agency), time::written(at));
                if let Some(done) = key::take(transaction, agency, &first.key, &first.will_be(), &done_at).await? {
                    return Ok(done);
                }
                let done = add(transaction, first, &latest).await?;
                add(transaction, second, &latest).await?;
                Ok(done)
            }
            .boxed()
        })
        .await
    }
}

impl<F: File> Append<F> {
    /// What the file is once this is done.
    fn will_be(&self) -> Appended {
        let entries = self.before.file.version() + self.facts.len() + usize::from(self.numbered.is_some());
        Appended { file: self.file.text().to_owned(), version: count(entries), repeated: false }
    }
}

async fn add<F: Listed>(
    transaction: &DatabaseTransaction,
    append: Append<F>,
    latest: &Latest,
) -> Result<Appended, WriteError<NotAppended>> {
    let appended = append.will_be();
    let Append { agency, file, before, by, at, facts, numbered, settings, also, .. } = append;
    let agency_id = number(agency);
    let seen = count(before.file.version());
    let head = file::head(transaction, agency_id, &file).await?;
    let hash = match &head {
        Some(head) if head.version == seen && head.kind == F::KIND => Some(head.hash.clone()),
        Some(head) => return Err(WriteError::Refused(NotAppended::Conflict { seen, now: head.version })),
        None if seen == 0 => None,
        None => return Err(WriteError::Refused(NotAppended::NoFile)),
    };
    // Another process may have written to this file by a clock that goes before ours.
    if let Some(recorded) = head.as_ref().and_then(|head| time::read(&head.changed_at)) {
        latest.learn(recorded);
    }
    let at = latest.record(at)?;
    let recorded_at = time::written(at);
    let mut facts = facts;
    if let Some(Numbered { register, fact }) = numbered {
        let taken = register::next(transaction, agency_id, &register).await?;
        facts.push(fact(u32::try_from(taken).map_err(|_| DbErr::Custom(format!("登记册{register}的编号已用尽")))?));
    }

    for Taken { register, serial } in facts.iter().filter_map(F::written_with) {
        let taken = register::next(transaction, agency_id, &register).await?;
        if serial.map(i64::from) != Some(taken) {
            return Err(WriteError::Refused(NotAppended::NumberTaken));
        }
    }

    let marks_before = before.file.marks();
    let mut state = before.file;
    let mut rows = Vec::new();
    let mut hash = hash;
    for fact in facts {
        let payload = F::write(&fact);
        let mut row = entry::Model {
            agency: agency_id,
            file: file.text().to_owned(),
            version: seen + count(rows.len()) + 1,
            kind: payload.kind,
            v: i64::try_from(payload.v).expect("versions of payloads are small"),
            happened_on: F::happened_on(&fact).to_string(),
            recorded_at: recorded_at.clone(),
            actor: entry::actor(by),
            data: payload.data,
            hash: String::new(),
            position: None,
        };
        row.hash = entry_hash(hash.as_deref(), &row.columns());
        hash = Some(row.hash.clone());
        rows.push(entry::ActiveModel::from(row));
        state.evolve(Entry { by, fact });
    }
    let version = appended.version;
    let started_at = before.started_at.unwrap_or_else(|| recorded_at.clone());
    let next =
        Head { kind: F::KIND.to_owned(), version, hash: hash.unwrap_or_default(), changed_at: recorded_at.clone() };
    let mut together = Together::default();
    if head.is_some() {
        file::advance(&mut together, agency_id, &file, &next);
    } else {
        file::begin(&mut together, agency_id, &file, &next, &started_at);
    }
    if !rows.is_empty() {
        together.build(&entry::Entity::insert_many(rows));
    }
    let today = settings.day(at);
    let row = RowOf {
        agency: agency_id,
        file: &file,
        started_at: &started_at,
        changed_at: &recorded_at,
        cx: settings.context(agency, today),
    };
    if let Some(row) = state.row(row) {
        listed::write::<F>(&mut together, row);
    }
    counted::replace(&mut together, agency_id, &file, &marks_before, &state.marks());
    for also in also {
        match also {
            Also::Rows(rows) => rows(&appended, &mut together),
            Also::Work(work) => {
                std::mem::take(&mut together).run(transaction).await?;
                work(transaction, &appended).await?;
            }
            // Whoever writes, writes alone: what is found here holds until this is written.
            Also::Check(check) => {
                if !check(transaction).await? {
                    return Err(WriteError::Refused(NotAppended::Outdated));
                }
            }
        }
    }
    together.run(transaction).await?;
    Ok(appended)
}

/// A file from its entries in order.
pub(crate) fn fold<F: File>(entries: &[entry::Model]) -> Result<Opened<F>, NotOpened> {
    let mut file = F::default();
    for row in entries {
        let unreadable = |reason: String| NotOpened::Unreadable { version: row.version, reason };
        let by = entry::author(&row.actor).ok_or_else(|| unreadable(format!("记录人“{}”不认识", row.actor)))?;
        let v = u64::try_from(row.v).map_err(|_| unreadable(Unreadable::Shape.to_string()))?;
        let payload = casework::file::Payload { kind: row.kind.clone(), v, data: row.data.clone() };
        let fact = F::read(&payload).map_err(|error| unreadable(error.to_string()))?;
        file.evolve(Entry { by, fact });
    }
    Ok(Opened { file, started_at: entries.first().map(|first| first.recorded_at.clone()) })
}

/// The agency's number as the tables have it.
pub fn number(agency: Agency) -> i64 {
    i64::try_from(agency.0).expect("numbers of agencies are given by the database")
}

fn count(entries: usize) -> i64 {
    i64::try_from(entries).expect("no file has so many entries")
}
