//! 审核: the levels of the chain look at the draft one after the other; nobody agrees to what he wrote himself.

use law::calendar::Day;

use super::{not_before_the_rest, open, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Fact, Level};
use crate::request::{Refusal, Request, state};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What one level says of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The day.
    pub on: Day,
    /// The level that speaks.
    pub level: Level,
    /// Yes, or back.
    pub vote: Vote,
}

/// Yes, or back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Agreed; the next level's turn.
    Approve,
    /// To be written anew.
    Return {
        /// Why.
        words: Sealed,
    },
}

/// Whether this level may speak now.
pub fn may_review(level: Level, request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::review(level), cx)?;
    open(request, cx)?;
    let awaited = request.awaited_level().ok_or(Refusal::NothingToReview)?;
    if awaited != level {
        return Err(Refusal::OtherLevel(awaited));
    }
    match request.review() {
        state::Review::Running { by: writer, .. } if *writer == by.author() => Err(Refusal::OwnDraft),
        _ => Ok(()),
    }
}

/// Agrees to a draft, or gives it back.
pub fn review(request: &Request, step: Review, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let Review { on, level, vote } = step;
    may_review(level, request, cx, by)?;
    not_before_the_rest(on, request)?;
    let fact = match vote {
        Vote::Approve => Fact::ReviewApproved { on, level },
        Vote::Return { words } => Fact::ReviewReturned { on, level, words },
    };
    settle(request, vec![fact], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, drafted, drafted_through, given, received, reviewed, sealed};
    use crate::who::{Account, Duty};

    fn yes(level: Level) -> Review {
        Review { on: day("2025-06-17"), level, vote: Vote::Approve }
    }

    #[test]
    fn each_level_speaks_in_its_turn_and_the_last_one_frees_the_reply() {
        let chain = [Level::UnitHead, Level::DeputyHead];
        let start = || given([received("2025-06-09"), drafted_through("2025-06-16", &chain)]).today("2025-06-17");
        start().when(review, yes(Level::DeputyHead)).refused(Refusal::OtherLevel(Level::UnitHead));
        let first = start().when(review, yes(Level::UnitHead)).then();
        assert_eq!(first.awaited_level(), Some(Level::DeputyHead));
        let both = [received("2025-06-09"), drafted_through("2025-06-16", &chain), reviewed("2025-06-17")];
        let second = given(both).today("2025-06-17").when(review, yes(Level::DeputyHead)).then();
        assert!(matches!(second.review(), state::Review::Approved { .. }));
    }

    #[test]
    fn a_level_speaks_only_by_its_own_duty() {
        given([received("2025-06-09"), drafted("2025-06-16")])
            .today("2025-06-17")
            .by(Duty::LegalReviewer)
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::NotYours(Act::ReviewAsUnitHead));
    }

    #[test]
    fn nobody_agrees_to_what_he_wrote() {
        given([received("2025-06-09"), drafted("2025-06-16")])
            .written_by(Account(7))
            .today("2025-06-17")
            .then_by(Account(7))
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::OwnDraft);
    }

    #[test]
    fn what_is_given_back_is_written_anew() {
        let back = Review { vote: Vote::Return { words: sealed(6) }, ..yes(Level::UnitHead) };
        let after =
            given([received("2025-06-09"), drafted("2025-06-16")]).today("2025-06-17").when(review, back).then();
        assert_eq!(after.review(), &state::Review::NoDraft);
        given([received("2025-06-09")])
            .today("2025-06-17")
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::NothingToReview);
    }
}
