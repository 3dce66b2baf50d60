//! A table that an office keeps elsewhere becomes rows: what can be read, and what cannot, with line, column and reason.
//! Nothing is guessed: a row with one bad cell is refused whole.

use std::collections::BTreeMap;

use law::calendar::Day;
use thiserror::Error;

use super::cell::{self, Unit, Unread};
use super::columns::{
    AMOUNT, AWARDED_ON, CODE, Column, DECIDED_ON, DECISION_NUMBER, DOCUMENT_NUMBER, DOCUMENT_TITLE, FEE, FROM, ITEM,
    KIND, MADE_ON, PAID_ON, PUBLISHED_ON, PURCHASE, PURCHASE_NUMBER, RECEIPT, REPEALED_ON, TO, UNIT, columns,
    key_column,
};
use super::row::{Decision, Document, FeeIncome, Item, Purchase, Row};
use super::{Kind, Ledger};
use crate::publication::facts::Norm;

/// The most rows that one table may bring.
pub const MOST_ROWS: usize = 20_000;
/// Among how many rows at the top the titles of the columns are looked for.
const TITLES_WITHIN: usize = 20;
/// The greatest length of a name, in characters.
const NAME: usize = 200;
/// The greatest length of a number or code, in characters.
const NUMBER: usize = 60;

/// A line of a table, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its cells from left to right; empty ones keep their place.
    pub cells: Vec<String>,
}

/// What a table held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The rows that can be taken, each with its line.
    pub rows: Vec<(usize, Row)>,
    /// The cells for which their rows were refused.
    pub rejected: Vec<Rejected>,
    /// Columns that the ledger does not keep, names of parties among them.
    pub left_out: Vec<String>,
}

/// A cell for which its row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line in the file, from 1.
    pub line: usize,
    /// The title of the column.
    pub column: &'static str,
    /// What stands there, cut to a length that a page can bear.
    pub value: String,
    /// Why, in Chinese.
    pub reason: String,
}

/// Why a table cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoTable {
    /// The titles are not there.
    #[error("没有找到表头，应当有这些列：{}", .0.join("、"))]
    NoTitles(Vec<&'static str>),
    /// Two columns with one title.
    #[error("“{0}”一列出现了不止一次，请只留一列")]
    Twice(&'static str),
    /// More than anybody can look through.
    #[error("一次最多导入{MOST_ROWS}行，请分几次导入")]
    TooMany,
}

/// What holds for a whole table.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The kind of rows that name none, as chosen beside the file.
    pub kind: Option<Kind>,
    /// The day of import: nothing in a ledger has happened after it.
    pub today: Day,
}

/// Reads a table.
pub fn import(ledger: Ledger, lines: &[Line], told: Told) -> Result<Import, NoTable> {
    let (titles_at, titles, left_out) = find_titles(ledger, lines)?;
    let body = &lines[titles_at + 1..];
    if body.len() > MOST_ROWS {
        return Err(NoTable::TooMany);
    }
    let mut import = Import { left_out, ..Import::default() };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for line in body.iter().filter(|line| !is_no_row(line)) {
        let mut reader = Reader { line, titles: &titles, told, rejected: Vec::new() };
        let row = reader.row(ledger);
        let Some(row) = row.filter(|_| reader.rejected.is_empty()) else {
            import.rejected.append(&mut reader.rejected);
            continue;
        };
        if let Some(before) = seen.get(&row.key()) {
            let column = key_column(ledger);
            import.rejected.push(reader.reject(column, format!("与第{before}行重复")));
            continue;
        }
        seen.insert(row.key(), line.number);
        import.rows.push((line.number, row));
    }
    Ok(import)
}

/// The same from a form with one field a column: one row, or what is wrong with it.
pub fn enter(ledger: Ledger, fields: &[(Column, String)], told: Told) -> Result<Row, Vec<Rejected>> {
    let titles: Titles = fields.iter().enumerate().map(|(at, (column, _))| (column.title, (at, Unit::Yuan))).collect();
    let line = Line { number: 1, cells: fields.iter().map(|(_, text)| text.clone()).collect() };
    let mut reader = Reader { line: &line, titles: &titles, told, rejected: Vec::new() };
    match reader.row(ledger) {
        Some(row) if reader.rejected.is_empty() => Ok(row),
        _ => Err(reader.rejected),
    }
}

