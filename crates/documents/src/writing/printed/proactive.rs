//! Section two: the blocks of Art. 20, one below the other in one grid of four columns.

use law::report::{Block, CellId, Report, Table};

use super::figure;
use super::sheet::{Kind, Place, Sheet};

const COLUMNS: usize = 4;

/// The blocks of which there is at least one cell; `None` where there is none.
pub(super) fn sheet(report: &Report) -> Option<Sheet> {
    let present = |block: &&'static Block| block.cells().any(|id| report.tables.get(id).is_some());
    let rows: Vec<Vec<Place>> =
        report.blocks().map(|(block, _)| block).filter(present).flat_map(|block| rows(block, report)).collect();
    (!rows.is_empty()).then_some(Sheet {
        table: Table::Proactive,
        widths: vec![325, 225, 225, 225],
        rows,
        head_rows: 0,
    })
}

fn rows(block: &'static Block, report: &Report) -> Vec<Vec<Place>> {
    let heading = Place::new(0, &*block.heading, Kind::Block { item: block.item }).spanning(COLUMNS, 1);
    let mut heads = vec![Place::new(0, &*block.corner, Kind::Corner)];
    heads.extend(block.columns.iter().enumerate().map(|(index, column)| {
        Place::new(index + 1, &*column.printed, Kind::ColumnHead { code: &column.code })
            .spanning(width(block, index), 1)
    }));
    let mut rows = vec![vec![heading], heads];
    rows.extend(block.rows.iter().map(|row| {
        let mut places = vec![Place::new(0, &*row.printed, Kind::RowHead { code: &row.code })];
        places.extend(block.columns.iter().enumerate().map(|(index, column)| {
            let cell = report.tables.get(CellId { table: Table::Proactive, row: &row.code, column: &column.code });
            let kind = Kind::Figure { row: &row.code, column: &column.code, value: figure::figure(cell) };
            Place::new(index + 1, figure::text(cell, &column.code), kind).spanning(width(block, index), 1)
        }));
        places
    }));
    rows
}

/// The last column of a block takes what the others leave.
fn width(block: &Block, index: usize) -> usize {
    if index + 1 == block.columns.len() { COLUMNS - 1 - index } else { 1 }
}

#[cfg(test)]
mod tests {
    use law::report::{Cell, Edition, Tables};

    use super::super::sheet::assert_covered;
    use super::*;

    fn full(edition: Edition) -> Report {
        let tables: Tables = edition.form().cells().map(|id| (id, Cell::number(1))).collect();
        Report { edition: Some(edition), tables, ..Report::default() }
    }

    #[test]
    fn covers_its_grid_in_both_editions() {
        for edition in Edition::ALL {
            assert_covered(&sheet(&full(edition)).unwrap());
        }
    }

    #[test]
    fn a_block_of_the_other_edition_keeps_its_own_heads() {
        let mut report = full(Edition::Of2019);
        report.other_blocks.insert(6, Edition::Of2021);
        let sheet = sheet(&report).unwrap();
        let heads: Vec<&str> = sheet.rows[9].iter().map(|place| &*place.text).collect();
        assert_eq!(sheet.rows[8][0].text, "第二十条第（六）项");
        assert_eq!(heads, ["信息内容", "本年处理决定数量"]);
        assert_covered(&sheet);
    }

    #[test]
    fn a_block_without_any_cell_is_left_out() {
        let id = CellId::find(Table::Proactive, "licences", "decisions").unwrap();
        let report = Report { tables: [(id, Cell::number(20))].into_iter().collect(), ..Report::default() };
        let sheet = sheet(&report).unwrap();
        assert_eq!(sheet.rows.len(), 3);
        assert_eq!(sheet.rows[2][1].text, "20");
    }
}
