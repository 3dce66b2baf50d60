//! The package around a text: content types, relations, settings, fonts, properties, headers and footers. One for all documents that are
//! written here, so that a letter and a report open alike.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::markup::Markup;
use crate::writing::WriteError;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(crate) const NAMESPACES: [(&str, &str); 2] = [("xmlns:w", MAIN), ("xmlns:r", RELATIONS)];

/// Width of the text in twips: 156 mm.
pub(crate) const TEXT_WIDTH: u32 = 8844;

/// The distance of two lines in twips: 22 lines in 225 mm.
pub(crate) const LINE: u16 = 579;

/// A document that lacks only its zip archive.
pub(crate) struct Package<'a> {
    /// For the properties.
    pub(crate) title: &'a str,
    /// For the properties: the agency.
    pub(crate) author: &'a str,
    /// `word/document.xml`.
    pub(crate) document: String,
    /// `word/styles.xml`.
    pub(crate) styles: String,
    /// Headers and footers, as [`section_properties`] was told.
    pub(crate) margins: Vec<Margin>,
    /// Pictures as png, which the text names by [`picture_id`].
    pub(crate) pictures: Vec<Vec<u8>>,
}

/// A header or a footer.
pub(crate) struct Margin {
    /// Where it stands.
    pub(crate) edge: Edge,
    /// On which pages.
    pub(crate) pages: Pages,
    /// Its part.
    pub(crate) xml: String,
}

/// Top or bottom of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Header,
    Footer,
}

/// Which pages bear a header or a footer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pages {
    First,
    Odd,
    Even,
}

impl Margin {
    /// Footers with the page number between dashes, outside on each page.
    pub(crate) fn page_numbers() -> [Margin; 2] {
        let footer = |pages, style| Margin { edge: Edge::Footer, pages, xml: page_number(style) };
        [footer(Pages::Odd, "FooterOdd"), footer(Pages::Even, "FooterEven")]
    }

    fn kind(&self) -> &'static str {
        match self.edge {
            Edge::Header => "header",
            Edge::Footer => "footer",
        }
    }

    fn file(&self) -> String {
        let pages = match self.pages {
            Pages::First => "first",
            Pages::Odd => "odd",
            Pages::Even => "even",
        };
        format!("{}-{pages}.xml", self.kind())
    }
}

impl Package<'_> {
    /// The file. Nothing in it tells the time.
    pub(crate) fn pack(&self) -> Result<Vec<u8>, WriteError> {
        let mut members = vec![
            ("[Content_Types].xml".to_owned(), self.content_types()),
            ("_rels/.rels".to_owned(), PACKAGE_RELATIONS.to_owned()),
            ("docProps/core.xml".to_owned(), self.core()),
            ("docProps/app.xml".to_owned(), APP.to_owned()),
            ("word/document.xml".to_owned(), self.document.clone()),
            ("word/_rels/document.xml.rels".to_owned(), self.document_relations()),
            ("word/styles.xml".to_owned(), self.styles.clone()),
            ("word/settings.xml".to_owned(), SETTINGS.to_owned()),
            ("word/fontTable.xml".to_owned(), font_table()),
        ];
        members.extend(self.margins.iter().map(|margin| (format!("word/{}", margin.file()), margin.xml.clone())));
        let texts = members.into_iter().map(|(name, text)| (name, text.into_bytes()));
        let pictures =
            self.pictures.iter().enumerate().map(|(index, png)| (format!("word/{}", picture(index)), png.clone()));
        archive(texts.chain(pictures)).map_err(|error| WriteError::Defect { format: "docx", reason: error.to_string() })
    }

    fn content_types(&self) -> String {
        let document =
            |name: &str| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml");
        let mut overrides = vec![
            ("/word/document.xml".to_owned(), document("document.main")),
            ("/word/styles.xml".to_owned(), document("styles")),
            ("/word/settings.xml".to_owned(), document("settings")),
            ("/word/fontTable.xml".to_owned(), document("fontTable")),
        ];
        overrides
            .extend(self.margins.iter().map(|margin| (format!("/word/{}", margin.file()), document(margin.kind()))));
        overrides.push((
            "/docProps/core.xml".to_owned(),
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ));
        overrides.push((
            "/docProps/app.xml".to_owned(),
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ));
        let mut m = Markup::new("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        m.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        m.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        if !self.pictures.is_empty() {
            m.empty("Default", &[("Extension", "png"), ("ContentType", "image/png")]);
        }
        for (name, kind) in &overrides {
            m.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        }
        m.finish()
    }

    fn document_relations(&self) -> String {
        let mut m =
            Markup::new("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
        let mut relation = |id: &str, kind: &str, target: &str| {
            m.empty("Relationship", &[("Id", id), ("Type", &format!("{RELATIONS}/{kind}")), ("Target", target)]);
        };
        relation("rId1", "styles", "styles.xml");
        relation("rId2", "settings", "settings.xml");
        relation("rId3", "fontTable", "fontTable.xml");
        for (index, margin) in self.margins.iter().enumerate() {
            relation(&relation_id(index), margin.kind(), &margin.file());
        }
        for index in 0..self.pictures.len() {
            relation(&picture_id(index), "image", &picture(index));
        }
        m.finish()
    }

    /// `docProps/core.xml`: title, agency, language; no date, so that the same document gives the same bytes.
    fn core(&self) -> String {
        let mut m = Markup::new(
            "cp:coreProperties",
            &[
                ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
                ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ],
        );
        m.within("dc:title", &[], |m| m.text(self.title));
        m.within("dc:creator", &[], |m| m.text(self.author));
        m.within("dc:language", &[], |m| m.text("zh-CN"));
        m.finish()
    }
}

