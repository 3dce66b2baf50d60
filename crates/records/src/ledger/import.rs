//! Rows come in: a table at once, or one that was typed. What is there already is known again by its key; what says
//! something else under the same key is not taken.

use std::collections::HashMap;

use casework::ledger::Ledger;
use casework::ledger::row::Row;
use casework::who::{Account, Agency};
use jiff::Timestamp;
use sea_orm::{DatabaseTransaction, DbErr, Value};
use thiserror::Error;

use super::rows::{COLUMNS, Columns, Entered, account, columns, read};
use crate::append::number;
use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::{sql, time};

/// How many rows one statement asks about or writes: 16 values each stay below what either database takes.
const AT_ONCE: usize = 200;

/// Rows to be taken into a ledger.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Whose ledger.
    pub agency: Agency,
    /// Which.
    pub ledger: Ledger,
    /// Where they come from, such as the name of the file; `None` for a row that was typed in.
    pub source: Option<String>,
    /// Each with its line in the source.
    pub rows: Vec<(usize, Row)>,
    /// How many cells were refused when the source was read.
    pub rejected: usize,
    /// Who brings them.
    pub by: Account,
    /// When.
    pub at: Timestamp,
}

/// What became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The import, where there was a source.
    pub batch: Option<String>,
    /// Rows that are new.
    pub added: usize,
    /// Rows that were there, word for word.
    pub known: usize,
    /// Lines whose key is taken by a row that says something else, or that was struck.
    pub differing: Vec<usize>,
}

/// A row of another ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("数据不属于这本台账，请重新选择台账")]
pub struct OtherLedger;

/// An import that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub batch: String,
    /// The ledger's code.
    pub ledger: String,
    /// What it was read from.
    pub source: String,
    /// New rows.
    pub added: i64,
    /// Rows that were there.
    pub known: i64,
    /// Cells that were refused.
    pub rejected: i64,
    /// Who.
    pub by: Account,
    /// When.
    pub at: String,
}

impl Records {
    /// Takes rows into a ledger, all of them in one transaction.
    pub async fn take_into_ledger(&self, incoming: Incoming) -> Result<Taken, WriteError<OtherLedger>> {
        if incoming.rows.iter().any(|(_, row)| row.ledger() != incoming.ledger) {
            return Err(WriteError::Refused(OtherLedger));
        }
        self.write(move |transaction| Box::pin(async move { Ok(take(transaction, incoming).await?) })).await
    }

    /// The imports of an agency, the latest first.
    pub async fn ledger_batches(&self, agency: Agency, limit: u64) -> Result<Vec<Batch>, StorageError> {
        let text = format!(
            "SELECT batch, ledger, source, added, known, rejected, entered_by, entered_at FROM ledger_batch
             WHERE agency = $1 ORDER BY entered_at DESC, batch DESC LIMIT {}",
            limit.min(1000)
        );
        let rows = sql::all(self.reading(), &text, vec![number(agency).into()]).await?;
        let batch = |row: &sea_orm::QueryResult| {
            let by: i64 = row.try_get("", "entered_by")?;
            Ok::<_, DbErr>(Batch {
                batch: row.try_get("", "batch")?,
                ledger: row.try_get("", "ledger")?,
                source: row.try_get("", "source")?,
                added: row.try_get("", "added")?,
                known: row.try_get("", "known")?,
                rejected: row.try_get("", "rejected")?,
                by: Account(u64::try_from(by).unwrap_or_default()),
                at: row.try_get("", "entered_at")?,
            })
        };
        Ok(rows.iter().map(batch).collect::<Result<_, _>>()?)
    }
}

async fn take(transaction: &DatabaseTransaction, incoming: Incoming) -> Result<Taken, DbErr> {
    let batch = incoming.source.as_ref().map(|_| uuid::Uuid::now_v7().simple().to_string());
    let mut taken = Taken { batch, ..Taken::default() };
    for some in incoming.rows.chunks(AT_ONCE) {
        let mut there = those_there(transaction, &incoming, some).await?;
        let mut new = Vec::new();
        for (line, row) in some {
            let key = row.key();
            match there.get(&key) {
                Some(before) if before.row == *row && before.struck.is_none() => taken.known += 1,
                Some(_) => taken.differing.push(*line),
                None => {
                    there.insert(key, typed(row, &incoming)); // the same key once more in what comes in
                    new.push((*line, row));
                }
            }
        }
        taken.added += new.len();
        write(transaction, &incoming, taken.batch.as_deref(), &new).await?;
    }
    if let (Some(batch), Some(source)) = (&taken.batch, &incoming.source) {
        let text = "INSERT INTO ledger_batch
                        (agency, batch, ledger, source, added, known, rejected, entered_by, entered_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        let values = vec![
            number(incoming.agency).into(),
            batch.clone().into(),
            incoming.ledger.code().into(),
            source.clone().into(),
            count(taken.added).into(),
            count(taken.known).into(),
            count(incoming.rejected + taken.differing.len()).into(),
            account(incoming.by).into(),
            time::written(incoming.at).into(),
        ];
        sql::execute(transaction, text, values).await?;
    }
    Ok(taken)
}

fn typed(row: &Row, incoming: &Incoming) -> Entered {
    let at = time::written(incoming.at);
    Entered { key: row.key(), row: row.clone(), batch: None, line: None, by: incoming.by, at, struck: None }
}

async fn those_there(
    transaction: &DatabaseTransaction,
    incoming: &Incoming,
    some: &[(usize, Row)],
) -> Result<HashMap<String, Entered>, DbErr> {
    let places: Vec<String> = (3..some.len() + 3).map(|place| format!("${place}")).collect();
    let text = format!(
        "SELECT {COLUMNS} FROM ledger_row WHERE agency = $1 AND ledger = $2 AND row_key IN ({})",
        places.join(", ")
    );
    let mut values: Vec<Value> = vec![number(incoming.agency).into(), incoming.ledger.code().into()];
    values.extend(some.iter().map(|(_, row)| Value::from(row.key())));
    let rows = sql::all(transaction, &text, values).await?;
    rows.iter().map(|row| read(incoming.ledger, row).map(|entered| (entered.key.clone(), entered))).collect()
}

async fn write(
    transaction: &DatabaseTransaction,
    incoming: &Incoming,
    batch: Option<&str>,
    new: &[(usize, &Row)],
) -> Result<(), DbErr> {
    if new.is_empty() {
        return Ok(());
    }
    let text = format!(
        "INSERT INTO ledger_row (agency, ledger, row_key, kind, number, title, unit, day, ends_on, published_on, cents,
             batch, line, entered_by, entered_at)
         VALUES {}",
        sql::places(new.len(), 15)
    );
    let mut values: Vec<Value> = Vec::with_capacity(new.len() * 15);
    for (line, row) in new {
        let Columns { kind, number: numbered, title, unit, day, ends_on, published_on, cents } = columns(row);
        let line = batch.map(|_| i64::try_from(*line).unwrap_or(i64::MAX));
        values.extend([
            number(incoming.agency).into(),
            incoming.ledger.code().into(),
            row.key().into(),
            kind.map(str::to_owned).into(),
            numbered.into(),
            title.into(),
            unit.into(),
            day.into(),
            ends_on.into(),
            published_on.into(),
            cents.into(),
            batch.map(str::to_owned).into(),
            line.into(),
            account(incoming.by).into(),
            time::written(incoming.at).into(),
        ]);
    }
    sql::execute(transaction, &text, values).await?;
    Ok(())
}
