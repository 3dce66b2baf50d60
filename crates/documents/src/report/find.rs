//! Finds the annual report in a reading: one walk over its pieces, section by section.

use std::collections::BTreeMap;

use law::report::{Cell, CellId, Content, Finding, Report, Rule, Section, Table};
use thiserror::Error;

use crate::reading::Reading;

use super::pieces::{Piece, Row, pieces};
use super::proactive::Proactive;
use super::remedies::Remedies;
use super::requests::Requests;
use super::{heading, value, words};

/// A report, and what a person should look at because the document leaves it open.
#[derive(Debug)]
pub struct Found {
    /// The report as it was understood.
    pub report: Report,
    /// What could not be read for certain (rule W13: incomplete).
    pub warnings: Vec<Finding>,
}

/// The document has no table of an annual report in it.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("文件里没有找到政府信息公开工作年度报告的表格（主动公开、依申请公开、复议诉讼三张表一张也没有）")]
pub struct NoReport;

/// Reads the annual report out of a document. Errors: [`NoReport`] where none of its three tables is there.
pub fn find(reading: &Reading) -> Result<Found, NoReport> {
    let mut walk = Walk::default();
    for piece in pieces(reading) {
        match piece {
            Piece::Text(text) => walk.text(&text),
            Piece::Row(row) => walk.row(&row),
            Piece::Sheet => walk.sheet(),
        }
    }
    walk.finish(reading)
}

#[derive(Default)]
struct Walk {
    report: Report,
    doubts: Doubts,
    proactive: Proactive,
    requests: Requests,
    remedies: Remedies,
    /// Texts before the first section: title, date, preface, and the page around it.
    front: Vec<String>,
    /// What a page says of itself: source, way to it, tools.
    margins: Vec<String>,
    /// The running section.
    section: Option<Section>,
    /// Short texts inside a section of tables: heads of a table, or narrative if no row follows.
    pending: Vec<String>,
}

impl Walk {
    fn text(&mut self, text: &str) {
        if let Some(number) = words::section_number(text) {
            self.open_section(number, text);
            return;
        }
        if heading::is_page_furniture(text) {
            if self.margins.len() < MOST_MARGINS {
                self.margins.push(text.to_owned());
            }
            return;
        }
        let number = self.section.as_ref().map_or(0, |section| section.number);
        if matches!(number, 0 | 2..=4) && is_head_like(text) {
            self.proactive.take_text(text);
            if number == 3 {
                self.requests.take_text(text, &mut self.report);
            }
            if number == 4 {
                self.remedies.take_text(text);
            }
            if number != 0 {
                self.pending.push(text.to_owned());
                return;
            }
        }
        self.paragraph(text);
    }

    fn row(&mut self, row: &Row) {
        if let Some(text) = row.lone_text() {
            if let Some(number) = words::section_number(text) {
                self.open_section(number, text);
                return;
            }
            if text.chars().count() > LONGEST_HEAD
                && words::request_rows().code(text).is_none()
                && !text.contains("勾稽关系")
            {
                text.lines().for_each(|line| self.text(line));
                return;
            }
        }
        let number = self.section.as_ref().map_or(0, |section| section.number);
        let taken = matches!(number, 0 | 2) && self.proactive.take(row, &mut self.report, &mut self.doubts)
            || matches!(number, 0 | 2 | 3) && self.requests.take(row, &mut self.report, &mut self.doubts)
            || matches!(number, 0 | 3 | 4) && self.remedies.take(row, &mut self.report, &mut self.doubts);
        if taken {
            self.pending.clear();
        } else if let Some(text) = row.lone_text() {
            text.lines().for_each(|line| self.text(line));
        } else if matches!(number, 1 | 5 | 6) && !row.text().is_empty() {
            self.paragraph(&row.text());
        }
    }

    fn open_section(&mut self, number: u8, heading: &str) {
        self.flush_pending();
        let goes_back = self.section.as_ref().is_some_and(|section| section.number > number);
        if number == 1 && goes_back && self.report.tables.is_empty() {
            // What came before was a table of contents; the texts after it stand before section one.
            self.close_section();
            let sections = std::mem::take(&mut self.report.narrative.sections);
            self.front.extend(sections.into_iter().flat_map(|section| section.paragraphs));
        }
        let known = self.report.narrative.section(number).is_some_and(|section| !section.paragraphs.is_empty());
        if known && number != 1 {
            // A second heading of the same section: a table of contents came first, or a heading repeated on a new page.
            return;
        }
        self.close_section();
        self.section = Some(Section { number, heading: heading.trim().to_owned(), paragraphs: Vec::new() });
    }

