//! Bytes that wait until it is decided whether they are stored: an upload while its form is read and checked. They lie in a file
//! without a name, encrypted under a key that is nowhere but in memory and goes with them, so that a disk that is looked at later
//! tells nothing. What is shorter than a piece never reaches the disk.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures::{Stream, TryStreamExt, stream};
use zeroize::Zeroizing;

use super::secret::Secret;
use super::suite::{NONCE, Suite, TAG};

/// How much is encrypted at once, and the most that is held in memory, in bytes.
pub const PIECE: usize = 64 * 1024;

const FORM: &[u8] = b"gongkai-spool-1";
const SUITE: Suite = Suite::Aes256Gcm;

/// Bytes that are still coming in.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    key: Secret,
    stored: Option<Arc<File>>,
    pieces: u32,
    waiting: Zeroizing<Vec<u8>>,
}

/// All of them. Clones share them; the last one that is let go takes them along.
#[derive(Clone, Debug)]
pub struct Spooled(Arc<Lying>);

#[derive(Debug)]
struct Lying {
    key: Secret,
    stored: Option<Arc<File>>,
    /// How many pieces are stored; what is behind them is in `last`.
    pieces: u32,
    last: Zeroizing<Vec<u8>>,
}

impl Spool {
    /// Begins, in this folder. It is not touched before there is more than a piece.
    pub fn in_folder(folder: &Path) -> Spool {
        let waiting = Zeroizing::new(Vec::with_capacity(PIECE));
        Spool { folder: folder.to_owned(), key: Secret::random(), stored: None, pieces: 0, waiting }
    }

    /// Takes in the next bytes.
    pub async fn push(&mut self, mut plain: &[u8]) -> io::Result<()> {
        while !plain.is_empty() {
            if self.waiting.len() == PIECE {
                self.store().await?;
            }
            let (fits, rest) = plain.split_at(plain.len().min(PIECE - self.waiting.len()));
            self.waiting.extend_from_slice(fits);
            plain = rest;
        }
        Ok(())
    }

    async fn store(&mut self) -> io::Result<()> {
        let (number, folder) = (self.pieces, self.folder.clone());
        let sealed = SUITE.encrypt(self.key.bytes(), nonce(number), FORM, &self.waiting);
        let stored = self.stored.clone();
        let written = tokio::task::spawn_blocking(move || {
            let file = match stored {
                Some(file) => file,
                None => Arc::new(tempfile::tempfile_in(folder)?),
            };
            file.write_all_at(&sealed, place(number))?;
            io::Result::Ok(file)
        });
        self.stored = Some(written.await.map_err(io::Error::other)??);
        self.pieces = number.checked_add(1).ok_or_else(|| io::Error::other("more than any form brings"))?;
        self.waiting.clear();
        Ok(())
    }

    /// How many bytes came so far.
    pub fn length(&self) -> u64 {
        length(self.pieces, &self.waiting)
    }

    /// How many of them are in memory.
    pub fn held(&self) -> usize {
        self.waiting.capacity()
    }

    /// That was all.
    pub fn finish(self) -> Spooled {
        let Spool { key, stored, pieces, waiting, .. } = self;
        let last = waiting;
        Spooled(Arc::new(Lying { key, stored, pieces, last }))
    }
}

impl From<Vec<u8>> for Spooled {
    /// Bytes that are in memory already, and stay there.
    fn from(bytes: Vec<u8>) -> Spooled {
        let last = Zeroizing::new(bytes);
        Spooled(Arc::new(Lying { key: Secret::random(), stored: None, pieces: 0, last }))
    }
}

impl From<&[u8]> for Spooled {
    fn from(bytes: &[u8]) -> Spooled {
        bytes.to_vec().into()
    }
}

impl PartialEq for Spooled {
    /// The same bytes where both are in memory; of what lies on the disk, the same file.
    fn eq(&self, other: &Spooled) -> bool {
        let (one, two) = (&self.0, &other.0);
        Arc::ptr_eq(one, two) || (one.pieces + two.pieces == 0 && one.last == two.last)
    }
}

impl Eq for Spooled {}

impl Spooled {
    /// How many bytes there are.
    pub fn length(&self) -> u64 {
        length(self.0.pieces, &self.0.last)
    }

    /// How many of them are in memory.
    pub fn held(&self) -> usize {
        self.0.last.capacity()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length() == 0
    }

    /// A piece by its number; empty behind the last.
    fn piece(&self, number: u32) -> io::Result<Zeroizing<Vec<u8>>> {
        let Lying { key, stored, pieces, last } = &*self.0;
        match stored {
            Some(file) if number < *pieces => {
                let mut sealed = vec![0; PIECE + TAG];
                file.read_exact_at(&mut sealed, place(number))?;
                SUITE.decrypt(key.bytes(), nonce(number), FORM, &sealed).map_err(io::Error::other)
            }
            _ => {
                let behind = usize::try_from(number - pieces).unwrap_or(usize::MAX);
                let from = behind.saturating_mul(PIECE).min(last.len());
                Ok(Zeroizing::new(last[from..last.len().min(from + PIECE)].to_vec()))
            }
        }
    }

    /// All of them, a piece at a time.
    pub fn pieces(&self) -> impl Stream<Item = io::Result<Zeroizing<Vec<u8>>>> + Send + Unpin + use<> {
        let whole = self.clone();
        Box::pin(stream::try_unfold(0, move |number| {
            let whole = whole.clone();
            async move {
                let piece = tokio::task::spawn_blocking(move || whole.piece(number));
                let piece = piece.await.map_err(io::Error::other)??;
                Ok(if piece.is_empty() { None } else { Some((piece, number + 1)) })
            }
        }))
    }

