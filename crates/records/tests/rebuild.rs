//! What a rebuild finds and mends, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod given;

use std::fmt::Debug;
use std::sync::Arc;

use casework::annual_report::{AnnualReport, Fact as ReportFact};
use casework::context::Settings;
use casework::entry::Author;
use casework::publication::facts::{Attribute, Declaration, Draft, Found, Genre, Level, Norm, Scope};
use casework::publication::{Fact as PublicationFact, Publication, act};
use casework::request::Request;
use casework::request::facts::Fact;
use casework::who::Unit;
use given::{OURS, appending, day, handed_in, intruder, registered, sealed};
use law::report::Edition;
use records::append::Opened;
use records::file::FileId;
use records::rebuild::{Raised, Rebuilt, What};
use records::register::of_year;
use records::testing::Place;
use records::vault::{Blobs, Suite, Vault};
use records::{Records, annual_report, on_both, publication, request};
use sea_orm::{FromQueryResult, Statement};

/// An application that was withdrawn, a document that was made, a report that was begun.
struct Bureau {
    place: Place,
    records: Records,
    request: FileId,
    document: FileId,
    report: FileId,
}

async fn bureau(place: Place) -> Bureau {
    let records = place.open().await;
    let request = registered(&records, "2020-06-09").await;
    let before = records.open_file::<Request>(OURS, &request).await.unwrap();
    let withdrawn = Fact::Withdrawn { on: day("2020-06-10"), words: sealed(3) };
    records.append(appending(&request, before, "2020-06-10", vec![withdrawn])).await.unwrap();

    let document = FileId::random();
    let (attribute, scope, on) = (Attribute::Proactive, Scope::Unit, day("2020-06-10"));
    let draft = Draft {
        chain: act::chain(scope, &attribute).to_vec(),
        attribute,
        item: "20.1".parse().unwrap(),
        genre: Genre::Opinion,
        document: Some(Norm::NormativeDocument),
        scope,
        provider: Unit(3),
        formed_on: on,
        declared: Declaration::ALL.into(),
        text: sealed(1),
        interprets: None,
    };
    let made = vec![
        PublicationFact::Drafted { on, draft },
        PublicationFact::Screened { on, found: Found::default(), justified: None },
        PublicationFact::ReviewApproved { on, level: Level::UnitHead },
    ];
    records.append(appending::<Publication>(&document, Opened::default(), "2020-06-10", made)).await.unwrap();

    let report = FileId::random();
    let opened = ReportFact::Opened { on: day("2021-01-04"), year: 2020, edition: Edition::Of2019 };
    records.append(appending::<AnnualReport>(&report, Opened::default(), "2020-06-10", vec![opened])).await.unwrap();
    Bureau { place, records, request, document, report }
}

impl Bureau {
    async fn rebuild(&self) -> Rebuilt {
        self.records.rebuild(Arc::new(Settings::default())).await.unwrap()
    }

    /// What differs, without the file; a second rebuild finds nothing.
    async fn mends(&self) -> Vec<(Option<String>, What)> {
        let rebuilt = self.rebuild().await;
        assert!(self.rebuild().await.is_same(), "{rebuilt:?}");
        rebuilt.differences.into_iter().map(|found| (found.kind, found.what)).collect()
    }

    async fn falsify(&self, sql: &str) {
        intruder(&self.place, sql).await;
    }

    /// All that a rebuild may write, as text.
    async fn rows(&self) -> Vec<String> {
        let mut rows = self.models::<request::Row>("request_row").await;
        rows.extend(self.models::<publication::Row>("publication_row").await);
        rows.extend(self.models::<annual_report::Row>("annual_report_row").await);
        rows.extend(self.models::<Cell>("counted").await);
        rows.extend(self.models::<Register>("register").await);
        rows.sort_unstable();
        rows
    }

    async fn models<M: FromQueryResult + Debug>(&self, table: &str) -> Vec<String> {
        let backend = self.records.reading().get_database_backend();
        let statement = Statement::from_string(backend, format!("SELECT * FROM {table}"));
        let models = M::find_by_statement(statement).all(self.records.reading()).await.unwrap();
        models.iter().map(|model| format!("{model:?}")).collect()
    }
}

