//! 政府信息公开工作年度报告 as a file: from the first open cell to the frozen, published whole and its corrections (Arts. 49–50).
//!
//! `facts` is what can have happened, `state` where the report stands, `steps` what may be done, one file a step; `compile`
//! makes the cells from the records and from what people state, `difference` tells two versions apart, `duty` what is owed
//! by when, `offers` what can be done now, `act` who may. The form and its rules are `law::report`.

pub mod act;
mod codes;
pub mod compile;
pub mod difference;
pub mod duty;
pub mod facts;
pub mod figure;
#[cfg(test)]
mod given;
#[cfg(test)]
mod golden;
pub mod note;
pub mod offers;
pub mod refusal;
pub mod state;
pub mod steps;

use law::calendar::Day;

use crate::entry::Entry;
use crate::file::{File, Mark};

pub use compile::{Compiled, compile};
pub use facts::Fact;
pub use refusal::Refusal;
pub use state::AnnualReport;

impl File for AnnualReport {
    type Fact = Fact;

    const KIND: &'static str = "annual_report";

    fn evolve(&mut self, entry: Entry<Fact>) {
        AnnualReport::evolve(self, entry);
    }

    fn version(&self) -> usize {
        AnnualReport::version(self)
    }

    fn happened_on(fact: &Fact) -> Day {
        fact.on()
    }

    /// A report is what is counted in, and counts nowhere itself.
    fn marks(&self) -> Vec<Mark> {
        Vec::new()
    }
}
