//! 规章 and 行政规范性文件: section (1) of table two, from the publications and from the ledger of older documents.

use casework::ledger::{Ledger, Row as LedgerRow};
use casework::publication::counted::{self, Life};
use casework::who::Agency;
use law::report::Tables;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Column, Entity, Row};
use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;

impl Records {
    /// Section (1) of table two of a year, every cell of its form.
    pub async fn document_tables(&self, agency: Agency, year: i16) -> Result<Tables, StorageError> {
        let filed = self.norms(agency).await?;
        let older = self.ledger_rows(agency, Ledger::Documents).await?;
        let older = older.iter().filter_map(|row| match row {
            LedgerRow::Document(document) => Some(document.life()),
            _ => None,
        });
        Ok(counted::tables(year, filed.iter().filter_map(Row::life).chain(older)))
    }

    /// The documents behind a cell of section (1): those that count in this column of the year. Older ones stand in the
    /// ledger of documents.
    pub async fn documents_behind(
        &self,
        agency: Agency,
        year: i16,
        row: &str,
        column: &str,
    ) -> Result<Vec<Row>, StorageError> {
        let counts = |life: Life| life.norm.row() == row && life.columns(year).contains(&column);
        let rows = self.norms(agency).await?;
        Ok(rows.into_iter().filter(|row| row.life().is_some_and(counts)).collect())
    }

    /// A bureau has few of them, so that all are read.
    async fn norms(&self, agency: Agency) -> Result<Vec<Row>, StorageError> {
        let query = Entity::find().filter(Column::Agency.eq(number(agency))).filter(Column::Norm.is_not_null());
        Ok(query.all(self.reading()).await?)
    }
}
