//! What Word insists on: well-formed parts, elements in the order of the schema, rows that fill their grid.

use std::io::Read;

use law::report::{Cell, CellId, Edition, Narrative, Section, Table};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::*;

/// Children in the order of ECMA-376 (wml.xsd), for every element that is written here with more than one kind of child.
const ORDER: [(&str, &[&str]); 13] = [
    ("w:document", &["w:body"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"]),
    ("w:p", &["w:pPr", "w:r"]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
        ],
    ),
    ("w:r", &["w:rPr", "w:t"]),
    ("w:rPr", &["w:rStyle", "w:rFonts", "w:b", "w:spacing", "w:kern", "w:sz", "w:szCs", "w:lang"]),
    ("w:sectPr", &["w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch", "w:sig"]),
];

/// Footers hold a field between runs, in any order.
const FREE: [&str; 2] = ["w:fldSimple", "w:body"];

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
    let mut archive = ZipArchive::new(Cursor::new(write(report).unwrap())).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).unwrap();
            let mut text = String::new();
            member.read_to_string(&mut text).unwrap();
            (member.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part(report: &Report, name: &str) -> String {
    parts(report).into_iter().find(|(part, _)| part == name).unwrap().1
}

/// Walks a part and calls `visit` with every element's name, and the names of its children in order.
fn walk(xml: &str, mut visit: impl FnMut(&str, &[String])) {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed");
        match event {
            Event::Start(start) => open.push((start.name().as_ref().to_owned(), Vec::new())),
            Event::Empty(empty) => {
                let name = empty.name().as_ref().to_owned();
                visit(&name, &[]);
                if let Some((_, children)) = open.last_mut() {
                    children.push(name);
                }
            }
            Event::End(_) => {
                let (name, children) = open.pop().unwrap();
                visit(&name, &children);
                if let Some((_, siblings)) = open.last_mut() {
                    siblings.push(name);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    for edition in Edition::ALL {
        for (name, xml) in parts(&full(edition)) {
            walk(&xml, |element, children| {
                let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == element) else { return };
                let places: Vec<usize> = children
                    .iter()
                    .filter(|child| !FREE.contains(&child.as_str()))
                    .map(|child| {
                        let place = order.iter().position(|known| known == child);
                        place.unwrap_or_else(|| panic!("{name}: {child} in {element} is not in the list of this test"))
                    })
                    .collect();
                assert!(places.is_sorted(), "{name}: {element} holds {children:?}");
            });
        }
    }
}

#[test]
fn the_order_check_itself_finds_a_wrong_order() {
    let mut found = Vec::new();
    walk("<w:tcPr><w:vAlign/><w:tcW/></w:tcPr>", |element, children| {
        if element == "w:tcPr" {
            found = children.to_vec();
        }
    });
    assert_eq!(found, ["w:vAlign", "w:tcW"]);
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
fn headings_styles_and_relations_exist() {
    let report = full(Edition::Of2021);
    let (document, styles) = (part(&report, "word/document.xml"), part(&report, "word/styles.xml"));
    for style in document.split("<w:pStyle w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    assert!(document.contains("Heading1") && document.contains("Heading2"));
    assert!(document.contains("说明&lt;&amp;&gt;"));
    let names: Vec<String> = parts(&report).into_iter().map(|(name, _)| name).collect();
    for target in part(&report, "word/_rels/document.xml.rels").split("Target=\"").skip(1) {
        let target = format!("word/{}", target.split('"').next().unwrap());
        assert!(names.contains(&target), "{target}");
    }
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
