//! What runs by itself: it states and seals what waits, once however many do it, and leaves the disk alone when nothing does.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::time::Duration;

use casework::request::facts::UnclearPoint;
use casework::who::Duty;
use ed25519_dalek::SigningKey;
use office::request::{Command, Step};
use office::testing::{Bureau, day, letter, officer};
use office::worker::Worker;
use office::{CommandKey, FileId};
use records::on_both;
use records::testing::Place;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A worker at work, until it is told to stop.
fn works(bureau: &Bureau, name: &str, stop: &watch::Sender<bool>) -> JoinHandle<()> {
    let key = SigningKey::from_bytes(&[7; 32]);
    tokio::spawn(Worker::new(bureau.office.clone(), key, name).run(stop.subscribe()))
}

async fn number(bureau: &Bureau, query: &str) -> i64 {
    let reading = bureau.office.records().reading();
    let statement = Statement::from_string(reading.get_database_backend(), query);
    reading.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

const ENTRIES: &str = "SELECT COUNT(*) FROM entry";
const UNSEALED: &str = "SELECT COUNT(*) FROM entry WHERE position IS NULL";

/// Waits until this query answers with this number.
async fn becomes(bureau: &Bureau, query: &str, expected: i64) {
    for _ in 0..1500 {
        if number(bureau, query).await == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{query}: {}, not {expected}", number(bureau, query).await);
}

async fn asked_for_a_correction(bureau: &Bureau) -> FileId {
    let ours = officer(Duty::IntakeOfficer);
    let file = bureau.office.register_request(&ours, CommandKey::random(), letter("2025-06-09")).await.unwrap().file;
    let version = bureau.office.request_page(&ours, &file).await.unwrap().version;
    let step = Step::AskCorrection {
        on: day("2025-06-09"),
        points: [UnclearPoint::Title].into(),
        words: "请说明所需信息的名称。".into(),
        answer_by: day("2025-06-20"),
    };
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&ours, command).await.unwrap();
    file
}

on_both!(what_time_brings_about_is_stated_and_sealed_once_by_two_workers, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = asked_for_a_correction(&bureau).await;
    let before = number(&bureau, ENTRIES).await;
    bureau.on("2025-06-23");
    let (stop, _) = watch::channel(false);
    let workers = [works(&bureau, "one", &stop), works(&bureau, "other", &stop)];
    becomes(&bureau, ENTRIES, before + 1).await;
    becomes(&bureau, UNSEALED, 0).await;
    stop.send_replace(true);
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(number(&bureau, ENTRIES).await, before + 1, "stated once");
    assert_eq!(number(&bureau, "SELECT MAX(position) - MIN(position) + 1 FROM entry").await, before + 1);
    let page = bureau.office.request_page(&officer(Duty::Head), &file).await.unwrap();
    assert!(page.request.is_given_up());
});

/// What has been written to this database so far: on SQLite the log itself, on PostgreSQL the rows as the server counts them.
async fn written(bureau: &Bureau) -> Vec<u8> {
    if bureau.office.records().reading().get_database_backend() == DbBackend::Sqlite {
        return std::fs::read(bureau.folder().join("gongkai.db-wal")).unwrap();
    }
    let rows = "SELECT SUM(n_tup_ins + n_tup_upd + n_tup_del)::BIGINT FROM pg_stat_user_tables";
    number(bureau, rows).await.to_be_bytes().to_vec()
}

on_both!(a_worker_with_nothing_to_do_writes_nothing, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    asked_for_a_correction(&bureau).await;
    let (stop, _) = watch::channel(false);
    let worker = works(&bureau, "one", &stop);
    becomes(&bureau, UNSEALED, 0).await;
    // The head of the day is signed, and the server has counted all of it.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let before = written(&bureau).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(written(&bureau).await == before, "six turns of the sealer, and nothing waited");
    stop.send_replace(true);
    worker.await.unwrap();
});
