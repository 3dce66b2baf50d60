//! The cells of the report in which files count. One row a file and cell, so that a number opens the list behind it.

use casework::file::Mark;
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use law::report::Table;

use crate::file::FileId;
use crate::sql;

/// The name of a table of the report.
pub fn code(table: Table) -> &'static str {
    match table {
        Table::Proactive => "proactive",
        Table::Requests => "requests",
        Table::Remedies => "remedies",
    }
}

/// Puts the marks that hold now in place of those that held before.
pub(crate) async fn replace(
    transaction: &DatabaseTransaction,
    agency: i64,
    file: &FileId,
    before: &[Mark],
    now: &[Mark],
) -> Result<(), DbErr> {
    if before == now {
        return Ok(());
    }
    if !before.is_empty() {
        clear(transaction, agency, file.text()).await?;
    }
    fill(transaction, agency, file, now).await
}

/// Takes a file out of all cells.
pub(crate) async fn clear(transaction: &DatabaseTransaction, agency: i64, file: &str) -> Result<(), DbErr> {
    let text = "DELETE FROM counted WHERE agency = $1 AND file = $2";
    sql::execute(transaction, text, vec![agency.into(), file.into()]).await?;
    Ok(())
}

/// Puts a file that counts nowhere into its cells.
pub(crate) async fn fill(
    transaction: &DatabaseTransaction,
    agency: i64,
    file: &FileId,
    marks: &[Mark],
) -> Result<(), DbErr> {
    if marks.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table("counted").columns(["agency", "year", "report_table", "report_row", "report_column", "file"]);
    for mark in marks {
        insert.values_panic([
            agency.into(),
            i64::from(mark.year).into(),
            code(mark.table).into(),
            mark.row.into(),
            mark.column.into(),
            file.text().into(),
        ]);
    }
    transaction.execute(&insert).await?;
    Ok(())
}
