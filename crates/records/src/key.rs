//! Keys of commands: a command that comes twice (a double click, a repeated call) is done once, and answered twice.

use casework::who::Agency;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement};
use thiserror::Error;

use crate::append::{Appended, number};
use crate::database::Records;
use crate::error::StorageError;
use crate::sql;

/// A key that whoever sends a command has chosen at random.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CommandKey(String);

/// Not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("操作标识应为16到64位字母、数字或者连字符，请刷新页面后重试")]
pub struct NoKey;

impl CommandKey {
    /// 16 to 64 ASCII letters, digits, `-` or `_`.
    pub fn new(key: &str) -> Result<CommandKey, NoKey> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (16..=64).contains(&key.len()) && key.bytes().all(fits) {
            Ok(CommandKey(key.to_owned()))
        } else {
            Err(NoKey)
        }
    }

    /// A new one.
    pub fn random() -> CommandKey {
        CommandKey(uuid::Uuid::new_v4().simple().to_string())
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Records {
    /// What the command with this key did, where it was done.
    pub async fn done(&self, agency: Agency, key: &CommandKey) -> Result<Option<Appended>, StorageError> {
        let text = "SELECT file, version FROM command WHERE agency = $1 AND command_key = $2";
        let row = sql::one(self.reading(), text, vec![number(agency).into(), key.text().into()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Appended { file: row.try_get("", "file")?, version: row.try_get("", "version")?, repeated: true }))
    }
}

/// Takes the key for what is about to be done, or says what was done with it before. A command that comes at the same
/// time through another door waits here until the first one is written or undone.
pub(crate) async fn take(
    transaction: &DatabaseTransaction,
    agency: i64,
    key: &CommandKey,
    doing: &Appended,
    at: &str,
) -> Result<Option<Appended>, DbErr> {
    let backend = transaction.get_database_backend();
    let taken = transaction
        .execute_raw(Statement::from_sql_and_values(
            backend,
            "INSERT INTO command (agency, command_key, file, version, done_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (agency, command_key) DO NOTHING",
            [agency.into(), key.text().into(), doing.file.clone().into(), doing.version.into(), at.into()],
        ))
        .await?;
    if taken.rows_affected() == 1 {
        return Ok(None);
    }
    let sql = "SELECT file, version FROM command WHERE agency = $1 AND command_key = $2";
    let statement = Statement::from_sql_and_values(backend, sql, [agency.into(), key.text().into()]);
    let done = transaction.query_one_raw(statement).await?;
    let done = done.ok_or_else(|| DbErr::RecordNotFound("操作标识刚刚被另一次操作使用".to_owned()))?;
    Ok(Some(Appended { file: done.try_get("", "file")?, version: done.try_get("", "version")?, repeated: true }))
}
