//! A reading as a person would note it down, for comparing.

use std::fmt::Write;

use documents::reading::{Block, Limits, Place, Reading, Unreadable, read};

/// Reads with the usual limits.
pub(crate) fn reading(bytes: &[u8], name: &str) -> Result<Reading, Unreadable> {
    read(bytes, name, &Limits::default())
}

/// Every part with its place, a line each for lines and rows; `=2|2 text` is a cell of two columns and two rows.
pub(crate) fn outline(reading: &Reading) -> String {
    let mut out = String::new();
    for part in &reading.parts {
        let name = match &part.place {
            Place::Property(name) => format!("property {name}"),
            Place::Deleted => "deleted".to_owned(),
            Place::Sheet { name, hidden: true } => format!("hidden sheet {name}"),
            Place::Sheet { name, .. } => format!("sheet {name}"),
            other => other.to_string(),
        };
        writeln!(out, "[{name}]").unwrap();
        for block in &part.blocks {
            match block {
                Block::Line(line) => writeln!(out, "{:?}", line.text).unwrap(),
                Block::Table(table) => {
                    for row in &table.rows {
                        let cells: Vec<String> = row
                            .cells
                            .iter()
                            .map(|cell| {
                                let spans = match (cell.column_span, cell.row_span) {
                                    (1, 1) => String::new(),
                                    (columns, rows) => format!("={columns}|{rows} "),
                                };
                                format!("{}:{spans}{}", cell.column, cell.text.replace('\n', "⏎"))
                            })
                            .collect();
                        writeln!(out, "| {}", cells.join(" · ")).unwrap();
                    }
                }
            }
        }
    }
    out
}

/// The outline of bytes that can be read.
pub(crate) fn outline_of(bytes: &[u8], name: &str) -> String {
    outline(&reading(bytes, name).unwrap())
}
