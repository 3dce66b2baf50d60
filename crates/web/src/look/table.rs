//! Tables that are read across. On a narrow screen each row becomes a block with its headings beside the values, or, where
//! figures must stay under each other, the table scrolls by itself.

use askama::Template;

use super::chip::Chip;
use super::component;

/// A table of data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "look/table.html")]
pub struct Table {
    /// What it shows; read out before it, and shown above.
    pub caption: String,
    /// Whether the caption is for those who hear the page only, since a heading says the same.
    pub caption_unseen: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What is said where there is no row.
    pub empty: &'static str,
    /// What a narrow screen does.
    pub narrow: Narrow,
}

/// What a table does on a narrow screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Narrow {
    /// Rows become blocks.
    #[default]
    Stack,
    /// It scrolls sideways.
    Scroll,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Whether it holds figures, which stand to the right.
    pub figures: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// Where it leads; empty where nowhere.
    pub href: String,
    /// A quieter line below.
    pub note: String,
    /// Chips after the text.
    pub chips: Vec<Chip>,
}

impl Table {
    /// A table with these columns.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Table {
        Table { caption: caption.into(), columns, empty: "没有记录。", ..Table::default() }
    }

    fn column(&self, index: &usize) -> Option<&Column> {
        self.columns.get(*index)
    }

    fn has_figures(&self, index: &usize) -> bool {
        self.column(index).is_some_and(|column| column.figures)
    }

    fn name(&self, index: &usize) -> &str {
        self.column(index).map_or("", |column| &column.name)
    }

    fn scrolls(&self) -> bool {
        self.narrow == Narrow::Scroll
    }
}

impl Column {
    /// A column of words.
    pub fn words(name: impl Into<String>) -> Column {
        Column { name: name.into(), figures: false }
    }

    /// A column of figures.
    pub fn figures(name: impl Into<String>) -> Column {
        Column { name: name.into(), figures: true }
    }
}

impl Cell {
    /// A cell with a text.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell that leads somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: href.into(), ..Cell::default() }
    }

    /// With a quieter line.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Cell {
        self.note = note.into();
        self
    }

    /// With a chip.
    #[must_use]
    pub fn with(mut self, chip: Chip) -> Cell {
        self.chips.push(chip);
        self
    }
}

component!(Table);
