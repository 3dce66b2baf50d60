//! 要求说明理由: the number or frequency of applications clearly exceeds what is reasonable (Art. 35). The term of reply runs on.

use law::calendar::Day;

use super::{running, settle, without_draft};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Reasons;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the officer states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskReasons {
    /// The day of sending.
    pub on: Day,
    /// The numbers that are found excessive.
    pub words: Sealed,
    /// The last day to answer.
    pub answer_by: Day,
}

/// Whether the applicant may be asked now: once, before a reply is drafted.
pub fn may_ask_reasons(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::AskReasons, cx)?;
    running(request, cx)?;
    if request.reasons() == Reasons::None { without_draft(request) } else { Err(Refusal::AlreadyAskedReasons) }
}

/// Asks the applicant why so much is applied for.
pub fn ask_reasons(request: &Request, step: AskReasons, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_ask_reasons(request, cx, by)?;
    let AskReasons { on, words, answer_by } = step;
    settle(request, vec![Fact::ReasonsAsked { on, words, answer_by }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{asked, day, drafted, given, reasons_asked, received, sealed, submitted};

    fn about(on: &str, answer_by: &str) -> AskReasons {
        AskReasons { on: day(on), words: sealed(13), answer_by: day(answer_by) }
    }

    #[test]
    fn is_asked_once_and_the_term_runs_on() {
        let step = || about("2025-06-10", "2025-06-24");
        let after = given([received("2025-06-09")]).today("2025-06-10").when(ask_reasons, step());
        assert_eq!(after.clock().due_on, Some(day("2025-07-07")));
        after.facts([reasons_asked("2025-06-10", "2025-06-24")]);
        given([received("2025-06-09"), reasons_asked("2025-06-10", "2025-06-24")])
            .today("2025-06-10")
            .when(ask_reasons, step())
            .refused(Refusal::AlreadyAskedReasons);
    }

    #[test]
    fn time_is_given_and_nobody_else_is_waited_for() {
        given([received("2025-06-09")])
            .today("2025-06-10")
            .when(ask_reasons, about("2025-06-10", "2025-06-10"))
            .refused(Refusal::NoTimeForReasons);
        let step = || about("2025-06-12", "2025-06-24");
        for (facts, refusal) in [
            (vec![received("2025-06-09"), asked("2025-06-10")], Refusal::AwaitingCorrection),
            (vec![received("2025-06-09"), drafted("2025-06-10")], Refusal::InReview),
            (vec![submitted("2025-06-09")], Refusal::NotYetReceived),
        ] {
            given(facts).today("2025-06-12").when(ask_reasons, step()).refused(refusal);
        }
    }
}
