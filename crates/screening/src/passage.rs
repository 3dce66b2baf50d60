//! Several lines that belong together: numbers broken over lines, a label above its value, tables drawn with tabs or bars.

use std::ops::Range;

use crate::columns::Columns;
use crate::context::Context;
use crate::finding::{Finding, Kind};
use crate::label;
use crate::screener::Screener;

/// A finding in a sequence of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The line in which it begins, from 0.
    pub line: usize,
    /// The line in which it ends: another one where a number is broken over lines.
    pub last_line: usize,
    /// What was found. `start` counts in the first line; `end` is `start` and the length of the text, as though the
    /// lines were one.
    pub finding: Finding,
}

/// A number broken over more lines than this is a column of numbers.
const MOST_LINES: usize = 20;

/// A longer line is no label for the next one (characters).
const LONGEST_LABEL: usize = 14;

impl Screener {
    /// Screens lines of one part of a document, in order.
    pub fn lines(&self, lines: &[&str]) -> Vec<Located> {
        let mut located = Vec::new();
        let mut head: Option<(Columns, usize)> = None;
        for (at, line) in lines.iter().enumerate() {
            let cells = cells(line);
            let findings = if cells.len() > 1 {
                let columns = Columns::read(cells.iter().map(|cell| &line[cell.clone()]));
                if columns.is_head() {
                    head = Some((columns, cells.len()));
                    Vec::new()
                } else {
                    let known = head.as_ref().filter(|(_, width)| *width == cells.len()).map(|(columns, _)| columns);
                    self.row(line, &cells, known)
                }
            } else {
                let above = at.checked_sub(1).map(|above| lines[above]).filter(|above| is_label(above));
                self.screen_in(&above.map_or_else(Context::none, Context::under), line)
            };
            located.extend(findings.into_iter().map(|finding| Located { line: at, last_line: at, finding }));
        }
        self.join_broken_numbers(lines, &mut located);
        located
    }

    /// A line that is a table's row: each cell under its title, and the line as a whole.
    fn row(&self, line: &str, cells: &[Range<usize>], columns: Option<&Columns>) -> Vec<Finding> {
        let mut findings = self.screen_in(&Context::none(), line);
        let Some(columns) = columns else { return findings };
        for (column, cell) in cells.iter().enumerate() {
            let offset = line[..cell.start].chars().count();
            for mut finding in self.screen_in(&columns.context(column), &line[cell.clone()]) {
                finding.start += offset;
                finding.end += offset;
                // The cell knows more than the line: its finding stands.
                findings.retain(|other| other.end <= finding.start || finding.end <= other.start);
                findings.push(finding);
            }
        }
        findings.sort_by_key(|finding| finding.start);
        findings
    }

    fn join_broken_numbers(&self, lines: &[&str], located: &mut Vec<Located>) {
        for first in 0..lines.len() {
            if !lines[first].trim_end().ends_with(is_number_sign) {
                continue;
            }
            let Some(joined) = Joined::from(lines, first) else { continue };
            for finding in self.screen_in(&joined.context(lines), &joined.text) {
                let Some((line, last_line)) = joined.crossing(&finding) else { continue };
                if !joined.is_trusted(lines, &finding) {
                    continue;
                }
                let start = finding.start - joined.starts[line - first] + joined.indents[line - first];
                let within = |other: &Located| {
                    other.line >= line
                        && other.last_line <= last_line
                        && touches(other, line, start, last_line, &joined, &finding)
                };
                located.retain(|other| !within(other));
                let end = start + (finding.end - finding.start);
                located.push(Located { line, last_line, finding: Finding { start, end, ..finding } });
            }
        }
        located.sort_by_key(|found| (found.line, found.finding.start));
        located.dedup();
    }
}

/// Whether a finding of a single line lies inside one that goes over several.
fn touches(other: &Located, line: usize, start: usize, last_line: usize, joined: &Joined, finding: &Finding) -> bool {
    if other.line == line {
        return other.finding.end > start;
    }
    if other.line == last_line {
        let at = last_line - joined.first;
        return other.finding.start < finding.end - joined.starts[at] + joined.indents[at];
    }
    true
}

/// Lines put together without their break, since a number goes on from one to the next.
struct Joined {
    text: String,
    first: usize,
    /// Where each line begins in `text`, in characters.
    starts: Vec<usize>,
    /// How many characters of white space each line has lost in front.
    indents: Vec<usize>,
}

impl Joined {
    /// From the line `first`, which ends in a number, over those that are nothing but number, to the one that goes on.
    fn from(lines: &[&str], first: usize) -> Option<Self> {
        let mut joined = Self { text: String::new(), first, starts: Vec::new(), indents: Vec::new() };
        joined.push(lines[first], 0);
        for line in lines.iter().skip(first + 1).take(MOST_LINES) {
            let bare = line.trim_start();
            if !bare.starts_with(is_number_sign) {
                break;
            }
            joined.push(bare.trim_end(), line.chars().count() - bare.chars().count());
            if !bare.trim_end().chars().all(is_number_sign) {
                break;
            }
        }
        (joined.starts.len() > 1).then_some(joined)
    }

    fn push(&mut self, line: &str, indent: usize) {
        self.starts.push(self.text.chars().count());
        self.indents.push(indent);
        self.text.push_str(line.trim_end());
    }

    /// A label above the first line is one of the joined text.
    fn context(&self, lines: &[&str]) -> Context {
        let above = self.first.checked_sub(1).map(|above| lines[above]).filter(|above| is_label(above));
        above.map_or_else(Context::none, Context::under)
    }

    /// The first and last line of a finding that goes over a break.
    fn crossing(&self, finding: &Finding) -> Option<(usize, usize)> {
        let line_of = |character: usize| self.starts.partition_point(|start| *start <= character) - 1;
        let (line, last) = (line_of(finding.start), line_of(finding.end - 1));
        // One that begins in a later line is found again from there.
        (line == 0 && last > 0).then_some((self.first, self.first + last))
    }

    /// Columns of figures make long numbers by chance: between two lines of bare digits only a check digit is believed.
    fn is_trusted(&self, lines: &[&str], finding: &Finding) -> bool {
        let bare = lines[self.first].trim().chars().all(is_number_sign);
        match finding.kind {
            Kind::ResidentId => !bare || finding.text.chars().count() >= 18,
            Kind::Phone | Kind::BankCard => !bare || self.context(lines).says_something(),
            Kind::Passport => true,
            _ => false,
        }
    }
}

fn is_number_sign(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '０'..='９' | 'x' | 'X' | 'ｘ' | 'Ｘ' | '-' | '－')
}

fn is_label(line: &str) -> bool {
    line.len() <= LONGEST_LABEL * 4 && label::of_title(line).is_some()
}

/// The cells of a line that is drawn as a table's row with tabs or bars, without their white space; else the whole line.
fn cells(line: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = 0;
    let is_bar = |character: char| matches!(character, '\t' | '|' | '｜' | '│');
    for (at, bar) in line.char_indices().filter(|(_, character)| is_bar(*character)).chain([(line.len(), '\t')]) {
        let cell = &line[start..at];
        let indent = cell.len() - cell.trim_start().len();
        cells.push(start + indent..start + indent + cell.trim().len());
        start = (at + bar.len_utf8()).min(line.len());
    }
    cells
}
