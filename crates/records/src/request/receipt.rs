//! The codes on receipts. The code itself is not kept, only what follows from it, so that who reads the database opens no
//! file with it.

use casework::who::Agency;
use jiff::Timestamp;

use crate::append::{Also, number};
use crate::database::Records;
use crate::error::StorageError;
use crate::file::FileId;
use crate::sql::{self, Together};
use crate::time;

/// The rows of the codes of the file that is being written.
pub fn rows(agency: Agency, codes: Vec<String>, at: Timestamp) -> Also {
    Also::rows(move |appended, together| put(together, agency, &appended.file, codes, at))
}

/// The rows of new codes, in the place of all earlier ones of the file, which open nothing from then on.
pub fn renewed(agency: Agency, codes: Vec<String>, at: Timestamp) -> Also {
    Also::rows(move |appended, together| {
        let text = "DELETE FROM receipt WHERE agency = $1 AND file = $2";
        together.add(text, vec![number(agency).into(), appended.file.as_str().into()]);
        put(together, agency, &appended.file, codes, at);
    })
}

fn put(together: &mut Together, agency: Agency, file: &str, codes: Vec<String>, at: Timestamp) {
    let text = format!("INSERT INTO receipt (agency, code, file, made_at) VALUES {}", sql::places(codes.len(), 4));
    let (agency, at) = (number(agency), time::written(at));
    let values = codes.into_iter().flat_map(|code| [agency.into(), code.into(), file.into(), at.clone().into()]);
    together.add(text, values.collect());
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
