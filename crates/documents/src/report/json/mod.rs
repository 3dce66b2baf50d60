//! The published JSON shape of an annual report, out and in.
//!
//! Figures go through as decimal numbers, digit by digit: 59237.2449 and 2153.74 come back as they went. What the report does not
//! have is told apart from what it leaves blank: a blank cell is `null`, a cell that the source lacks carries
//! `"unread": "原文没有这一格"`, a table that it lacks altogether is an empty object.

mod incoming;
mod outgoing;

use law::report::{Report, Verdict};
use serde_json::Value;
use thiserror::Error;

/// Says of a cell that the source does not have it at all.
pub const NOT_IN_SOURCE: &str = "原文没有这一格";

/// Why a JSON text is no annual report. Each names the place.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAReport {
    /// No JSON at all.
    #[error("第{line}行第{column}列不是合法的 JSON：{reason}")]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// Whether the text breaks off there or is wrong there (Chinese).
        reason: &'static str,
    },
    /// Something stands where something else should.
    #[error("“{place}”应是{expected}，读到的是 {found}")]
    Unexpected {
        /// The path, `tables.requests.granted.total`; 「最外层」 for the whole.
        place: String,
        /// What should stand there (Chinese).
        expected: &'static str,
        /// What does, shortened.
        found: String,
    },
    /// A table that the form does not have.
    #[error("没有“{0}”这张表；可用 proactive、requests、remedies")]
    UnknownTable(String),
    /// A row that the form does not have.
    #[error("“tables.{table}”中没有“{row}”这一行")]
    UnknownRow {
        /// The table's code.
        table: &'static str,
        /// The row as written.
        row: String,
    },
    /// A column that the row does not have.
    #[error("“tables.{table}.{row}”中没有“{column}”这一列")]
    UnknownColumn {
        /// The table's code.
        table: &'static str,
        /// The row's code.
        row: String,
        /// The column as written.
        column: String,
    },
    /// Rows of one block of section two that belong to different editions.
    #[error("“tables.proactive.{row}”与同一项的其他行不是同一年格式")]
    MixedBlock {
        /// The row's code.
        row: String,
    },
    /// The same name twice in one object.
    #[error("“{0}”出现了两次")]
    Twice(String),
    /// A figure with more digits than can be kept exactly.
    #[error("“{place}”的数字 {found} 位数过多，不能准确保存")]
    TooManyDigits {
        /// The path.
        place: String,
        /// The number as written, shortened.
        found: String,
    },
}

/// The report with its findings, as a value. Numbers beyond 17 digits are rounded as JSON values are; [`to_text`] keeps them.
pub fn to_json(report: &Report, verdict: &Verdict) -> Value {
    serde_json::to_value(outgoing::Published::new(report, verdict)).expect("names are strings and numbers are finite")
}

/// The report with its findings as text, two spaces a level, every digit kept.
pub fn to_text(report: &Report, verdict: &Verdict) -> String {
    let mut text = serde_json::to_string_pretty(&outgoing::Published::new(report, verdict))
        .expect("names are strings and numbers are finite");
    text.push('\n');
    text
}

/// Reads the published shape. Findings in it are left aside, since they are derived; names that are not of the shape are passed over
/// at the outer levels, while unknown rows and columns are errors: they would be figures lost.
pub fn from_json(text: &str) -> Result<Report, NotAReport> {
    incoming::report(text)
}

#[cfg(test)]
mod tests;
