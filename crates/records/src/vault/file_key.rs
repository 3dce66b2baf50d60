//! The key of one file. It is stored only wrapped by the installation's key; destroying the wrapped key erases all that
//! was sealed under it, wherever copies of the ciphertext lie.

use thiserror::Error;

use super::installation::InstallationKey;
use super::secret::{Secret, random};
use super::suite::{NONCE, NotAuthentic, Suite, UnknownSuite};
use crate::framed::framed;
use crate::key_file::KeyFileError;

const FORM: &[u8] = b"gongkai-file-key-1";

/// Whose file, and which. What is sealed at one place cannot be opened at another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The agency's number.
    pub agency: i64,
    /// The file's id.
    pub file: String,
}

/// The key of a file, and the suite for what is sealed under it from now on.
#[derive(Clone, Debug)]
pub struct FileKey {
    place: Place,
    suite: Suite,
    secret: Secret,
}

/// A file's key as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// Under which generation of the installation's key.
    pub generation: i64,
    /// With which suite it is wrapped, and things are sealed under it.
    pub suite: Suite,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

/// A file's key could not be unwrapped.
#[derive(Debug, Error)]
pub enum UnwrapError {
    /// The installation's key is not at hand.
    #[error(transparent)]
    Installation(#[from] KeyFileError),
    /// The stored key was changed, or belongs to another file or another installation.
    #[error("案卷密钥无法解开：{0}")]
    NotAuthentic(#[from] NotAuthentic),
    /// A suite of a later release.
    #[error(transparent)]
    Suite(#[from] UnknownSuite),
}

impl Place {
    /// That of a file.
    pub fn new(agency: i64, file: &str) -> Place {
        Place { agency, file: file.to_owned() }
    }
}

impl FileKey {
    /// A new key for a new file.
    pub fn new(place: Place, suite: Suite) -> FileKey {
        FileKey { place, suite, secret: Secret::random() }
    }

    /// The file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The same key as if it belonged to another file.
    #[cfg(test)]
    pub(super) fn at(self, place: Place) -> FileKey {
        FileKey { place, ..self }
    }

    /// The suite.
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// The key for one purpose: the first of `fields` names it.
    pub(super) fn derive(&self, fields: &[&[u8]]) -> Secret {
        self.secret.derive(fields)
    }

    /// Wraps it under the current generation.
    pub fn wrap(&self, installation: &InstallationKey) -> Result<Wrapped, KeyFileError> {
        let generation = installation.generation();
        let key = installation.wrapping(generation)?.derive(&[FORM, self.suite.name().as_bytes()]);
        let nonce = random::<NONCE>();
        let associated = associated(&self.place, generation, self.suite);
        let secret =
            self.suite.encrypt(&key.bytes()[..self.suite.key_length()], nonce, &associated, self.secret.bytes());
        Ok(Wrapped { generation, suite: self.suite, bytes: [&nonce[..], &secret].concat() })
    }

    /// Unwraps what is stored for the file at `place`.
    pub fn unwrap(place: Place, wrapped: &Wrapped, installation: &InstallationKey) -> Result<FileKey, UnwrapError> {
        let Wrapped { generation, suite, bytes } = wrapped;
        let key = installation.wrapping(*generation)?.derive(&[FORM, suite.name().as_bytes()]);
        let (nonce, secret) = bytes.split_first_chunk::<NONCE>().ok_or(NotAuthentic)?;
        let associated = associated(&place, *generation, *suite);
        let plain = suite.decrypt(&key.bytes()[..suite.key_length()], *nonce, &associated, secret)?;
        let secret = Secret::from_bytes(&plain).ok_or(NotAuthentic)?;
        Ok(FileKey { place, suite: *suite, secret })
    }
}

fn associated(place: &Place, generation: i64, suite: Suite) -> Vec<u8> {
    framed(&[
        FORM,
        place.agency.to_string().as_bytes(),
        place.file.as_bytes(),
        generation.to_string().as_bytes(),
        suite.name().as_bytes(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installation() -> (tempfile::TempDir, InstallationKey) {
        let folder = tempfile::tempdir().unwrap();
        let key = InstallationKey::create(&folder.path().join("installation.key")).unwrap();
        (folder, key)
    }

    #[test]
    fn comes_back_from_its_wrapping_in_both_suites_and_after_rotation() {
        let (_folder, installation) = installation();
        for suite in Suite::ALL {
            let key = FileKey::new(Place::new(1, "a"), suite);
            let wrapped = key.wrap(&installation).unwrap();
            installation.rotate().unwrap();
            let again = FileKey::unwrap(Place::new(1, "a"), &wrapped, &installation).unwrap();
            assert_eq!(again.secret.bytes(), key.secret.bytes());
            let rewrapped = again.wrap(&installation).unwrap();
            assert_eq!(rewrapped.generation, wrapped.generation + 1);
            let again = FileKey::unwrap(Place::new(1, "a"), &rewrapped, &installation).unwrap();
            assert_eq!(again.secret.bytes(), key.secret.bytes());
        }
    }

    #[test]
    fn does_not_open_for_another_file_generation_suite_or_installation() {
        let (_folder, own) = installation();
        let wrapped = FileKey::new(Place::new(1, "a"), Suite::Aes256Gcm).wrap(&own).unwrap();
        own.rotate().unwrap();
        let opens = |place, wrapped: &Wrapped, key| FileKey::unwrap(place, wrapped, key).is_ok();
        assert!(opens(Place::new(1, "a"), &wrapped, &own));
        assert!(!opens(Place::new(2, "a"), &wrapped, &own));
        assert!(!opens(Place::new(1, "b"), &wrapped, &own));
        assert!(!opens(Place::new(1, "a"), &Wrapped { generation: 2, ..wrapped.clone() }, &own));
        assert!(!opens(Place::new(1, "a"), &Wrapped { suite: Suite::Sm4Gcm, ..wrapped.clone() }, &own));
        assert!(!opens(Place::new(1, "a"), &Wrapped { bytes: vec![0; 5], ..wrapped.clone() }, &own));
        let (_folder, other) = installation();
        assert!(!opens(Place::new(1, "a"), &wrapped, &other));
    }
}
