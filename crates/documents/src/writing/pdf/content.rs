//! What the template prints, as data.

use serde::Serialize;

use crate::writing::printed::{Kind, Paragraph, Place, Printed, Sheet};

/// The file that the template reads.
pub(super) fn of(printed: &Printed) -> Vec<u8> {
    let sections = printed.sections.iter().map(|section| Section {
        heading: &section.heading,
        paragraphs: section.paragraphs.iter().map(Part::of).collect(),
        sheet: section.sheet.as_ref().map(Grid::of),
    });
    let content = Content {
        title: &printed.title,
        title_lines: &printed.title_lines,
        agency: &printed.agency,
        preface: printed.preface.iter().map(Part::of).collect(),
        sections: sections.collect(),
    };
    serde_json::to_vec(&content).expect("strings and small numbers")
}

#[derive(Serialize)]
struct Content<'a> {
    title: &'a str,
    title_lines: &'a [String],
    agency: &'a str,
    preface: Vec<Part<'a>>,
    sections: Vec<Section<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    heading: &'a str,
    paragraphs: Vec<Part<'a>>,
    sheet: Option<Grid<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    heading: bool,
    lead: &'a str,
    rest: &'a str,
}

/// A table in parts, each with a head that is never left alone at the foot of a page.
#[derive(Serialize)]
struct Grid<'a> {
    widths: &'a [u16],
    /// So long that it fills a page: rows are set closer.
    dense: bool,
    parts: Vec<GridPart<'a>>,
}

#[derive(Serialize)]
struct GridPart<'a> {
    repeat: bool,
    head: Vec<GridCell<'a>>,
    body: Vec<GridCell<'a>>,
}

#[derive(Serialize)]
struct GridCell<'a> {
    text: &'a str,
    columns: usize,
    rows: usize,
    left: bool,
    block: bool,
}

impl<'a> Part<'a> {
    fn of(paragraph: &'a Paragraph) -> Part<'a> {
        let (lead, rest) = paragraph.parts();
        Part { heading: paragraph.is_heading(), lead, rest }
    }
}

impl<'a> Grid<'a> {
    fn of(sheet: &'a Sheet) -> Grid<'a> {
        let part = |rows: &'a [Vec<Place>], head_rows: usize, repeat| GridPart {
            repeat,
            head: rows[..head_rows].iter().flatten().map(GridCell::of).collect(),
            body: rows[head_rows..].iter().flatten().map(GridCell::of).collect(),
        };
        let parts = match sheet.head_rows {
            0 => sheet.blocks().map(|rows| part(rows, BLOCK_HEAD_ROWS, false)).collect(),
            head_rows => vec![part(&sheet.rows, head_rows, true)],
        };
        Grid { widths: &sheet.widths, dense: sheet.is_dense(), parts }
    }
}

/// A block's heading and the heads of its columns.
const BLOCK_HEAD_ROWS: usize = 2;

impl<'a> GridCell<'a> {
    fn of(place: &'a Place) -> GridCell<'a> {
        GridCell {
            text: &place.text,
            columns: place.column_span,
            rows: place.row_span,
            left: place.is_left(),
            block: matches!(place.kind, Kind::Block { .. }),
        }
    }
}
