//! 通知缴费: far too many applications, or far too much asked for, is charged by the tariff in force (Art. 42, 国办函〔2020〕109号). The notice is
//! given within the term of reply; from then on the application waits for the payment.

use law::calendar::Day;
use law::request::fee::{Basis, Yuan, fee};
use law::request::payment::is_asked_in_time;

use super::{running, settle, without_draft};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Counted, Fact};
use crate::request::state::Fee;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the officer states. How much it comes to follows from the tariff and is never chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskFee {
    /// The day of sending.
    pub on: Day,
    /// What is charged for.
    pub basis: Basis,
    /// How to pay.
    pub words: Sealed,
    /// The day on which the notice reached the applicant, where that is known.
    pub reached_on: Option<Day>,
    /// By case: what the record counts, and why the officer charges by another number.
    pub counted: Option<Counted>,
}

/// Whether a fee may be asked for today: once, in the term, before a reply is drafted.
pub fn may_ask_fee(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    may_ask_on(cx.today, request, cx, by)
}

fn may_ask_on(on: Day, request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::AskFee, cx)?;
    let clock = running(request, cx)?;
    if request.fee() != Fee::None {
        return Err(Refusal::AlreadyAskedFee);
    }
    without_draft(request)?;
    match clock.due_on {
        Some(due) if !is_asked_in_time(on, due) => Err(Refusal::TermOver(due)),
        _ => Ok(()),
    }
}

/// Asks for a fee.
pub fn ask_fee(request: &Request, step: AskFee, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let AskFee { on, basis, words, reached_on, counted } = step;
    may_ask_on(on, request, cx, by)?;
    let counted = counted_as_stated(basis, counted)?;
    let amount = fee(on, basis)?;
    if amount == Yuan(0) {
        return Err(Refusal::NothingToCharge);
    }
    settle(request, vec![Fact::FeeAsked { on, basis, amount, words, reached_on, counted }], cx)
}

/// The earlier cases of the month are those of the record; whoever charges by another number says why. By volume they do not matter.
fn counted_as_stated(basis: Basis, counted: Option<Counted>) -> Result<Option<Counted>, Refusal> {
    let Basis::Cases { earlier: stated, .. } = basis else { return Ok(None) };
    match counted {
        Some(Counted { earlier, otherwise: None }) if earlier != stated => {
            Err(Refusal::CountedOtherwise { counted: earlier, stated })
        }
        Some(Counted { earlier, .. }) if earlier == stated => Ok(Some(Counted { earlier, otherwise: None })),
        counted => Ok(counted),
    }
}

#[cfg(test)]
mod tests {
    use law::request::clock::Standing;
    use law::request::fee::FeeError;

    use super::*;
    use crate::request::given::{When, asked, day, drafted, fee_asked, given, received, sealed};
    use crate::who::Duty;

    fn pages(on: &str, pages: u32) -> AskFee {
        AskFee { on: day(on), basis: Basis::Pages(pages), words: sealed(16), reached_on: None, counted: None }
    }

    #[test]
    fn the_amount_follows_from_the_tariff_and_the_application_waits() {
        let after = given([received("2025-06-09")]).today("2025-06-16").when(ask_fee, pages("2025-06-16", 119));
        assert_eq!(after.clock().standing, Standing::AwaitingPayment { by: day("2025-07-14") });
        after.facts([fee_asked("2025-06-16", None)]);
        let cases = AskFee { basis: Basis::Cases { earlier: 12, now: 3 }, ..pages("2025-06-16", 1) };
        let after = given([received("2025-06-09")]).today("2025-06-16").when(ask_fee, cases).then();
        assert!(matches!(after.history().last().map(|one| &one.fact), Some(Fact::FeeAsked { amount: Yuan(300), .. })));
    }

    #[test]
    fn the_earlier_cases_are_those_of_the_record_unless_somebody_says_why_not() {
        let by_case = |stated: u32, counted: Option<Counted>| {
            let basis = Basis::Cases { earlier: stated, now: 1 };
            let step = AskFee { basis, counted, ..pages("2025-06-16", 1) };
            given([received("2025-06-09")]).today("2025-06-16").when(ask_fee, step)
        };
        let record = |otherwise| Some(Counted { earlier: 12, otherwise });
        let held = |when: When| match when.then().history().last().map(|one| one.fact.clone()) {
            Some(Fact::FeeAsked { amount, counted, .. }) => (amount, counted),
            other => panic!("{other:?}"),
        };
        assert_eq!(held(by_case(12, record(None))), (Yuan(100), record(None)));
        assert_eq!(
            held(by_case(12, record(Some(sealed(20))))),
            (Yuan(100), record(None)),
            "there is nothing to give reasons for"
        );
        by_case(30, record(None)).refused(Refusal::CountedOtherwise { counted: 12, stated: 30 });
        assert_eq!(held(by_case(30, record(Some(sealed(20))))), (Yuan(200), record(Some(sealed(20)))));
        let by_volume = AskFee { counted: record(None), ..pages("2025-06-16", 119) };
        let when = given([received("2025-06-09")]).today("2025-06-16").when(ask_fee, by_volume);
        assert_eq!(held(when), (Yuan(1080), None));
    }

    #[test]
    fn what_is_free_is_not_charged_and_without_a_tariff_nothing_is() {
        given([received("2025-06-09")])
            .today("2025-06-16")
            .when(ask_fee, pages("2025-06-16", 30))
            .refused(Refusal::NothingToCharge);
        given([received("2020-06-08")])
            .today("2020-06-15")
            .when(ask_fee, pages("2020-06-15", 500))
            .refused(Refusal::Fee(FeeError::NoTariff(day("2020-06-15"))));
    }

    #[test]
    fn it_is_asked_for_once_in_the_term_by_the_office() {
        let step = |on| pages(on, 119);
        let again = given([received("2025-06-09"), fee_asked("2025-06-16", None)]).today("2025-06-17");
        again.when(ask_fee, step("2025-06-17")).refused(Refusal::AwaitingPayment(day("2025-07-14")));
        let late = given([received("2025-06-09")]).today("2025-07-08").when(ask_fee, step("2025-07-08"));
        late.refused(Refusal::TermOver(day("2025-07-07")));
        for (facts, refusal) in [
            ([received("2025-06-09"), asked("2025-06-10")], Refusal::AwaitingCorrection),
            ([received("2025-06-09"), drafted("2025-06-10")], Refusal::InReview),
        ] {
            given(facts).today("2025-06-12").when(ask_fee, step("2025-06-12")).refused(refusal);
        }
        let handler = given([received("2025-06-09")]).today("2025-06-16").by(Duty::Handler);
        handler.when(ask_fee, step("2025-06-16")).refused(Refusal::NotYours(Act::AskFee));
        let before = AskFee { reached_on: Some(day("2025-06-13")), ..step("2025-06-16") };
        let wrong = given([received("2025-06-09")]).today("2025-06-16").when(ask_fee, before);
        wrong.refused(Refusal::NoticeBeforeSending(day("2025-06-16")));
    }
}
