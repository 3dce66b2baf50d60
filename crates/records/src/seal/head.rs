//! The signed head: one small text that stands for the whole record up to its size. It is only worth something once it
//! has left the machine: printed, mailed to the supervisor, kept on another host.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use thiserror::Error;

use super::tree::{Hash, hash_from_hex};
use crate::framed::framed;

pub(super) const FORM: &str = "gongkai-head-1";
const SUITE: &str = "ed25519";

/// A head with its signature. As JSON it is the text that leaves the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// What this text is, and in which edition: `gongkai-head-1`.
    pub form: String,
    /// How many entries it covers.
    pub size: u64,
    /// The root over them, 64 hexadecimal digits.
    pub root: String,
    /// When it was signed, RFC 3339, UTC, milliseconds.
    pub at: String,
    /// How it is signed: `ed25519`.
    pub suite: String,
    /// Which key signed it: the first 16 hexadecimal digits of SM3 over the public key.
    pub key: String,
    /// The public key, 64 hexadecimal digits.
    pub public_key: String,
    /// The signature, 128 hexadecimal digits.
    pub signature: String,
}

/// A text that is no head, or one that nobody signed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HeadError {
    /// Something else.
    #[error("不是 gongkai 的签名存证（{0}）")]
    NotAHead(String),
    /// The signature does not fit.
    #[error("签名存证的签名不符：内容或者签名被改动")]
    NotSigned,
}

impl Head {
    /// Signs a root.
    pub fn sign(size: u64, root: &Hash, at: &str, key: &SigningKey) -> Head {
        let public = key.verifying_key();
        let mut head = Head {
            form: FORM.to_owned(),
            size,
            root: hex::encode(root),
            at: at.to_owned(),
            suite: SUITE.to_owned(),
            key: key_id(&public),
            public_key: hex::encode(public.as_bytes()),
            signature: String::new(),
        };
        head.signature = hex::encode(key.sign(&head.signed_bytes()).to_bytes());
        head
    }

    /// Reads the text of a head and checks its signature under the key that it names. Whether that key is the
    /// installation's, its reader has to know from elsewhere.
    pub fn read(text: &str) -> Result<Head, HeadError> {
        let head: Head = serde_json::from_str(text).map_err(|error| HeadError::NotAHead(error.to_string()))?;
        head.check()?;
        Ok(head)
    }

    /// Checks form and signature.
    pub fn check(&self) -> Result<(), HeadError> {
        let not = |what: &str| HeadError::NotAHead(what.to_owned());
        if self.form != FORM || self.suite != SUITE {
            return Err(not(&format!("{} {}", self.form, self.suite)));
        }
        self.root().ok_or_else(|| not("root"))?;
        let public = hash_from_hex(&self.public_key).ok_or_else(|| not("public_key"))?;
        let public = VerifyingKey::from_bytes(&public).map_err(|_| not("public_key"))?;
        if key_id(&public) != self.key {
            return Err(not("key"));
        }
        let signature = hex::decode(&self.signature).map_err(|_| not("signature"))?;
        let signature = Signature::from_slice(&signature).map_err(|_| not("signature"))?;
        public.verify_strict(&self.signed_bytes(), &signature).map_err(|_| HeadError::NotSigned)
    }

    /// The root as bytes; `None` where it is none.
    pub fn root(&self) -> Option<Hash> {
        hash_from_hex(&self.root)
    }

    /// The text that leaves the machine.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("texts and a number");
        text.push('\n');
        text
    }

    fn signed_bytes(&self) -> Vec<u8> {
        framed(&[
            self.form.as_bytes(),
            self.size.to_string().as_bytes(),
            self.root.as_bytes(),
            self.at.as_bytes(),
            self.suite.as_bytes(),
            self.key.as_bytes(),
        ])
    }
}

/// A short name for a public key.
pub fn key_id(public: &VerifyingKey) -> String {
    hex::encode(&Sm3::digest(public.as_bytes())[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head::sign(5, &[9; 32], "2025-06-09T01:02:03.004Z", &SigningKey::from_bytes(&[3; 32]))
    }

    #[test]
    fn the_text_that_left_the_machine_is_read_again() {
        assert_eq!(Head::read(&head().to_text()), Ok(head()));
    }

    #[test]
    fn a_changed_field_is_not_signed() {
        let changed = |change: &dyn Fn(&mut Head)| {
            let mut head = head();
            change(&mut head);
            Head::read(&head.to_text())
        };
        assert_eq!(changed(&|head| head.size = 6), Err(HeadError::NotSigned));
        assert_eq!(changed(&|head| head.root = "08".repeat(32)), Err(HeadError::NotSigned));
        assert_eq!(changed(&|head| head.at = "2025-06-09T01:02:03.005Z".into()), Err(HeadError::NotSigned));
        assert_eq!(changed(&|head| head.signature = "00".repeat(64)), Err(HeadError::NotSigned));
        for odd in [
            changed(&|head| head.form = "gongkai-head-2".into()),
            changed(&|head| head.suite = "none".into()),
            changed(&|head| head.key = "00".repeat(8)),
            changed(&|head| head.root = "09".repeat(31)),
            changed(&|head| head.public_key = "09".repeat(32)),
            changed(&|head| head.signature = "00".into()),
        ] {
            assert!(odd.is_err(), "{odd:?}");
        }
    }

    #[test]
    fn a_head_signed_by_another_key_names_that_key() {
        let forged = Head::sign(5, &[9; 32], "2025-06-09T01:02:03.004Z", &SigningKey::from_bytes(&[4; 32]));
        let read = Head::read(&forged.to_text()).unwrap();
        assert_ne!(read.key, head().key);
    }

    #[test]
    fn odd_texts_are_no_head() {
        for text in ["", "{}", "null", r#"{"size":5}"#, &head().to_text().replace("\"size\"", "\"length\"")] {
            assert!(matches!(Head::read(text), Err(HeadError::NotAHead(_))), "{text}");
        }
    }
}
