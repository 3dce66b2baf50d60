//! 撤回: the applicant no longer wants an answer. It counts as （六）3.其他 of the report.

use law::calendar::Day;

use super::{not_before_the_rest, open, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The withdrawal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdraw {
    /// The day on which it came in.
    pub on: Day,
    /// The applicant's words.
    pub words: Sealed,
}

/// Whether there is something to withdraw: anything that has not ended.
pub fn may_withdraw(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Withdraw, cx)?;
    open(request, cx).map(|_| ())
}

/// Ends an application that its applicant withdraws.
pub fn withdraw(request: &Request, step: Withdraw, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_withdraw(request, cx, by)?;
    let Withdraw { on, words } = step;
    not_before_the_rest(on, request)?;
    settle(request, vec![Fact::Withdrawn { on, words }], cx)
}

#[cfg(test)]
mod tests {
    use law::request::outcome::Outcome;

    use super::*;
    use crate::request::given::{day, given, received, sealed, submitted, withdrawn};
    use crate::request::state::Ended;

    fn on(on: &str) -> Withdraw {
        Withdraw { on: day(on), words: sealed(7) }
    }

    #[test]
    fn it_ends_the_application_at_any_time() {
        for start in [received("2025-06-09"), submitted("2025-06-09")] {
            let after = given([start]).today("2025-06-12").when(withdraw, on("2025-06-12"));
            assert_eq!(after.then().ended(), Some(Ended { on: day("2025-06-12"), outcome: Outcome::OtherMisc }));
        }
    }

    #[test]
    fn but_only_once() {
        given([received("2025-06-09"), withdrawn("2025-06-12")])
            .today("2025-06-13")
            .when(withdraw, on("2025-06-13"))
            .refused(Refusal::Closed(day("2025-06-12")));
    }
}
