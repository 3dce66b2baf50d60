//! `docs/integrity.md` is enough: a verifier that was written from it alone, in another language, comes to the same end.

use std::path::{Path, PathBuf};
use std::process::Command;

use records::on_both;
use records::seal::head::Head;
use records::testing::{Backend, Place};
use sea_orm::EntityTrait;

use crate::bureau::Bureau;
use crate::seal::{rehash, sealed};

struct Told {
    status: i32,
    words: String,
}

/// Runs the outsider on the record as he would get it: SQLite's file itself, or a line of JSON for each entry.
async fn outsider(bureau: &Bureau, anchor: Option<&Head>) -> Told {
    let folder = bureau.place.folder.path();
    let record = if bureau.place.url.starts_with("sqlite") { folder.join("gongkai.db") } else { export(bureau).await };
    let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/verify-record"));
    command.arg(record);
    if let Some(anchor) = anchor {
        let path = folder.join("head.json");
        std::fs::write(&path, anchor.to_text()).unwrap();
        command.arg("--anchor").arg(path).arg("--key").arg(&anchor.key);
    }
    let done = command.output().expect("Python 3 is there");
    let words = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    Told { status: done.status.code().unwrap(), words }
}

async fn export(bureau: &Bureau) -> PathBuf {
    let rows = records::entry::Entity::find().all(bureau.records.reading()).await.unwrap();
    let lines: Vec<_> = rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "agency": row.agency, "file": row.file, "version": row.version, "kind": row.kind, "v": row.v,
                "happened_on": row.happened_on, "recorded_at": row.recorded_at, "actor": row.actor,
                "data": row.data, "hash": row.hash, "position": row.position,
            })
            .to_string()
        })
        .collect();
    let path = bureau.place.folder.path().join("entries.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    path
}

on_both!(an_outsider_finds_the_record_whole, |place| async move {
    let (bureau, head) = sealed(place).await;
    let told = outsider(&bureau, Some(&head)).await;
    assert_eq!(told.words, format!("whole: 8 entries, 8 sealed, root {}, 1 heads compared\n", head.root));
    assert_eq!(told.status, 0);
});

on_both!(an_outsider_names_the_first_bad_entry, |place| async move {
    let (bureau, head) = sealed(place).await;
    bureau.falsify("UPDATE entry SET happened_on = '2025-06-01' WHERE position = 5").await;
    let told = outsider(&bureau, None).await;
    assert_eq!(told.status, 1);
    assert!(told.words.starts_with("position 5: file "), "{}", told.words);
    bureau.falsify("DELETE FROM entry WHERE position = 3").await;
    let told = outsider(&bureau, Some(&head)).await;
    assert!(told.words.starts_with("position 3: no entry stands here"), "{}", told.words);
});

on_both!(an_outsider_with_a_head_sees_what_was_hashed_anew_or_cut_off, |place| async move {
    let (bureau, head) = sealed(place).await;
    let intruder = bureau.intruder().await;
    let change = "UPDATE entry SET happened_on = '2025-06-01' WHERE position = 2";
    sea_orm::ConnectionTrait::execute_unprepared(&intruder, change).await.unwrap();
    rehash(&intruder).await;
    assert_eq!(outsider(&bureau, None).await.status, 0, "without a head nobody can tell");
    let told = outsider(&bureau, Some(&head)).await;
    assert_eq!(told.status, 1);
    assert!(told.words.contains("does not fit: something up to position 8 was changed"), "{}", told.words);
    bureau.falsify("DELETE FROM entry WHERE position > 6").await;
    assert_eq!(outsider(&bureau, None).await.status, 0);
    let told = outsider(&bureau, Some(&head)).await;
    assert!(told.words.starts_with("position 7: the head of"), "{}", told.words);
    intruder.close().await.unwrap();
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outsider_takes_no_head_that_was_not_signed_so() {
    let (bureau, head) = sealed(Place::new(Backend::Sqlite).await).await;
    let forged = Head { size: 7, ..head.clone() };
    let told = outsider(&bureau, Some(&forged)).await;
    assert_eq!(told.status, 2);
    assert!(told.words.contains("the signature does not fit"), "{}", told.words);
    let other = Head::sign(8, &head.root().unwrap(), &head.at, &ed25519_dalek::SigningKey::from_bytes(&[1; 32]));
    assert_eq!(outsider(&bureau, Some(&Head { key: head.key.clone(), ..other })).await.status, 2);
}
