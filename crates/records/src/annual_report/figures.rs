//! The figures of a year: what the files say of it, counted by the database in a few grouped queries.

use casework::annual_report::compile::{Figures, figures};
use casework::who::Agency;
use law::report::{CellId, Table};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};

use crate::append::number;
use crate::counted;
use crate::database::Records;
use crate::error::StorageError;

impl Records {
    /// What the records give for a year, sums left out: marks of files, applications over the turns of the year, and cases
    /// of table four. Cells in which nothing counts are not in it.
    pub async fn year_figures(&self, agency: Agency, year: i16) -> Result<Figures, StorageError> {
        let mut cells = self.marked(number(agency), year).await?;
        for (row, turn) in [("carried_in", turn(year)), ("carried_out", turn(year.saturating_add(1)))] {
            cells.extend(self.pending(number(agency), row, &turn).await?);
        }
        cells.extend(self.remedy_cells(agency, year).await?.into_iter().map(|cell| (cell, 1)));
        Ok(figures(cells))
    }

    async fn marked(&self, agency: i64, year: i16) -> Result<Vec<(CellId, u64)>, DbErr> {
        let sql = "SELECT report_table, report_row, report_column, COUNT(*) AS files FROM counted \
                   WHERE agency = $1 AND year = $2 GROUP BY report_table, report_row, report_column";
        let rows = self.rows(sql, [agency.into(), i64::from(year).into()]).await?;
        rows.iter()
            .map(|row| {
                let (table, name): (String, String) =
                    (row.try_get("", "report_table")?, row.try_get("", "report_row")?);
                let column: String = row.try_get("", "report_column")?;
                let table = Table::ALL.into_iter().find(|known| counted::code(*known) == table);
                let cell = table.and_then(|table| CellId::find(table, &name, &column));
                let cell = cell.ok_or_else(|| DbErr::Custom(format!("计数表中的{name}/{column}不是报告中的一格")))?;
                Ok((cell, files(row)?))
            })
            .collect()
    }

    /// Applications that were received before this day and had not ended before it: those that are pending still, and those
    /// that have ended since. (`received_on || ''` keeps the database from walking all that was received before instead,
    /// which is nearly everything.)
    async fn pending(&self, agency: i64, name: &'static str, turn: &str) -> Result<Vec<(CellId, u64)>, DbErr> {
        let mut cells = Vec::new();
        for still in ["ended_on IS NULL", "ended_on >= $2"] {
            let sql = format!(
                "SELECT applicant, COUNT(*) AS files FROM request_row \
                 WHERE agency = $1 AND {still} AND received_on || '' < $2 GROUP BY applicant"
            );
            for row in self.rows(&sql, [agency.into(), turn.into()]).await? {
                let applicant: String = row.try_get("", "applicant")?;
                let cell = CellId::find(Table::Requests, name, &applicant);
                let cell = cell.ok_or_else(|| DbErr::Custom(format!("申请人类型{applicant}不是报告中的一列")))?;
                cells.push((cell, files(&row)?));
            }
        }
        Ok(cells)
    }

    pub(super) async fn rows(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let reading = self.reading();
        reading.query_all_raw(Statement::from_sql_and_values(reading.get_database_backend(), sql, values)).await
    }
}

/// 1 January, as the columns write days.
pub(super) fn turn(year: i16) -> String {
    format!("{year:04}-01-01")
}

fn files(row: &QueryResult) -> Result<u64, DbErr> {
    let files: i64 = row.try_get("", "files")?;
    Ok(u64::try_from(files).unwrap_or_default()) // a count is never negative
}
