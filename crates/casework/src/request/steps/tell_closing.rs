//! 告知办结: what time or the applicant ended (Arts. 30 and 42, 撤回) is told in writing. The law asks for no such letter: the application is taken as given up
//! by itself. A letter that goes out all the same names the remedy, so somebody signs it off, and it has its number and its bytes like every other.

use law::calendar::Day;

use super::{not_before_the_rest, settle, writable};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::who::Viewer;

/// The telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TellClosing {
    /// The day of sending.
    pub on: Day,
}

/// Whether there is an end to tell: without a reply, of something that was received, and not told yet.
pub fn may_tell_closing(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::TellClosing, cx)?;
    writable(request)?;
    ended_by(request).map(|_| ())
}

/// Tells it.
pub fn tell_closing(request: &Request, step: TellClosing, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_tell_closing(request, cx, by)?;
    let TellClosing { on } = step;
    not_before_the_rest(on, request)?;
    let about = ended_by(request)?;
    settle(request, vec![Fact::ClosingTold { on, about }], cx)
}

/// The number of the entry that is told.
fn ended_by(request: &Request) -> Result<usize, Refusal> {
    let (about, _) = request.closing().filter(|_| request.received().is_some()).ok_or(Refusal::NoClosing)?;
    match request.closing_told(about) {
        Some(on) => Err(Refusal::ClosingAlreadyTold(on)),
        None => Ok(about),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{
        asked, corrected, day, drafted, fee_asked, given, received, reviewed, served, submitted, withdrawn,
    };
    use crate::who::Duty;

    fn on(on: &str) -> TellClosing {
        TellClosing { on: day(on) }
    }

    fn given_up() -> [Fact; 3] {
        [received("2025-06-09"), asked("2025-06-10"), Fact::GivenUp { on: day("2025-06-25") }]
    }

    #[test]
    fn what_time_or_the_applicant_ended_is_told_once() {
        let unpaid = [received("2025-06-09"), fee_asked("2025-06-16", None), Fact::FeeRanOut { on: day("2025-07-15") }];
        let gone = [received("2025-06-09"), asked("2025-06-10"), withdrawn("2025-06-12")];
        for facts in [given_up(), unpaid, gone] {
            let told = || given(facts.clone()).today("2025-07-15");
            told().when(tell_closing, on("2025-07-15")).facts([Fact::ClosingTold { on: day("2025-07-15"), about: 3 }]);
            let again = facts.iter().cloned().chain([Fact::ClosingTold { on: day("2025-07-15"), about: 3 }]);
            let twice = given(again).today("2025-07-16").when(tell_closing, on("2025-07-16"));
            twice.refused(Refusal::ClosingAlreadyTold(day("2025-07-15")));
        }
    }

    #[test]
    fn not_before_it_ended_and_only_by_the_office() {
        let early = given(given_up()).today("2025-06-30").when(tell_closing, on("2025-06-24"));
        early.refused(Refusal::BeforeEarlier(day("2025-06-25")));
        let handler = given(given_up()).today("2025-06-30").by(Duty::Handler);
        handler.when(tell_closing, on("2025-06-30")).refused(Refusal::NotYours(Act::TellClosing));
    }

    #[test]
    fn what_is_open_or_answered_or_never_came_has_no_closing_letter() {
        let answered =
            vec![received("2025-06-09"), drafted("2025-06-16"), reviewed("2025-06-17"), served("2025-06-18")];
        // Taken up again for good reason, and answered in the end.
        let reopened = given_up().into_iter().chain([
            corrected("2025-06-26"),
            drafted("2025-06-27"),
            reviewed("2025-06-27"),
            served("2025-06-27"),
        ]);
        let unconfirmed = vec![submitted("2025-06-09"), withdrawn("2025-06-10")];
        for facts in [vec![received("2025-06-09")], answered, reopened.collect(), unconfirmed] {
            given(facts).today("2025-06-30").when(tell_closing, on("2025-06-30")).refused(Refusal::NoClosing);
        }
    }
}
