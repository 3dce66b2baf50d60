//! Why something that somebody wanted to do was not done.

use casework::request::Refusal;
use casework::who::NotForYou;
use records::append::{NotAppended, NotOpened};
use records::key_file::KeyFileError;
use records::vault::{BlobError, OpenError, VaultError};
use records::{StorageError, WriteError};
use thiserror::Error;

/// Why it was not done. Nothing of it is stored, and what was typed can be sent again with the same key.
#[derive(Debug, Error)]
pub enum Failed {
    /// The law or the state of the file does not allow it, or it is another's task.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The same of a publication.
    #[error(transparent)]
    Publication(#[from] casework::publication::Refusal),
    /// The same of a disposal.
    #[error(transparent)]
    Disposal(#[from] casework::disposal::Refusal),
    /// Something that was typed cannot be used.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// Somebody else was faster: the page comes back with what changed and with what was typed.
    #[error("这件事项刚刚有新的记录（现在共{now}项），请先看过再继续；您填写的内容还在")]
    Conflict {
        /// How many entries there are now.
        now: i64,
    },
    /// There is no such thing, or not for this viewer.
    #[error("没有找到这件事项，请核对编号或者从列表中重新打开")]
    NotFound,
    /// It is there, and not for this viewer.
    #[error(transparent)]
    NotForYou(#[from] NotForYou),
    /// What is sealed cannot be opened, or nothing can be sealed.
    #[error(transparent)]
    Sealed(#[from] VaultError),
    /// The record could not be read or written.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Entries that no release has written.
    #[error("{0}")]
    Unreadable(String),
}

impl Failed {
    /// Whether the store of uploads was away: the same, sent again as it is, may come about later.
    pub fn is_of_the_store(&self) -> bool {
        matches!(self, Failed::Sealed(VaultError::Blob(BlobError::Away(_))))
    }

    /// Whether it was not done because what it needs was destroyed.
    pub fn is_erased(&self) -> bool {
        matches!(self, Failed::Sealed(VaultError::Open(OpenError::Erased)))
    }
}

/// What is wrong with what was typed, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
#[error("{}", .0.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("；"))]
pub struct Invalid(pub Vec<FieldError>);

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, as forms have it.
    pub field: &'static str,
    /// One sentence that says what to do.
    pub message: String,
}

impl Invalid {
    /// Adds one.
    pub fn say(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push(FieldError { field, message: message.into() });
    }

    /// Nothing, or all that was said.
    pub fn settle(self) -> Result<(), Invalid> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl From<NotOpened> for Failed {
    fn from(error: NotOpened) -> Failed {
        match error {
            NotOpened::NoFile => Failed::NotFound,
            NotOpened::Storage(error) => Failed::Storage(error),
            unreadable @ NotOpened::Unreadable { .. } => Failed::Unreadable(unreadable.to_string()),
        }
    }
}

impl From<WriteError<NotAppended>> for Failed {
    fn from(error: WriteError<NotAppended>) -> Failed {
        match error {
            WriteError::Refused(NotAppended::Conflict { now, .. }) => Failed::Conflict { now },
            WriteError::Refused(NotAppended::NoFile) => Failed::NotFound,
            WriteError::Refused(taken @ (NotAppended::NumberTaken | NotAppended::Outdated)) => {
                Failed::Unreadable(taken.to_string())
            }
            WriteError::Storage(error) => Failed::Storage(error),
        }
    }
}

impl From<KeyFileError> for Failed {
    fn from(error: KeyFileError) -> Failed {
        Failed::Sealed(error.into())
    }
}
