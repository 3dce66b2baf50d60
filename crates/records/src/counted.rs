//! The cells of the report in which files count. One row a file and cell, so that a number opens the list behind it.

use casework::file::Mark;
use sea_orm::{DatabaseTransaction, DbErr, Value};

use law::report::Table;

use crate::file::FileId;
use crate::sql::{self, Together};

/// The name of a table of the report.
pub fn code(table: Table) -> &'static str {
    match table {
        Table::Proactive => "proactive",
        Table::Requests => "requests",
        Table::Remedies => "remedies",
    }
}

/// Puts the marks that hold now in place of those that held before.
pub(crate) fn replace(together: &mut Together, agency: i64, file: &FileId, before: &[Mark], now: &[Mark]) {
    if before == now {
        return;
    }
    if !before.is_empty() {
        together.add(CLEAR, vec![agency.into(), file.text().into()]);
    }
    fill(together, agency, file, now);
}

const CLEAR: &str = "DELETE FROM counted WHERE agency = $1 AND file = $2";

/// Takes a file out of all cells.
pub(crate) async fn clear(transaction: &DatabaseTransaction, agency: i64, file: &str) -> Result<(), DbErr> {
    sql::execute(transaction, CLEAR, vec![agency.into(), file.into()]).await?;
    Ok(())
}

/// Puts a file that counts nowhere into its cells.
pub(crate) fn fill(together: &mut Together, agency: i64, file: &FileId, marks: &[Mark]) {
    if marks.is_empty() {
        return;
    }
    let mut values: Vec<Value> = Vec::with_capacity(6 * marks.len());
    for mark in marks {
        values.extend([agency.into(), i64::from(mark.year).into(), code(mark.table).into()]);
        values.extend([mark.row.into(), mark.column.into(), file.text().into()]);
    }
    let places = sql::places(marks.len(), 6);
    let text =
        format!("INSERT INTO counted (agency, year, report_table, report_row, report_column, file) VALUES {places}");
    together.add(text, values);
}
