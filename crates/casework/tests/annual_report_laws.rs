//! Whatever applications, cases and statements there are: the compiled report is right by every rule that adds up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use law::calendar::Day;
use law::report::{CellId, Edition, Narrative, Report, Rule, Table, check, check_with_previous};
use law::request::outcome::Outcome;
use law::request::receipt::Channel;
use law::request::reply::ReplyKind;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use casework::annual_report::compile::{Figures, NoPlace, compile, figures};
use casework::annual_report::figure::{LARGEST, fits, is_sum};
use casework::annual_report::note::Note;
use casework::annual_report::state::Declared;
use casework::entry::{Author, Entry};
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use casework::request::Request;
use casework::request::counted::counted;
use casework::request::facts::{Applicant, Arrival, Fact, Level, Reply, Service};
use casework::sealed::Sealed;
use casework::who::Account;

const YEARS: [i16; 4] = [2019, 2020, 2021, 2022];

fn sealed() -> Sealed {
    Sealed::new("v-1", &"0a".repeat(32)).expect("it has the form of a reference")
}

/// An application received on one day and, perhaps, answered on another, in any row that a step can reach.
fn request() -> impl Strategy<Value = Request> {
    let rows: Vec<Outcome> = Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::Other).collect();
    let answered = prop::option::weighted(0.8, (0_i64..400, select(rows)));
    (select(Applicant::ALL.to_vec()), 0_i64..1461, answered).prop_map(|(applicant, start, answered)| {
        let on = Day::constant(2019, 1, 1).checked_add(start.days()).expect("within the calendar");
        let arrival = Arrival { handed_in: Some(on), ..Arrival::default() };
        let (person, words) = (sealed(), sealed());
        let mut facts = vec![Fact::Registered { on, channel: Channel::Counter, arrival, applicant, person, words }];
        if let Some((later, outcome)) = answered {
            let signed_on = on.checked_add(later.days()).expect("within the calendar");
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
        Request::of(facts.into_iter().map(|fact| Entry { by: Author::Account(Account(1)), fact }))
    })
}

fn case() -> impl Strategy<Value = RemedyCase> {
    let ended = prop::option::of((0_i64..900, select(Ending::ALL.to_vec())));
    (select(Kind::ALL.to_vec()), select(Role::ALL.to_vec()), 0_i64..1461, ended).prop_map(
        |(kind, role, start, ended)| {
            let from = Day::constant(2019, 1, 1).checked_add(start.days()).expect("within the calendar");
            let day = |later: i64| from.checked_add(later.days()).expect("within the calendar");
            let ended = ended.map(|(later, result)| Ended { on: day(later), result });
            RemedyCase::new(kind, role, from, ended).expect("it ends after it begins")
        },
    )
}

fn computed(year: i16, requests: &[Request], cases: &[RemedyCase]) -> Figures {
    let counted = requests.iter().flat_map(|request| counted(request, year));
    let cells = counted.map(|one| CellId { table: Table::Requests, row: one.row, column: one.column });
    let cases = cases.iter().filter_map(|case| case.cell(year));
    figures(cells.chain(cases).map(|cell| (cell, 1)))
}

fn report(
    year: i16,
    edition: Edition,
    computed: &Figures,
    declared: &BTreeMap<CellId, Declared>,
) -> Result<Report, NoPlace> {
    Ok(compile(year, edition, computed, declared)?.report("云州市澜江生态环境局", Narrative::default()))
}

fn broken(report: &Report) -> Vec<Rule> {
    check(report).violations.into_iter().map(|finding| finding.rule).collect()
}

/// A figure that a cell takes.
fn statement() -> impl Strategy<Value = (CellId, Declared)> {
    let cells: Vec<CellId> =
        Edition::ALL.into_iter().flat_map(|edition| edition.form().cells()).filter(|id| !is_sum(*id)).collect();
    let figure = prop_oneof![4 => 0..50_u64, 1 => Just(LARGEST)];
    (select(cells), figure).prop_map(|(cell, figure)| {
        let source = Note::new("台账").expect("a short line");
        let on = Day::constant(2023, 1, 5);
        (cell, Declared { figure: figure.into(), source, by: Author::Account(Account(1)), on })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn reports_from_records_alone_break_no_rule_and_follow_one_another(
        requests in prop::collection::vec(request(), 0..40),
        cases in prop::collection::vec(case(), 0..12),
    ) {
        let reports = YEARS.map(|year| {
            let computed = computed(year, &requests, &cases);
            report(year, Edition::of_year(year), &computed, &BTreeMap::new()).expect("the form of the year has every row")
        });
        for report in &reports {
            prop_assert_eq!(broken(report), Vec::<Rule>::new());
        }
        for pair in reports.windows(2) {
            let found = check_with_previous(&pair[1], &pair[0]).violations;
            prop_assert!(found.is_empty(), "{found:?}");
        }
    }

    #[test]
    fn the_older_form_holds_what_the_newer_one_holds(requests in prop::collection::vec(request(), 0..40)) {
        let computed = computed(2022, &requests, &[]);
        let of = |edition| report(2022, edition, &computed, &BTreeMap::new()).expect("the rows of 2021 fit both");
        let (older, newer) = (of(Edition::Of2019), of(Edition::Of2021));
        prop_assert_eq!(broken(&older), Vec::<Rule>::new());
        for column in &newer.form().requests.columns {
            let total = |report: &Report| {
                report.tables.counted(CellId { table: Table::Requests, row: "total", column: &column.code })
            };
            prop_assert_eq!(total(&older), total(&newer));
        }
    }

    #[test]
    fn whatever_people_state_only_the_balance_of_the_year_can_break(
        requests in prop::collection::vec(request(), 0..20),
        stated in prop::collection::btree_map(0..8_u8, statement(), 0..8),
    ) {
        let declared: BTreeMap<CellId, Declared> = stated.into_values().collect();
        prop_assert!(declared.iter().all(|(cell, one)| fits(*cell, one.figure).is_ok()));
        let computed = computed(2021, &requests, &[]);
        let report = report(2021, Edition::Of2021, &computed, &declared).expect("the form of the year has every row");
        prop_assert!(broken(&report).iter().all(|rule| *rule == Rule::E1), "sums follow from what is stated");
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(mut requests in prop::collection::vec(request(), 0..20)) {
        let forward = computed(2021, &requests, &[]);
        requests.reverse();
        prop_assert_eq!(forward, computed(2021, &requests, &[]));
    }
}

/// The laws above would say nothing of offices in which nothing happens.
#[test]
fn the_random_office_is_busy() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let requests: Vec<Request> =
        (0..400).map(|_| request().new_tree(&mut runner).expect("a request").current()).collect();
    let report =
        report(2021, Edition::Of2021, &computed(2021, &requests, &[]), &BTreeMap::new()).expect("its own form");
    for row in ["received", "carried_in", "total", "carried_out"] {
        let total = report.tables.counted(CellId { table: Table::Requests, row, column: "total" });
        assert!(total > Some(Decimal::ONE), "{row} {total:?}");
    }
}
