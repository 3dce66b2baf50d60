//! Licences, penalties and coercive measures: each a publication and a row of the ledger under one number. And services,
//! which are rows alone.

use std::sync::LazyLock;

use casework::ledger::Kind;
use casework::ledger::row::{Decision, Row};
use casework::publication::facts::{Channel, Genre, Scope};
use law::calendar::{Day, parse_day};
use serde::Deserialize;

use super::dice::{Dice, hundredths, tenths, thousandths};
use super::words::{Company, Filling, NAMES, date, shipped};
use super::{Planned, days_later, later, working, working_before};

#[derive(Deserialize)]
struct File {
    licence: Licences,
    penalty: Penalties,
    coercive: Licences,
    service: Vec<Service>,
}

#[derive(Deserialize)]
struct Licences {
    item: String,
    number: String,
    kinds: Vec<LicenceKind>,
}

#[derive(Deserialize)]
struct LicenceKind {
    item: String,
    share: usize,
    title: String,
    body: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Penalties {
    item: String,
    number: String,
    title: String,
    body: Vec<Vec<String>>,
    kinds: Vec<PenaltyKind>,
    words: PenaltyWords,
}

#[derive(Deserialize)]
struct PenaltyKind {
    short: String,
    item: String,
    fact: String,
    law: String,
    basis: String,
    fine: [i64; 2],
    weight: usize,
    /// The last year in which the quoted law was in force as quoted.
    until: Option<i16>,
}

#[derive(Deserialize)]
struct PenaltyWords {
    pleas: Vec<String>,
}

/// One of 其他对外管理服务事项.
#[derive(Deserialize)]
pub(super) struct Service {
    pub(super) item: String,
    pub(super) code: String,
    share: usize,
    /// The last day on the list, without its year.
    pub(super) until: Option<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| shipped(include_str!("text/decisions.toml")));

/// How much of a full year.
pub(super) struct Shares {
    licences: usize,
    penalties: usize,
    coercive: usize,
}

impl Shares {
    /// The year of the printed report.
    pub(super) const WHOLE: Shares = Shares { licences: 20, penalties: 67, coercive: 46 };
    /// A year to look at.
    pub(super) const PART: Shares = Shares { licences: 8, penalties: 16, coercive: 6 };
}

/// The decisions of a year.
pub(super) struct Decided {
    pub(super) publications: Vec<Planned>,
    pub(super) rows: Vec<Row>,
    /// The approvals of environmental impact reports, for the notices that go before.
    pub(super) approvals: Vec<Approval>,
}

/// An approval of an environmental impact report.
pub(super) struct Approval {
    pub(super) on: Day,
    pub(super) filling: Filling,
}

pub(super) fn of_year(year: i16, shares: &Shares) -> Decided {
    let mut decided = Decided { publications: Vec::new(), rows: Vec::new(), approvals: Vec::new() };
    licences(year, shares.licences, &mut decided);
    penalties(year, shares.penalties, &mut decided);
    coercive(year, shares.coercive, &mut decided);
    decided
}

/// The first `many` days of decision, spread over the working days of a year between two of its days.
fn days(year: i16, many: usize, from: (i8, i8), to: (i8, i8)) -> Vec<Day> {
    let (from, to) = (Day::constant(year, from.0, from.1), Day::constant(year, to.0, to.1));
    let span = i64::from((to - from).get_days());
    let step = |number: usize| {
        let (number, many) = (i64::try_from(number).expect("few"), i64::try_from(many.max(2)).expect("few"));
        working_before(days_later(from, span * number / (many - 1)))
    };
    (0..many).map(step).collect()
}

fn licences(year: i16, many: usize, decided: &mut Decided) {
    let file = &FILE.licence;
    // One of each kind in turn, so that a part of a year has several, too.
    let mut left: Vec<usize> = file.kinds.iter().map(|kind| kind.share).collect();
    let companies = Company::some(year, "licence", many);
    let days = days(year, many, (2, 26), (12, 17));
    for (number, (company, on)) in (1..).zip(companies.iter().zip(days)) {
        // The first kind has the most; every third decision is of another.
        let other = (number % 3 == 0).then(|| (1..left.len()).find(|kind| left[*kind] > 0)).flatten();
        let kind = other.or_else(|| (0..left.len()).find(|kind| left[*kind] > 0)).unwrap_or(0);
        left[kind] = left[kind].saturating_sub(1);
        let said = &file.kinds[kind];
        let mut dice = Dice::of(&format!("{year}/licence/{number}"));
        let money = dice.between(600, 28_000);
        let filling = company
            .filling()
            .with("form", if money > 12_000 { "书" } else { "表" })
            .with("money", money)
            .with("part", money * dice.between(3, 9) / 100)
            .with("plant", dice.one(&NAMES.rivers.plants))
            .with("cod", hundredths(dice.between(12, 480)))
            .with("nh3", thousandths(dice.between(8, 460)))
            .with("voc", thousandths(dice.between(20, 1900)))
            .with("n1", dice.between(2, 5));
        let numbered = Filling::default().with("year", year).with("n", number).fill(&file.number);
        let delay = u16::try_from(dice.between(1, 5)).expect("a small number");
        if kind == 0 {
            decided.approvals.push(Approval { on, filling: filling.clone() });
        }
        decided.publications.push(Planned {
            formed_on: on,
            published_on: later(on, delay),
            unit: "eia",
            item: file.item.parse().expect("an item of the catalogue (tested)"),
            genre: Genre::LicenceDecision,
            scope: Scope::Unit,
            document_number: Some(numbered.clone()),
            channels: [Channel::Platform].into(),
            title: filling.fill(&said.title),
            body: filling.body(&said.body, &mut dice),
        });
        decided.rows.push(row(Kind::Licence, numbered, &said.item, "行政审批科", on));
    }
}

fn penalties(year: i16, many: usize, decided: &mut Decided) {
    let file = &FILE.penalty;
    let kinds: Vec<&PenaltyKind> =
        file.kinds.iter().filter(|kind| kind.until.is_none_or(|until| year <= until)).collect();
    let weighted: Vec<&PenaltyKind> = kinds.iter().flat_map(|kind| std::iter::repeat_n(*kind, kind.weight)).collect();
    let order = Dice::of(&format!("{year}/penalty/kinds")).mixed(&weighted);
    let companies = Company::some(year, "penalty", many);
    let days = days(year, many, (1, 14), (12, 19));
    for (number, ((company, on), kind)) in (1..).zip(companies.iter().zip(days).zip(order.iter().cycle())) {
        let mut dice = Dice::of(&format!("{year}/penalty/{number}"));
        let told = working_before(days_later(on, -dice.between(10, 18)));
        let seen = working_before(days_later(told, -dice.between(20, 60)));
        let fine = dice.between(kind.fine[0] / 1000, kind.fine[1] / 1000) * 1000;
        let filling = company
            .filling()
            .with("short", &kind.short)
            .with("fact", &kind.fact)
            .with("law", &kind.law)
            .with("basis", &kind.basis)
            .with("fine", fine)
            .with("date", date(seen))
            .with("told", date(told))
            .with("plea", dice.one(&file.words.pleas))
            .with("times", tenths(dice.between(3, 18)))
            .with("n", dice.between(3, 9));
        let numbered = Filling::default().with("year", year).with("n", number).fill(&file.number);
        let delay = u16::try_from(dice.between(1, 6)).expect("a small number");
        decided.publications.push(Planned {
            formed_on: on,
            published_on: later(on, delay),
            unit: "brigade",
            item: file.item.parse().expect("an item of the catalogue (tested)"),
            genre: Genre::PenaltyDecision,
            scope: Scope::Unit,
            document_number: Some(numbered.clone()),
            channels: [Channel::Platform].into(),
            title: filling.fill(&file.title),
            body: filling.body(&file.body, &mut dice),
        });
        decided.rows.push(row(Kind::Penalty, numbered, &kind.item, "生态环境综合行政执法大队", on));
    }
}

fn coercive(year: i16, many: usize, decided: &mut Decided) {
    let file = &FILE.coercive;
    let kinds: Vec<&LicenceKind> = file.kinds.iter().flat_map(|kind| std::iter::repeat_n(kind, kind.share)).collect();
    let order = Dice::of(&format!("{year}/coercive/kinds")).mixed(&kinds);
    let facts: Vec<&PenaltyKind> =
        FILE.penalty.kinds.iter().filter(|kind| kind.until.is_none_or(|until| year <= until)).collect();
    let companies = Company::some(year, "coercive", many);
    let days = days(year, many, (1, 8), (12, 12));
    for (number, ((company, on), kind)) in (1..).zip(companies.iter().zip(days).zip(order.iter().cycle())) {
        let mut dice = Dice::of(&format!("{year}/coercive/{number}"));
        // What may be sealed is what runs and pollutes.
        let fact = &dice.one(&facts[..facts.len().min(6)]).fact;
        let filling = company
            .filling()
            .with("fact", fact)
            .with("date", date(on))
            .with("section", dice.one(&NAMES.rivers.sections))
            .with("times", tenths(dice.between(3, 18)))
            .with("n", dice.between(3, 9))
            .with("n1", dice.between(1, 6));
        let numbered = Filling::default().with("year", year).with("n", number).fill(&file.number);
        let delay = u16::try_from(dice.between(2, 9)).expect("a small number");
        decided.publications.push(Planned {
            formed_on: on,
            published_on: later(on, delay),
            unit: "brigade",
            item: file.item.parse().expect("an item of the catalogue (tested)"),
            genre: Genre::CoerciveDecision,
            scope: Scope::Unit,
            document_number: Some(numbered.clone()),
            channels: [Channel::Platform].into(),
            title: filling.fill(&kind.title),
            body: filling.body(&kind.body, &mut dice),
        });
        decided.rows.push(row(Kind::CoerciveMeasure, numbered, &kind.item, "生态环境综合行政执法大队", on));
    }
}

/// What is done for people and firms beside licences: one row each, or one of every `part`.
pub(super) fn services(year: i16, part: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for service in &FILE.service {
        let mut dice = Dice::of(&format!("{year}/service/{}", service.code));
        for number in 1..=service.share / part {
            let on = working(days_later(Day::constant(year, 1, 2), dice.between(0, 355)));
            let numbered = format!("{}-{year}-{number:03}", service.code);
            rows.push(row(Kind::OtherService, numbered, &service.item, "行政审批科", on));
        }
    }
    rows
}

/// The items of which there are decisions, with their codes, for the list of powers: licences, coercive measures.
pub(super) fn items() -> (Vec<&'static str>, Vec<&'static str>, &'static [Service]) {
    let names = |kinds: &'static [LicenceKind]| kinds.iter().map(|kind| kind.item.as_str()).collect();
    (names(&FILE.licence.kinds), names(&FILE.coercive.kinds), &FILE.service)
}

fn row(kind: Kind, number: String, item: &str, unit: &str, on: Day) -> Row {
    Row::Decision(Decision { kind, number, item: item.to_owned(), unit: unit.to_owned(), on })
}

/// A day of a year from the two numbers of a file, such as `06-30`.
pub(super) fn day_of(year: i16, text: &str) -> Day {
    parse_day(&format!("{year}-{text}")).expect("a day of the shipped texts (tested)")
}
