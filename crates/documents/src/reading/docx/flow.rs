//! One stream of text: the body, a header, a text box. Paragraphs become lines, tables are built up inside.

use std::mem;

use super::table::OpenTable;
use crate::reading::budget::Budget;
use crate::reading::{Block, Line, Part, Place, Unreadable};

pub(super) struct Flow {
    place: Place,
    blocks: Vec<Block>,
    tables: Vec<OpenTable>,
    line: String,
    /// Paragraphs begun, which is the number of the current one.
    paragraph: u32,
    in_paragraph: bool,
}

impl Flow {
    pub(super) fn new(place: Place) -> Self {
        Flow { place, blocks: Vec::new(), tables: Vec::new(), line: String::new(), paragraph: 0, in_paragraph: false }
    }

    pub(super) fn paragraph(&self) -> u32 {
        self.paragraph
    }

    pub(super) fn open_paragraph(&mut self) {
        self.paragraph += 1;
        self.in_paragraph = true;
    }

    pub(super) fn write(&mut self, text: &str) {
        self.line.push_str(text);
    }

    pub(super) fn close_paragraph(&mut self, budget: &mut Budget) -> Result<(), Unreadable> {
        self.in_paragraph = false;
        self.end_line(budget)
    }

    /// Ends a line inside or at the end of a paragraph. Empty ones are kept: they may be blank cells of a table typed as lines.
    pub(super) fn end_line(&mut self, budget: &mut Budget) -> Result<(), Unreadable> {
        budget.line()?;
        budget.text(&self.line)?;
        let text = mem::take(&mut self.line);
        self.push(Block::Line(Line { text, number: Some(self.paragraph), ..Line::default() }));
        Ok(())
    }

    fn push(&mut self, block: Block) {
        match self.tables.last_mut() {
            Some(table) => table.push(block),
            None => self.blocks.push(block),
        }
    }

    pub(super) fn table(&mut self) -> Option<&mut OpenTable> {
        self.tables.last_mut()
    }

    pub(super) fn depth(&self) -> usize {
        self.tables.len()
    }

    pub(super) fn open_table(&mut self) {
        self.tables.push(OpenTable::default());
    }

    pub(super) fn close_table(&mut self) {
        if let Some(table) = self.tables.pop() {
            for block in table.close() {
                self.push(block);
            }
        }
    }

    /// The part, if there is anything in it.
    pub(super) fn finish(mut self, budget: &mut Budget) -> Result<Option<Part>, Unreadable> {
        if self.in_paragraph || !self.line.is_empty() {
            self.close_paragraph(budget)?;
        }
        while !self.tables.is_empty() {
            self.close_table();
        }
        let part = Part { place: self.place, blocks: self.blocks };
        let wanted = part.place == Place::Body || !part.is_blank();
        Ok(wanted.then_some(part))
    }
}
