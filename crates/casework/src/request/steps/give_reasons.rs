//! 收到理由: the applicant says why so much is applied for (Art. 35). Whether the reasons are reasonable is for the agency to find: if not, it
//! replies that it does not deal with it; if so, it goes on, and may put the reply off.

use law::calendar::Day;

use super::{open, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Reasons;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the applicant says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveReasons {
    /// The day on which it came in.
    pub on: Day,
    /// The reasons.
    pub words: Sealed,
}

/// Whether reasons are awaited. The law attaches nothing to their being late, so they are taken as long as the file is open.
pub fn may_give_reasons(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    awaited_since(request, cx, by).map(|_| ())
}

fn awaited_since(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<Day, Refusal> {
    by.may(Act::GiveReasons, cx)?;
    open(request, cx)?;
    match request.reasons() {
        Reasons::None => Err(Refusal::NoReasonsAsked),
        Reasons::Given { on } => Err(Refusal::ReasonsAlreadyGiven(on)),
        Reasons::Asked { on, .. } => Ok(on),
    }
}

/// Takes the reasons in.
pub fn give_reasons(request: &Request, step: GiveReasons, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let asked = awaited_since(request, cx, by)?;
    let GiveReasons { on, words } = step;
    if on < asked {
        return Err(Refusal::ReasonsBeforeAsking(asked));
    }
    settle(request, vec![Fact::ReasonsGiven { on, words }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, reasons_asked, received, sealed};

    fn came(on: &str) -> GiveReasons {
        GiveReasons { on: day(on), words: sealed(14) }
    }

    #[test]
    fn reasons_are_taken_once_and_after_they_were_asked_for() {
        let asked = || [received("2025-06-09"), reasons_asked("2025-06-10", "2025-06-24")];
        let after = given(asked()).today("2025-06-26").when(give_reasons, came("2025-06-26"));
        assert_eq!(after.then().reasons(), Reasons::Given { on: day("2025-06-26") });
        let early = given(asked()).today("2025-06-26").when(give_reasons, came("2025-06-09"));
        early.refused(Refusal::ReasonsBeforeAsking(day("2025-06-10")));
        let unasked = given([received("2025-06-09")]).today("2025-06-26").when(give_reasons, came("2025-06-26"));
        unasked.refused(Refusal::NoReasonsAsked);
        let given_before = asked().into_iter().chain([Fact::ReasonsGiven { on: day("2025-06-12"), words: sealed(14) }]);
        given(given_before)
            .today("2025-06-26")
            .when(give_reasons, came("2025-06-26"))
            .refused(Refusal::ReasonsAlreadyGiven(day("2025-06-12")));
    }
}
