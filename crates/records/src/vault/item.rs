//! A sealed text: encrypted under the file's key, and bound to its file and its reference, so that two cannot be swapped.
//! The entry keeps the commitment SM3(salt ‖ text). The salt lies inside the ciphertext: when the key is gone, nobody can
//! try out which text the commitment was made of.

use casework::sealed::Sealed;
use sm3::{Digest, Sm3};
use thiserror::Error;
use zeroize::Zeroizing;

use super::file_key::{FileKey, UnwrapError};
use super::secret::random;
use super::suite::{NONCE, NotAuthentic, Suite};
use crate::framed::framed;

const FORM: &[u8] = b"gongkai-item-1";

/// Length of a commitment's salt in bytes.
pub(super) const SALT: usize = 32;

/// A sealed text as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place within the file's vault.
    pub reference: String,
    /// How it is encrypted.
    pub suite: Suite,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

/// A sealed text could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file's vault was erased.
    #[error("这一案卷的密存内容已依法销毁，无法显示")]
    Erased,
    /// There is nothing under the reference.
    #[error("密存内容缺失（编号{0}），请审计管理员核验记录")]
    Missing(String),
    /// The file's key cannot be had.
    #[error(transparent)]
    Key(#[from] UnwrapError),
    /// What is stored was changed or belongs elsewhere.
    #[error(transparent)]
    NotAuthentic(#[from] NotAuthentic),
    /// It is not what the entry was made of.
    #[error("密存内容与记录中的校验值不一致（编号{0}），请审计管理员核验记录")]
    NotCommitted(String),
    /// It is no text.
    #[error("密存内容不是文字（编号{0}）")]
    NotText(String),
}

impl FileKey {
    /// Seals a text: what the fact keeps, and what the vault stores.
    pub fn seal(&self, plain: &[u8]) -> (Sealed, Item) {
        let salt = Zeroizing::new(random::<SALT>());
        let salted = Zeroizing::new([&salt[..], plain].concat());
        let reference = new_reference();
        let sealed = Sealed::new(&reference, &commitment(&salted)).expect("hexadecimal digits are what it takes");
        let nonce = random::<NONCE>();
        let key = self.derive(&[FORM, self.suite().name().as_bytes()]);
        let associated = associated(FORM, self, &reference, self.suite());
        let secret = self.suite().encrypt(&key.bytes()[..self.suite().key_length()], nonce, &associated, &salted);
        (sealed, Item { reference, suite: self.suite(), bytes: [&nonce[..], &secret].concat() })
    }

    /// Opens what `sealed` speaks of.
    pub fn open(&self, sealed: &Sealed, item: &Item) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let Item { suite, bytes, .. } = item;
        let (nonce, secret) = bytes.split_first_chunk::<NONCE>().ok_or(NotAuthentic)?;
        let key = self.derive(&[FORM, suite.name().as_bytes()]);
        let associated = associated(FORM, self, sealed.reference(), *suite);
        let salted = suite.decrypt(&key.bytes()[..suite.key_length()], *nonce, &associated, secret)?;
        if salted.len() < SALT || commitment(&salted) != sealed.commitment() {
            return Err(OpenError::NotCommitted(sealed.reference().to_owned()));
        }
        Ok(Zeroizing::new(salted[SALT..].to_vec()))
    }
}

/// A reference that says nothing: 32 hexadecimal digits by chance.
pub(super) fn new_reference() -> String {
    hex::encode(random::<16>())
}

/// What a ciphertext is bound to.
pub(super) fn associated(form: &[u8], key: &FileKey, reference: &str, suite: Suite) -> Vec<u8> {
    let place = key.place();
    framed(&[
        form,
        place.agency.to_string().as_bytes(),
        place.file.as_bytes(),
        reference.as_bytes(),
        suite.name().as_bytes(),
    ])
}

fn commitment(salted: &[u8]) -> String {
    hex::encode(Sm3::digest(salted))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::file_key::Place;

    fn key(file: &str, suite: Suite) -> FileKey {
        FileKey::new(Place::new(1, file), suite)
    }

    proptest! {
        #[test]
        fn what_was_sealed_is_opened(plain in prop::collection::vec(any::<u8>(), 0..200)) {
            for suite in Suite::ALL {
                let key = key("a", suite);
                let (sealed, item) = key.seal(&plain);
                prop_assert_eq!(&*key.open(&sealed, &item).unwrap(), &plain);
            }
        }
    }

    #[test]
    fn one_changed_bit_anywhere_is_refused() {
        let key = key("a", Suite::Aes256Gcm);
        let (sealed, item) = key.seal("张三".as_bytes());
        for at in 0..item.bytes.len() {
            let mut changed = item.clone();
            changed.bytes[at] ^= 1;
            assert!(matches!(key.open(&sealed, &changed), Err(OpenError::NotAuthentic(_))), "byte {at}");
        }
        for length in 0..item.bytes.len() {
            let cut = Item { bytes: item.bytes[..length].to_vec(), ..item.clone() };
            assert!(key.open(&sealed, &cut).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn texts_cannot_be_swapped_within_a_file_or_between_files() {
        let key = key("a", Suite::Aes256Gcm);
        let (first, first_item) = key.seal("张三".as_bytes());
        let (_, second_item) = key.seal("李四".as_bytes());
        assert!(key.open(&first, &second_item).is_err());
        let elsewhere = key.clone().at(Place::new(1, "b"));
        assert!(elsewhere.open(&first, &first_item).is_err());
        assert!(key.open(&first, &Item { suite: Suite::Sm4Gcm, ..first_item }).is_err());
    }

    #[test]
    fn a_text_sealed_anew_under_the_same_reference_is_not_what_the_entry_says() {
        let key = key("a", Suite::Aes256Gcm);
        let (first, _) = key.seal("张三".as_bytes());
        let (second, item) = key.seal("李四".as_bytes());
        let forged = Sealed::new(second.reference(), first.commitment()).unwrap();
        assert!(matches!(key.open(&forged, &item), Err(OpenError::NotCommitted(_))));
    }

    #[test]
    fn equal_texts_look_different() {
        let key = key("a", Suite::Aes256Gcm);
        let ((one, first), (other, second)) = (key.seal("张三".as_bytes()), key.seal("张三".as_bytes()));
        assert_ne!(one.commitment(), other.commitment());
        assert_ne!(first.bytes, second.bytes);
    }

    #[test]
    fn no_text_of_a_person_lies_in_the_stored_bytes() {
        let plain = "海门区长江路1号张三".as_bytes();
        let (_, item) = key("a", Suite::Sm4Gcm).seal(plain);
        assert!(!item.bytes.windows(6).any(|window| plain.windows(6).any(|part| part == window)));
    }
}
