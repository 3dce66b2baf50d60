//! 主动公开: one piece of information, from the draft to the public and to its end.
//!
//! `facts` is what can have happened, `state` where the file stands after it, `steps` what may be done, one file a step;
//! `clock` is the term of Art. 26, `duty` says what is owed by when, `offers` what can be done now, `counted` where it counts
//! in the annual report, `act` who may, `text` what the public reads. No words are in the facts: drafts are sealed, and what
//! is public lies in a table of its own, so that a leak can be taken back whole.

pub mod act;
pub mod clock;
mod codes;
pub mod counted;
pub mod duty;
pub mod facts;
#[cfg(test)]
pub(crate) mod given;
#[cfg(test)]
mod golden;
pub mod numbering;
pub mod offers;
pub mod refusal;
pub mod state;
pub mod steps;
pub mod text;

use law::calendar::Day;

use crate::entry::Entry;
use crate::file::{File, Mark};

pub use facts::Fact;
pub use refusal::Refusal;
pub use state::Publication;

impl File for Publication {
    type Fact = Fact;

    const KIND: &'static str = "publication";

    fn evolve(&mut self, entry: Entry<Fact>) {
        Publication::evolve(self, entry);
    }

    fn version(&self) -> usize {
        Publication::version(self)
    }

    fn happened_on(fact: &Fact) -> Day {
        fact.on()
    }

    fn marks(&self) -> Vec<Mark> {
        counted::marks(self)
    }
}
