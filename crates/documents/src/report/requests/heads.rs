//! The heads of table three: which column is whose.

use std::sync::LazyLock;

use law::report::Edition;

use crate::report::pieces::{Row, Slot, fitting};
use crate::report::words;

/// The heads above the columns, gathered row by row.
#[derive(Default)]
pub(super) struct Heads {
    table: Option<usize>,
    cells: Vec<(usize, Slot)>,
    depth: usize,
    /// The right edge of the widest row, blank cells included.
    end: usize,
    /// How many cells each row of heads has, blank ones included.
    widths: Vec<usize>,
    /// All texts, one after the other, for rows that have no grid.
    loose: Vec<Word>,
    /// A data row has come: the next head begins anew (a table that goes on over the page).
    closed: bool,
}

/// What a piece of a head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Column(&'static str),
    /// 「法人或其他组织」, above five columns.
    Organizations,
    /// A column that the form does not have: of figures, or of remarks.
    Added,
    Remarks,
}

/// A column of figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    column: usize,
    /// `None` for a column that the form does not have.
    code: Option<&'static str>,
    /// A column of remarks, which may be left out where it is blank.
    is_remarks: bool,
}

impl Word {
    fn code(self) -> Option<&'static str> {
        if let Word::Column(code) = self { Some(code) } else { None }
    }
}

impl Heads {
    /// Takes a row if it is one of heads.
    pub(super) fn take(&mut self, row: &Row) -> bool {
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
        if self.closed || self.table != row.table {
            *self = Heads { table: row.table, ..Heads::default() };
        }
        let depth = self.depth;
        let filled = row.slots.iter().filter(|slot| !slot.text.trim().is_empty());
        for slot in filled {
            self.loose.extend(words_in(&slot.text));
            self.cells.push((depth, slot.clone()));
        }
        self.end = self.end.max(right_edge(row));
        self.widths.push(row.slots.len());
        self.depth += 1;
        true
    }

    /// Takes a text that may be a piece of a head.
    pub(super) fn take_text(&mut self, text: &str) {
        let words = words_in(text);
        let opens = |word: &Word| matches!(word, Word::Organizations | Word::Column("natural_person" | "enterprise"));
        if self.closed && (words.iter().any(opens) || words::key(text) == "申请人情况") {
            *self = Heads::default();
        }
        if !self.closed && self.table.is_none() {
            self.loose.extend(words);
        }
    }

