//! The sums of the form (E1–E5). Which cell is the likely cause of those that fail is found in [`crate::report::diagnosis`].

use rust_decimal::Decimal;

use crate::report::diagnosis::{self, Cause};
use crate::report::{Cell, CellId, Finding, Label, Report, Rule, Table};

/// Something that must add up: both sides as lists of cells.
#[derive(Clone, Debug)]
pub(in crate::report) struct Sum {
    pub(in crate::report) rule: Rule,
    /// The row that it runs along, or `None` where it runs down a column.
    pub(in crate::report) row: Option<&'static str>,
    /// The column that it runs down, or `None` where it runs along a row.
    pub(in crate::report) column: Option<&'static str>,
    pub(in crate::report) left: Vec<CellId>,
    pub(in crate::report) right: Vec<CellId>,
}

/// A sum with the figures of one report in it.
#[derive(Clone, Debug)]
pub(in crate::report) struct Judged {
    pub(in crate::report) sum: Sum,
    pub(in crate::report) left: Decimal,
    pub(in crate::report) right: Decimal,
}

/// E1–E5. A likely cause stands before what follows from it.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let mut findings = figures(report);
    let judged: Vec<Judged> = sums(report).into_iter().filter_map(|sum| sum.judge(report)).collect();
    let mut follows = vec![None; judged.len()];
    let mut told = vec![false; judged.len()];
    for cause in diagnosis::causes(&judged, report) {
        let known = findings.iter().position(|finding| finding.is_on_cell(cause.cell));
        let index = known.unwrap_or_else(|| {
            told[cause.explains[0]] = true;
            findings.push(of_cause(&cause, &judged));
            findings.len() - 1
        });
        for &failing in &cause.explains {
            follows[failing].get_or_insert(index);
        }
    }
    for (index, sum) in judged.iter().enumerate() {
        if sum.fails() && !told[index] {
            findings.push(Finding { consequence_of: follows[index], ..of_sum(sum) });
        }
    }
    findings.extend(subtotals(report));
    findings
}

/// E4: whole numbers, not negative, in tables three and four.
fn figures(report: &Report) -> Vec<Finding> {
    let wrong = |(id, cell): (CellId, &Cell)| {
        let value = cell.value().filter(|value| !is_count(*value))?;
        let message = format!("{id}填的是{}，申请和案件的数量只能是不小于零的整数", value.normalize());
        Some(Finding::new(Rule::E4, message).on_cell(id).sides(value, Decimal::ZERO))
    };
    report.tables.iter().filter(|(id, _)| id.table != Table::Proactive).filter_map(wrong).collect()
}

/// A number of things: whole and not negative.
pub(in crate::report) fn is_count(value: Decimal) -> bool {
    value.fract().is_zero() && value >= Decimal::ZERO
}

/// Every sum that the form of this report asks for.
fn sums(report: &Report) -> Vec<Sum> {
    let form = report.form();
    let mut sums = Vec::new();
    for column in &form.requests.columns {
        let cell = |row| CellId { table: Table::Requests, row, column: &column.code };
        let down = |rule, left, right| Sum { rule, row: None, column: Some(&column.code), left, right };
        let (came_in, went_out) = ([cell("received"), cell("carried_in")], [cell("total"), cell("carried_out")]);
        sums.push(down(Rule::E1, came_in.to_vec(), went_out.to_vec()));
        let outcomes = form.outcome_rows().map(|row| cell(&row.code)).collect();
        sums.push(down(Rule::E2, outcomes, vec![cell("total")]));
    }
    let along = |rule, table, row: &'static Label, columns: &'static [Label]| {
        let cells = columns.iter().map(|column| CellId { table, row: &row.code, column: &column.code });
        let (left, right) = cells.partition(|cell| cell.column != "total");
        Sum { rule, row: Some(&row.code), column: None, left, right }
    };
    let (requests, remedies) = (&form.requests, &form.remedies);
    sums.extend(requests.rows.iter().map(|row| along(Rule::E3, Table::Requests, row, &requests.columns)));
    sums.extend(remedies.rows.iter().map(|row| along(Rule::E5, Table::Remedies, row, &remedies.columns)));
    sums
}

impl Sum {
    /// `None` where a cell is missing, unread, or a total left blank over figures: then nothing can be said.
    fn judge(self, report: &Report) -> Option<Judged> {
        let side = |cells: &[CellId]| {
            cells.iter().try_fold(Decimal::ZERO, |sum, &id| {
                let value = report.tables.counted(id)?;
                if report.is_forgotten_total(id) { None } else { sum.checked_add(value) }
            })
        };
        let (left, right) = (side(&self.left)?, side(&self.right)?);
        Some(Judged { sum: self, left, right })
    }
}

