//! Paragraph styles and how they are written: those that every official document shares, and `word/styles.xml` around any list of them.

use super::markup::Markup;
use super::package::{LINE, NAMESPACES};

/// A paragraph style.
pub(crate) struct Style {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) keep_next: bool,
    /// On the character grid; tables are set free of it.
    pub(crate) on_grid: bool,
    /// before, after, line (0: as the grid has it), in twips.
    pub(crate) spacing: (u16, u16, u16),
    /// Hundredths of a character: first line (hanging where negative), left, right.
    pub(crate) indent: (i16, u16, u16),
    pub(crate) align: &'static str,
    pub(crate) outline: Option<&'static str>,
    /// Latin and Chinese font.
    pub(crate) fonts: (&'static str, &'static str),
    /// Half points.
    pub(crate) size: &'static str,
    /// Between characters, in twips.
    pub(crate) tracking: &'static str,
    /// Six hexadecimal digits; black where there is none.
    pub(crate) colour: Option<&'static str>,
}

/// The running text: 3号仿宋, two characters in.
pub(crate) const BODY: Style = Style {
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
    colour: None,
};

/// The title of a document: 2号小标宋.
pub(crate) const TITLE: Style = Style {
    id: "Title",
    name: "Title",
    keep_next: true,
    on_grid: false,
    spacing: (0, LINE, 720),
    indent: (0, 0, 0),
    align: "center",
    fonts: ("Times New Roman", "方正小标宋简体"),
    size: "44",
    tracking: "0",
    ..BODY
};

/// A figure in a table: 5号宋体, off the grid.
pub(crate) const TABLE: Style = Style {
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

/// The page number on odd pages.
pub(crate) const FOOTER_ODD: Style = Style {
    id: "FooterOdd",
    name: "Footer Odd",
    on_grid: false,
    spacing: (0, 170, 0), // 23 mm above the edge of the page: 7 mm below the text

    indent: (0, 0, 100),
    align: "right",
    fonts: ("宋体", "宋体"),
    size: "28",
    tracking: "0",
    ..BODY
};

/// The page number on even pages.
pub(crate) const FOOTER_EVEN: Style = Style {
    id: "FooterEven",
    name: "Footer Even",
    on_grid: false,
    spacing: (0, 170, 0), // 23 mm above the edge of the page: 7 mm below the text

    indent: (0, 100, 0),
    align: "left",
    fonts: ("宋体", "宋体"),
    size: "28",
    tracking: "0",
    ..BODY
};

/// `word/styles.xml`.
pub(crate) fn styles(styles: &[Style]) -> String {
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
    for style in styles {
        paragraph_style(&mut m, style);
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
    let built_in = matches!(style.name, "Title" | "heading 1" | "heading 2" | "Body Text" | "Signature" | "Date");
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
            if let Some(colour) = style.colour {
                m.val("w:color", colour);
            }
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
    let first_line = if first < 0 { ("w:hangingChars", "w:hanging") } else { ("w:firstLineChars", "w:firstLine") };
    let mut attributes = Vec::new();
    for ((name, in_twips), value) in
        [(("w:leftChars", "w:left"), left), (("w:rightChars", "w:right"), right), (first_line, first.unsigned_abs())]
    {
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
