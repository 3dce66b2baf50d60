//! One sheet: its filled cells as a table, its printed header and footer.

mod grid;
mod margin;

use std::io::BufRead;
use std::mem;

use grid::{Area, FilledCell, Grid, place};

use super::number;
use crate::reading::budget::Budget;
use crate::reading::xml::{Node, Tag, Xml};
use crate::reading::{Block, Doubt, Part, Unreadable};

/// What cells refer to.
pub(super) struct Book {
    pub(super) strings: Vec<String>,
    /// By cell format: shown as a date.
    pub(super) styles: Vec<bool>,
    pub(super) counts_from_1904: bool,
}

pub(super) struct Sheet {
    pub(super) blocks: Vec<Block>,
    /// Printed headers and footers.
    pub(super) margins: Vec<Part>,
    pub(super) doubts: Vec<Doubt>,
}

/// Reads a sheet member.
pub(super) fn read<R: BufRead>(
    mut xml: Xml<R>,
    book: &Book,
    name: &str,
    budget: &mut Budget,
) -> Result<Sheet, Unreadable> {
    let mut walk = Walk {
        book,
        budget,
        grid: Grid::default(),
        cell: OpenCell::default(),
        text: None,
        margins: Vec::new(),
        long: Vec::new(),
    };
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) if tag.name() == "rPh" => xml.skip()?,
            Node::Open(tag) => walk.open(&tag)?,
            Node::Text(text) => {
                if let Some(own) = walk.text.as_mut() {
                    own.push_str(&text);
                }
            }
            Node::Close(end) => walk.close(end.name())?,
            Node::Other => {}
        }
    }
    let long = walk.long;
    let doubts = long.first().map(|first| Doubt {
        page: None,
        message: format!(
            "工作表「{name}」的 {first} {}超过{}位、按数字存放，末几位可能已失真，请核对（证件号码应按文本存放）",
            if long.len() > 1 { format!("等{}个单元格", long.len()) } else { String::new() },
            number::DIGITS
        ),
    });
    Ok(Sheet {
        blocks: walk.grid.into_table().map(Block::Table).into_iter().collect(),
        margins: walk.margins,
        doubts: doubts.into_iter().collect(),
    })
}

struct Walk<'w> {
    book: &'w Book,
    budget: &'w mut Budget,
    grid: Grid,
    cell: OpenCell,
    /// Text is being collected.
    text: Option<String>,
    margins: Vec<Part>,
    /// Cells that hold numbers too long to be numbers.
    long: Vec<String>,
}

#[derive(Default)]
struct OpenCell {
    kind: String,
    style: usize,
    value: String,
}

impl Walk<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Unreadable> {
        match tag.name() {
            "row" => self.grid.open_row(tag.number("r")),
            "c" => {
                self.grid.open_cell(tag.attribute("r").as_deref().and_then(place));
                self.cell = OpenCell {
                    kind: tag.attribute("t").unwrap_or_default(),
                    style: tag.number("s").unwrap_or(0),
                    value: String::new(),
                };
            }
            "v" | "t" => self.text = Some(String::new()),
            name if margin::place(name).is_some() => self.text = Some(String::new()),
            "mergeCell" => {
                self.budget.cell()?;
                if let Some(area) = tag.attribute("ref").as_deref().and_then(Area::parse) {
                    self.grid.merge(area);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            // Several `t` are the pieces of one rich text.
            "v" | "t" => self.cell.value.push_str(&self.text.take().unwrap_or_default()),
            "c" => {
                let cell = mem::take(&mut self.cell);
                let text = self.value(&cell);
                self.budget.text(&text)?;
                if !text.is_empty() {
                    self.budget.cell()?;
                }
                self.grid.close_cell(FilledCell { column: 0, text });
            }
            "row" => {
                for _ in 0..self.grid.close_row() {
                    self.budget.cell()?;
                }
            }
            _ => {
                if let (Some(place), Some(text)) = (margin::place(name), self.text.take()) {
                    self.budget.text(&text)?;
                    self.margins.extend(margin::part(place, &text));
                }
            }
        }
        Ok(())
    }

    fn value(&mut self, cell: &OpenCell) -> String {
        let stored = cell.value.as_str();
        match cell.kind.as_str() {
            "s" => stored
                .trim()
                .parse::<usize>()
                .ok()
                .and_then(|index| self.book.strings.get(index).cloned())
                .unwrap_or_default(),
            "b" => if stored.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "" | "n" if !stored.is_empty() => self.number(stored.trim(), cell.style),
            _ => stored.to_owned(),
        }
    }

    fn number(&mut self, stored: &str, style: usize) -> String {
        if self.book.styles.get(style) == Some(&true)
            && let Some(date) = number::date(stored, self.book.counts_from_1904)
        {
            return date;
        }
        match number::plain(stored) {
            Some((text, long)) => {
                if long {
                    self.long.push(self.grid.reference());
                }
                text
            }
            None => stored.to_owned(),
        }
    }
}