    fn sheet(&mut self) {
        self.flush_pending();
        self.close_section();
    }

    fn close_section(&mut self) {
        if let Some(section) = self.section.take() {
            let sections = &mut self.report.narrative.sections;
            sections.retain(|known| known.number != section.number);
            sections.push(section);
        }
    }

    fn flush_pending(&mut self) {
        for text in std::mem::take(&mut self.pending) {
            self.paragraph(&text);
        }
    }

    fn paragraph(&mut self, text: &str) {
        let text = text.trim();
        match &mut self.section {
            _ if text.is_empty() => {}
            Some(section) => section.paragraphs.push(text.to_owned()),
            None => self.front.push(text.to_owned()),
        }
    }

    fn finish(mut self, reading: &Reading) -> Result<Found, NoReport> {
        self.flush_pending();
        self.close_section();
        let mut report = self.report;
        heading::identify(&mut report, &self.front, &self.margins, reading);
        self.requests.settle(&mut report, &mut self.doubts);
        self.remedies.settle(&mut report);
        self.proactive.settle(&mut report, &mut self.doubts);
        if report.tables.is_empty() {
            return Err(NoReport);
        }
        let doubts = reading.doubts.iter().map(|doubt| Finding::new(Rule::W13, doubt.message.clone()));
        let mut warnings: Vec<Finding> = doubts.collect();
        warnings.extend(self.doubts.warnings(&report));
        Ok(Found { report, warnings })
    }
}

/// Longer texts are no heads of a table (white space apart).
const LONGEST_HEAD: usize = 50;

/// A page says who it is in its first lines or its last.
const MOST_MARGINS: usize = 200;

fn is_head_like(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).count() <= LONGEST_HEAD && !text.ends_with(['。', '；', '：'])
}

/// What a person should look at, gathered while reading.
#[derive(Default)]
pub(super) struct Doubts {
    strokes: BTreeMap<Table, usize>,
    twice: Vec<CellId>,
}

impl Doubts {
    /// Reads a cell and remembers strokes.
    pub(super) fn value(&mut self, table: Table, text: &str) -> Cell {
        let value = value::read(text);
        if value.stroke {
            *self.strokes.entry(table).or_default() += 1;
        }
        value.cell
    }

    /// Sets a cell; where the document has it twice with different figures, the first stands and the doubt is remembered.
    pub(super) fn set(&mut self, report: &mut Report, id: CellId, cell: Cell) {
        match report.tables.get(id) {
            Some(known) if *known == cell => {}
            Some(known) if known.value().is_some() && cell.value().is_none() => {}
            Some(known) if known.value().is_some() => self.twice.push(id),
            _ => report.tables.set(id, cell),
        }
    }

    fn warnings(&self, report: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (table, count) in &self.strokes {
            let message = format!("{}有{count}个格填的是“/”或“-”，按空白处理；没有的请填0", table.printed());
            findings.push(Finding::new(Rule::W13, message).on(*table, None, None));
        }
        for id in &self.twice {
            findings.push(
                Finding::new(Rule::W13, format!("{}在文件里出现两次，数字不同，取先出现的", report.name_of(*id)))
                    .on_cell(*id),
            );
        }
        let mut unread: BTreeMap<(Table, &'static str, &str), Vec<CellId>> = BTreeMap::new();
        for (id, cell) in report.tables.iter() {
            if let Content::Unread(reason) = &cell.content {
                unread.entry((id.table, id.row, reason)).or_default().push(id);
            }
        }
        for ((table, row, reason), cells) in unread {
            let message = match &cells[..] {
                [only] => format!("{}没有读出来：{reason}", report.name_of(*only)),
                several => format!(
                    "{}“{}”行有{}个格没有读出来：{reason}",
                    table.printed(),
                    several[0].row_name(),
                    several.len()
                ),
            };
            let column = if let [only] = &cells[..] { Some(only.column) } else { None };
            findings.push(Finding::new(Rule::W13, message).on(table, Some(row), column));
        }
        findings
    }
}
