//! Cells of a web page's table put into grid columns (HTML standard, 4.9.12 「Forming a table」, without its errors).

use crate::reading::nesting::{RawCell, RawTable};

/// Spans beyond this are nonsense or malice (the standard's own bound for columns is 1000).
const WIDEST_SPAN: usize = 1000;
const HIGHEST_SPAN: usize = 10_000;
/// A cell that begins further right does not reach into other rows.
const LAST_COLUMN: usize = 1024;

/// A table whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    table: RawTable,
    /// Cells from rows above that reach down: (first column, column after the last, first row that is free again), by column.
    reaching: Vec<(usize, usize, usize)>,
    next_column: usize,
    in_row: bool,
    pub(super) in_cell: bool,
}

impl OpenTable {
    pub(super) fn open_row(&mut self) {
        self.in_cell = false;
        self.in_row = true;
        self.table.rows.push(Vec::new());
        self.next_column = 0;
    }

    pub(super) fn close_row(&mut self) {
        self.in_cell = false;
        self.in_row = false;
    }

    /// Begins a cell, and a row if none is open.
    pub(super) fn open_cell(&mut self, column_span: Option<usize>, row_span: Option<usize>, line: u64) {
        if !self.in_row {
            self.open_row();
        }
        self.in_cell = true;
        let row = self.table.rows.len() - 1;
        self.reaching.retain(|&(_, _, free_again)| free_again > row);
        let mut column = self.next_column;
        for &(first, end, _) in &self.reaching {
            if first <= column && column < end {
                column = end;
            }
        }
        let column_span = column_span.unwrap_or(1).clamp(1, WIDEST_SPAN);
        // 0 means: to the end of the table.
        let row_span = row_span.map_or(1, |span| if span == 0 { HIGHEST_SPAN } else { span.min(HIGHEST_SPAN) });
        self.next_column = column + column_span;
        if row_span > 1 && column < LAST_COLUMN {
            let at = self.reaching.partition_point(|&(first, ..)| first < column);
            self.reaching.insert(at, (column, column + column_span, row + row_span));
        }
        let cell = RawCell { column, column_span, row_span, reference: Some(line.to_string()), blocks: Vec::new() };
        self.table.rows[row].push(cell);
    }

    /// The cell that is being filled.
    pub(super) fn cell(&mut self) -> Option<&mut RawCell> {
        if self.in_cell { self.table.rows.last_mut()?.last_mut() } else { None }
    }

    pub(super) fn close(self) -> RawTable {
        self.table
    }
}
