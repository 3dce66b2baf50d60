//! Files made to break a reader: each gives one clear sentence or a reading, and soon.

use documents::reading::{Limits, Unreadable, read};

use crate::outline::{outline_of, reading};
use crate::zipped::{docx, xlsx, zipped};

fn nested(open: &str, inside: &str, close: &str, times: usize) -> String {
    [open.repeat(times), inside.to_owned(), close.repeat(times)].concat()
}

#[test]
fn html_nested_without_end() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", "</b>"),
        ("<b>", ""),
        ("<a>", "</p>"),
        ("<table><tr><td>", ""),
        ("<font><p>", "</font>"),
    ] {
        let page = nested(open, "深", close, 100_000);
        assert!(outline_of(page.as_bytes(), "a.html").contains('深'), "{open}");
    }
}

#[test]
fn html_spans_without_measure() {
    let page = "<table><tr><td colspan=999999999999 rowspan=99999999>1<td colspan=-1>2<td colspan=x>3</table>";
    assert_eq!(outline_of(page.as_bytes(), "a.html"), "[body]\n| 0:=1000|1 1 · 1000:2 · 1001:3\n");
}

#[test]
fn xml_nested_without_end() {
    let paragraph = "<w:p><w:r><w:t>深</w:t></w:r></w:p>";
    for (open, close) in [
        ("<w:x>", "</w:x>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:txbxContent>", "</w:txbxContent>"),
        ("<w:del>", "</w:del>"),
    ] {
        let file = docx(&nested(open, paragraph, close, 100_000), &[]);
        assert!(outline_of(&file, "a.docx").contains('深'), "{open}");
    }
    let sheet = nested("<row>", "<c><v>1</v></c>", "</row>", 100_000);
    assert!(outline_of(&xlsx(&sheet, &[]), "a.xlsx").contains('1'));
}

#[test]
fn entities_are_never_expanded() {
    let laughs: String =
        (1..30).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let body = "<w:p><w:r><w:t>&e29;</w:t></w:r></w:p>";
    let document =
        format!("<!DOCTYPE x [<!ENTITY e0 \"ha\">{laughs}]><w:document><w:body>{body}</w:body></w:document>");
    assert_eq!(outline_of(&zipped(&[("word/document.xml", &document)]), "a.docx"), "[body]\n\"&e29;\"\n");
}

#[test]
fn archives_that_unpack_to_too_much() {
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    let zeros = " ".repeat(2 << 20);
    for file in [
        docx(&zeros, &[]),
        docx("<w:p/>", &[("word/header1.xml", &zeros)]),
        xlsx("", &[("xl/sharedStrings.xml", &zeros)]),
    ] {
        assert!(file.len() < 10_000);
        let refused = read(&file, "a.docx", &limits).unwrap_err();
        assert!(matches!(refused, Unreadable::Bomb { .. }), "{refused}");
    }
    let members: Vec<String> = (0..20).map(|n| format!("word/m{n}.xml")).collect();
    let many = docx("", &members.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>());
    let refused = read(&many, "a.docx", &Limits { members: 20, ..Limits::default() }).unwrap_err();
    assert_eq!(refused.to_string(), "文件解开后过大（压缩包成员超过20个），疑似压缩炸弹，已停止读取");
}

#[test]
fn many_cells_are_read_and_too_many_are_refused() {
    let page = format!("<table>{}</table>", format!("<tr>{}", "<td>1".repeat(100)).repeat(1_000));
    assert_eq!(outline_of(page.as_bytes(), "a.html").lines().count(), 1_001);
    let few = Limits { cells: 1000, characters: 5000, ..Limits::default() };
    for (bytes, name) in [
        (page.into_bytes(), "a.html"),
        ("\n".repeat(2000).into_bytes(), "a.txt"),
        ("长".repeat(6000).into_bytes(), "a.txt"),
        (docx(&"<w:p/>".repeat(2000), &[]), "a.docx"),
        (xlsx(&format!("<sheetData><row>{}</row></sheetData>", "<c><v>1</v></c>".repeat(2000)), &[]), "a.xlsx"),
    ] {
        assert!(matches!(read(&bytes, name, &few), Err(Unreadable::TooMuch { .. })), "{name}");
    }
}

#[test]
fn truncated_anywhere() {
    let (word, book) = (
        docx("<w:p><w:r><w:t>文</w:t></w:r></w:p>", &[]),
        xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>", &[]),
    );
    for file in [word, book] {
        for end in 4..file.len() {
            assert!(reading(&file[..end], "a.docx").is_err(), "cut at {end}");
        }
    }
    let cut = zipped(&[("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>文")]);
    let refused = reading(&cut, "a.docx").unwrap_err().to_string();
    assert!(refused.starts_with("docx 文件已损坏：word/document.xml"), "{refused}");
}

#[test]
fn a_zip_that_is_no_document() {
    for (name, word) in
        [("photo.jpg", "压缩包"), ("ppt/presentation.xml", "演示文稿"), ("OFD.xml", "OFD"), ("xl/workbook.bin", "xlsb")]
    {
        let refused = reading(&zipped(&[(name, "x")]), "a.docx").unwrap_err();
        assert!(refused.to_string().contains(word), "{refused}");
    }
}

#[test]
fn encrypted_members() {
    let mut file = docx("<w:p/>", &[]);
    let (local, central) = (0, file.windows(4).position(|four| four == b"PK\x01\x02").unwrap());
    file[local + 6] |= 1;
    file[central + 8] |= 1;
    assert_eq!(reading(&file, "a.docx"), Err(Unreadable::Encrypted));
}
