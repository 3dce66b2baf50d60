//! The files behind a cell: what a click on a number opens, page by page with a key.

use std::fmt;
use std::str::FromStr;

use casework::annual_report::figure::is_sum;
use casework::who::Agency;
use law::report::{CellId, Edition, Table};
use sea_orm::{DbErr, QueryResult, Value};

use super::figures::turn;
use crate::append::number;
use crate::counted;
use crate::database::Records;
use crate::error::StorageError;
use crate::file::{FileId, NoFileId};

/// A file that counts in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The file.
    pub file: FileId,
    /// The code of the row in which it counts, which for a sum is one of those that are added up.
    pub row: String,
    /// The code of the column likewise.
    pub column: String,
}

/// A page of the files behind a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The files.
    pub files: Vec<Behind>,
    /// Behind which the next page begins; `None` where this was the last one.
    pub next: Option<After>,
}

/// The last file of a page. Its text goes into addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The part of the list that it stands in.
    part: usize,
    /// Its place in it: nothing, or a day.
    day: String,
    file: FileId,
}

impl fmt::Display for After {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}.{}.{}", self.part, self.day, self.file)
    }
}

impl FromStr for After {
    type Err = NoFileId;

    fn from_str(text: &str) -> Result<After, NoFileId> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().ok_or(NoFileId);
        let (part, day, file) = (next()?, next()?, next()?);
        Ok(After { part: part.parse().map_err(|_| NoFileId)?, day: day.to_owned(), file: file.parse()? })
    }
}

/// A part of a list, in the order of its own.
struct Part {
    sql: String,
    /// The day with which the part begins.
    from: String,
    /// What the statement is filled with, before the last day and file of the page before.
    values: Vec<Value>,
    /// The cell in which its files count; `None` where each row says its own column.
    cell: Option<CellId>,
}

impl Records {
    /// The files that count in a cell of a year's report, `limit` of them behind `after`. Sums open what they add up. What no file fills
    /// (ledgers, cases of table four) has none here.
    pub async fn files_behind(
        &self,
        agency: Agency,
        year: i16,
        cell: CellId,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Page, StorageError> {
        let parts = match (cell.table, cell.row) {
            (Table::Requests, "carried_in") => pending(agency, &turn(year), cell),
            (Table::Requests, "carried_out") => pending(agency, &turn(year.saturating_add(1)), cell),
            _ => marked(agency, year, cell),
        };
        let mut page = Page::default();
        for (index, part) in parts.into_iter().enumerate().skip(after.map_or(0, |after| after.part)) {
            let last = after.filter(|after| after.part == index);
            let wanted = limit.saturating_sub(page.files.len() as u64);
            let Part { sql, from, mut values, cell: of } = part;
            values.push(last.map_or(from, |last| last.day.clone()).into());
            values.push(last.map_or("", |last| last.file.text()).into());
            for row in self.rows(&format!("{sql} LIMIT {wanted}"), values).await? {
                let (file, day) = (file(&row)?, row.try_get("", "day")?);
                let column = match of {
                    Some(of) => of.column.to_owned(),
                    None => row.try_get("", "applicant")?,
                };
                page.next = Some(After { part: index, day, file: file.clone() });
                page.files.push(Behind { file, row: of.unwrap_or(cell).row.to_owned(), column });
            }
            if page.files.len() as u64 >= limit {
                return Ok(page);
            }
        }
        page.next = None;
        Ok(page)
    }
}

/// One part for each cell that is added up, each along the primary key, so that a sum of many reads no more than it shows.
fn marked(agency: Agency, year: i16, cell: CellId) -> Vec<Part> {
    // The day is always empty here, which keeps one shape for all parts.
    let sql = "SELECT file, '' AS day FROM counted WHERE agency = $1 AND year = $2 AND report_table = $3 \
               AND report_row = $4 AND report_column = $5 AND file > $7 AND '' = $6 ORDER BY file";
    let part = |leaf: CellId| Part {
        sql: sql.to_owned(),
        from: String::new(),
        values: vec![
            number(agency).into(),
            i64::from(year).into(),
            counted::code(leaf.table).into(),
            leaf.row.into(),
            leaf.column.into(),
        ],
        cell: Some(leaf),
    };
    leaves(cell, year).into_iter().map(part).collect()
}

/// The cells that a sum adds up, or the cell itself.
fn leaves(cell: CellId, year: i16) -> Vec<CellId> {
    let form = Edition::of_year(year).form(); // files are counted in the rows of the form of their year
    let ends = |row: &str| form.outcome_rows().any(|outcome| outcome.code == row);
    let within = |leaf: &CellId| {
        let row = leaf.row == cell.row || (cell.row == "total" && cell.table == Table::Requests && ends(leaf.row));
        leaf.table == cell.table && row && (leaf.column == cell.column || cell.column == "total")
    };
    if is_sum(cell) { form.cells().filter(|leaf| !is_sum(*leaf)).filter(within).collect() } else { vec![cell] }
}

/// What was pending at a turn of the year: what still is, and what has ended since, in the order in which it ended, for that
/// order begins where the answers are. (`received_on || ''` keeps the database from walking all that was received before
/// instead, which is nearly everything.)
fn pending(agency: Agency, turn: &str, cell: CellId) -> Vec<Part> {
    let applicant = if cell.column == "total" { "" } else { cell.column };
    let part = |still: &str, day: &str, from: &str| Part {
        sql: format!(
            "SELECT file, applicant, {day} AS day FROM request_row WHERE agency = $1 {still} AND received_on || '' < $2 \
             AND ($3 = '' OR applicant = $3) AND ({day}, file) > ($4, $5) ORDER BY {day}, file"
        ),
        from: from.to_owned(),
        values: vec![number(agency).into(), turn.into(), applicant.into()],
        cell: None,
    };
    vec![part("AND ended_on IS NULL", "received_on || ''", ""), part("", "ended_on", turn)]
}

fn file(row: &QueryResult) -> Result<FileId, DbErr> {
    let text: String = row.try_get("", "file")?;
    text.parse().map_err(|_| DbErr::Custom(format!("卷号{text}不合格式")))
}

#[cfg(test)]
mod tests {
    use casework::annual_report::figure::cell_named;

    use super::*;

    #[test]
    fn a_sum_opens_what_it_adds_up() {
        let names = |name: &str, year| {
            let leaves = leaves(cell_named(name).unwrap(), year);
            leaves.into_iter().map(|leaf| format!("{}.{}", leaf.row, leaf.column)).collect::<Vec<_>>()
        };
        assert_eq!(names("requests.granted.other", 2025), ["granted.other"]);
        assert_eq!(names("requests.received.total", 2025).len(), 6);
        assert_eq!(names("requests.total.enterprise", 2025).len(), 21);
        assert_eq!(names("requests.total.enterprise", 2019).len(), 19);
        assert_eq!(names("requests.total.total", 2025).len(), 21 * 6);
        assert!(!names("requests.total.total", 2025).iter().any(|name| name.starts_with("received")));
    }

    #[test]
    fn the_place_in_a_list_goes_through_an_address_and_nothing_else_does() {
        let after = After { part: 1, day: "2025-01-05".into(), file: FileId::random() };
        assert_eq!(after.to_string().parse(), Ok(after));
        for text in ["", "1", "1.2", "x..0123456789abcdef0123456789abcdef", "1..'; DROP TABLE entry", "-1..aa"] {
            assert_eq!(text.parse::<After>(), Err(NoFileId), "{text}");
        }
    }
}
