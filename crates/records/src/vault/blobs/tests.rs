//! One suite for both kinds of store, and what only a server can do: be away, refuse a key, have no such bucket.

use std::fs;
use std::path::{Path, PathBuf};

use futures::{Stream, TryStreamExt, stream};

use super::*;
use crate::file::FileId;
use crate::testing::store::Server;
use crate::testing::{Backend, Place as Installation};
use crate::vault::sealing::UploadError;
use crate::vault::{Suite, Vault};

/// More than one part, so that something is on its way when the rest fails.
const LARGE: usize = 12 << 20;
const LIMIT: u64 = 64 << 20;

/// A store, and where its objects lie.
struct Store {
    blobs: Blobs,
    bucket: PathBuf,
    holds: Holds,
}

enum Holds {
    Folder(#[expect(dead_code, reason = "the folder is gone when it is dropped")] tempfile::TempDir),
    Server(Server),
}

fn folder() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let bucket = folder.path().join("blobs");
    Store { blobs: Blobs::folder(&bucket).unwrap(), bucket, holds: Holds::Folder(folder) }
}

fn s3() -> Store {
    let server = Server::start();
    let blobs = Blobs::s3(&server.s3()).unwrap();
    Store { blobs, bucket: server.bucket(), holds: Holds::Server(server) }
}

