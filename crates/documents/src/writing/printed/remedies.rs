//! Section four: fifteen figures in one line, the groups side by side.

use law::report::{CellId, Label, Report, Table};

use super::figure;
use super::sheet::{Kind, Place, Sheet, groups};

pub(super) fn sheet(report: &Report) -> Sheet {
    let grid = &report.form().remedies;
    let width = grid.columns.len();
    let (mut first, mut second, mut third, mut figures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut left = 0;
    for (group, rows) in groups(&grid.rows) {
        let over = group.unwrap_or(&rows[0].printed);
        first.push(merged(left, over).spanning(rows.len() * width, 1));
        for row in rows {
            if group.is_some() {
                second.push(merged(left, &row.printed).spanning(width, 1));
            }
            for (index, column) in grid.columns.iter().enumerate() {
                let head = Place::new(left + index, &*column.printed, Kind::ColumnHead { code: &column.code });
                if group.is_some() {
                    third.push(head);
                } else {
                    second.push(head.spanning(1, 2));
                }
                figures.push(figure(report, row, column, left + index));
            }
            left += width;
        }
    }
    Sheet { table: Table::Remedies, widths: widths(left), rows: vec![first, second, third, figures], head_rows: 3 }
}

fn merged(column: usize, text: &str) -> Place {
    Place::new(column, text, Kind::ColumnHead { code: "" })
}

fn figure(report: &Report, row: &'static Label, column: &'static Label, left: usize) -> Place {
    let cell = report.tables.get(CellId { table: Table::Remedies, row: &row.code, column: &column.code });
    let kind = Kind::Figure { row: &row.code, column: &column.code, value: figure::figure(cell) };
    Place::new(left, figure::text(cell, &column.code), kind)
}

/// Equal widths that add up to 1000.
fn widths(columns: usize) -> Vec<u16> {
    let cut = |index: usize| u16::try_from(index * 1000 / columns).expect("at most 1000");
    (0..columns).map(|index| cut(index + 1) - cut(index)).collect()
}

#[cfg(test)]
mod tests {
    use law::report::Edition;

    use super::super::sheet::assert_covered;
    use super::*;

    #[test]
    fn reconsideration_and_litigation_stand_side_by_side() {
        for edition in Edition::ALL {
            let sheet = sheet(&Report { edition: Some(edition), ..Report::default() });
            assert_covered(&sheet);
            assert_eq!(sheet.widths.len(), 15);
            let first: Vec<(&str, usize)> = sheet.rows[0].iter().map(|p| (&*p.text, p.column_span)).collect();
            assert_eq!(first, [("行政复议", 5), ("行政诉讼", 10)]);
            assert_eq!(sheet.rows[1].iter().filter(|place| place.row_span == 2).count(), 5);
        }
    }
}
