//! The register of reconsiderations and suits, from which table four of the yearly report counts.

use std::convert::Infallible;

use casework::annual_report::note::Note;
use casework::remedy_case::{RemedyCase, may_enter};
use casework::who::Viewer;
use records::WriteError;
use records::file::FileId;
use records::remedy_case::{self, Row};

use crate::annual_report::ReportFailed;
use crate::setup::Office;

impl Office {
    /// The cases that count in the report of a year.
    pub async fn remedy_cases(&self, by: &Viewer, year: i16) -> Result<Vec<Row>, ReportFailed> {
        self.may_see_figures(by)?;
        Ok(self.records.remedy_cases(by.agency(), year).await?)
    }

    /// Enters a case, or what has become of it: `id` is that of an earlier entry, which is replaced. `note` is the number of the case
    /// at the body or another short remark, without names; it may be empty.
    pub async fn keep_remedy_case(
        &self,
        by: &Viewer,
        id: Option<FileId>,
        case: RemedyCase,
        request: Option<FileId>,
        note: &str,
    ) -> Result<FileId, ReportFailed> {
        may_enter(by, &self.context(by))?;
        let note = if note.trim().is_empty() { String::new() } else { Note::new(note)?.as_str().to_owned() };
        let id = id.unwrap_or_else(FileId::random);
        let row = Row { id: id.clone(), case, request, note };
        let (agency, author, at) = (by.agency(), by.author(), self.now());
        let write = self.records.write(move |transaction| {
            Box::pin(async move { Ok(remedy_case::keep(transaction, agency, &row, author, at).await?) })
        });
        write.await.map_err(|error: WriteError<Infallible>| match error {
            WriteError::Refused(never) => match never {},
            WriteError::Storage(error) => ReportFailed::from(error),
        })?;
        Ok(id)
    }
}
