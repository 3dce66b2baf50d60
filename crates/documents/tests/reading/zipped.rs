//! Archives made for a test.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip of these members.
pub(crate) fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A docx with this body (inside `w:body`) and further members.
pub(crate) fn docx(body: &str, members: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc" xmlns:v="v" xmlns:wps="wps"><w:body>{body}</w:body></w:document>"#
    );
    zipped(&[&[("word/document.xml", document.as_str())], members].concat())
}

/// A workbook with one visible sheet of this content (inside `worksheet`) and further members.
pub(crate) fn xlsx(sheet: &str, members: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!(r"<worksheet>{sheet}</worksheet>");
    let workbook = r#"<workbook><sheets><sheet name="表一" sheetId="1"/></sheets></workbook>"#;
    zipped(&[&[("xl/workbook.xml", workbook), ("xl/worksheets/sheet1.xml", sheet.as_str())], members].concat())
}
