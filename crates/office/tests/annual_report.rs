//! The report of a year, from the first application to the corrected version, through the real office, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::annual_report::compile::Origin;
use casework::annual_report::duty::What;
use casework::annual_report::figure::cell_named;
use casework::annual_report::state::Stage;
use casework::annual_report::{Refusal, act};
use casework::ledger::{self, Ledger};
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use casework::request::facts::{Arrival, Level, Service};
use casework::request::steps::Answer;
use casework::who::{Agency, Duty, Viewer};
use documents::report::json;
use documents::writing::Format;
use law::report::{Cell, CellId, Edition, Report, Rule, Section};
use law::request::reply::Element;
use law::request::situation::Situation;
use office::annual_report::{Command, Import, ReportFailed, ReportPage, Step, render};
use office::remedy_case::Seen;
use office::request::{Command as RequestCommand, Reply, Step as RequestStep};
use office::testing::{Bureau, UNIT, day, letter, officer};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::testing::Place;

const OURS: Agency = Agency(1);

fn clerk() -> Viewer {
    officer(Duty::OpenGovernmentOffice)
}

fn cell(name: &str) -> CellId {
    cell_named(name).unwrap()
}

async fn page(bureau: &Bureau, year: i16) -> ReportPage {
    bureau.office.annual_report_page(&clerk(), year).await.unwrap()
}

async fn step(bureau: &Bureau, by: Duty, year: i16, step: Step) -> Result<usize, ReportFailed> {
    let page = page(bureau, year).await;
    let command = Command { file: page.file, version: page.version, key: CommandKey::random(), step };
    bureau.office.take_report_step(&officer(by), command).await
}

async fn registered(bureau: &Bureau, handed_in: &str) -> FileId {
    let arrival = Arrival { handed_in: Some(day(handed_in)), ..Arrival::default() };
    let intake = office::request::Intake { arrival, ..letter(handed_in) };
    let by = officer(Duty::IntakeOfficer);
    bureau.office.register_request(&by, CommandKey::random(), intake).await.unwrap().file
}

/// Grants an application, all on one day.
async fn granted(bureau: &Bureau, file: &FileId, on: &str) {
    let on = day(on);
    let elements = [Element::FactsFound, Element::LegalBasis, Element::InformationAttached, Element::Reason].into();
    let answer = Answer::Otherwise(Situation::Disclosable);
    let reply = Reply { on, answer, search: None, elements, words: "现予以公开，见附件。".into() };
    let review = |level| RequestStep::Review { on, level, returned: None };
    for (by, step) in [
        (Duty::IntakeOfficer, RequestStep::Assign { on, unit: UNIT, handler: None }),
        (Duty::Handler, RequestStep::Reply(reply)),
        (Duty::UnitHead, review(Level::UnitHead)),
        (Duty::LegalReviewer, review(Level::LegalReviewer)),
        (Duty::DeputyHead, review(Level::DeputyHead)),
        (Duty::IntakeOfficer, RequestStep::Serve { service: Service::Post { posted_on: on, signed_on: None } }),
    ] {
        let version = bureau.office.request_page(&clerk(), file).await.unwrap().version;
        let command = RequestCommand { file: file.clone(), version, key: CommandKey::random(), step };
        bureau.office.take_step(&officer(by), command).await.unwrap();
    }
}

/// Figures for what no ledger tells, and texts that agree with one application received, granted and nothing else.
async fn written(bureau: &Bureau, on: &str) {
    let missing = page(bureau, 2025).await.whole.compiled.missing();
    let figures = missing.into_iter().map(|cell| (cell, 0.into())).collect();
    let declare = Step::DeclareAll { on: day(on), figures, source: "各科室报送，全年没有发生".into() };
    step(bureau, Duty::OpenGovernmentOffice, 2025, declare).await.unwrap();
    for (section, text) in [
        (1, "（一）主动公开。全年主动公开信息600条。\n（二）依申请公开。全年收到政府信息公开申请1件。"),
        (5, "存在的主要问题是解读形式单一，下一步将丰富解读形式。"),
        (6, "本年度未收取信息处理费。"),
    ] {
        let write = Step::WriteNarrative { on: day(on), section, text: text.into() };
        step(bureau, Duty::OpenGovernmentOffice, 2025, write).await.unwrap();
    }
}

