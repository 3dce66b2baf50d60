//! The key that signs heads. It lives in a file beside the installation's key, outside the database.

use std::path::Path;

use ed25519_dalek::SigningKey;
use rand::Rng;
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use thiserror::Error;
use zeroize::Zeroizing;

use super::heads;
use crate::database::Records;
use crate::error::StorageError;
use crate::key_file::{self, KeyFileError, shown};

const FORM: &str = "gongkai-sealing-key 1 ed25519";

/// Makes a new one at `path`, where there is none.
pub fn create(path: &Path) -> Result<SigningKey, KeyFileError> {
    let mut bytes = Zeroizing::new([0; 32]);
    UnwrapErr(SysRng).fill_bytes(&mut *bytes);
    let text = Zeroizing::new(format!(
        "{FORM}\n# 存证签名密钥：只用于签署记录的存证。\n{}\n",
        *Zeroizing::new(hex::encode(*bytes))
    ));
    key_file::create(path, &text)?;
    Ok(SigningKey::from_bytes(&bytes))
}

/// Reads the one at `path`.
pub fn open(path: &Path) -> Result<SigningKey, KeyFileError> {
    let text = key_file::read(path)?;
    let bad = |line| KeyFileError::Unreadable { path: shown(path), line };
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    if lines.next().map(|(_, line)| line) != Some(FORM) {
        return Err(bad(1));
    }
    let (at, line) = lines.next().ok_or_else(|| bad(2))?;
    let bytes = Zeroizing::new(hex::decode(line).map_err(|_| bad(at + 1))?);
    let bytes: &[u8; 32] = bytes.as_slice().try_into().map_err(|_| bad(at + 1))?;
    Ok(SigningKey::from_bytes(bytes))
}

/// The one at `path`. It is made where no head was ever signed; where one was and the key is missing, that is an error.
pub async fn open_or_create(records: &Records, path: &Path) -> Result<SigningKey, SealingKeyError> {
    match open(path) {
        Err(KeyFileError::Missing { path: missing }) => {
            if heads::newest(records.reading()).await?.is_some() {
                return Err(KeyFileError::Missing { path: missing }.into());
            }
            match create(path) {
                Err(KeyFileError::Exists { .. }) => Ok(open(path)?), // another process was quicker
                other => Ok(other?),
            }
        }
        other => Ok(other?),
    }
}

/// The sealing key cannot be had.
#[derive(Debug, Error)]
pub enum SealingKeyError {
    /// Its file cannot be used.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_was_made_and_a_damaged_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sealing.key");
        let made = create(&path).unwrap();
        assert_eq!(open(&path).unwrap().to_bytes(), made.to_bytes());
        assert!(matches!(create(&path), Err(KeyFileError::Exists { .. })));
        for (text, bad) in [("x\n", 1), (&format!("{FORM}\n"), 2), (&format!("{FORM}\n#\n00\n"), 3)] {
            key_file::replace(&path, text).unwrap();
            assert!(matches!(open(&path), Err(KeyFileError::Unreadable { line, .. }) if line == bad), "{text}");
        }
    }
}