/// Where the column of a title stands, and the unit that its title names.
type Titles = BTreeMap<&'static str, (usize, Unit)>;

fn find_titles(ledger: Ledger, lines: &[Line]) -> Result<(usize, Titles, Vec<String>), NoTable> {
    let columns = columns(ledger);
    let required = || columns.iter().filter(|column| column.required).map(|column| column.title);
    for (at, line) in lines.iter().enumerate().take(TITLES_WITHIN) {
        let mut titles = Titles::new();
        let mut left_out = Vec::new();
        let mut twice = None;
        for (place, text) in line.cells.iter().enumerate() {
            let (title, unit) = plain_title(text);
            // The exact title goes before an alias, for 「项目名称」 is the title of one column and an alias of another.
            let found = columns.iter().find(|column| column.title == title);
            match found.or_else(|| columns.iter().find(|column| column.aliases.contains(&title.as_str()))) {
                Some(column) if titles.contains_key(column.title) => twice = Some(column.title),
                Some(column) => {
                    titles.insert(column.title, (place, unit));
                }
                None if title.is_empty() || title == "序号" => {}
                None => left_out.push(title),
            }
        }
        if required().all(|title| titles.contains_key(title)) {
            return twice.map_or(Ok((at, titles, left_out)), |title| Err(NoTable::Twice(title)));
        }
    }
    Err(NoTable::NoTitles(required().collect()))
}

/// A title without blanks, stars and the unit in brackets behind it.
fn plain_title(text: &str) -> (String, Unit) {
    let mut text: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '*' && *sign != '＊').collect();
    text.truncate(text.char_indices().nth(40).map_or(text.len(), |(end, _)| end));
    let mut unit = Unit::Yuan;
    for (brackets, named) in [
        (["（万元）", "(万元)", "（单位：万元）", "/万元"], Unit::TenThousandYuan),
        (["（元）", "(元)", "（单位：元）", "/元"], Unit::Yuan),
    ] {
        if let Some(bare) = brackets.into_iter().find_map(|bracket| text.strip_suffix(bracket)) {
            (text, unit) = (bare.to_owned(), named);
            break;
        }
    }
    (text, unit)
}

/// An empty line, or the line of totals below a table.
fn is_no_row(line: &Line) -> bool {
    let first = line.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
    first.is_none_or(|first| matches!(first.replace(char::is_whitespace, "").as_str(), "合计" | "总计" | "小计"))
}

struct Reader<'a> {
    line: &'a Line,
    titles: &'a Titles,
    told: Told,
    rejected: Vec<Rejected>,
}

