//! Cases of one applicant in a calendar month (Art. 42, 国办函〔2020〕109号): found through the blind index, with no name and no number opened. The
//! same applicant has the same document number; where one of the files has none, the same name and a way to reach him. The same name alone
//! is told apart: it may be somebody else's.

use std::collections::{HashMap, HashSet};

use law::calendar::Day;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Value};

use super::{Column, Entity, Row};
use crate::file::FileId;
use crate::sql;
use crate::vault::{Blind, Field};

/// How an applicant is known again: of an organisation its own name and code, not those of whoever writes for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// 证件号码 or 统一社会信用代码.
    pub document: Option<Blind>,
    /// 姓名 or 名称.
    pub name: Option<Blind>,
    /// Telephone and e-mail.
    pub reached_by: Vec<Blind>,
}

/// The case that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Whose, as the tables have it.
    pub agency: i64,
    /// Its file.
    pub file: FileId,
    /// Its kind of applicant: a person who writes for an organisation is not that organisation.
    pub natural_person: bool,
    /// Art. 31.
    pub received_on: Day,
    /// Its number in the register; within a day the order of numbers is the order of cases.
    pub number: (i64, i64),
    /// Who applies.
    pub marks: Marks,
}

/// Cases that came in earlier in the same month, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Of the same applicant.
    pub same: Vec<Row>,
    /// Of the same name, with nothing to tell whether it is the same person.
    pub namesakes: Vec<Row>,
}

impl Case {
    /// What came in earlier in the month.
    pub async fn earlier<C: ConnectionTrait>(&self, on: &C) -> Result<Earlier, DbErr> {
        let rows = self.rows(on).await?;
        let marks = marks_of(on, self.agency, &rows).await?;
        let mut earlier = Earlier::default();
        for row in rows {
            let none = HashSet::new();
            match self.likeness(marks.get(&row.file).unwrap_or(&none)) {
                Some(Likeness::Same) => earlier.same.push(row),
                Some(Likeness::Namesake) => earlier.namesakes.push(row),
                None => {}
            }
        }
        Ok(earlier)
    }

    /// The files that share the document number or the name, were received in the month and come before this one.
    async fn rows<C: ConnectionTrait>(&self, on: &C) -> Result<Vec<Row>, DbErr> {
        let mut found = Vec::new();
        for blind in self.marks.document.iter().chain(&self.marks.name) {
            let text = "SELECT request_row.file AS file FROM blind
                        JOIN request_row ON request_row.agency = blind.agency AND request_row.file = blind.file
                        WHERE blind.agency = $1 AND blind.field = $2 AND blind.mac = $3
                          AND request_row.received_on >= $4 AND request_row.received_on <= $5";
            let (first, last) = (self.received_on.first_of_month(), self.received_on);
            let values = vec![
                self.agency.into(),
                blind.field.code().into(),
                blind.mac.clone().into(),
                first.to_string().into(),
                last.to_string().into(),
            ];
            for row in sql::all(on, text, values).await? {
                found.push(row.try_get::<String>("", "file")?);
            }
        }
        let mut rows = Vec::new();
        for files in found.chunks(AT_ONCE) {
            let query = Entity::find().filter(Column::Agency.eq(self.agency)).filter(Column::File.is_in(files));
            rows.extend(query.order_by_asc(Column::File).all(on).await?);
        }
        rows.retain(|row| self.comes_after(row) && (row.applicant == NATURAL_PERSON) == self.natural_person);
        rows.sort_by_cached_key(place);
        rows.dedup_by(|one, other| one.file == other.file);
        Ok(rows)
    }

    fn comes_after(&self, row: &Row) -> bool {
        let own = (self.received_on.to_string(), self.number);
        row.file != self.file.text() && place(row).is_some_and(|place| place < own)
    }

    fn likeness(&self, other: &HashSet<(String, String)>) -> Option<Likeness> {
        let shares = |blind: &Blind| other.contains(&(blind.field.code().to_owned(), blind.mac.clone()));
        let document = Field::DocumentNumber.code();
        if self.marks.document.as_ref().is_some_and(shares) {
            return Some(Likeness::Same);
        }
        // Both showed a document, and they are two. An organisation's file holds the number of whoever writes for it as well.
        if self.natural_person && self.marks.document.is_some() && other.iter().any(|(field, _)| field == document) {
            return None;
        }
        Some(if self.marks.reached_by.iter().any(shares) { Likeness::Same } else { Likeness::Namesake })
    }
}

enum Likeness {
    Same,
    Namesake,
}

const NATURAL_PERSON: &str = "natural_person";

/// So many files are asked for at once, far below what a statement may have.
const AT_ONCE: usize = 500;

/// Its place in the order of receipt; `None` where its day of receipt is not certain.
fn place(row: &Row) -> Option<(String, (i64, i64))> {
    Some((row.received_on.clone()?, (row.year?, row.serial?)))
}

/// What each of the files is found by.
async fn marks_of<C: ConnectionTrait>(
    on: &C,
    agency: i64,
    rows: &[Row],
) -> Result<HashMap<String, HashSet<(String, String)>>, DbErr> {
    let mut marks: HashMap<String, HashSet<(String, String)>> = HashMap::new();
    for rows in rows.chunks(AT_ONCE) {
        let places: Vec<String> = (2..rows.len() + 2).map(|place| format!("${place}")).collect();
        let text = format!("SELECT file, field, mac FROM blind WHERE agency = $1 AND file IN ({})", places.join(", "));
        let files = rows.iter().map(|row| Value::from(row.file.as_str()));
        for row in sql::all(on, &text, std::iter::once(agency.into()).chain(files).collect()).await? {
            let mark = (row.try_get("", "field")?, row.try_get("", "mac")?);
            marks.entry(row.try_get("", "file")?).or_default().insert(mark);
        }
    }
    Ok(marks)
}
