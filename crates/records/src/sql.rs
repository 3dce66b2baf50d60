//! Statements by hand: the same text for both databases, values as `$1`, `$2` ….

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};

/// Runs a statement; says how many rows it touched.
pub(crate) async fn execute<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    Ok(on.execute_raw(Statement::from_sql_and_values(on.get_database_backend(), sql, values)).await?.rows_affected())
}

/// The first row, where there is one.
pub(crate) async fn one<C: ConnectionTrait>(
    on: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<QueryResult>, DbErr> {
    on.query_one_raw(Statement::from_sql_and_values(on.get_database_backend(), sql, values)).await
}

/// All rows.
pub(crate) async fn all<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, DbErr> {
    on.query_all_raw(Statement::from_sql_and_values(on.get_database_backend(), sql, values)).await
}

/// `($1, $2), ($3, $4)`: the places of `rows` rows of `columns` values each.
pub(crate) fn places(rows: usize, columns: usize) -> String {
    let row = |at: usize| {
        let places: Vec<_> = (1..=columns).map(|column| format!("${}", at * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_are_numbered_on() {
        assert_eq!(super::places(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }
}
