//! Tables as they are built up, and what to do with tables inside tables.

use super::{Block, Cell, Line, Row, Table};

/// A table whose cells still hold blocks.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    pub(super) rows: Vec<Vec<RawCell>>,
}

/// A cell before its content is made text.
#[derive(Debug, Default)]
pub(super) struct RawCell {
    pub(super) column: usize,
    pub(super) column_span: usize,
    pub(super) row_span: usize,
    pub(super) reference: Option<String>,
    pub(super) blocks: Vec<Block>,
}

/// Tables deeper than this are read as text of the cell around them: nobody nests so deep but to break a reader.
pub(super) const DEEPEST_TABLE: usize = 32;

impl RawTable {
    /// The table as blocks. One that only lays out a page (the tables inside it say more than itself) dissolves into the lines and
    /// tables inside it; a real table keeps an inner one as text of its cell: rows as lines, cells divided by tabs.
    pub(super) fn settle(self) -> Vec<Block> {
        let inner: usize = self.cells().flat_map(|cell| &cell.blocks).map(filled_cells).sum();
        let own = self.cells().filter(|cell| cell.is_plain_and_filled()).count();
        if inner > 0 && inner >= own {
            return self.rows.into_iter().flatten().flat_map(|cell| cell.blocks).filter(has_text).collect();
        }
        let height = self.rows.len();
        let rows = self.rows.into_iter().enumerate().map(|(index, cells)| Row {
            cells: cells.into_iter().map(|cell| cell.finish(height - index)).collect(),
            page: None,
        });
        vec![Block::Table(Table { rows: rows.collect() })]
    }

    fn cells(&self) -> impl Iterator<Item = &RawCell> {
        self.rows.iter().flatten()
    }
}

impl RawCell {
    fn is_plain_and_filled(&self) -> bool {
        let plain = self.blocks.iter().all(|block| matches!(block, Block::Line(_)));
        plain && self.blocks.iter().any(has_text)
    }

    fn finish(self, rows_below: usize) -> Cell {
        Cell {
            text: text_of(&self.blocks),
            column: self.column,
            column_span: self.column_span.max(1),
            row_span: self.row_span.clamp(1, rows_below.max(1)),
            reference: self.reference,
        }
    }
}

fn filled_cells(block: &Block) -> usize {
    match block {
        Block::Line(_) => 0,
        // Even an empty inner table counts as one.
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.text.trim().is_empty()).count().max(1)
        }
    }
}

fn has_text(block: &Block) -> bool {
    match block {
        Block::Line(line) => !line.text.trim().is_empty(),
        Block::Table(_) => true,
    }
}

fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        match block {
            Block::Line(Line { text: line, .. }) => text.push_str(line),
            Block::Table(table) => {
                let rows: Vec<String> = table
                    .rows
                    .iter()
                    .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t"))
                    .collect();
                text.push_str(&rows.join("\n"));
            }
        }
    }
    text
}
