//! The tests speak in sentences: given these facts, when this step, then those facts or that refusal.

use law::calendar::{Calendar, Day, parse_day};
use law::report::{Cell, CellId, Edition, Report, Section};
use law::request::practice::Practice;
use law::request::situation::MiscRows;

use super::figure::cell_named;
use super::note::{Digest, Note};
use super::state::Declared;
use super::steps::CHAIN;
use super::{AnnualReport, Fact, Refusal};
use crate::context::{Context, ReviewChain};
use crate::entry::{Author, Entry};
use crate::who::{Account, Agency, Duty, Held, Viewer};

pub(crate) struct Given {
    facts: Vec<Fact>,
    writer: Account,
    today: Day,
    account: Account,
    duties: Vec<Duty>,
}

pub(crate) struct When {
    before: AnnualReport,
    result: Result<Vec<Fact>, Refusal>,
}

/// A report on which account 1 has written these facts. Whoever acts next is account 2, with every duty of the office.
pub(crate) fn given(facts: impl IntoIterator<Item = Fact>) -> Given {
    let duties = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
    let facts: Vec<Fact> = facts.into_iter().collect();
    let today = facts.last().map_or(day("2026-01-05"), Fact::on);
    Given { facts, writer: Account(1), today, account: Account(2), duties }
}

pub(crate) fn nothing() -> [Fact; 0] {
    []
}

impl Given {
    pub(crate) fn today(self, today: &str) -> Given {
        Given { today: day(today), ..self }
    }

    pub(crate) fn by(self, duty: Duty) -> Given {
        Given { duties: vec![duty], ..self }
    }

    pub(crate) fn written_by(self, writer: Account) -> Given {
        Given { writer, ..self }
    }

    pub(crate) fn then_by(self, account: Account) -> Given {
        Given { account, ..self }
    }

    pub(crate) fn when<S>(
        self,
        step: impl FnOnce(&AnnualReport, S, &Context<'_>, &Viewer) -> Result<Vec<Fact>, Refusal>,
        input: S,
    ) -> When {
        let before = AnnualReport::of(self.facts.into_iter().map(by(self.writer.0)));
        let viewer = with_duties(self.account, &self.duties);
        let result = under(self.today, |cx| step(&before, input, cx, &viewer));
        When { before, result }
    }
}

impl When {
    #[track_caller]
    pub(crate) fn facts(self, expected: impl IntoIterator<Item = Fact>) {
        assert_eq!(self.result, Ok(expected.into_iter().collect()));
    }

    #[track_caller]
    pub(crate) fn refused(self, expected: Refusal) {
        assert_eq!(self.result, Err(expected));
    }

    #[track_caller]
    pub(crate) fn refusal(self) -> Refusal {
        self.result.expect_err("the step is refused")
    }

    pub(crate) fn result(self) -> Result<Vec<Fact>, Refusal> {
        self.result
    }

    pub(crate) fn before(&self) -> &AnnualReport {
        &self.before
    }

