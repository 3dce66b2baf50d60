//! 收到缴费: the fee was paid in time, and the whole term of reply begins again (Art. 42). A payment that was entered after the worker had found
//! none opens the file again.

use law::calendar::Day;
use law::request::payment::last_day_to_pay;

use super::{settle, writable};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Fee;
use crate::request::{Refusal, Request};
use crate::who::Viewer;

/// The payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayFee {
    /// The day on which it was paid.
    pub on: Day,
}

/// Whether a payment is awaited, or may have come in time.
pub fn may_pay_fee(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    asked(request, cx, by).map(|_| ())
}

/// The day of the notice and the last day to pay.
fn asked(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(Day, Day), Refusal> {
    by.may(Act::PayFee, cx)?;
    writable(request)?;
    match (request.fee(), request.ended()) {
        (Fee::None, _) => Err(Refusal::NoFeeAsked),
        (Fee::Paid { on }, _) => Err(Refusal::AlreadyPaid(on)),
        (Fee::Asked { .. }, Some(ended)) if !request.is_fee_unpaid() => Err(Refusal::Closed(ended.on)),
        (Fee::Asked { on, reached_on }, _) => Ok((on, last_day_to_pay(on, reached_on, cx.calendar)?.date)),
    }
}

/// Notes the payment.
pub fn pay_fee(request: &Request, step: PayFee, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let (asked, last) = asked(request, cx, by)?;
    if step.on < asked {
        return Err(Refusal::PaidBeforeAsking(asked));
    }
    if step.on > last {
        return Err(Refusal::PaidTooLate(last));
    }
    settle(request, vec![Fact::FeePaid { on: step.on }], cx)
}

#[cfg(test)]
mod tests {
    use law::request::outcome::Outcome;

    use super::*;
    use crate::request::given::{day, fee_asked, given, received};

    fn paid(on: &str) -> PayFee {
        PayFee { on: day(on) }
    }

    fn asked_on_the_16th() -> [Fact; 2] {
        [received("2025-06-09"), fee_asked("2025-06-16", None)] // to pay by 14 July
    }

    #[test]
    fn the_whole_term_begins_again() {
        let after = given(asked_on_the_16th()).today("2025-06-30").when(pay_fee, paid("2025-06-30"));
        assert_eq!(after.clock().due_on, Some(day("2025-07-28")));
    }

    #[test]
    fn it_counts_up_to_the_last_day_whenever_it_is_entered() {
        let out = Fact::FeeRanOut { on: day("2025-07-15") };
        let run_out = || asked_on_the_16th().into_iter().chain([out.clone()]);
        let request = Request::of(run_out().map(crate::request::given::by(1)));
        assert_eq!(request.ended().map(|ended| ended.outcome), Some(Outcome::OtherFeeUnpaid));
        let after = given(run_out()).today("2025-07-16").when(pay_fee, paid("2025-07-14"));
        assert_eq!((after.then().ended(), after.clock().due_on), (None, Some(day("2025-08-11"))));
        let late = given(run_out()).today("2025-07-16").when(pay_fee, paid("2025-07-15"));
        late.refused(Refusal::PaidTooLate(day("2025-07-14")));
    }

    #[test]
    fn nothing_is_paid_unasked_before_or_twice() {
        given([received("2025-06-09")])
            .today("2025-06-30")
            .when(pay_fee, paid("2025-06-30"))
            .refused(Refusal::NoFeeAsked);
        let before = given(asked_on_the_16th()).today("2025-06-30").when(pay_fee, paid("2025-06-13"));
        before.refused(Refusal::PaidBeforeAsking(day("2025-06-16")));
        let twice = asked_on_the_16th().into_iter().chain([Fact::FeePaid { on: day("2025-06-30") }]);
        given(twice)
            .today("2025-07-01")
            .when(pay_fee, paid("2025-07-01"))
            .refused(Refusal::AlreadyPaid(day("2025-06-30")));
    }
}
