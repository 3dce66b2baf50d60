//! The files: who each belongs to, and what its next entry has to follow.

use std::fmt;
use std::str::FromStr;

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Statement};
use thiserror::Error;

use crate::database::locks_rows;

/// The number of a file: 32 hexadecimal digits, the first of which grow with time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(String);

/// Not the number of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("卷号不合格式，请从列表中重新打开")]
pub struct NoFileId;

impl FileId {
    /// A new one.
    pub fn random() -> FileId {
        FileId(uuid::Uuid::now_v7().simple().to_string())
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl FromStr for FileId {
    type Err = NoFileId;

    fn from_str(text: &str) -> Result<FileId, NoFileId> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 32 && text.bytes().all(hex) { Ok(FileId(text.to_owned())) } else { Err(NoFileId) }
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

/// What the next entry of a file has to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) kind: String,
    pub(crate) version: i64,
    pub(crate) hash: String,
}

/// The head of a file, locked until the transaction ends.
pub(crate) async fn head(transaction: &DatabaseTransaction, agency: i64, file: &FileId) -> Result<Option<Head>, DbErr> {
    let sql = "SELECT kind, version, hash FROM file WHERE agency = $1 AND file = $2";
    let sql = if locks_rows(transaction) { format!("{sql} FOR UPDATE") } else { sql.to_owned() };
    let backend = transaction.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, [agency.into(), file.text().into()]);
    transaction.query_one_raw(statement).await?.map(|row| read(&row)).transpose()
}

fn read(row: &QueryResult) -> Result<Head, DbErr> {
    Ok(Head { kind: row.try_get("", "kind")?, version: row.try_get("", "version")?, hash: row.try_get("", "hash")? })
}

/// Writes the first head of a file.
pub(crate) async fn begin(
    transaction: &DatabaseTransaction,
    agency: i64,
    file: &FileId,
    head: &Head,
    at: &str,
) -> Result<(), DbErr> {
    let Head { kind, version, hash } = head.clone();
    let values = [agency.into(), file.text().into(), kind.into(), version.into(), hash.into(), at.into()];
    let sql = "INSERT INTO file (agency, file, kind, version, hash, started_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let backend = transaction.get_database_backend();
    transaction.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

/// Moves the head on.
pub(crate) async fn advance(
    transaction: &DatabaseTransaction,
    agency: i64,
    file: &FileId,
    head: &Head,
) -> Result<(), DbErr> {
    let values = [head.version.into(), head.hash.clone().into(), agency.into(), file.text().into()];
    let sql = "UPDATE file SET version = $1, hash = $2 WHERE agency = $3 AND file = $4";
    let backend = transaction.get_database_backend();
    transaction.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}
