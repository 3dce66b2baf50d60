//! That the pdf says what the report says is tested where it is read back; here: what only the bytes can show.

use law::report::{Cell, CellId, Edition, Narrative, Section, Table};

use super::*;

fn full(edition: Edition) -> Report {
    let tables = edition.form().cells().map(|id| (id, Cell::number(3))).collect();
    Report { edition: Some(edition), agency: Some("澜江局".into()), year: Some(2021), tables, ..Report::default() }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn is_tagged_titled_chinese_and_undated() {
    let bytes = write(&full(Edition::Of2021)).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(holds(&bytes, "/MarkInfo") && holds(&bytes, "/StructTreeRoot"), "tagged");
    assert!(holds(&bytes, "/Lang(zh-CN)") || holds(&bytes, "/Lang (zh-CN)"), "language");
    assert!(holds(&bytes, "/Title"), "title");
    assert!(!holds(&bytes, "CreationDate"), "no clock");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(write(&full(Edition::Of2019)).unwrap(), write(&full(Edition::Of2019)).unwrap());
}

#[test]
fn a_character_without_a_font_is_named_with_its_place() {
    let mut report = full(Edition::Of2019);
    let paragraphs = vec!["无误".to_owned(), "请勾选☐是，以及龘𪚥".to_owned()];
    report.narrative = Narrative {
        preface: vec![],
        sections: vec![Section { number: 5, heading: "五、存在的主要问题及改进情况".into(), paragraphs }],
    };
    let message = write(&report).unwrap_err().to_string();
    assert!(message.contains("“☐”（U+2610，第5节正文第2段）"), "{message}");
    assert!(message.contains("U+2A6A5"), "{message}");
}

#[test]
fn rare_characters_of_names_are_drawn() {
    let mut report = full(Edition::Of2019);
    report.title = Some("喆堃镕珺玥公开2019年度报告".into());
    assert!(write(&report).is_ok());
}

#[test]
fn markup_of_the_typesetter_is_text() {
    let mut report = full(Edition::Of2019);
    report.title = Some("#panic(\"x\") *粗* $x$ @a <b> \\ 报告".into());
    let id = CellId::find(Table::Requests, "total", "total").unwrap();
    report.tables.set(id, Cell { note: Some("#read(\"/etc/passwd\")".into()), ..Cell::number(1) });
    assert!(write(&report).is_ok());
}

#[test]
fn a_note_longer_than_a_page_breaks_the_table_and_not_the_report() {
    let mut report = full(Edition::Of2019);
    let id = CellId::find(Table::Proactive, "licences", "decisions").unwrap();
    report.tables.set(id, Cell { note: Some("说明".repeat(2_000)), ..Cell::number(1) });
    assert!(write(&report).is_ok());
}

#[test]
fn a_folder_without_fonts_leaves_those_that_ship() {
    let folder = std::env::temp_dir().join(format!("gongkai-fonts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let fonts = Fonts::in_folder(&folder).unwrap();
    assert_eq!(fonts.fonts.len(), 3);
    std::fs::write(folder.join("a.ttf"), b"no font").unwrap();
    assert!(matches!(Fonts::in_folder(&folder), Err(WriteError::Fonts(_))));
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(matches!(Fonts::in_folder(&folder), Err(WriteError::Fonts(_))), "a folder that is not there");
}
