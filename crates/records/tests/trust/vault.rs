//! What the vault promises, on both databases.

use std::fs;
use std::path::Path;

use casework::entry::Author;
use casework::request::Request;
use casework::sealed::Sealed;
use casework::who::{Account, Agency};
use futures::stream;
use records::file::FileId;
use records::key_file::KeyFileError;
use records::on_both;
use records::seal::verify::{Check, verify};
use records::vault::reading::readings;
use records::vault::{Blobs, Field, OpenError, Suite, Vault, VaultError};

use crate::bureau::{Bureau, OURS, now, reader};

const NAME: &str = "海门区某某路的张三";
const WORDS: &str = "请公开2018年度长江路污水处理项目的环境影响评价批复";

async fn person(bureau: &Bureau, file: &FileId) -> Sealed {
    let text = "SELECT data FROM entry WHERE agency = 1 AND file = $1 AND version = 1";
    let statement = sea_orm::Statement::from_sql_and_values(
        sea_orm::ConnectionTrait::get_database_backend(bureau.records.reading()),
        text,
        [file.text().into()],
    );
    let row = sea_orm::ConnectionTrait::query_one_raw(bureau.records.reading(), statement).await.unwrap().unwrap();
    let data: serde_json::Value = serde_json::from_str(&row.try_get::<String>("", "data").unwrap()).unwrap();
    serde_json::from_value(data["person"].clone()).unwrap()
}

on_both!(what_was_sealed_is_read_and_the_reading_is_logged, |place| async move {
    let bureau = Bureau::new(place).await;
    let file = bureau.registers(NAME, WORDS).await;
    let person = person(&bureau, &file).await;
    let read = bureau.vault.read(&bureau.records, OURS, &file, &[&person], reader()).await.unwrap();
    assert_eq!(read[0].as_str(), NAME);
    let log = readings(&bureau.records, OURS, &file, 10).await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].reader.as_str(), log[0].purpose.as_str()), ("7", "办理申请"));
    assert_eq!(log[0].reference, person.reference());
});

on_both!(a_list_opens_what_can_be_opened, |place| async move {
    let bureau = Bureau::new(place).await;
    let (first, second) = (bureau.registers("张三", WORDS).await, bureau.registers("李四", WORDS).await);
    let (one, other) = (person(&bureau, &first).await, person(&bureau, &second).await);
    bureau.vault.erase(&bureau.records, OURS, &first, Author::Worker, now()).await.unwrap();
    let asked = [(&first, &one), (&second, &other), (&second, &one)];
    let opened = bureau.vault.read_many(&bureau.records, OURS, &asked, reader()).await.unwrap();
    assert!(matches!(opened[0], Err(OpenError::Erased)));
    assert_eq!(opened[1].as_ref().unwrap().as_str(), "李四");
    assert!(matches!(opened[2], Err(OpenError::Missing(_))), "a reference of another file");
});

on_both!(a_file_is_found_by_its_applicant_exactly, |place| async move {
    let bureau = Bureau::new(place).await;
    let first = bureau.registers("阿依古丽·买买提", WORDS).await;
    let second = bureau.registers("阿依古丽•买买提", WORDS).await;
    bureau.registers("阿依古丽", WORDS).await;
    let found = bureau.vault.find(&bureau.records, OURS, Field::Name, "阿依古丽 买买提").await.unwrap();
    assert_eq!(found, [second, first]);
    assert!(bureau.vault.find(&bureau.records, 2, Field::Name, "阿依古丽").await.unwrap().is_empty());
    assert!(bureau.vault.find(&bureau.records, OURS, Field::Phone, "阿依古丽").await.unwrap().is_empty());
});