async fn approved(bureau: &Bureau, on: &str) {
    let on = day(on);
    let submit = Step::Submit { on, carried_in_differs: None };
    step(bureau, Duty::OpenGovernmentOffice, 2025, submit).await.unwrap();
    for (duty, level) in [
        (Duty::OpenGovernmentOfficeHead, Level::UnitHead),
        (Duty::DeputyHead, Level::DeputyHead),
        (Duty::Head, Level::Head),
    ] {
        step(bureau, duty, 2025, Step::Review { on, level, returned: None }).await.unwrap();
    }
}

async fn published(place: Place) -> Bureau {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    bureau.on("2025-06-16");
    granted(&bureau, &file, "2025-06-16").await;
    bureau.on("2026-01-12");
    bureau.office.open_annual_report(&clerk(), day("2026-01-12"), 2025, None).await.unwrap();
    written(&bureau, "2026-01-12").await;
    approved(&bureau, "2026-01-12").await;
    bureau.on("2026-01-20");
    step(&bureau, Duty::OpenGovernmentOffice, 2025, Step::Publish { on: day("2026-01-20") }).await.unwrap();
    bureau
}

on_both!(a_report_goes_from_its_first_figure_to_the_public, async |place: Place| {
    let bureau = published(place).await;
    let seen = page(&bureau, 2025).await;
    assert_eq!(seen.report.stage(), &Stage::Published);
    assert!(seen.verdict.is_clean(), "{:?}", seen.verdict.violations);
    assert!(!seen.verdict.warnings.iter().any(|finding| finding.rule == Rule::W4), "{:?}", seen.verdict.warnings);
    assert_eq!(seen.differences, []);
    assert_eq!(seen.owed.iter().map(|owed| owed.what).collect::<Vec<_>>(), [What::SendToSupervisor]);
    step(&bureau, Duty::OpenGovernmentOffice, 2025, Step::SendToSupervisor { on: day("2026-01-20") }).await.unwrap();
    assert_eq!(page(&bureau, 2025).await.owed, []);

    let report = bureau.office.yearbook(OURS).published(2025, None).await.unwrap().report;
    assert_eq!(report.title.as_deref(), Some("云州市澜江生态环境局2025年政府信息公开工作年度报告"));
    for name in ["received.natural_person", "granted.natural_person", "granted.total", "total.total"] {
        assert_eq!(report.tables.counted(cell(&format!("requests.{name}"))), Some(1.into()), "{name}");
    }
    assert_eq!(bureau.office.yearbook(OURS).published_years().await.unwrap(), [2025]);
    assert!(bureau.office.yearbook(Agency(2)).published_years().await.unwrap().is_empty());
    for format in [Format::Docx, Format::Xlsx, Format::Html, Format::Json] {
        assert!(!render(report.clone(), format).await.unwrap().is_empty());
    }
});

on_both!(what_no_ledger_tells_is_no_nought_until_somebody_says_so, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    let on = day("2026-01-12");
    bureau.office.open_annual_report(&clerk(), on, 2025, None).await.unwrap();
    let missing = page(&bureau, 2025).await.whole.compiled.missing();
    assert!(missing.contains(&cell("proactive.penalties.decisions")), "{missing:?}");
    let penalty = (Ledger::Decisions, Some(ledger::Kind::Penalty));
    let table = "决定书文号,案由,处罚决定日期\n澜环罚〔2025〕1号,超标排放,2025-03-05\n";
    let read = bureau.office.read_ledger_table(penalty.0, penalty.1, table.as_bytes(), "2025.csv").unwrap();
    bureau.office.take_ledger_table(&officer(Duty::Handler), penalty.0, "2025.csv", read.import).await.unwrap();
    let known = page(&bureau, 2025).await.whole;
    assert_eq!(known.report.tables.counted(cell("proactive.penalties.decisions")), Some(1.into()));
    let left = known.compiled.missing();
    assert_eq!(left.len(), missing.len() - 1, "{left:?}");

    // Several figures at once are one step: all of them or none.
    let declare = |figures: Vec<_>| Step::DeclareAll { on, figures, source: "各科室报送".into() };
    let before = page(&bureau, 2025).await.version;
    let broken = declare(vec![(left[0], 3.into()), (cell("requests.received.total"), 1.into())]);
    assert!(step(&bureau, Duty::OpenGovernmentOffice, 2025, broken).await.is_err());
    assert_eq!(page(&bureau, 2025).await.version, before);
    step(&bureau, Duty::OpenGovernmentOffice, 2025, declare(left.iter().map(|cell| (*cell, 3.into())).collect()))
        .await
        .unwrap();
    let all = page(&bureau, 2025).await;
    assert!(all.whole.compiled.missing().is_empty());
    assert_eq!(all.version, before + left.len());
});

