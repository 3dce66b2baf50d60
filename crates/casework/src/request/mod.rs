//! 依申请公开: one application, from the door to the archive.
//!
//! `facts` is what can have happened, `state` where the file stands after it, `steps` what may be done, one file a step;
//! `clock` asks the law, `duty` says what is owed by when, `offers` what can be done now, `counted` where it counts in the
//! annual report, `act` who may.

pub mod act;
mod clock;
mod codes;
pub mod counted;
pub mod duty;
pub mod facts;
#[cfg(test)]
mod given;
pub mod offers;
pub mod payload;
pub mod refusal;
pub mod state;
pub mod steps;

pub use facts::Fact;
pub use refusal::Refusal;
pub use state::Request;