on_both!(an_upload_is_stored_sealed_and_comes_back_whole, |place| async move {
    let bureau = Bureau::new(place).await;
    let file = bureau.registers(NAME, WORDS).await;
    let content: Vec<u8> = (0..300_000_u32).flat_map(u32::to_be_bytes).collect();
    let pieces = stream::iter(content.chunks(70_001).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())));
    let mut sealing = bureau.vault.file(bureau.records.reading(), OURS, &file).await.unwrap();
    let sealed = bureau.vault.upload(&mut sealing, 2 << 20, pieces).await.unwrap();
    sealing.write(&bureau.intruder().await, now()).await.unwrap();
    let back = bureau.vault.download(&bureau.records, OURS, &file, &sealed, reader()).await.unwrap();
    assert!(*back == content);
    assert!(!holds(&bureau.place.folder.path().join("blobs"), &content[1000..1040]));

    let pieces = stream::iter([Ok::<_, std::io::Error>(vec![0; 11])]);
    let refused = bureau.vault.upload(&mut sealing, 10, pieces).await.unwrap_err();
    assert_eq!(refused.to_string(), "文件超过10字节的上限，请压缩或者拆分后再上传");
    let pieces = stream::iter([Ok(vec![0; 11]), Err(std::io::Error::other("断线"))]);
    assert!(bureau.vault.upload(&mut sealing, 100, pieces).await.unwrap_err().to_string().contains("断线"));
    assert_eq!(files_below(&bureau.place.folder.path().join("blobs")).len(), 1, "what was refused leaves nothing");
});

on_both!(after_an_erasure_the_file_stands_and_its_words_are_gone, |place| async move {
    let bureau = Bureau::new(place).await;
    let (file, other) = (bureau.registers(NAME, WORDS).await, bureau.registers("李四", "别的").await);
    let person = person(&bureau, &file).await;
    let mut sealing = bureau.vault.file(bureau.records.reading(), OURS, &file).await.unwrap();
    let pieces = stream::iter([Ok::<_, std::io::Error>(WORDS.as_bytes().to_vec())]);
    let upload = bureau.vault.upload(&mut sealing, 1000, pieces).await.unwrap();
    sealing.write(&bureau.intruder().await, now()).await.unwrap();
    bureau.seal().await;

    let erased = bureau.vault.erase(&bureau.records, OURS, &file, Author::Account(Account(9)), now()).await.unwrap();
    assert_eq!((erased.items, erased.blinds, erased.blobs, erased.scrubbed), (3, 1, 1, true));
    let again = bureau.vault.erase(&bureau.records, OURS, &file, Author::Account(Account(9)), now()).await.unwrap();
    assert_eq!((again.items, again.blinds, again.blobs), (0, 0, 0));

    let read = bureau.vault.read(&bureau.records, OURS, &file, &[&person], reader()).await;
    assert!(matches!(read, Err(VaultError::Open(OpenError::Erased))));
    let download = bureau.vault.download(&bureau.records, OURS, &file, &upload, reader()).await;
    assert!(matches!(download, Err(VaultError::Open(OpenError::Erased))));
    let sealing = bureau.vault.file(bureau.records.reading(), OURS, &file).await;
    assert!(matches!(sealing, Err(VaultError::Open(OpenError::Erased))), "no new key for an erased file");
    assert!(bureau.vault.find(&bureau.records, OURS, Field::Name, NAME).await.unwrap().is_empty());
    assert_eq!(bureau.vault.find(&bureau.records, OURS, Field::Name, "李四").await.unwrap(), [other]);
    assert!(bureau.records.open_file::<Request>(Agency(1), &file).await.is_ok(), "the facts stand");

    let check = Check { vault: Some(&bureau.vault), ..Check::default() };
    let report = verify(&bureau.records, check).await.unwrap();
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!(report.erased_files, 1);
});

