//! Sealing, signed heads, and six falsifications of the record.

use casework::entry::Author;
use ed25519_dalek::SigningKey;
use records::on_both;
use records::seal::head::{Head, key_id};
use records::seal::tree::{Frontier, hash_from_hex};
use records::seal::verify::{Check, Fault, Report, verify};
use records::seal::{Round, Sealer, entry_hash, heads};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::bureau::{Bureau, OURS, now};

/// Six files with eight entries, sealed in two rounds, with a head that left the machine after all of it. Positions 1 to 3
/// are the first entries of the first three files; 4 the second file's second entry; 5, 6, 8 the first entries of the others;
/// 7 the fifth file's second.
pub(crate) async fn sealed(place: records::testing::Place) -> (Bureau, Head) {
    let bureau = Bureau::new(place).await;
    let mut files = Vec::new();
    for at in 0..6 {
        files.push(bureau.registers(&format!("申请人{at}"), "请公开").await);
        if at == 2 {
            bureau.seal().await;
            heads::sign(&bureau.records, &bureau.signing, now()).await.unwrap();
        }
    }
    bureau.withdraws(&files[1]).await;
    bureau.withdraws(&files[4]).await;
    bureau.seal().await;
    let head = heads::sign(&bureau.records, &bureau.signing, now()).await.unwrap();
    let head = Head::read(&head.to_text()).unwrap();
    (bureau, head)
}

impl Bureau {
    async fn verify(&self, anchor: Option<&Head>) -> Report {
        let signer = key_id(&self.signing.verifying_key());
        let check = Check { anchor, signer: Some(&signer), vault: Some(&self.vault), uploads: true };
        verify(&self.records, check).await.unwrap()
    }

    /// The first bad entry by position, as the auditor is told it.
    async fn first_fault(&self, anchor: Option<&Head>) -> (Option<u64>, Fault) {
        let report = self.verify(anchor).await;
        let first = report.findings.first().unwrap_or_else(|| panic!("nothing was found: {report:?}"));
        (first.position, first.fault)
    }
}

on_both!(a_record_that_nobody_touched_is_whole, |place| async move {
    let (bureau, head) = sealed(place).await;
    let report = bureau.verify(Some(&head)).await;
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!((report.entries, report.files, report.size, report.heads), (8, 6, 8, 2));
    assert_eq!((report.anchored, report.sealed_items), (Some(true), 14));
    assert_eq!((report.size, &report.root), (head.size, &head.root));
    // It grows, and the old head still fits.
    bureau.registers("后来", "请公开").await;
    assert!(bureau.verify(Some(&head)).await.is_whole(), "what waits to be sealed is no fault");
    bureau.seal().await;
    assert!(bureau.verify(Some(&head)).await.is_whole());
});

on_both!(an_empty_record_is_whole, |place| async move {
    let bureau = Bureau::new(place).await;
    let report = bureau.verify(None).await;
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!((report.entries, report.root.as_str()), (0, hex::encode(Frontier::default().root()).as_str()));
    assert!(heads::sign_daily(&bureau.records, &bureau.signing, now()).await.unwrap().is_none());
});

on_both!(falsification_1_a_changed_entry_is_named, |place| async move {
    let (bureau, _) = sealed(place).await;
    bureau.falsify("UPDATE entry SET happened_on = '2025-06-01' WHERE position = 5").await;
    assert_eq!(bureau.first_fault(None).await, (Some(5), Fault::Changed));
    bureau.falsify("UPDATE entry SET data = REPLACE(data, 'counter', 'fax') WHERE position = 2").await;
    assert_eq!(bureau.first_fault(None).await, (Some(2), Fault::Changed));
});

on_both!(falsification_2_a_dropped_entry_is_named, |place| async move {
    let (bureau, _) = sealed(place).await;
    bureau.falsify("DELETE FROM entry WHERE position = 5").await;
    assert_eq!(bureau.first_fault(None).await, (Some(5), Fault::Unfilled));
    // With the file and what it knows gone as well.
    bureau.falsify("DELETE FROM file WHERE file NOT IN (SELECT file FROM entry)").await;
    assert_eq!(bureau.first_fault(None).await, (Some(5), Fault::Unfilled));
});