impl Judged {
    pub(in crate::report) fn fails(&self) -> bool {
        self.left != self.right
    }

    /// By how much the left side is larger.
    pub(in crate::report) fn gap(&self) -> Decimal {
        self.left - self.right
    }

    /// 1 where raising the cell widens the gap, −1 where it narrows it, 0 where the cell is not part of the sum.
    pub(in crate::report) fn sign(&self, id: CellId) -> i8 {
        i8::from(self.sum.left.contains(&id)) - i8::from(self.sum.right.contains(&id))
    }

    pub(in crate::report) fn cells(&self) -> impl Iterator<Item = CellId> {
        self.sum.left.iter().chain(&self.sum.right).copied()
    }

    /// Both sides in words: 「各类申请人之和4，总计3」.
    fn sides_in_words(&self) -> String {
        let (left, right) = (self.left.normalize(), self.right.normalize());
        match self.sum.rule {
            Rule::E1 => format!("本年新收与上年结转之和是{left}，总计与结转下年度之和是{right}"),
            Rule::E2 => format!("各项办理结果之和是{left}，“（七）总计”填的是{right}"),
            Rule::E3 => format!("各类申请人之和是{left}，“总计”填的是{right}"),
            _ => format!("维持、纠正、其他、尚未审结之和是{left}，“总计”填的是{right}"),
        }
    }
}

impl Report {
    /// A total that was left blank although what it adds up has figures. Elsewhere a blank stands for nought.
    pub(in crate::report) fn is_forgotten_total(&self, id: CellId) -> bool {
        if !self.tables.get(id).is_some_and(Cell::is_blank) {
            return false;
        }
        let has_figure = |id| self.tables.get(id).and_then(Cell::value).is_some_and(|value| !value.is_zero());
        let form = self.form();
        let columns = match id.table {
            Table::Proactive => return false,
            Table::Requests => &form.requests.columns,
            Table::Remedies => &form.remedies.columns,
        };
        let in_its_row =
            id.column == "total" && columns.iter().any(|column| has_figure(CellId { column: &column.code, ..id }));
        let in_its_column =
            id.row == "total" && form.outcome_rows().any(|row| has_figure(CellId { row: &row.code, ..id }));
        in_its_row || in_its_column
    }
}

fn of_sum(judged: &Judged) -> Finding {
    let sum = &judged.sum;
    let table = sum.left[0].table;
    let place = match sum.row {
        Some(_) => format!("{}“{}”行", table.printed(), sum.left[0].row_name()),
        None => format!("{}“{}”列", table.printed(), sum.left[0].column_name()),
    };
    let message = format!("{place}不平：{}", judged.sides_in_words());
    Finding::new(sum.rule, message).on(table, sum.row, sum.column).sides(judged.left, judged.right)
}

/// The cause is told once, at its cell, by the sum that shows it best.
fn of_cause(cause: &Cause, judged: &[Judged]) -> Finding {
    let Cause { cell, written, expected, explains } = cause;
    let best = &judged[explains[0]];
    let places = explains.iter().map(|&index| judged[index].sides_in_words()).collect::<Vec<_>>().join("；");
    let (written, expected) = (written.normalize(), expected.normalize());
    let message = format!("{cell}很可能填错：填的是{written}，按勾稽关系应为{expected}（{places}）");
    Finding::new(best.sum.rule, message).on_cell(*cell).sides(best.left, best.right)
}

