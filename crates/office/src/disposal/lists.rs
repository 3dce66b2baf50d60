//! All disposals of the agency, the newest first: the 销毁清册.

use casework::who::Viewer;
use records::disposal::Row;
use records::file::FileId;

use crate::error::Failed;
use crate::setup::Office;

/// A line of the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The disposal.
    pub file: FileId,
    /// What lists know of it.
    pub row: Row,
    /// What people call the file that it is about; `None` where it has no number.
    pub number: Option<String>,
}

impl Office {
    /// The disposals, the newest first; `after` is where the page before ended (its `started_at` and file).
    pub async fn disposals(&self, by: &Viewer, after: Option<(&str, &str)>, limit: u64) -> Result<Vec<Line>, Failed> {
        self.may_see_disposals(by)?;
        let mut lines = Vec::new();
        for row in self.records.disposals(by.agency(), after, limit).await? {
            let (Some(file), Some(kind)) = (row.file(), row.target_kind()) else { continue };
            let Ok(target) = row.target.parse::<FileId>() else { continue };
            let number = self.number_of_target(by, kind, &target).await?;
            lines.push(Line { file, row, number });
        }
        Ok(lines)
    }
}