    /// A row of figures has come.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    /// The cell of each column, or why there is none.
    pub(super) fn columns<'r>(
        &self,
        row: &'r Row,
        values: &'r [Slot],
    ) -> Vec<(&'static str, Result<&'r Slot, String>)> {
        if let Some(aligned) = self.aligned_with(row) {
            return aligned.into_iter().map(|(code, slot)| (code, Ok(slot))).collect();
        }
        let leaves = self.leaves();
        let same_grid = self.is_in_grid(row) && begins_under(row, values, &leaves);
        let of_figures: Vec<&Leaf> = leaves.iter().filter(|leaf| !leaf.is_remarks).collect();
        for leaves in [leaves.iter().collect(), of_figures] {
            let fitted = fitting(values, leaves.len()).filter(|_| !same_grid || values.len() == leaves.len());
            if let Some(values) = fitted {
                return leaves.iter().zip(values).filter_map(|(leaf, slot)| Some((leaf.code?, Ok(slot)))).collect();
            }
        }
        let cell = |leaf: &Leaf| {
            let Some(slot) = values.iter().find(|slot| same_grid && covers(slot, leaf.column)) else {
                return Err(if same_grid {
                    "这一行缺这一格".to_owned()
                } else {
                    format!("这一行读到{}个格，表里有{}列，分不清空白在哪一列", values.len(), leaves.len())
                });
            };
            let alone = slot.span == 1 || leaves.iter().filter(|leaf| covers(slot, leaf.column)).count() == 1;
            if alone || slot.text.trim().is_empty() {
                Ok(slot)
            } else {
                Err("几个格合并在一起，分不清数字属于哪一列".to_owned())
            }
        };
        leaves.iter().filter_map(|leaf| Some((leaf.code?, cell(leaf)))).collect()
    }

    /// The row stands under the heads: in their table, or in one just as wide that goes on after it without heads of its own.
    fn is_in_grid(&self, row: &Row) -> bool {
        let goes_on = row.table.is_some() && right_edge(row) == self.end;
        self.table.is_some() && (row.table == self.table || goes_on)
    }

    /// The columns of figures, left to right. The printed seven where no head tells.
    pub(super) fn leaves(&self) -> Vec<Leaf> {
        let in_order = |words: Vec<Word>| -> Vec<Leaf> {
            let leaf =
                |(column, word): (usize, Word)| Leaf { column, code: word.code(), is_remarks: word == Word::Remarks };
            words.into_iter().enumerate().map(leaf).collect()
        };
        let found = if self.table.is_some() { self.leaves_of_grid() } else { self.order().map(in_order) };
        found.unwrap_or_else(|| in_order(printed().map(Word::Column).collect()))
    }

    /// For each column of the grid its lowest head.
    fn leaves_of_grid(&self) -> Option<Vec<Leaf>> {
        let end = self.cells.iter().map(|(_, slot)| slot.column + slot.span).max().unwrap_or(0);
        let lowest =
            |column| self.cells.iter().filter(|(_, slot)| covers(slot, column)).max_by_key(|(depth, _)| *depth);
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut last = None;
        for column in 0..end {
            let Some((depth, slot)) = lowest(column) else { continue };
            if last.replace((*depth, slot.column)) == Some((*depth, slot.column)) {
                continue;
            }
            let code = words::request_columns().code(&slot.text);
            if code.is_some() || !leaves.is_empty() {
                let is_remarks = words_in(&slot.text) == [Word::Remarks];
                leaves.push(Leaf { column, code, is_remarks });
            }
        }
        printed().all(|code| leaves.iter().filter(|leaf| leaf.code == Some(code)).count() == 1).then_some(leaves)
    }

    /// The order of the columns as the heads name them one after the other: the five under 法人或其他组织 stand in its place, whether
    /// they are named right after it or in a row below.
    fn order(&self) -> Option<Vec<Word>> {
        // 备注 is a column beside 总计, not one under 法人或其他组织.
        let is_above = |word: &Word| {
            matches!(word, Word::Organizations | Word::Remarks | Word::Column("natural_person" | "total"))
        };
        let mut above: Vec<Word> = self.loose.iter().copied().filter(is_above).collect();
        let mut below: Vec<Word> = self.loose.iter().copied().filter(|word| !is_above(word)).collect();
        if !above.contains(&Word::Organizations) {
            above.clone_from(&self.loose);
            below.clear();
        }
        let known: Vec<&'static str> = below.iter().filter_map(|word| word.code()).collect();
        let five = || printed().filter(|code| !matches!(*code, "natural_person" | "total"));
        if above.contains(&Word::Organizations)
            && known.len() < 5
            && five().filter(|code| known.contains(code)).eq(known.iter().copied())
        {
            // Heads in pieces: those that are whole stand as the form has them.
            let whole = five().map(Word::Column);
            below = match (below.first(), below.last()) {
                (_, Some(Word::Added)) => whole.chain([Word::Added]).collect(),
                (Some(Word::Added), _) => [Word::Added].into_iter().chain(whole).collect(),
                _ => whole.collect(),
            };
        }
        let order: Vec<Word> = above
            .into_iter()
            .flat_map(|word| if word == Word::Organizations { below.clone() } else { vec![word] })
            .collect();
        printed().all(|code| order.iter().filter(|word| word.code() == Some(code)).count() == 1).then_some(order)
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
}

fn printed() -> impl Iterator<Item = &'static str> {
    Edition::Of2021.form().requests.columns.iter().map(|label| &*label.code)
}

fn right_edge(row: &Row) -> usize {
    row.slots.iter().map(|slot| slot.column + slot.span).max().unwrap_or(0)
}

/// The figures begin under the first column: right after the label, or after blank cells of the columns of labels. Where cells are
/// missing at the left (a table that goes on over the page) the row ends in blanks instead, and places mean nothing.
fn begins_under(row: &Row, values: &[Slot], leaves: &[Leaf]) -> bool {
    let label = row.slots.len().checked_sub(values.len() + 1).and_then(|at| row.slots.get(at));
    let Some((label, (first, last))) = label.zip(leaves.first().zip(leaves.iter().rfind(|leaf| !leaf.is_remarks)))
    else {
        return false;
    };
    let Some(gap) = first.column.checked_sub(label.column + label.span) else { return false };
    let is_filled = |slot: &&Slot| !slot.text.trim().is_empty();
    let mut filled = values.iter().filter(is_filled).peekable();
    let starts_later = filled.peek().is_none_or(|slot| slot.column >= first.column);
    gap == 0 || starts_later && (filled.peek().is_none() || filled.any(|slot| slot.column + gap > last.column))
}

fn covers(slot: &Slot, column: usize) -> bool {
    (slot.column..slot.column + slot.span).contains(&column)
}

/// What a text names, in order.
fn words_in(text: &str) -> Vec<Word> {
    static WORDINGS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
        let others = [
            ("小计", ADDED),
            ("备注", REMARKS),
            ("说明", REMARKS),
            ("法人或其他组织", ORGANIZATIONS),
            ("法人和其他组织", ORGANIZATIONS),
        ];
        words::request_column_words().chain(others.map(|(word, code)| (word.to_owned(), code))).collect()
    });
    let word = |code| match code {
        ADDED => Word::Added,
        REMARKS => Word::Remarks,
        ORGANIZATIONS => Word::Organizations,
        code => Word::Column(code),
    };
    words::codes_in(&WORDINGS, &words::key(text)).into_iter().map(word).collect()
}

const ADDED: &str = "added";
const REMARKS: &str = "remarks";
const ORGANIZATIONS: &str = "organizations";
