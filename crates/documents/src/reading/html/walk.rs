//! The walk over a page's tokens.

use std::cell::RefCell;
use std::mem;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use super::line::OpenLine;
use super::markup::breaks_line;
use super::table::OpenTable;
use crate::reading::budget::Budget;
use crate::reading::nesting::DEEPEST_TABLE;
use crate::reading::{Block, Line, Part, Place, Unreadable};

/// Takes tokens; interior mutability because the tokenizer hands out only shared references.
pub(super) struct Walk<'b>(RefCell<State<'b>>);

struct State<'b> {
    budget: &'b mut Budget,
    failure: Option<Unreadable>,
    body: Vec<Block>,
    tables: Vec<OpenTable>,
    /// Tables opened beyond [`DEEPEST_TABLE`].
    ignored_tables: usize,
    line: OpenLine,
    preformatted: usize,
    mode: Mode,
    title: String,
    properties: Vec<Part>,
    comments: Vec<Block>,
}

/// What characters are at the moment.
#[derive(Clone, Copy)]
enum Mode {
    Text,
    Code,
    Title,
}

impl<'b> Walk<'b> {
    pub(super) fn new(budget: &'b mut Budget) -> Self {
        Walk(RefCell::new(State {
            budget,
            failure: None,
            body: Vec::new(),
            tables: Vec::new(),
            ignored_tables: 0,
            line: OpenLine::default(),
            preformatted: 0,
            mode: Mode::Text,
            title: String::new(),
            properties: Vec::new(),
            comments: Vec::new(),
        }))
    }

    pub(super) fn has_failed(&self) -> bool {
        self.0.borrow().failure.is_some()
    }

    pub(super) fn finish(self) -> Result<Vec<Part>, Unreadable> {
        let mut state = self.0.into_inner();
        // A title without end has swallowed the page: then it is the page.
        let title = mem::take(&mut state.title);
        state.preformatted_text(&title, 1);
        state.end_line();
        while !state.tables.is_empty() {
            state.close_table();
        }
        if let Some(failure) = state.failure {
            return Err(failure);
        }
        let mut parts = vec![Part { place: Place::Body, blocks: state.body }];
        if !state.comments.is_empty() {
            parts.push(Part { place: Place::Comment, blocks: state.comments });
        }
        parts.append(&mut state.properties);
        Ok(parts)
    }
}