impl Reader<'_> {
    /// Reads every cell, so that all that is wrong with a row is said at once.
    fn row(&mut self, ledger: Ledger) -> Option<Row> {
        Some(match ledger {
            Ledger::Items => {
                let kind = self.kind(&Kind::ALL);
                let (code, name, unit) = (self.number(CODE), self.name(ITEM), self.optional_name(UNIT));
                let (from, to) = (self.day(FROM), self.optional_day(TO));
                let (from, to) = (from?, to?);
                if to.is_some_and(|to| to < from) {
                    let rejected = self.reject(TO.title, "早于开始日期".to_owned());
                    self.rejected.push(rejected);
                }
                Row::Item(Item { kind: kind?, code: code?, name: name?, unit: unit?, from, to })
            }
            Ledger::Decisions => {
                let kind = self.kind(&Kind::DECIDED);
                let (number, item, unit) = (self.number(DECISION_NUMBER), self.name(ITEM), self.optional_name(UNIT));
                let on = self.past_day(DECIDED_ON);
                Row::Decision(Decision { kind: kind?, number: number?, item: item?, unit: unit?, on: on? })
            }
            Ledger::FeeIncome => {
                let (number, item) = (self.number(RECEIPT), self.name(FEE));
                let (on, amount) = (self.past_day(PAID_ON), self.amount());
                Row::FeeIncome(FeeIncome { number: number?, item: item?, on: on?, amount: amount? })
            }
            Ledger::Procurement => {
                let (number, name) = (self.number(PURCHASE_NUMBER), self.name(PURCHASE));
                let (on, amount) = (self.past_day(AWARDED_ON), self.amount());
                Row::Purchase(Purchase { number: number?, name: name?, on: on?, amount: amount? })
            }
            Ledger::Documents => {
                let norm = self.norm();
                let (number, title) = (self.number(DOCUMENT_NUMBER), self.name(DOCUMENT_TITLE));
                let made_on = self.past_day(MADE_ON);
                let (published_on, repealed_on) = (self.optional_day(PUBLISHED_ON), self.optional_day(REPEALED_ON));
                let (made_on, published_on, repealed_on) = (made_on?, published_on?, repealed_on?);
                for (column, day) in [(PUBLISHED_ON, published_on), (REPEALED_ON, repealed_on)] {
                    if day.is_some_and(|day| day < made_on) {
                        let rejected = self.reject(column.title, "早于成文日期".to_owned());
                        self.rejected.push(rejected);
                    }
                }
                Row::Document(Document {
                    norm: norm?,
                    number: number?,
                    title: title?,
                    made_on,
                    published_on,
                    repealed_on,
                })
            }
        })
    }

    fn text(&self, column: &str) -> &str {
        let place = self.titles.get(column).map(|(place, _)| *place);
        place.and_then(|place| self.line.cells.get(place)).map_or("", String::as_str)
    }

    fn reject(&self, column: &'static str, reason: String) -> Rejected {
        let value = self.text(column).trim().chars().filter(|sign| !sign.is_control()).take(40).collect();
        Rejected { line: self.line.number, column, value, reason }
    }

    fn take<T>(&mut self, column: Column, read: Result<T, Unread>) -> Option<T> {
        read.map_err(|unread| {
            let rejected = self.reject(column.title, unread.to_string());
            self.rejected.push(rejected);
        })
        .ok()
    }

    fn kind(&mut self, among: &[Kind]) -> Option<Kind> {
        let text = self.text(KIND.title).trim().to_owned();
        let named = among.iter().copied().find(|kind| kind.label() == text || short(*kind).contains(&text.as_str()));
        let chosen = if text.is_empty() { self.told.kind.filter(|kind| among.contains(kind)) } else { named };
        if chosen.is_none() {
            let labels: Vec<&str> = among.iter().map(|kind| kind.label()).collect();
            let rejected = self.reject(KIND.title, format!("应当是{}之一", labels.join("、")));
            self.rejected.push(rejected);
        }
        chosen
    }

    fn norm(&mut self) -> Option<Norm> {
        match self.text(KIND.title).trim() {
            "规章" => Some(Norm::Regulation),
            "" | "规范性文件" | "行政规范性文件" => Some(Norm::NormativeDocument),
            _ => {
                let rejected = self.reject(KIND.title, "应当是规章或者行政规范性文件".to_owned());
                self.rejected.push(rejected);
                None
            }
        }
    }

    fn number(&mut self, column: Column) -> Option<String> {
        let read = cell::number(self.text(column.title), NUMBER);
        self.take(column, read)
    }

    fn name(&mut self, column: Column) -> Option<String> {
        let read = cell::name(self.text(column.title), NAME);
        self.take(column, read)
    }

    fn optional_name(&mut self, column: Column) -> Option<String> {
        if self.text(column.title).trim().is_empty() { Some(String::new()) } else { self.name(column) }
    }

    fn day(&mut self, column: Column) -> Option<Day> {
        let read = cell::day(self.text(column.title));
        self.take(column, read)
    }

    #[expect(clippy::option_option, reason = "an empty cell is an answer, a bad one is none")]
    fn optional_day(&mut self, column: Column) -> Option<Option<Day>> {
        if self.text(column.title).trim().is_empty() { Some(None) } else { self.day(column).map(Some) }
    }

    /// A day on which something has happened.
    fn past_day(&mut self, column: Column) -> Option<Day> {
        let day = self.day(column)?;
        if day > self.told.today {
            let rejected = self.reject(column.title, "日期还没有到".to_owned());
            self.rejected.push(rejected);
            return None;
        }
        Some(day)
    }

    fn amount(&mut self) -> Option<rust_decimal::Decimal> {
        let unit = self.titles.get(AMOUNT.title).map(|(_, unit)| *unit).unwrap_or_default();
        let read = cell::amount(self.text(AMOUNT.title), unit);
        self.take(AMOUNT, read)
    }
}

