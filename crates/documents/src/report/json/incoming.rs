//! From the published shape to a report. Parsed by hand from the raw text, so that every error names its place and every digit stays.

use std::fmt;

use law::report::{Cell, CellId, Content, Edition, Report, Section, Table, Unit};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::{NOT_IN_SOURCE, NotAReport};

type Result<T> = std::result::Result<T, NotAReport>;

pub(super) fn report(text: &str) -> Result<Report> {
    let text = text.trim_start_matches('\u{feff}');
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| NotAReport::Syntax {
        line: error.line(),
        column: error.column(),
        reason: match error.classify() {
            Category::Eof => "文件不完整，内容在这里中断",
            _ => "这里的写法不对",
        },
    })?;
    let mut report = Report::default();
    let mut tables = Vec::new();
    for (name, value) in object(whole, "最外层")? {
        match name.as_str() {
            "form" => report.edition = optional(value, "form", edition)?,
            "year" => report.year = optional(value, "year", year)?,
            "agency" => report.agency = optional(value, "agency", string)?,
            "title" => report.title = optional(value, "title", string)?,
            "tables" => tables = object(value, "tables")?,
            "preface" => report.narrative.preface = optional(value, "preface", strings)?.unwrap_or_default(),
            "narrative" => report.narrative.sections = optional(value, "narrative", sections)?.unwrap_or_default(),
            _ => {} // findings are derived; other names are the affair of whoever added them
        }
    }
    for (name, value) in tables {
        let table = Table::ALL.into_iter().find(|table| table.code() == name);
        let table = table.ok_or(NotAReport::UnknownTable(name))?;
        read_table(&mut report, table, value)?;
    }
    let form = report.form();
    for section in report.narrative.sections.iter_mut().filter(|section| section.heading.is_empty()) {
        section.heading = form.numbered_heading(section.number);
    }
    Ok(report)
}

/// A row as written: its block's edition if it says one, and its cells.
struct Row<'a> {
    code: String,
    edition: Option<Edition>,
    cells: Vec<(String, &'a RawValue)>,
}

fn read_table(report: &mut Report, table: Table, value: &RawValue) -> Result<()> {
    let place = format!("tables.{}", table.code());
    let mut rows = Vec::new();
    for (code, value) in object(value, &place)? {
        let place = format!("{place}.{code}");
        let mut row = Row { code, edition: None, cells: Vec::new() };
        for (name, value) in object(value, &place)? {
            if name == "form" && table == Table::Proactive {
                row.edition = optional(value, &format!("{place}.form"), edition)?;
            } else {
                row.cells.push((name, value));
            }
        }
        rows.push(row);
    }
    if table == Table::Proactive {
        find_editions(report, &rows)?;
    }
    for row in rows {
        read_row(report, table, &row)?;
    }
    Ok(())
}

fn read_row(report: &mut Report, table: Table, row: &Row<'_>) -> Result<()> {
    if !known_rows(table).any(|code| code == row.code) {
        return Err(NotAReport::UnknownRow { table: table.code(), row: row.code.clone() });
    }
    for (column, value) in &row.cells {
        let place = format!("tables.{}.{}.{column}", table.code(), row.code);
        let id = CellId::find(table, &row.code, column).ok_or_else(|| unknown_column(table, &row.code, column))?;
        if let Some(cell) = cell(value, &place)? {
            report.tables.set(id, cell);
        }
    }
    Ok(())
}

/// Which blocks of section two follow another edition than the whole: those whose rows say so, or whose columns fit that one alone.
fn find_editions(report: &mut Report, rows: &[Row<'_>]) -> Result<()> {
    let whole = report.form().edition;
    for row in rows {
        let columns = || row.cells.iter().map(|(column, _)| column.as_str());
        let fits = |edition: &Edition| columns().all(|column| item_of(*edition, &row.code, column).is_some());
        let other = Edition::ALL.into_iter().find(|edition| *edition != whole);
        let edition = match row.edition {
            Some(edition) => edition,
            None if fits(&whole) => whole,
            None => other.filter(fits).unwrap_or(whole),
        };
        let Some(item) = item_of_row(edition, &row.code) else { continue }; // an unknown row, reported where it is read
        if let Some(column) = columns().find(|column| item_of(edition, &row.code, column).is_none()) {
            return Err(unknown_column(Table::Proactive, &row.code, column));
        }
        let before = report.other_blocks.get(&item).copied();
        match before {
            Some(before) if before != edition => return Err(NotAReport::MixedBlock { row: row.code.clone() }),
            None if edition != whole => {
                let earlier = rows.iter().take_while(|other| other.code != row.code);
                if earlier.filter_map(|other| item_of_row(whole, &other.code)).any(|earlier| earlier == item) {
                    return Err(NotAReport::MixedBlock { row: row.code.clone() });
                }
                report.other_blocks.insert(item, edition);
            }
            _ => {}
        }
    }
    Ok(())
}

fn item_of_row(edition: Edition, row: &str) -> Option<u8> {
    edition.form().blocks.iter().find(|block| block.rows.iter().any(|label| label.code == row)).map(|block| block.item)
}

fn item_of(edition: Edition, row: &str, column: &str) -> Option<u8> {
    let item = item_of_row(edition, row)?;
    edition.form().block(item)?.columns.iter().any(|label| label.code == column).then_some(item)
}

fn known_rows(table: Table) -> impl Iterator<Item = &'static str> {
    Edition::ALL
        .into_iter()
        .flat_map(|edition| edition.form().cells())
        .filter(move |id| id.table == table)
        .map(|id| id.row)
}

