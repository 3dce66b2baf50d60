//! Who reads and who acts: accounts of an agency with their duties, an applicant with his one file, the worker. And what
//! an agency is made of: its place among others, its units, its leading group, its administrators.
//!
//! What a duty allows on a file is data of each kind of file (for applications `data/request.toml`).

mod duty;
mod viewer;

use serde::{Deserialize, Serialize};

pub use duty::{Duty, Held, NotTogether};
pub use viewer::{Charge, Viewer, Who};

/// The number of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Account(pub u64);

/// The number of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Agency(pub u64);

/// The number of a section or subordinate unit of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unit(pub u64);
