//! What proves the record: the chain of each file, and the log over all of them. What is in a file is not known here.
//!
//! [`entry_hash`] chains the entries of one file, [`tree`] is the log over all entries, [`sealer`] puts them into it,
//! [`heads`] signs its head, [`verify`] walks the whole and names what is wrong. `docs/integrity.md` states all of it for
//! those who verify from outside.

mod chain;
pub mod head;
pub mod heads;
pub mod sealer;
pub mod sealing_key;
pub mod tree;
pub mod verify;

pub use chain::{Columns, entry_hash};
pub use head::Head;
pub use sealer::{Round, Sealer};
