//! The use cases: one function for each thing that people do, and what runs by itself. The only place where the record,
//! letters, screening and the kinds of file meet; it knows neither HTTP nor SQL.

pub mod annual_report;
mod clock;
mod command;
pub mod disposal;
mod error;
pub mod ledger;
pub mod overview;
pub mod paper;
pub mod people;
pub mod publication;
pub mod reading_log;
pub mod remedy_case;
pub mod request;
mod setup;
pub mod supervising;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod waiting;
pub mod worker;

pub use clock::Clock;
pub use command::Command;
pub use documents::qr;
pub use error::{Failed, FieldError, Invalid};
pub use records::append::NotAppended;
pub use records::file::FileId;
pub use records::key::CommandKey;
pub use records::{StorageError, WriteError};
pub use screening::Masking;
pub use setup::{Office, Profile};
