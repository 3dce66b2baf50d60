//! Everything of the package but the running text: styles, fonts, footers, properties.

use super::markup::Markup;
use crate::writing::printed::Printed;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) const NAMESPACES: [(&str, &str); 2] = [("xmlns:w", MAIN), ("xmlns:r", RELATIONS)];

/// Width of the text in twips: 156 mm.
pub(super) const TEXT_WIDTH: u32 = 8844;

pub(super) const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>"#,
    r#"<Override PartName="/word/footer-odd.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer-even.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    "</Types>",
);

pub(super) const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>",
);

pub(super) const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>"#,
    r#"<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer-odd.xml"/>"#,
    r#"<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer-even.xml"/>"#,
    "</Relationships>",
);

pub(super) const APP: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
    "<Application>gongkai</Application></Properties>",
);

pub(super) const SETTINGS: &str = concat!(
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

/// The fonts of an official document, and what stands in where they are missing.
const FONTS: [(&str, &str, &str); 6] = [
    ("仿宋_GB2312", "FangSong_GB2312,仿宋,FangSong,Noto Serif CJK SC", "modern"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,Noto Serif CJK SC", "auto"),
    ("黑体", "SimHei,Noto Sans CJK SC", "modern"),
    ("楷体_GB2312", "KaiTi_GB2312,楷体,KaiTi,Noto Serif CJK SC", "modern"),
    ("宋体", "SimSun,Noto Serif CJK SC", "auto"),
    ("Times New Roman", "Liberation Serif", "roman"),
];

/// `docProps/core.xml`: title, agency, language; no date, so that the same report gives the same bytes.
pub(super) fn core(printed: &Printed) -> String {
    let mut m = Markup::new(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    m.within("dc:title", &[], |m| m.text(&printed.title));
    m.within("dc:creator", &[], |m| m.text(&printed.agency));
    m.within("dc:language", &[], |m| m.text("zh-CN"));
    m.finish()
}

/// `word/fontTable.xml`.
pub(super) fn font_table() -> String {
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

/// A footer with the page number between dashes, 「— 1 —」.
pub(super) fn footer(style: &str) -> String {
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

/// A4, 天头 37 mm, 订口 28 mm, text 156 × 225 mm, 22 lines. The 28 characters of a line are set by the text's own spacing: programs differ
/// in how they read a grid of characters.
pub(super) fn section_properties(m: &mut Markup) {
    m.within("w:sectPr", &[], |m| {
        m.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId5")]);
        m.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        m.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        m.empty(
            "w:pgMar",
            &[
                ("w:top", "2098"),
                ("w:right", "1474"),
                ("w:bottom", "1984"),
                ("w:left", "1588"),
                ("w:header", "851"),
                ("w:footer", "1304"),
                ("w:gutter", "0"),
            ],
        );
        m.empty("w:cols", &[("w:space", "425")]);
        m.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", "579")]);
    });
}

/// A paragraph style of the report.
struct Style {
    id: &'static str,
    name: &'static str,
    keep_next: bool,
    /// On the character grid; tables are set free of it.
    on_grid: bool,
    /// before, after, line (0: as the grid has it), in twips.
    spacing: (u16, u16, u16),
    /// Hundredths of a character: first line, left, right.
    indent: (u16, u16, u16),
    align: &'static str,
    outline: Option<&'static str>,
    /// Latin and Chinese font.
    fonts: (&'static str, &'static str),
    /// Half points.
    size: &'static str,
    /// Between characters, in twips.
    tracking: &'static str,
}

const BODY: Style = Style {
    id: "BodyText",
    name: "Body Text",
    keep_next: false,
    on_grid: true,
    spacing: (0, 0, 0),
    indent: (200, 0, 0),
    align: "both",
    outline: None,
    fonts: ("Times New Roman", "仿宋_GB2312"),
    size: "32",
    tracking: "-4", // 28 characters of 16 pt are 2 mm wider than the line
};

const TABLE: Style = Style {
    id: "TableFigure",
    name: "Table Figure",
    on_grid: false,
    spacing: (20, 20, 260),
    indent: (0, 0, 0),
    align: "center",
    fonts: ("Times New Roman", "宋体"),
    size: "21",
    tracking: "0",
    ..BODY
};

const STYLES: [Style; 10] = [
    BODY,
    Style {
        id: "Title",
        name: "Title",
        keep_next: true,
        on_grid: false,
        spacing: (0, 579, 720),
        indent: (0, 0, 0),
        align: "center",
        fonts: ("Times New Roman", "方正小标宋简体"),
        size: "44",
        tracking: "0",
        ..BODY
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        keep_next: true,
        align: "left",
        outline: Some("0"),
        fonts: ("Times New Roman", "黑体"),
        ..BODY
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        keep_next: true,
        align: "left",
        outline: Some("1"),
        fonts: ("Times New Roman", "楷体_GB2312"),
        ..BODY
    },
    TABLE,
    Style { id: "TableLabel", name: "Table Label", align: "left", ..TABLE },
    Style { id: "TableBlock", name: "Table Block", keep_next: true, fonts: ("Times New Roman", "黑体"), ..TABLE },
    Style {
        id: "AfterTable",
        name: "After Table",
        spacing: (0, 0, 200),
        indent: (0, 0, 0),
        size: "10",
        on_grid: false,
        ..BODY
    },
    Style {
        id: "FooterOdd",
        name: "Footer Odd",
        on_grid: false,
        indent: (0, 0, 100),
        align: "right",
        fonts: ("宋体", "宋体"),
        size: "28",
        tracking: "0",
        ..BODY
    },
    Style {
        id: "FooterEven",
        name: "Footer Even",
        on_grid: false,
        indent: (0, 100, 0),
        align: "left",
        fonts: ("宋体", "宋体"),
        size: "28",
        tracking: "0",
        ..BODY
    },
];

/// `word/styles.xml`.
pub(super) fn styles() -> String {
    let mut m = Markup::new("w:styles", &NAMESPACES);
    m.within("w:docDefaults", &[], |m| {
        m.within("w:rPrDefault", &[], |m| {
            m.within("w:rPr", &[], |m| {
                fonts(m, BODY.fonts);
                m.val("w:kern", "2");
                m.val("w:sz", BODY.size);
                m.val("w:szCs", BODY.size);
                m.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
            });
        });
        m.empty("w:pPrDefault", &[]);
    });
    m.within("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |m| {
        m.val("w:name", "Normal");
        m.empty("w:qFormat", &[]);
        m.within("w:pPr", &[], |m| {
            m.val("w:widowControl", "0");
            m.val("w:jc", "both");
        });
    });
    for style in STYLES {
        paragraph_style(&mut m, &style);
    }
    m.within("w:style", &[("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", "Lead")], |m| {
        m.val("w:name", "Lead");
        m.within("w:rPr", &[], |m| fonts(m, ("Times New Roman", "楷体_GB2312")));
    });
    m.within("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |m| {
        m.val("w:name", "Normal Table");
        m.val("w:uiPriority", "99");
        m.empty("w:semiHidden", &[]);
        m.empty("w:unhideWhenUsed", &[]);
        m.within("w:tblPr", &[], |m| {
            m.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            cell_margins(m, "108");
        });
    });
    m.within("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "FormTable")], |m| {
        m.val("w:name", "Form Table");
        m.val("w:basedOn", "TableNormal");
        m.within("w:tblPr", &[], |m| {
            m.within("w:tblBorders", &[], |m| {
                for edge in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    let attributes = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")];
                    m.empty(edge, &attributes);
                }
            });
            cell_margins(m, "57");
        });
    });
    m.finish()
}

fn paragraph_style(m: &mut Markup, style: &Style) {
    let built_in = matches!(style.name, "Title" | "heading 1" | "heading 2" | "Body Text");
    let mut attributes = vec![("w:type", "paragraph")];
    if !built_in {
        attributes.push(("w:customStyle", "1"));
    }
    attributes.push(("w:styleId", style.id));
    m.within("w:style", &attributes, |m| {
        m.val("w:name", style.name);
        m.val("w:basedOn", "Normal");
        m.empty("w:qFormat", &[]);
        m.within("w:pPr", &[], |m| {
            if style.keep_next {
                m.empty("w:keepNext", &[]);
            }
            if !style.on_grid {
                m.val("w:snapToGrid", "0");
            }
            let (before, after, line) = style.spacing;
            let (before, after, line) = (before.to_string(), after.to_string(), line.to_string());
            let mut spacing: Vec<(&str, &str)> = vec![("w:before", &before), ("w:after", &after)];
            if line != "0" {
                spacing.extend([("w:line", line.as_str()), ("w:lineRule", "exact")]);
            }
            m.empty("w:spacing", &spacing);
            indent(m, style);
            m.empty("w:contextualSpacing", &[]); // the two lines of a title stand together
            m.val("w:jc", style.align);
            if let Some(level) = style.outline {
                m.val("w:outlineLvl", level);
            }
        });
        m.within("w:rPr", &[], |m| {
            fonts(m, style.fonts);
            m.val("w:spacing", style.tracking);
            m.val("w:sz", style.size);
            m.val("w:szCs", style.size);
        });
    });
}

/// Indents in characters, and in twips for programs that know no characters.
fn indent(m: &mut Markup, style: &Style) {
    let half_points: u32 = style.size.parse().expect("sizes are numbers");
    let twips = |hundredths: u16| (u32::from(hundredths) * half_points / 10).to_string();
    let (first, left, right) = style.indent;
    let mut attributes = Vec::new();
    for (name, in_twips, value) in [
        ("w:leftChars", "w:left", left),
        ("w:rightChars", "w:right", right),
        ("w:firstLineChars", "w:firstLine", first),
    ] {
        if value > 0 {
            attributes.push((name, value.to_string()));
            attributes.push((in_twips, twips(value)));
        }
    }
    if !attributes.is_empty() {
        let borrowed: Vec<(&str, &str)> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        m.empty("w:ind", &borrowed);
    }
}

fn fonts(m: &mut Markup, (latin, chinese): (&str, &str)) {
    m.empty(
        "w:rFonts",
        &[("w:ascii", latin), ("w:eastAsia", chinese), ("w:hAnsi", latin), ("w:cs", "Times New Roman")],
    );
}

fn cell_margins(m: &mut Markup, side: &str) {
    m.within("w:tblCellMar", &[], |m| {
        for (edge, width) in [("w:top", "0"), ("w:left", side), ("w:bottom", "0"), ("w:right", side)] {
            m.empty(edge, &[("w:w", width), ("w:type", "dxa")]);
        }
    });
}