on_both!(falsification_3_swapped_entries_are_named, |place| async move {
    let (bureau, _) = sealed(place).await;
    bureau.falsify("UPDATE entry SET position = -2 WHERE position = 2").await;
    bureau.falsify("UPDATE entry SET position = 2 WHERE position = 3").await;
    bureau.falsify("UPDATE entry SET position = 3 WHERE position = -2").await;
    let report = bureau.verify(None).await;
    let named: Vec<_> = report.findings.iter().map(|finding| (finding.position, finding.fault)).collect();
    assert_eq!(named, [(Some(2), Fault::NotAsSealed), (Some(3), Fault::NotAsSealed)]);
});

on_both!(falsification_4_an_added_entry_is_named, |place| async move {
    let (bureau, _) = sealed(place).await;
    let copy = |version: &str, position: &str| {
        format!(
            "INSERT INTO entry (agency, file, version, kind, v, happened_on, recorded_at, actor, data, hash, position)
             SELECT agency, file, {version}, kind, v, happened_on, recorded_at, actor, data, hash, {position}
             FROM entry WHERE position = 8"
        )
    };
    bureau.falsify(&copy("2", "NULL")).await;
    let report = bureau.verify(None).await;
    assert_eq!(report.findings[0].version, Some(2));
    assert_eq!(report.findings[0].fault, Fault::Changed, "{:?}", report.findings);
    bureau.falsify("DELETE FROM entry WHERE position IS NULL").await;
    assert!(bureau.verify(None).await.is_whole());

    // A hash that fits, but a file that does not know it.
    let intruder = bureau.intruder().await;
    let forged = forge_next(&intruder, 8).await;
    assert_eq!(bureau.verify(None).await.findings[0].fault, Fault::Added);
    // And at a position beyond the end.
    intruder.execute_unprepared(&format!("UPDATE entry SET position = 9 WHERE hash = '{forged}'")).await.unwrap();
    intruder.close().await.unwrap();
    let report = bureau.verify(None).await;
    assert_eq!((report.findings[0].position, report.wrong), (Some(9), 2), "{:?}", report.findings);
});

on_both!(falsification_5_a_file_hashed_anew_is_named, |place| async move {
    let (bureau, head) = sealed(place).await;
    let intruder = bureau.intruder().await;
    intruder.execute_unprepared("UPDATE entry SET happened_on = '2025-06-01' WHERE position = 2").await.unwrap();
    rehash(&intruder).await;
    // The chain and the file agree again; the log does not.
    assert_eq!(bureau.first_fault(None).await, (Some(2), Fault::NotAsSealed));
    // The log rewritten too; the signed heads do not agree.
    reseal(&intruder).await;
    let report = bureau.verify(None).await;
    assert_eq!((report.findings[0].position, report.findings[0].fault), (Some(1), Fault::LogChanged));
    assert!(report.findings[0].message.contains("在第1至第3个位置之间"), "{:?}", report.findings);
    // The heads signed anew with another key.
    intruder.execute_unprepared("DELETE FROM head").await.unwrap();
    heads::sign(&bureau.records, &SigningKey::from_bytes(&[1; 32]), now()).await.unwrap();
    assert_eq!(bureau.first_fault(None).await, (None, Fault::HeadForeign));
    // With the installation's own key, or without any head: only what left the machine tells.
    intruder.execute_unprepared("DELETE FROM head").await.unwrap();
    heads::sign(&bureau.records, &bureau.signing, now()).await.unwrap();
    assert!(bureau.verify(None).await.is_whole(), "nothing on this machine can tell");
    let report = bureau.verify(Some(&head)).await;
    assert_eq!((report.anchored, report.findings[0].fault), (Some(false), Fault::LogChanged));
    intruder.close().await.unwrap();
});

on_both!(falsification_6_a_cut_tail_is_found, |place| async move {
    let (bureau, head) = sealed(place).await;
    let intruder = bureau.intruder().await;
    for sql in [
        "DELETE FROM entry WHERE position > 6",
        "DELETE FROM file WHERE file NOT IN (SELECT file FROM entry)",
        "UPDATE file SET version = (SELECT MAX(version) FROM entry WHERE entry.file = file.file)",
        "UPDATE file SET hash = (SELECT hash FROM entry WHERE entry.file = file.file AND entry.version = file.version)",
    ] {
        intruder.execute_unprepared(sql).await.unwrap();
    }
    assert_eq!(bureau.first_fault(None).await, (Some(7), Fault::Unfilled));
    reseal(&intruder).await;
    assert_eq!(bureau.first_fault(None).await, (Some(7), Fault::Cut), "the heads in the database tell");
    intruder.execute_unprepared("DELETE FROM head WHERE size > 6").await.unwrap();
    assert!(bureau.verify(None).await.is_whole(), "nothing on this machine can tell");
    let report = bureau.verify(Some(&head)).await;
    assert_eq!((report.findings[0].position, report.findings[0].fault), (Some(7), Fault::Cut));
    assert_eq!(report.anchored, Some(false));
    intruder.close().await.unwrap();
});

