//! 双方确认: what came without a signature counts as received on the day on which both sides confirm it (Art. 31).

use law::calendar::Day;

use super::{open, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::who::Viewer;

/// What came of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The day.
    pub on: Day,
    /// Whether the applicant was reached. Trying in vain is written down too: it shows why nothing was confirmed.
    pub reached: bool,
}

/// Whether there is something to confirm.
pub fn may_confirm(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Confirm, cx)?;
    open(request, cx)?;
    match request.received() {
        Some(received) => Err(Refusal::AlreadyReceived(received.day())),
        None => Ok(()),
    }
}

/// Confirms an application with the applicant, or states that nobody could be reached.
pub fn confirm(request: &Request, step: Confirm, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_confirm(request, cx, by)?;
    let Confirm { on, reached } = step;
    let fact = if reached { Fact::Confirmed { on } } else { Fact::ContactFailed { on } };
    settle(request, vec![fact], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, received, submitted};

    fn reached(on: &str) -> Confirm {
        Confirm { on: day(on), reached: true }
    }

    #[test]
    fn the_day_of_confirmation_is_the_day_of_receipt() {
        let after = given([submitted("2025-06-09")]).today("2025-06-10").when(confirm, reached("2025-06-10"));
        assert_eq!(after.then().received().unwrap().day(), day("2025-06-10"));
    }

    #[test]
    fn trying_in_vain_starts_no_term() {
        let tried = Confirm { on: day("2025-06-09"), reached: false };
        let after = given([submitted("2025-06-09")]).today("2025-06-10").when(confirm, tried);
        assert_eq!(after.then().received(), None);
    }

    #[test]
    fn what_was_handed_in_needs_no_confirmation() {
        given([received("2025-06-09")])
            .today("2025-06-10")
            .when(confirm, reached("2025-06-10"))
            .refused(Refusal::AlreadyReceived(day("2025-06-09")));
    }

    #[test]
    fn nothing_is_confirmed_before_it_was_sent() {
        let sent = law::request::clock::Refusal::BeforeSending { sent: day("2025-06-09") };
        given([submitted("2025-06-09")])
            .today("2025-06-10")
            .when(confirm, reached("2025-06-08"))
            .refused(Refusal::Clock(sent));
    }
}
