//! Tables that go on on the next page. Each page shows only the columns that its own rows divide (a page of plain totals has fewer
//! than the next with its sub-items); both get the columns of the two together, so that a column means the same on every page.

use super::rules::NEAR;
use crate::reading::{Block, Table, is_page_number};

/// A table in the list of blocks, with its column edges from left to right.
pub(super) struct Edges {
    pub(super) block: usize,
    pub(super) page: u32,
    pub(super) xs: Vec<f64>,
}

/// Gives the pieces of a table the same columns.
pub(super) fn align(blocks: &mut [Block], tables: &[Edges]) {
    let mut from = 0;
    while from < tables.len() {
        let mut to = from + 1;
        while to < tables.len() && goes_on(&tables[to - 1], &tables[to], blocks) {
            to += 1;
        }
        let pieces = &tables[from..to];
        if pieces.len() > 1 {
            let all = together(pieces);
            for piece in pieces {
                if let Some(Block::Table(table)) = blocks.get_mut(piece.block) {
                    widen(table, &piece.xs, &all);
                }
            }
        }
        from = to;
    }
}

/// Same width, next page, and nothing but page numbers between.
fn goes_on(before: &Edges, after: &Edges, blocks: &[Block]) -> bool {
    let near = |a: Option<&f64>, b: Option<&f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= NEAR);
    let is_page_number = |block: &Block| match block {
        Block::Line(line) => is_page_number(&line.text),
        Block::Table(_) => false,
    };
    after.page == before.page + 1
        && near(before.xs.first(), after.xs.first())
        && near(before.xs.last(), after.xs.last())
        && blocks[before.block + 1..after.block].iter().all(is_page_number)
}

fn together(pieces: &[Edges]) -> Vec<f64> {
    let mut all: Vec<f64> = pieces.iter().flat_map(|piece| piece.xs.iter().copied()).collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|next, kept| *next - *kept <= NEAR);
    all
}

fn widen(table: &mut Table, own: &[f64], all: &[f64]) {
    // The edge nearest to an own one; own edges stay apart, since they are further from each other than what is taken for one.
    let place = |column: usize| {
        let at = own[column.min(own.len() - 1)];
        let after = all.partition_point(|&edge| edge < at);
        let near = |index: usize| all.get(index).map_or(f64::INFINITY, |edge| (edge - at).abs());
        if after > 0 && near(after - 1) <= near(after) { after - 1 } else { after }
    };
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let (first, last) = (place(cell.column), place(cell.column + cell.column_span));
        cell.column = first;
        cell.column_span = last.saturating_sub(first).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Cell, Line, Row};

    fn table(cells: &[(usize, usize)]) -> Block {
        let cells = cells.iter().map(|&(column, column_span)| Cell { column_span, ..Cell::new(column, "") }).collect();
        Block::Table(Table { rows: vec![Row { cells, page: None }] })
    }

    fn line(text: &str) -> Block {
        Block::Line(Line { text: text.to_owned(), ..Line::default() })
    }

    fn edges(block: usize, page: u32, xs: &[f64]) -> Edges {
        Edges { block, page, xs: xs.to_vec() }
    }

    #[test]
    fn a_piece_without_sub_items_gets_the_columns_of_the_next() {
        let mut blocks = vec![table(&[(0, 1), (1, 1)]), line("— 3 —"), table(&[(0, 1), (1, 1), (2, 1)])];
        align(&mut blocks, &[edges(0, 1, &[50.0, 200.0, 300.0]), edges(2, 2, &[50.4, 120.0, 200.2, 300.0])]);
        assert_eq!(blocks[0], table(&[(0, 2), (2, 1)]));
        assert_eq!(blocks[2], table(&[(0, 1), (1, 1), (2, 1)]));
    }

    #[test]
    fn another_table_on_the_next_page_is_left_alone() {
        for between in [line("四、复议诉讼"), table(&[(0, 1)])] {
            let mut blocks = vec![table(&[(0, 1), (1, 1)]), between, table(&[(0, 1), (1, 1), (2, 1)])];
            let before = blocks.clone();
            align(&mut blocks, &[edges(0, 1, &[50.0, 200.0, 300.0]), edges(2, 2, &[50.0, 120.0, 200.0, 300.0])]);
            assert_eq!(blocks, before);
        }
    }
}