on_both!(what_is_sealed_cannot_vanish_or_change_unseen, |place| async move {
    let (bureau, _) = sealed(place).await;
    bureau.falsify("UPDATE vault_item SET sealed = (SELECT sealed FROM vault_item ORDER BY reference LIMIT 1)").await;
    let report = bureau.verify(None).await;
    assert_eq!(report.wrong, 13, "all but the one that is still itself");
    assert!(report.findings.iter().all(|finding| finding.fault == Fault::SealedChanged));
    bureau.falsify("DELETE FROM vault_item").await;
    assert_eq!(bureau.first_fault(None).await, (Some(1), Fault::SealedMissing));
    bureau.falsify("DELETE FROM vault_key").await;
    assert_eq!(bureau.first_fault(None).await, (Some(1), Fault::KeyMissing));
});

on_both!(a_forged_head_in_the_database_is_named, |place| async move {
    let (bureau, _) = sealed(place).await;
    bureau.falsify("UPDATE head SET at = '2025-06-01T00:00:00.000Z' WHERE size = 3").await;
    assert_eq!(bureau.first_fault(None).await, (None, Fault::HeadForged));
});

on_both!(an_anchor_of_another_installation_does_not_fit, |place| async move {
    let (bureau, head) = sealed(place).await;
    let root = hash_from_hex(&head.root).unwrap();
    let foreign = Head::sign(head.size, &root, &head.at, &SigningKey::from_bytes(&[1; 32]));
    let report = bureau.verify(Some(&foreign)).await;
    assert_eq!((report.anchored, report.findings[0].fault), (Some(false), Fault::HeadForeign));
    let other = Head::sign(2, &[7; 32], &head.at, &bureau.signing);
    let report = bureau.verify(Some(&other)).await;
    assert_eq!((report.anchored, report.findings[0].fault), (Some(false), Fault::LogChanged));
});

on_both!(positions_have_no_gap_and_only_one_process_seals, |place| async move {
    let bureau = Bureau::new(place).await;
    let (mut one, mut other) = (Sealer::new("one"), Sealer::new("other"));
    for at in 0..3 {
        bureau.registers(&format!("申请人{at}"), "请公开").await;
    }
    assert_eq!(one.seal(&bureau.records, now()).await, Ok(Round::Sealed(3)));
    bureau.registers("申请人", "请公开").await;
    assert_eq!(other.seal(&bureau.records, now()).await, Ok(Round::Elsewhere));
    // The first falls asleep, its lease runs out, the second takes over; the first wakes and writes nothing.
    let later = now().checked_add(jiff::SignedDuration::from_secs(16)).unwrap();
    assert_eq!(other.seal(&bureau.records, later).await, Ok(Round::Sealed(1)));
    bureau.registers("申请人", "请公开").await;
    assert_eq!(one.seal(&bureau.records, later).await, Ok(Round::Elsewhere));
    assert_eq!(one.seal(&bureau.records, later).await, Ok(Round::Elsewhere));
    other.give_up(&bureau.records).await.unwrap();
    assert_eq!(one.seal(&bureau.records, later).await, Ok(Round::Sealed(1)));
    assert_eq!(one.seal(&bureau.records, later).await, Ok(Round::Sealed(0)));
    assert!(bureau.verify(None).await.is_whole());
});

on_both!(sealers_that_race_with_writers_lose_nothing, |place| async move {
    let bureau = Bureau::new(place).await;
    let writing = async {
        for at in 0..40 {
            bureau.registers(&format!("申请人{at}"), "请公开").await;
        }
    };
    let sealing = |name: &'static str| {
        let records = bureau.records.clone();
        async move {
            for _ in 0..20 {
                // Each round a process that has just started and finds the lease free.
                let mut sealer = Sealer::new(name);
                sealer.seal(&records, now()).await.unwrap();
                sealer.give_up(&records).await.unwrap();
            }
        }
    };
    tokio::join!(writing, sealing("one"), sealing("other"));
    bureau.seal().await;
    let report = bureau.verify(None).await;
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!(report.size, 40);
});

