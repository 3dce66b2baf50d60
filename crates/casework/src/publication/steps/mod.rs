//! What may be done on a publication: each step is a function of the file to the facts that follow, or to the reason why
//! it cannot be taken and what to do instead. `may_…` asks the same before anything is typed.

mod draft;
mod interpret;
mod publish;
mod repeal;
mod review;
mod revise;
mod screen;
mod withdraw;

pub use draft::{HandIn, Wish, draft, may_draft};
pub use interpret::{WaiveInterpretation, interpreted, may_waive_interpretation, waive_interpretation};
pub use publish::{Publish, Unnumbered, may_publish, publish};
pub use repeal::{MarkRepealed, may_repeal, repeal};
pub use review::{Review, Vote, may_review, review};
pub use revise::{Revise, may_revise, revise};
pub use screen::{Screen, may_screen, screen};
pub use withdraw::{Withdraw, may_withdraw, withdraw};

use law::calendar::Day;

use super::{Publication, Refusal};
use crate::context::Context;

/// The last gate of every step: nothing is dated ahead, nor before what is on the file.
fn dated(on: Day, publication: &Publication, cx: &Context<'_>) -> Result<(), Refusal> {
    if on > cx.today {
        return Err(Refusal::InTheFuture(on));
    }
    match publication.latest() {
        Some(latest) if on < latest => Err(Refusal::BeforeEarlier(latest)),
        _ => Ok(()),
    }
}

/// What was taken back is left alone, and what was destroyed.
fn not_withdrawn(publication: &Publication) -> Result<(), Refusal> {
    if let Some(erasure) = publication.erased() {
        return Err(Refusal::Erased(erasure.on));
    }
    publication.withdrawn().map_or(Ok(()), |(on, _)| Err(Refusal::Withdrawn(on)))
}
