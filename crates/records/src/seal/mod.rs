//! What proves the record: the chain of each file, and the log over all of them. What is in a file is not known here.

mod chain;

pub use chain::{Columns, entry_hash};
