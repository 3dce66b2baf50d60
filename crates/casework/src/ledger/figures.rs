//! What a year's rows say in section two of the annual report.
//!
//! An item (项目) is an entry of the list of powers, a decision (处理决定) is a case: never the one for the other.
//! 上一年项目数量 is what was on the list on 31 December before, 本年增/减 what the list has at the end of the year more or
//! less than that, 处理决定数量 the decisions of the year. Money is kept in 元 and printed in 万元, to the last digit.

use std::collections::BTreeMap;

use law::calendar::Day;
use law::report::{Cell, CellId, Edition, Table, Tables};
use rust_decimal::Decimal;

use super::row::Row;
use super::{Kind, Ledger};

/// The counts of a year, from rows or from a database that counts the same way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Items on the list on 31 December of the year before.
    pub items_before: BTreeMap<Kind, u64>,
    /// Items on the list on 31 December of the year.
    pub items_at_end: BTreeMap<Kind, u64>,
    /// Decisions of the year.
    pub decisions: BTreeMap<Kind, u64>,
    /// What fees brought in, in 元.
    pub fee_income: Decimal,
    /// Procurements of the year.
    pub purchases: u64,
    /// What they cost, in 元.
    pub purchase_amount: Decimal,
}

/// 31 December, on which a year is looked at.
pub fn last_day(year: i16) -> Day {
    Day::new(year, 12, 31).expect("every year of a calendar has a last day")
}

impl Figures {
    /// Of a year, from all rows of all ledgers. Documents are counted with the publications.
    pub fn of<'a>(year: i16, rows: impl IntoIterator<Item = &'a Row>) -> Figures {
        let (before, end) = (last_day(year - 1), last_day(year));
        let mut figures = Figures::default();
        for row in rows {
            match row {
                Row::Item(item) => {
                    for (day, counts) in [(before, &mut figures.items_before), (end, &mut figures.items_at_end)] {
                        if item.holds_on(day) {
                            *counts.entry(item.kind).or_default() += 1;
                        }
                    }
                }
                Row::Decision(decision) if decision.on.year() == year => {
                    *figures.decisions.entry(decision.kind).or_default() += 1;
                }
                Row::FeeIncome(income) if income.on.year() == year => figures.fee_income += income.amount,
                Row::Purchase(purchase) if purchase.on.year() == year => {
                    figures.purchases += 1;
                    figures.purchase_amount += purchase.amount;
                }
                Row::Decision(_) | Row::FeeIncome(_) | Row::Purchase(_) | Row::Document(_) => {}
            }
        }
        figures
    }

    /// The cells of the form that ledgers fill, noughts included; section (1) is that of the publications.
    pub fn tables(&self, edition: Edition) -> Tables {
        let mut tables = Tables::default();
        for block in edition.form().blocks.iter().filter(|block| block.item != 1) {
            for row in &block.rows {
                for column in &block.columns {
                    let id =
                        CellId::find(Table::Proactive, &row.code, &column.code).expect("a cell of the form (tested)");
                    tables.set(id, Cell::number(self.figure(&row.code, &column.code)));
                }
            }
        }
        tables
    }

    /// One figure, by the codes of its row and column.
    fn figure(&self, row: &str, column: &str) -> Decimal {
        let kind = Kind::of_code(row);
        let count = |counts: &BTreeMap<Kind, u64>| {
            Decimal::from(kind.and_then(|kind| counts.get(&kind)).copied().unwrap_or_default())
        };
        match (row, column) {
            ("procurement", "items") => Decimal::from(self.purchases),
            ("procurement", "amount") => in_ten_thousands(self.purchase_amount),
            (_, "amount") => in_ten_thousands(self.fee_income),
            (_, "previous_items") => count(&self.items_before),
            (_, "change") => count(&self.items_at_end) - count(&self.items_before),
            _ => count(&self.decisions),
        }
    }
}

/// The ledger whose rows stand behind a cell of section two, and of which kind; `None` for cells of other sections.
pub fn behind(row: &str, column: &str) -> Option<(Ledger, Option<Kind>)> {
    let kind = Kind::of_code(row);
    match (kind, row, column) {
        (None, "procurement", _) => Some((Ledger::Procurement, None)),
        (Some(Kind::Fee), _, "amount") => Some((Ledger::FeeIncome, None)),
        (Some(kind), _, "decisions") => Some((Ledger::Decisions, Some(kind))),
        (Some(kind), _, _) => Some((Ledger::Items, Some(kind))),
        (None, _, _) => None,
    }
}

