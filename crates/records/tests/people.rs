//! The log of what happened to accounts: nothing in it can be changed, left out or cut off unseen, on both databases.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::who::{Account, Agency};
use jiff::Timestamp;
use records::people::security_log::{self, Actor, Event, Happened};
use records::testing::Place;
use records::{Records, StorageError, WriteError, on_both};
use sea_orm::ConnectionTrait;

const OURS: Agency = Agency(1);

fn happened(detail: &str) -> Happened {
    Happened {
        agency: Some(OURS),
        actor: Actor::Account(Account(7)),
        account: Some(Account(8)),
        event: Event::DutyGiven,
        detail: detail.to_owned(),
        address: "10.1.2.3".to_owned(),
    }
}

async fn log(records: &Records, happened: Happened) {
    let now: Timestamp = "2025-06-09T01:00:00Z".parse().unwrap();
    let done: Result<(), WriteError<StorageError>> = records
        .write(move |transaction| Box::pin(async move { Ok(security_log::add(transaction, &happened, now).await?) }))
        .await;
    done.unwrap();
}

async fn tamper(records: &Records, sql: &'static str) {
    let done: Result<(), WriteError<StorageError>> = records
        .write(move |transaction| {
            Box::pin(async move {
                transaction.execute_unprepared(sql).await?;
                Ok(())
            })
        })
        .await;
    done.unwrap();
}

on_both!(what_is_logged_is_read_again_the_latest_first, async |place: Place| {
    let records = place.open().await;
    for detail in ["一", "二", "三"] {
        log(&records, happened(detail)).await;
    }
    let page = security_log::list(records.reading(), Some(OURS), None, 2).await.unwrap();
    assert_eq!(page.iter().map(|row| row.detail.as_str()).collect::<Vec<_>>(), ["三", "二"]);
    let rest = security_log::list(records.reading(), Some(OURS), Some(page[1].id), 2).await.unwrap();
    assert_eq!((rest.len(), rest[0].detail.as_str(), rest[0].account), (1, "一", Some(Account(8))));
    assert!(security_log::list(records.reading(), Some(Agency(2)), None, 9).await.unwrap().is_empty());
});

on_both!(the_log_shows_what_was_changed_left_out_or_cut_off, async |place: Place| {
    let records = place.open().await;
    let first_bad = async || security_log::first_bad(records.reading(), Some(OURS)).await.unwrap();
    assert_eq!(first_bad().await, None);
    for detail in ["一", "二", "三", "四"] {
        log(&records, happened(detail)).await;
    }
    assert_eq!(first_bad().await, None);
    for (change, back, bad) in [
        ("UPDATE security_log SET detail = 'x' WHERE id = 2", "UPDATE security_log SET detail = '二' WHERE id = 2", 2),
        ("UPDATE security_log SET account = NULL WHERE id = 1", "UPDATE security_log SET account = 8 WHERE id = 1", 1),
        ("UPDATE security_log SET id = 99 WHERE id = 3", "UPDATE security_log SET id = 3 WHERE id = 99", 3),
        ("DELETE FROM security_log WHERE id = 4", "SELECT 1", 4),
    ] {
        tamper(&records, change).await;
        assert_eq!(first_bad().await, Some(bad), "{change}");
        tamper(&records, back).await;
        if !change.starts_with("DELETE") {
            assert_eq!(first_bad().await, None, "{back}");
        }
    }
});

on_both!(rows_logged_at_once_form_one_chain, async |place: Place| {
    let records = place.open().await;
    let all = (0..40).map(|n| log(&records, happened(&n.to_string())));
    futures::future::join_all(all).await;
    assert_eq!(security_log::first_bad(records.reading(), Some(OURS)).await.unwrap(), None);
    assert_eq!(security_log::list(records.reading(), Some(OURS), None, 99).await.unwrap().len(), 40);
});
