//! Table three: applications. Rows are known by their labels, columns by the heads above them or by there being just seven.

use law::report::{Cell, CellId, Edition, Report, Table};

use super::find::Doubts;
use super::pieces::{Row, Slot, without_surplus};
use super::words;

/// What is known of table three while it is walked through.
#[derive(Default)]
pub(super) struct Requests {
    heads: Heads,
    /// The merged label that the next rows stand under.
    group: Option<&'static str>,
}

/// The heads above the columns, gathered row by row.
#[derive(Default)]
struct Heads {
    table: Option<usize>,
    cells: Vec<(usize, Slot)>,
    depth: usize,
    /// How many cells each row of heads has, blank ones included.
    widths: Vec<usize>,
    /// A data row has come: the next head begins anew (a table that goes on over the page).
    closed: bool,
}

/// A column of figures.
struct Leaf {
    column: usize,
    /// `None` for a column that the form does not have.
    code: Option<&'static str>,
}

/// The row that a row of the document is.
enum Label {
    Row(&'static str),
    Subtotal(&'static str),
}

impl Requests {
    /// Takes a row if it belongs to table three.
    pub(super) fn take(&mut self, row: &Row, report: &mut Report, doubts: &mut Doubts) -> bool {
        if self.take_head(row) {
            return true;
        }
        let Some((label, values)) = self.label(row) else { return false };
        if values.is_empty() {
            return false;
        }
        self.heads.closed = true;
        let cells = self.cells(row, values, doubts);
        match label {
            Label::Row(code) => {
                self.group = group_of(code).or(self.group);
                for (column, cell) in cells {
                    let Some(id) = CellId::find(Table::Requests, code, column) else { continue };
                    doubts.set(report, id, cell);
                }
            }
            Label::Subtotal(group) => {
                for (column, cell) in cells {
                    report.subtotals.entry((group.to_owned(), column)).or_insert(cell);
                }
            }
        }
        true
    }

    fn take_head(&mut self, row: &Row) -> bool {
        if row.has_figure() {
            return false;
        }
        let is_head = |slot: &Slot| {
            let key = words::key(&slot.text);
            matches!(&*key, "申请人情况" | "法人或其他组织" | "自然人") || key.starts_with("本列数据的勾稽关系")
        };
        let codes = row.slots.iter().filter(|slot| words::request_columns().code(&slot.text).is_some()).count();
        if !(row.slots.iter().any(is_head) || codes >= 3) {
            return false;
        }
        if self.heads.closed || self.heads.table != row.table {
            self.heads = Heads { table: row.table, ..Heads::default() };
        }
        let depth = self.heads.depth;
        let slots = row.slots.iter().map(|slot| (depth, Slot { text: slot.text.clone(), ..*slot }));
        self.heads.cells.extend(slots.filter(|(_, slot)| !slot.text.trim().is_empty()));
        self.heads.widths.push(row.slots.len());
        self.heads.depth += 1;
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
        let read = |slot: &Slot, doubts: &mut Doubts| doubts.value(Table::Requests, &slot.text);
        if let Some(aligned) = self.heads.aligned_with(row) {
            return aligned.into_iter().map(|(code, slot)| (code, read(slot, doubts))).collect();
        }
        let leaves = self.heads.leaves();
        let values = without_surplus(values, leaves.len());
        if values.len() == leaves.len() {
            let pairs = leaves.iter().zip(values);
            return pairs.filter_map(|(leaf, slot)| Some((leaf.code?, read(slot, doubts)))).collect();
        }
        let same_grid = row.table.is_some() && row.table == self.heads.table;
        let cell = |leaf: &Leaf, doubts: &mut Doubts| {
            let covers = |slot: &&Slot| (slot.column..slot.column + slot.span).contains(&leaf.column);
            match values.iter().find(covers).filter(|_| same_grid) {
                Some(slot)
                    if slot.span == 1 || leaves.iter().filter(|leaf| covers_column(slot, leaf.column)).count() == 1 =>
                {
                    read(slot, doubts)
                }
                Some(slot) if slot.text.trim().is_empty() => Cell::blank(),
                Some(_) => Cell::unread("几个格合并在一起，分不清数字属于哪一列"),
                None if same_grid => Cell::unread("这一行缺这一格"),
                None => Cell::unread(format!(
                    "这一行读到{}个格，表里有{}列，分不清空白在哪一列",
                    values.len(),
                    leaves.len()
                )),
            }
        };
        leaves.iter().filter_map(|leaf| Some((leaf.code?, cell(leaf, doubts)))).collect()
    }
}

fn covers_column(slot: &Slot, column: usize) -> bool {
    (slot.column..slot.column + slot.span).contains(&column)
}

impl Heads {
    /// The columns of figures, left to right: for each column of the grid its lowest head. The printed seven where no head tells.
    fn leaves(&self) -> Vec<Leaf> {
        let printed = || {
            let columns = &Edition::Of2021.form().requests.columns;
            columns.iter().enumerate().map(|(column, label)| Leaf { column, code: Some(&*label.code) }).collect()
        };
        if self.table.is_none() {
            // Rows put together from text have no grid; a row of heads that names all seven gives the order.
            let in_one_row = (0..self.depth).map(|depth| self.row_of_heads(depth)).find(|codes| codes.len() == 7);
            let Some(codes) = in_one_row else { return printed() };
            return codes.into_iter().enumerate().map(|(column, code)| Leaf { column, code: Some(code) }).collect();
        }
        let end = self.cells.iter().map(|(_, slot)| slot.column + slot.span).max().unwrap_or(0);
        let lowest =
            |column| self.cells.iter().filter(|(_, slot)| covers_column(slot, column)).max_by_key(|(depth, _)| *depth);
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut last = None;
        for column in 0..end {
            let Some((depth, slot)) = lowest(column) else { continue };
            if last.replace((*depth, slot.column)) == Some((*depth, slot.column)) {
                continue;
            }
            let code = words::request_columns().code(&slot.text);
            if code.is_some() || !leaves.is_empty() {
                leaves.push(Leaf { column, code });
            }
        }
        let complete = Edition::Of2021
            .form()
            .requests
            .columns
            .iter()
            .all(|label| leaves.iter().any(|leaf| leaf.code == Some(&*label.code)));
        if complete { leaves } else { printed() }
    }

    /// For rows put together from text: one row of heads names all seven, and this row has just as many cells.
    fn aligned_with<'r>(&self, row: &'r Row) -> Option<Vec<(&'static str, &'r Slot)>> {
        if row.table.is_some() || self.table.is_some() {
            return None;
        }
        (0..self.depth).find_map(|depth| {
            let code = |(at, slot): &(usize, Slot)| words::request_columns().code(&slot.text).filter(|_| *at == depth);
            let named: Vec<_> = self.cells.iter().filter_map(|cell| Some((code(cell)?, cell.1.column))).collect();
            let as_wide = self.widths.get(depth) == Some(&row.slots.len());
            (named.len() == 7 && as_wide).then(|| named.into_iter().map(|(code, at)| (code, &row.slots[at])).collect())
        })
    }

    fn row_of_heads(&self, depth: usize) -> Vec<&'static str> {
        let slots = self.cells.iter().filter(|(at, _)| *at == depth);
        slots.filter_map(|(_, slot)| words::request_columns().code(&slot.text)).collect()
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
pub(super) fn settle_edition(report: &mut Report) {
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
