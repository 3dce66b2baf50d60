//! 填报数据: a person answers for a figure that the records do not give, or not rightly.

use law::calendar::Day;
use law::report::CellId;
use rust_decimal::Decimal;

use super::{compiling, in_order};
use crate::annual_report::act::Act;
use crate::annual_report::figure::fits;
use crate::annual_report::note::Note;
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::who::Viewer;

/// A figure and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declare {
    /// The day.
    pub on: Day,
    /// The cell; never a sum.
    pub cell: CellId,
    /// The figure.
    pub figure: Decimal,
    /// Where it comes from.
    pub source: Note,
}

/// The cell follows the records again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithdrawDeclaration {
    /// The day.
    pub on: Day,
    /// The cell.
    pub cell: CellId,
}

/// Whether figures may be stated now.
pub fn may_declare(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Declare.by(by, cx)?;
    compiling(report).map(|_| ())
}

/// States a figure; a second one takes the place of the first.
pub fn declare(report: &AnnualReport, step: Declare, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_declare(report, cx, by)?;
    let Declare { on, cell, figure, source } = step;
    in_order(on, report, cx)?;
    if !compiling(report)?.edition.form().cells().any(|known| known == cell) {
        return Err(Refusal::NoSuchCell(cell));
    }
    fits(cell, figure)?;
    Ok(vec![Fact::CellDeclared { on, cell, figure: figure.normalize(), source }])
}

/// Takes a figure back.
pub fn withdraw_declaration(
    report: &AnnualReport,
    step: WithdrawDeclaration,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_declare(report, cx, by)?;
    let WithdrawDeclaration { on, cell } = step;
    in_order(on, report, cx)?;
    if !report.declared().contains_key(&cell) {
        return Err(Refusal::NotDeclared(cell));
    }
    Ok(vec![Fact::DeclarationWithdrawn { on, cell }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{cell, day, given, note, opened, published, submitted, with_figure};
    use crate::who::{Account, Duty};

    fn stating(name: &str, figure: &str) -> Declare {
        let (on, figure) = (day("2026-01-06"), figure.parse().unwrap());
        Declare { on, cell: cell(name), figure, source: note("行政审批科台账") }
    }

    #[test]
    fn a_figure_has_a_person_and_a_source() {
        let after = given([opened("2026-01-05")])
            .today("2026-01-06")
            .then_by(Account(9))
            .when(declare, stating("proactive.licences.decisions", "20.0"));
        after.facts([with_figure("2026-01-06", "proactive.licences.decisions", "20")]);
    }

    #[test]
    fn the_last_word_counts_until_it_is_withdrawn() {
        let twice = [
            opened("2026-01-05"),
            with_figure("2026-01-06", "proactive.licences.decisions", "20"),
            with_figure("2026-01-06", "proactive.licences.decisions", "21"),
        ];
        let licences = cell("proactive.licences.decisions");
        let withdraw = WithdrawDeclaration { on: day("2026-01-06"), cell: licences };
        let withdrawn = given(twice).when(withdraw_declaration, withdraw);
        assert_eq!(withdrawn.before().declared()[&licences].figure, 21.into());
        assert!(withdrawn.then().declared().is_empty());
        given([opened("2026-01-05")])
            .today("2026-01-06")
            .when(withdraw_declaration, withdraw)
            .refused(Refusal::NotDeclared(licences));
    }

    #[test]
    fn sums_other_forms_cells_and_odd_figures_are_refused() {
        let trying = |name: &str, figure: &str| {
            given([opened("2026-01-05")]).today("2026-01-06").when(declare, stating(name, figure))
        };
        trying("requests.granted.total", "3").refused(Refusal::Sum(cell("requests.granted.total")));
        let of_2019 = "proactive.procurement.items";
        trying(of_2019, "9").refused(Refusal::NoSuchCell(cell(of_2019)));
        trying("requests.granted.other", "-3").refused(Refusal::NoFigure(cell("requests.granted.other")));
    }

    #[test]
    fn nothing_is_stated_while_others_look_at_it_or_after_it_is_frozen() {
        let figure = || stating("proactive.licences.decisions", "20");
        given(submitted("2026-01-06")).when(declare, figure()).refused(Refusal::InReview);
        given(published("2026-01-06")).when(declare, figure()).refused(Refusal::Published);
        given([]).today("2026-01-06").when(declare, figure()).refused(Refusal::NotOpened);
        given([opened("2026-01-05")])
            .today("2026-01-06")
            .by(Duty::Handler)
            .when(declare, figure())
            .refused(Refusal::NotYours(Act::Declare));
    }
}
