//! The walk over one member: which element does what.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::mem;

use super::Authors;
use super::flow::Flow;
use super::table::Merge;
use crate::reading::budget::Budget;
use crate::reading::nesting::DEEPEST_TABLE;
use crate::reading::xml::{Node, Tag, Xml};
use crate::reading::{Block, Line, Part, Place, Unreadable};

/// Reads one member into parts: its own, one for each comment or text box, one for all that is deleted.
pub(super) struct Walk<'w> {
    budget: &'w mut Budget,
    authors: &'w mut Authors,
    /// The stream that text goes to now is the last; a text box opens one inside another.
    flows: Vec<Flow>,
    parts: Vec<Part>,
    deleted: Vec<Block>,
    deleted_line: String,
    /// Depth of `w:del` and `w:moveFrom`.
    in_deletion: usize,
    /// Depth of elements whose text is text.
    in_text: usize,
    /// Tables opened beyond [`DEEPEST_TABLE`].
    ignored_tables: usize,
    /// For each `mc:AlternateContent`: how much text there was before it, to see whether its first choice said anything.
    alternatives: Vec<usize>,
    /// Characters written so far.
    written: usize,
}

/// What the walk does with an element's content.
enum Content {
    Walk,
    Skip,
}

impl<'w> Walk<'w> {
    pub(super) fn new(place: Place, budget: &'w mut Budget, authors: &'w mut Authors) -> Self {
        Walk {
            budget,
            authors,
            flows: vec![Flow::new(place)],
            parts: Vec::new(),
            deleted: Vec::new(),
            deleted_line: String::new(),
            in_deletion: 0,
            in_text: 0,
            ignored_tables: 0,
            alternatives: Vec::new(),
            written: 0,
        }
    }

