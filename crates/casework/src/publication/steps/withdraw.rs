//! 撤下: what should not be public is taken back, and the public is told that it was there and why it is gone.

use law::calendar::Day;

use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::publication::act::{Act, permit};
use crate::publication::facts::{Fact, Withdrawal};
use crate::publication::{Publication, Refusal};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The act of taking back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdraw {
    /// The day.
    pub on: Day,
    /// Why.
    pub why: Withdrawal,
    /// The reason in words.
    pub words: Sealed,
}

/// Whether there is something to take back.
pub fn may_withdraw(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::Withdraw, cx)?;
    not_withdrawn(publication)?;
    if publication.is_public() { Ok(()) } else { Err(Refusal::NotPublished) }
}

/// Takes it back.
pub fn withdraw(
    publication: &Publication,
    step: Withdraw,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_withdraw(publication, cx, by)?;
    let Withdraw { on, why, words } = step;
    dated(on, publication, cx)?;
    Ok(vec![Fact::Withdrawn { on, why, words }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{approved, day, drafted, given, published, screened, sealed, wish};
    use crate::publication::steps::{HandIn, draft};

    #[test]
    fn what_is_taken_back_is_left_alone() {
        let taking = || Withdraw { on: day("2025-06-12"), why: Withdrawal::Leak, words: sealed(3) };
        let mut facts = vec![drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10")];
        given(facts.clone()).today("2025-06-12").when(withdraw, taking()).refused(Refusal::NotPublished);
        facts.push(published("2025-06-11"));
        let after = given(facts.clone()).today("2025-06-12").when(withdraw, taking()).then();
        assert!(!after.is_public());
        facts.push(Fact::Withdrawn { on: day("2025-06-12"), why: Withdrawal::Leak, words: sealed(3) });
        given(facts.clone()).when(withdraw, taking()).refused(Refusal::Withdrawn(day("2025-06-12")));
        let again = HandIn { on: day("2025-06-12"), wish: wish("2025-06-12"), text: sealed(1) };
        given(facts).when(draft, again).refused(Refusal::Withdrawn(day("2025-06-12")));
    }
}