fn in_ten_thousands(yuan: Decimal) -> Decimal {
    (yuan / Decimal::from(10_000)).normalize()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::row::{Decision, FeeIncome, Item, Purchase};

    fn day(text: &str) -> Day {
        law::calendar::parse_day(text).unwrap()
    }

    fn item(kind: Kind, from: &str, to: Option<&str>) -> Row {
        let (code, name, unit) = ("1".into(), "排污许可".into(), String::new());
        Row::Item(Item { kind, code, name, unit, from: day(from), to: to.map(day) })
    }

    fn decision(kind: Kind, on: &str) -> Row {
        let (number, item, unit) = ("1".into(), "排污许可".into(), String::new());
        Row::Decision(Decision { kind, number, item, unit, on: day(on) })
    }

    fn purchase(on: &str, amount: &str) -> Row {
        let amount = amount.parse().unwrap();
        Row::Purchase(Purchase { number: "1".into(), name: "监测车".into(), on: day(on), amount })
    }

    fn cell(figures: &Figures, edition: Edition, row: &str, column: &str) -> Decimal {
        figures.tables(edition).counted(CellId::find(Table::Proactive, row, column).unwrap()).unwrap()
    }

    #[test]
    fn items_are_those_of_the_list_at_the_turn_of_the_year() {
        let rows = [
            item(Kind::Penalty, "2015-01-01", None),
            item(Kind::Penalty, "2015-01-01", Some("2018-12-31")),
            item(Kind::Penalty, "2015-01-01", Some("2018-12-30")),
            item(Kind::Penalty, "2015-01-01", Some("2019-06-30")),
            item(Kind::Penalty, "2019-12-31", None),
            item(Kind::Penalty, "2020-01-01", None),
            item(Kind::OtherService, "2015-01-01", Some("2019-06-30")),
        ];
        let figures = Figures::of(2019, &rows);
        let of_2019 = |row, column| cell(&figures, Edition::Of2019, row, column);
        assert_eq!(of_2019("penalties", "previous_items"), Decimal::from(3));
        assert_eq!(of_2019("penalties", "change"), Decimal::from(-1));
        assert_eq!(of_2019("other_services", "change"), Decimal::from(-1));
        assert_eq!(of_2019("penalties", "decisions"), Decimal::ZERO, "an item is no decision");
    }

    #[test]
    fn decisions_are_those_of_the_year() {
        let days = ["2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01"];
        let figures = Figures::of(2019, &days.map(|on| decision(Kind::Licence, on)));
        for edition in Edition::ALL {
            assert_eq!(cell(&figures, edition, "licences", "decisions"), Decimal::from(2));
            assert_eq!(cell(&figures, edition, "penalties", "decisions"), Decimal::ZERO);
        }
    }

    #[test]
    fn money_is_exact_and_in_ten_thousands() {
        let rows =
            [purchase("2019-05-06", "21537000.10"), purchase("2019-06-06", "399.9"), purchase("2020-01-01", "1")];
        let figures = Figures::of(2019, &rows);
        let cells = figures.tables(Edition::Of2019);
        let amount = cells.get(CellId::find(Table::Proactive, "procurement", "amount").unwrap()).unwrap();
        assert_eq!(amount.value().unwrap().to_string(), "2153.74");
        let income = Row::FeeIncome(FeeIncome {
            number: "1".into(),
            item: "监测费".into(),
            on: day("2022-05-06"),
            amount: Decimal::from(123_456),
        });
        let fees = Figures::of(2022, &[income]);
        assert_eq!(cell(&fees, Edition::Of2021, "fees", "amount").to_string(), "12.3456");
    }

    #[test]
    fn every_cell_of_section_two_but_the_documents_is_filled_and_has_its_ledger() {
        for edition in Edition::ALL {
            let form = edition.form();
            let documents = form.block(1).map_or(0, |block| block.rows.len() * block.columns.len());
            let tables = Figures::default().tables(edition);
            let cells = form.cells().filter(|id| id.table == Table::Proactive).count();
            assert_eq!(tables.iter().count(), cells - documents);
            assert!(tables.iter().all(|(id, _)| behind(id.row, id.column).is_some()));
        }
        assert_eq!(behind("normative_documents", "made"), None);
    }

    fn items() -> impl Strategy<Value = Vec<Row>> {
        let item = (0..4000_i64, prop::option::of(0..2000_i64)).prop_map(|(from, to)| {
            let after = |days: i64| day("2017-01-01").checked_add(jiff::Span::new().days(days)).unwrap();
            let (code, name, unit) = ("1".into(), "名称".into(), String::new());
            let to = to.map(|days| after(from + days));
            Row::Item(Item { kind: Kind::Penalty, code, name, unit, from: after(from), to })
        });
        prop::collection::vec(item, 0..40)
    }

    proptest! {
        /// Rule W2: 上一年项目数量 of a year is that of the year before and its 增/减.
        #[test]
        fn the_list_goes_on_from_year_to_year(rows in items(), year in 2018_i16..2026) {
            let of = |year, column| cell(&Figures::of(year, &rows), Edition::Of2019, "penalties", column);
            prop_assert_eq!(of(year + 1, "previous_items"), of(year, "previous_items") + of(year, "change"));
        }
    }
}
