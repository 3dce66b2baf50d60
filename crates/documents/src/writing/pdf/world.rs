//! All that the typesetter may see: one template, what the templates share, one data file, the fonts. No files, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Fonts;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static SHARED: LazyLock<Source> =
    LazyLock::new(|| source("official-document.typ", include_str!("../../../templates/official-document.typ")));
static ANNUAL_REPORT: LazyLock<Source> =
    LazyLock::new(|| source("annual-report.typ", include_str!("../../../templates/annual-report.typ")));
static LETTER: LazyLock<Source> = LazyLock::new(|| source("letter.typ", include_str!("../../../templates/letter.typ")));
static DATA: LazyLock<FileId> = LazyLock::new(|| file("data.json"));

fn source(name: &str, text: &str) -> Source {
    Source::new(file(name), text.to_owned())
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// What is typeset.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Template {
    AnnualReport,
    Letter,
}

impl Template {
    fn source(self) -> &'static Source {
        match self {
            Template::AnnualReport => &ANNUAL_REPORT,
            Template::Letter => &LETTER,
        }
    }
}

/// One document on its way to paper.
pub(super) struct Paper<'a> {
    fonts: &'a Fonts,
    template: &'static Source,
    data: Bytes,
}

impl<'a> Paper<'a> {
    /// `data` is the file that the template reads.
    pub(super) fn new(fonts: &'a Fonts, template: Template, data: Vec<u8>) -> Self {
        Paper { fonts, template: template.source(), data: Bytes::new(data) }
    }
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = [self.template, &SHARED].into_iter().find(|source| source.id() == id);
        known.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
