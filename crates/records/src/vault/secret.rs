//! 32 secret bytes that are wiped from memory when they are let go, and what is derived from them.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use rand::Rng;
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use sm3::Sm3;
use zeroize::Zeroizing;

use crate::framed::framed;

/// A secret of 32 bytes. It prints as nothing, so that no log shows it.
#[derive(Clone)]
pub(crate) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// A new one, from the operating system's source.
    pub(crate) fn random() -> Secret {
        let mut bytes = Zeroizing::new([0; 32]);
        UnwrapErr(SysRng).fill_bytes(&mut *bytes);
        Secret(bytes)
    }

    /// From its bytes; `None` where they are not 32.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Secret> {
        let mut secret = Zeroizing::new([0; 32]);
        if bytes.len() != secret.len() {
            return None;
        }
        secret.copy_from_slice(bytes);
        Some(Secret(secret))
    }

    /// The bytes themselves.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SM3 over the framed fields. The first of them names the purpose, so that no two purposes share a key.
    pub(crate) fn derive(&self, fields: &[&[u8]]) -> Secret {
        let mut mac = Hmac::<Sm3>::new_from_slice(&*self.0).expect("HMAC takes a key of any length");
        mac.update(&framed(fields));
        Secret(Zeroizing::new(mac.finalize().into_bytes().into()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// `N` random bytes that are no secret: a nonce, a salt, a number.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    UnwrapErr(SysRng).fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with OpenSSL: `openssl dgst -sm3 -mac HMAC` over the framed bytes.
    #[test]
    fn derivation_is_hmac_sm3_over_framed_fields() {
        let secret = Secret::from_bytes(&[7; 32]).unwrap();
        assert_eq!(
            hex::encode(secret.derive(&[b"purpose", b"x"]).bytes()),
            "370d602c4548d99b8f8af4e1030d95d9b321d8d3045bf87c176082bd8b59c88d"
        );
    }

    #[test]
    fn purposes_do_not_share_keys_and_nothing_is_printed() {
        let secret = Secret::random();
        assert_ne!(secret.derive(&[b"ab", b"c"]).bytes(), secret.derive(&[b"a", b"bc"]).bytes());
        assert_ne!(secret.bytes(), Secret::random().bytes());
        assert_eq!(format!("{secret:?}"), "Secret");
        assert!(Secret::from_bytes(&[0; 31]).is_none());
    }
}
