//! What the tests of this kind of file speak of; how they speak, `crate::given` says.

use law::report::{Cell, CellId, Edition, Report, Section};

use super::figure::cell_named;
use super::note::{Digest, Note};
use super::state::Declared;
use super::steps::CHAIN;
use super::{AnnualReport, Fact, Refusal};
use crate::entry::Author;
use crate::who::Account;

pub(crate) use crate::given::{by, day, nothing, under, with_duties};

type Given = crate::given::Given<AnnualReport>;
pub(crate) type When = crate::given::When<AnnualReport, Refusal>;

/// A report on which account 1 has written these facts. Whoever acts next is account 2, with every duty of the office.
pub(crate) fn given(facts: impl IntoIterator<Item = Fact>) -> Given {
    Given::these(facts, "2026-01-05")
}

impl When {
    pub(crate) fn result(self) -> Result<Vec<Fact>, Refusal> {
        self.result
    }

    pub(crate) fn before(&self) -> &AnnualReport {
        &self.before
    }
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