/// What offices write for a kind.
fn short(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Licence => &["许可"],
        Kind::OtherService => &["其他对外管理服务", "其他管理服务", "公共服务", "服务", "其他"],
        Kind::Penalty => &["处罚"],
        Kind::CoerciveMeasure => &["强制", "行政强制措施"],
        Kind::Fee => &["收费", "行政收费"],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    const TODAY: Day = Day::constant(2020, 1, 10);

    fn lines(rows: &[&str]) -> Vec<Line> {
        let line = |(number, row): (usize, &&str)| Line { number, cells: row.split('|').map(str::to_owned).collect() };
        (1..).zip(rows).map(line).collect()
    }

    fn read(ledger: Ledger, rows: &[&str]) -> Import {
        import(ledger, &lines(rows), Told { kind: None, today: TODAY }).unwrap()
    }

    fn reasons(import: &Import) -> Vec<(usize, &str, &str)> {
        import.rejected.iter().map(|one| (one.line, one.column, one.reason.as_str())).collect()
    }

    #[test]
    fn a_table_with_title_serial_numbers_and_totals_becomes_rows() {
        let import = read(
            Ledger::Procurement,
            &[
                "2019年政府采购情况表|||||",
                "序号|项目编号|采购项目名称|供应商|中标日期|中标金额（万元）",
                "1|YZLJ-2019-01|空气自动站运维服务|某某公司|2019年3月5日|120.5",
                "|||||",
                "2|YZLJ-2019-02|执法记录仪|某某公司|2019/6/18|8.24万元",
                "合计|||||128.74",
            ],
        );
        assert_eq!(reasons(&import), []);
        assert_eq!(import.left_out, ["供应商"], "whom it was bought from is not kept");
        let amounts: Vec<_> = import
            .rows
            .iter()
            .map(|(line, row)| match row {
                Row::Purchase(purchase) => (*line, purchase.amount),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(amounts, [(3, Decimal::from(1_205_000)), (5, Decimal::from(82_400))]);
    }

    #[test]
    fn every_bad_cell_of_a_row_is_named_and_the_row_left_out() {
        let import = read(
            Ledger::Decisions,
            &[
                "类别|决定书文号|案由|决定日期",
                "行政处罚|云澜环罚〔2019〕1号|超标排放水污染物|2019-03-05",
                "处罚||超标排放水污染物|三月五日",
                "行政奖励|云澜环奖〔2019〕1号|举报有奖|2019-03-05",
                "处罚|云澜环罚[2019]1号|超标排放水污染物|2019-03-06",
                "许可|云澜环许〔2020〕9号|排污许可|2020-01-11",
            ],
        );
        assert_eq!(import.rows.len(), 1);
        assert_eq!(
            reasons(&import),
            [
                (3, "决定书文号", "不能为空"),
                (3, "决定日期", "不是日期，应当写成 2019-03-05 或者 2019年3月5日"),
                (4, "类别", "应当是行政许可、其他对外管理服务事项、行政处罚、行政强制之一"),
                (5, "决定书文号", "与第2行重复"),
                (6, "决定日期", "日期还没有到"),
            ]
        );
        assert_eq!(import.rejected[1].value, "三月五日");
    }

    #[test]
    fn the_kind_may_be_told_beside_the_file() {
        let table = lines(&["文号|事项名称|日期", "云澜环强〔2019〕1号|查封设施|2019-03-05"]);
        let with = |kind| import(Ledger::Decisions, &table, Told { kind, today: TODAY }).unwrap();
        assert_eq!(with(Some(Kind::CoerciveMeasure)).rows.len(), 1);
        assert_eq!(with(None).rejected[0].column, "类别");
        assert_eq!(with(Some(Kind::Fee)).rejected[0].column, "类别", "there are no decisions on fees");
    }

    #[test]
    fn items_and_documents_end_after_they_begin() {
        let import = read(
            Ledger::Items,
            &[
                "类别|编码|名称|开始日期|终止日期",
                "行政许可|1|排污许可|2015-01-01|2014-12-31",
                "其他|2|辐射安全备案|2015-01-01|",
            ],
        );
        assert_eq!(reasons(&import), [(2, "终止日期", "早于开始日期")]);
        assert_eq!(import.rows.len(), 1);
        let import = read(
            Ledger::Documents,
            &[
                "文号|标题|成文日期|公开日期|废止日期",
                "云澜环规〔2016〕1号|关于某事的意见|2016-05-01|2016-04-30|2016-01-01",
            ],
        );
        assert_eq!(reasons(&import), [(2, "公开日期", "早于成文日期"), (2, "废止日期", "早于成文日期")]);
    }

    #[test]
    fn a_table_without_its_titles_is_none() {
        let none =
            |rows: &[&str]| import(Ledger::FeeIncome, &lines(rows), Told { kind: None, today: TODAY }).unwrap_err();
        assert_eq!(none(&[]), NoTable::NoTitles(vec!["票据号码", "收费项目", "收费日期", "金额"]));
        assert_eq!(
            none(&["票据号|项目|日期", "1|监测费|2019-01-01"]),
            NoTable::NoTitles(vec!["票据号码", "收费项目", "收费日期", "金额"])
        );
        assert_eq!(none(&["票据号|项目|日期|金额|金额（元）", "1|监测费|2019-01-01|1|1"]), NoTable::Twice("金额"));
        let many: Vec<&str> =
            ["票据号|项目|日期|金额"].into_iter().chain(std::iter::repeat_n("x", MOST_ROWS + 1)).collect();
        assert_eq!(none(&many), NoTable::TooMany);
    }

    #[test]
    fn a_row_that_is_typed_in_is_read_the_same_way() {
        let told = Told { kind: Some(Kind::Licence), today: TODAY };
        let typed = |number: &str, on: &str| {
            let texts = ["", number, "排污许可", "环评科", on].map(str::to_owned);
            let fields: Vec<_> = columns(Ledger::Decisions).iter().copied().zip(texts).collect();
            enter(Ledger::Decisions, &fields, told)
        };
        assert_eq!(typed("云澜环许〔2019〕9号", "2019-03-05").unwrap().key(), "licences|云澜环许〔2019〕9号");
        assert_eq!(typed("", "x").unwrap_err().len(), 2);
    }

    #[test]
    fn every_ledger_reads_its_own_template() {
        for ledger in Ledger::ALL {
            let titles: Vec<&str> = columns(ledger).iter().map(|column| column.title).collect();
            assert_eq!(
                import(ledger, &lines(&[&titles.join("|")]), Told { kind: None, today: TODAY }),
                Ok(Import::default())
            );
            assert!(titles.contains(&key_column(ledger)));
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_table_is_taken_or_rejected(
            cells in prop::collection::vec(prop::collection::vec(any::<String>(), 0..8), 0..8)
        ) {
            for ledger in Ledger::ALL {
                let titles = columns(ledger).iter().map(|column| column.title.to_owned()).collect();
                let mut table = vec![Line { number: 1, cells: titles }];
                table.extend((2..).zip(&cells).map(|(number, cells)| Line { number, cells: cells.clone() }));
                let import = import(ledger, &table, Told { kind: None, today: TODAY }).unwrap();
                let rows = table[1..].iter().filter(|line| !is_no_row(line)).count();
                let mut refused: Vec<usize> = import.rejected.iter().map(|one| one.line).collect();
                refused.dedup();
                prop_assert_eq!(import.rows.len() + refused.len(), rows);
            }
        }
    }
}
