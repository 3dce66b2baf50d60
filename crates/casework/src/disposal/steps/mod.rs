//! What may be done on a disposal: each step is a function of the file to the facts that follow, or to the reason why it cannot be
//! taken and what to do instead. All of it happens today: nobody agrees with yesterday's date.

mod carry_out;
mod decide;
#[cfg(test)]
mod given;
mod propose;

pub use carry_out::{CarriedOut, carry_out, may_carry_out};
pub use decide::{Vote, decide, may_decide};
pub use propose::{Propose, may_propose, propose};

use super::state::{Proposed, Stage};
use super::{Disposal, Refusal};

/// What was proposed, where it has not ended.
fn open(disposal: &Disposal) -> Result<&Proposed, Refusal> {
    let proposed = disposal.proposed().ok_or(Refusal::NotProposed)?;
    match disposal.stage() {
        Stage::Proposed | Stage::Approved => Ok(proposed),
        Stage::Refused | Stage::CarriedOut => Err(Refusal::Ended),
    }
}
