//! A power cut: of what was written to SQLite's log, only a part is on the disk, and its end may be garbage.

use std::fs;

use records::testing::{Backend, Place};

use super::*;
use crate::writer::database;

/// In how many places the log is cut.
const CUTS: usize = 200;
/// How much of the end is garbage, where it is.
const TORN: usize = 64;

#[tokio::test]
#[ignore = "slow: opens the record two hundred times"]
async fn a_log_that_is_cut_anywhere_holds_what_came_before() {
    let place = Place::new(Backend::Sqlite).await;
    place.open().await.close().await.unwrap();
    let records = place.open().await;
    let log_of = |place: &Place| database(&place.url).with_extension("db-wal");
    // The files in their order, each with the length of the log when it was acknowledged.
    let mut acknowledged = Vec::new();
    for _ in 0..30 {
        let file = FileId::random();
        records.append(registering_now(&file)).await.unwrap();
        let length = usize::try_from(fs::metadata(log_of(&place)).unwrap().len()).unwrap();
        assert!(acknowledged.last().is_none_or(|(_, before)| *before < length), "the log was emptied meanwhile");
        acknowledged.push((file.text().to_owned(), length));
    }
    let (base, log) = (fs::read(database(&place.url)).unwrap(), fs::read(log_of(&place)).unwrap());

    for cut in 0..CUTS {
        let at = log.len() * cut / (CUTS - 1);
        let (torn, whole) = torn(&log, at, cut);
        let after = Place::new(Backend::Sqlite).await;
        fs::write(database(&after.url), &base).unwrap();
        fs::write(log_of(&after), torn).unwrap();

        let records = after.open().await;
        let there = files(&records).await;
        let order: Vec<_> = acknowledged.iter().map(|(file, _)| file).take(there.len()).collect();
        assert_eq!(there.iter().collect::<Vec<_>>(), order, "cut at {at}: not what came first");
        let promised = acknowledged.iter().filter(|(_, length)| *length <= whole).count();
        assert!(there.len() >= promised, "cut at {at}: {} of {promised}", there.len());
        is_sound(&records).await;
        records.close().await.unwrap();
    }
}

/// What is left of the log, and up to where it is as it was.
fn torn(log: &[u8], at: usize, turn: usize) -> (Vec<u8>, usize) {
    let mut left = log[..at].to_vec();
    match turn % 3 {
        0 => (left, at),
        // The length was written, the content not.
        1 => {
            left.resize(log.len(), 0);
            (left, at)
        }
        _ => {
            let whole = at.saturating_sub(TORN);
            left[whole..].iter_mut().for_each(|byte| *byte = !*byte);
            (left, whole)
        }
    }
}
