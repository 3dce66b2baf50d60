//! The kinds of file that an open-government office works on: what can have happened to one (facts), where it stands
//! (state), what may be done now (steps), what is owed by when (duty), who may, and where it counts in the report.
//!
//! Pure: no I/O, no clock of its own; the day and the settings come in as [`context::Context`]. The law itself is in
//! `law`. One folder a kind of file: `request` is the application; others follow beside it.

pub mod annual_report;
pub mod context;
pub mod disposal;
pub mod entry;
pub mod file;
#[cfg(test)]
mod given;
pub mod ledger;
pub mod paper;
pub mod publication;
pub mod remedy_case;
pub mod request;
pub mod sealed;
pub mod who;
