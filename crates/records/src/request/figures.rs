//! The figures of a year so far, for the first page.

use casework::who::Agency;

use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::sql;

/// What has happened to applications in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Received in it.
    pub received: u64,
    /// Ended in it.
    pub answered: u64,
    /// Of those, not after the day on which they were due. What needed no answer any more was in time.
    pub answered_in_time: u64,
}

impl Records {
    /// The figures of a year.
    pub async fn request_figures(&self, agency: Agency, year: i16) -> Result<Figures, StorageError> {
        let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
        let values = || vec![number(agency).into(), first.clone().into(), last.clone().into()];
        let received = "SELECT COUNT(*) AS many FROM request_row
                        WHERE agency = $1 AND received_on >= $2 AND received_on <= $3";
        let ended =
            "SELECT COUNT(*) AS many, COUNT(CASE WHEN due_on IS NULL OR ended_on <= due_on THEN 1 END) AS timely
                     FROM request_row
                     WHERE agency = $1 AND received_on IS NOT NULL AND ended_on >= $2 AND ended_on <= $3";
        let mut figures = Figures::default();
        let many = |count: i64| u64::try_from(count).unwrap_or_default();
        if let Some(row) = sql::one(self.reading(), received, values()).await? {
            figures.received = many(row.try_get("", "many")?);
        }
        if let Some(row) = sql::one(self.reading(), ended, values()).await? {
            figures.answered = many(row.try_get("", "many")?);
            figures.answered_in_time = many(row.try_get("", "timely")?);
        }
        Ok(figures)
    }
}