#[derive(Debug, FromQueryResult)]
#[expect(dead_code, reason = "compared as text")]
struct Cell {
    agency: i64,
    year: i64,
    report_table: String,
    report_row: String,
    report_column: String,
    file: String,
}

#[derive(Debug, FromQueryResult)]
#[expect(dead_code, reason = "compared as text")]
struct Register {
    agency: i64,
    name: String,
    taken: i64,
}

fn found(kind: &str, what: What) -> (Option<String>, What) {
    (Some(kind.to_owned()), what)
}

on_both!(a_record_that_nobody_touched_is_the_same, async |place: Place| {
    let bureau = bureau(place).await;
    let rebuilt = bureau.rebuild().await;
    assert!(rebuilt.is_same(), "{rebuilt:?}");
    let read: Vec<_> = rebuilt.read.iter().map(|(kind, read)| (*kind, read.files, read.entries)).collect();
    assert_eq!(read, [("annual_report", 1, 1), ("publication", 1, 3), ("request", 1, 3)]);
});

on_both!(rows_that_were_changed_deleted_or_added_by_hand_are_mended, async |place: Place| {
    let bureau = bureau(place).await;
    let rows = bureau.rows().await;

    bureau.falsify("UPDATE request_row SET due_on = '2020-07-30'").await;
    assert_eq!(bureau.mends().await, [found("request", What::RowChanged)]);
    bureau.falsify("DELETE FROM publication_row").await;
    assert_eq!(bureau.mends().await, [found("publication", What::RowMissing)]);
    bureau.falsify("UPDATE annual_report_row SET stage = 'published'").await;
    assert_eq!(bureau.mends().await, [found("annual_report", What::RowChanged)]);
    // One in front of all files, one behind them.
    bureau.falsify("UPDATE annual_report_row SET file = '00'").await;
    assert_eq!(
        bureau.mends().await,
        [found("annual_report", What::RowLeftOver), found("annual_report", What::RowMissing)]
    );
    bureau.falsify("UPDATE request_row SET agency = 7").await;
    assert_eq!(bureau.mends().await, [found("request", What::RowMissing), found("request", What::RowLeftOver)]);

    assert_eq!(bureau.rows().await, rows);
});

on_both!(cells_that_were_changed_deleted_or_added_by_hand_are_mended, async |place: Place| {
    let bureau = bureau(place).await;
    let rows = bureau.rows().await;

    bureau.falsify("UPDATE counted SET year = 2019 WHERE report_row = 'received'").await;
    assert_eq!(bureau.mends().await, [found("request", What::CellsChanged)]);
    bureau.falsify(&format!("DELETE FROM counted WHERE file = '{}'", bureau.document)).await;
    assert_eq!(bureau.mends().await, [found("publication", What::CellsChanged)]);
    bureau
        .falsify(&format!("INSERT INTO counted VALUES (1, 2020, 'requests', 'received', 'other', '{}')", bureau.report))
        .await;
    assert_eq!(bureau.mends().await, [found("annual_report", What::CellsChanged)]);
    bureau.falsify("INSERT INTO counted VALUES (1, 2020, 'requests', 'received', 'other', 'nobody')").await;
    assert_eq!(bureau.mends().await, [(None, What::CellsChanged)]);

    assert_eq!(bureau.rows().await, rows);
});

on_both!(two_rows_that_hold_each_others_number_are_mended, async |place: Place| {
    let bureau = bureau(place).await;
    registered(&bureau.records, "2020-06-11").await;
    let rows = bureau.rows().await;
    for swap in ["serial = 9 WHERE serial = 1", "serial = 1 WHERE serial = 2", "serial = 2 WHERE serial = 9"] {
        bureau.falsify(&format!("UPDATE request_row SET {swap}")).await;
    }
    assert_eq!(bureau.mends().await, [found("request", What::RowChanged), found("request", What::RowChanged)]);
    assert_eq!(bureau.rows().await, rows);
});

