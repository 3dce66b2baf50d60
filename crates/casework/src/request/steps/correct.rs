//! 收到补正: the corrected application comes in, and the whole term runs again (Art. 30).

use law::calendar::Day;
use law::request::practice::Late;

use super::{settle, writable};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Correction;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the applicant sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correct {
    /// The day on which it came in.
    pub on: Day,
    /// The application as it now is.
    pub words: Sealed,
    /// It is late, and the office accepts the reason (「正当理由」).
    pub good_reason: bool,
}

/// Whether a correction is awaited. A late one is taken for good reason even after the file was given up.
pub fn may_correct(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    awaited_until(request, cx, by).map(|_| ())
}

fn awaited_until(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<Day, Refusal> {
    by.may(Act::Correct, cx)?;
    writable(request)?;
    let answer_by = match request.correction() {
        Correction::None => return Err(Refusal::NoCorrectionAsked),
        Correction::Answered { .. } => return Err(Refusal::AlreadyCorrected),
        Correction::Asked { answer_by } => answer_by,
    };
    match request.ended() {
        Some(ended) if !request.is_given_up() => Err(Refusal::Closed(ended.on)),
        _ => Ok(answer_by),
    }
}

/// Takes the corrected application in.
pub fn correct(request: &Request, step: Correct, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let answer_by = awaited_until(request, cx, by)?;
    let Correct { on, words, good_reason } = step;
    if on > answer_by && !good_reason && cx.practice.late_correction != Late::Counts {
        return Err(Refusal::CorrectedTooLate(answer_by));
    }
    settle(request, vec![Fact::Corrected { on, words, good_reason }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{asked, corrected, day, given, received, sealed, withdrawn};

    fn came(on: &str, good_reason: bool) -> Correct {
        Correct { on: day(on), words: sealed(4), good_reason }
    }

    #[test]
    fn in_time_it_starts_the_whole_term_anew() {
        let after = given([received("2025-06-09"), asked("2025-06-10")])
            .today("2025-06-16")
            .when(correct, came("2025-06-16", false));
        assert_eq!(after.clock().due_on, Some(day("2025-07-14")));
    }

    #[test]
    fn late_it_needs_a_good_reason_and_reopens_what_was_given_up() {
        let given_up = || given([received("2025-06-09"), asked("2025-06-10"), Fact::GivenUp { on: day("2025-06-25") }]);
        given_up()
            .today("2025-06-26")
            .when(correct, came("2025-06-26", false))
            .refused(Refusal::CorrectedTooLate(day("2025-06-24")));
        let after = given_up().today("2025-06-26").when(correct, came("2025-06-26", true));
        assert_eq!((after.then().ended(), after.clock().due_on), (None, Some(day("2025-07-24"))));
    }

    #[test]
    fn nothing_is_corrected_unasked_twice_or_after_the_end() {
        let step = || came("2025-06-16", false);
        let unasked = given([received("2025-06-09")]).today("2025-06-16");
        unasked.when(correct, step()).refused(Refusal::NoCorrectionAsked);
        let twice = given([received("2025-06-09"), asked("2025-06-10"), corrected("2025-06-12")]).today("2025-06-16");
        twice.when(correct, step()).refused(Refusal::AlreadyCorrected);
        let ended = given([received("2025-06-09"), asked("2025-06-10"), withdrawn("2025-06-12")]).today("2025-06-16");
        ended.when(correct, step()).refused(Refusal::Closed(day("2025-06-12")));
    }

    #[test]
    fn the_answer_does_not_come_before_the_question() {
        let early = law::request::clock::Refusal::NoCorrectionAsked;
        given([received("2025-06-09"), asked("2025-06-10")])
            .today("2025-06-16")
            .when(correct, came("2025-06-09", false))
            .refused(Refusal::Clock(early));
    }
}