fn unknown_column(table: Table, row: &str, column: &str) -> NotAReport {
    if known_rows(table).any(|code| code == row) {
        NotAReport::UnknownColumn { table: table.code(), row: row.to_owned(), column: column.to_owned() }
    } else {
        NotAReport::UnknownRow { table: table.code(), row: row.to_owned() }
    }
}

/// A number, null, or an object with what else stands in the cell; `None` for a cell that the source lacked.
fn cell(raw: &RawValue, place: &str) -> Result<Option<Cell>> {
    if raw.get() == "null" {
        return Ok(Some(Cell::blank()));
    }
    if !raw.get().starts_with('{') {
        return number(raw, place).map(|value| Some(Cell::number(value)));
    }
    let (mut value, mut note, mut unit, mut unread) = (None, None, None, None);
    for (name, raw) in object(raw, place)? {
        let place = format!("{place}.{name}");
        match name.as_str() {
            "value" => value = optional(raw, &place, number)?,
            "note" => note = optional(raw, &place, string)?,
            "unit" => unit = optional(raw, &place, money_unit)?,
            "unread" => unread = optional(raw, &place, string)?,
            _ => {}
        }
    }
    let content = match (value, unread) {
        (Some(_), Some(reason)) => {
            return Err(unexpected(&format!("{place}.value"), "null（标有 unread 的格不能再有数字）", &reason));
        }
        (None, Some(reason)) if reason == NOT_IN_SOURCE => return Ok(None),
        (None, Some(reason)) => Content::Unread(reason),
        (Some(value), None) => Content::Number(value),
        (None, None) => Content::Blank,
    };
    Ok(Some(Cell { content, note, unit }))
}

fn number(raw: &RawValue, place: &str) -> Result<Decimal> {
    let text = raw.get();
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Err(unexpected(place, "数字、null 或对象", text));
    }
    let exact = if text.contains(['e', 'E']) { Decimal::from_scientific(text) } else { Decimal::from_str_exact(text) };
    exact.map_err(|_| NotAReport::TooManyDigits { place: place.to_owned(), found: shortened(text) })
}

fn edition(raw: &RawValue, place: &str) -> Result<Edition> {
    let text = raw.get().trim_matches('"');
    let found = Edition::ALL.into_iter().find(|edition| edition.to_string() == text);
    found.ok_or_else(|| unexpected(place, "\"2019\"、\"2021\" 或 null", raw.get()))
}

fn year(raw: &RawValue, place: &str) -> Result<i16> {
    let year = raw.get().trim_matches('"').parse().ok().filter(|year| (1900..=9999).contains(year));
    year.ok_or_else(|| unexpected(place, "四位年份或 null", raw.get()))
}

fn money_unit(raw: &RawValue, place: &str) -> Result<Unit> {
    serde_json::from_str(raw.get()).map_err(|_| unexpected(place, "\"元\"、\"万元\" 或 null", raw.get()))
}

fn string(raw: &RawValue, place: &str) -> Result<String> {
    serde_json::from_str(raw.get()).map_err(|_| unexpected(place, "文字", raw.get()))
}

fn strings(raw: &RawValue, place: &str) -> Result<Vec<String>> {
    items(raw, place)?.into_iter().enumerate().map(|(index, raw)| string(raw, &format!("{place}[{index}]"))).collect()
}

fn sections(raw: &RawValue, place: &str) -> Result<Vec<Section>> {
    let section = |(index, raw): (usize, &RawValue)| {
        let place = format!("{place}[{index}]");
        let (mut number, mut heading, mut paragraphs) = (None, None, Vec::new());
        for (name, raw) in object(raw, &place)? {
            let place = format!("{place}.{name}");
            match name.as_str() {
                "section" => number = Some(section_number(raw, &place)?),
                "heading" => heading = optional(raw, &place, string)?,
                "paragraphs" => paragraphs = optional(raw, &place, strings)?.unwrap_or_default(),
                _ => {}
            }
        }
        let number = number.ok_or_else(|| unexpected(&format!("{place}.section"), "1 到 6 的数字", "（缺）"))?;
        Ok(Section { number, heading: heading.unwrap_or_default(), paragraphs })
    };
    items(raw, place)?.into_iter().enumerate().map(section).collect()
}

fn section_number(raw: &RawValue, place: &str) -> Result<u8> {
    let number = raw.get().parse().ok().filter(|number| (1..=6).contains(number));
    number.ok_or_else(|| unexpected(place, "1 到 6 的数字", raw.get()))
}

fn optional<T>(raw: &RawValue, place: &str, read: impl FnOnce(&RawValue, &str) -> Result<T>) -> Result<Option<T>> {
    if raw.get() == "null" { Ok(None) } else { read(raw, place).map(Some) }
}

fn items<'a>(raw: &'a RawValue, place: &str) -> Result<Vec<&'a RawValue>> {
    serde_json::from_str(raw.get()).map_err(|_| unexpected(place, "数组", raw.get()))
}

/// The entries of an object in order; a name that comes twice is an error, since one of the two would be lost.
fn object<'a>(raw: &'a RawValue, place: &str) -> Result<Vec<(String, &'a RawValue)>> {
    let Entries(entries) = serde_json::from_str(raw.get()).map_err(|_| unexpected(place, "对象", raw.get()))?;
    let mut names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(NotAReport::Twice(format!("{place}.{}", pair[0]))),
        None => Ok(entries),
    }
}

fn unexpected(place: &str, expected: &'static str, found: &str) -> NotAReport {
    NotAReport::Unexpected { place: place.to_owned(), expected, found: shortened(found) }
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
