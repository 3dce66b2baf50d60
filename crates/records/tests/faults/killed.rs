//! `kill -9` under load.

use records::testing::Backend;

use super::*;
use crate::writer::Writer;

#[tokio::test]
#[ignore = "slow: kills a writer five times"]
async fn sqlite() {
    what_was_acknowledged_is_there(Backend::Sqlite).await;
}

#[tokio::test]
#[ignore = "slow: kills a writer five times"]
async fn postgres() {
    what_was_acknowledged_is_there(Backend::Postgres).await;
}

async fn what_was_acknowledged_is_there(backend: Backend) {
    let place = records::testing::Place::new(backend).await;
    let mut acknowledged = Vec::new();
    for moment in [1, 37, 100, 9, 160] {
        let mut writer = Writer { url: &place.url, tasks: 16, files: usize::MAX }.start();
        writer.listen_until(moment, 0);
        acknowledged.extend(writer.kill());

        let records = place.open().await;
        let there = files(&records).await;
        let lost: Vec<_> = acknowledged.iter().filter(|file| !there.contains(file)).collect();
        assert!(lost.is_empty(), "lost of {}: {lost:?}", acknowledged.len());
        is_sound(&records).await;
        records.close().await.unwrap();
    }
}
