//! One report in every format, as LibreOffice writes it (`scripts/make-fixtures`).

use documents::reading::{Block, Limits, Place, Reading, Table, Unreadable, read_file};

fn try_fixture(name: &str) -> Result<Reading, Unreadable> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/fixtures").join(name);
    read_file(&path, &Limits::default())
}

fn fixture(name: &str) -> Reading {
    try_fixture(name).unwrap()
}

fn tables(reading: &Reading) -> Vec<&Table> {
    let blocks = reading.parts.iter().flat_map(|part| &part.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

/// Cells as (column, columns, rows, text), white space apart: a pdf breaks lines where the cell ends.
fn grid(table: &Table) -> Vec<Vec<(usize, usize, usize, String)>> {
    let compact = |text: &str| text.split_whitespace().collect::<String>();
    let rows = table.rows.iter();
    rows.map(|row| {
        row.cells.iter().map(|cell| (cell.column, cell.column_span, cell.row_span, compact(&cell.text))).collect()
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
    assert_eq!(grid(html[1])[5][0], (0, 1, 22, "三、本年度办理结果".to_owned()));
}

#[test]
fn a_pdf_gives_the_tables_of_the_document_that_it_was_made_from() {
    let docx = fixture("report.docx");
    for name in ["report.pdf", "restricted.pdf", "landscape.pdf"] {
        let pdf = fixture(name);
        let mut pieces = tables(&pdf).into_iter().map(grid);
        for table in tables(&docx) {
            // The pieces of a table that is split over pages one after the other.
            let mut rows = pieces.next().unwrap();
            while rows.len() < table.rows.len() {
                rows.extend(pieces.next().unwrap());
            }
            let whole = grid(table);
            assert_eq!(rows.len(), whole.len(), "{name}");
            for (pdf, docx) in rows.iter().zip(&whole) {
                let texts = |row: &[(usize, usize, usize, String)]| -> Vec<(usize, String)> {
                    row.iter()
                        .filter(|cell| cell.3 != "三、本年度办理结果")
                        .map(|cell| (cell.0, cell.3.clone()))
                        .filter(|cell| !cell.1.is_empty())
                        .collect()
                };
                assert_eq!(texts(pdf), texts(docx), "{name}");
            }
        }
        assert_eq!(pieces.next(), None);
        assert_eq!(pdf.doubts, []);
    }
}

#[test]
fn a_pdf_that_asks_for_a_password_is_not_read() {
    assert_eq!(try_fixture("locked.pdf"), Err(Unreadable::Encrypted));
}

#[test]
fn a_workbook_gives_the_same_texts() {
    let texts = |reading: &Reading| -> Vec<String> {
        let body = reading.parts.iter().filter(|part| matches!(part.place, Place::Body | Place::Sheet { .. }));
        let texts = body.flat_map(|part| &part.blocks).flat_map(|block| match block {
            Block::Line(line) => vec![line.text.clone()],
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.clone()).collect(),
        });
        texts.filter(|text| !text.is_empty()).collect()
    };
    assert_eq!(texts(&fixture("report.xlsx")), texts(&fixture("report.html")));
}
