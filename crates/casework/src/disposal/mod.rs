//! 销毁: the words of a file are destroyed, and its facts and figures stay. A matter of its own, with a proposer, two others who
//! agree and somebody who carries it out, so that nothing is gone without a record of who wanted it and why.
//!
//! `facts` is what can have happened to a disposal, `state` where it stands, `steps` what may be done, `offers` what can be done
//! now, `act` who may; `subject` is what the file that is to be destroyed says of itself. How long files are kept is
//! `law::retention`; how keys and words are destroyed is the record's.

pub mod act;
pub mod facts;
#[cfg(test)]
mod golden;
pub mod offers;
pub mod refusal;
pub mod state;
pub mod steps;
pub mod subject;

use law::calendar::Day;

use crate::entry::Entry;
use crate::file::{File, FileNumber, Mark};

pub use act::Act;
pub use facts::{Fact, GroundKind, Target, TargetKind};
pub use refusal::Refusal;
pub use state::Disposal;
pub use subject::{Disposable, Subject};

/// What stands, on pages and in lists, where words have been destroyed.
pub const GONE: &str = "本卷所载个人信息已按规定销毁";

/// The destruction of what was sealed for a file, as the file itself knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The day.
    pub on: Day,
    /// The file of the disposal that ordered it.
    pub disposal: FileNumber,
    /// It had been entered by mistake and not ended: it counts as if it had never come.
    pub void: bool,
}

impl File for Disposal {
    type Fact = Fact;

    const KIND: &'static str = "disposal";

    fn evolve(&mut self, entry: Entry<Fact>) {
        Disposal::evolve(self, entry);
    }

    fn version(&self) -> usize {
        Disposal::version(self)
    }

    fn happened_on(fact: &Fact) -> Day {
        fact.on()
    }

    /// The report knows nothing of it.
    fn marks(&self) -> Vec<Mark> {
        Vec::new()
    }
}