impl TokenSink for Walk<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.open(&tag, line),
            Token::TagToken(tag) => state.close(&tag.name),
            Token::CharacterTokens(text) => state.text(&text, line),
            Token::CommentToken(text) => state.comment(&text, line),
            Token::EOFToken | Token::DoctypeToken(_) | Token::NullCharacterToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl State<'_> {
    fn open(&mut self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        let name = &*tag.name;
        match name {
            "script" | "style" => {
                self.mode = Mode::Code;
                let kind = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
                return TokenSinkResult::RawData(kind);
            }
            "title" => {
                self.end_line();
                self.mode = Mode::Title;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "textarea" => {
                self.end_line();
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "meta" => self.meta(tag),
            "input" => self.input(tag, line),
            "table" => self.open_table(),
            "tr" => {
                self.pay(Budget::line);
                self.with_table(OpenTable::open_row);
            }
            "td" | "th" if self.ignored_tables == 0 => {
                self.end_line();
                self.pay(Budget::cell);
                let span = |name| attribute(tag, name).and_then(leading_number);
                if let Some(table) = self.tables.last_mut() {
                    table.open_cell(span("colspan"), span("rowspan"), line);
                }
            }
            "pre" => {
                self.end_line();
                self.preformatted += 1;
            }
            _ if breaks_line(name) => self.end_line(),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn close(&mut self, name: &str) {
        match name {
            "script" | "style" => self.mode = Mode::Text,
            "title" => {
                self.mode = Mode::Text;
                let title = mem::take(&mut self.title);
                self.property("title", title.trim());
            }
            "table" => {
                self.end_line();
                if self.ignored_tables > 0 {
                    self.ignored_tables -= 1;
                } else {
                    self.close_table();
                }
            }
            "tr" | "thead" | "tbody" | "tfoot" => self.with_table(OpenTable::close_row),
            "td" | "th" => self.with_table(|table| table.in_cell = false),
            "pre" => {
                self.end_line();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            _ if breaks_line(name) => self.end_line(),
            _ => {}
        }
    }

    fn with_table(&mut self, step: impl FnOnce(&mut OpenTable)) {
        self.end_line();
        if self.ignored_tables == 0
            && let Some(table) = self.tables.last_mut()
        {
            step(table);
        }
    }

    fn open_table(&mut self) {
        self.end_line();
        self.pay(Budget::cell);
        if self.tables.len() >= DEEPEST_TABLE {
            self.ignored_tables += 1;
        } else {
            self.tables.push(OpenTable::default());
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.tables.pop() {
            let blocks = table.close().settle();
            self.here().extend(blocks);
        }
    }

    /// Where blocks go now: into the innermost open cell, or the body. Text inside a table but outside its cells belongs around it.
    fn here(&mut self) -> &mut Vec<Block> {
        match self.tables.iter_mut().rev().find_map(OpenTable::cell) {
            Some(cell) => &mut cell.blocks,
            None => &mut self.body,
        }
    }

    fn text(&mut self, text: &str, line: u64) {
        match self.mode {
            Mode::Code => {}
            Mode::Title => self.title.push_str(text),
            Mode::Text if self.preformatted > 0 => self.preformatted_text(text, line),
            Mode::Text => self.line.flow(text, line),
        }
    }

    fn preformatted_text(&mut self, text: &str, line: u64) {
        let mut pieces = text.split('\n');
        self.line.keep(pieces.next().unwrap_or_default(), line);
        for (number, piece) in (line + 1..).zip(pieces) {
            self.end_line();
            self.line.keep(piece, number);
        }
    }

    fn end_line(&mut self) {
        let OpenLine { text, began, .. } = mem::take(&mut self.line);
        if text.is_empty() || self.failure.is_some() {
            return;
        }
        self.pay(Budget::line);
        self.pay(|budget| budget.text(&text));
        self.here().push(Block::Line(Line { text, number: u32::try_from(began).ok(), ..Line::default() }));
    }

    /// Comments are read, too: what an editor has commented out is still sent to everybody.
    fn comment(&mut self, text: &str, line: u64) {
        for (number, text) in (line..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            self.pay(Budget::line);
            self.pay(|budget| budget.text(text));
            if self.failure.is_some() {
                return;
            }
            self.comments.push(Block::Line(Line {
                text: text.to_owned(),
                number: u32::try_from(number).ok(),
                ..Line::default()
            }));
        }
    }

    fn meta(&mut self, tag: &Tag) {
        if let (Some(name), Some(content)) = (attribute(tag, "name"), attribute(tag, "content")) {
            self.property(name, content);
        }
    }

    /// What stands in a field of a form is seen like text.
    fn input(&mut self, tag: &Tag, line: u64) {
        if let Some(value) = attribute(tag, "value") {
            self.end_line();
            self.line.keep(value, line);
            self.end_line();
        }
    }

    fn property(&mut self, name: &str, content: &str) {
        if content.trim().is_empty() {
            return;
        }
        self.pay(Budget::line);
        self.pay(|budget| budget.text(content));
        let line = Line { text: content.to_owned(), ..Line::default() };
        self.properties.push(Part { place: Place::Property(name.to_owned()), blocks: vec![Block::Line(line)] });
    }

    fn pay(&mut self, price: impl FnOnce(&mut Budget) -> Result<(), Unreadable>) {
        if self.failure.is_none() {
            self.failure = price(self.budget).err();
        }
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|own| &*own.name.local == name).map(|own| &*own.value)
}

/// 「2」, 「 2px」 and 「2;」 are two columns to every browser.
fn leading_number(text: &str) -> Option<usize> {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).take(6).collect();
    digits.parse().ok()
}
