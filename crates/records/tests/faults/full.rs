//! No more space: what cannot be written is refused in a clear sentence, and it goes on once there is space again.

use std::process::Command;

use records::StorageError;
use records::testing::{Backend, Place};
use sea_orm::{ConnectOptions, Database};

use super::*;
use crate::writer::{Writer, this_program};

#[tokio::test]
async fn a_full_disk_is_told_as_such() {
    let place = Place::new(Backend::Sqlite).await;
    let mut options = ConnectOptions::new(format!("{}?mode=rwc", place.url));
    options.max_connections(1);
    let connection = Database::connect(options).await.unwrap();
    connection.execute_unprepared("PRAGMA max_page_count = 3").await.unwrap();
    connection.execute_unprepared("CREATE TABLE something (it BLOB)").await.unwrap();
    let error = connection.execute_unprepared("INSERT INTO something VALUES (randomblob(65536))").await.unwrap_err();
    assert_eq!(StorageError::from(error), StorageError::Full);
}

/// A limit on the size of files stands for the disk: the system refuses writes beyond it just the same.
#[tokio::test]
#[ignore = "slow: waits until files may not grow"]
async fn nothing_acknowledged_is_lost_where_files_may_not_grow() {
    let place = Place::new(Backend::Sqlite).await;
    place.open().await.close().await.unwrap();
    let mut limited = Command::new("bash");
    // A signal would end the process; without it the write is refused.
    limited.args(["-c", r#"trap "" XFSZ; ulimit -S -f 1000; exec "$0" "$@""#]);
    limited.arg(this_program()).args(Writer::ARGUMENTS);
    let mut writer = Writer { url: &place.url, tasks: 2, files: usize::MAX }.start_by(&mut limited);
    writer.listen_until(1, 6);
    assert!(
        writer.errors.iter().all(|error| error.contains("写不进磁盘") || error.contains("磁盘空间已满")),
        "{:?}",
        writer.errors
    );

    let id = writer.id().to_string();
    assert!(Command::new("prlimit").args(["--pid", &id, "--fsize=unlimited"]).status().unwrap().success());
    let before = writer.acknowledged.len();
    writer.listen_until(before + 20, 0);
    let acknowledged = writer.kill();

    let records = place.open().await;
    let there = files(&records).await;
    let lost: Vec<_> = (1..).zip(&acknowledged).filter(|(_, file)| !there.contains(file)).collect();
    assert!(lost.is_empty(), "lost of {} ({} before): {lost:?}", acknowledged.len(), before);
    is_sound(&records).await;
}
