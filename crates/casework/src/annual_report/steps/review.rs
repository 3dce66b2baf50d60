//! 审核: the levels look at the fixed whole one after the other; nobody agrees to what he handed in himself.

use law::calendar::Day;

use super::in_order;
use crate::annual_report::act::Act;
use crate::annual_report::note::Note;
use crate::annual_report::state::Stage;
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::request::facts::Level;
use crate::who::Viewer;

/// What one level says.
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
    /// To be worked on again.
    Return {
        /// Why.
        reason: Note,
    },
}

/// Whether this level may speak now.
pub fn may_review(level: Level, report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::review(level).ok_or(Refusal::NothingToReview)?.by(by, cx)?;
    let awaited = report.awaited_level().ok_or(Refusal::NothingToReview)?;
    if awaited != level {
        return Err(Refusal::OtherLevel(awaited));
    }
    match report.stage() {
        Stage::InReview { by: writer, .. } if *writer == by.author() => Err(Refusal::OwnDraft),
        _ => Ok(()),
    }
}

/// Agrees, or gives it back.
pub fn review(report: &AnnualReport, step: Review, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let Review { on, level, vote } = step;
    may_review(level, report, cx, by)?;
    in_order(on, report, cx)?;
    Ok(vec![match vote {
        Vote::Approve => Fact::ReviewApproved { on, level },
        Vote::Return { reason } => Fact::ReviewReturned { on, level, reason },
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{approvals, day, digest, given, note, opened, submitted};
    use crate::who::{Account, Duty};

    fn yes(level: Level) -> Review {
        Review { on: day("2026-01-12"), level, vote: Vote::Approve }
    }

    #[test]
    fn office_deputy_and_head_speak_in_this_order() {
        let after = |passed: usize| {
            let facts = submitted("2026-01-12").into_iter().chain(approvals("2026-01-12").into_iter().take(passed));
            given(facts)
        };
        after(0).when(review, yes(Level::Head)).refused(Refusal::OtherLevel(Level::UnitHead));
        assert_eq!(after(0).when(review, yes(Level::UnitHead)).then().awaited_level(), Some(Level::DeputyHead));
        assert_eq!(after(1).when(review, yes(Level::DeputyHead)).then().awaited_level(), Some(Level::Head));
        let approved = after(2).when(review, yes(Level::Head)).then();
        assert_eq!(approved.stage(), &Stage::Approved { digest: digest(1) });
        after(3).when(review, yes(Level::Head)).refused(Refusal::NothingToReview);
        after(0).when(review, yes(Level::LegalReviewer)).refused(Refusal::NothingToReview);
    }

    #[test]
    fn a_level_speaks_only_by_its_own_duty() {
        given(submitted("2026-01-12"))
            .by(Duty::DeputyHead)
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::NotYours(Act::ReviewAsUnitHead));
    }

    #[test]
    fn nobody_agrees_to_what_he_handed_in() {
        given(submitted("2026-01-12"))
            .written_by(Account(7))
            .then_by(Account(7))
            .when(review, yes(Level::UnitHead))
            .refused(Refusal::OwnDraft);
    }

    #[test]
    fn what_is_given_back_is_worked_on_again() {
        let back =
            Review { vote: Vote::Return { reason: note("第五部分与上年雷同") }, ..yes(Level::UnitHead) };
        let after = given(submitted("2026-01-12")).when(review, back).then();
        assert_eq!(after.stage(), &Stage::Compiling);
        given([opened("2026-01-12")]).when(review, yes(Level::UnitHead)).refused(Refusal::NothingToReview);
    }
}
