//! A sealed upload of any size, encrypted in chunks while it comes in and opened while it goes out.
//!
//! A blob is a header (`gkblob1\n`, the number of the suite in one byte, 16 random bytes) and chunks: 64 KiB of content
//! with its tag, the last one shorter. A chunk's nonce is its number and whether it is the last, so that none can be left
//! out, moved or added. The key is the blob's own, derived from the file's key, the reference and the random bytes, which
//! is why the numbers may start from 0 each time. Content is the salt of the commitment, then the upload.

use casework::sealed::Sealed;
use sm3::{Digest, Sm3};
use thiserror::Error;
use zeroize::Zeroizing;

use super::file_key::FileKey;
use super::item::{OpenError, SALT, associated, new_reference};
use super::secret::{Secret, random};
use super::suite::{NONCE, NotAuthentic, Suite, TAG};

const FORM: &[u8] = b"gongkai-blob-1";
const MAGIC: &[u8; 8] = b"gkblob1\n";
const CHUNK: usize = 64 * 1024;
const HEADER: usize = MAGIC.len() + 1 + 16;

/// More came in than was allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("文件超过{}的上限，请压缩或者拆分后再上传", size(*.limit))]
pub struct TooLong {
    /// The limit in bytes.
    pub limit: u64,
}

/// Encrypts an upload as it comes in.
#[derive(Debug)]
pub struct SealingStream {
    reference: String,
    cipher: Cipher,
    commitment: Sm3,
    /// Content that waits for its chunk to be full.
    waiting: Zeroizing<Vec<u8>>,
    /// What is ready to be stored.
    ready: Vec<u8>,
    length: u64,
    limit: u64,
}

/// Decrypts a blob as it goes out. What it gives has been proved chunk by chunk; that nothing is missing at the end, only
/// [`OpeningStream::finish`] knows.
#[derive(Debug)]
pub struct OpeningStream {
    key: FileKey,
    sealed: Sealed,
    cipher: Option<Cipher>,
    commitment: Sm3,
    waiting: Vec<u8>,
    salt_left: usize,
}

#[derive(Debug)]
struct Cipher {
    suite: Suite,
    key: Secret,
    associated: Vec<u8>,
    next: u32,
}

impl FileKey {
    /// Starts to seal an upload of at most `limit` bytes.
    pub fn seal_stream(&self, limit: u64) -> SealingStream {
        let reference = new_reference();
        let own = random::<16>();
        let cipher = Cipher::new(self, &reference, self.suite(), own);
        let suite = u8::try_from(self.suite().id()).expect("suites are few");
        let mut ready = Vec::with_capacity(CHUNK + TAG + HEADER);
        ready.extend_from_slice(MAGIC);
        ready.push(suite);
        ready.extend_from_slice(&own);
        let mut waiting = Zeroizing::new(Vec::with_capacity(2 * CHUNK));
        let salt = Zeroizing::new(random::<SALT>());
        waiting.extend_from_slice(&*salt);
        SealingStream {
            reference,
            cipher,
            commitment: Sm3::new_with_prefix(salt.as_slice()),
            waiting,
            ready,
            length: 0,
            limit,
        }
    }

    /// Starts to open the blob that `sealed` speaks of.
    pub fn open_stream(&self, sealed: &Sealed) -> OpeningStream {
        OpeningStream {
            key: self.clone(),
            sealed: sealed.clone(),
            cipher: None,
            commitment: Sm3::new(),
            waiting: Vec::new(),
            salt_left: SALT,
        }
    }
}

impl SealingStream {
    /// Its place within the file's vault, known from the start so that it can be stored while it comes in.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Takes in the next piece and gives what can be stored.
    pub fn push(&mut self, plain: &[u8]) -> Result<Vec<u8>, TooLong> {
        self.length += plain.len() as u64;
        if self.length > self.limit {
            return Err(TooLong { limit: self.limit });
        }
        self.commitment.update(plain);
        for piece in plain.chunks(CHUNK) {
            self.waiting.extend_from_slice(piece);
            // Only when more follows is it certain that a full chunk is not the last.
            if self.waiting.len() > CHUNK {
                self.ready.extend_from_slice(&self.cipher.encrypt(&self.waiting[..CHUNK], false));
                let left = self.waiting.len() - CHUNK;
                self.waiting.copy_within(CHUNK.., 0);
                self.waiting.truncate(left);
            }
        }
        Ok(std::mem::take(&mut self.ready))
    }

