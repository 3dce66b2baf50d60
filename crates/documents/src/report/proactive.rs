//! Table two: what was published without being asked. Each block tells its own edition by its heads.

use law::report::{Block, Cell, CellId, Edition, Report, Table, Unit};

use super::find::Doubts;
use super::pieces::{Row, Slot, fitting};
use super::words;

/// What is known of table two while it is walked through.
#[derive(Default)]
pub(super) struct Proactive {
    /// The last row of heads.
    heads: Option<Heads>,
    /// Texts since the last row of figures, where heads stand on lines of their own.
    loose: String,
    /// The item of Art. 20 that stands above or beside.
    item: Option<u8>,
    /// A row of figures has come: the next text begins a new head.
    closed: bool,
    /// Rows without any head above them: their edition is settled at the end.
    headless: Vec<(&'static str, Vec<Cell>)>,
    /// The edition of each block, as found.
    editions: Vec<(u8, Edition)>,
}

/// A column as its head names it: left edge in the grid, and code where the form has it.
type Column = (usize, Option<&'static str>);

struct Heads {
    table: Option<usize>,
    /// Left edge in the grid, and text.
    cells: Vec<(usize, String)>,
}

impl Proactive {
    /// Takes a text that may be a piece of a head.
    pub(super) fn take_text(&mut self, text: &str) {
        let item = words::block_item(text);
        if self.closed || item.is_some() {
            self.forget_heads();
            self.item = item;
        }
        if words::is_whole_row(text)
            && let Some(code) = words::proactive_rows().code(text)
        {
            self.without_figures(code);
            return;
        }
        self.loose.push_str(&words::key(text));
    }

    /// A label of which nothing else is there.
    fn without_figures(&mut self, code: &'static str) {
        self.closed = true;
        if let Some((edition, _)) = item_of(code).and_then(|item| self.columns(item)) {
            self.note_edition(item_of(code).expect("has columns"), edition);
        }
        self.headless.push((code, Vec::new()));
    }

    /// Takes a row if it belongs to table two.
    pub(super) fn take(&mut self, row: &Row, report: &mut Report, doubts: &mut Doubts) -> bool {
        if let Some(at) = row.slots.iter().position(|slot| words::block_item(&slot.text).is_some()) {
            let item = words::block_item(&row.slots[at].text);
            if self.item != item {
                self.forget_heads();
                self.item = item;
            }
            // The item may stand left of its heads and rows.
            let rest = Row { slots: row.slots[at + 1..].to_vec(), table: row.table };
            self.take(&rest, report, doubts);
            return true;
        }
        if self.take_head(row) {
            return true;
        }
        let Some((code, values)) = label(row) else { return false };
        let Some(item) = item_of(code) else { return false };
        if values.is_empty() {
            self.without_figures(code);
            return true;
        }
        self.closed = true;
        let read = |slot: &Slot, doubts: &mut Doubts| doubts.value(Table::Proactive, &slot.text);
        let Some((edition, columns)) = self.columns(item) else {
            let cells = values.iter().map(|slot| read(slot, doubts)).collect();
            self.headless.push((code, cells));
            return true;
        };
        self.note_edition(item, edition);
        let unit = self.heads.as_ref().and_then(|heads| heads.unit(edition, item));
        let matched = match_columns(
            &columns,
            values,
            self.heads.as_ref().is_some_and(|heads| heads.table.is_some() && heads.table == row.table),
        );
        for (column, slot) in columns.iter().zip(matched) {
            let Some(id) = column.1.and_then(|column| CellId::find(Table::Proactive, code, column)) else { continue };
            let mut cell = match slot {
                Ok(slot) => read(slot, doubts),
                Err(reason) => Cell::unread(reason),
            };
            if id.column == "amount" && cell.value().is_some() {
                cell.unit = cell.unit.or(unit);
            }
            doubts.set(report, id, cell);
        }
        true
    }

    fn take_head(&mut self, row: &Row) -> bool {
        if row.has_figure() {
            return false;
        }
        let text = words::key(&row.text());
        let is_corner = row.slots.iter().any(|slot| words::key(&slot.text) == "信息内容");
        let names_columns = Edition::ALL.into_iter().any(|edition| {
            edition
                .form()
                .blocks
                .iter()
                .any(|block| !words::codes_in(words::proactive_columns(edition, block.item), &text).is_empty())
        });
        if !(is_corner || names_columns && label(row).is_none()) {
            return false;
        }
        let filled = row.slots.iter().filter(|slot| !slot.text.trim().is_empty());
        let cells = filled
            .map(|slot| (slot.column, slot.text.clone()))
            .filter(|(_, text)| words::key(text) != "信息内容")
            .collect();
        self.forget_heads();
        self.heads = Some(Heads { table: row.table, cells });
        true
    }

    fn forget_heads(&mut self) {
        self.heads = None;
        self.loose.clear();
        self.closed = false;
    }

    /// The edition that the heads above speak, and its columns with their left edges. The edition of which more columns are
    /// named, in proportion; `None` where there are no heads.
    fn columns(&self, item: u8) -> Option<(Edition, Vec<Column>)> {
        let named = |edition: Edition| -> Vec<Column> {
            let wordings = words::proactive_columns(edition, item);
            match &self.heads {
                Some(heads) => heads.columns(edition, item, wordings),
                None => words::codes_in(wordings, &self.loose)
                    .into_iter()
                    .enumerate()
                    .map(|(column, code)| (column, Some(code)))
                    .collect(),
            }
        };
        let score = |edition: Edition, columns: &[Column]| {
            let found = columns.iter().filter(|(_, code)| code.is_some()).count();
            let all = edition.form().block(item).map_or(0, |block| block.columns.len());
            ((found * 100).checked_div(all).unwrap_or(0), found)
        };
        let candidates = Edition::ALL.into_iter().map(|edition| (edition, named(edition)));
        let best = candidates.max_by_key(|(edition, columns)| score(*edition, columns))?;
        (score(best.0, &best.1).1 > 0).then(|| match self.heads {
            Some(_) => best,
            None => (best.0, whole(best.0, item, best.1)),
        })
    }

    fn note_edition(&mut self, item: u8, edition: Edition) {
        if !self.editions.iter().any(|(known, _)| *known == item) {
            self.editions.push((item, edition));
        }
    }

    /// Settles what has no heads by the number of its figures, and else by the rest of the report; then says which blocks
    /// differ from the whole. Table three, where there is one, has already said the edition of the whole.
    pub(super) fn settle(mut self, report: &mut Report, doubts: &mut Doubts) {
        let headless = std::mem::take(&mut self.headless);
        for (code, cells) in &headless {
            let item = item_of(code).expect("only rows of the form are kept");
            let fitting: Vec<Edition> = Edition::ALL
                .into_iter()
                .filter(|edition| has_row(*edition, item, code) && columns_of(*edition, item) == cells.len())
                .collect();
            if let [only] = fitting[..] {
                self.note_edition(item, only);
            }
        }
        let majority = self.majority();
        if report.edition.is_none() && report.tables.has(Table::Requests) {
            // Cut off before the rows that tell: what table two speaks, else what the year prescribes.
            report.edition = majority.or_else(|| report.year.map(Edition::of_year));
        }
        report.edition =
            report.edition.or(majority).or_else(|| report.year.map(Edition::of_year).filter(|_| !headless.is_empty()));
        for (code, cells) in headless {
            self.place(code, cells, report, doubts);
        }
        let whole = report.edition;
        report.other_blocks = self.editions.iter().copied().filter(|(_, edition)| Some(*edition) != whole).collect();
    }

    fn majority(&self) -> Option<Edition> {
        let count = |edition: Edition| self.editions.iter().filter(|(_, known)| *known == edition).count();
        let (of_2019, of_2021) = (count(Edition::Of2019), count(Edition::Of2021));
        if of_2019 + of_2021 == 0 {
            None
        } else {
            Some(if of_2021 >= of_2019 { Edition::Of2021 } else { Edition::Of2019 })
        }
    }

    fn place(&mut self, code: &'static str, mut cells: Vec<Cell>, report: &mut Report, doubts: &mut Doubts) {
        let item = item_of(code).expect("only rows of the form are kept");
        let known = self.editions.iter().find(|(known, _)| *known == item).map(|(_, edition)| *edition);
        let edition = known.or(report.edition).unwrap_or(Edition::Of2021);
        self.note_edition(item, edition);
        let columns = edition.form().block(item).map(|block| &block.columns[..]).unwrap_or_default();
        while cells.len() > columns.len() && cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        let fits = cells.len() == columns.len();
        let count = cells.len();
        let mut cells = cells.into_iter();
        for column in columns {
            let Some(id) = CellId::find(Table::Proactive, code, &column.code) else { continue };
            if count == 0 && report.tables.get(id).is_some() {
                continue;
            }
            let reason = || match count {
                0 => Cell::unread("这一行没有读到数字"),
                _ => {
                    Cell::unread(format!("没有表头，这一行有{count}个格，表里有{}列，分不清各属哪一列", columns.len()))
                }
            };
            doubts.set(report, id, cells.next().filter(|_| fits).unwrap_or_else(reason));
        }
    }
}

impl Heads {
    /// What each head names. Where all columns of the form are there, a head that is cut short (「本年新」) names the column at
    /// its place, provided that another one names its own.
    fn columns(&self, edition: Edition, item: u8, wordings: &[(String, &'static str)]) -> Vec<Column> {
        let keys: Vec<(usize, String)> = self.cells.iter().map(|(column, text)| (*column, words::key(text))).collect();
        let named = |text: &str| words::codes_in(wordings, text).first().copied();
        let printed = edition.form().block(item).map(|block| &block.columns[..]).unwrap_or_default();
        let certain = printed.len() == keys.len()
            && keys.iter().zip(printed).any(|((_, text), label)| named(text) == Some(&label.code));
        let at_its_place = |index: usize, text: &str| {
            let label = printed.get(index).filter(|_| certain && text.chars().count() >= 2)?;
            words::key(&label.printed).starts_with(text).then_some(&*label.code)
        };
        let code = |index: usize, text: &str| named(text).or_else(|| at_its_place(index, text));
        keys.iter().enumerate().map(|(index, (column, text))| (*column, code(index, text))).collect()
    }

    /// The unit that the head of the amount prints, where it is not the one that the form prints there anyway.
    fn unit(&self, edition: Edition, item: u8) -> Option<Unit> {
        let form = edition
            .form()
            .block(item)
            .and_then(|block| block.columns.iter().find(|column| column.code == "amount"))?
            .unit;
        let text: String = self.cells.iter().map(|(_, text)| words::compact(text)).collect();
        let printed = if text.contains("万元") {
            Some(Unit::TenThousandYuan)
        } else if text.contains('元') {
            Some(Unit::Yuan)
        } else {
            None
        };
        printed.filter(|unit| Some(*unit) != form)
    }
}

/// The columns that loose heads name. Where some are in pieces, those that are whole stand as the form has them.
fn whole(edition: Edition, item: u8, named: Vec<Column>) -> Vec<Column> {
    let printed =
        || edition.form().block(item).into_iter().flat_map(|block| &block.columns).map(|label| Some(&*label.code));
    let mut rest = printed();
    let in_order = named.iter().all(|(_, code)| rest.any(|known| known == *code));
    if in_order {
        return printed().enumerate().collect();
    }
    // Heads over several lines, or columns in another order: one column too many, so that no row fits.
    named.into_iter().chain([(usize::MAX, None)]).collect()
}

/// The cell of each column, or why there is none.
fn match_columns<'r>(columns: &[Column], values: &'r [Slot], same_grid: bool) -> Vec<Result<&'r Slot, String>> {
    if let Some(fitted) = fitting(values, columns.len()).filter(|_| !same_grid || values.len() == columns.len()) {
        return fitted.into_iter().map(Ok).collect();
    }
    // The cell begins under its head and reaches under no other.
    let alone = |slot: &Slot| {
        columns.iter().filter(|(column, _)| (slot.column..slot.column + slot.span).contains(column)).count() == 1
    };
    let under = |column: usize| values.iter().find(|slot| same_grid && slot.column == column && alone(slot));
    let reason = || format!("这一行有{}个格，表头有{}列，分不清各属哪一列", values.len(), columns.len());
    columns.iter().map(|(column, _)| under(*column).ok_or_else(reason)).collect()
}

/// The label of a row of table two, and what stands after it.
fn label(row: &Row) -> Option<(&'static str, &[Slot])> {
    let (index, code) = row
        .slots
        .iter()
        .enumerate()
        .take(3)
        .find_map(|(index, slot)| Some((index, words::proactive_rows().code(&slot.text)?)))?;
    Some((code, &row.slots[index + 1..]))
}

fn blocks() -> impl Iterator<Item = &'static Block> {
    Edition::ALL.into_iter().flat_map(|edition| &edition.form().blocks)
}

fn item_of(code: &str) -> Option<u8> {
    blocks().find(|block| block.rows.iter().any(|row| row.code == code)).map(|block| block.item)
}

fn has_row(edition: Edition, item: u8, code: &str) -> bool {
    edition.form().block(item).is_some_and(|block| block.rows.iter().any(|row| row.code == code))
}

fn columns_of(edition: Edition, item: u8) -> usize {
    edition.form().block(item).map_or(0, |block| block.columns.len())
}
