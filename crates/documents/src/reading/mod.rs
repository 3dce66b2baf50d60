//! What a file says, whatever its format: lines and tables in reading order, each with its place.
//!
//! One reader a format, all under the same limits. A reader never guesses in silence: what it could not read for certain is a
//! [`Doubt`] beside what it could.

mod archive;
mod budget;
mod docx;
mod encoding;
mod format;
mod html;
mod limits;
mod nesting;
mod open;
mod pdf;
mod properties;
mod sent;
mod shapes;
mod txt;
mod xlsx;
mod xml;

use std::fmt;

pub use docx::Unseen;
pub use format::Format;
pub use limits::{Limits, Unreadable};
pub use open::{is_named_pipe, read, read_file};
pub use sent::{SentFormat, sent_format};

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What the content is, whatever the file is called.
    pub format: Format,
    /// Body first, then headers, footers, comments, properties; sheets in the order of the workbook.
    pub parts: Vec<Part>,
    /// What could not be read for certain, for people to look at.
    pub doubts: Vec<Doubt>,
}

impl Reading {
    /// True where no part but the properties holds a character that is not white space.
    pub fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| matches!(part.place, Place::Property(_)) || part.is_blank())
    }
}

impl Part {
    fn is_blank(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Line(line) => line.text.trim().is_empty(),
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.text.trim().is_empty()),
        })
    }
}

/// A piece of a document that people see as one: its body, one header, one comment, one sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where in the document this is.
    pub place: Place,
    /// Its lines and tables in reading order.
    pub blocks: Vec<Block>,
}

/// Where in a document a text stands. Hidden and technical places are read too, since personal data leaks from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The running text.
    Body,
    /// A page header.
    Header,
    /// A page footer, or a foot- or endnote.
    Footer,
    /// A reviewer's comment.
    Comment,
    /// A document property, with its name (author, title, …).
    Property(String),
    /// A text box or shape.
    TextBox,
    /// Text that a tracked change has deleted but that is still in the file.
    Deleted,
    /// A sheet of a workbook.
    Sheet {
        /// The sheet's name as printed on its tab.
        name: String,
        /// The sheet is hidden.
        hidden: bool,
    },
}

/// A line or a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph, or a line where the format knows only lines.
    Line(Line),
    /// A table whose cells the format tells apart.
    Table(Table),
}

/// A line of text, as it stands in the file: inner white space and tabs are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text, without its line break.
    pub text: String,
    /// Page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Line of the file (txt, html) or paragraph of the part (docx) or line of the page (pdf), from 1.
    pub number: Option<u32>,
    /// Broken only by the width of the page (pdf): its paragraph goes on in the next line.
    pub wraps: bool,
}

/// A table with its cells in grid positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table. Places covered by a merged cell from above or from the left hold no cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The cells that begin in this row, by ascending column.
    pub cells: Vec<Cell>,
    /// Page, from 1, where the format has pages.
    pub page: Option<u32>,
}

/// One cell, merged ones once, at their upper left place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text; paragraphs inside the cell are joined by `\n`.
    pub text: String,
    /// Grid column of its left edge, from 0.
    pub column: usize,
    /// Grid columns covered, at least 1.
    pub column_span: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// The spreadsheet's own name for the place (`C7`), or the line of the source where it has lines.
    pub reference: Option<String>,
}

/// Something that a reader could not read for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Page, from 1, where known.
    pub page: Option<u32>,
    /// One Chinese sentence: what, where, and why.
    pub message: String,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(column: usize, text: impl Into<String>) -> Self {
        Cell { text: text.into(), column, column_span: 1, row_span: 1, reference: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Body | Place::Deleted => "body",
            Place::Header => "header",
            Place::Footer => "footer",
            Place::Comment => "comment",
            Place::Property(_) => "property",
            Place::TextBox => "text box",
            Place::Sheet { name, .. } => name,
        })
    }
}

/// The text is nothing but a page number, a bare one included: 「— 3 —」, 「第3页 共5页」, 「3/5」.
pub fn is_page_number(text: &str) -> bool {
    let text = text.trim();
    let plain = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-–—/第页共".contains(c);
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(plain)
}
