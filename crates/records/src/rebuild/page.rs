//! Reading: entries in the order of their files, and what stands beside them.

use std::collections::{BTreeMap, HashMap};

use async_channel::Sender;
use casework::annual_report::AnnualReport;
use casework::disposal::Disposal;
use casework::publication::Publication;
use casework::request::Request;
use futures::try_join;
use sea_orm::{ConnectionTrait, DbErr, EntityName, FromQueryResult, QueryResult, Value};
use tokio::task::JoinHandle;

use crate::database::Records;
use crate::error::StorageError;
use crate::file::Head;
use crate::listed::Listed;
use crate::{annual_report, disposal, entry, file, publication, request, sql};

/// How many entries are read at once.
const ENTRIES: i64 = 4000;

/// Agency and file.
pub(super) type Place = (i64, String);

/// The rows of one kind.
pub(super) type Rows<F> = HashMap<Place, <F as Listed>::Row>;

/// Some files, whole, with all rows that stand in their part of the tables.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) files: Vec<Whole>,
    pub(super) requests: HashMap<Place, request::Row>,
    pub(super) publications: HashMap<Place, publication::Row>,
    pub(super) reports: HashMap<Place, annual_report::Row>,
    pub(super) disposals: HashMap<Place, disposal::Row>,
    pub(super) cells: HashMap<Place, Vec<Cell>>,
}

/// All entries of a file, and what it knows of the last one.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) place: Place,
    pub(super) head: Option<Head>,
    pub(super) entries: Vec<entry::Model>,
}

/// A cell in which a file counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) year: i64,
    pub(super) table: String,
    pub(super) row: String,
    pub(super) column: String,
}

/// A part of the tables. Each is a range of one key: what compares agency and file at once makes SQLite walk a whole agency.
#[derive(Clone, Debug)]
enum Part {
    /// Of one agency: behind the first file, up to and with the second, or to the agency's end.
    Files(i64, String, Option<String>),
    /// All of the agencies between two.
    Agencies(i64, i64),
    /// One file.
    One(Place),
}

impl Part {
    fn between((agency, after): Place, (last, upto): Place) -> Vec<Part> {
        if agency == last {
            return vec![Part::Files(agency, after, Some(upto))];
        }
        vec![
            Part::Files(agency, after, None),
            Part::Agencies(agency, last),
            Part::Files(last, String::new(), Some(upto)),
        ]
    }

    fn condition(&self) -> (&'static str, Vec<Value>) {
        match self.clone() {
            Part::Files(agency, after, Some(upto)) => {
                ("agency = $1 AND file > $2 AND file <= $3", vec![agency.into(), after.into(), upto.into()])
            }
            Part::Files(agency, after, None) => ("agency = $1 AND file > $2", vec![agency.into(), after.into()]),
            Part::Agencies(after, before) => ("agency > $1 AND agency < $2", vec![after.into(), before.into()]),
            Part::One((agency, file)) => ("agency = $1 AND file = $2", vec![agency.into(), file.into()]),
        }
    }
}

/// A page that is being read.
pub(super) type Coming = JoinHandle<Result<Page, DbErr>>;

/// Reads everything and hands it on page by page, until nobody takes it any more.
///
/// While the next entries are read, what stands beside the last ones is.
pub(super) async fn read_all(records: &Records, to: Sender<Coming>) -> Result<(), StorageError> {
    let beside = |entries: Vec<entry::Model>, parts: Vec<Part>| {
        let reading = records.reading().clone();
        tokio::spawn(async move { page(&reading, entries, &parts).await })
    };
    let text = "SELECT * FROM entry WHERE (agency, file, version) > ($1, $2, $3)
                ORDER BY agency, file, version LIMIT $4";
    let mut entries: Vec<entry::Model> = Vec::new();
    let mut before: Place = (i64::MIN, String::new());
    let mut last = (i64::MIN, String::new(), i64::MIN);
    loop {
        let values = vec![last.0.into(), last.1.clone().into(), last.2.into(), ENTRIES.into()];
        let read = sql::all(records.reading(), text, values).await?;
        for row in &read {
            entries.push(entry::Model::from_query_result(row, "")?);
        }
        let Some(newest) = entries.last().filter(|_| !read.is_empty()) else {
            // Nothing more; what stands behind the last entry is left over.
            let _ = to.send(beside(entries, Part::between(before, (i64::MAX, String::new())))).await;
            return Ok(());
        };
        last = (newest.agency, newest.file.clone(), newest.version);
        // The last file may go on in the next batch.
        let whole = entries.iter().rposition(|entry| (entry.agency, &entry.file) != (last.0, &last.1));
        let Some(whole) = whole else { continue };
        let rest = entries.split_off(whole + 1);
        let upto = (entries[whole].agency, entries[whole].file.clone());
        if to.send(beside(entries, Part::between(before, upto.clone()))).await.is_err() {
            return Ok(());
        }
        (entries, before) = (rest, upto);
    }
}