    /// All of them in memory, for what can only be read whole.
    pub async fn whole(&self) -> io::Result<Zeroizing<Vec<u8>>> {
        let mut whole = Zeroizing::new(Vec::with_capacity(usize::try_from(self.length()).unwrap_or(0)));
        let mut pieces = self.pieces();
        while let Some(piece) = pieces.try_next().await? {
            whole.extend_from_slice(&piece);
        }
        Ok(whole)
    }

    /// For whoever wants to look into them here and there; not for threads that answer others.
    pub fn reader(&self) -> impl Read + Seek + use<> {
        Reader { of: self.clone(), at: 0, open: None }
    }
}

struct Reader {
    of: Spooled,
    at: u64,
    open: Option<(u32, Zeroizing<Vec<u8>>)>,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Ok(number) = u32::try_from(self.at / PIECE as u64) else { return Ok(0) };
        if self.open.as_ref().is_none_or(|(open, _)| *open != number) {
            self.open = Some((number, self.of.piece(number)?));
        }
        let within = usize::try_from(self.at % PIECE as u64).expect("a piece is short");
        let piece = self.open.as_ref().map_or(&[][..], |(_, piece)| piece.get(within..).unwrap_or_default());
        let taken = piece.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&piece[..taken]);
        self.at += taken as u64;
        Ok(taken)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.of.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

fn length(pieces: u32, last: &[u8]) -> u64 {
    u64::from(pieces) * PIECE as u64 + last.len() as u64
}

fn place(number: u32) -> u64 {
    u64::from(number) * (PIECE + TAG) as u64
}

/// The key is used for one spool, and each number once.
fn nonce(number: u32) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    nonce[NONCE - 4..].copy_from_slice(&number.to_be_bytes());
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    async fn spooled(folder: &Path, plain: &[u8], piece: usize) -> (Spooled, usize) {
        let mut spool = Spool::in_folder(folder);
        let mut most = 0;
        for piece in plain.chunks(piece) {
            spool.push(piece).await.unwrap();
            most = most.max(spool.held());
        }
        (spool.finish(), most)
    }

    #[tokio::test]
    async fn every_length_around_the_edge_of_a_piece_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7] {
            let (whole, _) = spooled(folder.path(), &content(length), 50_001).await;
            assert_eq!((whole.length(), whole.is_empty()), (length as u64, length == 0));
            let pieces: Vec<_> = whole.pieces().try_collect().await.unwrap();
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE));
            assert!(pieces.iter().flat_map(|piece| piece.iter()).eq(&content(length)), "{length}");
            let mut read = Vec::new();
            whole.reader().read_to_end(&mut read).unwrap();
            assert!(read == content(length) && *whole.whole().await.unwrap() == read, "{length}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing of it has a name");
    }

    /// Whatever comes in, no more than a piece of it is held: while it comes, when it lies there, and while it goes out.
    #[tokio::test]
    async fn what_is_held_does_not_grow_with_what_comes_in() {
        let folder = tempfile::tempdir().unwrap();
        for megabytes in [1, 8, 40] {
            let (whole, most) = spooled(folder.path(), &content(megabytes << 20), 1 << 20).await;
            assert!(most <= PIECE && whole.held() <= PIECE, "{megabytes} MB: {most}, {}", whole.held());
            let mut out = whole.pieces();
            let (mut length, mut largest) = (0, 0);
            while let Some(piece) = out.try_next().await.unwrap() {
                length += piece.len();
                largest = largest.max(piece.len());
            }
            assert_eq!((length, largest), (megabytes << 20, PIECE));
        }
    }

    #[tokio::test]
    async fn one_looks_into_it_anywhere() {
        let folder = tempfile::tempdir().unwrap();
        let plain = content(2 * PIECE + 100);
        let (whole, _) = spooled(folder.path(), &plain, 9000).await;
        let mut reader = whole.reader();
        for (to, at) in [
            (SeekFrom::End(-90), 2 * PIECE + 10),
            (SeekFrom::Start(PIECE as u64 - 3), PIECE - 3),
            (SeekFrom::Current(65_526), 2 * PIECE - 3),
            (SeekFrom::Start(0), 0),
        ] {
            assert_eq!(reader.seek(to).unwrap(), at as u64);
            let mut ten = [0; 10];
            reader.read_exact(&mut ten).unwrap();
            assert_eq!(ten, plain[at..at + 10]);
        }
        assert!(reader.seek(SeekFrom::Current(-100)).is_err());
        assert_eq!(reader.seek(SeekFrom::End(5)).unwrap(), plain.len() as u64 + 5);
        assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
    }

    #[tokio::test]
    async fn on_the_disk_lies_nothing_that_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let plain = b"11010519491231002X".repeat(2 * PIECE / 18 + 1);
        let (whole, _) = spooled(folder.path(), &plain, 9000).await;
        let mut stored = vec![0; 2 * (PIECE + TAG)];
        whole.0.stored.as_ref().unwrap().read_exact_at(&mut stored, 0).unwrap();
        assert!(!stored.windows(18).any(|seen| seen == b"11010519491231002X"));
        let (again, _) = spooled(folder.path(), &plain, 9000).await;
        assert_ne!(whole, again, "and each has a key of its own");
        assert_eq!(whole, whole.clone());
        assert_eq!(Spooled::from(vec![1, 2]), Spooled::from([1, 2].as_slice()));
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_an_error_only_when_it_is_needed() {
        let mut spool = Spool::in_folder(Path::new("/nowhere/at/all"));
        spool.push(&content(PIECE)).await.unwrap();
        assert!(spool.push(&[1]).await.is_err());
    }
}