on_both!(the_head_of_a_section_reads_the_report_that_waits_for_him, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    bureau.office.open_annual_report(&clerk(), day("2026-01-12"), 2025, None).await.unwrap();
    assert!(bureau.office.annual_report_page(&officer(Duty::UnitHead), 2025).await.is_ok());
    assert!(bureau.office.annual_report_page(&officer(Duty::Handler), 2025).await.is_err(), "nothing there is his");
});

on_both!(no_text_with_a_mark_of_secrecy_is_kept, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    let on = day("2026-01-12");
    bureau.office.open_annual_report(&clerk(), on, 2025, None).await.unwrap();
    let write = |text: &str| Step::WriteNarrative { on, section: 1, text: text.into() };
    let refused = step(&bureau, Duty::OpenGovernmentOffice, 2025, write("机密★20年")).await;
    assert!(matches!(refused, Err(ReportFailed::Refused(Refusal::SecrecyMark(1)))), "{refused:?}");
    step(&bureau, Duty::OpenGovernmentOffice, 2025, write("身份证号码11010519491231002X")).await.unwrap();
    let found = page(&bureau, 2025).await.screened;
    assert_eq!(found.iter().map(|one| one.place.as_str()).collect::<Vec<_>>(), ["第一部分第1段"]);
});

on_both!(a_number_opens_the_file_behind_it, async |place: Place| {
    let bureau = published(place).await;
    let behind = bureau.office.files_behind(&clerk(), 2025, cell("requests.total.total"), None, 50).await.unwrap();
    let [(counted, row)] = &behind.files[..] else { panic!("{behind:?}") };
    assert_eq!((counted.row.as_str(), counted.column.as_str()), ("granted", "natural_person"));
    assert_eq!(row.as_ref().and_then(|row| row.serial), Some(1));
    assert_eq!(behind.next, None);
    let none = bureau.office.files_behind(&clerk(), 2025, cell("requests.carried_in.total"), None, 50).await.unwrap();
    assert!(none.files.is_empty());
    let administrator = officer(Duty::SystemAdministrator);
    let refused = bureau.office.files_behind(&administrator, 2025, cell("requests.total.total"), None, 50).await;
    assert!(matches!(refused, Err(ReportFailed::Office(Failed::NotForYou(_)))));
});