/// Every byte of every file of the installation, before and after; the ciphertext and the wrapped key are looked for, since
/// the words themselves never were there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_erasure_neither_key_nor_ciphertext_is_on_the_disk() {
    use sea_orm::{ConnectionTrait, Statement};
    let bureau = Bureau::new(records::testing::Place::new(records::testing::Backend::Sqlite).await).await;
    for at in 0..50 {
        bureau.registers(&format!("申请人{at}"), WORDS).await;
    }
    let file = bureau.registers(NAME, &WORDS.repeat(200)).await;
    for at in 0..50 {
        bureau.registers(&format!("申请人{at}"), WORDS).await;
    }
    let bytes = |column: &str, table: &str| {
        let sql = format!("SELECT {column} AS found FROM {table} WHERE file = '{}' ORDER BY {column}", file.text());
        let reading = bureau.records.reading().clone();
        async move {
            let rows =
                reading.query_all_raw(Statement::from_string(reading.get_database_backend(), sql)).await.unwrap();
            rows.iter().map(|row| row.try_get::<Vec<u8>>("", "found").unwrap()).collect::<Vec<_>>()
        }
    };
    let mut needles = bytes("wrapped", "vault_key").await;
    for item in bytes("sealed", "vault_item").await {
        needles.push(item[..40].to_vec());
        needles.push(item[item.len() - 40..].to_vec());
    }
    let blind = Field::Name.blind(bureau.vault.installation(), OURS, NAME).unwrap();
    needles.push(blind.mac.into_bytes());
    let folder = bureau.place.folder.path().to_owned();
    assert!(needles.iter().all(|needle| holds(&folder, needle)), "what is looked for is there before");
    bureau.vault.erase(&bureau.records, OURS, &file, Author::Worker, now()).await.unwrap();
    for (at, needle) in needles.iter().enumerate() {
        assert!(!holds(&folder, needle), "needle {at} is still on the disk");
    }
    assert!(!holds(&folder, NAME.as_bytes()) && !holds(&folder, &WORDS.as_bytes()[..30]), "nor the words, ever");
}

on_both!(an_interrupted_erasure_is_finished_later, |place| async move {
    let bureau = Bureau::new(place).await;
    let file = bureau.registers(NAME, WORDS).await;
    let mut sealing = bureau.vault.file(bureau.records.reading(), OURS, &file).await.unwrap();
    let pieces = stream::iter([Ok::<_, std::io::Error>(b"1".to_vec())]);
    bureau.vault.upload(&mut sealing, 10, pieces).await.unwrap();
    // As if the program had stopped between the commit and the removal of the uploads.
    bureau.falsify("UPDATE vault_key SET wrapped = NULL, erased_at = '2025-06-09T01:00:00.000Z'").await;
    assert_eq!(bureau.vault.sweep(&bureau.records).await.unwrap(), 1);
    assert_eq!(bureau.vault.sweep(&bureau.records).await.unwrap(), 0);
    assert!(files_below(&bureau.place.folder.path().join("blobs")).is_empty());
});

on_both!(rotation_wraps_every_key_again_and_touches_no_content, |place| async move {
    let bureau = Bureau::new(place).await;
    let mut files = Vec::new();
    for at in 0..5 {
        files.push(bureau.registers(&format!("申请人{at}"), WORDS).await);
    }
    bureau.vault.erase(&bureau.records, OURS, &files[4], Author::Worker, now()).await.unwrap();
    // Another process that knows nothing of it yet.
    let elsewhere = Bureau::open_vault(&bureau.place, &bureau.records).await;
    assert!(matches!(bureau.vault.rotate(&bureau.records).await, Ok(done) if done.generation == 2 && done.keys == 4));
    for (at, file) in files[..4].iter().enumerate() {
        let person = person(&bureau, file).await;
        let read = elsewhere.read(&bureau.records, OURS, file, &[&person], reader()).await.unwrap();
        assert_eq!(read[0].as_str(), format!("申请人{at}"));
    }
    // An interrupted run, and a key that another process wrapped under the older generation meanwhile.
    bureau.vault.installation().rotate().unwrap();
    let refused = bureau.vault.forget_old_keys(&bureau.records).await;
    assert!(matches!(refused, Err(VaultError::StillWrapped(4))));
    assert!(matches!(bureau.vault.rotate(&bureau.records).await, Ok(done) if done.generation == 4 && done.keys == 4));
    bureau.vault.forget_old_keys(&bureau.records).await.unwrap();
    assert_eq!(bureau.vault.installation().generations(), [4]);
    let person = person(&bureau, &files[0]).await;
    let again = Bureau::open_vault(&bureau.place, &bureau.records).await;
    assert!(again.read(&bureau.records, OURS, &files[0], &[&person], reader()).await.is_ok());
});

