//! Derives again what follows from the entries: list rows, cells of the report and registers, and mends what differs, while
//! others work.
//!
//! `page` reads entries with what stands beside them, `compare` says what differs, `mend` writes it. A difference that is
//! seen in passing may only be somebody's step that lay between two reads: it counts when it is still there in the turn of
//! the writer, where nobody else writes. What the record itself is made of (entries, heads of files, the seal) is not
//! touched: whether it is whole, verification tells ([`crate::seal::verify`]).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use casework::context::Settings;
use futures::FutureExt;
use serde::Serialize;

use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::{register, sql};

mod compare;
mod mend;
mod page;

use compare::Tally;

/// How many files are mended in one command.
const TOGETHER: usize = 200;
/// How many pages are read ahead.
const AHEAD: usize = 2;

/// What a rebuild came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// What was read, by kind of file.
    pub read: BTreeMap<&'static str, Read>,
    /// What differed, in the order of the files.
    pub differences: Vec<Difference>,
    /// Registers that stood too low, and were raised.
    pub registers: Vec<Raised>,
}

/// What was read of a kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Read {
    /// Files.
    pub files: u64,
    /// Their entries.
    pub entries: u64,
}

/// Something that differed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Whose file.
    pub agency: i64,
    /// Which.
    pub file: String,
    /// Its kind; `None` for cells of a file that is none.
    pub kind: Option<String>,
    /// What differed.
    pub what: What,
}

/// What can differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The list row was not there. It is written.
    RowMissing,
    /// The list row was another one. It is replaced.
    RowChanged,
    /// A list row stood there without a file. It is gone.
    RowLeftOver,
    /// The file counted in other cells of the report. It counts where it should.
    CellsChanged,
    /// The entries and the head of the file do not fit each other. Nothing is mended: the record itself is to be verified.
    HeadUnfit,
    /// An entry cannot be read: its number, and why. Nothing is mended.
    Unreadable(String),
}

impl What {
    /// Its name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            What::RowMissing => "row_missing",
            What::RowChanged => "row_changed",
            What::RowLeftOver => "row_left_over",
            What::CellsChanged => "cells_changed",
            What::HeadUnfit => "head_unfit",
            What::Unreadable(_) => "unreadable",
        }
    }

    /// Whether it was mended.
    pub fn is_mended(&self) -> bool {
        !matches!(self, What::HeadUnfit | What::Unreadable(_))
    }
}

/// A register that stood below the highest number that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Raised {
    /// Whose register.
    pub agency: i64,
    /// Its name.
    pub register: String,
    /// Where it stood.
    pub stood: i64,
    /// The highest number that was given.
    pub given: i64,
}

impl Rebuilt {
    /// Whether nothing differed.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty() && self.registers.is_empty()
    }
}

impl Records {
    /// Derives all rows again from the entries and mends those that differ. `settings` are those under which they were written.
    pub async fn rebuild(&self, settings: Arc<Settings>) -> Result<Rebuilt, StorageError> {
        let (to, pages) = async_channel::bounded(AHEAD);
        let reader = self.clone();
        let reading = tokio::spawn(async move { page::read_all(&reader, to).await });
        let mut tally = Tally::default();
        let mut suspects = Vec::new();
        while let Ok(coming) = pages.recv().await {
            let page = coming.await.map_err(|error| ended(&error))??;
            let settings = Arc::clone(&settings);
            let compared = tokio::task::spawn_blocking(move || {
                let mut tally = Tally::default();
                let found = compare::differences(page, &settings, &mut tally);
                (found, tally)
            });
            let (found, of_page) = compared.await.map_err(|error| ended(&error))?;
            tally.add(of_page);
            suspects.extend(found.into_iter().map(|found| (found.agency, found.file)));
        }
        reading.await.map_err(|error| ended(&error))??;
        suspects.dedup();
        let differences = mend::all(self, suspects, &settings).await?;
        let registers = self.raise_registers(&tally).await?;
        Ok(Rebuilt { read: tally.read, differences, registers })
    }

    async fn raise_registers(&self, tally: &Tally) -> Result<Vec<Raised>, StorageError> {
        let rows = sql::all(self.reading(), "SELECT agency, name, taken FROM register", vec![]).await?;
        let mut stand = HashMap::new();
        for row in rows {
            let key: (i64, String) = (row.try_get("", "agency")?, row.try_get("", "name")?);
            stand.insert(key, row.try_get::<i64>("", "taken")?);
        }
        let mut raised = Vec::new();
        for ((agency, name), given) in &tally.taken {
            let (stood, given) = (stand.get(&(*agency, name.clone())).copied().unwrap_or(0), given.highest());
            if stood < given {
                raised.push(Raised { agency: *agency, register: name.clone(), stood, given });
            }
        }
        let raising = raised.clone();
        if !raising.is_empty() {
            let written = self.write::<_, std::convert::Infallible, _>(move |transaction| {
                async move {
                    for Raised { agency, register, given, .. } in raising {
                        register::raise(transaction, agency, &register, given).await?;
                    }
                    Ok(())
                }
                .boxed()
            });
            settled(written.await)?;
        }
        Ok(raised)
    }
}

fn ended(error: &tokio::task::JoinError) -> StorageError {
    StorageError::Broken(format!("重建任务中断：{error}"))
}

fn settled<T>(written: Result<T, WriteError<std::convert::Infallible>>) -> Result<T, StorageError> {
    written.map_err(|error| match error {
        WriteError::Storage(error) => error,
        WriteError::Refused(never) => match never {},
    })
}
