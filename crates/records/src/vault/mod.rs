//! The vault: what people wrote, and who they are, encrypted under a key per file. Entries hold a reference and a
//! commitment; destroying a file's key erases its words and leaves the record whole.
//!
//! Without a database: [`suite`] is the cipher, [`installation`] the key that lives outside the database, [`file_key`] the
//! key of one file, [`item`] a sealed text, [`stream`] a sealed upload of any size, [`blind`] how a name or number is found
//! again. With one: [`sealing`] puts texts in, together with the entries that speak of them; [`reading`] takes them out and
//! logs it; [`erasure`] destroys; [`rotation`] changes the installation's key; [`blobs`] is where uploads lie.

use std::path::Path;

use sea_orm::DbErr;
use thiserror::Error;

use crate::database::Records;
use crate::error::StorageError;
use crate::key_file::KeyFileError;
use crate::sql;

pub mod blind;
pub mod blobs;
pub mod erasure;
pub mod file_key;
pub mod installation;
pub mod item;
pub mod reading;
pub mod rotation;
pub mod sealing;
pub(crate) mod secret;
pub mod stream;
pub mod suite;

pub use blind::{Blind, Field};
pub use blobs::{BlobError, Blobs, S3};
pub use file_key::{FileKey, Place, UnwrapError, Wrapped};
pub use installation::InstallationKey;
pub use item::{Item, OpenError};
pub use reading::Reader;
pub use sealing::Sealing;
pub use suite::Suite;

/// The vault of one installation. Clones share it.
#[derive(Clone, Debug)]
pub struct Vault {
    installation: InstallationKey,
    blobs: Blobs,
    suite: Suite,
}

/// The vault could not do it.
#[derive(Debug, Error)]
pub enum VaultError {
    /// The installation's key cannot be used.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// A sealed text cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store of uploads refused.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Keys of files are still wrapped under older generations.
    #[error("还有{0}个案卷密钥由旧的安装密钥保护，不能删除旧密钥；请先执行 gongkai key rotate")]
    StillWrapped(i64),
}

impl From<DbErr> for VaultError {
    fn from(error: DbErr) -> VaultError {
        VaultError::Storage(error.into())
    }
}

impl From<UnwrapError> for VaultError {
    fn from(error: UnwrapError) -> VaultError {
        VaultError::Open(error.into())
    }
}

impl Vault {
    /// Opens the vault with the installation's key at `key`. It is made where nothing was ever encrypted; where something
    /// was and the key is missing, that is an error, for a new key would open none of it. `suite` is for new files.
    pub async fn open(records: &Records, key: &Path, blobs: Blobs, suite: Suite) -> Result<Vault, VaultError> {
        let installation = match InstallationKey::open(key) {
            Err(KeyFileError::Missing { path }) => {
                let used = sql::one(records.reading(), "SELECT 1 AS used FROM vault_key LIMIT 1", vec![]).await?;
                if used.is_some() {
                    return Err(KeyFileError::Missing { path }.into());
                }
                match InstallationKey::create(key) {
                    Err(KeyFileError::Exists { .. }) => InstallationKey::open(key)?, // another process was quicker
                    other => other?,
                }
            }
            other => other?,
        };
        Ok(Vault { installation, blobs, suite })
    }

    /// The installation's key, for the blind index.
    pub fn installation(&self) -> &InstallationKey {
        &self.installation
    }

    /// 256 bits that follow from `text` and from the installation's key: the same each time, and nobody's guess. `purpose`
    /// keeps different uses apart.
    pub fn derive(&self, purpose: &str, text: &str) -> [u8; 32] {
        *self.installation.index().derive(&[b"gongkai-derive-1", purpose.as_bytes(), text.as_bytes()]).bytes()
    }

    /// Where uploads lie.
    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }
}
