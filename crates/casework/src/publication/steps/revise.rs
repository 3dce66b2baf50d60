//! 发布修订: the draft that has passed takes the place of what is public.

use law::calendar::Day;

use super::publish::passed;
use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::publication::act::{Act, permit};
use crate::publication::facts::Fact;
use crate::publication::text::TextDigest;
use crate::publication::{Publication, Refusal};
use crate::who::Viewer;

/// The act of replacing what is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revise {
    /// The day.
    pub on: Day,
    /// What the public will read: the text that passed.
    pub text: TextDigest,
}

/// Whether a revision may go out now.
pub fn may_revise(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::Revise, cx)?;
    not_withdrawn(publication)?;
    if !publication.is_public() {
        return Err(Refusal::NotPublished);
    }
    passed(publication)
}

/// Replaces what is public. Number and day of first publication stay.
pub fn revise(publication: &Publication, step: Revise, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_revise(publication, cx, by)?;
    let Revise { on, text } = step;
    dated(on, publication, cx)?;
    Ok(vec![Fact::Revised { on, text }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{approved, day, digest, drafted, given, published, screened};

    #[test]
    fn a_revision_passes_like_the_first_draft() {
        let revising = || Revise { on: day("2025-07-11"), text: digest() };
        let mut facts = vec![drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10")];
        given(facts.clone()).today("2025-07-11").when(revise, revising()).refused(Refusal::NotPublished);
        facts.push(published("2025-06-11"));
        given(facts.clone()).today("2025-07-11").when(revise, revising()).refused(Refusal::NoDraft);
        facts.extend([drafted("2025-07-09"), screened("2025-07-09")]);
        given(facts.clone()).today("2025-07-11").when(revise, revising()).refused(Refusal::NotApproved);
        facts.push(approved("2025-07-10"));
        let after = given(facts).today("2025-07-11").when(revise, revising()).then();
        assert_eq!(after.public().unwrap().edition, 2);
    }
}
