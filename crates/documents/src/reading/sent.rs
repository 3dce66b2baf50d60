//! What a file is that somebody sends in: the formats that are taken in, whether or not their text can be read here. Told by
//! the content alone.

use std::io::{Cursor, Read, Seek};

use super::archive::ArchiveOf;
use super::open::guarded;
use super::{Format, Limits};

/// A format that is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum SentFormat {
    Pdf,
    Ofd,
    Docx,
    Xlsx,
    Jpeg,
    Png,
}

/// The format of a file that was sent; `None` for everything else, documents that carry programs (macros) among it.
pub fn sent_format(bytes: &[u8]) -> Option<SentFormat> {
    sent_format_of(Cursor::new(bytes))
}

/// The same of a file that lies wherever it can be read from; of it no more is read than its beginning and, of an archive, the
/// list of its members.
pub fn sent_format_of(mut whole: impl Read + Seek) -> Option<SentFormat> {
    let mut beginning = Vec::new();
    whole.by_ref().take(8).read_to_end(&mut beginning).ok()?;
    let begins = |magic: &[u8]| beginning.starts_with(magic);
    if begins(b"\xFF\xD8\xFF") {
        return Some(SentFormat::Jpeg);
    }
    if begins(b"\x89PNG\r\n\x1a\n") {
        return Some(SentFormat::Png);
    }
    // Where a pdf begins later, it may be something else for whoever opens it.
    if begins(b"%PDF-") {
        return Some(SentFormat::Pdf);
    }
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        let archive = guarded("压缩包", || ArchiveOf::over(whole, &Limits::default()));
        return archive.ok().and_then(|archive| in_archive(&archive));
    }
    None
}

fn in_archive<R: Read + Seek>(archive: &ArchiveOf<R>) -> Option<SentFormat> {
    let has = |name: &str| archive.names().iter().any(|own| own.eq_ignore_ascii_case(name));
    if archive.names().iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return None;
    }
    match archive.kind() {
        Ok(Format::Docx) => Some(SentFormat::Docx),
        Ok(Format::Xlsx) => Some(SentFormat::Xlsx),
        _ => has("OFD.xml").then_some(SentFormat::Ofd),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(names: &[&str]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"<x/>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_content_says_what_it_is() {
        for (bytes, format) in [
            (b"%PDF-1.7\n...".to_vec(), SentFormat::Pdf),
            (b"\xFF\xD8\xFF\xE0....".to_vec(), SentFormat::Jpeg),
            (b"\x89PNG\r\n\x1a\n....".to_vec(), SentFormat::Png),
            (archive(&["OFD.xml", "Doc_0/Document.xml"]), SentFormat::Ofd),
            (archive(&["word/document.xml"]), SentFormat::Docx),
            (archive(&["xl/workbook.xml"]), SentFormat::Xlsx),
        ] {
            assert_eq!(sent_format(&bytes), Some(format), "{format:?}");
        }
    }

    #[test]
    fn what_runs_or_hides_something_is_not_taken() {
        for bytes in [
            Vec::new(),
            b"MZ\x90\x00\x03".to_vec(),
            b"<html><script>alert(1)</script>".to_vec(),
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            b"GIF89a".to_vec(),
            b"#!/bin/sh\n%PDF-1.7".to_vec(),
            b"PK\x03\x04 and then nothing".to_vec(),
            archive(&["run.exe"]),
            archive(&["word/document.xml", "word/vbaProject.bin"]),
            archive(&["ppt/presentation.xml"]),
        ] {
            assert_eq!(sent_format(&bytes), None, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(20)]));
        }
    }
}
