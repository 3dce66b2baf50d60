#![no_main]

use documents_fuzz::{archive, try_read};

// The first byte says which member the rest is.
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((which, content)) = data.split_first() else { return };
    let body = b"<w:document><w:p><w:r><w:t>x</w:t></w:r></w:p></w:document>";
    let member = ["word/header1.xml", "word/comments.xml", "word/charts/chart1.xml", "docProps/custom.xml", "[Content_Types].xml"];
    let members: Vec<(&str, &[u8])> = match member.get(usize::from(*which % 16)) {
        Some(name) => vec![("word/document.xml", body), (name, content)],
        None => vec![("word/document.xml", content)],
    };
    try_read(&archive(&members), "a.docx");
});
