//! Yearly reports: their list row, what their facts name by digest, the figures of a year, and the files behind a cell.

pub mod behind;
pub mod content;
pub mod figures;
mod row;

use casework::who::Agency;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::key::CommandKey;
use crate::sql;

pub use row::Model as Row;
use row::{Column, Entity};

/// The key under which the report of a year is begun: whoever begins it a second time gets what the first one began, so that
/// no year has two.
pub fn beginning(year: i16) -> CommandKey {
    CommandKey::new(&format!("annual-report-of-{year:04}")).expect("it has the form of a key")
}

impl Records {
    /// The reports of an agency, the newest year first.
    pub async fn annual_reports(&self, agency: Agency) -> Result<Vec<Row>, StorageError> {
        let query = Entity::find().filter(Column::Agency.eq(number(agency))).order_by_desc(Column::Year);
        Ok(query.all(self.reading()).await?)
    }

    /// The report of one year.
    pub async fn annual_report_of(&self, agency: Agency, year: i16) -> Result<Option<Row>, StorageError> {
        let query = Entity::find().filter(Column::Agency.eq(number(agency))).filter(Column::Year.eq(i64::from(year)));
        Ok(query.one(self.reading()).await?)
    }

    /// The position up to which the record is sealed; `None` while nothing is.
    pub async fn sealed_up_to(&self) -> Result<Option<u64>, StorageError> {
        let row = sql::one(self.reading(), "SELECT MAX(position) AS last FROM entry", Vec::new()).await?;
        let last: Option<i64> = row.map(|row| row.try_get("", "last")).transpose()?.flatten();
        Ok(last.and_then(|last| u64::try_from(last).ok()))
    }
}
