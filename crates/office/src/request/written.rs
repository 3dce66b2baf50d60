//! What one step writes into the vault. Its words are still at hand, for the letters that it signs off speak of them before they are stored.

use std::convert::Infallible;

use casework::sealed::Sealed;
use futures::stream;
use jiff::Timestamp;
use records::append::Also;
use records::vault::sealing::UploadError;
use records::vault::{Sealing, Vault, VaultError};

use crate::error::Failed;

/// The longest letter, in bytes.
const LETTER: u64 = 32 << 20;

/// What is sealed, and the texts of it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) sealing: Sealing,
    texts: Vec<(Sealed, String)>,
}

impl Written {
    pub(super) fn new(sealing: Sealing) -> Written {
        Written { sealing, texts: Vec::new() }
    }

    /// Seals a text.
    pub(super) fn seal(&mut self, text: &str) -> Sealed {
        let sealed = self.sealing.seal(text);
        self.texts.push((sealed.clone(), text.to_owned()));
        sealed
    }

    /// The texts that were sealed.
    pub(super) fn texts(&self) -> &[(Sealed, String)] {
        &self.texts
    }

    /// Stores a letter; it is on the disk when this returns.
    pub(super) async fn store(&mut self, vault: &Vault, letter: Vec<u8>) -> Result<Sealed, Failed> {
        let content = stream::iter([Ok::<_, Infallible>(letter)]);
        vault.upload(&mut self.sealing, LETTER, content).await.map_err(|error| match error {
            UploadError::Store(error) => Failed::Sealed(VaultError::Blob(error)),
            UploadError::TooLong(error) => Failed::Unreadable(error.to_string()),
            UploadError::Broken(never) => match never {},
        })
    }

    /// The rows, to be written with the entries.
    pub(super) fn rows(self, at: Timestamp) -> Also {
        self.sealing.rows(at)
    }
}