    /// Ends: what the fact keeps, the last bytes to store, and how long the upload was.
    pub fn finish(mut self) -> (Sealed, Vec<u8>, u64) {
        self.ready.extend_from_slice(&self.cipher.encrypt(&self.waiting, true));
        let sealed = Sealed::new(&self.reference, &hex::encode(self.commitment.finalize()))
            .expect("hexadecimal digits are what it takes");
        (sealed, self.ready, self.length)
    }
}

impl OpeningStream {
    /// Takes in the next stored bytes and gives the content that they prove.
    pub fn push(&mut self, stored: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut plain = Zeroizing::new(Vec::with_capacity(stored.len() + CHUNK));
        for piece in stored.chunks(CHUNK) {
            self.waiting.extend_from_slice(piece);
            self.take_header()?;
            while self.cipher.is_some() && self.waiting.len() > CHUNK + TAG {
                let chunk: Vec<u8> = self.waiting.drain(..CHUNK + TAG).collect();
                self.take_chunk(&chunk, false, &mut plain)?;
            }
        }
        Ok(plain)
    }

    /// Ends: the last content, once it is certain that this was all and what the entry was made of.
    pub fn finish(mut self) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut plain = Zeroizing::new(Vec::new());
        let chunk = std::mem::take(&mut self.waiting);
        self.take_chunk(&chunk, true, &mut plain)?;
        if self.salt_left > 0 || hex::encode(self.commitment.finalize()) != self.sealed.commitment() {
            return Err(OpenError::NotCommitted(self.sealed.reference().to_owned()));
        }
        Ok(plain)
    }

    fn take_header(&mut self) -> Result<(), NotAuthentic> {
        if self.cipher.is_some() || self.waiting.len() < HEADER {
            return Ok(());
        }
        let header: Vec<u8> = self.waiting.drain(..HEADER).collect();
        let (magic, rest) = header.split_at(MAGIC.len());
        let suite = Suite::of(i64::from(rest[0])).map_err(|_| NotAuthentic)?;
        if magic != MAGIC {
            return Err(NotAuthentic);
        }
        let own = rest[1..].try_into().expect("the header has 16 bytes left");
        self.cipher = Some(Cipher::new(&self.key, self.sealed.reference(), suite, own));
        Ok(())
    }

    fn take_chunk(&mut self, chunk: &[u8], last: bool, plain: &mut Vec<u8>) -> Result<(), OpenError> {
        let content = self.cipher.as_mut().ok_or(NotAuthentic)?.decrypt(chunk, last)?;
        self.commitment.update(&*content);
        let salt = self.salt_left.min(content.len());
        self.salt_left -= salt;
        plain.extend_from_slice(&content[salt..]);
        Ok(())
    }
}

impl Cipher {
    fn new(key: &FileKey, reference: &str, suite: Suite, own: [u8; 16]) -> Cipher {
        Cipher {
            suite,
            key: key.derive(&[FORM, suite.name().as_bytes(), reference.as_bytes(), &own]),
            associated: associated(FORM, key, reference, suite),
            next: 0,
        }
    }

    fn encrypt(&mut self, chunk: &[u8], last: bool) -> Vec<u8> {
        let nonce = self.nonce(last);
        self.suite.encrypt(&self.key.bytes()[..self.suite.key_length()], nonce, &self.associated, chunk)
    }

    fn decrypt(&mut self, chunk: &[u8], last: bool) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
        let nonce = self.nonce(last);
        self.suite.decrypt(&self.key.bytes()[..self.suite.key_length()], nonce, &self.associated, chunk)
    }

    /// 7 zero bytes, the chunk's number, 1 for the last chunk.
    fn nonce(&mut self, last: bool) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        nonce[7..11].copy_from_slice(&self.next.to_be_bytes());
        nonce[11] = u8::from(last);
        self.next = self.next.checked_add(1).expect("a blob is below 256 TiB");
        nonce
    }
}

fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes >= MIB && bytes.is_multiple_of(MIB) { format!("{}MB", bytes / MIB) } else { format!("{bytes}字节") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::file_key::Place;

    fn key(suite: Suite) -> FileKey {
        FileKey::new(Place::new(1, "a"), suite)
    }

    fn sealed(key: &FileKey, plain: &[u8], piece: usize) -> (Sealed, Vec<u8>) {
        let mut stream = key.seal_stream(1 << 20);
        let mut stored = Vec::new();
        for piece in plain.chunks(piece) {
            stored.extend(stream.push(piece).unwrap());
        }
        let (sealed, last, length) = stream.finish();
        assert_eq!(length, plain.len() as u64);
        stored.extend(last);
        (sealed, stored)
    }

    fn opened(key: &FileKey, sealed: &Sealed, stored: &[u8], piece: usize) -> Result<Vec<u8>, OpenError> {
        let mut stream = key.open_stream(sealed);
        let mut plain = Vec::new();
        for piece in stored.chunks(piece) {
            plain.extend_from_slice(&stream.push(piece)?);
        }
        plain.extend_from_slice(&stream.finish()?);
        Ok(plain)
    }

    fn upload(length: usize) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    #[test]
    fn every_length_around_the_edge_of_a_chunk_comes_back() {
        for suite in Suite::ALL {
            let key = key(suite);
            for length in [0, 1, CHUNK - SALT - 1, CHUNK - SALT, CHUNK - SALT + 1, CHUNK, 2 * CHUNK - SALT] {
                let (fact, stored) = sealed(&key, &upload(length), CHUNK * 3);
                let chunks = (length + SALT).div_ceil(CHUNK);
                assert_eq!(stored.len(), HEADER + SALT + length + chunks * TAG, "{length}");
                assert!(opened(&key, &fact, &stored, CHUNK * 3).unwrap() == upload(length), "{length}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn pieces_may_have_any_size(length in 0..200_000_usize, into in 1..150_000_usize, out in 7..150_000_usize) {
            let key = key(Suite::Aes256Gcm);
            let (fact, stored) = sealed(&key, &upload(length), into);
            prop_assert!(opened(&key, &fact, &stored, out).unwrap() == upload(length));
        }
    }

    #[test]
    fn cut_swapped_doubled_and_added_chunks_are_refused() {
        let key = key(Suite::Aes256Gcm);
        let (fact, stored) = sealed(&key, &upload(3 * CHUNK), CHUNK);
        let at = |chunk: usize| HEADER + chunk * (CHUNK + TAG);
        let refused = |stored: &[u8], what: &str| assert!(opened(&key, &fact, stored, CHUNK).is_err(), "{what}");
        refused(&stored[..at(3)], "without the last chunk");
        refused(&stored[..at(1)], "only one chunk");
        refused(&stored[..stored.len() - 1], "one byte less");
        refused(&stored[..HEADER], "only the header");
        refused(&stored[..3], "not even the header");
        refused(&[], "nothing");
        refused(&[&stored[..], &[0]].concat(), "one byte more");
        let (header, first, second) = (&stored[..HEADER], &stored[at(0)..at(1)], &stored[at(1)..at(2)]);
        refused(&[header, second, first, &stored[at(2)..]].concat(), "swapped");
        refused(&[header, first, first, &stored[at(1)..]].concat(), "doubled");
        refused(&[header, second, &stored[at(2)..]].concat(), "without the first");
        for byte in 0..HEADER {
            let mut changed = stored.clone();
            changed[byte] ^= 1;
            refused(&changed, "a changed header");
        }
    }

    #[test]
    fn a_blob_belongs_to_its_reference_and_its_file() {
        let key = key(Suite::Aes256Gcm);
        let ((one, first), (other, _)) = (sealed(&key, b"1", 1), sealed(&key, b"2", 1));
        assert!(opened(&key, &other, &first, 9).is_err());
        let forged = Sealed::new(one.reference(), other.commitment()).unwrap();
        assert!(matches!(opened(&key, &forged, &first, 9), Err(OpenError::NotCommitted(_))));
        assert!(opened(&key.clone().at(Place::new(2, "a")), &one, &first, 9).is_err());
    }

    #[test]
    fn an_upload_above_the_limit_is_refused_while_it_comes_in() {
        let mut stream = key(Suite::Aes256Gcm).seal_stream(10);
        assert!(stream.push(&[0; 10]).is_ok());
        assert_eq!(stream.push(&[0]), Err(TooLong { limit: 10 }));
        assert_eq!(TooLong { limit: 20 << 20 }.to_string(), "文件超过20MB的上限，请压缩或者拆分后再上传");
    }
}