on_both!(what_comes_in_late_shows_as_a_difference_until_it_is_corrected, async |place: Place| {
    let bureau = published(place).await;
    bureau.on("2026-02-10");
    registered(&bureau, "2025-12-30").await; // it had lain in a drawer
    let seen = page(&bureau, 2025).await;
    let changed: Vec<_> =
        seen.differences.iter().map(|one| casework::annual_report::figure::name_of(one.cell)).collect();
    let expected = ["received.natural_person", "received.total", "carried_out.natural_person", "carried_out.total"];
    assert_eq!(changed, expected.map(|name| format!("requests.{name}")));
    let frozen = bureau.office.yearbook(OURS).published(2025, None).await.unwrap();
    assert_eq!(
        frozen.report.tables.counted(cell("requests.received.total")),
        Some(1.into()),
        "what is published stays"
    );

    let on = day("2026-02-10");
    let correct = Step::Correct { on, reason: "补登记2025年12月30日收到的申请1件".into() };
    let refused = step(&bureau, Duty::OpenGovernmentOffice, 2025, correct.clone()).await;
    assert!(matches!(refused, Err(ReportFailed::Refused(Refusal::NotYours(act::Act::Correct)))));
    step(&bureau, Duty::OpenGovernmentOfficeHead, 2025, correct).await.unwrap();
    approved(&bureau, "2026-02-10").await;
    step(&bureau, Duty::OpenGovernmentOffice, 2025, Step::Publish { on }).await.unwrap();

    let newest = bureau.office.yearbook(OURS).published(2025, None).await.unwrap();
    assert_eq!((newest.version, newest.versions.len()), (2, 2));
    assert_eq!(newest.report.tables.counted(cell("requests.received.total")), Some(2.into()));
    let correction = newest.versions[1].correction.clone().unwrap();
    assert_eq!(correction.cells.len(), 4);
    assert_eq!(correction.reason.as_str(), "补登记2025年12月30日收到的申请1件");
    let first = bureau.office.yearbook(OURS).published(2025, Some(1)).await.unwrap();
    assert_eq!(first.report, frozen.report, "the old version stays readable");
    assert_eq!(page(&bureau, 2025).await.differences, []);
    for version in [0, 3] {
        let missing = bureau.office.yearbook(OURS).published(2025, Some(version)).await;
        assert!(matches!(missing, Err(ReportFailed::Office(Failed::NotFound))));
    }
});

on_both!(a_fact_that_comes_between_approval_and_publication_is_looked_at_first, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    bureau.office.open_annual_report(&clerk(), day("2026-01-12"), 2025, None).await.unwrap();
    written(&bureau, "2026-01-12").await;
    approved(&bureau, "2026-01-12").await;
    registered(&bureau, "2025-12-30").await;
    let refused = step(&bureau, Duty::OpenGovernmentOffice, 2025, Step::Publish { on: day("2026-01-12") }).await;
    assert!(
        matches!(&refused, Err(ReportFailed::Refused(Refusal::ChangedSince { cells, texts: 0 })) if cells.len() == 4)
    );
    step(&bureau, Duty::OpenGovernmentOffice, 2025, Step::TakeBack { on: day("2026-01-12") }).await.unwrap();
    approved(&bureau, "2026-01-12").await;
    step(&bureau, Duty::OpenGovernmentOffice, 2025, Step::Publish { on: day("2026-01-12") }).await.unwrap();
});

on_both!(what_a_person_states_stands_beside_what_the_record_counts, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    registered(&bureau, "2025-06-09").await;
    bureau.office.open_annual_report(&clerk(), day("2025-06-09"), 2025, None).await.unwrap();
    let received = cell("requests.received.natural_person");
    let declare = |figure: u64, source: &str| Step::Declare {
        on: day("2025-06-09"),
        cell: received,
        figure: figure.into(),
        source: source.into(),
    };
    step(&bureau, Duty::OpenGovernmentOffice, 2025, declare(4, "上线前纸质登记簿")).await.unwrap();
    let seen = page(&bureau, 2025).await;
    let one = seen.whole.compiled.cell(received).unwrap();
    assert_eq!(seen.whole.compiled.origin(received), Some(Origin::Differs));
    assert_eq!((one.computed, one.effective()), (Some(1.into()), Some(4.into())));
    assert_eq!(one.declared.as_ref().unwrap().source.as_str(), "上线前纸质登记簿");
    assert!(!seen.verdict.is_clean(), "four came in and only one is pending");
    let personal = step(&bureau, Duty::OpenGovernmentOffice, 2025, declare(4, "张三13800001234")).await;
    assert!(matches!(personal, Err(ReportFailed::Note(_))));
    let withdraw = Step::WithdrawDeclaration { on: day("2025-06-09"), cell: received };
    step(&bureau, Duty::OpenGovernmentOffice, 2025, withdraw).await.unwrap();
    assert!(page(&bureau, 2025).await.verdict.is_clean());
});

