//! What the record promises, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod given;

use casework::request::Request;
use casework::request::facts::Fact;
use casework::who::Agency;
use given::{OURS, appending, day, handed_in, registered, sealed};
use records::append::{Append, Appended, NotAppended, Numbered, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::request::worklist::{Part, Pressing};
use records::testing::Place;
use records::{Records, StorageError, WriteError, on_both};
use sea_orm::{ConnectionTrait, Statement};

on_both!(what_is_added_is_read_again_with_its_row, async |place: Place| {
    let records = place.open().await;
    let file = registered(&records, "2025-06-09").await;
    let opened = records.open_file::<Request>(OURS, &file).await.unwrap();
    assert_eq!((opened.file.version(), opened.file.number().unwrap().serial), (2, 1));
    let row = records.request_row(OURS, &file).await.unwrap().unwrap();
    assert_eq!((row.received_on.as_deref(), row.due_on.as_deref()), (Some("2025-06-09"), Some("2025-07-07")));
    assert_eq!((row.owed.as_deref(), row.owed_by.as_str()), (Some("reply"), "2025-07-07"));
    assert!(records.open_file::<Request>(Agency(2), &file).await.is_err(), "another agency has no such file");
});

on_both!(the_second_of_two_officers_is_told_and_overwrites_nothing, async |place: Place| {
    let records = place.open().await;
    let file = registered(&records, "2025-06-09").await;
    let seen = records.open_file::<Request>(OURS, &file).await.unwrap();
    let tried = Fact::ContactFailed { on: day("2025-06-10") };
    let first = appending(&file, seen.clone(), "2025-06-10", vec![tried.clone()]);
    let second = appending(&file, seen, "2025-06-10", vec![tried]);
    let (first, second) = tokio::join!(records.append(first), records.append(second));
    let lost = if first.is_ok() { second } else { first };
    assert_eq!(lost, Err(WriteError::Refused(NotAppended::Conflict { seen: 2, now: 3 })));
    assert_eq!(records.open_file::<Request>(OURS, &file).await.unwrap().file.version(), 3);
});

on_both!(a_command_that_comes_twice_is_done_once, async |place: Place| {
    let records = place.open().await;
    let file = FileId::random();
    let key = CommandKey::random();
    let register = || Append {
        key: key.clone(),
        ..appending::<Request>(&file, Opened::default(), "2025-06-09", vec![handed_in("2025-06-09")])
    };
    let mut both = vec![records.append(register()).await.unwrap(), records.append(register()).await.unwrap()];
    assert_eq!(both.iter().map(|done| done.repeated).collect::<Vec<_>>(), [false, true]);
    for done in &mut both {
        done.repeated = false;
    }
    assert_eq!(both, vec![Appended { file: file.text().to_owned(), version: 1, repeated: false }; 2]);
    // At once, under load, from two doors:
    let other = FileId::random();
    let key = CommandKey::random();
    let register = || Append {
        key: key.clone(),
        ..appending::<Request>(&other, Opened::default(), "2025-06-09", vec![handed_in("2025-06-09")])
    };
    let (one, two) = tokio::join!(records.append(register()), records.append(register()));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    assert_eq!(records.open_file::<Request>(OURS, &other).await.unwrap().file.version(), 1);
});

on_both!(numbers_have_no_gap_whatever_is_refused_between, async |place: Place| {
    let records = place.open().await;
    for _ in 0..3 {
        registered(&records, "2025-06-09").await;
        let nowhere = FileId::random();
        let mut refused =
            appending::<Request>(&nowhere, Opened::default(), "2025-06-09", vec![handed_in("2025-06-09")]);
        let taken = Box::new(|serial| Fact::Numbered { on: day("2025-06-09"), year: 2025, serial });
        refused.numbered = Some(Numbered { register: "request/2025".into(), fact: taken });
        refused.also.push(records::append::Also::work(|_, _| {
            Box::pin(async { Err(sea_orm::DbErr::Custom("on purpose".into())) })
        }));
        assert!(records.append(refused).await.is_err());
    }
    let rows = records.requests(OURS, None, 10).await.unwrap();
    let serials: Vec<_> = rows.iter().map(|row| row.number().unwrap().serial).collect();
    assert_eq!(serials, [3, 2, 1]);
});

on_both!(a_clock_that_was_set_back_is_refused, async |place: Place| {
    let records = place.open().await;
    registered(&records, "2025-06-09").await;
    let late = appending::<Request>(&FileId::random(), Opened::default(), "2025-06-08", vec![handed_in("2025-06-06")]);
    let refused = records.append(late).await.unwrap_err();
    assert!(matches!(refused, WriteError::Storage(StorageError::ClockSetBack { .. })), "{refused}");
    records.close().await.unwrap();
    // Also by a process that starts anew.
    let records = place.open().await;
    let late = appending::<Request>(&FileId::random(), Opened::default(), "2025-06-08", vec![handed_in("2025-06-06")]);
    assert!(records.append(late).await.is_err());
    registered(&records, "2025-06-10").await;
});

on_both!(a_process_whose_clock_goes_behind_does_not_turn_a_file_back, async |place: Place| {
    let (ours, theirs) = (place.open().await, place.open().await);
    let file = registered(&ours, "2025-06-09").await;
    let tried_at = |before, at: &str| Append {
        at: at.parse().unwrap(),
        ..appending(&file, before, "2025-06-09", vec![Fact::ContactFailed { on: day("2025-06-09") }])
    };
    let before = theirs.open_file::<Request>(OURS, &file).await.unwrap();
    theirs.append(tried_at(before, "2025-06-09T08:59:55+08:00")).await.unwrap();
    let times = "SELECT DISTINCT recorded_at FROM entry";
    assert_eq!(texts(&ours, times).await, ["2025-06-09T01:00:00.000Z"], "the later of both times, for a few seconds");

    // Another process again, which has not yet seen the file.
    let third = place.open().await;
    let ahead = ours.open_file::<Request>(OURS, &file).await.unwrap();
    ours.append(tried_at(ahead, "2025-06-09T09:10:00+08:00")).await.unwrap();
    let before = third.open_file::<Request>(OURS, &file).await.unwrap();
    let refused = third.append(tried_at(before, "2025-06-09T09:05:00+08:00")).await.unwrap_err();
    assert!(matches!(refused, WriteError::Storage(StorageError::ClockSetBack { .. })), "{refused}");
});

on_both!(many_at_once_are_all_written, async |place: Place| {
    let records = place.open().await;
    let all = futures::future::join_all((0..200).map(|_| registered(&records, "2025-06-09"))).await;
    let rows = records.open_requests(OURS, Part::All, Pressing::Any, None, 1000).await.unwrap();
    assert_eq!(rows.len(), all.len());
    let mut serials: Vec<_> = rows.iter().map(|row| row.number().unwrap().serial).collect();
    serials.sort_unstable();
    assert_eq!(serials, (1..=200).collect::<Vec<_>>());
});

on_both!(a_panicking_command_takes_nobody_with_it, async |place: Place| {
    let records = place.open().await;
    let panicking = records.write::<(), NotAppended, _>(|_| panic!("on purpose"));
    let (_, file) = tokio::join!(panicking, registered(&records, "2025-06-09"));
    assert!(records.open_file::<Request>(OURS, &file).await.is_ok());
    registered(&records, "2025-06-09").await;
});

on_both!(the_cells_of_a_file_follow_it, async |place: Place| {
    let records = place.open().await;
    let file = registered(&records, "2020-06-09").await;
    let before = records.open_file::<Request>(OURS, &file).await.unwrap();
    let withdrawn = Fact::Withdrawn { on: day("2020-06-10"), words: sealed(3) };
    records.append(appending(&file, before, "2020-06-10", vec![withdrawn])).await.unwrap();
    assert_eq!(texts(&records, "SELECT report_row FROM counted ORDER BY report_row").await, ["other", "received"]);
});

/// The one column of what a query finds.
async fn texts(records: &Records, sql: &str) -> Vec<String> {
    let reading = records.reading();
    let rows = reading.query_all_raw(Statement::from_string(reading.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
