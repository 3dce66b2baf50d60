//! 重发查询码: whoever has lost the receipt shows at the counter who he is, and gets back in. The old code is dead from then
//! on, for whoever found it.

use law::calendar::Day;

use super::{settle, writable};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The issue of a new code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewCode {
    /// The day.
    pub on: Day,
    /// By which document the applicant was known, and whether somebody acted for him.
    pub seen: Sealed,
}

/// Whether a new code can be issued: also for what has ended, for its letters are read by the code.
pub fn may_renew_code(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::RenewCode, cx)?;
    writable(request)?;
    if request.registered().is_none() { Err(Refusal::NotRegistered) } else { Ok(()) }
}

/// Issues it. Only today: a code cannot have been issued before it was made.
pub fn renew_code(request: &Request, step: RenewCode, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_renew_code(request, cx, by)?;
    if step.on != cx.today {
        return Err(Refusal::CodeOfAnotherDay(cx.today));
    }
    settle(request, vec![Fact::CodeRenewed { on: step.on, seen: step.seen }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, received, sealed};
    use crate::who::Duty;

    fn issue(on: &str) -> RenewCode {
        RenewCode { on: day(on), seen: sealed(8) }
    }

    #[test]
    fn each_new_code_is_another_one() {
        let start = || given([received("2025-06-09")]).today("2025-06-12").by(Duty::IntakeOfficer);
        let once = start().when(renew_code, issue("2025-06-12")).then();
        assert_eq!((once.codes_renewed(), once.latest()), (1, Some(day("2025-06-09"))));
        let facts = [received("2025-06-09"), Fact::CodeRenewed { on: day("2025-06-12"), seen: sealed(8) }];
        let twice = given(facts).today("2025-06-12").when(renew_code, issue("2025-06-12")).then();
        assert_eq!(twice.codes_renewed(), 2);
    }

    #[test]
    fn only_the_counter_issues_it_and_only_for_today() {
        let start = || given([received("2025-06-09")]).today("2025-06-12");
        start().by(Duty::Handler).when(renew_code, issue("2025-06-12")).refused(Refusal::NotYours(Act::RenewCode));
        start().when(renew_code, issue("2025-06-11")).refused(Refusal::CodeOfAnotherDay(day("2025-06-12")));
    }
}
