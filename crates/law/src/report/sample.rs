//! A small report in good form, for the tests of the rules.

use super::{Cell, CellId, Edition, Report, Table};

/// The cell of a dotted name: `requests.granted.total`.
pub(super) fn cell(name: &str) -> CellId {
    let mut parts = name.split('.');
    let mut next = || parts.next().expect("table.row.column");
    let code = next();
    let table = Table::ALL.into_iter().find(|table| table.code() == code).expect("a table");
    CellId::find(table, next(), next()).unwrap_or_else(|| panic!("{name} is no cell"))
}

/// 20 new applications and 2 carried in, 19 ended, 3 carried over; every sum holds.
pub(super) fn report_of(edition: Edition) -> Report {
    let mut report = Report { edition: Some(edition), year: Some(edition.form().first_year + 1), ..Report::default() };
    report.agency = Some("云州市澜江生态环境局".into());
    report.tables = edition.form().cells().map(|id| (id, Cell::number(0))).collect();
    let figures = [
        ("received", [16, 3, 0, 0, 1, 0]),
        ("carried_in", [1, 1, 0, 0, 0, 0]),
        ("granted", [12, 2, 0, 0, 1, 0]),
        ("unavailable_not_held", [1, 2, 0, 0, 0, 0]),
        ("declined_repeat", [1, 0, 0, 0, 0, 0]),
        ("total", [14, 4, 0, 0, 1, 0]),
        ("carried_out", [3, 0, 0, 0, 0, 0]),
    ];
    for (row, values) in figures {
        let columns = &edition.form().requests.columns;
        for (column, value) in columns.iter().zip(values.into_iter().chain([values.iter().sum()])) {
            report.tables.set(CellId { table: Table::Requests, row, column: &column.code }, Cell::number(value));
        }
    }
    for (column, value) in [("upheld", 1), ("pending", 1), ("total", 2)] {
        report.tables.set(CellId { table: Table::Remedies, row: "reconsideration", column }, Cell::number(value));
    }
    report
}
