//! One report in every format, as LibreOffice writes it (`scripts/make-fixtures`).

use documents::reading::{Block, Limits, Reading, Table, read_file};

fn fixture(name: &str) -> Reading {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/fixtures").join(name);
    read_file(&path, &Limits::default()).unwrap()
}

fn tables(reading: &Reading) -> Vec<&Table> {
    let blocks = reading.parts.iter().flat_map(|part| &part.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

/// Cells as (column, columns, rows, text).
fn grid(table: &Table) -> Vec<Vec<(usize, usize, usize, &str)>> {
    table
        .rows
        .iter()
        .map(|row| {
            row.cells.iter().map(|cell| (cell.column, cell.column_span, cell.row_span, cell.text.as_str())).collect()
        })
        .collect()
}

#[test]
fn docx_and_html_give_the_same_tables() {
    let (docx, html) = (fixture("report.docx"), fixture("report.html"));
    let (docx, html) = (tables(&docx), tables(&html));
    assert_eq!(docx.len(), 3);
    for (docx, html) in docx.iter().zip(&html) {
        assert_eq!(grid(docx), grid(html));
    }
    assert_eq!(html[1].rows.len(), 3 + 25);
    assert_eq!(grid(html[1])[5][0], (0, 1, 22, "三、本年度办理结果"));
}