/// Runs one test on both kinds.
macro_rules! on_both_stores {
    ($name:ident, $test:expr) => {
        mod $name {
            use super::*;

            async fn run(store: Store) {
                let test = $test;
                test(&store).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn folder() {
                run(super::folder()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn s3() {
                run(super::s3()).await;
            }
        }
    };
}

fn place() -> Place {
    Place::new(1, "0190c0de")
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

async fn put(blobs: &Blobs, place: &Place, reference: &str, content: &[u8]) {
    let mut blob = blobs.write(place, reference).await.unwrap();
    blob.write(content);
    blob.finish().await.unwrap();
}

async fn pieces(blobs: &Blobs, place: &Place, reference: &str) -> Result<Vec<Vec<u8>>, BlobError> {
    let stored = blobs.read(place, reference).await?;
    stored.map_ok(|piece| piece.as_ref().to_vec()).try_collect().await
}

fn objects(below: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(below) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { objects(&path) } else { vec![path] }).collect()
}

on_both_stores!(what_is_written_comes_back_in_pieces_and_has_its_length, async |store: &Store| {
    store.blobs.takes().await.unwrap();
    assert!(objects(&store.bucket).is_empty(), "the trial leaves nothing");
    for (reference, length) in [("small", 11), ("large", LARGE)] {
        let whole = content(length);
        put(&store.blobs, &place(), reference, &whole).await;
        assert_eq!(store.blobs.length(&place(), reference).await.unwrap(), length as u64);
        let back = pieces(&store.blobs, &place(), reference).await.unwrap();
        assert!(back.concat() == whole, "{reference}");
        assert!(length < LARGE || back.len() > 1, "a large one comes in pieces");
    }
});

on_both_stores!(what_is_not_there_is_missing, async |store: &Store| {
    put(&store.blobs, &place(), "one", b"1").await;
    for (place, reference) in [(place(), "two"), (Place::new(2, "0190c0de"), "one"), (Place::new(1, "other"), "one")] {
        let read = pieces(&store.blobs, &place, reference).await;
        assert!(matches!(read, Err(BlobError::Missing(missing)) if missing == reference));
        assert!(matches!(store.blobs.length(&place, reference).await, Err(BlobError::Missing(_))));
    }
});

on_both_stores!(all_of_a_file_goes_and_nothing_of_another, async |store: &Store| {
    // More than a store lists, or deletes, at once.
    let of = store.bucket.join("1/0190c0de");
    fs::create_dir_all(&of).unwrap();
    for at in 0..1003 {
        fs::write(of.join(format!("{at:032x}")), b"gkblob1\n").unwrap();
    }
    let others = [Place::new(2, "0190c0de"), Place::new(1, "0190c0de2"), Place::new(1, "0190c0d")];
    for other in &others {
        put(&store.blobs, other, "one", b"1").await;
    }
    assert_eq!(store.blobs.remove_all(&place()).await.unwrap(), 1003);
    assert!(objects(&of).is_empty());
    assert_eq!(store.blobs.remove_all(&place()).await.unwrap(), 0, "again finds nothing");
    for other in &others {
        assert_eq!(store.blobs.length(other, "one").await.unwrap(), 1);
    }
});

/// A vault over a store; nothing of it is in a database.
async fn vault(store: &Blobs) -> (Vault, FileId) {
    let installation = Installation::new(Backend::Sqlite).await;
    let records = installation.open().await;
    let key = installation.folder.path().join("keys/installation.key");
    let vault = Vault::open(&records, &key, store.clone(), Suite::default()).await.unwrap();
    (vault, FileId::random())
}

async fn upload<S>(vault: &Vault, file: &FileId, content: S) -> Result<(), UploadError<&'static str>>
where
    S: Stream<Item = Result<Vec<u8>, &'static str>> + Unpin,
{
    let mut sealing = vault.new_file(1, file).unwrap();
    vault.upload(&mut sealing, LIMIT, content).await.map(|_| ())
}

fn whole() -> Vec<Result<Vec<u8>, &'static str>> {
    content(LARGE).chunks(1 << 20).map(|piece| Ok(piece.to_vec())).collect()
}

on_both_stores!(of_an_upload_that_breaks_off_nothing_can_be_read, async |store: &Store| {
    let (vault, file) = vault(&store.blobs).await;
    let mut broken = whole();
    broken.push(Err("断线"));
    let failed = upload(&vault, &file, stream::iter(broken)).await;
    assert!(matches!(failed, Err(UploadError::Broken("断线"))));
    assert!(objects(&store.bucket).is_empty(), "{:?}", objects(&store.bucket));
    if let Holds::Server(server) = &store.holds {
        assert!(server.leftovers().is_empty(), "its parts were given back");
    }
    upload(&vault, &file, stream::iter(whole())).await.unwrap();
    assert_eq!(objects(&store.bucket).len(), 1);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_goes_away_in_the_middle_is_told_in_chinese_and_taken_up_again() {
    let mut server = Server::start();
    let blobs = Blobs::s3(&server.s3()).unwrap();
    let (vault, file) = vault(&blobs).await;
    put(&blobs, &place(), "before", b"1").await;
    let mut pieces = whole().into_iter();
    let until = stream::iter(pieces.by_ref().take(7).collect::<Vec<_>>());
    let server_ref = &mut server;
    let then = stream::once(async {
        server_ref.goes_away();
        Ok(content(1 << 20))
    });
    let failed = upload(&vault, &file, Box::pin(until.chain(then).chain(stream::iter(pieces)))).await.unwrap_err();
    let UploadError::Store(error @ BlobError::Away(_)) = failed else { panic!("{failed:?}") };
    assert_eq!(error.to_string(), "附件存储暂时不可用（连不上），请稍后再试");
    assert!(matches!(blobs.length(&place(), "before").await, Err(BlobError::Away(_))), "away is not missing");
    assert!(matches!(blobs.remove_all(&place()).await, Err(BlobError::Away(_))));
    assert!(matches!(blobs.answers().await, Err(BlobError::Away(_))));

    server.is_back();
    assert_eq!(objects(&server.bucket()).len(), 1, "nothing readable has appeared");
    assert_eq!(blobs.length(&place(), "before").await.unwrap(), 1);
    upload(&vault, &file, stream::iter(whole())).await.unwrap();
    assert_eq!(objects(&server.bucket()).len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_key_and_a_wrong_bucket_are_told_at_once() {
    let server = Server::start();
    let right = server.s3();
    let wrong = |change: fn(&mut S3)| {
        let mut s3 = right.clone();
        change(&mut s3);
        Blobs::s3(&s3).unwrap()
    };
    let refusals = [
        (wrong(|s3| s3.secret = "other".to_owned().into()), "拒绝访问，请管理员核对密钥和权限"),
        (wrong(|s3| s3.key_id = "nobody".to_owned()), "拒绝访问，请管理员核对密钥和权限"),
        (wrong(|s3| s3.bucket = "other".to_owned()), "没有所写的存储桶，请管理员核对名称"),
        (wrong(|s3| s3.endpoint = "http://127.0.0.1:1".to_owned()), "连不上"),
        (Blobs::none(), "这个命令没有打开附件存储"),
    ];
    for (blobs, reason) in refusals {
        let refused = blobs.takes().await.unwrap_err().to_string();
        assert_eq!(refused, format!("附件存储暂时不可用（{reason}），请稍后再试"));
    }
    Blobs::s3(&right).unwrap().takes().await.unwrap();
}

#[test]
fn the_key_is_in_no_log_and_a_certificate_is_one() {
    let server = Server::start();
    let mut s3 = server.s3();
    assert!(!format!("{s3:?}").contains(s3.secret.as_str()));
    s3.certificate = Some(b"nothing".to_vec());
    assert_eq!(Blobs::s3(&s3).unwrap_err().to_string(), "证书文件不合格式，应当是 PEM 格式的根证书");
}
