//! A new installation key. Keys of files are wrapped again, batch by batch, while others work; what is sealed under them is
//! not touched. A run that was interrupted is made good by the next one, which wraps all that is not under the newest
//! generation, whichever it is under.

use futures::FutureExt;
use sea_orm::QueryResult;

use super::erasure::settled;
use super::file_key::{FileKey, Place, UnwrapError, Wrapped};
use super::suite::Suite;
use super::{Vault, VaultError};
use crate::database::Records;
use crate::sql;

/// How many keys are wrapped again in one command.
const BATCH: i64 = 500;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The generation in use from now on.
    pub generation: i64,
    /// How many keys of files were wrapped again.
    pub keys: u64,
}

impl Vault {
    /// Adds a generation and wraps all keys of files under it.
    pub async fn rotate(&self, records: &Records) -> Result<Rotated, VaultError> {
        let generation = self.installation.rotate()?;
        let mut keys = 0;
        let mut after = (i64::MIN, String::new());
        loop {
            let text = "SELECT agency, file, suite, generation, wrapped FROM vault_key
                        WHERE wrapped IS NOT NULL AND generation <> $1 AND (agency, file) > ($2, $3)
                        ORDER BY agency, file LIMIT $4";
            let values = vec![generation.into(), after.0.into(), after.1.clone().into(), BATCH.into()];
            let rows = sql::all(records.reading(), text, values).await?;
            let Some(last) = rows.last() else { break };
            after = (last.try_get("", "agency")?, last.try_get("", "file")?);
            let batch = rows.iter().map(|row| self.wrap_again(row)).collect::<Result<Vec<_>, _>>()?;
            keys += replace(records, batch).await?;
        }
        Ok(Rotated { generation, keys })
    }

    /// Forgets all generations but the newest: keys wrapped under them, in old backups and in what a database keeps of
    /// deleted rows, can then never be opened again. Every process of the installation must have been restarted since the
    /// rotation. [`VaultError::StillWrapped`] where a file still needs one.
    pub async fn forget_old_keys(&self, records: &Records) -> Result<(), VaultError> {
        let generation = self.installation.generation();
        let text = "SELECT COUNT(*) AS old FROM vault_key WHERE wrapped IS NOT NULL AND generation <> $1";
        let row = sql::one(records.reading(), text, vec![generation.into()]).await?;
        let old = row.map_or(Ok(0), |row| row.try_get("", "old"))?;
        if old > 0 {
            return Err(VaultError::StillWrapped(old));
        }
        Ok(self.installation.forget_before(generation)?)
    }

    fn wrap_again(&self, row: &QueryResult) -> Result<(Place, Wrapped, i64), VaultError> {
        let place = Place { agency: row.try_get("", "agency")?, file: row.try_get("", "file")? };
        let suite = Suite::of(row.try_get("", "suite")?).map_err(UnwrapError::from)?;
        let old = Wrapped { generation: row.try_get("", "generation")?, suite, bytes: row.try_get("", "wrapped")? };
        let key = FileKey::unwrap(place.clone(), &old, &self.installation)?;
        Ok((place, key.wrap(&self.installation)?, old.generation))
    }
}

/// Puts the new wrappings in place, except where the file was erased meanwhile.
async fn replace(records: &Records, batch: Vec<(Place, Wrapped, i64)>) -> Result<u64, VaultError> {
    let written = records.write::<_, std::convert::Infallible, _>(move |transaction| {
        async move {
            let text = "UPDATE vault_key SET generation = $3, wrapped = $4
                        WHERE agency = $1 AND file = $2 AND generation = $5 AND wrapped IS NOT NULL";
            let mut replaced = 0;
            for (place, Wrapped { generation, bytes, .. }, old) in batch {
                let values = vec![place.agency.into(), place.file.into(), generation.into(), bytes.into(), old.into()];
                replaced += sql::execute(transaction, text, values).await?;
            }
            Ok(replaced)
        }
        .boxed()
    });
    Ok(settled(written.await)?)
}
