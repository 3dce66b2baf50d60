//! 延迟答复: the reasons are reasonable, but so much cannot be answered in the term of Art. 33; the agency sets a later day and tells the
//! applicant (Art. 35). It is no extension of Art. 33: it needs reasons, has no longest length, and counts once it is told in time.

use law::calendar::Day;

use super::extend::in_term;
use super::{running, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Reasons;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The later day, told to the applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delay {
    /// The day of telling.
    pub on: Day,
    /// The last day to reply.
    pub until: Day,
    /// Why it cannot be answered in the term.
    pub words: Sealed,
}

/// Whether the reply may be put off today.
pub fn may_delay(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Delay, cx)?;
    running(request, cx)?;
    match (request.reasons(), request.delayed) {
        (Reasons::None, _) => Err(Refusal::NoReasonsAsked),
        (Reasons::Asked { .. }, _) => Err(Refusal::NoReasonsGiven),
        (Reasons::Given { .. }, Some(until)) => Err(Refusal::AlreadyDelayed(until)),
        (Reasons::Given { .. }, None) => in_term(cx.today, request, cx),
    }
}

/// Puts the reply off.
pub fn delay(request: &Request, step: Delay, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let Delay { on, until, words } = step;
    may_delay(request, &Context { today: on, ..*cx }, by)?;
    match running(request, cx)?.due_on {
        Some(due) if until <= due => Err(Refusal::NotLater(due)),
        _ => settle(request, vec![Fact::Delayed { on, until, words }], cx),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, reasons_asked, received, sealed};

    fn heard() -> [Fact; 3] {
        let reasons = Fact::ReasonsGiven { on: day("2025-06-16"), words: sealed(14) };
        [received("2025-06-09"), reasons_asked("2025-06-10", "2025-06-24"), reasons]
    }

    fn until(on: &str, until: &str) -> Delay {
        Delay { on: day(on), until: day(until), words: sealed(15) }
    }

    #[test]
    fn the_day_that_is_told_is_the_due_date() {
        let after = given(heard()).today("2025-07-01").when(delay, until("2025-07-01", "2025-09-30"));
        assert_eq!(after.clock().due_on, Some(day("2025-09-30")));
    }

    #[test]
    fn it_rests_on_reasons_is_later_and_told_in_time() {
        let [received, asked, _] = heard();
        let step = || until("2025-07-01", "2025-09-30");
        given([received.clone()]).today("2025-07-01").when(delay, step()).refused(Refusal::NoReasonsAsked);
        given([received, asked]).today("2025-07-01").when(delay, step()).refused(Refusal::NoReasonsGiven);
        let due = day("2025-07-07");
        given(heard())
            .today("2025-07-01")
            .when(delay, until("2025-07-01", "2025-07-07"))
            .refused(Refusal::NotLater(due));
        given(heard())
            .today("2025-07-08")
            .when(delay, until("2025-07-08", "2025-09-30"))
            .refused(Refusal::TermOver(due));
        let told = Fact::Delayed { on: day("2025-07-01"), until: day("2025-09-30"), words: sealed(15) };
        given(heard().into_iter().chain([told]))
            .today("2025-07-02")
            .when(delay, until("2025-07-02", "2025-10-31"))
            .refused(Refusal::AlreadyDelayed(day("2025-09-30")));
    }
}