    pub(super) fn read<R: BufRead>(mut self, mut xml: Xml<R>) -> Result<Vec<Part>, Unreadable> {
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => {
                    if let Content::Skip = self.open(&tag)? {
                        xml.skip()?;
                    }
                }
                Node::Text(text) if self.in_text > 0 => self.write(&text)?,
                Node::Close(end) => self.close(end.name())?,
                Node::Text(_) | Node::Other => {}
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Result<Vec<Part>, Unreadable> {
        self.end_deletion()?;
        let mut own = Vec::new();
        for flow in mem::take(&mut self.flows) {
            own.extend(flow.finish(self.budget)?);
        }
        own.append(&mut self.parts);
        if !self.deleted.is_empty() {
            own.push(Part { place: Place::Deleted, blocks: self.deleted });
        }
        Ok(own)
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<Content, Unreadable> {
        match tag.name() {
            "t" | "delText" => self.in_text += 1,
            "p" => self.flow().open_paragraph(),
            "tab" | "ptab" => self.write("\t")?,
            "br" | "cr" => self.end_line()?,
            "noBreakHyphen" => self.write("-")?,
            "sym" => self.symbol(tag)?,
            "del" | "moveFrom" => {
                self.in_deletion += 1;
                note(&mut self.authors.changes, tag);
            }
            "ins" | "moveTo" => note(&mut self.authors.changes, tag),
            "tbl" => self.open_table()?,
            "tr" if self.ignored_tables == 0 => {
                self.budget.line()?;
                self.shape_table(tag);
            }
            "tc" | "gridSpan" | "vMerge" | "gridBefore" if self.ignored_tables == 0 => self.shape_table(tag),
            "textpath" => self.watermark(tag)?,
            "comment" => {
                note(&mut self.authors.comments, tag);
                self.open_flow(Place::Comment)?;
            }
            "txbxContent" => self.open_flow(Place::TextBox)?,
            "AlternateContent" => self.alternatives.push(self.written),
            // The fall-back repeats the choice for older programs; it is read only where the choice held nothing.
            "Fallback" if self.alternatives.last().is_some_and(|&before| self.written > before) => {
                return Ok(Content::Skip);
            }
            // Formatting holds elements named like text (`w:tab` of tab stops, `w:del` of a paragraph mark), pinyin stands beside
            // what it annotates, field codes are not shown.
            "pPr" | "rPr" | "tblPr" | "tblGrid" | "sectPr" | "tcPrChange" | "trPrChange" | "rt" | "instrText" => {
                return Ok(Content::Skip);
            }
            _ => {}
        }
        Ok(Content::Walk)
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "t" | "delText" => self.in_text = self.in_text.saturating_sub(1),
            "p" => {
                self.end_deletion()?;
                let flow = self.flows.last_mut().expect("the first flow stays to the end");
                flow.close_paragraph(self.budget)?;
            }
            "del" | "moveFrom" => self.in_deletion = self.in_deletion.saturating_sub(1),
            "tbl" if self.ignored_tables > 0 => self.ignored_tables -= 1,
            "tbl" => self.flow().close_table(),
            "tc" if self.ignored_tables == 0 => self.close_cell()?,
            "comment" | "txbxContent" if self.flows.len() > 1 => {
                let flow = self.flows.pop().expect("there is more than one");
                self.parts.extend(flow.finish(self.budget)?);
            }
            "AlternateContent" => {
                self.alternatives.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn open_flow(&mut self, place: Place) -> Result<(), Unreadable> {
        self.budget.line()?;
        self.flows.push(Flow::new(place));
        Ok(())
    }

    fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().expect("the first flow stays to the end")
    }

    fn write(&mut self, text: &str) -> Result<(), Unreadable> {
        self.written += text.len();
        if self.in_deletion > 0 {
            self.deleted_line.push_str(text);
            return Ok(());
        }
        self.end_deletion()?;
        self.flow().write(text);
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), Unreadable> {
        if self.in_deletion > 0 {
            return self.end_deletion();
        }
        let flow = self.flows.last_mut().expect("the first flow stays to the end");
        flow.end_line(self.budget)
    }
}

impl Walk<'_> {
    /// What was deleted in a row of changes is one line.
    fn end_deletion(&mut self) -> Result<(), Unreadable> {
        let text = mem::take(&mut self.deleted_line);
        if !text.is_empty() {
            self.budget.line()?;
            self.budget.text(&text)?;
            let number = Some(self.flow().paragraph());
            self.deleted.push(Block::Line(Line { text, number, ..Line::default() }));
        }
        Ok(())
    }

    /// A character given by its code in a symbol font.
    fn symbol(&mut self, tag: &Tag<'_>) -> Result<(), Unreadable> {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => self.write(c.encode_utf8(&mut [0; 4])),
            None => Ok(()),
        }
    }

    /// Lettering drawn across the page; secrecy marks stand there.
    fn watermark(&mut self, tag: &Tag<'_>) -> Result<(), Unreadable> {
        if let Some(text) = tag.attribute("string").filter(|text| !text.trim().is_empty()) {
            self.budget.line()?;
            self.budget.text(&text)?;
            let line = Line { text, ..Line::default() };
            self.parts.push(Part { place: Place::TextBox, blocks: vec![Block::Line(line)] });
        }
        Ok(())
    }

    fn shape_table(&mut self, tag: &Tag<'_>) {
        let Some(table) = self.flow().table() else { return };
        let number = || tag.number("val").unwrap_or(0);
        match tag.name() {
            "tr" => table.open_row(),
            "tc" => table.open_cell(),
            "gridSpan" => table.set_span(number()),
            "gridBefore" => table.skip_columns(number()),
            _ if tag.attribute("val").as_deref() == Some("restart") => table.set_merge(Merge::Begins),
            _ => table.set_merge(Merge::Continues),
        }
    }

    fn close_cell(&mut self) -> Result<(), Unreadable> {
        let flow = self.flows.last_mut().expect("the first flow stays to the end");
        let Some(table) = flow.table() else { return Ok(()) };
        let covered = table.close_cell(self.budget)?;
        self.deleted.extend(
            covered.into_iter().filter(|block| matches!(block, Block::Line(line) if !line.text.trim().is_empty())),
        );
        Ok(())
    }

    fn open_table(&mut self) -> Result<(), Unreadable> {
        self.budget.cell()?;
        if self.flow().depth() >= DEEPEST_TABLE {
            self.ignored_tables += 1;
        } else {
            self.flow().open_table();
        }
        Ok(())
    }
}

/// Keeps the name of whoever commented or changed.
fn note(people: &mut BTreeSet<String>, tag: &Tag<'_>) {
    if let Some(person) = tag.attribute("author").filter(|person| !person.trim().is_empty()) {
        people.insert(person);
    }
}
