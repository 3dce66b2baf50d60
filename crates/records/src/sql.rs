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

/// Statements that go to the database one after the other and answer nothing, in as few calls as it takes: the way there and
/// back costs more than a row. SQLite's connection lives in a thread of its own and takes them all at once; PostgreSQL takes one
/// statement with values a call, but what is only inserted can be one.
#[derive(Debug, Default)]
pub struct Together(Vec<(String, Vec<Value>)>);

/// PostgreSQL takes 65,535 values a statement.
const VALUES: usize = 30_000;

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
        let calls = if database::takes_several(on) { Vec::from_iter(self.into_script()) } else { self.into_chains() };
        for (sql, values) in calls {
            execute(on, &sql, values).await?;
        }
        Ok(())
    }

    fn into_script(self) -> Option<(String, Vec<Value>)> {
        let (mut all, mut given) = (String::new(), Vec::new());
        for (sql, values) in self.0 {
            numbered_on(&sql, given.len(), &mut all);
            all.push(';');
            given.extend(values);
        }
        (!all.is_empty()).then_some((all, given))
    }

    /// What is inserted one behind the other becomes one `WITH … INSERT`. Its parts do not see each other, which only matters
    /// to what updates or deletes: that stays a statement of its own, in its place.
    fn into_chains(self) -> Vec<(String, Vec<Value>)> {
        let mut chains: Vec<Vec<(String, Vec<Value>)>> = Vec::new();
        for (sql, values) in self.0 {
            let fits = |chain: &&mut Vec<(String, Vec<Value>)>| {
                let held: usize = chain.iter().map(|(_, values)| values.len()).sum();
                inserts(&chain[0].0) && inserts(&sql) && held + values.len() <= VALUES
            };
            match chains.last_mut().filter(fits) {
                Some(chain) => chain.push((sql, values)),
                None => chains.push(vec![(sql, values)]),
            }
        }
        chains.into_iter().map(chained).collect()
    }
}

fn inserts(sql: &str) -> bool {
    sql.starts_with("INSERT ")
}

fn chained(parts: Vec<(String, Vec<Value>)>) -> (String, Vec<Value>) {
    let (mut all, mut given, last) = (String::new(), Vec::new(), parts.len() - 1);
    for (at, (sql, values)) in parts.into_iter().enumerate() {
        if at < last {
            all.push_str(if at == 0 { "WITH part" } else { ", part" });
            all.push_str(&at.to_string());
            all.push_str(" AS (");
        }
        numbered_on(&sql, given.len(), &mut all);
        if at < last {
            all.push_str(if at + 1 == last { ") " } else { ")" });
        }
        given.extend(values);
    }
    (all, given)
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
    use super::*;

    #[test]
    fn statements_that_go_together_count_their_places_on() {
        let mut together = Together::default();
        together.add("INSERT INTO a VALUES ($1, $2)", vec![1.into(), 2.into()]);
        together.add("UPDATE b SET x = $2 WHERE y = $1", vec![3.into(), 4.into()]);
        let script = "INSERT INTO a VALUES ($1, $2);UPDATE b SET x = $4 WHERE y = $3;";
        assert_eq!(together.into_script(), Some((script.to_owned(), (1..=4).map(Value::from).collect())));
    }

    #[test]
    fn what_is_only_inserted_is_one_statement_and_what_changes_rows_keeps_its_place() {
        let mut together = Together::default();
        together.add("INSERT INTO a VALUES ($1)", vec![1.into()]);
        together.add("INSERT INTO b VALUES ($1, $2)", vec![2.into(), 3.into()]);
        together.add("INSERT INTO c VALUES ($1)", vec![4.into()]);
        together.add("DELETE FROM d WHERE x = $1", vec![5.into()]);
        together.add("INSERT INTO d VALUES ($1)", vec![6.into()]);
        let whole = "WITH part0 AS (INSERT INTO a VALUES ($1)), part1 AS (INSERT INTO b VALUES ($2, $3)) \
                     INSERT INTO c VALUES ($4)";
        let calls = [
            (whole.to_owned(), (1..=4).map(Value::from).collect()),
            ("DELETE FROM d WHERE x = $1".to_owned(), vec![5.into()]),
            ("INSERT INTO d VALUES ($1)".to_owned(), vec![6.into()]),
        ];
        assert_eq!(together.into_chains(), calls);
    }

    #[test]
    fn a_chain_ends_before_it_has_more_values_than_the_database_takes() {
        let mut together = Together::default();
        for _ in 0..3 {
            together.add("INSERT INTO a VALUES ($1)", vec![1.into(); VALUES / 2]);
        }
        let lengths: Vec<_> = together.into_chains().iter().map(|(_, values)| values.len()).collect();
        assert_eq!(lengths, [VALUES, VALUES / 2]);
    }

    #[test]
    fn places_are_numbered_on() {
        assert_eq!(super::places(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }
}
