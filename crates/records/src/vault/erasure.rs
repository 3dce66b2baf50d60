//! Erasure of one file's vault: its key, its texts, its rows in the blind index, its uploads. The entries stay, with
//! commitments that tell nothing any more, so the chain verifies and the figures stand.
//!
//! The key goes first, in one transaction with all rows; from then on nothing can be opened, whatever copies of the
//! ciphertext lie about. Uploads follow, and are looked for again ([`Vault::sweep`]) where the program was stopped between.
//! On SQLite deleted content is overwritten and the log emptied. PostgreSQL keeps old row versions in its files and its log
//! until it reuses them; what lies there is a wrapped key, which `key rotate --forget` makes worthless. `docs/integrity.md`
//! says what remains where.

use casework::entry::Author;
use futures::FutureExt;
use jiff::Timestamp;
use sea_orm::{DatabaseTransaction, DbErr};

use super::file_key::Place;
use super::{Vault, VaultError};
use crate::append::Also;
use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::file::FileId;
use crate::{entry, sql, time};

/// What was destroyed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Texts and uploads.
    pub items: u64,
    /// Rows of the blind index.
    pub blinds: u64,
    /// Uploads in the store.
    pub blobs: u64,
    /// Whether the database's log holds none of it any more.
    pub scrubbed: bool,
}

impl Vault {
    /// Destroys a file's vault. What was destroyed before stays destroyed: a second call finds nothing.
    pub async fn erase(
        &self,
        records: &Records,
        agency: i64,
        file: &FileId,
        by: Author,
        at: Timestamp,
    ) -> Result<Erased, VaultError> {
        let place = Place::new(agency, file.text());
        let (key, by, at) = (place.clone(), entry::actor(by), time::written(at));
        let written = records.write::<_, std::convert::Infallible, _>(move |transaction| {
            async move { Ok(destroy(transaction, &key, &at, &by).await?) }.boxed()
        });
        let mut erased = settled(written.await)?;
        let finished = self.finish_erasure(records, agency, file).await?;
        (erased.blobs, erased.scrubbed) = (finished.blobs, finished.scrubbed);
        Ok(erased)
    }

    /// The same in the transaction of the entries that order it: key, texts and index go with them or not at all. What lies
    /// outside of the database is left to [`Vault::finish_erasure`].
    pub fn erasure(&self, agency: i64, file: &FileId, by: Author, at: Timestamp) -> Also {
        let (key, by, at) = (Place::new(agency, file.text()), entry::actor(by), time::written(at));
        Also::work(move |transaction, _| async move { destroy(transaction, &key, &at, &by).await.map(|_| ()) }.boxed())
    }

    /// Removes the uploads of a file whose key is destroyed, and empties the database's log of what it held. May be called
    /// again.
    pub async fn finish_erasure(&self, records: &Records, agency: i64, file: &FileId) -> Result<Erased, VaultError> {
        let blobs = self.sweep_file(records, &Place::new(agency, file.text())).await?;
        Ok(Erased { blobs, scrubbed: records.scrub().await?, ..Erased::default() })
    }

    /// Removes the uploads of files whose erasure was interrupted; for the start of the program. Says how many there were.
    pub async fn sweep(&self, records: &Records) -> Result<u64, VaultError> {
        let text = "SELECT agency, file FROM vault_key WHERE erased_at IS NOT NULL AND swept = 0 ORDER BY agency, file";
        let mut removed = 0;
        for row in sql::all(records.reading(), text, vec![]).await? {
            let place = Place { agency: row.try_get("", "agency")?, file: row.try_get("", "file")? };
            removed += self.sweep_file(records, &place).await?;
        }
        Ok(removed)
    }

    async fn sweep_file(&self, records: &Records, place: &Place) -> Result<u64, VaultError> {
        let removed = self.blobs.remove_all(place).await?;
        let key = place.clone();
        let written = records.write::<_, std::convert::Infallible, _>(move |transaction| {
            async move {
                let text = "UPDATE vault_key SET swept = 1
                            WHERE agency = $1 AND file = $2 AND erased_at IS NOT NULL";
                sql::execute(transaction, text, vec![key.agency.into(), key.file.into()]).await?;
                Ok(())
            }
            .boxed()
        });
        settled(written.await)?;
        Ok(removed)
    }
}

/// Key, texts and index.
async fn destroy(transaction: &DatabaseTransaction, key: &Place, at: &str, by: &str) -> Result<Erased, DbErr> {
    let here = || vec![key.agency.into(), key.file.clone().into()];
    // The bytes of the key are overwritten before the row lets go of them.
    let text = "UPDATE vault_key SET wrapped = NULL, erased_at = $3, erased_by = $4
                WHERE agency = $1 AND file = $2 AND erased_at IS NULL";
    let mut values = here();
    values.extend([at.into(), by.into()]);
    sql::execute(transaction, text, values).await?;
    let items = sql::execute(transaction, "DELETE FROM vault_item WHERE agency = $1 AND file = $2", here()).await?;
    let blinds = sql::execute(transaction, "DELETE FROM blind WHERE agency = $1 AND file = $2", here()).await?;
    Ok(Erased { items, blinds, blobs: 0, scrubbed: false })
}

pub(super) fn settled<T>(written: Result<T, WriteError<std::convert::Infallible>>) -> Result<T, StorageError> {
    written.map_err(|error| match error {
        WriteError::Storage(error) => error,
        WriteError::Refused(never) => match never {},
    })
}
