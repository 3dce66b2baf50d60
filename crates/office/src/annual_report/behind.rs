//! A number opens the list of the files that it counts.

use casework::who::{NotForYou, Reach, Subject, Viewer};
use law::report::{CellId, Table};
use records::annual_report::behind::{After, Behind};
use records::request::Row;

use super::failed::ReportFailed;
use crate::remedy_case::Listed;
use crate::setup::Office;

/// A page of what stands behind a cell.
#[derive(Clone, Debug, Default)]
pub struct FilesBehind {
    /// The files, each with the row and column in which it counts, and what lists know of it where it is an application.
    pub files: Vec<(Behind, Option<Row>)>,
    /// The cases of table four.
    pub cases: Vec<Listed>,
    /// Behind which the next page begins.
    pub next: Option<After>,
}

impl Office {
    /// What stands behind a cell of a year's report, `limit` files behind `after`. For those who see all files of the agency.
    pub async fn files_behind(
        &self,
        by: &Viewer,
        year: i16,
        cell: CellId,
        after: Option<&After>,
        limit: u64,
    ) -> Result<FilesBehind, ReportFailed> {
        if !matches!(by.reach(Subject::File, self.today()), Reach::Agency | Reach::Supervised) {
            return Err(NotForYou(Subject::File).into());
        }
        let agency = by.agency();
        if cell.table == Table::Remedies {
            let mut cases = self.records.remedy_cases(agency, year).await?;
            cases.retain(|row| row.case.cell(year).is_some_and(|counted| is_within(counted, cell)));
            let cases = self.listed(by, cases).await?;
            return Ok(FilesBehind { cases, ..FilesBehind::default() });
        }
        let page = self.records.files_behind(agency, year, cell, after, limit).await?;
        let mut files = Vec::with_capacity(page.files.len());
        for behind in page.files {
            let row = match cell.table {
                Table::Requests => self.records.request_row(agency, &behind.file).await?,
                Table::Proactive | Table::Remedies => None,
            };
            files.push((behind, row));
        }
        Ok(FilesBehind { files, cases: Vec::new(), next: page.next })
    }
}

fn is_within(counted: CellId, cell: CellId) -> bool {
    counted.row == cell.row && (counted.column == cell.column || cell.column == "total")
}
