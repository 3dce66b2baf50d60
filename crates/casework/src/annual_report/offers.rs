//! 现在可以做: every step with either 「now」 or the reason why not, the likely one first.

use super::act::Act;
use super::state::Stage;
use super::{AnnualReport, Refusal, steps};
use crate::context::Context;
use crate::request::facts::Level;
use crate::who::Viewer;

/// One step on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The step.
    pub act: Act,
    /// It can be taken now, or why not.
    pub now: Result<(), Refusal>,
}

/// All steps for this viewer: the likely one first where it can be taken, then what can be taken, then the rest.
pub fn offers(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Act::ALL.map(|act| Offer { act, now: may(act, report, cx, by) }).into();
    let likely = likely(report, cx);
    offers.sort_by_key(|offer| (offer.now.is_err(), Some(offer.act) != likely)); // stable: else the order of a file's life
    offers
}

fn may(act: Act, report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    match act {
        Act::Open => steps::may_open(report, cx, by),
        Act::Import => steps::may_import(report, cx, by),
        Act::Declare => steps::may_declare(report, cx, by),
        Act::WriteNarrative => steps::may_write_narrative(report, cx, by),
        Act::Submit => steps::may_submit(report, cx, by),
        Act::TakeBack => steps::may_take_back(report, cx, by),
        Act::ReviewAsUnitHead => steps::may_review(Level::UnitHead, report, cx, by),
        Act::ReviewAsDeputyHead => steps::may_review(Level::DeputyHead, report, cx, by),
        Act::ReviewAsHead => steps::may_review(Level::Head, report, cx, by),
        Act::Publish => steps::may_publish(report, cx, by),
        Act::SendToSupervisor => steps::may_send_to_supervisor(report, cx, by),
        Act::Correct => steps::may_correct(report, cx, by),
    }
}

/// What comes next on most reports that stand like this.
fn likely(report: &AnnualReport, cx: &Context<'_>) -> Option<Act> {
    let Some(opened) = report.opened() else { return Some(Act::Open) };
    match report.stage() {
        Stage::Compiling if cx.today.year() > opened.year && !report.texts().is_empty() => Some(Act::Submit),
        Stage::Compiling => Some(Act::WriteNarrative),
        Stage::InReview { .. } => report.awaited_level().and_then(Act::review),
        Stage::Approved { .. } => Some(Act::Publish),
        Stage::Published => Some(Act::SendToSupervisor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::Fact;
    use crate::annual_report::given::{approved, by, day, digest, opened, published, submitted, under, with_duties};
    use crate::who::{Account, Duty};

    fn offered(facts: Vec<Fact>, duties: &[Duty]) -> Vec<Offer> {
        let report = AnnualReport::of(facts.into_iter().map(by(1)));
        under(day("2026-01-20"), |cx| offers(&report, cx, &with_duties(Account(2), duties)))
    }

    #[test]
    fn the_likely_step_comes_first() {
        let office: Vec<Duty> = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
        let written = Fact::NarrativeWritten { on: day("2026-01-12"), section: 1, digest: digest(2) };
        for (facts, first) in [
            (vec![], Act::Open),
            (vec![opened("2026-01-12")], Act::WriteNarrative),
            (vec![opened("2026-01-12"), written], Act::Submit),
            (submitted("2026-01-12"), Act::ReviewAsUnitHead),
            (approved("2026-01-12"), Act::Publish),
            (published("2026-01-12"), Act::SendToSupervisor),
        ] {
            let offers = offered(facts, &office);
            assert_eq!((offers[0].act, &offers[0].now), (first, &Ok(())));
            assert_eq!(offers.len(), Act::ALL.len());
        }
    }

    #[test]
    fn an_administrator_is_offered_nothing() {
        let offers = offered(vec![opened("2026-01-12")], &[Duty::SystemAdministrator]);
        assert!(offers.iter().all(|offer| offer.now.is_err()));
    }
}
