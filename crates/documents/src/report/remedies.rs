//! Table four: reconsideration and litigation. Fifteen figures in one line, or a line a group.

use law::report::{Cell, CellId, Edition, Report, Table};

use super::find::Doubts;
use super::pieces::{Row, Slot};
use super::words;

/// What is known of table four while it is walked through.
#[derive(Default)]
pub(super) struct Remedies {
    heads: Vec<(usize, Slot)>,
    depth: usize,
    table: Option<usize>,
    /// All head texts so far, where they have no grid.
    loose: String,
    closed: bool,
}

impl Remedies {
    /// Takes a text that may be a piece of a head.
    pub(super) fn take_text(&mut self, text: &str) {
        if self.closed {
            *self = Remedies::default();
        }
        self.loose.push_str(&words::key(text));
    }

    /// Takes a row if it belongs to table four.
    pub(super) fn take(&mut self, row: &Row, report: &mut Report, doubts: &mut Doubts) -> bool {
        if self.take_head(row) {
            return true;
        }
        let filled = row.slots.iter().filter(|slot| !slot.text.trim().is_empty());
        let label = filled.clone().next().and_then(|slot| words::remedy_rows().code(&slot.text));
        let values: Vec<&Slot> = match label {
            Some(_) => {
                row.slots.iter().skip_while(|slot| words::remedy_rows().code(&slot.text).is_none()).skip(1).collect()
            }
            None => row.slots.iter().collect(),
        };
        // A line of figures without a label is table four's only below its heads.
        let holds_figures = row.has_figure() || self.has_heads() && values.len() >= 5;
        if !holds_figures || label.is_none() && !self.has_heads() {
            return false;
        }
        self.closed = true;
        for (group, column, slot) in self.cells(label, &values, row.table) {
            let Some(id) = CellId::find(Table::Remedies, group, column) else { continue };
            let cell = match slot {
                Ok(slot) => doubts.value(Table::Remedies, &slot.text),
                Err(reason) => Cell::unread(reason),
            };
            doubts.set(report, id, cell);
        }
        true
    }

    fn has_heads(&self) -> bool {
        !self.heads.is_empty() || !words::remedy_columns().codes_within(&self.loose).is_empty()
    }

    fn take_head(&mut self, row: &Row) -> bool {
        if row.has_figure() {
            return false;
        }
        let is_head = |slot: &Slot| {
            let key = words::key(&slot.text);
            words::remedy_rows().code(&slot.text).is_some()
                || key.starts_with("行政诉讼")
                || matches!(&*key, "结果维持" | "结果纠正" | "尚未审结")
        };
        if !row.slots.iter().any(is_head) {
            return false;
        }
        if self.closed {
            *self = Remedies::default();
        }
        self.table = row.table;
        let depth = self.depth;
        let filled = row.slots.iter().filter(|slot| !slot.text.trim().is_empty());
        self.heads.extend(filled.map(|slot| (depth, Slot { text: slot.text.clone(), ..*slot })));
        self.loose.push_str(&words::key(&row.text()));
        self.depth += 1;
        true
    }

    /// Group, column and cell of each figure of a row.
    fn cells<'r>(
        &self,
        label: Option<&'static str>,
        values: &[&'r Slot],
        table: Option<usize>,
    ) -> Vec<(&'static str, &'static str, Result<&'r Slot, String>)> {
        let columns: Vec<&'static str> =
            Edition::Of2021.form().remedies.columns.iter().map(|label| &*label.code).collect();
        let expected: Vec<(&'static str, &'static str)> = match label {
            Some(group) => columns.iter().map(|column| (group, *column)).collect(),
            None => {
                self.groups().into_iter().flat_map(|group| columns.iter().map(move |column| (group, *column))).collect()
            }
        };
        let values = if values.len() > expected.len()
            && values[expected.len()..].iter().all(|slot| slot.text.trim().is_empty())
        {
            &values[..expected.len()]
        } else {
            values
        };
        if values.len() == expected.len() {
            return expected
                .into_iter()
                .zip(values)
                .map(|((group, column), slot)| (group, column, Ok(*slot)))
                .collect();
        }
        let leaves = if table.is_some() && table == self.table { self.leaves() } else { Vec::new() };
        let reason = || format!("这一行读到{}个格，应有{}个，分不清空白在哪一列", values.len(), expected.len());
        let find = |group, column| {
            let at = leaves.iter().find(|leaf| (leaf.1, leaf.2) == (group, column))?.0;
            values.iter().find(|slot| slot.column == at && slot.span == 1).copied()
        };
        expected.iter().map(|&(group, column)| (group, column, find(group, column).ok_or_else(reason))).collect()
    }

    /// The groups that the heads name; all three where they name none for certain.
    fn groups(&self) -> Vec<&'static str> {
        let all: Vec<&'static str> = Edition::Of2021.form().remedies.rows.iter().map(|label| &*label.code).collect();
        let named: Vec<&'static str> = all
            .iter()
            .copied()
            .filter(|group| words::remedy_rows().codes_within(&self.loose).contains(group))
            .collect();
        if named.is_empty() { all } else { named }
    }

    /// Left edge, group and column of each column of figures, where the heads have a grid.
    fn leaves(&self) -> Vec<(usize, &'static str, &'static str)> {
        let end = self.heads.iter().map(|(_, slot)| slot.column + slot.span).max().unwrap_or(0);
        let leaf = |at: usize| {
            let above = self.heads.iter().filter(|(_, slot)| (slot.column..slot.column + slot.span).contains(&at));
            let lowest = above.clone().max_by_key(|(depth, _)| *depth)?;
            let group = above.rev().find_map(|(_, slot)| words::remedy_rows().code(&slot.text))?;
            Some((at, group, words::remedy_columns().code(&lowest.1.text)?))
        };
        (0..end).filter_map(leaf).collect()
    }
}