/// Last year's report, as it was published elsewhere, with so many applications carried out.
fn last_year(carried_out: u64) -> Report {
    let edition = Edition::Of2021;
    let mut report = Report { edition: Some(edition), year: Some(2024), ..Report::default() };
    report.agency = Some("云州市澜江生态环境局".into());
    report.tables = edition.form().cells().map(|id| (id, Cell::number(0))).collect();
    for row in ["received", "carried_out"] {
        for column in ["enterprise", "total"] {
            report.tables.set(cell(&format!("requests.{row}.{column}")), Cell::number(carried_out));
        }
    }
    report.tables.set(cell("proactive.licences.decisions"), Cell::number(20));
    report.narrative.sections = [1_u8, 2, 3, 4, 5, 6]
        .map(|number| {
            let heading = edition.form().numbered_heading(number);
            Section { number, heading, paragraphs: vec![format!("第{number}部分正文。")] }
        })
        .into();
    report
}

async fn imported(bureau: &Bureau, report: Report) -> Result<FileId, ReportFailed> {
    let (on, source) = (bureau.office.today(), "门户网站2024年度报告页面".into());
    bureau.office.import_annual_report(&clerk(), Import { on, year: 2024, report, source }).await
}

on_both!(this_year_is_held_against_what_last_year_said, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    imported(&bureau, last_year(2)).await.unwrap();
    let again = imported(&bureau, last_year(2)).await;
    assert!(matches!(again, Err(ReportFailed::Refused(Refusal::AlreadyOpened))));
    let other = imported(&bureau, Report { year: Some(2023), ..last_year(2) }).await;
    assert!(matches!(other, Err(ReportFailed::OtherYear { asked: 2024, found: 2023 })));
    bureau.office.open_annual_report(&clerk(), day("2026-01-12"), 2025, None).await.unwrap();
    let rules: Vec<_> = page(&bureau, 2025).await.verdict.violations.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [Rule::E7, Rule::E7], "the two of last year are not in this record");
    written(&bureau, "2026-01-12").await;
    let submit = |why: Option<&str>| Step::Submit { on: day("2026-01-12"), carried_in_differs: why.map(str::to_owned) };
    let refused = step(&bureau, Duty::OpenGovernmentOffice, 2025, submit(None)).await;
    assert!(matches!(refused, Err(ReportFailed::Refused(Refusal::CarriedInUnexplained))));
    step(&bureau, Duty::OpenGovernmentOffice, 2025, submit(Some("上年2件已移交市局办理"))).await.unwrap();
});

on_both!(an_imported_report_is_corrected_in_just_what_was_wrong, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    let original = last_year(2);
    imported(&bureau, original.clone()).await.unwrap();
    let frozen = bureau.office.yearbook(OURS).published(2024, None).await.unwrap().report;
    assert_eq!(frozen, original, "it is kept as it was published");
    let on = day("2026-01-12");
    let correct = Step::Correct { on, reason: "许可件数少计1件".into() };
    step(&bureau, Duty::OpenGovernmentOfficeHead, 2024, correct).await.unwrap();
    let licences = cell("proactive.licences.decisions");
    let declare = Step::Declare { on, cell: licences, figure: 21.into(), source: "行政审批科台账".into() };
    step(&bureau, Duty::OpenGovernmentOffice, 2024, declare).await.unwrap();
    let submit = Step::Submit { on, carried_in_differs: None };
    step(&bureau, Duty::OpenGovernmentOffice, 2024, submit).await.unwrap();
    for (duty, level) in [
        (Duty::OpenGovernmentOfficeHead, Level::UnitHead),
        (Duty::DeputyHead, Level::DeputyHead),
        (Duty::Head, Level::Head),
    ] {
        step(&bureau, duty, 2024, Step::Review { on, level, returned: None }).await.unwrap();
    }
    step(&bureau, Duty::OpenGovernmentOffice, 2024, Step::Publish { on }).await.unwrap();
    let newest = bureau.office.yearbook(OURS).published(2024, None).await.unwrap();
    let correction = newest.versions[1].correction.clone().unwrap();
    assert_eq!((correction.cells, correction.sections.len()), ([licences].into(), 0));
});

