//! A step that somebody takes on a file.

use records::file::FileId;
use records::key::CommandKey;

/// A step on the version of a file that its page showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command<Step> {
    /// The file.
    pub file: FileId,
    /// How many entries it had when the officer looked at it.
    pub version: usize,
    /// The key of this command: the same one is not done twice.
    pub key: CommandKey,
    /// What is done.
    pub step: Step,
}
