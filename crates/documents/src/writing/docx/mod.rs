//! The report as a Word document after GB/T 9704: page, character grid, type, and page numbers of an official document.
//!
//! The parts are written here rather than through a library: the order of the elements, the names of fonts to fall back on, header
//! rows that repeat, and bytes that do not change from one run to the next all have to be ours.

mod body;
mod markup;
mod parts;

use std::io::{Cursor, Write};

use law::report::Report;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::WriteError;
use super::printed::Printed;

/// Writes the report as docx.
pub fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    let printed = Printed::of(report);
    let members = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(&printed)),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("word/document.xml", body::document(&printed)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/fontTable.xml", parts::font_table()),
        ("word/footer-odd.xml", parts::footer("FooterOdd")),
        ("word/footer-even.xml", parts::footer("FooterEven")),
    ];
    pack(&members).map_err(|error| WriteError::Defect { format: "docx", reason: error.to_string() })
}

/// A zip archive without dates.
fn pack(members: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        archive.start_file(*name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