on_both!(a_lost_installation_key_is_not_made_anew, |place| async move {
    let bureau = Bureau::new(place).await;
    bureau.registers(NAME, WORDS).await;
    let path = bureau.place.folder.path().join("keys/installation.key");
    fs::remove_file(&path).unwrap();
    let blobs = Blobs::folder(&bureau.place.folder.path().join("blobs")).unwrap();
    let opened = Vault::open(&bureau.records, &path, blobs, Suite::default()).await;
    assert!(matches!(opened, Err(VaultError::KeyFile(KeyFileError::Missing { .. }))));
    assert!(!path.exists());
});

on_both!(what_nothing_names_is_found_a_day_later_and_cleared_when_somebody_says_so, |place| async move {
    let bureau = Bureau::new(place).await;
    let blobs = bureau.place.folder.path().join("blobs");
    let file = bureau.registers(NAME, WORDS).await;
    let stores = async |sealing: &mut records::vault::Sealing| {
        let pieces = stream::iter([Ok::<_, std::io::Error>(WORDS.as_bytes().to_vec())]);
        bureau.vault.upload(sealing, 1000, pieces).await.unwrap()
    };
    let mut sealing = bureau.vault.file(bureau.records.reading(), OURS, &file).await.unwrap();
    let named = stores(&mut sealing).await;
    sealing.write(&bureau.intruder().await, now()).await.unwrap();
    // The commit of these never came: of one the file is known, of the other not even that.
    let mut sealing = bureau.vault.file(bureau.records.reading(), OURS, &file).await.unwrap();
    let lost = stores(&mut sealing).await;
    let other = records::file::FileId::random();
    let mut sealing = bureau.vault.new_file(OURS, &other).unwrap();
    let unborn = stores(&mut sealing).await;
    fs::write(blobs.join(format!("1/{}/{}#1", file.text(), "0".repeat(32))), "half of it").unwrap();
    fs::write(blobs.join("readme.txt"), "not ours").unwrap();

    let today = jiff::Timestamp::now();
    let soon = bureau.vault.unnamed(&bureau.records, today).await.unwrap();
    assert_eq!((soon.uploads, soon.unnamed.len()), (3, 0), "a commit may still be coming");
    let later = today + jiff::SignedDuration::from_hours(25);
    let found = bureau.vault.unnamed(&bureau.records, later).await.unwrap();
    let mut paths: Vec<_> = found.unnamed.iter().map(|one| (one.path.clone(), one.unfinished)).collect();
    paths.sort();
    let path = |file: &records::file::FileId, reference: &str| format!("1/{}/{reference}", file.text());
    let mut expected = vec![
        (path(&file, lost.reference()), false),
        (path(&other, unborn.reference()), false),
        (path(&file, &format!("{}#1", "0".repeat(32))), true),
    ];
    expected.sort();
    assert_eq!(paths, expected);

    // Named after all, between the look and the removal: it stays.
    let mut kept = found.unnamed.clone();
    let whole = files_below(&blobs);
    let at = |reference: &str| whole.iter().any(|path| path.to_string_lossy().ends_with(reference));
    assert!(at(named.reference()) && at(lost.reference()));
    sealing.write(&bureau.intruder().await, now()).await.unwrap();
    assert_eq!(bureau.vault.clear_unnamed(&bureau.records, &kept).await.unwrap(), 2);
    kept.retain(|one| one.path == path(&other, unborn.reference()));
    assert_eq!(kept.len(), 1);
    let left = bureau.vault.unnamed(&bureau.records, later).await.unwrap();
    assert_eq!((left.uploads, left.unnamed.len()), (2, 0));
    assert!(blobs.join("readme.txt").exists(), "what is not ours is left alone");
    let read = bureau.vault.download(&bureau.records, OURS, &file, &named, reader()).await.unwrap();
    assert_eq!(&**read, WORDS.as_bytes());
});

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

fn holds(folder: &Path, needle: &[u8]) -> bool {
    assert!(!needle.is_empty());
    files_below(folder).iter().any(|path| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}
