//! Yearly reports in the record, and what the record says of a year, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casework::annual_report::compile::figures;
use casework::annual_report::figure::cell_named;
use casework::annual_report::note::Note;
use casework::annual_report::{AnnualReport, Compiled, Fact as ReportFact, compile};
use casework::context::Settings;
use casework::entry::{Author, Entry};
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use casework::request::Request;
use casework::request::counted::counted;
use casework::request::facts::{Applicant, Arrival, Fact, Level, Reply, Service};
use casework::sealed::Sealed;
use casework::who::{Account, Agency};
use futures::FutureExt;
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use law::report::{CellId, Edition, Table};
use law::request::outcome::Outcome;
use law::request::receipt::Channel;
use law::request::reply::ReplyKind;
use records::annual_report::{beginning, content};
use records::append::{Also, Append, Listed, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::remedy_case::{self, Kept, Row};
use records::testing::Place;
use records::{Records, on_both};
use sea_orm::ConnectionTrait;

const OURS: Agency = Agency(1);
const CLERK: Author = Author::Account(Account(7));

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn at() -> Timestamp {
    "2026-01-12T09:00:00+08:00".parse().unwrap()
}

fn appending<F: Listed>(file: &FileId, before: Opened<F>, facts: Vec<F::Fact>) -> Append<F> {
    Append {
        agency: OURS,
        file: file.clone(),
        before,
        by: CLERK,
        at: at(),
        facts,
        numbered: None,
        key: CommandKey::random(),
        settings: Arc::new(Settings::default()),
        also: Vec::new(),
    }
}

/// An application that was received on one day and, perhaps, answered on another.
fn request(applicant: Applicant, on: &str, answered: Option<(&str, Outcome)>) -> Vec<Fact> {
    let sealed = || Sealed::new("vault-1", &"0a".repeat(32)).unwrap();
    let arrival = Arrival { handed_in: Some(day(on)), ..Arrival::default() };
    let (person, words) = (sealed(), sealed());
    let mut facts =
        vec![Fact::Registered { on: day(on), channel: Channel::Counter, arrival, applicant, person, words }];
    if let Some((signed_on, outcome)) = answered.map(|(on, outcome)| (day(on), outcome)) {
        let reply = Reply {
            kind: ReplyKind::Granted,
            outcome,
            withheld: Vec::new(),
            search: None,
            elements: BTreeSet::new(),
            words: sealed(),
            chain: vec![Level::UnitHead],
        };
        facts.push(Fact::ReplyDrafted { on: signed_on, reply });
        facts.push(Fact::ReviewApproved { on: signed_on, level: Level::UnitHead });
        facts.push(Fact::Served { service: Service::ByHand { signed_on } });
    }
    facts
}

/// Three years of a small office, with every kind of turn of the year.
fn office() -> Vec<Vec<Fact>> {
    use Applicant::{Enterprise, LegalService, NaturalPerson, Other};
    vec![
        request(NaturalPerson, "2023-03-01", Some(("2023-03-20", Outcome::Granted))),
        request(NaturalPerson, "2023-12-20", Some(("2024-01-08", Outcome::RefusedDeliberative))),
        request(NaturalPerson, "2023-12-31", Some(("2024-01-01", Outcome::Granted))),
        request(Enterprise, "2024-01-01", Some(("2024-01-01", Outcome::DeclinedRepeat))),
        request(Enterprise, "2024-06-03", Some(("2024-12-31", Outcome::OtherMisc))),
        request(Enterprise, "2024-12-02", Some(("2025-01-02", Outcome::OtherNotCorrected))),
        request(LegalService, "2022-11-01", Some(("2025-02-03", Outcome::PartlyGranted))),
        request(LegalService, "2024-12-30", None),
        request(Other, "2025-01-02", None),
        request(NaturalPerson, "2024-05-06", Some(("2024-05-20", Outcome::Granted))),
        request(NaturalPerson, "2024-05-07", Some(("2024-05-21", Outcome::Granted))),
        request(NaturalPerson, "2024-05-08", Some(("2024-05-22", Outcome::UnavailableNotHeld))),
    ]
}

fn of(facts: Vec<Fact>) -> Request {
    Request::of(facts.into_iter().map(|fact| Entry { by: CLERK, fact }))
}

async fn write(records: &Records, facts: Vec<Fact>) -> FileId {
    let file = FileId::random();
    records.append(appending(&file, Opened::<Request>::default(), facts)).await.unwrap();
    file
}

on_both!(the_database_counts_as_the_files_do, async |place: Place| {
    let records = place.open().await;
    for facts in office() {
        write(&records, facts).await;
    }
    let requests: Vec<Request> = office().into_iter().map(of).collect();
    for year in 2021..=2026 {
        let counted = requests.iter().flat_map(|request| counted(request, year));
        let cells = counted.map(|one| (CellId { table: Table::Requests, row: one.row, column: one.column }, 1));
        assert_eq!(records.year_figures(OURS, year).await.unwrap(), figures(cells), "{year}");
        assert!(records.year_figures(Agency(2), year).await.unwrap().is_empty(), "another agency counts for itself");
    }
});

on_both!(every_number_opens_the_files_that_it_counts, async |place: Place| {
    let records = place.open().await;
    for facts in office() {
        write(&records, facts).await;
    }
    for year in 2022..=2025 {
        let compiled = compiled(&records, year).await;
        for (cell, one) in compiled.cells().filter(|(cell, _)| cell.table == Table::Requests) {
            let mut files = BTreeSet::new();
            let mut after = None;
            loop {
                let page = records.files_behind(OURS, year, cell, after.as_ref(), 2).await.unwrap();
                assert!(page.files.len() <= 2);
                files.extend(page.files.into_iter().map(|behind| behind.file));
                after = page.next.map(|next| next.to_string().parse().unwrap()); // through an address, as on the page
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(Some(files.len().into()), one.effective(), "{year} {cell}");
        }
    }
});

async fn compiled(records: &Records, year: i16) -> Compiled {
    let figures = records.year_figures(OURS, year).await.unwrap();
    compile(year, Edition::of_year(year), &figures, &BTreeMap::new()).unwrap()
}

on_both!(what_stands_behind_a_sum_says_where_it_counts, async |place: Place| {
    let records = place.open().await;
    let answered = write(&records, office().remove(3)).await;
    let pending = write(&records, office().remove(7)).await;
    let behind = async |name: &str| {
        let page = records.files_behind(OURS, 2024, cell_named(name).unwrap(), None, 9).await.unwrap();
        page.files.into_iter().map(|one| (one.file, one.row, one.column)).collect::<Vec<_>>()
    };
    let of = |file: &FileId, row: &str, column: &str| (file.clone(), row.to_owned(), column.to_owned());
    assert_eq!(behind("requests.total.total").await, [of(&answered, "declined_repeat", "enterprise")]);
    assert_eq!(behind("requests.carried_out.total").await, [of(&pending, "carried_out", "legal_service")]);
    assert_eq!(behind("proactive.licences.decisions").await, []);
});

on_both!(cases_count_in_table_four, async |place: Place| {
    let records = place.open().await;
    let case = |from: &str, ended: Option<(&str, Ending)>| {
        let ended = ended.map(|(on, result)| Ended { on: day(on), result });
        let case = RemedyCase::new(Kind::Reconsideration, Role::OriginalAct, day(from), ended).unwrap();
        Row { id: FileId::random(), case, request: Some(FileId::random()), note: "云环复〔2024〕3号".into() }
    };
    let mut row = case("2024-11-04", None);
    assert_eq!(keep(&records, &row, 0).await, Kept::As(1));
    keep(&records, &case("2023-02-01", Some(("2023-03-01", Ending::Upheld))), 0).await;
    let cell = |name: &str| cell_named(&format!("remedies.reconsideration.{name}")).unwrap();
    let counted = async |year| records.year_figures(OURS, year).await.unwrap();
    assert_eq!(counted(2024).await, figures([(cell("pending"), 1)]));
    assert_eq!(records.remedy_cases(OURS, 2024).await.unwrap(), [row.clone()]);
    row.case.ended = Some(Ended { on: day("2025-02-10"), result: Ending::Corrected });
    assert_eq!(keep(&records, &row, 1).await, Kept::As(2));
    assert_eq!(counted(2024).await, figures([(cell("pending"), 1)]), "what was pending then was pending");
    assert_eq!(counted(2025).await, figures([(cell("corrected"), 1)]));
    assert_eq!(counted(2023).await, figures([(cell("upheld"), 1)]));
});

on_both!(a_case_keeps_every_state_and_is_never_overwritten_unseen, async |place: Place| {
    let records = place.open().await;
    let case = RemedyCase::new(Kind::Reconsideration, Role::OriginalAct, day("2024-11-04"), None).unwrap();
    let first = Row { id: FileId::random(), case, request: None, note: String::new() };
    let second = Row { note: "云环复〔2024〕3号".into(), ..first.clone() };
    let third = Row { note: "另一位写的".into(), ..first.clone() };
    assert_eq!(keep(&records, &first, 0).await, Kept::As(1));
    assert_eq!(keep(&records, &first, 0).await, Kept::As(1), "a double click");
    assert_eq!(keep(&records, &second, 1).await, Kept::As(2));
    assert_eq!(keep(&records, &third, 1).await, Kept::Conflict(2));
    assert_eq!(keep(&records, &third, 0).await, Kept::Conflict(2));
    assert_eq!(records.remedy_case(OURS, &first.id).await.unwrap(), Some((2, second.clone())));
    assert_eq!(keep(&records, &third, 2).await, Kept::As(3));

    let states = records.remedy_case_states(OURS, &first.id).await.unwrap();
    let shown: Vec<_> = states.iter().map(|state| (state.version, state.row.clone(), state.by, state.whole)).collect();
    let by = Some(CLERK);
    let all = Some(true);
    assert_eq!(shown, [(1, first.clone(), by, all), (2, second, by, all), (3, third, by, all)]);
    assert_eq!(records::people::security_log::first_bad(records.reading(), Some(OURS)).await.unwrap(), None);
    assert!(records.remedy_case_states(Agency(2), &first.id).await.unwrap().is_empty());

    // What is changed behind the register shows, since the log has its digest.
    let id = first.id.text().to_owned();
    let forged = records.write(move |transaction| {
        async move {
            let sql = format!("UPDATE remedy_case_state SET note = '改过' WHERE id = '{id}' AND version = 2");
            sea_orm::ConnectionTrait::execute_unprepared(transaction, &sql).await?;
            Ok::<_, records::WriteError<std::convert::Infallible>>(())
        }
        .boxed()
    });
    forged.await.unwrap();
    let states = records.remedy_case_states(OURS, &first.id).await.unwrap();
    assert_eq!(states.iter().map(|state| state.whole).collect::<Vec<_>>(), [Some(true), Some(false), Some(true)]);
});

async fn keep(records: &Records, row: &Row, seen: i64) -> Kept {
    let row = row.clone();
    let kept = records.write(move |transaction| {
        async move { Ok(remedy_case::keep(transaction, OURS, &row, seen, CLERK, at()).await?) }.boxed()
    });
    kept.await.map_err(|error: records::WriteError<std::convert::Infallible>| error.to_string()).unwrap()
}

fn opened() -> ReportFact {
    ReportFact::Opened { on: day("2026-01-12"), year: 2025, edition: Edition::Of2021 }
}

on_both!(a_year_has_one_report_whoever_begins_it, async |place: Place| {
    let records = place.open().await;
    let begin = || Append {
        key: beginning(2025),
        ..appending(&FileId::random(), Opened::<AnnualReport>::default(), vec![opened()])
    };
    let (one, other) = tokio::join!(records.append(begin()), records.append(begin()));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.file, other.file);
    assert_ne!(one.repeated, other.repeated);
    let reports = records.annual_reports(OURS).await.unwrap();
    assert_eq!(
        reports.iter().map(|row| (row.report_year(), row.form())).collect::<Vec<_>>(),
        [(Some(2025), Some(Edition::Of2021))]
    );
    assert_eq!(reports[0].stage, "compiling");
    assert!(records.annual_report_of(OURS, 2024).await.unwrap().is_none());
    assert!(records.annual_report_of(Agency(2), 2025).await.unwrap().is_none());
});

on_both!(a_text_is_held_against_its_digest, async |place: Place| {
    let records = place.open().await;
    let (file, text) = (FileId::random(), "一、总体情况\n全年共收到申请3件。");
    let written = ReportFact::NarrativeWritten { on: day("2026-01-12"), section: 1, digest: content::digest(text) };
    let mut append = appending(&file, Opened::<AnnualReport>::default(), vec![opened(), written]);
    append.also.push(Also::work(move |transaction, _| content::keep(transaction, 1, text).boxed()));
    records.append(append).await.unwrap();
    let report = records.open_file::<AnnualReport>(OURS, &file).await.unwrap().file;
    let digest = report.texts()[&1].clone();
    assert_eq!(records.annual_report_content(OURS, &digest).await.unwrap(), text);
    assert!(records.annual_report_content(Agency(2), &digest).await.is_err());
    let falsified = "UPDATE annual_report_content SET content = '全年共收到申请4件。'";
    records.reading().execute_unprepared(falsified).await.unwrap();
    let refused = records.annual_report_content(OURS, &digest).await.unwrap_err();
    assert!(refused.to_string().contains("与记录不符"), "{refused}");
});

on_both!(the_row_follows_the_report, async |place: Place| {
    let records = place.open().await;
    let file = FileId::random();
    let source = Note::new("门户网站2024年度报告页面").unwrap();
    let (on, digest) = (day("2026-01-12"), content::digest("{}"));
    let imported = ReportFact::Imported { on, year: 2024, edition: Edition::Of2021, digest: digest.clone(), source };
    records.append(appending(&file, Opened::<AnnualReport>::default(), vec![imported])).await.unwrap();
    let before = records.open_file::<AnnualReport>(OURS, &file).await.unwrap();
    let row = records.annual_report_of(OURS, 2024).await.unwrap().unwrap();
    assert_eq!((row.stage.as_str(), row.imported, row.published()), ("published", 1, Some(digest)));
    let reopened = ReportFact::CorrectionOpened { on, reason: Note::new("许可件数少计1件").unwrap() };
    records.append(appending(&file, before, vec![reopened])).await.unwrap();
    let row = records.annual_report_of(OURS, 2024).await.unwrap().unwrap();
    assert_eq!((row.stage.as_str(), row.correcting, row.version), ("compiling", 1, 2));
    assert_eq!(row.published_on.as_deref(), Some("2026-01-12"), "what was published is published");
});
