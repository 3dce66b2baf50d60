//! 依申请公开: one application, from the door to the archive.
//!
//! `facts` is what can have happened, `state` where the file stands after it, `steps` what may be done, one file a step;
//! `letter` which letters there are; `clock` asks the law, `duty` says what is owed by when, `offers` what can be done now, `counted` where it counts in the
//! annual report, `act` who may.

pub mod act;
mod clock;
mod codes;
pub mod counted;
pub mod duty;
pub mod facts;
#[cfg(test)]
pub(crate) mod given;
#[cfg(test)]
mod golden;
pub mod letter;
pub mod offers;
pub mod refusal;
pub mod state;
pub mod steps;

use law::calendar::Day;

use crate::entry::Entry;
use crate::file::{File, Mark};

pub use facts::Fact;
pub use refusal::Refusal;
pub use state::Request;

impl File for Request {
    type Fact = Fact;

    const KIND: &'static str = "request";

    fn evolve(&mut self, entry: Entry<Fact>) {
        Request::evolve(self, entry);
    }

    fn version(&self) -> usize {
        Request::version(self)
    }

    fn happened_on(fact: &Fact) -> Day {
        fact.on()
    }

    fn marks(&self) -> Vec<Mark> {
        counted::marks(self)
    }
}
