//! A table with merged cells, by grid position.

use law::report::{Label, Table};
use rust_decimal::Decimal;

/// A table as it is printed.
pub(crate) struct Sheet {
    /// Which of the three.
    pub(crate) table: Table,
    /// Widths of the grid columns, left to right, in thousandths of the line (adding up to 1000).
    pub(crate) widths: Vec<u16>,
    /// Rows from top to bottom; a place stands in the row in which it begins.
    pub(crate) rows: Vec<Vec<Place>>,
    /// Rows at the top that are repeated on every page.
    pub(crate) head_rows: usize,
}

/// One cell, merged ones once, at their upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// Grid column of its left edge, from 0.
    pub(crate) column: usize,
    /// Grid columns covered.
    pub(crate) column_span: usize,
    /// Rows covered.
    pub(crate) row_span: usize,
    /// What is printed in it.
    pub(crate) text: String,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a cell of a printed table is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The heading of a block, across the whole table.
    Block {
        /// The item of Art. 20.
        item: u8,
    },
    /// The upper left corner.
    Corner,
    /// The head of one column, or of several.
    ColumnHead {
        /// Empty for a merged head.
        code: &'static str,
    },
    /// The label of one row.
    RowHead {
        /// The row's code.
        code: &'static str,
    },
    /// A label merged down the side of several rows.
    RowGroup,
    /// A figure of the report.
    Figure {
        /// The row's code.
        row: &'static str,
        /// The column's code.
        column: &'static str,
        /// The bare number, where nothing but a number stands in the cell.
        value: Option<Decimal>,
    },
}

impl Place {
    /// A cell of one row and one column.
    pub(super) fn new(column: usize, text: impl Into<String>, kind: Kind) -> Place {
        Place { column, column_span: 1, row_span: 1, text: text.into(), kind }
    }

    /// Merged over so many columns and rows.
    pub(super) fn spanning(self, columns: usize, rows: usize) -> Place {
        Place { column_span: columns, row_span: rows, ..self }
    }

    /// Long labels begin at the left; everything else stands in the middle of its cell.
    pub(crate) fn is_left(&self) -> bool {
        match self.kind {
            Kind::RowHead { .. } => self.column > 0 || self.column_span > 1,
            Kind::Corner => self.row_span > 1,
            _ => false,
        }
    }
}

impl Sheet {
    /// All cells, row by row.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        self.rows.iter().flatten()
    }

    /// So long that it fills a page (25 rows of figures and their heads): rows are set closer.
    pub(crate) fn is_dense(&self) -> bool {
        self.table == Table::Requests
    }

    /// The rows below the repeated head, by block where there are blocks.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &[Vec<Place>]> {
        self.rows[self.head_rows..].chunk_by(|_, next| !matches!(next[0].kind, Kind::Block { .. }))
    }

    /// The name of the table for those who do not see it.
    pub(crate) fn name(&self) -> &'static str {
        match self.table {
            Table::Proactive => "主动公开政府信息情况表",
            Table::Requests => "收到和处理政府信息公开申请情况表",
            Table::Remedies => "政府信息公开行政复议、行政诉讼情况表",
        }
    }
}

/// Labels that stand next to each other under the same merged label: (merged label, from, count).
pub(super) fn groups(labels: &'static [Label]) -> impl Iterator<Item = (Option<&'static str>, &'static [Label])> {
    labels.chunk_by(|a, b| a.group.is_some() && a.group == b.group).map(|run| (run[0].group.as_deref(), run))
}

/// Every grid position is covered once, by a cell that begins there or that spans it.
#[cfg(test)]
pub(super) fn assert_covered(sheet: &Sheet) {
    assert_eq!(sheet.widths.iter().sum::<u16>(), 1000);
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for (row, place) in sheet.rows.iter().enumerate().flat_map(|(row, places)| places.iter().map(move |p| (row, p))) {
        let columns = place.column..place.column + place.column_span;
        covered.extend((row..row + place.row_span).flat_map(|row| columns.clone().map(move |column| (row, column))));
    }
    covered.sort_unstable();
    let grid: Vec<_> = (0..sheet.rows.len()).flat_map(|r| (0..sheet.widths.len()).map(move |c| (r, c))).collect();
    assert_eq!(covered, grid);
}
