//! The record: entries that are only ever added, what follows from them, and the vault for what people wrote. SQLite and
//! PostgreSQL from one source; the only place that knows which of them it is, is `database`.
//!
//! Every write goes through [`Records::write`], which the one writer task puts into the next group commit; nothing is
//! answered before that group is on the disk. [`append`] adds entries to a file together with all rows that follow.

pub mod annual_report;
pub mod append;
pub mod counted;
pub mod database;
pub mod disposal;
pub mod entry;
pub mod error;
pub mod file;
mod framed;
pub mod key;
pub mod key_file;
pub mod ledger;
mod listed;
pub mod migration;
pub mod overview;
pub mod people;
pub mod publication;
pub mod rebuild;
pub mod register;
pub mod remedy_case;
pub mod request;
pub mod seal;
mod sql;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod time;
pub mod vault;
mod writer;

pub use database::{Options, Records};
pub use error::{StorageError, WriteError};
pub use sea_orm::{DatabaseConnection, DatabaseTransaction as Transaction};
