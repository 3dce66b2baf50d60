//! What proves the record: the chain of each file, and the log over all of them. What is in a file is not known here.

mod chain;
pub mod head;
pub mod sealing_key;
pub mod tree;

pub use chain::{Columns, entry_hash};
pub use head::Head;
