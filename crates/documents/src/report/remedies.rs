//! Table four: reconsideration and litigation. Fifteen figures in one line, a line a group, or a line an outcome.

use std::sync::LazyLock;

use law::report::{Cell, CellId, Edition, Report, Table};

use super::find::Doubts;
use super::pieces::{Row, Slot, fitting};
use super::words;

/// What is known of table four while it is walked through.
#[derive(Default)]
pub(super) struct Remedies {
    heads: Vec<(usize, Slot)>,
    depth: usize,
    table: Option<usize>,
    /// The groups and outcomes that the heads name so far, in their order.
    named: Vec<Word>,
    closed: bool,
    /// Heads of table four have been there.
    begun: bool,
}

/// What a head or a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Group(&'static str),
    Outcome(&'static str),
}

/// A cell of the table and where it stands, or why it could not be read.
type Placed<'r> = (&'static str, &'static str, Result<&'r Slot, String>);

impl Remedies {
    /// Takes a text that may be a piece of a head.
    pub(super) fn take_text(&mut self, text: &str) {
        let words = words_in(text);
        if self.closed && !words.is_empty() {
            *self = Remedies { begun: true, ..Remedies::default() };
        }
        self.begun |= !words.is_empty();
        self.named.extend(words);
    }

    /// Takes a row if it belongs to table four.
    pub(super) fn take(&mut self, row: &Row, report: &mut Report, doubts: &mut Doubts) -> bool {
        if self.take_head(row) {
            return true;
        }
        let labels = row.slots.iter().take_while(|slot| slot.text.trim().is_empty() || word(&slot.text).is_some());
        let from = row.slots.iter().take(3).rposition(|slot| word(&slot.text).is_some()).map_or(0, |at| at + 1);
        let words: Vec<Word> = labels.take(from).filter_map(|slot| word(&slot.text)).collect();
        let values = &row.slots[from..];
        // A line of figures without a label is table four's only below its heads.
        let holds_figures = row.has_figure() || self.has_heads() && (values.len() >= 5 || !words.is_empty());
        if values.is_empty() || !holds_figures || words.is_empty() && !self.has_heads() {
            return false;
        }
        self.closed = true;
        for (group, column, slot) in self.cells(&words, values, row.table) {
            let Some(id) = CellId::find(Table::Remedies, group, column) else { continue };
            let cell = match slot {
                Ok(slot) => doubts.value(Table::Remedies, &slot.text),
                Err(reason) => Cell::unread(reason),
            };
            doubts.set(report, id, cell);
        }
        true
    }

    /// Of what the table should have and nobody has found it is said so.
    pub(super) fn settle(&self, report: &mut Report) {
        for id in Edition::Of2021.form().cells().filter(|id| id.table == Table::Remedies) {
            if self.begun && report.tables.get(id).is_none() {
                report.tables.set(id, Cell::unread("这一行没有读到数字"));
            }
        }
    }

    fn has_heads(&self) -> bool {
        !self.named.is_empty()
    }

    fn take_head(&mut self, row: &Row) -> bool {
        let words = || row.slots.iter().filter(|slot| !slot.text.trim().is_empty());
        let is_head = |slot: &Slot| word(&slot.text).is_some() || words::key(&slot.text).starts_with("行政诉讼");
        if row.has_figure() || !words().any(is_head) || self.is_blank_row(row) {
            return false;
        }
        if self.closed || self.table != row.table {
            *self = Remedies { table: row.table, begun: self.begun, ..Remedies::default() };
        }
        self.begun |= row.slots.len() >= 3;
        let depth = self.depth;
        self.heads.extend(words().map(|slot| (depth, slot.clone())));
        self.named.extend(words().flat_map(|slot| words_in(&slot.text)));
        self.depth += 1;
        true
    }

    /// A label at the left under heads that name the other direction, and only blanks beside it: a row that was not filled in.
    fn is_blank_row(&self, row: &Row) -> bool {
        let Some(label) = row
            .slots
            .first()
            .filter(|_| row.lone_text().is_some() && row.slots.len() > 1)
            .and_then(|slot| word(&slot.text))
        else {
            return false;
        };
        let has_own_place =
            !self.heads.iter().any(|(_, slot)| covers(slot, row.slots[0].column) && word(&slot.text).is_some());
        let names_the_other = match label {
            Word::Outcome(_) => self.named.iter().any(|word| matches!(word, Word::Group(_))),
            Word::Group(_) => self.named.iter().any(|word| matches!(word, Word::Outcome(_))),
        };
        has_own_place && names_the_other
    }

