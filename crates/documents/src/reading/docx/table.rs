//! A Word table as it is built up: cells in grid columns, vertical merges joined.

use std::collections::BTreeMap;
use std::mem;

use crate::reading::budget::Budget;
use crate::reading::nesting::{RawCell, RawTable};
use crate::reading::{Block, Unreadable};

/// Word itself stops at 63 columns.
const WIDEST_SPAN: usize = 1024;

/// How a cell takes part in a vertical merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Begins,
    Continues,
}

/// A table whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    table: RawTable,
    next_column: usize,
    span: usize,
    merge: Merge,
    blocks: Vec<Block>,
    /// Column of each vertical merge that the last row took part in, with the place of its first cell.
    reaching: BTreeMap<usize, (usize, usize)>,
}

impl OpenTable {
    pub(super) fn open_row(&mut self) {
        self.table.rows.push(Vec::new());
        self.next_column = 0;
    }

    /// Grid columns left empty before the first cell of a row.
    pub(super) fn skip_columns(&mut self, columns: usize) {
        self.next_column += columns.min(WIDEST_SPAN);
    }

    pub(super) fn open_cell(&mut self) {
        if self.table.rows.is_empty() {
            self.open_row();
        }
        (self.span, self.merge) = (1, Merge::None);
        self.blocks.clear();
    }

    pub(super) fn set_span(&mut self, columns: usize) {
        self.span = columns.clamp(1, WIDEST_SPAN);
    }

    pub(super) fn set_merge(&mut self, merge: Merge) {
        self.merge = merge;
    }

    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Ends a cell. What a continued cell holds is not shown by any program but still in the file: it is handed back.
    pub(super) fn close_cell(&mut self, budget: &mut Budget) -> Result<Vec<Block>, Unreadable> {
        budget.cell()?;
        let blocks = mem::take(&mut self.blocks);
        let Some(row) = self.table.rows.len().checked_sub(1) else { return Ok(blocks) };
        let (column, column_span) = (self.next_column, self.span);
        self.next_column += column_span;
        if self.merge == Merge::Continues
            && let Some(&(first_row, place)) = self.reaching.get(&column)
        {
            self.table.rows[first_row][place].row_span = row - first_row + 1;
            return Ok(blocks);
        }
        if self.merge == Merge::Begins {
            self.reaching.insert(column, (row, self.table.rows[row].len()));
        } else {
            self.reaching.remove(&column);
        }
        self.table.rows[row].push(RawCell { column, column_span, row_span: 1, reference: None, blocks });
        Ok(Vec::new())
    }

    pub(super) fn close(self) -> Vec<Block> {
        self.table.settle()
    }
}
