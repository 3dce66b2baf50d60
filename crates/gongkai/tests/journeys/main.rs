//! What people come for, from the first page to the last, in a real browser on the served demonstration.
//!
//! Every page on the way is held against axe-core (WCAG 2.2 AA) and must not scroll sideways: `Browser::arrives` does both,
//! so that no journey can forget it. `pictures` takes the pictures of the documentation on the same stage (`scripts/screenshots`).

mod accessibility;
mod applicant;
mod approver;
mod browser;
mod console;
mod demonstration;
mod handler;
mod head;
mod intake;
mod ledger;
mod pictures;
mod process;
mod tour;
