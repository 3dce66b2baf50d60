//! The register of reconsiderations and suits, from which table four of the yearly report counts.

use casework::annual_report::note::Note;
use casework::remedy_case::{RemedyCase, may_enter};
use casework::who::Viewer;
use records::WriteError;
use records::file::FileId;
use records::remedy_case::{self, Kept};

pub use records::remedy_case::{Row, State};

use crate::annual_report::ReportFailed;
use crate::error::Failed;
use crate::setup::Office;

/// A case as somebody saw it before changing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its number.
    pub id: FileId,
    /// Its version; 0 for one that is not entered yet.
    pub version: i64,
}

impl Seen {
    /// A case that is not entered yet.
    pub fn nothing() -> Seen {
        Seen { id: FileId::random(), version: 0 }
    }
}

/// A case as it is listed, with the number of the application that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The case.
    pub row: Row,
    /// Its version, which a change of it names; 0 in lists, where nobody changes it.
    pub version: i64,
    /// 「澜环公开申〔2025〕27号」; empty where it is about none of this record, or about one without number.
    pub request_number: String,
}

impl Office {
    /// Whether this viewer keeps the register.
    pub fn may_keep_remedy_cases(&self, by: &Viewer) -> bool {
        may_enter(by, &self.context(by)).is_ok()
    }

    /// The same cases as [`Office::remedy_cases`], the latest first, for a page.
    pub async fn listed_remedy_cases(&self, by: &Viewer, year: i16) -> Result<Vec<Listed>, ReportFailed> {
        let cases = self.remedy_cases(by, year).await?;
        self.listed(by, cases.into_iter().rev().collect()).await
    }

    pub(crate) async fn listed(&self, by: &Viewer, cases: Vec<Row>) -> Result<Vec<Listed>, ReportFailed> {
        let mut listed = Vec::with_capacity(cases.len());
        for row in cases {
            let request_number = self.number_of_application(by, row.request.as_ref()).await?;
            listed.push(Listed { row, version: 0, request_number });
        }
        Ok(listed)
    }

    /// The case of this number; `None` where there is none.
    pub async fn remedy_case(&self, by: &Viewer, id: &FileId) -> Result<Option<Listed>, ReportFailed> {
        self.may_see_figures(by)?;
        let Some((version, row)) = self.records.remedy_case(by.agency(), id).await? else { return Ok(None) };
        let request_number = self.number_of_application(by, row.request.as_ref()).await?;
        Ok(Some(Listed { row, version, request_number }))
    }

    /// Every state that a case was ever in, the first one first, with the numbers of the applications.
    pub async fn remedy_case_history(&self, by: &Viewer, id: &FileId) -> Result<Vec<(State, String)>, ReportFailed> {
        self.may_see_figures(by)?;
        let mut history = Vec::new();
        for state in self.records.remedy_case_states(by.agency(), id).await? {
            let number = self.number_of_application(by, state.row.request.as_ref()).await?;
            history.push((state, number));
        }
        Ok(history)
    }

    async fn number_of_application(&self, by: &Viewer, file: Option<&FileId>) -> Result<String, ReportFailed> {
        let Some(file) = file else { return Ok(String::new()) };
        let row = self.records.request_row(by.agency(), file).await?;
        let number = row.and_then(|row| row.number());
        Ok(number.map(|number| format!("{}{number}", self.profile.request_mark)).unwrap_or_default())
    }

    /// The cases that count in the report of a year.
    pub async fn remedy_cases(&self, by: &Viewer, year: i16) -> Result<Vec<Row>, ReportFailed> {
        self.may_see_figures(by)?;
        Ok(self.records.remedy_cases(by.agency(), year).await?)
    }

    /// Enters a case, or what has become of it. `note` is the number of the case at the body or another short remark, without names;
    /// it may be empty. Errors: [`Failed::Conflict`] where somebody else has written it since it was seen; nothing is
    /// overwritten then. The same once more changes nothing.
    pub async fn keep_remedy_case(
        &self,
        by: &Viewer,
        seen: Seen,
        case: RemedyCase,
        request: Option<FileId>,
        note: &str,
    ) -> Result<FileId, ReportFailed> {
        may_enter(by, &self.context(by))?;
        let note = if note.trim().is_empty() { String::new() } else { Note::new(note)?.as_str().to_owned() };
        let Seen { id, version } = seen;
        let row = Row { id: id.clone(), case, request, note };
        let (agency, author, at) = (by.agency(), by.author(), self.now());
        let write = self.records.write(move |transaction| {
            Box::pin(async move {
                match remedy_case::keep(transaction, agency, &row, version, author, at).await? {
                    Kept::As(_) => Ok(()),
                    Kept::Conflict(now) => Err(WriteError::Refused(now)),
                }
            })
        });
        write.await.map_err(|error: WriteError<i64>| match error {
            WriteError::Refused(now) => ReportFailed::Office(Failed::Conflict { now }),
            WriteError::Storage(error) => ReportFailed::from(error),
        })?;
        Ok(id)
    }
}
