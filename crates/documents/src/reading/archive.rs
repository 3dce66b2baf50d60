//! The zip around a docx or xlsx: what it holds, and its members unpacked under a limit that is counted while unpacking.
//! What an archive says about its own sizes is not believed.

use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::format::find;
use super::xml::{Node, Xml};
use super::{Format, Limits, Unreadable};

/// An open archive. Names are kept as Office writes them: with `/`, without a leading one.
pub(super) struct ArchiveOf<R> {
    zip: ZipArchive<R>,
    names: Vec<String>,
    types: Vec<(String, String)>,
    left: u64,
}

/// One that is in memory.
pub(super) type Archive<'a> = ArchiveOf<Cursor<&'a [u8]>>;

/// A member while it is unpacked.
pub(super) type Member<'m, R> = BufReader<Counted<'m, ZipFile<'m, R>>>;

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Unreadable> {
        ArchiveOf::over(Cursor::new(bytes), limits)
    }
}

impl<R: Read + Seek> ArchiveOf<R> {
    /// One that lies wherever it can be read from.
    pub(super) fn over(mut whole: R, limits: &Limits) -> Result<Self, Unreadable> {
        let tail = tail_of(&mut whole).map_err(|error| broken_zip(&ZipError::Io(error)))?;
        if declared_members(&tail) > limits.members {
            return Err(too_many(limits));
        }
        let mut zip = ZipArchive::new(whole).map_err(|error| broken_zip(&error))?;
        if zip.len() > limits.members {
            return Err(too_many(limits));
        }
        let names = (0..zip.len()).map(|index| name_of(&mut zip, index)).collect();
        let mut archive = ArchiveOf { zip, names, types: Vec::new(), left: limits.unpacked_bytes };
        archive.types = archive.content_types()?;
        Ok(archive)
    }

    /// docx or xlsx, by the type of its main part and failing that by names.
    pub(super) fn kind(&self) -> Result<Format, Unreadable> {
        let unknown = |found: &str| Unreadable::UnknownFormat { found: found.to_owned() };
        let has_type = |piece: &str| self.types.iter().any(|(_, kind)| kind.contains(piece));
        let has_name = |name: &str| self.names.iter().any(|own| own == name);
        if has_type("wordprocessingml.document.main")
            || has_type("wordprocessingml.template.main")
            || has_type("ms-word.document.macroEnabled")
            || has_name("word/document.xml")
        {
            Ok(Format::Docx)
        } else if has_type("spreadsheetml.sheet.main")
            || has_type("spreadsheetml.template.main")
            || has_type("ms-excel.sheet.macroEnabled")
            || has_name("xl/workbook.xml")
        {
            Ok(Format::Xlsx)
        } else if has_name("xl/workbook.bin") {
            Err(unknown("二进制工作簿（xlsb），请另存为 xlsx"))
        } else if has_name("ppt/presentation.xml") {
            Err(unknown("演示文稿（pptx），请导出为 pdf"))
        } else if has_name("OFD.xml") {
            Err(unknown("OFD 版式文件，请导出为 pdf 或提供 docx"))
        } else if has_name("content.xml") && has_name("mimetype") {
            Err(unknown("OpenDocument 文档，请另存为 docx 或 xlsx"))
        } else {
            Err(unknown("压缩包，请解开后逐个提供"))
        }
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Names of members whose content type contains `kind`, or that `by_name` takes where the archive lists no type for them.
    pub(super) fn members_of(&self, kind: &str, by_name: impl Fn(&str) -> bool) -> Vec<String> {
        let typed = |name: &str| self.types.iter().find(|(own, _)| own == name).map(|(_, kind)| kind.as_str());
        let mut found: Vec<String> = self
            .names
            .iter()
            .filter(|name| typed(name).map_or_else(|| by_name(name), |own| own.contains(kind)))
            .cloned()
            .collect();
        found.sort_by_cached_key(|name| (name.len(), name.clone())); // header2 before header10
        found
    }

    /// Unpacks a member as it is read; `None` if there is none of that name.
    pub(super) fn member(&mut self, name: &str) -> Result<Option<Member<'_, R>>, Unreadable> {
        let Some(index) = self.names.iter().position(|own| own == name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| broken_member(name, &error))?;
        Ok(Some(BufReader::with_capacity(32 << 10, Counted { inner: file, left: &mut self.left })))
    }

    /// Unpacks a member as XML.
    pub(super) fn xml(&mut self, format: Format, name: &str) -> Result<Option<Xml<Member<'_, R>>>, Unreadable> {
        Ok(self.member(name)?.map(|member| Xml::new(member, format.name(), name)))
    }

    fn content_types(&mut self) -> Result<Vec<(String, String)>, Unreadable> {
        let mut types = Vec::new();
        let Some(mut xml) = self.xml(Format::Docx, "[Content_Types].xml")? else { return Ok(types) };
        while let Some(node) = xml.next()? {
            if let Node::Open(tag) = node
                && tag.name() == "Override"
                && let (Some(name), Some(kind)) = (tag.attribute("PartName"), tag.attribute("ContentType"))
            {
                types.push((normal(&name), kind));
            }
        }
        Ok(types)
    }
}

fn too_many(limits: &Limits) -> Unreadable {
    Unreadable::Bomb { what: format!("压缩包成员超过{}个", limits.members) }
}

/// Where the end record stands.
fn tail_of(whole: &mut (impl Read + Seek)) -> io::Result<Vec<u8>> {
    const MOST: u64 = (64 << 10) + 22;
    let length = whole.seek(SeekFrom::End(0))?;
    whole.seek(SeekFrom::Start(length.saturating_sub(MOST)))?;
    let mut tail = Vec::new();
    whole.take(MOST).read_to_end(&mut tail)?;
    Ok(tail)
}

/// The number of members in the end record, so that a list of millions is refused before it is built. `0xFFFF` stands for
/// more than it can say.
fn declared_members(tail: &[u8]) -> usize {
    let mut most = 0;
    let mut from = 0;
    while let Some(at) = find(&tail[from..], b"PK\x05\x06") {
        if let Some(&[low, high]) = tail.get(from + at + 10..from + at + 12) {
            most = most.max(usize::from(u16::from_le_bytes([low, high])));
        }
        from += at + 4;
    }
    most
}

fn name_of(zip: &mut ZipArchive<impl Read + Seek>, index: usize) -> String {
    zip.name_for_index(index).and_then(Result::ok).map(|name| normal(&name)).unwrap_or_default()
}

/// Some writers use `\` or a leading `/`.
pub(super) fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// Whether a member's name has this ending.
pub(super) fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

fn broken_zip(error: &ZipError) -> Unreadable {
    let place = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => return Unreadable::Encrypted,
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => "压缩方式不支持",
        _ => "压缩包的目录不完整，文件可能没有下载完",
    };
    Unreadable::Broken { format: "docx/xlsx", place: place.to_owned() }
}

fn broken_member(name: &str, error: &ZipError) -> Unreadable {
    let what = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => return Unreadable::Encrypted,
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => "压缩方式不支持",
        _ => "内容不完整",
    };
    Unreadable::Broken { format: "docx/xlsx", place: format!("{name} {what}") }
}

/// Passes bytes on while the archive's allowance lasts.
pub(super) struct Counted<'m, R> {
    inner: R,
    left: &'m mut u64,
}

/// The error inside [`io::Error`] that says that the allowance is used up.
#[derive(Debug, thiserror::Error)]
#[error("unpacked too much")]
pub(super) struct UsedUp;

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        *self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(UsedUp))?;
        Ok(read)
    }
}
