//! 现在可以做: every step with either 「now」 or the reason why not, the likely one first.

use super::act::Act;
use super::duty::{What, owed};
use super::facts::Level;
use super::{Publication, Refusal, steps};
use crate::context::Context;
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
pub fn offers(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Act::ALL.map(|act| Offer { act, now: may(act, publication, cx, by) }).into();
    let likely = likely(publication, cx);
    offers.sort_by_key(|offer| (offer.now.is_err(), Some(offer.act) != likely)); // stable: else the order of a file's life
    offers
}

fn may(act: Act, publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    match act {
        Act::Draft => steps::may_draft(publication, cx, by),
        Act::Screen => steps::may_screen(publication, cx, by),
        Act::ReviewAsUnitHead => steps::may_review(Level::UnitHead, publication, cx, by),
        Act::ReviewAsOpenGovernmentOffice => steps::may_review(Level::OpenGovernmentOffice, publication, cx, by),
        Act::ReviewAsDeputyHead => steps::may_review(Level::DeputyHead, publication, cx, by),
        Act::ReviewAsHead => steps::may_review(Level::Head, publication, cx, by),
        Act::Publish => steps::may_publish(publication, cx, by),
        Act::Revise => steps::may_revise(publication, cx, by),
        Act::Repeal => steps::may_repeal(publication, cx, by),
        Act::Withdraw => steps::may_withdraw(publication, cx, by),
        Act::WaiveInterpretation => steps::may_waive_interpretation(publication, cx, by),
    }
}

/// What comes next on most files that stand like this.
fn likely(publication: &Publication, cx: &Context<'_>) -> Option<Act> {
    let Some(owed) = owed(publication, cx).ok()? else { return Some(Act::Draft) };
    Some(match owed.what {
        What::WriteAnew => Act::Draft,
        What::Screen | What::Justify => Act::Screen,
        What::Review(level) => Act::review(level),
        What::Publish => Act::Publish,
        What::Revise => Act::Revise,
        What::Interpret => Act::WaiveInterpretation,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::Fact;
    use crate::publication::given::{approved, by, day, drafted, erased, published, screened, under, with_duties};
    use crate::who::{Account, Duty};

    fn offered(facts: &[Fact], duties: &[Duty]) -> Vec<Offer> {
        let publication = Publication::of(facts.iter().cloned().map(by(1)));
        under(day("2025-06-12"), |cx| offers(&publication, cx, &with_duties(Account(2), duties)))
    }

    #[test]
    fn the_likely_step_comes_first() {
        let office: Vec<Duty> = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
        let facts = [drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")];
        let first = [Act::Draft, Act::Screen, Act::ReviewAsUnitHead, Act::Publish, Act::Draft];
        for (done, first) in first.into_iter().enumerate() {
            let offers = offered(&facts[..done], &office);
            assert_eq!((offers[0].act, &offers[0].now), (first, &Ok(())), "after {done} facts");
            assert_eq!(offers.len(), Act::ALL.len());
        }
    }

    #[test]
    fn what_cannot_be_done_says_why_and_what_to_do() {
        let offers = offered(&[drafted("2025-06-09")], &[Duty::Handler]);
        let why = |act| offers.iter().find(|offer| offer.act == act).and_then(|offer| offer.now.clone().err());
        assert_eq!(why(Act::Screen), None);
        assert!(why(Act::Publish).unwrap().to_string().contains("公开办"));
    }

    #[test]
    fn on_what_was_destroyed_nothing_can_be_done_and_nothing_is_owed() {
        let office: Vec<Duty> = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
        let facts = [drafted("2025-06-09"), screened("2025-06-09"), erased("2025-06-10", true)];
        let offers = offered(&facts, &office);
        assert!(offers.iter().all(|offer| offer.now == Err(Refusal::Erased(day("2025-06-10")))), "{offers:?}");
        let publication = Publication::of(facts.map(by(1)));
        under(day("2025-08-12"), |cx| {
            assert_eq!((owed(&publication, cx), publication.clock(cx)), (Ok(None), Ok(None)));
        });
    }

    #[test]
    fn an_administrator_is_offered_nothing() {
        let offers = offered(&[drafted("2025-06-09")], &[Duty::SystemAdministrator]);
        assert!(offers.iter().all(|offer| offer.now.is_err()));
    }
}
