//! Filled cells and merged areas become a table. What a sheet claims to span is never allocated.

use std::collections::BTreeMap;
use std::mem;

use crate::reading::{Cell, Row, Table};

const LAST_ROW: usize = 1_048_576;
const LAST_COLUMN: usize = 16_384;
/// Blank rows between filled ones are kept up to this many, so that row spans stay true in ordinary sheets.
const WIDEST_GAP: usize = 16;
/// Blank cells further right are formatting, not part of a form.
const LAST_BLANK_COLUMN: usize = 256;

pub(super) struct FilledCell {
    pub(super) column: usize,
    pub(super) text: String,
}

/// Cells as they come, rows and columns from 0.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<(usize, Vec<FilledCell>)>,
    areas: Vec<Area>,
    row: usize,
    cells: Vec<FilledCell>,
    /// Column of the open cell.
    column: usize,
    next_column: usize,
    next_row: usize,
    /// One beyond the right-most cell with text.
    width: usize,
}

/// A merged area, its last row and column included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

impl Area {
    /// `B2:D5`; `None` for anything else and for a single cell.
    pub(super) fn parse(reference: &str) -> Option<Self> {
        let (first, last) = reference.split_once(':')?;
        let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
        (top <= bottom && left <= right && (top, left) != (bottom, right)).then_some(Area { top, left, bottom, right })
    }
}

/// Row and column, from 0, of a reference such as `C7` or `$C$7`.
pub(super) fn place(reference: &str) -> Option<(usize, usize)> {
    let reference: String = reference.chars().filter(|&c| c != '$').collect();
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = reference[..letters]
        .bytes()
        .fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: usize = reference[letters..].parse().ok()?;
    (column <= LAST_COLUMN && (1..=LAST_ROW).contains(&row)).then(|| (row - 1, column - 1))
}

/// The name of a column: 0 is `A`.
fn column_name(column: usize) -> String {
    let (mut rest, mut name) = (column + 1, Vec::new());
    while rest > 0 {
        name.push(char::from(b'A' + u8::try_from((rest - 1) % 26).expect("below 26")));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

impl Grid {
    /// `number` counts from 1; without it, a row follows the one before.
    pub(super) fn open_row(&mut self, number: Option<usize>) {
        self.row = number.filter(|row| (1..=LAST_ROW).contains(row)).map_or(self.next_row, |row| row - 1);
        self.next_row = self.row + 1;
        self.next_column = 0;
    }

    pub(super) fn open_cell(&mut self, at: Option<(usize, usize)>) {
        self.column = at.map_or(self.next_column, |(_, column)| column);
        self.next_column = self.column + 1;
    }

    /// The open cell's name.
    pub(super) fn reference(&self) -> String {
        format!("{}{}", column_name(self.column), self.row + 1)
    }

    pub(super) fn close_cell(&mut self, cell: FilledCell) {
        let filled = !cell.text.is_empty();
        if filled {
            self.width = self.width.max(self.column + 1);
        }
        // Blank cells out of order are no form either; this way a row holds no more of them than it has columns.
        let is_next = self.cells.last().is_none_or(|last| last.column < self.column);
        if filled || (is_next && self.column < LAST_BLANK_COLUMN) {
            self.cells.push(FilledCell { column: self.column, ..cell });
        }
    }

    /// Ends a row and tells how many blank cells were kept: those of a row in which something is written.
    pub(super) fn close_row(&mut self) -> usize {
        let cells = mem::take(&mut self.cells);
        if cells.iter().all(|cell| cell.text.is_empty()) {
            return 0;
        }
        let kept = cells.iter().filter(|cell| cell.text.is_empty()).count();
        self.rows.push((self.row, cells));
        kept
    }

    pub(super) fn merge(&mut self, area: Area) {
        self.areas.push(area);
    }

    /// The sheet as one table; `None` if nothing is written in it.
    pub(super) fn into_table(mut self) -> Option<Table> {
        self.rows.sort_by_key(|&(row, _)| row);
        self.areas.sort_by_key(|area| (area.top, area.left));
        let kept = kept_rows(&self.rows);
        let mut covers = Covers::new(mem::take(&mut self.areas));
        let mut rows: Vec<Row> = Vec::new();
        let mut filled = mem::take(&mut self.rows).into_iter().peekable();
        for (index, &row) in kept.iter().enumerate() {
            covers.advance(row);
            // A row may come in several pieces.
            let mut own = Vec::new();
            while let Some((_, piece)) = filled.next_if(|&(number, _)| number == row) {
                own.extend(piece);
            }
            own.sort_by_key(|cell| cell.column);
            let mut cells = Vec::new();
            for cell in own {
                let blank = cell.text.is_empty();
                if blank && cell.column >= self.width {
                    continue;
                }
                let (mut column_span, mut row_span) = (1, 1);
                if let Some(area) = covers.over(cell.column) {
                    if (area.top, area.left) == (row, cell.column) {
                        column_span = area.right - area.left + 1;
                        row_span = kept[index..].partition_point(|&own| own <= area.bottom).max(1);
                    } else if blank {
                        continue;
                    }
                }
                let reference = Some(format!("{}{}", column_name(cell.column), row + 1));
                cells.push(Cell { text: cell.text, column: cell.column, column_span, row_span, reference });
            }
            rows.push(Row { cells, page: None });
        }
        (!rows.is_empty()).then_some(Table { rows })
    }
}

/// Numbers of the rows that the table has: the filled ones, and blank ones between them up to [`WIDEST_GAP`].
fn kept_rows(filled: &[(usize, Vec<FilledCell>)]) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(filled.len());
    for &(row, _) in filled {
        match kept.last() {
            Some(&last) if last == row => continue,
            Some(&last) => kept.extend((last + 1..row).take(WIDEST_GAP)),
            None => {}
        }
        kept.push(row);
    }
    kept
}

/// The merged areas over the current row, by left column. Areas that overlap an earlier one are dropped, as by every program.
struct Covers {
    waiting: std::iter::Peekable<std::vec::IntoIter<Area>>,
    current: BTreeMap<usize, Area>,
}

impl Covers {
    fn new(areas: Vec<Area>) -> Self {
        Covers { waiting: areas.into_iter().peekable(), current: BTreeMap::new() }
    }

    fn advance(&mut self, row: usize) {
        self.current.retain(|_, area| area.bottom >= row);
        while let Some(area) = self.waiting.next_if(|area| area.top <= row) {
            let overlaps =
                self.current.range(..=area.right).next_back().is_some_and(|(_, other)| other.right >= area.left);
            if area.bottom >= row && !overlaps {
                self.current.insert(area.left, area);
            }
        }
    }

    fn over(&self, column: usize) -> Option<Area> {
        self.current.range(..=column).next_back().map(|(_, &area)| area).filter(|area| area.right >= column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_there_and_back() {
        for (name, at) in [("A1", (0, 0)), ("C7", (6, 2)), ("$AA$10", (9, 26)), ("XFD1048576", (1_048_575, 16_383))] {
            assert_eq!(place(name), Some(at));
            assert_eq!(format!("{}{}", column_name(at.1), at.0 + 1), name.replace('$', ""));
        }
        for name in ["", "7", "C", "C0", "XFE1", "A1048577", "ABCD1", "A-1", "中1"] {
            assert_eq!(place(name), None, "{name}");
        }
    }
}
