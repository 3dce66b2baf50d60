//! 修改答复稿: the draft keeps what it answers and on which grounds, and reads otherwise; the review begins anew, for who has agreed has agreed to other words.

use law::calendar::Day;

use super::{not_before_the_rest, running, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Fact, Reply, SearchRecord, Withheld};
use crate::request::state::Review;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The draft's words as they now read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rework {
    /// The day.
    pub on: Day,
    /// The text beside the grounds.
    pub words: Sealed,
    /// The words of each ground, in its order; `None` where its entry held none.
    pub grounds: Vec<Option<Sealed>>,
    /// The words of the search, where there is one.
    pub search: Option<Sealed>,
}

/// Whether there is a draft whose words may be changed: one that is looked at, or that was given back and is still what the file calls for.
pub fn may_rework(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    at_hand(request, cx, by).map(|_| ())
}

fn at_hand<'r>(request: &'r Request, cx: &Context<'_>, by: &Viewer) -> Result<&'r Reply, Refusal> {
    by.may(Act::Reply, cx)?;
    running(request, cx)?;
    if matches!(request.review(), Review::Approved { .. }) {
        return Err(Refusal::AlreadyApproved);
    }
    request.draft_at_hand().map(|(_, reply)| reply).ok_or(Refusal::NoDraftAtHand)
}

/// Hands the draft in again with other words.
pub fn rework(request: &Request, step: Rework, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let draft = at_hand(request, cx, by)?;
    let Rework { on, words, grounds, search } = step;
    not_before_the_rest(on, request)?;
    if grounds.len() != draft.withheld.len() || search.is_some() != draft.search.is_some() {
        return Err(Refusal::OtherDraft);
    }
    let withheld: Vec<Withheld> =
        draft.withheld.iter().zip(grounds).map(|(one, words)| one.clone().with(words)).collect();
    let searched = draft.search.clone().zip(search).map(|(record, words)| SearchRecord { words, ..record });
    let chain = cx.review_chain.levels().to_vec();
    let reply = Reply { withheld, search: searched, words, chain, ..draft.clone() };
    settle(request, vec![Fact::ReplyDrafted { on, reply }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::facts::Level;
    use crate::request::given::{asked, consulted, day, drafted, drafted_through, given, received, reviewed, sealed};
    use crate::who::Duty;

    fn words(on: &str) -> Rework {
        Rework { on: day(on), words: sealed(30), grounds: Vec::new(), search: None }
    }

    fn returned(on: &str) -> Fact {
        Fact::ReviewReturned { on: day(on), level: Level::UnitHead, words: sealed(6) }
    }

    #[test]
    fn a_draft_with_other_words_is_looked_at_from_the_first_level_again() {
        let chain = [Level::UnitHead, Level::LegalReviewer];
        let facts = [received("2025-06-09"), drafted_through("2025-06-16", &chain), reviewed("2025-06-17")];
        let after = given(facts).today("2025-06-18").when(rework, words("2025-06-18")).then();
        assert_eq!(after.awaited_level(), Some(Level::UnitHead));
        let (entry, reply) = after.draft_at_hand().unwrap();
        assert_eq!((entry, &reply.words), (4, &sealed(30)));
    }

    #[test]
    fn what_was_given_back_may_come_again_with_other_words_while_nothing_else_has_happened() {
        let back = vec![received("2025-06-09"), drafted("2025-06-16"), returned("2025-06-17")];
        let after = given(back.clone()).today("2025-06-18").when(rework, words("2025-06-18")).then();
        assert_eq!(after.awaited_level(), Some(Level::UnitHead));
        let heard = [back, vec![consulted("2025-06-18", 1)]].concat();
        given(heard).today("2025-06-19").when(rework, words("2025-06-19")).refused(Refusal::NoDraftAtHand);
    }

    #[test]
    fn nothing_is_changed_behind_the_back_of_who_agreed_last() {
        let approved = [received("2025-06-09"), drafted("2025-06-16"), reviewed("2025-06-17")];
        given(approved).today("2025-06-18").when(rework, words("2025-06-18")).refused(Refusal::AlreadyApproved);
        given([received("2025-06-09")])
            .today("2025-06-18")
            .when(rework, words("2025-06-18"))
            .refused(Refusal::NoDraftAtHand);
        let asked = [received("2025-06-09"), asked("2025-06-10")];
        given(asked).today("2025-06-12").when(rework, words("2025-06-12")).refused(Refusal::AwaitingCorrection);
        let reviewer =
            given([received("2025-06-09"), drafted("2025-06-16")]).today("2025-06-18").by(Duty::LegalReviewer);
        reviewer.when(rework, words("2025-06-18")).refused(Refusal::NotYours(Act::Reply));
    }

    #[test]
    fn the_words_of_another_draft_are_refused() {
        let other = Rework { grounds: vec![Some(sealed(31))], ..words("2025-06-18") };
        let given = given([received("2025-06-09"), drafted("2025-06-16")]).today("2025-06-18");
        given.when(rework, other).refused(Refusal::OtherDraft);
    }
}