    /// The report after the step.
    #[track_caller]
    pub(crate) fn then(&self) -> AnnualReport {
        let mut after = self.before.clone();
        for fact in self.result.clone().expect("the step is taken") {
            after.evolve(by(2)(fact));
        }
        after
    }
}

pub(crate) fn under<T>(today: Day, test: impl FnOnce(&Context<'_>) -> T) -> T {
    test(&Context {
        agency: Agency(1),
        today,
        calendar: Calendar::national(),
        practice: &Practice::default(),
        misc_rows: &MiscRows::default(),
        review_chain: &ReviewChain::default(),
    })
}

pub(crate) fn with_duties(account: Account, duties: &[Duty]) -> Viewer {
    let held = duties.iter().map(|duty| Held { duty: *duty, from: day("2019-01-01"), to: None });
    Viewer::new(account, Agency(1), held.collect()).unwrap()
}

pub(crate) fn by(account: u64) -> impl Fn(Fact) -> Entry<Fact> {
    move |fact| Entry { by: Author::Account(Account(account)), fact }
}

pub(crate) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(crate) fn note(words: &str) -> Note {
    Note::new(words).unwrap()
}

pub(crate) fn digest(number: u8) -> Digest {
    Digest::new(&format!("{number:02x}").repeat(32)).unwrap()
}

pub(crate) fn cell(name: &str) -> CellId {
    cell_named(name).unwrap_or_else(|| panic!("{name} is no cell"))
}

/// The report of 2025, in its form.
pub(crate) fn opened(on: &str) -> Fact {
    Fact::Opened { on: day(on), year: 2025, edition: Edition::Of2021 }
}

pub(crate) fn imported(on: &str) -> Fact {
    let (year, edition, source) = (2024, Edition::Of2021, note("门户网站2024年度报告页面"));
    Fact::Imported { on: day(on), year, edition, digest: digest(7), source }
}

pub(crate) fn with_figure(on: &str, name: &str, figure: &str) -> Fact {
    let figure = figure.parse().unwrap();
    Fact::CellDeclared { on: day(on), cell: cell(name), figure, source: note("行政审批科台账") }
}

/// What somebody has stated, as the state keeps it.
pub(crate) fn declared(name: &str, figure: &str) -> (CellId, Declared) {
    let (figure, source) = (figure.parse().unwrap(), note("行政审批科台账"));
    (cell(name), Declared { figure, source, by: Author::Account(Account(1)), on: day("2026-01-06") })
}

/// Opened and handed in on one day, as the whole of digest 1.
pub(crate) fn submitted(on: &str) -> Vec<Fact> {
    let submitted = Fact::Submitted { on: day(on), digest: digest(1), chain: CHAIN.to_vec(), carried_in_differs: None };
    vec![opened(on), submitted]
}

pub(crate) fn approvals(on: &str) -> Vec<Fact> {
    CHAIN.map(|level| Fact::ReviewApproved { on: day(on), level }).to_vec()
}

pub(crate) fn approved(on: &str) -> Vec<Fact> {
    [submitted(on), approvals(on)].concat()
}

pub(crate) fn published(on: &str) -> Vec<Fact> {
    let published = Fact::Published { on: day(on), digest: digest(1), position: None };
    [approved(on), vec![published]].concat()
}

/// Published as digest 1, reopened, and approved once more.
pub(crate) fn correcting(on: &str) -> Vec<Fact> {
    let reopened = Fact::CorrectionOpened { on: day(on), reason: note("许可件数少计1件") };
    [published(on), vec![reopened], submitted(on).split_off(1), approvals(on)].concat()
}

/// A complete report whose figures are all nought.
pub(crate) fn whole(year: i16, edition: Edition) -> Report {
    let mut report = Report { edition: Some(edition), year: Some(year), ..Report::default() };
    report.agency = Some("云州市澜江生态环境局".into());
    report.tables = edition.form().cells().map(|id| (id, Cell::number(0))).collect();
    report.narrative.sections = (edition.form().sections.iter())
        .map(|heading| Section {
            number: heading.number,
            heading: heading.heading.clone(),
            paragraphs: vec![format!("{}。", heading.heading)],
        })
        .collect();
    report
}

/// One fact of each kind, as the golden file of payloads has them.
pub(crate) fn one_of_each() -> Vec<Fact> {
    let on = day("2026-01-12");
    vec![
        opened("2026-01-12"),
        imported("2026-01-12"),
        with_figure("2026-01-12", "proactive.fees.amount", "59237.2449"),
        Fact::DeclarationWithdrawn { on, cell: cell("proactive.fees.amount") },
        Fact::NarrativeWritten { on, section: 1, digest: digest(2) },
        Fact::Submitted {
            on,
            digest: digest(1),
            chain: CHAIN.to_vec(),
            carried_in_differs: Some(note("上年1件申请人类型更正")),
        },
        Fact::TakenBack { on },
        Fact::ReviewApproved { on, level: CHAIN[1] },
        Fact::ReviewReturned { on, level: CHAIN[2], reason: note("第五部分与上年雷同") },
        Fact::Published { on, digest: digest(1), position: Some(812) },
        Fact::SentToSupervisor { on },
        Fact::CorrectionOpened { on, reason: note("许可件数少计1件") },
        Fact::Corrected {
            on,
            digest: digest(3),
            cells: [cell("proactive.licences.decisions"), cell("requests.granted.other")].into(),
            sections: [0, 1].into(),
            reason: note("许可件数少计1件"),
            position: None,
        },
    ]
}
