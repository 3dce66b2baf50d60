//! Files that people send along: what is taken in, and how it goes into the vault of its file.

use std::convert::Infallible;

use casework::paper::{FileFormat, Paper, Role};
use documents::reading::{SentFormat, sent_format};
use futures::stream;
use records::vault::sealing::UploadError;
use records::vault::{Sealing, VaultError};
use thiserror::Error;

use crate::error::{Failed, Invalid};
use crate::setup::Office;

/// A file as somebody sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Brought {
    /// What it is said to be.
    pub role: Role,
    /// The name under which it came.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// How much may come with one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperLimits {
    /// The greatest size of one file, in bytes.
    pub each: u64,
    /// How many files.
    pub number: usize,
    /// The greatest size of all of them, in bytes.
    pub total: u64,
}

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// Nothing in it.
    #[error("“{0}”是空的，请重新选择")]
    Empty(String),
    /// No format that is taken in.
    #[error(
        "“{0}”不是可以接收的格式，请用 pdf、ofd、docx、xlsx、jpg 或者 png 文件；旧版 doc、xls 请另存为 docx、xlsx，含有宏的请去掉宏"
    )]
    Format(String),
    /// One is too large.
    #[error("“{name}”超过{limit}MB，请压缩或者拆分后再上传")]
    Large {
        /// Its name.
        name: String,
        /// In mebibytes.
        limit: u64,
    },
    /// Too many.
    #[error("一次最多上传{0}个文件，请合并或者分次提交")]
    Many(usize),
    /// All together are too large.
    #[error("这些文件合计超过{0}MB，请压缩或者分次提交")]
    Much(u64),
}

impl Default for PaperLimits {
    fn default() -> PaperLimits {
        PaperLimits { each: 10 << 20, number: 5, total: 20 << 20 }
    }
}

impl std::fmt::Debug for Brought {
    /// Neither the name nor the content: people write who they are into both.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Brought").field("role", &self.role).field("size", &self.content.len()).finish_non_exhaustive()
    }
}

impl PaperLimits {
    /// Whether these can be taken in, and what each of them is.
    pub fn check(&self, brought: &[Brought]) -> Result<Vec<FileFormat>, NotTaken> {
        if brought.len() > self.number {
            return Err(NotTaken::Many(self.number));
        }
        let size = |one: &Brought| one.content.len() as u64;
        if let Some(large) = brought.iter().find(|one| size(one) > self.each) {
            return Err(NotTaken::Large { name: clean_name(&large.name), limit: self.each >> 20 });
        }
        if brought.iter().map(size).sum::<u64>() > self.total {
            return Err(NotTaken::Much(self.total >> 20));
        }
        brought.iter().map(|one| format_of(&one.name, &one.content)).collect()
    }
}

/// What has a limit of its own was checked before; what is left is the store.
fn not_stored(error: UploadError<Infallible>) -> Failed {
    match error {
        UploadError::Store(error) => Failed::Sealed(VaultError::Blob(error)),
        UploadError::TooLong(error) => Failed::Unreadable(error.to_string()),
        UploadError::Broken(never) => match never {},
    }
}

/// What a file is, by its content.
pub(crate) fn format_of(name: &str, content: &[u8]) -> Result<FileFormat, NotTaken> {
    if content.is_empty() {
        return Err(NotTaken::Empty(clean_name(name)));
    }
    Ok(match sent_format(content).ok_or_else(|| NotTaken::Format(clean_name(name)))? {
        SentFormat::Pdf => FileFormat::Pdf,
        SentFormat::Ofd => FileFormat::Ofd,
        SentFormat::Docx => FileFormat::Docx,
        SentFormat::Xlsx => FileFormat::Xlsx,
        SentFormat::Jpeg => FileFormat::Jpeg,
        SentFormat::Png => FileFormat::Png,
    })
}

