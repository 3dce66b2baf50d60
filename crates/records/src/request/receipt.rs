//! The codes on receipts. The code itself is not kept, only what follows from it, so that who reads the database opens no
//! file with it.

use casework::who::Agency;
use futures::FutureExt;
use jiff::Timestamp;

use crate::append::{Also, number};
use crate::database::Records;
use crate::error::StorageError;
use crate::file::FileId;
use crate::{sql, time};

/// The row of a code for the file that is being written. A repeated command finds it there.
pub fn row(agency: Agency, code: String, at: Timestamp) -> Also {
    Box::new(move |transaction, appended| {
        async move {
            let text = "INSERT INTO receipt (agency, code, file, made_at) VALUES ($1, $2, $3, $4)
                        ON CONFLICT (agency, code) DO NOTHING";
            let file = appended.file.clone();
            let values = vec![number(agency).into(), code.into(), file.into(), time::written(at).into()];
            sql::execute(transaction, text, values).await?;
            Ok(())
        }
        .boxed()
    })
}

impl Records {
    /// The file to which a code belongs.
    pub async fn file_of_receipt(&self, agency: Agency, code: &str) -> Result<Option<FileId>, StorageError> {
        let text = "SELECT file FROM receipt WHERE agency = $1 AND code = $2";
        let row = sql::one(self.reading(), text, vec![number(agency).into(), code.into()]).await?;
        let file = row.map(|row| row.try_get::<String>("", "file")).transpose()?;
        Ok(file.and_then(|file| file.parse().ok()))
    }
}
