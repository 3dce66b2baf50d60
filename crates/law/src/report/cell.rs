//! One cell: a number, a blank, or something that could not be read. These are three different things.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What stands in one cell of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The figure, or why there is none.
    pub content: Content,
    /// What else is written in the cell: 「其中修订16件」, 「不适用」.
    pub note: Option<String>,
    /// The unit written in the cell itself. `None` where there is none; the unit of the column stands in the form.
    pub unit: Option<Unit>,
}

/// The figure in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// As written, sign included. Whether it may be negative or broken is a question for rule E4.
    Number(Decimal),
    /// Left blank by the agency. Counts as 0 in arithmetic, but is not the same as a written 0.
    Blank,
    /// Not read for certain, with the reason (Chinese). Never counts in arithmetic.
    Unread(String),
}

/// A unit of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 元
    #[serde(rename = "元")]
    Yuan,
    /// 万元
    #[serde(rename = "万元")]
    TenThousandYuan,
}

impl Cell {
    /// A cell with a figure and nothing else.
    pub fn number(value: impl Into<Decimal>) -> Self {
        Content::Number(value.into()).into()
    }

    /// A cell left blank.
    pub fn blank() -> Self {
        Content::Blank.into()
    }

    /// A cell that could not be read, and why (Chinese).
    pub fn unread(reason: impl Into<String>) -> Self {
        Content::Unread(reason.into()).into()
    }

    /// The written figure, if there is one.
    pub fn value(&self) -> Option<Decimal> {
        match self.content {
            Content::Number(value) => Some(value),
            Content::Blank | Content::Unread(_) => None,
        }
    }

    /// The figure for arithmetic: a blank counts as 0; `None` where the cell could not be read.
    pub fn counted(&self) -> Option<Decimal> {
        match self.content {
            Content::Number(value) => Some(value),
            Content::Blank => Some(Decimal::ZERO),
            Content::Unread(_) => None,
        }
    }

    /// The cell was left blank.
    pub fn is_blank(&self) -> bool {
        self.content == Content::Blank
    }
}

impl From<Content> for Cell {
    fn from(content: Content) -> Self {
        Cell { content, note: None, unit: None }
    }
}

impl Unit {
    /// As printed.
    pub fn printed(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::TenThousandYuan => "万元",
        }
    }
}
