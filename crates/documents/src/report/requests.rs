//! Table three: applications. Rows are known by their labels, or by standing between two that are; columns by their heads.

mod heads;

use law::report::{Cell, CellId, Edition, Report, Table};

use super::find::Doubts;
use super::pieces::{Row, Slot};
use super::{value, words};
use heads::Heads;

/// What is known of table three while it is walked through.
#[derive(Default)]
pub(super) struct Requests {
    heads: Heads,
    /// The merged label that the next rows stand under.
    group: Option<&'static str>,
    /// The last row that was known by its label.
    last: Option<&'static str>,
    /// The agency has added rows of its own: what has no name may be one of them.
    has_subtotals: bool,
    /// Rows of text, whose columns only their number tells.
    counted: Vec<&'static str>,
    /// Such a row has more figures than there are columns.
    too_wide: bool,
    /// Rows since then whose label says nothing.
    unnamed: Vec<Vec<(&'static str, Cell)>>,
}

/// The row that a row of the document is.
enum Label {
    Row(&'static str),
    Subtotal(&'static str),
}

impl Requests {
    /// Takes a text that may be a piece of a head, or the label of a row of which nothing else is there.
    pub(super) fn take_text(&mut self, text: &str, report: &mut Report) {
        self.heads.take_text(text);
        if let Some(code) = words::request_rows()
            .code(text)
            .filter(|code| *code != "other" && words::is_whole_row(text) && !words::is_head(text))
        {
            leave_unread(report, code, "这一行没有读到数字");
        }
    }

    /// Takes a row if it belongs to table three.
    pub(super) fn take(&mut self, row: &Row, report: &mut Report, doubts: &mut Doubts) -> bool {
        if self.heads.take(row) {
            return true;
        }
        let Some((label, values)) = self.label(row) else { return self.keep_unnamed(row, doubts) };
        if values.is_empty() {
            if let Label::Row(code) = label
                && code != "other"
            {
                leave_unread(report, code, "这一行没有读到数字");
            }
            return true;
        }
        self.heads.close();
        if row.table.is_none() {
            let figures = values.iter().filter(|slot| !slot.text.trim().is_empty()).count();
            self.too_wide |= figures > self.heads.leaves().len();
            if let Label::Row(code) = label {
                self.counted.push(code);
            }
        }
        let cells = self.cells(row, values, doubts);
        match label {
            Label::Row(code) => {
                self.place_unnamed(code, report, doubts);
                self.last = Some(code);
                self.group = group_of(code).or(self.group);
                set_row(report, doubts, code, cells);
            }
            Label::Subtotal(group) => {
                self.has_subtotals = true;
                self.unnamed.clear();
                for (column, cell) in cells {
                    report.subtotals.entry((group.to_owned(), column)).or_insert(cell);
                }
            }
        }
        true
    }

    /// The label of a row and what stands after it.
    fn label<'r>(&self, row: &'r Row) -> Option<(Label, &'r [Slot])> {
        let mut label = None;
        for (index, slot) in row.slots.iter().enumerate().take(4) {
            let text = slot.text.trim();
            if text.is_empty() {
                continue;
            }
            let after = index + 1;
            let key = words::key(text);
            if key == "小计" || key == "合计" && self.group.is_some() && group_is_open(self.group) {
                let group = label
                    .as_ref()
                    .and_then(|(label, _)| if let Label::Subtotal(group) = label { Some(*group) } else { None });
                label = group.or(self.group).map(|group| (Label::Subtotal(group), after));
            } else if let Some(code) = words::request_rows().code(text) {
                label = Some((Label::Row(code), after));
            } else if let Some(group) = words::request_group(text) {
                label = Some((Label::Subtotal(group), after));
            } else if key != "本年度办理结果" {
                break;
            }
        }
        label.map(|(label, after)| (label, &row.slots[after..]))
    }

    /// The figures of a row by column. Where the number of cells does not tell and no head stands above, nothing is guessed.
    fn cells(&self, row: &Row, values: &[Slot], doubts: &mut Doubts) -> Vec<(&'static str, Cell)> {
        let read = |slot: Result<&Slot, String>, doubts: &mut Doubts| match slot {
            Ok(slot) => doubts.value(Table::Requests, &slot.text),
            Err(reason) => Cell::unread(reason),
        };
        self.heads.columns(row, values).into_iter().map(|(code, slot)| (code, read(slot, doubts))).collect()
    }

    /// Keeps a row of figures whose label says nothing until the next label tells how many rows there should be between.
    fn keep_unnamed(&mut self, row: &Row, doubts: &mut Doubts) -> bool {
        if self.last.is_none() || self.has_subtotals || !row.has_figure() {
            return false;
        }
        let columns = self.heads.leaves().len();
        let from = row.slots.len().saturating_sub(columns);
        let (labels, values) = row.slots.split_at(from);
        if values.len() < columns
            || !values.iter().all(|slot| value::is_value(&slot.text))
            || labels.iter().any(|slot| value::is_figure(&slot.text))
        {
            return false;
        }
        self.unnamed.push(self.cells(row, values, doubts));
        true
    }

    /// Gives the rows without a name between two that have one to those that the form has there, if they are as many; says of these
    /// that they could not be read, if not.
    fn place_unnamed(&mut self, next: &str, report: &mut Report, doubts: &mut Doubts) {
        let unnamed = std::mem::take(&mut self.unnamed);
        let Some(last) = self.last.filter(|_| !unnamed.is_empty()) else { return };
        let between: Vec<Vec<&'static str>> =
            Edition::ALL.into_iter().filter_map(|edition| rows_between(edition, last, next)).collect();
        let mut as_many = between.iter().filter(|rows| rows.len() == unnamed.len());
        if let Some(rows) = as_many.next().filter(|rows| as_many.all(|others| others == *rows)) {
            for (row, cells) in rows.iter().zip(unnamed) {
                set_row(report, doubts, row, cells);
            }
        } else {
            for row in between.first().into_iter().flatten() {
                leave_unread(report, row, "这一行的名称认不出，也不能由上下行推定");
            }
        }
    }

    /// What the last rows tell when the table is at its end.
    pub(super) fn settle(&mut self, report: &mut Report, doubts: &mut Doubts) {
        if !self.unnamed.is_empty() {
            self.place_unnamed(END, report, doubts);
        }
        if self.too_wide {
            for row in &self.counted {
                report.tables.take_row(Table::Requests, row);
                leave_unread(report, row, "有的行数字比表头的列多，分不清各属哪一列");
            }
        }
        settle_edition(report);
    }
}

/// Stands for what comes after the last row.
const END: &str = "";

/// The rows that an edition has between two of its own.
fn rows_between(edition: Edition, above: &str, below: &str) -> Option<Vec<&'static str>> {
    let rows = &edition.form().requests.rows;
    let at = |code: &str| rows.iter().position(|row| row.code == code);
    let end = if below == END { rows.len() } else { at(below)? };
    let between = rows.get(at(above)? + 1..end)?;
    Some(between.iter().map(|row| &*row.code).collect())
}

fn set_row(report: &mut Report, doubts: &mut Doubts, row: &str, cells: Vec<(&'static str, Cell)>) {
    for (column, cell) in cells {
        let Some(id) = CellId::find(Table::Requests, row, column) else { continue };
        doubts.set(report, id, cell);
    }
}

/// Says of each cell of a row that is not known otherwise that it could not be read.
fn leave_unread(report: &mut Report, row: &str, reason: &str) {
    for column in &Edition::Of2021.form().requests.columns {
        let Some(id) = CellId::find(Table::Requests, row, &column.code) else { continue };
        if report.tables.get(id).is_none() {
            report.tables.set(id, Cell::unread(reason));
        }
    }
}

fn group_of(code: &str) -> Option<&'static str> {
    let rows = Edition::ALL.into_iter().flat_map(|edition| &edition.form().requests.rows);
    rows.filter(|row| row.code == code).find_map(|row| row.group.as_deref())
}

/// 「合计」 under a group is its subtotal, except under the last, where it may as well be 「（七）总计」.
fn group_is_open(group: Option<&'static str>) -> bool {
    group.is_some_and(|group| !group.contains("其他处理"))
}

/// Which form table three follows; a row 「（六）其他处理」 above its own parts is an added subtotal.
fn settle_edition(report: &mut Report) {
    let has =
        |report: &Report, row: &str| report.tables.iter().any(|(id, _)| id.table == Table::Requests && id.row == row);
    let three = ["other_not_corrected", "other_fee_unpaid", "other_misc"];
    if three.iter().any(|row| has(report, row)) {
        report.edition = Some(Edition::Of2021);
        let added = report.tables.take_row(Table::Requests, "other");
        let group = "（六）其他处理".to_owned();
        report.subtotals.extend(added.into_iter().map(|(id, cell)| ((group.clone(), id.column), cell)));
    } else if has(report, "other") {
        report.edition = Some(Edition::Of2019);
    }
}
