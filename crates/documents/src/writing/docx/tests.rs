//! What Word insists on, and rows that fill their grid.

use law::report::{Cell, CellId, Edition, Narrative, Section, Table};

use super::*;

fn full(edition: Edition) -> Report {
    let tables = edition.form().cells().map(|id| (id, Cell::number(3))).collect();
    let paragraphs =
        vec!["（一）主动公开。全年公开。".to_owned(), "（二）监督保障".to_owned(), "正文“引号”。".to_owned()];
    let sections = vec![Section { number: 1, heading: "一、总体情况".into(), paragraphs }];
    let narrative = Narrative { preface: vec!["说明<&>".into()], sections };
    Report {
        edition: Some(edition),
        agency: Some("澜江局".into()),
        year: Some(2021),
        tables,
        narrative,
        ..Report::default()
    }
}

fn parts(report: &Report) -> Vec<(String, String)> {
    schema::parts(write(report).unwrap())
}

fn part(report: &Report, name: &str) -> String {
    parts(report).into_iter().find(|(part, _)| part == name).unwrap().1
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    for edition in Edition::ALL {
        schema::check(write(&full(edition)).unwrap());
    }
}

#[test]
fn every_row_fills_its_grid() {
    for edition in Edition::ALL {
        let xml = part(&full(edition), "word/document.xml");
        for table in xml.split("<w:tbl>").skip(1) {
            let grid = table.matches("<w:gridCol ").count();
            for row in table.split("<w:tr>").skip(1) {
                let row = row.split("</w:tr>").next().unwrap();
                let merged: usize = row
                    .split("<w:gridSpan w:val=\"")
                    .skip(1)
                    .map(|rest| rest.split('"').next().unwrap().parse::<usize>().unwrap() - 1)
                    .sum();
                assert_eq!(row.matches("<w:tc>").count() + merged, grid, "{row}");
            }
        }
    }
}

#[test]
fn headings_and_fonts_are_those_of_an_official_document() {
    let report = full(Edition::Of2021);
    let (document, styles) = (part(&report, "word/document.xml"), part(&report, "word/styles.xml"));
    assert!(document.contains("Heading1") && document.contains("Heading2"));
    assert!(document.contains("说明&lt;&amp;&gt;"));
    for fonts in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(fonts) && part(&report, "word/fontTable.xml").contains(fonts), "{fonts}");
    }
}

#[test]
fn heads_repeat_and_rows_do_not_split() {
    let xml = part(&full(Edition::Of2019), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 6, "three rows each of tables three and four");
    assert_eq!(xml.matches("<w:cantSplit/>").count(), xml.matches("<w:tr>").count());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(write(&full(Edition::Of2019)).unwrap(), write(&full(Edition::Of2019)).unwrap());
}

#[test]
fn control_characters_never_reach_the_xml() {
    let mut report = full(Edition::Of2019);
    report.title = Some("标\u{0}题\u{b}".into());
    let id = CellId::find(Table::Requests, "total", "total").unwrap();
    report.tables.set(id, Cell { note: Some("一\u{1}二\n三".into()), ..Cell::number(1) });
    let xml = part(&report, "word/document.xml");
    assert!(xml.chars().all(|c| !c.is_control() || c == '\n'));
    assert!(xml.contains("1（一 二 三）"));
}