/// E2 for subtotal rows that an agency has added under （三）–（六）: no part of the form, but wrong where they do not add up.
fn subtotals(report: &Report) -> Vec<Finding> {
    let form = report.form();
    let mut findings = Vec::new();
    for ((group, column), cell) in &report.subtotals {
        let leaves = form.requests.rows.iter().filter(|row| row.group.as_deref() == Some(group));
        let sum = leaves.map(|row| report.tables.counted(CellId { table: Table::Requests, row: &row.code, column }));
        let (Some(sum), Some(written)) = (sum.sum::<Option<Decimal>>(), cell.value()) else { continue };
        if sum != written {
            let label = form.requests.columns.iter().find(|label| label.code == *column).map_or(*column, Label::short);
            let (sum_words, written_words) = (sum.normalize(), written.normalize());
            let message =
                format!("表三“{group}”的小计行“{label}”列不平：各项之和是{sum_words}，小计填的是{written_words}");
            findings.push(Finding::new(Rule::E2, message).on(Table::Requests, None, Some(column)).sides(sum, written));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Edition;
    use crate::report::sample::{cell, report_of};

    fn told(report: &Report) -> Vec<String> {
        let name = |f: &Finding| format!("{} {}/{}", f.rule, f.row.unwrap_or("·"), f.column.unwrap_or("·"));
        let line = |f: &Finding| f.consequence_of.map_or_else(|| name(f), |cause| format!("{} ⇐ {cause}", name(f)));
        check(report).iter().map(line).collect()
    }

    #[test]
    fn a_report_in_good_form_has_no_violation() {
        for edition in Edition::ALL {
            assert_eq!(told(&report_of(edition)), Vec::<String>::new());
        }
    }

    #[test]
    fn one_wrong_outcome_is_told_once_at_the_crossing_of_its_row_and_column() {
        let mut report = report_of(Edition::Of2021);
        report.tables.set(cell("requests.granted.enterprise"), Cell::number(9));
        assert_eq!(told(&report), ["E3 granted/enterprise", "E2 ·/enterprise ⇐ 0"]);
        let first = &check(&report)[0];
        assert_eq!(
            first.message,
            "表三“予以公开”行“商业企业”列很可能填错：填的是9，按勾稽关系应为2（各类申请人之和是22，“总计”填的是15；各项办理结果之和是11，“（七）总计”填的是4）"
        );
    }

    #[test]
    fn a_wrong_total_of_totals_is_told_once() {
        let mut report = report_of(Edition::Of2019);
        report.tables.set(cell("requests.total.total"), Cell::number(999));
        assert_eq!(told(&report), ["E3 total/total", "E1 ·/total ⇐ 0", "E2 ·/total ⇐ 0"]);
    }

    #[test]
    fn two_mistakes_in_two_places_are_two_causes() {
        let mut report = report_of(Edition::Of2021);
        report.tables.set(cell("requests.received.natural_person"), Cell::number(40));
        report.tables.set(cell("requests.declined_repeat.total"), Cell::number(8));
        assert_eq!(
            told(&report),
            ["E3 received/natural_person", "E3 declined_repeat/total", "E1 ·/natural_person ⇐ 0", "E2 ·/total ⇐ 1"]
        );
    }

    #[test]
    fn mistakes_that_fit_two_explanations_are_not_pinned_on_a_cell() {
        let mut report = report_of(Edition::Of2021);
        // Both too large by 1: that of 商业企业 and 自然人 may as well be exchanged.
        report.tables.set(cell("requests.granted.natural_person"), Cell::number(13));
        report.tables.set(cell("requests.unavailable_not_held.enterprise"), Cell::number(3));
        let told = told(&report);
        assert_eq!(told, ["E2 ·/natural_person", "E2 ·/enterprise", "E3 granted/·", "E3 unavailable_not_held/·"]);
    }

    #[test]
    fn an_explanation_that_needs_a_negative_count_is_none() {
        let mut report = report_of(Edition::Of2021);
        // Both too large by 5, but 予以公开 of 商业企业 is only 2: the exchange cannot be.
        report.tables.set(cell("requests.granted.natural_person"), Cell::number(17));
        report.tables.set(cell("requests.declined_repeat.enterprise"), Cell::number(5));
        assert_eq!(told(&report)[..2], ["E3 granted/natural_person", "E3 declined_repeat/enterprise"]);
    }

    #[test]
    fn a_negative_count_is_the_cause_of_the_sums_that_it_breaks() {
        let mut report = report_of(Edition::Of2019);
        report.tables.set(cell("requests.granted.other"), Cell::number(-2));
        assert_eq!(told(&report), ["E4 granted/other", "E2 ·/other ⇐ 0", "E3 granted/· ⇐ 0"]);
    }

    #[test]
    fn totals_left_blank_over_figures_are_not_judged_and_blank_figures_count_as_nought() {
        let mut report = report_of(Edition::Of2019);
        for row in Edition::Of2019.form().outcome_rows() {
            report.tables.set(CellId { table: Table::Requests, row: &row.code, column: "total" }, Cell::blank());
        }
        report.tables.set(cell("requests.carried_in.other"), Cell::blank());
        assert_eq!(told(&report), Vec::<String>::new());
    }

    #[test]
    fn an_unread_cell_is_never_counted() {
        let mut report = report_of(Edition::Of2019);
        report.tables.set(cell("requests.granted.natural_person"), Cell::unread("看不清"));
        assert_eq!(told(&report), Vec::<String>::new());
    }

    #[test]
    fn table_four_adds_up_group_by_group() {
        let mut report = report_of(Edition::Of2021);
        report.tables.set(cell("remedies.litigation_direct.upheld"), Cell::number(7));
        assert_eq!(told(&report), ["E5 litigation_direct/·"]);
        assert!(check(&report)[0].message.starts_with("表四“未经复议直接起诉”行不平"));
    }

    #[test]
    fn an_added_subtotal_is_checked_and_kept_out_of_the_sum() {
        let mut report = report_of(Edition::Of2021);
        report.subtotals.insert(("（五）不予处理".into(), "total"), Cell::number(4));
        assert_eq!(told(&report), ["E2 ·/total"]);
    }
}
