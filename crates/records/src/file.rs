//! The files: who each belongs to, and what its next entry has to follow.

use std::fmt;
use std::str::FromStr;

use sea_orm::{DatabaseTransaction, DbErr, QueryResult};
use thiserror::Error;

use crate::database::locks_rows;
use crate::sql::{self, Together};

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
    /// When its last entry was recorded.
    pub(crate) changed_at: String,
}

/// The head of a file, locked until the transaction ends.
pub(crate) async fn head(transaction: &DatabaseTransaction, agency: i64, file: &FileId) -> Result<Option<Head>, DbErr> {
    let text = "SELECT kind, version, hash, changed_at FROM file WHERE agency = $1 AND file = $2";
    let text = if locks_rows(transaction) { format!("{text} FOR UPDATE") } else { text.to_owned() };
    let row = sql::one(transaction, &text, vec![agency.into(), file.text().into()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// The head in a row of the table.
pub(crate) fn read(row: &QueryResult) -> Result<Head, DbErr> {
    Ok(Head {
        kind: row.try_get("", "kind")?,
        version: row.try_get("", "version")?,
        hash: row.try_get("", "hash")?,
        changed_at: row.try_get("", "changed_at")?,
    })
}

/// Writes the first head of a file.
pub(crate) fn begin(together: &mut Together, agency: i64, file: &FileId, head: &Head, started_at: &str) {
    let Head { kind, version, hash, changed_at } = head.clone();
    let mut values = vec![agency.into(), file.text().into(), kind.into(), version.into(), hash.into()];
    values.extend([started_at.into(), changed_at.into()]);
    let text = "INSERT INTO file (agency, file, kind, version, hash, started_at, changed_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
    together.add(text, values);
}

/// Moves the head on.
pub(crate) fn advance(together: &mut Together, agency: i64, file: &FileId, head: &Head) {
    let Head { version, hash, changed_at, .. } = head.clone();
    let values = vec![version.into(), hash.into(), changed_at.into(), agency.into(), file.text().into()];
    let text = "UPDATE file SET version = $1, hash = $2, changed_at = $3 WHERE agency = $4 AND file = $5";
    together.add(text, values);
}