    /// Group, outcome and cell of each figure of a row: by the heads above and the label beside it, or by their number.
    fn cells<'r>(&self, labels: &[Word], values: &'r [Slot], table: Option<usize>) -> Vec<Placed<'r>> {
        if let Some(placed) = self.by_place(labels, values).filter(|_| table.is_some() && table == self.table) {
            return placed;
        }
        let expected = self.expected(labels);
        if let Some(values) = fitting(values, expected.len()) {
            let pairs = expected.into_iter().zip(values);
            return pairs.map(|((group, column), slot)| (group, column, Ok(slot))).collect();
        }
        let reason = format!("这一行读到{}个格，应有{}个，分不清空白在哪一列", values.len(), expected.len());
        expected.into_iter().map(|(group, column)| (group, column, Err(reason.clone()))).collect()
    }

    /// `None` where a place is left open.
    fn by_place<'r>(&self, labels: &[Word], values: &'r [Slot]) -> Option<Vec<Placed<'r>>> {
        let begin = values.first()?.column;
        let end = self.heads.iter().map(|(_, slot)| slot.column + slot.span).max()?;
        let mut placed: Vec<Placed<'r>> = Vec::new();
        for at in begin..end {
            let above =
                self.heads.iter().rev().filter(|(_, slot)| covers(slot, at)).filter_map(|(_, slot)| word(&slot.text));
            let says: Vec<Word> = above.chain(labels.iter().copied()).collect();
            let group = says.iter().find_map(|word| if let Word::Group(group) = word { Some(*group) } else { None })?;
            let outcome =
                says.iter().find_map(|word| if let Word::Outcome(outcome) = word { Some(*outcome) } else { None })?;
            let slot = match values.iter().find(|slot| covers(slot, at)) {
                Some(slot) if slot.span == 1 || slot.text.trim().is_empty() => Ok(slot),
                Some(_) => Err("几个格合并在一起，分不清数字属于哪一列".to_owned()),
                None => Err("这一行缺这一格".to_owned()),
            };
            if placed.iter().any(|(known, column, _)| (*known, *column) == (group, outcome)) {
                return None;
            }
            placed.push((group, outcome, slot));
        }
        Some(placed)
    }

    /// The cells that a row has, in order, where only their number tells.
    fn expected(&self, labels: &[Word]) -> Vec<(&'static str, &'static str)> {
        let columns = || Edition::Of2021.form().remedies.columns.iter().map(|label| &*label.code);
        let group = labels.iter().find_map(|word| if let Word::Group(group) = word { Some(*group) } else { None });
        let outcome =
            labels.iter().find_map(|word| if let Word::Outcome(outcome) = word { Some(*outcome) } else { None });
        match (group, outcome) {
            (Some(group), Some(outcome)) => vec![(group, outcome)],
            (Some(group), None) => columns().map(|column| (group, column)).collect(),
            (None, Some(outcome)) => self.groups().into_iter().map(|group| (group, outcome)).collect(),
            (None, None) => {
                self.groups().into_iter().flat_map(|group| columns().map(move |column| (group, column))).collect()
            }
        }
    }

    /// The groups that the heads name, in their order there; all three where they name none.
    fn groups(&self) -> Vec<&'static str> {
        let mut named = Vec::new();
        for word in &self.named {
            if let Word::Group(group) = word
                && !named.contains(group)
            {
                named.push(*group);
            }
        }
        if named.is_empty() {
            Edition::Of2021.form().remedies.rows.iter().map(|label| &*label.code).collect()
        } else {
            named
        }
    }
}

fn covers(slot: &Slot, column: usize) -> bool {
    (slot.column..slot.column + slot.span).contains(&column)
}

fn word(text: &str) -> Option<Word> {
    let group = words::remedy_rows().code(text).map(Word::Group);
    group.or_else(|| words::remedy_columns().code(text).map(Word::Outcome))
}

/// What a text names, in order.
fn words_in(text: &str) -> Vec<Word> {
    static WORDINGS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| words::remedy_words().collect());
    let codes = words::codes_in(&WORDINGS, &words::key(text)).into_iter();
    codes.map(|code| if words::is_remedy_column(code) { Word::Outcome(code) } else { Word::Group(code) }).collect()
}
