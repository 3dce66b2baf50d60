//! Why something that somebody wanted to do with a report was not done.

use casework::annual_report::Refusal;
use casework::annual_report::compile::NoPlace;
use casework::annual_report::note::NotANote;
use casework::who::NotForYou;
use documents::writing::WriteError;
use records::StorageError;
use records::annual_report::content::NoContent;
use records::append::NotOpened;
use thiserror::Error;

use crate::error::Failed;

/// Why it was not done. Nothing of it is stored.
#[derive(Debug, Error)]
pub enum ReportFailed {
    /// The law or the state of the report does not allow it, or it is another's task.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A source or a reason cannot be used as it is written.
    #[error(transparent)]
    Note(#[from] NotANote),
    /// A text or a frozen report is not what it was.
    #[error(transparent)]
    Content(#[from] NoContent),
    /// A frozen report cannot be read.
    #[error("{year}年度报告的存档读不出来：{reason}，请审计管理员核验记录")]
    Frozen {
        /// The report year.
        year: i16,
        /// Why.
        reason: String,
    },
    /// A report that is taken in does not say, or says otherwise, which year it is of.
    #[error("要录入的是{asked}年度的报告，文件写的是{found}年度，请核对")]
    OtherYear {
        /// The year that was asked for.
        asked: i16,
        /// The year that the file says.
        found: i16,
    },
    /// The register of table four is kept by others.
    #[error(transparent)]
    NotYours(#[from] casework::remedy_case::NotYours),
    /// It cannot be written in this format.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// What can go wrong with any file.
    #[error(transparent)]
    Office(#[from] Failed),
}

impl From<NoPlace> for ReportFailed {
    fn from(error: NoPlace) -> ReportFailed {
        ReportFailed::Refused(error.into())
    }
}

impl From<StorageError> for ReportFailed {
    fn from(error: StorageError) -> ReportFailed {
        ReportFailed::Office(error.into())
    }
}

impl From<NotOpened> for ReportFailed {
    fn from(error: NotOpened) -> ReportFailed {
        ReportFailed::Office(error.into())
    }
}

impl From<NotForYou> for ReportFailed {
    fn from(error: NotForYou) -> ReportFailed {
        ReportFailed::Office(error.into())
    }
}
