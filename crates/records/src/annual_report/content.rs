//! What facts of a report name by its digest: the text of a section, a whole report. Written once, never changed, and held
//! against the digest whenever it is read.

use casework::annual_report::note::Digest;
use casework::who::Agency;
use futures::FutureExt;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement};
use sm3::{Digest as _, Sm3};
use thiserror::Error;

use crate::append::{Also, number};
use crate::database::Records;
use crate::error::StorageError;

/// A text that cannot be given.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum NoContent {
    /// It is not there, or not what it was.
    #[error("年度报告的内容（校验值{}…）缺失或者与记录不符，请审计管理员核验记录", .0.as_str().get(..12).unwrap_or_default())]
    NotWhatItWas(Digest),
    /// The record cannot be read.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// The digest of a text: SM3 over its UTF-8.
pub fn digest(content: &str) -> Digest {
    Digest::new(&hex::encode(Sm3::digest(content.as_bytes()))).expect("SM3 has 256 bits")
}

/// Keeps a text. The same text once more changes nothing.
pub async fn keep(transaction: &DatabaseTransaction, agency: i64, content: &str) -> Result<(), DbErr> {
    let sql = "INSERT INTO annual_report_content (agency, digest, content) VALUES ($1, $2, $3) \
               ON CONFLICT (agency, digest) DO NOTHING";
    let values = [agency.into(), digest(content).as_str().into(), content.into()];
    transaction.execute_raw(Statement::from_sql_and_values(transaction.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The text as a row that goes with the entries of its report.
pub fn row(agency: Agency, content: String) -> Also {
    Also::work(move |transaction, _| async move { keep(transaction, number(agency), &content).await }.boxed())
}

impl Records {
    /// The text of this digest.
    pub async fn annual_report_content(&self, agency: Agency, of: &Digest) -> Result<String, NoContent> {
        let reading = self.reading();
        let sql = "SELECT content FROM annual_report_content WHERE agency = $1 AND digest = $2";
        let values = [number(agency).into(), of.as_str().into()];
        let statement = Statement::from_sql_and_values(reading.get_database_backend(), sql, values);
        let row = reading.query_one_raw(statement).await.map_err(StorageError::from)?;
        let content: Option<String> =
            row.map(|row| row.try_get("", "content")).transpose().map_err(StorageError::from)?;
        content.filter(|content| digest(content) == *of).ok_or_else(|| NoContent::NotWhatItWas(of.clone()))
    }
}