/// The id of a header or footer by its place in the list; three relations come before them.
fn relation_id(index: usize) -> String {
    format!("rId{}", index + 4)
}

/// The id of a picture by its place in the list.
pub(crate) fn picture_id(index: usize) -> String {
    format!("picture{}", index + 1)
}

/// Its part, below `word/`.
fn picture(index: usize) -> String {
    format!("media/picture{}.png", index + 1)
}

/// A4, 天头 37 mm, 订口 28 mm, text 156 × 225 mm, 22 lines. The 28 characters of a line are set by the text's own spacing: programs differ
/// in how they read a grid of characters.
pub(crate) fn section_properties(m: &mut Markup, margins: &[Margin]) {
    m.within("w:sectPr", &[], |m| {
        for (index, margin) in margins.iter().enumerate() {
            let pages = match margin.pages {
                Pages::First => "first",
                Pages::Odd => "default",
                Pages::Even => "even",
            };
            let name = match margin.edge {
                Edge::Header => "w:headerReference",
                Edge::Footer => "w:footerReference",
            };
            m.empty(name, &[("w:type", pages), ("r:id", &relation_id(index))]);
        }
        m.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        m.empty(
            "w:pgMar",
            &[
                ("w:top", "2098"),
                ("w:right", "1474"),
                ("w:bottom", "1984"),
                ("w:left", "1588"),
                ("w:header", "1701"),
                ("w:footer", "1134"),
                ("w:gutter", "0"),
            ],
        );
        m.empty("w:cols", &[("w:space", "425")]);
        if margins.iter().any(|margin| margin.pages == Pages::First) {
            m.empty("w:titlePg", &[]);
        }
        m.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &LINE.to_string())]);
    });
}

/// A paragraph with the page number between dashes, 「— 1 —」.
fn page_number(style: &str) -> String {
    let mut m = Markup::new("w:ftr", &NAMESPACES);
    m.within("w:p", &[], |m| {
        m.within("w:pPr", &[], |m| m.val("w:pStyle", style));
        let mut text = |text: &str| {
            m.within("w:r", &[], |m| m.within("w:t", &[("xml:space", "preserve")], |m| m.text(text)));
        };
        text("— ");
        m.within("w:fldSimple", &[("w:instr", " PAGE ")], |m| {
            m.within("w:r", &[], |m| m.within("w:t", &[], |m| m.text("1")));
        });
        m.within("w:r", &[], |m| m.within("w:t", &[("xml:space", "preserve")], |m| m.text(" —")));
    });
    m.finish()
}

/// The fonts of an official document, and what stands in where they are missing.
const FONTS: [(&str, &str, &str); 6] = [
    ("仿宋_GB2312", "FangSong_GB2312,仿宋,FangSong,Noto Serif CJK SC", "modern"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,Noto Serif CJK SC", "auto"),
    ("黑体", "SimHei,Noto Sans CJK SC", "modern"),
    ("楷体_GB2312", "KaiTi_GB2312,楷体,KaiTi,Noto Serif CJK SC", "modern"),
    ("宋体", "SimSun,Noto Serif CJK SC", "auto"),
    ("Times New Roman", "Liberation Serif", "roman"),
];

/// `word/fontTable.xml`.
fn font_table() -> String {
    let mut m = Markup::new("w:fonts", &NAMESPACES);
    for (name, others, family) in FONTS {
        m.within("w:font", &[("w:name", name)], |m| {
            m.val("w:altName", others);
            m.val("w:charset", if family == "roman" { "00" } else { "86" });
            m.val("w:family", family);
            m.val("w:pitch", if family == "modern" { "fixed" } else { "variable" });
        });
    }
    m.finish()
}

const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>",
);

const APP: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
    "<Application>gongkai</Application></Properties>",
);

const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"#,
    r#"<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="579"/>"#,
    r#"<w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:adjustLineHeightInTable/><w:useFELayout/>"#,
    r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>"#,
    "</w:settings>",
);

/// A zip archive without dates.
fn archive(members: impl Iterator<Item = (String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(&content)?;
    }
    Ok(archive.finish()?.into_inner())
}
