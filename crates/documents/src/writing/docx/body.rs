//! The running text and the tables. Inside every element the order of the schema (ECMA-376 wml.xsd) is kept: Word insists on it.

use super::markup::Markup;
use super::package::{Margin, NAMESPACES, TEXT_WIDTH, section_properties};
use crate::writing::printed::{Kind, Paragraph, Place, Printed, Sheet};

/// `word/document.xml`.
pub(super) fn document(printed: &Printed, margins: &[Margin]) -> String {
    let mut m = Markup::new("w:document", &NAMESPACES);
    m.open("w:body", &[]);
    for line in &printed.title_lines {
        styled(&mut m, "Title", |m| run(m, None, line));
    }
    for text in &printed.preface {
        paragraph(&mut m, text);
    }
    for section in &printed.sections {
        styled(&mut m, "Heading1", |m| run(m, None, &section.heading));
        for text in &section.paragraphs {
            paragraph(&mut m, text);
        }
        if let Some(sheet) = &section.sheet {
            table(&mut m, sheet);
            styled(&mut m, "AfterTable", |_| ());
        }
    }
    section_properties(&mut m, margins);
    m.finish()
}

fn paragraph(m: &mut Markup, paragraph: &Paragraph) {
    let (lead, rest) = paragraph.parts();
    if paragraph.is_heading() {
        styled(m, "Heading2", |m| run(m, None, lead));
        return;
    }
    styled(m, "BodyText", |m| {
        if !lead.is_empty() {
            run(m, Some("Lead"), lead);
        }
        run(m, None, rest);
    });
}

fn styled(m: &mut Markup, style: &str, content: impl FnOnce(&mut Markup)) {
    m.within("w:p", &[], |m| {
        m.within("w:pPr", &[], |m| m.val("w:pStyle", style));
        content(m);
    });
}

/// A run; quotation marks and dashes are set in the Chinese font.
fn run(m: &mut Markup, style: Option<&str>, text: &str) {
    if text.is_empty() {
        return;
    }
    m.within("w:r", &[], |m| {
        m.within("w:rPr", &[], |m| {
            if let Some(style) = style {
                m.val("w:rStyle", style);
            }
            m.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        });
        m.within("w:t", &[("xml:space", "preserve")], |m| m.text(text));
    });
}

fn table(m: &mut Markup, sheet: &Sheet) {
    let edges = edges(sheet);
    m.within("w:tbl", &[], |m| {
        m.within("w:tblPr", &[], |m| {
            m.val("w:tblStyle", "FormTable");
            m.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            m.val("w:jc", "center");
            m.empty("w:tblLayout", &[("w:type", "fixed")]); // the widths are ours, not the program's that opens the file
            m.empty("w:tblLook", &[("w:val", "0000")]);
            m.val("w:tblCaption", sheet.name());
        });
        m.within("w:tblGrid", &[], |m| {
            for pair in edges.windows(2) {
                m.empty("w:gridCol", &[("w:w", &(pair[1] - pair[0]).to_string())]);
            }
        });
        for row in 0..sheet.rows.len() {
            table_row(m, sheet, row, &edges);
        }
    });
}

fn table_row(m: &mut Markup, sheet: &Sheet, row: usize, edges: &[u32]) {
    m.within("w:tr", &[], |m| {
        m.within("w:trPr", &[], |m| {
            m.empty("w:cantSplit", &[]);
            let height = if sheet.is_dense() { "340" } else { "420" };
            m.empty("w:trHeight", &[("w:val", height), ("w:hRule", "atLeast")]);
            if row < sheet.head_rows {
                m.empty("w:tblHeader", &[]);
            }
        });
        let mut column = 0;
        while column < sheet.widths.len() {
            let (first_row, place) = covering(sheet, row, column);
            cell(m, sheet, place, row, first_row, edges);
            column += place.column_span;
        }
    });
}

/// The place that covers a grid position, and the row in which it begins.
fn covering(sheet: &Sheet, row: usize, column: usize) -> (usize, &Place) {
    sheet.rows[..=row]
        .iter()
        .enumerate()
        .rev()
        .find_map(|(first, places)| {
            let covers = |place: &&Place| {
                (place.column..place.column + place.column_span).contains(&column) && first + place.row_span > row
            };
            places.iter().find(covers).map(|place| (first, place))
        })
        .expect("the grid of a sheet has no holes (tested with the sheets)")
}

fn cell(m: &mut Markup, sheet: &Sheet, place: &Place, row: usize, first_row: usize, edges: &[u32]) {
    let width = edges[place.column + place.column_span] - edges[place.column];
    m.within("w:tc", &[], |m| {
        m.within("w:tcPr", &[], |m| {
            m.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if place.column_span > 1 {
                m.val("w:gridSpan", &place.column_span.to_string());
            }
            if place.row_span > 1 {
                m.val("w:vMerge", if row == first_row { "restart" } else { "continue" });
            }
            m.val("w:vAlign", "center");
        });
        m.within("w:p", &[], |m| {
            m.within("w:pPr", &[], |m| {
                m.val("w:pStyle", style(place));
                // A table stays whole, so that it is read in one look; a program breaks it where it is longer than a page.
                if row + 1 < sheet.rows.len() {
                    m.empty("w:keepNext", &[]);
                }
            });
            if row == first_row {
                run(m, None, &place.text);
            }
        });
    });
}

fn style(place: &Place) -> &'static str {
    match place.kind {
        Kind::Block { .. } => "TableBlock",
        _ if place.is_left() => "TableLabel",
        _ => "TableFigure",
    }
}

/// The left edges of the grid columns and the right edge of the last, in twips.
fn edges(sheet: &Sheet) -> Vec<u32> {
    let mut sum = 0_u32;
    std::iter::once(0)
        .chain(sheet.widths.iter().map(|width| {
            sum += u32::from(*width);
            sum * TEXT_WIDTH / 1000
        }))
        .collect()
}
