//! The tables of several agencies added up, cell by cell: what a 主管部门 makes of the reports of its agencies (Art. 49¶2).

use rust_decimal::Decimal;

use super::{Cell, CellId, Edition, Report, Tables, Unit};

/// The tables of these reports added up, in one edition of the form. A cell is blank where all of them are, and the reason why
/// it could not be added up where one of them could not be read, is missing, or counts in another unit.
pub fn total(edition: Edition, of: &[Report]) -> Tables {
    let added = |id: CellId| added(of.iter().map(|report| (report, report.tables.get(id))));
    edition.form().cells().map(|id| (id, added(id))).collect()
}

fn added<'r>(cells: impl Iterator<Item = (&'r Report, Option<&'r Cell>)>) -> Cell {
    let mut sum: Option<Decimal> = None;
    let mut unit: Option<Option<Unit>> = None;
    for (report, cell) in cells {
        let agency = report.agency.as_deref().unwrap_or("有一个机关");
        let Some(cell) = cell else { return Cell::unread(format!("{agency}的报告没有这一格，不能汇总")) };
        if cell.is_blank() {
            continue;
        }
        let Some(value) = cell.value() else {
            return Cell::unread(format!("{agency}的这一格没有读出来，不能汇总"));
        };
        if *unit.get_or_insert(cell.unit) != cell.unit {
            return Cell::unread(format!("{agency}的单位与其他机关不同，不能汇总"));
        }
        let Some(more) = sum.unwrap_or_default().checked_add(value) else {
            return Cell::unread("数字过大，不能汇总".to_owned());
        };
        sum = Some(more);
    }
    match sum {
        Some(sum) => Cell { unit: unit.flatten(), ..Cell::number(sum) },
        None => Cell::blank(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{cell, report_of};
    use super::super::{Verdict, check};
    use super::*;
    use proptest::prelude::*;

    fn verdict(edition: Edition, tables: Tables) -> Verdict {
        check(&Report { edition: Some(edition), tables, ..Report::default() })
    }

    #[test]
    fn what_holds_in_each_report_holds_in_their_sum() {
        for edition in Edition::ALL {
            let reports = [report_of(edition), report_of(edition), report_of(edition)];
            let sum = total(edition, &reports);
            assert_eq!(sum.counted(cell("requests.received.total")), Some(Decimal::from(60)));
            assert_eq!(verdict(edition, sum).violations, []);
        }
    }

    #[test]
    fn what_does_not_hold_in_one_shows_in_the_sum() {
        let mut wrong = report_of(Edition::Of2019);
        wrong.tables.set(cell("requests.received.total"), Cell::number(99));
        let sum = total(Edition::Of2019, &[report_of(Edition::Of2019), wrong]);
        assert!(!verdict(Edition::Of2019, sum).violations.is_empty());
    }

    #[test]
    fn blanks_add_nothing_and_what_is_not_known_is_said() {
        let id = cell("proactive.procurement.amount");
        let with = |cell: Cell| {
            let mut report = report_of(Edition::Of2019);
            report.tables.set(id, cell);
            report
        };
        let sum = |cells: [Cell; 2]| total(Edition::Of2019, &cells.map(with)).get(id).cloned().unwrap();
        assert_eq!(sum([Cell::blank(), Cell::blank()]), Cell::blank());
        assert_eq!(sum([Cell::blank(), Cell::number(7)]), Cell::number(7));
        let yuan = |value| Cell { unit: Some(Unit::Yuan), ..Cell::number(value) };
        assert_eq!(sum([yuan(3), yuan(4)]), yuan(7));
        for odd in [[yuan(3), Cell::number(4)], [Cell::number(3), Cell::unread("模糊")]] {
            assert_eq!(sum(odd).counted(), None);
        }
        let mut short = report_of(Edition::Of2019);
        short.tables.take_row(id.table, id.row);
        assert_eq!(total(Edition::Of2019, &[short]).counted(id), None, "a cell that is not there is no zero");
        assert_eq!(total(Edition::Of2021, &[]).counted(cell("requests.granted.total")), Some(0.into()));
    }

    proptest! {
        /// Whatever stands in the cells, adding does not depend on the order, and a sum of figures is their sum.
        #[test]
        fn adding_is_adding(figures in prop::collection::vec(-1_000_000i64..1_000_000, 1..6)) {
            let id = cell("requests.granted.natural_person");
            let with = |figure: &i64| {
                let mut report = report_of(Edition::Of2021);
                report.tables.set(id, Cell::number(*figure));
                report
            };
            let mut reports: Vec<_> = figures.iter().map(with).collect();
            let sum = total(Edition::Of2021, &reports);
            reports.reverse();
            prop_assert_eq!(total(Edition::Of2021, &reports), sum.clone());
            prop_assert_eq!(sum.counted(id), Some(figures.iter().sum::<i64>().into()));
        }
    }
}
