//! Who reads and who acts: accounts of an agency with their duties, an applicant with his one file, the worker. And what
//! an agency is made of: its place among others, its units, its leading group, its administrators.
//!
//! What a duty allows on a file is data of each kind of file (for applications `data/request.toml`); how far it sees is
//! `data/reading.toml`, and who manages people `data/people.toml`.

mod administration;
mod agency;
mod delegation;
mod duty;
mod leading_group;
mod name;
mod password;
mod power;
mod reading;
mod signing_in;
mod unit;
mod viewer;

use serde::{Deserialize, Serialize};

pub use administration::{PeopleAct, PeopleRefusal};
pub use agency::{Tie, TieError, TieKind, Tree};
pub use delegation::{Delegation, DelegationError};
pub use duty::{Duty, Held, NotADuty, NotTogether};
pub use leading_group::{GroupError, LeadingGroup, Membership, Role};
pub use name::{Login, Name, NotALogin, NotAName};
pub use password::{Password, WeakPassword};
pub use power::{Power, PowerMove, PowerMoveError, PowerMoves};
pub use reading::{Confidant, Confidants, NotForYou, NotNamed, Place, Reach, Subject};
pub use signing_in::{Counted, Failures, Limits, SessionOver, SessionTimes, Shut};
pub use unit::{NewUnit, UnitKind};
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
