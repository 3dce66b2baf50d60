//! 现在可以做: every step on a disposal with either 「now」 or the reason why not.

use super::act::Act;
use super::{Disposal, Refusal, steps};
use crate::context::Context;
use crate::who::Viewer;

/// One step on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The step.
    pub act: Act,
    /// It can be taken now, or why not.
    pub now: Result<(), Refusal>,
}

/// The steps that follow a proposal, those that can be taken first.
pub fn offers(disposal: &Disposal, cx: &Context<'_>, by: &Viewer) -> Vec<Offer> {
    let may = |act| match act {
        Act::Approve | Act::Refuse => steps::may_decide(act, disposal, cx, by).map(|_| ()),
        Act::Propose | Act::CarryOut => steps::may_carry_out(disposal, cx, by),
    };
    let following = [Act::Approve, Act::Refuse, Act::CarryOut];
    let mut offers: Vec<Offer> = following.map(|act| Offer { act, now: may(act) }).into();
    offers.sort_by_key(|offer| offer.now.is_err()); // stable: else the order of a file's life
    offers
}
