//! 现在可以做: every step with either 「now」 or the reason why not, the likely one first.

use law::request::clock::{Clock, Standing};

use super::act::Act;
use super::facts::Level;
use super::state::{Extension, Review};
use super::{Refusal, Request, steps};
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
pub fn offers(request: &Request, cx: &Context<'_>, by: &Viewer) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Act::ALL.map(|act| Offer { act, now: may(act, request, cx, by) }).into();
    let likely = likely(request, cx);
    offers.sort_by_key(|offer| (offer.now.is_err(), Some(offer.act) != likely)); // stable: else the order of a file's life
    offers
}

fn may(act: Act, request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    match act {
        Act::Register => steps::may_register(request, cx, by),
        Act::Confirm => steps::may_confirm(request, cx, by),
        Act::Assign => steps::may_assign(request, cx, by),
        Act::AskCorrection => steps::may_ask_correction(request, cx, by),
        Act::Correct => steps::may_correct(request, cx, by),
        Act::Consult => steps::may_consult(request, cx, by),
        Act::AnswerConsultation => steps::may_answer_consultation(request, cx, by),
        Act::Extend => steps::may_extend(request, cx, by),
        Act::TellExtension => steps::may_tell_extension(request, cx, by),
        Act::AskReasons => steps::may_ask_reasons(request, cx, by),
        Act::GiveReasons => steps::may_give_reasons(request, cx, by),
        Act::Delay => steps::may_delay(request, cx, by),
        Act::AskFee => steps::may_ask_fee(request, cx, by),
        Act::PayFee => steps::may_pay_fee(request, cx, by),
        Act::TellThirdParty => steps::may_tell_third_party(request, cx, by),
        Act::Reply => steps::may_reply(request, cx, by),
        Act::ReviewAsUnitHead => steps::may_review(Level::UnitHead, request, cx, by),
        Act::ReviewAsLegalReviewer => steps::may_review(Level::LegalReviewer, request, cx, by),
        Act::ReviewAsDeputyHead => steps::may_review(Level::DeputyHead, request, cx, by),
        Act::ReviewAsHead => steps::may_review(Level::Head, request, cx, by),
        Act::Serve => steps::may_serve(request, cx, by),
        Act::Withdraw => steps::may_withdraw(request, cx, by),
        Act::TellClosing => steps::may_tell_closing(request, cx, by),
        Act::Amend => steps::may_amend(request, cx, by),
        Act::FilePapers => steps::may_file_papers(request, cx, by),
        Act::RenewCode => steps::may_renew_code(request, cx, by),
        Act::Archive => steps::may_archive(request, cx, by),
    }
}

/// What comes next on most files that stand like this.
fn likely(request: &Request, cx: &Context<'_>) -> Option<Act> {
    if request.registered().is_none() {
        return Some(Act::Register);
    }
    if request.ended().is_some() {
        return Some(Act::Archive);
    }
    let Clock { standing, .. } = request.clock(cx).ok()?;
    Some(match (standing, request.review()) {
        (Standing::Unconfirmed, _) => Act::Confirm,
        (Standing::AwaitingCorrection, _) => Act::Correct,
        (Standing::AwaitingPayment { .. }, _) => Act::PayFee,
        (_, Review::Approved { .. }) if request.overridden().is_some() => Act::TellThirdParty,
        (_, Review::Approved { .. }) => Act::Serve,
        (_, Review::Running { .. }) => Act::review(request.awaited_level()?),
        _ if request.extension() == Extension::Approved => Act::TellExtension,
        (Standing::Consulting, _) => Act::AnswerConsultation,
        _ => Act::Reply,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Fact;
    use crate::request::given::{
        asked, by, consulted, day, drafted, erased, received, reviewed, served, submitted, under, with_duties,
    };
    use crate::who::{Account, Duty};

    fn offered(facts: &[Fact], today: &str, duties: &[Duty]) -> Vec<Offer> {
        let request = Request::of(facts.iter().cloned().map(by(1)));
        under(day(today), |cx| offers(&request, cx, &with_duties(Account(2), duties)))
    }

    #[test]
    fn the_likely_step_comes_first() {
        let office: Vec<Duty> = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
        let start = received("2025-06-09");
        let draft = [start.clone(), drafted("2025-06-11")];
        let approved = [&draft[..], &[reviewed("2025-06-12")]].concat();
        let ended = [&approved[..], &[served("2025-06-12")]].concat();
        for (facts, first) in [
            (vec![], Act::Register),
            (vec![submitted("2025-06-09")], Act::Confirm),
            (vec![start.clone(), asked("2025-06-10")], Act::Correct),
            (vec![start.clone(), consulted("2025-06-10", 1)], Act::AnswerConsultation),
            (vec![start], Act::Reply),
            (draft.to_vec(), Act::ReviewAsUnitHead),
            (approved, Act::Serve),
            (ended, Act::Archive),
        ] {
            let offers = offered(&facts, "2025-06-12", &office);
            assert_eq!((offers[0].act, &offers[0].now), (first, &Ok(())));
            assert_eq!(offers.len(), Act::ALL.len());
        }
    }

    #[test]
    fn what_cannot_be_done_says_why_and_what_to_do() {
        let offers = offered(&[received("2025-06-09")], "2025-06-12", &[Duty::Handler]);
        let why = |act| offers.iter().find(|offer| offer.act == act).and_then(|offer| offer.now.clone().err());
        assert_eq!(why(Act::Reply), None);
        assert_eq!(why(Act::Extend), Some(Refusal::NotYours(Act::Extend)));
        assert!(why(Act::Extend).unwrap().to_string().contains("第三十三条"));
        assert!(why(Act::Serve).unwrap().to_string().contains("转给"));
    }

    #[test]
    fn on_what_was_destroyed_nothing_can_be_done_and_nothing_is_owed() {
        let office: Vec<Duty> = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
        let start = vec![received("2025-06-09"), asked("2025-06-10")];
        let served = vec![received("2025-06-09"), drafted("2025-06-11"), reviewed("2025-06-11"), served("2025-06-11")];
        for (facts, void) in [(start, true), (served, false)] {
            let facts = [facts, vec![erased("2025-06-12", void)]].concat();
            for offer in offered(&facts, "2025-07-30", &office) {
                assert!(matches!(offer.now, Err(Refusal::Erased(_) | Refusal::AlreadyRegistered)), "{offer:?}");
            }
            let request = Request::of(facts.into_iter().map(by(1)));
            under(day("2025-07-30"), |cx| {
                assert_eq!(crate::request::duty::owed(&request, cx), Ok(vec![]));
                assert_eq!((steps::pass_time(&request, cx), steps::wakes_on(&request, cx)), (Ok(vec![]), Ok(None)));
            });
        }
    }

    #[test]
    fn an_administrator_is_offered_nothing() {
        let offers = offered(&[received("2025-06-09")], "2025-06-12", &[Duty::SystemAdministrator]);
        assert!(offers.iter().all(|offer| offer.now.is_err()));
    }
}
