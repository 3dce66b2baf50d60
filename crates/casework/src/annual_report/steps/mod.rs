//! What may be done on a yearly report: each step is a function of the file to the facts that follow, or to the reason why it
//! cannot be taken. `may_…` asks the same before anything is typed.

mod correct;
mod declare;
mod open;
mod publish;
mod review;
mod send;
mod submit;
mod write_narrative;

pub use correct::{Correct, TakenOver, correct, may_correct};
pub use declare::{Declare, WithdrawDeclaration, declare, may_declare, withdraw_declaration};
pub use open::{Import, Open, import, may_import, may_open, open};
pub use publish::{Publish, may_publish, publish};
pub use review::{Review, Vote, may_review, review};
pub use send::{SendToSupervisor, may_send_to_supervisor, send_to_supervisor};
pub use submit::{CHAIN, Submit, TakeBack, may_submit, may_take_back, submit, take_back};
pub use write_narrative::{WriteNarrative, may_write_narrative, write_narrative};

use law::calendar::Day;

use super::state::{Opened, Stage};
use super::{AnnualReport, Refusal};
use crate::context::Context;

/// The year of a report whose cells and texts can be worked on now.
fn compiling(report: &AnnualReport) -> Result<Opened, Refusal> {
    let opened = report.opened().ok_or(Refusal::NotOpened)?;
    match report.stage() {
        Stage::Compiling => Ok(opened),
        Stage::InReview { .. } => Err(Refusal::InReview),
        Stage::Approved { .. } => Err(Refusal::Approved),
        Stage::Published => Err(Refusal::Published),
    }
}

/// Nothing is dated ahead, and the file's days follow one another.
fn in_order(on: Day, report: &AnnualReport, cx: &Context<'_>) -> Result<(), Refusal> {
    match report.latest() {
        _ if on > cx.today => Err(Refusal::InTheFuture(on)),
        Some(latest) if on < latest => Err(Refusal::BeforeEarlier(latest)),
        _ => Ok(()),
    }
}
