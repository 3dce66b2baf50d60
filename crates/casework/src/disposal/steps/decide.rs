//! 批准: two others agree, the head of the agency or of the open-government office among them; or one of them does not.

use super::open;
use crate::context::Context;
use crate::disposal::act::{APPROVERS, Act, decides};
use crate::disposal::facts::Fact;
use crate::disposal::state::Stage;
use crate::disposal::{Disposal, Refusal};
use crate::sealed::Sealed;
use crate::who::{Duty, Viewer};

/// What somebody says to a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Agreed.
    Approve,
    /// Not agreed.
    Refuse {
        /// Why.
        reason: Sealed,
    },
}

/// The duty by which this viewer would agree, or not ([`Act::Approve`], [`Act::Refuse`]).
pub fn may_decide(act: Act, disposal: &Disposal, cx: &Context<'_>, by: &Viewer) -> Result<Duty, Refusal> {
    act.by(by, cx)?;
    let proposed = open(disposal)?;
    if proposed.by == by.author() {
        return Err(Refusal::OwnProposal);
    }
    let held = || act.duties().iter().copied().filter(|duty| by.has(*duty, cx.today));
    let decides = decides(proposed.ground.kind());
    // Of several duties the one that weighs most.
    let duty = held().find(|duty| decides.contains(duty)).or(held().next()).ok_or(Refusal::NotYours(act))?;
    if act != Act::Approve {
        return Ok(duty);
    }
    if disposal.stage() == Stage::Approved {
        return Err(Refusal::Approved);
    }
    if disposal.approvals().iter().any(|approval| approval.by == by.author()) {
        return Err(Refusal::AlreadyApproved);
    }
    let last = disposal.approvals().len() + 1 >= APPROVERS;
    if last && !disposal.is_decided() && !decides.contains(&duty) {
        return Err(Refusal::NeedsDecider(proposed.ground.kind()));
    }
    Ok(duty)
}

/// Takes the word of somebody else than the proposer.
pub fn decide(disposal: &Disposal, vote: Vote, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let on = cx.today;
    Ok(vec![match vote {
        Vote::Approve => Fact::Approved { on, duty: may_decide(Act::Approve, disposal, cx, by)? },
        Vote::Refuse { reason } => Fact::Refused { on, duty: may_decide(Act::Refuse, disposal, cx, by)?, reason },
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disposal::facts::Ground;
    use crate::disposal::steps::given::{approved, proposed, says};
    use crate::request::given::sealed;

    #[test]
    fn two_others_agree_and_one_of_them_has_the_last_word() {
        let one = says(&[proposed(Ground::WronglyEntered)], 2, Duty::LegalReviewer, Vote::Approve).unwrap();
        assert_eq!(one.stage(), Stage::Proposed);
        let both = says(&approved(Ground::WronglyEntered)[..2], 3, Duty::Head, Vote::Approve).unwrap();
        assert_eq!(both.stage(), Stage::Approved);
    }

    #[test]
    fn the_proposer_is_none_of_them_whatever_his_duty() {
        for duty in [Duty::OpenGovernmentOfficeHead, Duty::Head] {
            for vote in [Vote::Approve, Vote::Refuse { reason: sealed(2) }] {
                let refused = says(&[proposed(Ground::WronglyEntered)], 1, duty, vote);
                assert_eq!(refused, Err(Refusal::OwnProposal));
            }
        }
    }

    #[test]
    fn nobody_agrees_twice() {
        let first = &approved(Ground::WronglyEntered)[..2];
        assert_eq!(says(first, 2, Duty::Head, Vote::Approve), Err(Refusal::AlreadyApproved));
    }

    #[test]
    fn without_a_head_two_are_not_enough() {
        let first = &approved(Ground::WronglyEntered)[..2];
        for duty in [Duty::LegalReviewer, Duty::DeputyHead, Duty::OpenGovernmentOffice] {
            let refused = says(first, 3, duty, Vote::Approve).unwrap_err();
            assert!(refused.to_string().contains("公开办负责人"), "{refused}");
        }
        let ordered = &approved(Ground::Ordered)[..2];
        let refused = says(ordered, 3, Duty::OpenGovernmentOfficeHead, Vote::Approve).unwrap_err();
        assert_eq!(refused.to_string(), "还需要主要领导批准，请转给他们");
    }

    #[test]
    fn one_who_does_not_agree_ends_it_even_after_two_who_did() {
        let no = || Vote::Refuse { reason: sealed(2) };
        let all = approved(Ground::WronglyEntered);
        let refused = says(&all, 4, Duty::DeputyHead, no()).unwrap();
        assert_eq!(refused.stage(), Stage::Refused);
        let facts =
            [all, vec![Fact::Refused { on: refused.latest().unwrap(), duty: Duty::DeputyHead, reason: sealed(2) }]];
        assert_eq!(says(&facts.concat(), 5, Duty::Head, Vote::Approve), Err(Refusal::Ended));
    }
}
