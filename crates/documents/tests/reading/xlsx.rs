//! Workbooks.

use documents::reading::Block;

use crate::outline::{outline, outline_of, reading};
use crate::zipped::{xlsx, zipped};

#[test]
fn values_of_every_kind() {
    let sheet = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3</v></c><c r="C1" s="1"><v>43831</v></c>
        <c r="D1" t="b"><v>1</v></c><c r="E1" t="inlineStr"><is><r><t>富</t></r><r><t xml:space="preserve">文 本</t></r></is></c>
        <c r="F1" t="str"><f>A1&amp;"x"</f><v>式</v></c><c r="G1" t="e"><v>#DIV/0!</v></c><c r="H1"><v>3.20102195001011E17</v></c></row>
        <row r="3" hidden="1"><c r="B3" s="9"/><c r="C3"><v>0.1</v></c><c r="IZ3" s="1"/></row><row r="4"><c r="A4" s="1"/></row></sheetData>"#;
    let strings = "<sst><si><r><t>第</t></r><r><t>一</t></r><rPh><t>dì</t></rPh></si></sst>";
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>"#;
    let read =
        reading(&xlsx(sheet, &[("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)]), "a.xlsx").unwrap();
    assert_eq!(
        outline(&read),
        "[sheet 表一]\n| 0:第一 · 1:3 · 2:2020-01-01 · 3:TRUE · 4:富文 本 · 5:式 · 6:#DIV/0! · 7:320102195001011000\n| \n| 1: · 2:0.1\n"
    );
    assert_eq!(read.doubts.len(), 1);
    assert!(read.doubts[0].message.contains("「表一」的 H1 超过15位"), "{}", read.doubts[0].message);
    let Block::Table(table) = &read.parts[0].blocks[0] else { panic!("a sheet is a table") };
    assert_eq!(table.rows[2].cells[1].reference.as_deref(), Some("C3"));
}

#[test]
fn merged_areas_hold_one_cell() {
    let sheet = r#"<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>题</t></is></c><c r="C2"/><c r="D2"><v>1</v></c></row>
        <row r="3"><c r="B3"/><c r="C3" t="inlineStr"><is><t>藏</t></is></c><c r="D3"><v>2</v></c></row></sheetData>
        <mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="C3:D4"/><mergeCell ref="A1:XFD1048576"/><mergeCell ref="?"/></mergeCells>"#;
    // The area over the whole sheet comes first by place and would cover everything: programs refuse such a file, the text counts.
    assert_eq!(outline_of(&xlsx(sheet, &[]), "a.xlsx"), "[sheet 表一]\n| 1:题 · 3:1\n| 2:藏 · 3:2\n");
    let sheet = sheet.replace("<mergeCell ref=\"A1:XFD1048576\"/>", "");
    assert_eq!(outline_of(&xlsx(&sheet, &[]), "a.xlsx"), "[sheet 表一]\n| 1:=2|2 题 · 3:1\n| 2:藏 · 3:2\n");
}

#[test]
fn hidden_sheets_comments_margins_and_shapes() {
    let sheet = |text: &str| {
        format!(
            "<worksheet><sheetData><row><c t=\"str\"><v>{text}</v></c></row></sheetData><headerFooter><oddHeader>&amp;C眉&amp;P</oddHeader></headerFooter></worksheet>"
        )
    };
    let file = zipped(&[
        ("xl/worksheets/b.xml", &sheet("乙")),
        ("xl/worksheets/a.xml", &sheet("甲")),
        ("xl/worksheets/stray.xml", &sheet("丙")),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"A\" r:id=\"r1\"/><sheet name=\"B\" state=\"veryHidden\" r:id=\"r2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/><Relationship Id=\"r2\" Target=\"/xl/worksheets/b.xml\"/></R>",
        ),
        (
            "xl/comments1.xml",
            "<comments><authors><author>某</author></authors><commentList><comment ref=\"A1\"><text><r><t>批</t></r><r><t>注</t></r></text></comment></commentList></comments>",
        ),
        (
            "xl/threadedComments/threadedComment1.xml",
            "<ThreadedComments><threadedComment ref=\"A1\"><text>线</text></threadedComment></ThreadedComments>",
        ),
        ("xl/drawings/drawing1.xml", "<xdr><a:p><a:t>框</a:t></a:p></xdr>"),
    ]);
    assert_eq!(
        outline_of(&file, "a.xlsx"),
        "[sheet A]\n| 0:甲\n[hidden sheet B]\n| 0:乙\n[hidden sheet xl/worksheets/stray.xml]\n| 0:丙\n\
         [header]\n\"眉\"\n[header]\n\"眉\"\n[header]\n\"眉\"\n[comment]\n\"批注\"\n[comment]\n\"线\"\n[text box]\n\"框\"\n"
    );
}

#[test]
fn a_sheet_that_claims_everything_costs_nothing() {
    let sheet = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#;
    let read = reading(&xlsx(sheet, &[]), "a.xlsx").unwrap();
    let Block::Table(table) = &read.parts[0].blocks[0] else { panic!("a sheet is a table") };
    assert_eq!(table.rows.len(), 18);
    assert_eq!(table.rows[17].cells[0].reference.as_deref(), Some("XFD1048576"));
}

/// Found by fuzzing: a row that comes twice had its cells out of order.
#[test]
fn a_row_in_pieces_is_one_row() {
    let sheet = r#"<sheetData><row r="2"><c r="B2"><v>2</v></c></row><row r="1"><c><v>0</v></c></row>
        <row r="2"><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row></sheetData>"#;
    assert_eq!(outline_of(&xlsx(sheet, &[]), "a.xlsx"), "[sheet 表一]\n| 0:0\n| 0:1 · 1:2 · 2:3\n");
}