/// A name without folders, control characters and direction marks, of a length that a list can show.
pub fn clean_name(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let unwanted = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
    };
    let plain: String = own.chars().filter(|c| !unwanted(*c)).collect();
    let plain = plain.trim_matches([' ', '.', '\u{3000}']);
    let length = plain.chars().count();
    match length {
        0 => "未命名文件".to_owned(),
        1..=80 => plain.to_owned(),
        _ => plain.chars().take(50).chain("……".chars()).chain(plain.chars().skip(length - 20)).collect(),
    }
}

/// The name with the ending of what the content is: 「说明.exe」 that is a pdf becomes 「说明.exe.pdf」.
pub fn honest_name(name: &str, format: FileFormat) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let fits = ending == format.ending() || (format == FileFormat::Jpeg && ending == "jpeg");
    if fits { name.to_owned() } else { format!("{name}.{}", format.ending()) }
}

impl Office {
    /// Seals what was brought. It lies in the store when this returns; the rows that name it go with the entries.
    pub(crate) async fn seal_papers(&self, sealing: &mut Sealing, brought: Vec<Brought>) -> Result<Vec<Paper>, Failed> {
        let formats = self.paper_limits.check(&brought).map_err(|not_taken| {
            let mut invalid = Invalid::default();
            invalid.say("papers", not_taken.to_string());
            Failed::Invalid(invalid)
        })?;
        let mut papers = Vec::with_capacity(brought.len());
        for (Brought { role, name, content }, format) in brought.into_iter().zip(formats) {
            let size = content.len() as u64;
            let pieces = stream::iter(content.chunks(64 << 10).map(Ok::<_, Infallible>));
            let sealed = self.vault.upload(sealing, self.paper_limits.each, pieces).await;
            let content = sealed.map_err(not_stored)?;
            let name = sealing.seal(&honest_name(&clean_name(&name), format));
            papers.push(Paper { role, content, name, format, size });
        }
        Ok(papers)
    }

    /// How much may come with one form.
    pub fn paper_limits(&self) -> PaperLimits {
        self.paper_limits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(name: &str, content: &[u8]) -> Brought {
        Brought { role: Role::Supporting, name: name.into(), content: content.into() }
    }

    #[test]
    fn names_lead_nowhere_and_say_what_the_content_is() {
        for (name, clean) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\fakepath\\身份证.jpg", "身份证.jpg"),
            ("\u{202e}gpj.exe", "gpj.exe"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
            ("  .. ", "未命名文件"),
            ("", "未命名文件"),
        ] {
            assert_eq!(clean_name(name), clean);
        }
        let long = clean_name(&format!("{}.pdf", "长".repeat(300)));
        assert!(long.chars().count() <= 80 && long.ends_with("长长.pdf"), "{long}");
        assert_eq!(honest_name("说明.exe", FileFormat::Pdf), "说明.exe.pdf");
        assert_eq!(honest_name("照片.JPEG", FileFormat::Jpeg), "照片.JPEG");
    }

    #[test]
    fn limits_hold_for_one_for_all_and_for_their_number() {
        let limits = PaperLimits { each: 10 << 20, number: 2, total: 15 << 20 };
        let pdf = |size: usize| brought("一.pdf", &[b"%PDF-".as_slice(), &vec![b' '; size]].concat());
        assert_eq!(limits.check(&[pdf(1)]), Ok(vec![FileFormat::Pdf]));
        assert_eq!(limits.check(&[pdf(1), pdf(1), pdf(1)]), Err(NotTaken::Many(2)));
        assert_eq!(limits.check(&[pdf(11 << 20)]), Err(NotTaken::Large { name: "一.pdf".into(), limit: 10 }));
        assert_eq!(limits.check(&[pdf(8 << 20), pdf(8 << 20)]), Err(NotTaken::Much(15)));
        assert_eq!(limits.check(&[brought("空.pdf", b"")]), Err(NotTaken::Empty("空.pdf".into())));
        assert_eq!(limits.check(&[brought("像.pdf", b"MZ\x90")]), Err(NotTaken::Format("像.pdf".into())));
    }

    #[test]
    fn neither_name_nor_content_is_in_a_log() {
        let said = format!("{:?}", brought("张三身份证.jpg", b"11010519491231002X"));
        assert!(!said.contains("张三") && !said.contains("49"), "{said}");
    }
}
