//! What is left of a destroyed file: nothing that anybody could read, or could ever open again.

use std::sync::Arc;

use casework::context::Settings;
use casework::who::Duty;
use futures::stream;
use office::disposal::GroundKind;
use office::testing::{Bureau, officer};
use records::on_both;
use records::seal::Sealer;
use records::seal::verify::{Check, verify};
use records::testing::Place;
use sea_orm::ConnectionTrait;

use crate::bytes::{self, standing};
use crate::given::{REPLY, answered, answered_to, destroyed, of_another};

const NAME: &str = "沈静澜";
const PHONE: &str = "13800001234";
const TITLE: &str = "2023年以来静海河断面水质监测数据";
const UPLOAD: &str = "身份证正反面扫描件的内容";

on_both!(no_byte_of_what_was_destroyed_stands_anywhere, async |place: Place| {
    let bureau = Bureau::open(place, "2019-06-03").await;
    let file = answered(&bureau, "2019-06-03").await;
    let kept = answered_to(&bureau, "2019-06-03", of_another("2019-06-03")).await;
    let (records, vault) = (bureau.office.records(), bureau.office.vault());
    for file in [&file, &kept] {
        let mut sealing = vault.file(records.reading(), 1, file).await.unwrap();
        let pieces = stream::iter([Ok::<_, std::io::Error>(UPLOAD.repeat(40).into_bytes())]);
        vault.upload(&mut sealing, 1 << 20, pieces).await.unwrap();
        sealing.write(records.reading(), bureau.office.now()).await.unwrap();
    }
    let (doomed, other) =
        (bytes::sealed(records.reading(), file.text()).await, bytes::sealed(records.reading(), kept.text()).await);
    assert!(doomed.texts.len() >= 3 && doomed.blinds.len() >= 3 && doomed.key.len() > 32);
    let blobs = bureau.folder().join("blobs/1").join(file.text());
    // What was sent in, and the letters as they went out.
    let stored = std::fs::read_dir(&blobs).unwrap().map(|blob| std::fs::read(blob.unwrap().path()).unwrap());
    let uploads: Vec<Vec<u8>> = stored.collect();
    assert!(uploads.iter().all(|upload| upload.len() > 128) && !uploads.is_empty());
    records.scrub().await.unwrap();
    let before = bytes::all(&bureau).await;
    // The search finds what is there, so that finding nothing afterwards says something.
    assert!(standing(&before, &doomed.key) > 0 && standing(&before, doomed.blinds[0].as_bytes()) > 0);
    assert!(doomed.texts.iter().all(|text| standing(&before, text) > 0));
    assert!(uploads.iter().all(|upload| standing(&before, &upload[64..128]) > 0));

    bureau.on("2030-01-02");
    destroyed(&bureau, &file, GroundKind::TermOver).await;

    let on = bureau.office.records().reading();
    if on.get_database_backend() == sea_orm::DbBackend::Postgres {
        // Dead row versions lie in the pages until they are written over; rewriting the tables is the operator's step.
        on.execute_unprepared("VACUUM FULL vault_key").await.unwrap();
        on.execute_unprepared("VACUUM FULL vault_item").await.unwrap();
        on.execute_unprepared("VACUUM FULL blind").await.unwrap();
    }
    let after = bytes::all(&bureau).await;
    for words in [NAME, PHONE, TITLE, REPLY, UPLOAD] {
        assert_eq!(standing(&after, words.as_bytes()), 0, "{words} stands somewhere in the clear");
    }
    assert_eq!(standing(&after, &doomed.key), 0, "the wrapped key");
    for (text, at) in doomed.texts.iter().zip(0..) {
        assert_eq!(standing(&after, text), 0, "the sealed text {at}");
    }
    for mac in &doomed.blinds {
        assert_eq!(standing(&after, mac.as_bytes()), 0, "a row of the blind index");
    }
    assert!(uploads.iter().all(|upload| standing(&after, &upload[64..128]) == 0), "what was sent in, and the letters");
    assert!(!blobs.exists() || std::fs::read_dir(&blobs).unwrap().count() == 0);
    assert!(other.texts.iter().all(|text| standing(&after, text) > 0), "another file's words stay");
    assert!(other.blinds.iter().all(|mac| standing(&after, mac.as_bytes()) > 0), "and it is found");
});

on_both!(the_record_is_whole_and_the_rows_follow_from_it_as_before, async |place: Place| {
    let bureau = Bureau::open(place, "2019-06-03").await;
    let (file, _kept) = (answered(&bureau, "2019-06-03").await, answered(&bureau, "2019-06-03").await);
    let records = bureau.office.records().clone();
    let cells = async || {
        let figures = records.year_figures(casework::who::Agency(1), 2019).await.unwrap();
        format!("{figures:?}")
    };
    let before = cells().await;
    bureau.on("2030-01-02");
    destroyed(&bureau, &file, GroundKind::TermOver).await;
    assert_eq!(cells().await, before, "the figures stay");

    let mut sealer = Sealer::new("test");
    sealer.seal_all(&records, bureau.office.now()).await.unwrap();
    sealer.give_up(&records).await.unwrap();
    let check = Check { vault: Some(bureau.office.vault()), uploads: true, ..Check::default() };
    let report = verify(&records, check).await.unwrap();
    assert!(report.is_whole(), "{:?}", report.findings);
    assert_eq!((report.erased_files, report.files), (1, 3), "two applications and the disposal");
    let rebuilt = records.rebuild(Arc::new(Settings::default())).await.unwrap();
    assert!(rebuilt.is_same(), "{:?}", rebuilt.differences);
    assert_eq!(rebuilt.read["disposal"].files, 1);

    let found = bureau.office.requests_of(&officer(Duty::IntakeOfficer), records::vault::Field::Phone, PHONE).await;
    assert_eq!(found.unwrap().len(), 1, "only the other one is found by the telephone");
});
