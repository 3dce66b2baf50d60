//! Which format a file is, judged by its content alone: endings lie.

use super::Unreadable;

/// The formats that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text in UTF-8, GB18030 or UTF-16.
    #[default]
    Txt,
    /// A web page.
    Html,
    /// A Word document (Office Open XML).
    Docx,
    /// A workbook (Office Open XML).
    Xlsx,
    /// A pdf.
    Pdf,
    /// JSON, handed back as lines of text.
    Json,
}

impl Format {
    /// The name that people know it by, as in messages.
    pub fn name(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Pdf => "pdf",
            Format::Json => "json",
        }
    }

    /// Whether a file with this ending (without dot) is expected to hold this format. Endings that nobody knows promise nothing.
    pub(super) fn fits_ending(self, ending: &str) -> bool {
        let promised = match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" | "csv" | "tsv" | "md" => Format::Txt,
            "html" | "htm" | "xhtml" | "shtml" => Format::Html,
            "docx" | "docm" | "dotx" => Format::Docx,
            "xlsx" | "xlsm" | "xltx" => Format::Xlsx,
            "pdf" => Format::Pdf,
            "json" => Format::Json,
            "doc" | "xls" | "wps" | "et" | "rtf" | "ofd" | "ppt" | "pptx" => return false,
            _ => return true,
        };
        self == promised
    }
}

/// What the first bytes say, as far as bytes can.
pub(super) enum Container {
    Zip,
    Pdf,
    Text,
}

/// Beginnings of formats that are not read, with what to tell.
const FOREIGN: [(&[u8], &str); 13] = [
    (b"{\\rtf", "RTF 文档，请用 Word 或 WPS 另存为 docx"),
    (b"\x89PNG", "PNG 图片，请提供文字版文件"),
    (b"\xFF\xD8\xFF", "JPEG 图片，请提供文字版文件"),
    (b"GIF8", "GIF 图片，请提供文字版文件"),
    (b"BM", "BMP 图片，请提供文字版文件"),
    (b"II*\0", "TIFF 图片，请提供文字版文件"),
    (b"MM\0*", "TIFF 图片，请提供文字版文件"),
    (b"RIFF", "图片或音视频，请提供文字版文件"),
    (b"Rar!", "RAR 压缩包，请解开后逐个提供"),
    (b"7z\xBC\xAF", "7z 压缩包，请解开后逐个提供"),
    (b"\x1F\x8B", "gzip 压缩包，请解开后逐个提供"),
    (b"MIME-Version:", "MHT 网页存档，请另存为 html"),
    (b"%!PS", "PostScript 文件，请导出为 pdf"),
];

/// Tells archive, pdf and text apart.
pub(super) fn container(bytes: &[u8]) -> Result<Container, Unreadable> {
    let unknown = |found: &str| Unreadable::UnknownFormat { found: found.to_owned() };
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(ole2(bytes));
    }
    // The header of a pdf may stand within its first kilobyte; servers and mail gateways put bytes before it.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Container::Pdf);
    }
    for (magic, found) in FOREIGN {
        // 「BM」 alone is also how a text may begin.
        if bytes.starts_with(magic) && (magic != b"BM" || is_binary(bytes)) {
            return Err(unknown(found));
        }
    }
    if is_binary(bytes) {
        return Err(unknown("二进制内容"));
    }
    Ok(Container::Text)
}

/// The old binary formats of Word, Excel and WPS, and what an encrypted docx or xlsx is wrapped in.
fn ole2(bytes: &[u8]) -> Unreadable {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if names("EncryptedPackage") {
        return Unreadable::Encrypted;
    }
    let found = if names("WordDocument") {
        "旧版 Word 或 WPS 文字文档（doc、wps），请另存为 docx"
    } else if names("Workbook") || names("Book") {
        "旧版 Excel 或 WPS 表格（xls、et），请另存为 xlsx"
    } else if names("PowerPoint Document") {
        "旧版演示文稿（ppt），请导出为 pdf"
    } else {
        "旧版 Office 或 WPS 文档，请另存为 docx 或 xlsx"
    };
    Unreadable::UnknownFormat { found: found.to_owned() }
}

/// Text holds no NUL (but UTF-16, which its mark betrays) and hardly a control character.
fn is_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return false;
    }
    let head = &bytes[..bytes.len().min(64 << 10)];
    let controls = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B))
        .count();
    // A stray control character is left by converters; one in a hundred is no text any more.
    controls * 100 > head.len()
}

/// html, json or plain text?
pub(super) fn of_text(text: &str, ending: &str) -> Result<Format, Unreadable> {
    let head = text.trim_start();
    if head.starts_with('{') || (head.starts_with('[') && ending.eq_ignore_ascii_case("json")) {
        return Ok(Format::Json);
    }
    let head: String = head.chars().take(4096).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<?xml")
        && (head.contains("<w:worddocument") || head.contains("<workbook") || head.contains("<pkg:package"))
    {
        return Err(Unreadable::UnknownFormat { found: "Office XML 文档，请另存为 docx 或 xlsx".to_owned() });
    }
    // A page whose first tag comes late is a page all the same if it is called one.
    let called_html = Format::Html.fits_ending(ending) && !Format::Txt.fits_ending(ending);
    if (head.starts_with('<') || called_html) && HTML_TAGS.iter().any(|tag| head.contains(tag)) {
        return Ok(Format::Html);
    }
    Ok(Format::Txt)
}

const HTML_TAGS: [&str; 14] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<table",
    "<tr",
    "<div",
    "<p>",
    "<p ",
    "<span",
    "<br",
    "<h1",
];

/// First position of `needle`.
pub(super) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack.get(from..)?.iter().position(|&byte| byte == first) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}
