//! 更正: a published report is found to be wrong. What was published stays; a new version is worked on.

use std::collections::BTreeMap;

use law::calendar::Day;

use super::in_order;
use crate::annual_report::act::Act;
use crate::annual_report::compile::Figures;
use crate::annual_report::figure::fits;
use crate::annual_report::note::{Digest, Note};
use crate::annual_report::state::Stage;
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::who::Viewer;

/// The beginning of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correct {
    /// The day.
    pub on: Day,
    /// Why; it is published with the corrected version.
    pub reason: Note,
    /// What an imported report holds, since neither records nor statements of this file do.
    pub taken_over: TakenOver,
}

/// Figures and texts of a report that was published elsewhere. Left aside where the newest version was made here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Its figures; sums are passed over.
    pub figures: Figures,
    /// Its texts by section, as they are kept.
    pub texts: BTreeMap<u8, Digest>,
}

/// Whether a correction may be begun.
pub fn may_correct(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Correct.by(by, cx)?;
    match report.stage() {
        _ if report.opened().is_none() => Err(Refusal::NotOpened),
        Stage::Published => Ok(()),
        Stage::InReview { .. } => Err(Refusal::InReview),
        Stage::Compiling | Stage::Approved { .. } => Err(Refusal::NotPublished),
    }
}

/// Begins a correction. An imported report is first restated cell by cell, so that only what is changed changes.
pub fn correct(report: &AnnualReport, step: Correct, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_correct(report, cx, by)?;
    let Correct { on, reason, taken_over } = step;
    in_order(on, report, cx)?;
    let mut facts = vec![Fact::CorrectionOpened { on, reason }];
    let opened = report.opened().ok_or(Refusal::NotOpened)?;
    if report.published().is_some_and(|newest| newest.imported) {
        let source = Note::new("原已发布的报告").expect("a short line without numbers");
        let cells = opened.edition.form().cells().filter_map(|cell| Some((cell, *taken_over.figures.get(&cell)?)));
        facts.extend(
            cells.filter(|(cell, figure)| fits(*cell, *figure).is_ok()).map(|(cell, figure)| Fact::CellDeclared {
                on,
                cell,
                figure: figure.normalize(),
                source: source.clone(),
            }),
        );
        let texts = taken_over.texts.into_iter();
        facts.extend(texts.map(|(section, digest)| Fact::NarrativeWritten { on, section, digest }));
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{cell, day, digest, given, imported, note, opened, published};
    use crate::who::Duty;

    fn wrong() -> Correct {
        let figures =
            [("requests.received.other", 3), ("requests.received.total", 3), ("proactive.licences.decisions", 20)];
        let figures = figures.map(|(name, figure)| (cell(name), figure.into()));
        let taken_over = TakenOver { figures: figures.into(), texts: [(1, digest(5))].into() };
        Correct { on: day("2026-02-10"), reason: note("许可件数少计1件"), taken_over }
    }

    #[test]
    fn what_was_published_stays_beside_the_correction() {
        let after = given(published("2026-01-12")).today("2026-02-10").when(correct, wrong()).then();
        assert_eq!((after.stage(), after.frozen().len()), (&Stage::Compiling, 1));
        assert_eq!(after.correcting(), Some(&note("许可件数少计1件")));
        assert!(after.declared().is_empty(), "the records still hold its figures");
    }

    #[test]
    fn an_imported_report_is_restated_so_that_only_what_is_wrong_changes() {
        let after = given([imported("2026-01-12")]).today("2026-02-10").when(correct, wrong()).then();
        let stated: Vec<_> = after.declared().keys().copied().collect();
        assert_eq!(stated, [cell("proactive.licences.decisions"), cell("requests.received.other")], "and no sum");
        assert_eq!(after.texts()[&1], digest(5));
    }

    #[test]
    fn only_the_offices_head_reopens_what_is_published() {
        given(published("2026-01-12"))
            .today("2026-02-10")
            .by(Duty::OpenGovernmentOffice)
            .when(correct, wrong())
            .refused(Refusal::NotYours(Act::Correct));
        given([opened("2026-01-12")]).today("2026-02-10").when(correct, wrong()).refused(Refusal::NotPublished);
    }
}
