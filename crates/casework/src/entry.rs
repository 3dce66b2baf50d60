//! What a file's entries say: a fact and whose word it is. Everything else of an entry (times, hashes) is the record's.

use serde::{Deserialize, Serialize};

use crate::who::Account;

/// Whose word a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// Somebody of the office.
    Account(Account),
    /// The applicant, over the web form.
    Applicant,
    /// The worker that states what time alone has brought about.
    Worker,
}

/// One entry of a file. Its number is its place, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<F> {
    /// Whose word it is.
    pub by: Author,
    /// What happened.
    pub fact: F,
}