on_both!(more_files_than_go_together_are_mended, async |place: Place| {
    let bureau = bureau(place).await;
    futures::future::join_all((0..450).map(|_| registered(&bureau.records, "2020-06-11"))).await;
    let rows = bureau.rows().await;
    bureau.falsify("DELETE FROM request_row").await;
    bureau.falsify("DELETE FROM counted").await;
    assert_eq!(bureau.mends().await.len(), 1 + 2 * 451, "a row and cells of each, and the cells of the document");
    assert_eq!(bureau.rows().await, rows);
});

on_both!(a_register_that_stands_too_low_is_raised_and_no_number_given_twice, async |place: Place| {
    let bureau = bureau(place).await;
    bureau.falsify("UPDATE register SET taken = 0 WHERE name = 'request/2020'").await;
    let raised = Raised { agency: 1, register: of_year("request", 2020), stood: 0, given: 1 };
    assert_eq!(bureau.rebuild().await.registers, [raised]);
    assert!(bureau.rebuild().await.is_same());
    let next = registered(&bureau.records, "2020-06-11").await;
    let next = bureau.records.open_file::<Request>(OURS, &next).await.unwrap();
    assert_eq!(next.file.number().unwrap().serial, 2);
});

on_both!(what_does_not_fit_the_record_itself_is_told_and_left, async |place: Place| {
    let bureau = bureau(place).await;
    bureau.falsify("DELETE FROM entry WHERE version = 3 AND data LIKE '%vault-3%'").await;
    bureau.falsify("UPDATE request_row SET due_on = '2020-07-30'").await;
    bureau.falsify(&format!("UPDATE entry SET kind = 'nonsense' WHERE file = '{}'", bureau.report)).await;
    let rows = bureau.rows().await;
    let rebuilt = bureau.rebuild().await;
    let what: Vec<_> = rebuilt.differences.iter().map(|found| (found.file.as_str(), found.what.code())).collect();
    assert_eq!(what, [(bureau.request.text(), "head_unfit"), (bureau.report.text(), "unreadable")]);
    assert_eq!(bureau.rows().await, rows, "an alarm is no reason to write");
});

on_both!(a_file_whose_vault_was_erased_rebuilds, async |place: Place| {
    let records = place.open().await;
    let blobs = Blobs::folder(&place.folder.path().join("blobs")).unwrap();
    let key = place.folder.path().join("keys/installation.key");
    let vault = Vault::open(&records, &key, blobs, Suite::default()).await.unwrap();
    let file = FileId::random();
    let mut sealing = vault.new_file(1, &file).unwrap();
    let fact = match handed_in("2025-06-09") {
        Fact::Registered { on, channel, arrival, applicant, .. } => {
            let (person, words) = (sealing.seal("张三"), sealing.seal("请公开"));
            Fact::Registered { on, channel, arrival, applicant, person, words }
        }
        other => other,
    };
    let mut append = appending::<Request>(&file, Opened::default(), "2025-06-09", vec![fact]);
    append.also = vec![sealing.rows(append.at)];
    let at = append.at;
    records.append(append).await.unwrap();
    vault.erase(&records, 1, &file, Author::Worker, at).await.unwrap();

    assert!(records.rebuild(Arc::new(Settings::default())).await.unwrap().is_same());
    intruder(&place, "DELETE FROM request_row").await;
    let rebuilt = records.rebuild(Arc::new(Settings::default())).await.unwrap();
    assert_eq!(rebuilt.differences.len(), 1);
    assert!(records.request_row(OURS, &file).await.unwrap().is_some());
});

on_both!(nobody_who_works_meanwhile_is_taken_for_a_difference, async |place: Place| {
    let bureau = bureau(place).await;
    let working = async {
        for _ in 0..60 {
            let file = registered(&bureau.records, "2025-06-09").await;
            let before = bureau.records.open_file::<Request>(OURS, &file).await.unwrap();
            let withdrawn = Fact::Withdrawn { on: day("2025-06-09"), words: sealed(3) };
            bureau.records.append(appending(&file, before, "2025-06-09", vec![withdrawn])).await.unwrap();
        }
    };
    let rebuilding = async {
        for _ in 0..10 {
            let rebuilt = bureau.rebuild().await;
            assert!(rebuilt.is_same(), "{rebuilt:?}");
        }
    };
    tokio::join!(working, rebuilding);
    assert!(bureau.rebuild().await.is_same());
});