on_both!(findings_come_while_the_text_is_typed_and_nothing_is_written, async |place: Place| {
    let bureau = published(place).await;
    let version = page(&bureau, 2025).await.version;
    let typed = [(1, "（二）依申请公开。全年收到政府信息公开申请5件。".to_owned())].into();
    let verdict = bureau.office.check_narrative(&clerk(), 2025, &typed).await.unwrap();
    assert!(verdict.warnings.iter().any(|finding| finding.rule == Rule::W4), "{:?}", verdict.warnings);
    assert_eq!(page(&bureau, 2025).await.version, version);
});

on_both!(two_clerks_and_a_double_click, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    let on = day("2026-01-12");
    let file = bureau.office.open_annual_report(&clerk(), on, 2025, None).await.unwrap();
    let again = bureau.office.open_annual_report(&clerk(), on, 2025, None).await;
    assert!(matches!(again, Err(ReportFailed::Refused(Refusal::AlreadyOpened))));
    let write = |text: &str| Step::WriteNarrative { on, section: 1, text: text.into() };
    let command = |version, step| Command { file: file.clone(), version, key: CommandKey::random(), step };
    let first = command(1, write("第一稿。"));
    assert_eq!(bureau.office.take_report_step(&clerk(), first.clone()).await.unwrap(), 2);
    assert_eq!(bureau.office.take_report_step(&clerk(), first).await.unwrap(), 2, "a double click");
    let late = bureau.office.take_report_step(&clerk(), command(1, write("另一稿。"))).await;
    assert!(matches!(late, Err(ReportFailed::Office(Failed::Conflict { now: 2 }))));
    let same = bureau.office.take_report_step(&clerk(), command(2, write(" 第一稿。\r\n"))).await.unwrap();
    assert_eq!(same, 2, "the same text once more is no fact");
});

on_both!(a_case_counts_in_table_four_and_opens_from_it, async |place: Place| {
    let bureau = Bureau::open(place, "2026-01-12").await;
    bureau.office.open_annual_report(&clerk(), day("2026-01-12"), 2025, None).await.unwrap();
    let case = |ended| RemedyCase::new(Kind::LitigationDirect, Role::OriginalAct, day("2025-11-04"), ended).unwrap();
    let handler = bureau.office.keep_remedy_case(&officer(Duty::Handler), Seen::nothing(), case(None), None, "").await;
    assert!(matches!(handler, Err(ReportFailed::NotYours(_))));
    let lawyer = officer(Duty::LegalReviewer);
    let id = bureau
        .office
        .keep_remedy_case(&lawyer, Seen::nothing(), case(None), None, "（2025）云0902行初12号")
        .await
        .unwrap();
    let figure = async |name: &str| page(&bureau, 2025).await.whole.report.tables.counted(cell(name));
    assert_eq!(figure("remedies.litigation_direct.pending").await, Some(1.into()));
    assert_eq!(figure("remedies.litigation_direct.total").await, Some(1.into()));
    let total = cell("remedies.litigation_direct.total");
    let behind = bureau.office.files_behind(&clerk(), 2025, total, None, 50).await.unwrap();
    assert_eq!(behind.cases.iter().map(|row| row.row.note.as_str()).collect::<Vec<_>>(), ["（2025）云0902行初12号"]);
    let ended = Some(Ended { on: day("2025-12-30"), result: Ending::Upheld });
    bureau.office.keep_remedy_case(&lawyer, Seen { id, version: 1 }, case(ended), None, "").await.unwrap();
    assert_eq!(figure("remedies.litigation_direct.upheld").await, Some(1.into()));
    assert_eq!(bureau.office.remedy_cases(&clerk(), 2025).await.unwrap().len(), 1);
});

/// What is frozen is the published shape, which must hold a report whole: digits, notes, blanks, headings.
#[test]
fn a_frozen_report_is_read_as_it_was() {
    let mut report = last_year(3);
    report
        .tables
        .set(cell("proactive.fees.amount"), Cell::number("59237.2449".parse::<rust_decimal::Decimal>().unwrap()));
    report.tables.set(cell("proactive.regulations.made"), Cell::blank());
    report.narrative.preface = vec!["统计期限：2024年1月1日至12月31日。".into()];
    let text = json::to_text(&report, &law::report::Verdict::default());
    assert_eq!(json::from_json(&text).unwrap(), report);
}
