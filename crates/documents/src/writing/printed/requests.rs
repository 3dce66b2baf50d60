//! Section three: outcomes down the side, kinds of applicant across, three columns of labels.

use law::report::{CellId, Form, Label, Report, Table};

use super::figure;
use super::sheet::{Kind, Place, Sheet, groups};

const LABELS: usize = 3;
const HEAD_ROWS: usize = 3;

pub(super) fn sheet(report: &Report) -> Sheet {
    let form = report.form();
    let mut rows = heads(form);
    let inner = |row: &Label| !matches!(&*row.code, "received" | "carried_in" | "carried_out");
    let outcomes = form.requests.rows.iter().filter(|row| inner(row)).count();
    for run in form.requests.rows.chunk_by(|a, b| inner(a) == inner(b)) {
        let labels = groups(run).flat_map(|(group, labels)| {
            labels.iter().enumerate().map(move |(index, row)| (group.map(|text| (text, index, labels.len())), row))
        });
        for (index, (group, row)) in labels.enumerate() {
            let mut places = Vec::new();
            let mut left = 0;
            if inner(row) {
                if index == 0 {
                    places.push(Place::new(0, &*form.requests.outcomes_heading, Kind::RowGroup).spanning(1, outcomes));
                }
                left = 1;
            }
            if let Some((text, position, count)) = group {
                if position == 0 {
                    places.push(Place::new(left, text, Kind::RowGroup).spanning(1, count));
                }
                left += 1;
            }
            places.push(Place::new(left, &*row.printed, Kind::RowHead { code: &row.code }).spanning(LABELS - left, 1));
            places.extend(figures(report, row));
            rows.push(places);
        }
    }
    Sheet { table: Table::Requests, widths: vec![62, 134, 328, 68, 68, 68, 68, 68, 68, 68], rows, head_rows: HEAD_ROWS }
}

/// 申请人情况 over 自然人, 法人或其他组织 with its five kinds, and 总计; the form's own cross-check in the corner.
fn heads(form: &'static Form) -> Vec<Vec<Place>> {
    let columns = &form.requests.columns;
    let corner = Place::new(0, &*form.cross_check, Kind::Corner).spanning(LABELS, HEAD_ROWS);
    let over_all = Place::new(LABELS, "申请人情况", Kind::ColumnHead { code: "" }).spanning(columns.len(), 1);
    let (mut second, mut third) = (Vec::new(), Vec::new());
    let mut left = LABELS;
    for (group, labels) in groups(columns) {
        if let Some(group) = group {
            second.push(Place::new(left, group, Kind::ColumnHead { code: "" }).spanning(labels.len(), 1));
            third.extend(labels.iter().enumerate().map(|(index, label)| head(left + index, label)));
        } else {
            second.extend(labels.iter().map(|label| head(left, label).spanning(1, 2)));
        }
        left += labels.len();
    }
    vec![vec![corner, over_all], second, third]
}

fn head(column: usize, label: &'static Label) -> Place {
    Place::new(column, &*label.printed, Kind::ColumnHead { code: &label.code })
}

fn figures(report: &Report, row: &'static Label) -> impl Iterator<Item = Place> {
    report.form().requests.columns.iter().enumerate().map(|(index, column)| {
        let cell = report.tables.get(CellId { table: Table::Requests, row: &row.code, column: &column.code });
        let kind = Kind::Figure { row: &row.code, column: &column.code, value: figure::figure(cell) };
        Place::new(LABELS + index, figure::text(cell, &column.code), kind)
    })
}

#[cfg(test)]
mod tests {
    use law::report::Edition;

    use super::super::sheet::assert_covered;
    use super::*;

    fn of(edition: Edition) -> Sheet {
        sheet(&Report { edition: Some(edition), ..Report::default() })
    }

    fn place<'a>(sheet: &'a Sheet, text: &str) -> &'a Place {
        sheet.places().find(|place| place.text == text).unwrap()
    }

    #[test]
    fn the_merged_labels_cover_what_the_form_prints() {
        for (edition, rows, outcomes) in [(Edition::Of2019, 26, 20), (Edition::Of2021, 28, 22)] {
            let sheet = of(edition);
            assert_covered(&sheet);
            assert_eq!(sheet.rows.len(), rows);
            assert_eq!(place(&sheet, "三、本年度办理结果").row_span, outcomes);
            assert_eq!(place(&sheet, "（三）不予公开").row_span, 8);
            assert_eq!(place(&sheet, "法人或其他组织").column_span, 5);
            assert_eq!(place(&sheet, "自然人").row_span, 2);
        }
        assert_eq!(place(&of(Edition::Of2019), "（六）其他处理").column_span, 2);
        assert_eq!(place(&of(Edition::Of2021), "（六）其他处理").row_span, 3);
    }

    #[test]
    fn the_cross_check_stands_in_the_corner() {
        let sheet = of(Edition::Of2019);
        assert_eq!(sheet.rows[0][0].kind, Kind::Corner);
        assert!(sheet.rows[0][0].text.contains("勾稽关系"));
    }
}
