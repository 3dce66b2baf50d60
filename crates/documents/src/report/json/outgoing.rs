//! From a report to the published shape.

use std::collections::BTreeSet;

use law::report::{Cell, CellId, Content, Edition, Finding, Report, Section, Table, Unit, Verdict};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::NOT_IN_SOURCE;

/// The whole shape, in the order in which people look for it.
#[derive(Serialize)]
pub(super) struct Published<'a> {
    form: Option<Edition>,
    year: Option<i16>,
    agency: Option<&'a str>,
    title: Option<&'a str>,
    tables: ThreeTables<'a>,
    violations: Vec<Found<'a>>,
    warnings: Vec<Found<'a>>,
    preface: &'a [String],
    narrative: Vec<Text<'a>>,
}

struct ThreeTables<'a>(&'a Report);

struct TableOf<'a> {
    report: &'a Report,
    table: Table,
}

struct RowOf<'a> {
    edition: Option<Edition>,
    cells: Vec<(&'static str, Option<&'a Cell>)>,
}

struct CellOf<'a>(Option<&'a Cell>);

#[derive(Serialize)]
struct Annotated<'a> {
    value: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<&'a str>,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: String,
    table: Option<Table>,
    row: Option<&'static str>,
    column: Option<&'static str>,
    left: Option<Box<RawValue>>,
    right: Option<Box<RawValue>>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    consequence_of: Option<usize>,
}

#[derive(Serialize)]
struct Text<'a> {
    section: u8,
    heading: &'a str,
    paragraphs: &'a [String],
}

impl<'a> Published<'a> {
    pub(super) fn new(report: &'a Report, verdict: &'a Verdict) -> Self {
        Published {
            form: report.edition,
            year: report.year,
            agency: report.agency.as_deref(),
            title: report.title.as_deref(),
            tables: ThreeTables(report),
            violations: verdict.violations.iter().map(Found::of).collect(),
            warnings: verdict.warnings.iter().map(Found::of).collect(),
            preface: &report.narrative.preface,
            narrative: report.narrative.sections.iter().map(Text::of).collect(),
        }
    }
}

impl Serialize for ThreeTables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Table::ALL.len()))?;
        for table in Table::ALL {
            map.serialize_entry(table.code(), &TableOf { report: self.0, table })?;
        }
        map.end()
    }
}

impl Serialize for TableOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.rows();
        let mut map = serializer.serialize_map(Some(rows.len()))?;
        for (code, row) in rows {
            map.serialize_entry(code, &row)?;
        }
        map.end()
    }
}

impl<'a> TableOf<'a> {
    /// The rows of the form in printed order; after them whatever else the report has, so that nothing is lost.
    fn rows(&self) -> Vec<(&'static str, RowOf<'a>)> {
        if !self.report.tables.has(self.table) {
            return Vec::new();
        }
        let expected: Vec<CellId> = self.report.cells().filter(|id| id.table == self.table).collect();
        let known: BTreeSet<CellId> = expected.iter().copied().collect();
        let others =
            self.report.tables.iter().map(|(id, _)| id).filter(|id| id.table == self.table && !known.contains(id));
        let mut rows: Vec<(&'static str, RowOf<'a>)> = Vec::new();
        for id in expected.into_iter().chain(others) {
            let cell = (id.column, self.report.tables.get(id));
            match rows.iter_mut().find(|(code, _)| *code == id.row) {
                Some((_, row)) => row.cells.push(cell),
                None => rows.push((id.row, RowOf { edition: self.edition_of(id.row), cells: vec![cell] })),
            }
        }
        rows
    }

    /// The edition of a row's block, where it is not the whole's.
    fn edition_of(&self, row: &str) -> Option<Edition> {
        let whole = self.report.form().edition;
        self.report
            .blocks()
            .filter(|(block, edition)| *edition != whole && block.rows.iter().any(|label| label.code == row))
            .map(|(_, edition)| edition)
            .next()
            .filter(|_| self.table == Table::Proactive)
    }
}

impl Serialize for RowOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(edition) = self.edition {
            map.serialize_entry("form", &edition)?;
        }
        for (column, cell) in &self.cells {
            map.serialize_entry(column, &CellOf(*cell))?;
        }
        map.end()
    }
}

impl Serialize for CellOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(cell) = self.0 else {
            return Annotated { value: None, note: None, unit: None, unread: Some(NOT_IN_SOURCE) }
                .serialize(serializer);
        };
        let unread = match &cell.content {
            Content::Unread(reason) => Some(reason.as_str()),
            Content::Number(_) | Content::Blank => None,
        };
        let value = cell.value().map(number);
        if cell.note.is_none() && cell.unit.is_none() && unread.is_none() {
            return value.serialize(serializer);
        }
        Annotated { value, note: cell.note.as_deref(), unit: cell.unit, unread }.serialize(serializer)
    }
}

impl<'a> Found<'a> {
    fn of(finding: &'a Finding) -> Self {
        Found {
            rule: finding.rule.code(),
            table: finding.table,
            row: finding.row,
            column: finding.column,
            left: finding.left.map(number),
            right: finding.right.map(number),
            message: &finding.message,
            consequence_of: finding.consequence_of,
        }
    }
}

impl<'a> Text<'a> {
    fn of(section: &'a Section) -> Self {
        Text { section: section.number, heading: &section.heading, paragraphs: &section.paragraphs }
    }
}

/// A JSON number of exactly these digits.
fn number(value: Decimal) -> Box<RawValue> {
    RawValue::from_string(value.to_string()).expect("a decimal is written as a JSON number")
}
