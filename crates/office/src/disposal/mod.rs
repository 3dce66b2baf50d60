//! 销毁: what people do when the words of a file are to go.
//!
//! `propose` begins the matter, `take` agrees, refuses or carries it out, `page` is what those see who decide, `lists` all of them.
//! What a proposal says in words is sealed under its own key and may name nobody: it outlives what it is about.

mod lists;
mod page;
mod propose;
mod take;

pub use casework::disposal::GONE;
pub use casework::disposal::facts::{GroundKind, Target, TargetKind};
pub use lists::Line;
pub use page::DisposalPage;
pub use propose::{Chance, Proposal};
pub use take::{Command, Step};