on_both!(verification_raises_no_alarm_while_others_work, |place| async move {
    let bureau = Bureau::new(place).await;
    let working = async {
        let mut files = Vec::new();
        for at in 0..30 {
            files.push(bureau.registers(&format!("申请人{at}"), "请公开").await);
            if at % 3 == 2 {
                bureau.withdraws(&files[at - 1]).await;
                bureau.seal().await;
                heads::sign(&bureau.records, &bureau.signing, now()).await.unwrap();
                let erased = bureau.vault.erase(&bureau.records, OURS, &files[at - 2], Author::Worker, now()).await;
                erased.unwrap();
            }
            if at % 10 == 9 {
                bureau.vault.rotate(&bureau.records).await.unwrap();
            }
        }
    };
    let verifying = async {
        for _ in 0..30 {
            let report = bureau.verify(None).await;
            assert!(report.is_whole(), "{:?}", report.findings);
        }
    };
    tokio::join!(working, verifying);
    let report = bureau.verify(None).await;
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!((report.entries, report.size, report.erased_files), (40, 40, 10));
});

on_both!(a_head_is_signed_once_a_day_when_something_was_sealed, |place| async move {
    let (bureau, head) = sealed(place).await;
    let later = |hours| head.at.parse::<jiff::Timestamp>().unwrap() + jiff::SignedDuration::from_hours(hours);
    let due = async |hours| heads::sign_daily(&bureau.records, &bureau.signing, later(hours)).await.unwrap();
    assert_eq!(due(30).await, None, "nothing new");
    bureau.registers("后来", "请公开").await;
    bureau.seal().await;
    assert_eq!(due(23).await, None, "the newest is not a day old");
    assert_eq!(due(24).await.map(|head| head.size), Some(9));
    assert_eq!(due(48).await, None);
});

/// Adds an entry after the one at this position with a hash that fits.
async fn forge_next(intruder: &DatabaseConnection, position: i64) -> String {
    let mut last = entries(intruder).await.into_iter().find(|row| row.position == Some(position)).unwrap();
    last.version += 1;
    let hash = entry_hash(Some(&last.hash), &last.columns());
    let sql = format!(
        "INSERT INTO entry (agency, file, version, kind, v, happened_on, recorded_at, actor, data, hash)
         SELECT agency, file, version + 1, kind, v, happened_on, recorded_at, actor, data, '{hash}'
         FROM entry WHERE position = {position}"
    );
    intruder.execute_unprepared(&sql).await.unwrap();
    hash
}

/// Hashes all files anew, as somebody would who knows how.
pub(crate) async fn rehash(intruder: &DatabaseConnection) {
    let mut before: Option<(String, String)> = None;
    for row in entries(intruder).await {
        let prev = before.as_ref().filter(|(file, _)| *file == row.file).map(|(_, hash)| hash.as_str());
        let hash = entry_hash(prev, &row.columns());
        for sql in [
            format!("UPDATE entry SET hash = '{hash}' WHERE file = '{}' AND version = {}", row.file, row.version),
            format!("UPDATE file SET hash = '{hash}' WHERE file = '{}'", row.file),
        ] {
            intruder.execute_unprepared(&sql).await.unwrap();
        }
        before = Some((row.file, hash));
    }
}

/// Writes the log anew from the entries as they stand.
async fn reseal(intruder: &DatabaseConnection) {
    let mut rows = entries(intruder).await;
    rows.sort_by_key(|row| row.position);
    let mut frontier = Frontier::default();
    let mut hashes = Vec::new();
    for row in &rows {
        let hash = hash_from_hex(&row.hash).unwrap();
        frontier.push(&hash);
        hashes.extend(hash);
    }
    intruder.execute_unprepared("DELETE FROM seal_block").await.unwrap();
    let last = i64::try_from(rows.len()).unwrap();
    for (sql, values) in [
        (
            "INSERT INTO seal_block (first_position, last_position, hashes) VALUES (1, $1, $2)",
            vec![last.into(), hashes.into()],
        ),
        ("UPDATE seal_state SET size = $1, frontier = $2", vec![last.into(), frontier.to_text().into()]),
    ] {
        let statement = Statement::from_sql_and_values(intruder.get_database_backend(), sql, values);
        intruder.execute_raw(statement).await.unwrap();
    }
}

async fn entries(intruder: &DatabaseConnection) -> Vec<records::entry::Model> {
    use sea_orm::{EntityTrait, QueryOrder};
    records::entry::Entity::find()
        .order_by_asc(records::entry::Column::File)
        .order_by_asc(records::entry::Column::Version)
        .all(intruder)
        .await
        .unwrap()
}
