//! How something is encrypted. The number of the suite stands beside each ciphertext, so that an installation can change
//! its suite and still read what it wrote before.

use aes_gcm::aead::{Aead, Payload, consts::U12};
use aes_gcm::{Aes256Gcm, AesGcm, KeyInit, Nonce};
use sm4::Sm4;
use thiserror::Error;
use zeroize::Zeroizing;

/// GCM over SM4, the combination of RFC 8998. The crate's `AesGcm` is GCM over any 128-bit block cipher; the vectors of
/// that document hold it to the standard below.
type Sm4Gcm = AesGcm<Sm4, U12>;

/// What an AEAD adds to the plaintext, in bytes.
pub const TAG: usize = 16;

/// Length of a nonce in bytes.
pub const NONCE: usize = 12;

/// An authenticated cipher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Suite {
    /// AES-256-GCM.
    #[default]
    Aes256Gcm,
    /// SM4-GCM (RFC 8998), for sites under 密评 (商用密码应用安全性评估).
    Sm4Gcm,
}

/// A suite that this release does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("不认识编号为{0}的加密算法，请使用写入这些数据的版本或者更新的版本")]
pub struct UnknownSuite(pub i64);

/// The key does not fit, or what is stored was changed or belongs elsewhere. Which of these, a cipher cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("密文无法解开：内容被改动，或者密钥不符")]
pub struct NotAuthentic;

impl Suite {
    /// Both.
    pub const ALL: [Suite; 2] = [Suite::Aes256Gcm, Suite::Sm4Gcm];

    /// Its number in the database; never given to another suite.
    pub fn id(self) -> i64 {
        match self {
            Suite::Aes256Gcm => 1,
            Suite::Sm4Gcm => 2,
        }
    }

    /// The suite of that number.
    pub fn of(id: i64) -> Result<Suite, UnknownSuite> {
        Suite::ALL.into_iter().find(|suite| suite.id() == id).ok_or(UnknownSuite(id))
    }

    /// Its name in settings and documents.
    pub fn name(self) -> &'static str {
        match self {
            Suite::Aes256Gcm => "aes-256-gcm",
            Suite::Sm4Gcm => "sm4-gcm",
        }
    }

    /// How many bytes of a key it uses.
    pub(super) fn key_length(self) -> usize {
        match self {
            Suite::Aes256Gcm => 32,
            Suite::Sm4Gcm => 16,
        }
    }

    /// Encrypts. `key` has [`Suite::key_length`] bytes; a nonce is used once under a key.
    pub(super) fn encrypt(self, key: &[u8], nonce: [u8; NONCE], associated: &[u8], plain: &[u8]) -> Vec<u8> {
        let payload = Payload { msg: plain, aad: associated };
        let nonce = Nonce::from(nonce);
        let done = match self {
            Suite::Aes256Gcm => Aes256Gcm::new_from_slice(key).expect("32 bytes").encrypt(&nonce, payload),
            Suite::Sm4Gcm => Sm4Gcm::new_from_slice(key).expect("16 bytes").encrypt(&nonce, payload),
        };
        done.expect("no plaintext of ours comes near 64 GiB")
    }

    /// Decrypts, or says that it is not what was encrypted.
    pub(super) fn decrypt(
        self,
        key: &[u8],
        nonce: [u8; NONCE],
        associated: &[u8],
        secret: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
        let payload = Payload { msg: secret, aad: associated };
        let nonce = Nonce::from(nonce);
        let done = match self {
            Suite::Aes256Gcm => Aes256Gcm::new_from_slice(key).expect("32 bytes").decrypt(&nonce, payload),
            Suite::Sm4Gcm => Sm4Gcm::new_from_slice(key).expect("16 bytes").decrypt(&nonce, payload),
        };
        done.map(Zeroizing::new).map_err(|_| NotAuthentic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Vector {
        suite: Suite,
        key: &'static str,
        nonce: &'static str,
        associated: &'static str,
        plain: &'static str,
        secret: &'static str,
    }

    /// RFC 8998, appendix A.1, and test case 16 of McGrew and Viega, “The Galois/Counter Mode of Operation”.
    const VECTORS: [Vector; 2] = [
        Vector {
            suite: Suite::Sm4Gcm,
            key: "0123456789abcdeffedcba9876543210",
            nonce: "00001234567800000000abcd",
            associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plain: "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd\
                    eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
            secret: "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735\
                     d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d\
                     83de3541e4c2b58177e065a9bf7b62ec",
        },
        Vector {
            suite: Suite::Aes256Gcm,
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888",
            associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plain: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
                    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            secret: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
                     8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662\
                     76fc6ece0f4e1768cddf8853bb2d551b",
        },
    ];

    #[test]
    fn published_vectors_come_out() {
        let bytes = |text: &str| hex::decode(text).unwrap();
        for vector in VECTORS {
            let nonce: [u8; NONCE] = bytes(vector.nonce).try_into().unwrap();
            let (key, associated) = (bytes(vector.key), bytes(vector.associated));
            let secret = vector.suite.encrypt(&key, nonce, &associated, &bytes(vector.plain));
            assert_eq!(hex::encode(&secret), vector.secret, "{:?}", vector.suite);
            let plain = vector.suite.decrypt(&key, nonce, &associated, &secret).unwrap();
            assert_eq!(hex::encode(&*plain), vector.plain, "{:?}", vector.suite);
        }
    }

    #[test]
    fn numbers_stay_what_they_are() {
        assert_eq!(Suite::ALL.map(Suite::id), [1, 2]);
        assert_eq!(Suite::of(2), Ok(Suite::Sm4Gcm));
        assert_eq!(Suite::of(0), Err(UnknownSuite(0)));
    }
}
