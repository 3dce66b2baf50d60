//! What a fact holds in place of personal data: where it lies in the vault, and a commitment to it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Words, names or addresses that lie encrypted in the file's vault. The commitment is salted, so that it tells nothing
/// once the key is destroyed, and proves the words while it is not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Sealed {
    reference: String,
    commitment: String,
}

/// Not what a vault hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("密存内容的引用或者校验值不合格式，请重新保存这一项")]
pub struct NotSealed;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    reference: String,
    commitment: String,
}

impl Sealed {
    /// `reference`: 1 to 64 ASCII letters, digits or `-`; `commitment`: 64 lower-case hexadecimal digits (256 bits).
    /// Nothing else passes, so that no words of a person slip into a fact by this way.
    pub fn new(reference: &str, commitment: &str) -> Result<Sealed, NotSealed> {
        let referring = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let refers = (1..=64).contains(&reference.len()) && reference.bytes().all(referring);
        let commits = commitment.len() == 64 && commitment.bytes().all(hex);
        if refers && commits {
            Ok(Sealed { reference: reference.to_owned(), commitment: commitment.to_owned() })
        } else {
            Err(NotSealed)
        }
    }

    /// Its place in the vault.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// What proves the words, in hexadecimal.
    pub fn commitment(&self) -> &str {
        &self.commitment
    }
}

impl TryFrom<Written> for Sealed {
    type Error = NotSealed;

    fn try_from(written: Written) -> Result<Sealed, NotSealed> {
        Sealed::new(&written.reference, &written.commitment)
    }
}

impl From<Sealed> for Written {
    fn from(sealed: Sealed) -> Written {
        Written { reference: sealed.reference, commitment: sealed.commitment }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_person_are_no_reference() {
        let commitment = "0a".repeat(32);
        assert!(Sealed::new("a-1", &commitment).is_ok());
        for reference in ["", "张三", "a b", &"a".repeat(65)] {
            assert_eq!(Sealed::new(reference, &commitment), Err(NotSealed), "{reference}");
        }
        for commitment in ["", "0A", &"0A".repeat(32), &"0g".repeat(32), &"0a".repeat(33)] {
            assert_eq!(Sealed::new("a-1", commitment), Err(NotSealed), "{commitment}");
        }
        let written = format!(r#"{{"reference":"张三","commitment":"{commitment}"}}"#);
        assert!(serde_json::from_str::<Sealed>(&written).is_err());
    }
}