/// One file with all that stands at its place.
pub(super) async fn one<C: ConnectionTrait>(on: &C, place: &Place) -> Result<Page, DbErr> {
    let text = "SELECT * FROM entry WHERE agency = $1 AND file = $2 ORDER BY version";
    let rows = sql::all(on, text, vec![place.0.into(), place.1.clone().into()]).await?;
    let entries = rows.iter().map(|row| entry::Model::from_query_result(row, "")).collect::<Result<_, _>>()?;
    page(on, entries, &[Part::One(place.clone())]).await
}

async fn page<C: ConnectionTrait>(on: &C, entries: Vec<entry::Model>, parts: &[Part]) -> Result<Page, DbErr> {
    let (heads, requests, publications, reports, disposals, cells) = try_join!(
        heads(on, parts),
        rows::<Request, _>(on, parts),
        rows::<Publication, _>(on, parts),
        rows::<AnnualReport, _>(on, parts),
        rows::<Disposal, _>(on, parts),
        cells(on, parts),
    )?;
    Ok(Page { files: files(entries, heads), requests, publications, reports, disposals, cells })
}

/// Entries and heads by file; where one of the two is missing, the file is there all the same.
fn files(entries: Vec<entry::Model>, heads: HashMap<Place, Head>) -> Vec<Whole> {
    let mut files: BTreeMap<Place, (Option<Head>, Vec<entry::Model>)> = BTreeMap::new();
    for (place, head) in heads {
        files.entry(place).or_default().0 = Some(head);
    }
    for entry in entries {
        files.entry((entry.agency, entry.file.clone())).or_default().1.push(entry);
    }
    files.into_iter().map(|(place, (head, entries))| Whole { place, head, entries }).collect()
}

async fn heads<C: ConnectionTrait>(on: &C, parts: &[Part]) -> Result<HashMap<Place, Head>, DbErr> {
    let mut heads = HashMap::new();
    for row in select(on, "file", parts).await? {
        heads.insert((row.try_get("", "agency")?, row.try_get("", "file")?), file::read(&row)?);
    }
    Ok(heads)
}

async fn rows<F: Listed, C: ConnectionTrait>(on: &C, parts: &[Part]) -> Result<Rows<F>, DbErr> {
    let mut rows = HashMap::new();
    for row in select(on, F::Rows::default().table_name(), parts).await? {
        let row = F::Row::from_query_result(&row, "")?;
        let (agency, file) = F::place(&row);
        rows.insert((agency, file.to_owned()), row);
    }
    Ok(rows)
}

async fn cells<C: ConnectionTrait>(on: &C, parts: &[Part]) -> Result<HashMap<Place, Vec<Cell>>, DbErr> {
    let mut cells: HashMap<Place, Vec<Cell>> = HashMap::new();
    for row in select(on, "counted", parts).await? {
        let place = (row.try_get("", "agency")?, row.try_get("", "file")?);
        cells.entry(place).or_default().push(Cell {
            year: row.try_get("", "year")?,
            table: row.try_get("", "report_table")?,
            row: row.try_get("", "report_row")?,
            column: row.try_get("", "report_column")?,
        });
    }
    Ok(cells)
}

async fn select<C: ConnectionTrait>(on: &C, table: &str, parts: &[Part]) -> Result<Vec<QueryResult>, DbErr> {
    let mut rows = Vec::new();
    for part in parts {
        let (condition, values) = part.condition();
        rows.extend(sql::all(on, &format!("SELECT * FROM {table} WHERE {condition}"), values).await?);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use sea_orm::{DbBackend, Statement};

    use super::*;
    use crate::testing;

    /// A page that walked all that an agency has would make a rebuild take the square of its time.
    #[tokio::test(flavor = "multi_thread")]
    async fn each_part_of_a_page_is_a_range_of_a_key() {
        let place = testing::Place::new(testing::Backend::Sqlite).await;
        let records = place.open().await;
        let tables = ["file", "request_row", "publication_row", "annual_report_row", "disposal_row", "counted"];
        let behind = Part::Files(1, "a".to_owned(), None);
        let within = Part::Files(1, "a".to_owned(), Some("b".to_owned()));
        for (part, key) in [(behind, "(agency=? AND file>?)"), (within, "(agency=? AND file>? AND file<?)")] {
            for table in tables {
                let (condition, values) = part.condition();
                let text = format!("SELECT * FROM {table} WHERE {condition}");
                let statement = Statement::from_sql_and_values(DbBackend::Sqlite, text, values);
                let plan = sql::plan(records.reading(), statement).await;
                assert!(plan.contains(key), "{table}: {plan}");
            }
        }
    }

    #[test]
    fn a_page_over_several_agencies_has_what_lies_between_them() {
        let parts = Part::between((1, "a".to_owned()), (4, "b".to_owned()));
        let conditions: Vec<_> = parts.iter().map(|part| part.condition().0).collect();
        let whole =
            ["agency = $1 AND file > $2", "agency > $1 AND agency < $2", "agency = $1 AND file > $2 AND file <= $3"];
        assert_eq!(conditions, whole);
    }
}
