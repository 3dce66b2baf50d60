//! Styles and letterhead of a letter.

use crate::writing::docx::markup::Markup;
use crate::writing::docx::package::{LINE, NAMESPACES};
use crate::writing::docx::style::{BODY, FOOTER_EVEN, FOOTER_ODD, Style, TABLE, TITLE};

/// Red of a letterhead.
const RED: &str = "FF0000";

/// A character of 3号 in twips.
pub(super) const CHARACTER: u32 = 320;

/// Widths of the columns of a form in twips; they add up to the width of the text.
pub(super) const COLUMNS: [u32; 4] = [1960, 2462, 1960, 2462];

/// The side of a code for the camera in millimetres, as in print.
pub(super) const CODE_SIDE: u32 = 26;

/// Its frame: as wide as the words under it, at the left margin, beside the paragraph that comes next.
pub(super) const BESIDE: [(&str, &str); 7] = [
    ("w:w", "1800"),
    ("w:hSpace", "180"),
    ("w:wrap", "around"),
    ("w:vAnchor", "text"),
    ("w:hAnchor", "margin"),
    ("w:xAlign", "left"),
    ("w:y", "200"),
];

/// A line in a form, in twips.
pub(super) const FORM_LINE: u32 = 400;

const FORM_LABEL: Style =
    Style { id: "FormLabel", name: "Form Label", size: "28", spacing: (40, 40, 380), fonts: BODY.fonts, ..TABLE };

pub(super) const STYLES: [Style; 17] = [
    BODY,
    TITLE,
    Style {
        id: "Letterhead",
        name: "Letterhead",
        on_grid: false,
        indent: (0, 0, 0),
        align: "center",
        fonts: ("Times New Roman", "方正小标宋简体"),
        size: "60",
        tracking: "0",
        colour: Some(RED),
        ..BODY
    },
    // 7/8 of a character below the red line; the title two lines below it.
    Style { id: "Number", name: "Number", spacing: (280, 2 * LINE, 0), indent: (0, 0, 0), align: "right", ..BODY },
    Style { id: "Addressee", name: "Addressee", indent: (0, 0, 0), align: "left", keep_next: true, ..BODY },
    Style {
        id: "Mark",
        name: "Mark",
        indent: (0, 0, 0),
        align: "left",
        keep_next: true,
        fonts: ("Times New Roman", "黑体"),
        ..BODY
    },
    Style { id: "Remark", name: "Remark", on_grid: false, spacing: (120, 0, 440), size: "28", tracking: "0", ..BODY },
    Style {
        id: "Attachment",
        name: "Attachment",
        spacing: (LINE, 0, 0),
        indent: (-300, 500, 0),
        align: "left",
        ..BODY
    },
    Style { id: "AttachmentMore", name: "Attachment More", indent: (0, 500, 0), align: "left", ..BODY },
    // Room for the seal, whose upper edge comes within a line of the text.
    Style { id: "Signature", name: "Signature", spacing: (2 * LINE, 0, 0), indent: (0, 0, 0), align: "right", ..BODY },
    Style { id: "Date", name: "Date", indent: (0, 0, 0), align: "right", ..BODY },
    Style { id: "Note", name: "Note", align: "left", ..BODY },
    // No height of lines: a line of a fixed height cuts a picture off.
    Style { id: "Code", name: "Code", size: "18", spacing: (0, 0, 0), fonts: BODY.fonts, ..TABLE },
    FORM_LABEL,
    Style { id: "FormText", name: "Form Text", indent: (0, 40, 0), align: "left", ..FORM_LABEL },
    FOOTER_ODD,
    FOOTER_EVEN,
];

/// The header of the first page: the name in red, and under it the red double line, 170 mm long. Without a name an empty one.
pub(super) fn letterhead(name: Option<&str>) -> String {
    let mut m = Markup::new("w:hdr", &NAMESPACES);
    m.within("w:p", &[], |m| {
        m.within("w:pPr", &[], |m| {
            m.val("w:pStyle", "Letterhead");
            if name.is_some() {
                line(m, "w:bottom", "thickThinSmallGap", "11");
                m.empty("w:ind", &LINE_INDENT);
            }
        });
        if let Some(name) = name {
            m.within("w:r", &[], |m| {
                m.within("w:rPr", &[], |m| {
                    m.empty("w:rFonts", &[("w:hint", "eastAsia")]);
                    let size = size(name).to_string();
                    m.val("w:sz", &size);
                    m.val("w:szCs", &size);
                });
                m.within("w:t", &[("xml:space", "preserve")], |m| m.text(name));
            });
        }
    });
    m.finish()
}

/// The footer of the first page: the other double line, and no page number.
pub(super) fn foot_line(red: bool) -> String {
    let mut m = Markup::new("w:ftr", &NAMESPACES);
    m.within("w:p", &[], |m| {
        m.within("w:pPr", &[], |m| {
            m.val("w:pStyle", "Letterhead");
            if red {
                line(m, "w:top", "thinThickSmallGap", "1");
                m.empty("w:spacing", &[("w:line", "20"), ("w:lineRule", "exact")]);
                m.empty("w:ind", &LINE_INDENT);
            }
        });
    });
    m.finish()
}

/// The lines are wider than the text and centred on the page: 8 mm to the left, 6 mm to the right.
const LINE_INDENT: [(&str, &str); 2] = [("w:left", "-454"), ("w:right", "-340")];

fn line(m: &mut Markup, edge: &'static str, kind: &str, space: &str) {
    m.within("w:pBdr", &[], |m| {
        m.empty(edge, &[("w:val", kind), ("w:sz", "24"), ("w:space", space), ("w:color", RED)]);
    });
}

/// The largest size up to 30 pt at which the name fits the width of the text, in half points.
fn size(name: &str) -> usize {
    const WIDTH: usize = 2 * 442;
    (WIDTH / name.chars().count().max(1)).clamp(20, 60)
}
