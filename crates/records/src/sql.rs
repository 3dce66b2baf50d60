//! Statements by hand: the same text for both databases, values as `$1`, `$2` ….

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, QueryTrait, Statement, Value};

use crate::database;

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

/// Statements that go to the database one after the other and answer nothing. Where it takes several in one call they go in one:
/// SQLite's connection lives in a thread of its own, and the way there and back costs more than a row.
#[derive(Debug, Default)]
pub struct Together(Vec<(String, Vec<Value>)>);

impl Together {
    /// One more.
    pub(crate) fn add(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        self.0.push((sql.into(), values));
    }

    /// One more, as an entity builds it. Both databases read what is written for PostgreSQL.
    pub(crate) fn build(&mut self, query: &impl QueryTrait) {
        let Statement { sql, values, .. } = query.build(DbBackend::Postgres);
        self.add(sql, values.map(|values| values.0).unwrap_or_default());
    }

    /// Runs what there is.
    pub(crate) async fn run<C: ConnectionTrait>(self, on: &C) -> Result<(), DbErr> {
        if !database::takes_several(on) {
            for (sql, values) in self.0 {
                execute(on, &sql, values).await?;
            }
            return Ok(());
        }
        let (mut all, mut given) = (String::new(), Vec::new());
        for (sql, values) in self.0 {
            numbered_on(&sql, given.len(), &mut all);
            given.extend(values);
        }
        if !all.is_empty() {
            execute(on, &all, given).await?;
        }
        Ok(())
    }
}

/// Writes a statement with its `$1`, `$2` … counted on from what came before. Texts stand in values, so that every `$` is one.
fn numbered_on(sql: &str, before: usize, to: &mut String) {
    let mut parts = sql.split('$');
    to.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let place: usize = part[..digits].parse().expect("a place is a number");
        to.push('$');
        to.push_str(&(before + place).to_string());
        to.push_str(&part[digits..]);
    }
    to.push(';');
}

/// How SQLite would go about a statement: one line a table, with the key or index that it walks along.
#[cfg(test)]
pub(crate) async fn plan<C: ConnectionTrait>(on: &C, Statement { sql, values, db_backend }: Statement) -> String {
    let asked = Statement { sql: format!("EXPLAIN QUERY PLAN {sql}"), values, db_backend };
    let rows = on.query_all_raw(asked).await.expect("SQLite explains itself");
    let lines = rows.iter().map(|row| row.try_get::<String>("", "detail").expect("a plan has details"));
    lines.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn statements_that_go_together_count_their_places_on() {
        let mut all = String::new();
        super::numbered_on("INSERT INTO a VALUES ($1, $2)", 0, &mut all);
        super::numbered_on("UPDATE b SET x = $2 WHERE y = $1 AND z > $12", 2, &mut all);
        assert_eq!(all, "INSERT INTO a VALUES ($1, $2);UPDATE b SET x = $4 WHERE y = $3 AND z > $14;");
    }

    #[test]
    fn places_are_numbered_on() {
        assert_eq!(super::places(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }
}
