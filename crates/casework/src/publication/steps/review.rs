//! 审核: the levels of the chain look at the draft one after the other; nobody agrees to what he wrote himself.

use law::calendar::Day;

use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::publication::act::{Act, permit, permit_in};
use crate::publication::facts::{Fact, Level};
use crate::publication::state::{Screening, Work};
use crate::publication::{Publication, Refusal};
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
pub fn may_review(level: Level, publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::review(level), cx)?;
    not_withdrawn(publication)?;
    let (draft, writer, screening) = match publication.work() {
        Work::Running { draft, by, screening, .. } => (draft, by, screening),
        Work::Approved { draft } if draft.attribute.is_proactive() => return Err(Refusal::AwaitsPublishing),
        _ => return Err(Refusal::NoDraft),
    };
    let awaited = publication.awaited_level().ok_or(Refusal::NoDraft)?;
    if awaited != level {
        return Err(Refusal::OtherLevel(awaited));
    }
    permit_in(draft.provider, by, Act::review(level), cx)?;
    match screening {
        Screening::NotYet => return Err(Refusal::NotScreened),
        Screening::Open(found) => return Err(Refusal::FindingsOpen(found.findings())),
        Screening::Passed => {}
    }
    if *writer == by.author() { Err(Refusal::OwnDraft) } else { Ok(()) }
}

/// Agrees to a draft, or gives it back.
pub fn review(publication: &Publication, step: Review, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let Review { on, level, vote } = step;
    may_review(level, publication, cx, by)?;
    dated(on, publication, cx)?;
    Ok(vec![match vote {
        Vote::Approve => Fact::ReviewApproved { on, level },
        Vote::Return { words } => Fact::ReviewReturned { on, level, words },
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::facts::{Found, Scope};
    use crate::publication::given::{approved, day, drafted, drafted_as, found, given, returned, screened, sealed};
    use crate::who::{Account, Duty};

    fn yes(level: Level) -> Review {
        Review { on: day("2025-06-10"), level, vote: Vote::Approve }
    }

    #[test]
    fn each_level_speaks_in_its_turn_and_the_last_one_frees_the_draft() {
        let start = || [drafted_as("2025-06-09", Scope::AgencyWide), screened("2025-06-09")];
        let when = |facts: Vec<Fact>, level| given(facts).today("2025-06-10").when(review, yes(level));
        when(start().into(), Level::DeputyHead).refused(Refusal::OtherLevel(Level::UnitHead));
        let first = when(start().into(), Level::UnitHead).then();
        assert_eq!(first.awaited_level(), Some(Level::DeputyHead));
        let both = start().into_iter().chain([approved("2025-06-10")]).collect();
        assert!(matches!(when(both, Level::DeputyHead).then().work(), Work::Approved { .. }));
    }

    #[test]
    fn nobody_looks_before_the_screening_is_settled() {
        given([drafted("2025-06-09")])
            .today("2025-06-10")
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::NotScreened);
        let open = found("2025-06-09", Found { likely: 3, ..Found::default() });
        given([drafted("2025-06-09"), open])
            .today("2025-06-10")
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::FindingsOpen(3));
    }

    #[test]
    fn a_level_speaks_only_by_its_own_duty_and_never_on_its_own_draft() {
        let start = || given([drafted("2025-06-09"), screened("2025-06-09")]).today("2025-06-10");
        start()
            .by(Duty::DeputyHead)
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::NotYours(Act::ReviewAsUnitHead));
        start()
            .written_by(Account(7))
            .then_by(Account(7))
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::OwnDraft);
    }

    #[test]
    fn what_is_given_back_is_written_anew() {
        let back = Review { vote: Vote::Return { words: sealed(3) }, ..yes(Level::UnitHead) };
        given([drafted("2025-06-09"), screened("2025-06-09")])
            .today("2025-06-10")
            .when(review, back)
            .facts([returned("2025-06-10")]);
        given([drafted("2025-06-09"), screened("2025-06-09"), returned("2025-06-10")])
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::NoDraft);
        given([drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10")])
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::AwaitsPublishing);
    }
}
