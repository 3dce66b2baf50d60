//! What a report owes to the one of the year before (E7, W1–W3, W10).

use rust_decimal::Decimal;

use crate::report::{Cell, CellId, Edition, Finding, Report, Rule, Table};

/// E7: what was carried out last year is carried in this year, in every column.
pub(super) fn check(report: &Report, previous: &Report) -> Vec<Finding> {
    if not_the_year_before(report, previous).is_some() {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = Vec::new();
    let mut parts = Decimal::ZERO;
    for column in &report.form().requests.columns {
        let cell = |row| CellId { table: Table::Requests, row, column: &column.code };
        let (carried_in, carried_out) = (cell("carried_in"), cell("carried_out"));
        let (Some(here), Some(there)) = (counted(report, carried_in), counted(previous, carried_out)) else { continue };
        if here == there {
            continue;
        }
        // A total that differs by just what its parts differ by is their consequence.
        let follows = carried_in.column == "total" && !findings.is_empty() && here - there == parts;
        parts += here - there;
        let (here_words, there_words) = (here.normalize(), there.normalize());
        let message =
            format!("{carried_in}是{here_words}，但上年度报告“结转下年度继续办理”同列是{there_words}，两者应当相等");
        let finding = Finding::new(Rule::E7, message).on_cell(carried_in).sides(here, there);
        findings.push(Finding { consequence_of: follows.then_some(0), ..finding });
    }
    findings
}

/// W1–W3 and W10.
pub(super) fn hints(report: &Report, previous: &Report) -> Vec<Finding> {
    if let Some(message) = not_the_year_before(report, previous) {
        return vec![Finding::new(Rule::E7, message)];
    }
    let mut findings = documents_in_force(report, previous);
    findings.extend(items(report, previous));
    findings.extend(jumps(report, previous));
    findings
}

/// Years that are known and do not follow each other: nothing can be held against anything.
fn not_the_year_before(report: &Report, previous: &Report) -> Option<String> {
    let (this, that) = (report.year?, previous.year?);
    (this != that + 1)
        .then(|| format!("对照的报告是{that}年度的，这份是{this}年度的，不是相邻年度，跨年度的勾稽关系没有核对"))
}

fn counted(report: &Report, id: CellId) -> Option<Decimal> {
    report.tables.counted(id).filter(|_| !report.is_forgotten_total(id))
}

fn written(report: &Report, row: &'static str, column: &'static str) -> Option<Decimal> {
    report.tables.get(CellId { table: Table::Proactive, row, column }).and_then(Cell::value)
}

/// W1: 现行有效 = last year's + 制发 − 废止. Recounts, revisions counted as 制发 and lapses break it legitimately.
fn documents_in_force(report: &Report, previous: &Report) -> Vec<Finding> {
    let odd = |row| {
        let before = written(previous, row, "in_force")?;
        let (made, repealed, now) =
            (written(report, row, "made")?, written(report, row, "repealed")?, written(report, row, "in_force")?);
        let expected = before.checked_add(made)?.checked_sub(repealed)?;
        let id = CellId { table: Table::Proactive, row, column: "in_force" };
        let words = [before, made, repealed, expected, now].map(|value| value.normalize());
        let message = format!(
            "{id}是{}，按上年现行有效{}加制发{}减废止{}应为{}（重新清理、修订、自然失效时可以不同，请说明）",
            words[4], words[0], words[1], words[2], words[3]
        );
        (now != expected).then(|| Finding::new(Rule::W1, message).on_cell(id).sides(now, expected))
    };
    ["regulations", "normative_documents"].into_iter().filter_map(odd).collect()
}

/// W2: 上一年项目数量 = last year's 上一年项目数量 + last year's 增减.
fn items(report: &Report, previous: &Report) -> Vec<Finding> {
    let odd = |row| {
        let expected = written(previous, row, "previous_items")?.checked_add(written(previous, row, "change")?)?;
        let now = written(report, row, "previous_items")?;
        let id = CellId { table: Table::Proactive, row, column: "previous_items" };
        let message = || format!("{id}是{}，按上年度报告的项目数量与增减应为{}", now.normalize(), expected.normalize());
        (now != expected).then(|| Finding::new(Rule::W2, message()).on_cell(id).sides(now, expected))
    };
    ["licences", "other_services", "penalties", "coercive_measures", "fees"].into_iter().filter_map(odd).collect()
}

/// More than tenfold is a jump: a slip of a digit makes just that.
const JUMP: u32 = 10;

/// Below this many a jump is chance: 1 application and then 12 is no news.
const WORTH_A_LOOK: u32 = 20;

/// W10: a cell that is more than [`JUMP`] times what it was, or a tenth of it. A row of table three is told once, at its total.
fn jumps(report: &Report, previous: &Report) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let (totals, parts): (Vec<_>, Vec<_>) = report.cells().partition(|id| id.column == "total");
    for id in totals.into_iter().chain(parts) {
        let (Some(now), Some(before)) = (counted(report, id), before(report, previous, id)) else { continue };
        let (low, high) = if now < before { (now, before) } else { (before, now) };
        let told = findings.iter().any(|known| known.table == Some(id.table) && known.row == Some(id.row));
        let jumped = low.max(Decimal::ONE).checked_mul(JUMP.into()).is_some_and(|limit| high > limit);
        if low >= Decimal::ZERO && high >= WORTH_A_LOOK.into() && jumped && !(told && id.table != Table::Proactive) {
            let message = format!("{id}是{}，上年度是{}，相差十倍以上，请核对", now.normalize(), before.normalize());
            findings.push(Finding::new(Rule::W10, message).on_cell(id).sides(now, before));
        }
    }
    findings
}

/// Last year's figure for a cell. W3: 其他处理 was one row until the form of 2021 made it three, so `other` compares with their sum.
fn before(report: &Report, previous: &Report, id: CellId) -> Option<Decimal> {
    let three = ["other_not_corrected", "other_fee_unpaid", "other_misc"];
    if id.table == Table::Requests && report.form().edition != previous.form().edition && three.contains(&id.row) {
        return None;
    }
    counted(previous, id).or_else(|| {
        let split = id.row == "other" && previous.form().edition == Edition::Of2021;
        if !split {
            return None;
        }
        three.into_iter().map(|row| counted(previous, CellId { row, ..id })).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{cell, report_of};

    fn told(findings: &[Finding]) -> Vec<String> {
        let name = |f: &Finding| format!("{} {}/{}", f.rule, f.row.unwrap_or("·"), f.column.unwrap_or("·"));
        findings
            .iter()
            .map(|f| f.consequence_of.map_or_else(|| name(f), |cause| format!("{} ⇐ {cause}", name(f))))
            .collect()
    }

    /// The sample and a report of the year before that it follows from.
    fn two_years(edition: Edition) -> (Report, Report) {
        let report = report_of(edition);
        let mut previous = report.clone();
        previous.year = report.year.map(|year| year - 1);
        for column in &edition.form().requests.columns {
            let cell = |row| CellId { table: Table::Requests, row, column: &column.code };
            let carried = report.tables.get(cell("carried_in")).expect("a full report").clone();
            previous.tables.set(cell("carried_out"), carried);
        }
        (report, previous)
    }

    #[test]
    fn two_years_that_fit_each_other() {
        for edition in Edition::ALL {
            let (report, previous) = two_years(edition);
            assert_eq!(told(&check(&report, &previous)), Vec::<String>::new());
            assert_eq!(told(&hints(&report, &previous)), Vec::<String>::new());
        }
    }

    #[test]
    fn what_is_carried_in_must_have_been_carried_out() {
        let (report, mut previous) = two_years(Edition::Of2021);
        previous.tables.set(cell("requests.carried_out.enterprise"), Cell::number(4));
        previous.tables.set(cell("requests.carried_out.total"), Cell::number(5));
        assert_eq!(told(&check(&report, &previous)), ["E7 carried_in/enterprise", "E7 carried_in/total ⇐ 0"]);
    }

    #[test]
    fn years_that_do_not_follow_each_other_are_not_compared() {
        let (report, mut previous) = two_years(Edition::Of2021);
        previous.year = report.year;
        previous.tables.set(cell("requests.carried_out.total"), Cell::number(99));
        assert_eq!(told(&check(&report, &previous)), Vec::<String>::new());
        assert!(hints(&report, &previous)[0].message.contains("不是相邻年度"));
    }

    #[test]
    fn documents_in_force_follow_from_last_year() {
        let (mut report, mut previous) = two_years(Edition::Of2021);
        // The figures of a city's reports for 2023 and 2024: 597 + 50 − 227 = 420.
        previous.tables.set(cell("proactive.normative_documents.in_force"), Cell::number(597));
        for (column, value) in [("made", 50), ("repealed", 227), ("in_force", 420)] {
            report.tables.set(cell(&format!("proactive.normative_documents.{column}")), Cell::number(value));
        }
        assert_eq!(told(&documents_in_force(&report, &previous)), Vec::<String>::new());
        report.tables.set(cell("proactive.normative_documents.in_force"), Cell::number(421));
        assert_eq!(told(&documents_in_force(&report, &previous)), ["W1 normative_documents/in_force"]);
    }

    #[test]
    fn items_follow_from_last_year() {
        let (mut report, mut previous) = two_years(Edition::Of2019);
        // The seed's penalties: 128 + 9 is 137 the year after.
        previous.tables.set(cell("proactive.penalties.previous_items"), Cell::number(128));
        previous.tables.set(cell("proactive.penalties.change"), Cell::number(9));
        report.tables.set(cell("proactive.penalties.previous_items"), Cell::number(137));
        assert_eq!(told(&items(&report, &previous)), Vec::<String>::new());
        report.tables.set(cell("proactive.penalties.previous_items"), Cell::number(128));
        assert_eq!(told(&items(&report, &previous)), ["W2 penalties/previous_items"]);
    }

    #[test]
    fn a_jump_is_told_once_a_row() {
        let (mut report, previous) = two_years(Edition::Of2021);
        for column in ["natural_person", "total"] {
            report.tables.set(cell(&format!("requests.received.{column}")), Cell::number(3000));
        }
        assert_eq!(told(&hints(&report, &previous)), ["W10 received/total"]);
    }

    #[test]
    fn the_one_row_of_2019_compares_with_the_three_of_2021() {
        let (mut report, mut previous) = (report_of(Edition::Of2021), report_of(Edition::Of2019));
        (previous.year, report.year) = (Some(2020), Some(2021));
        previous.tables.set(cell("requests.other.total"), Cell::number(400));
        report.tables.set(cell("requests.other_misc.total"), Cell::number(400));
        assert!(!told(&hints(&report, &previous)).iter().any(|line| line.starts_with("W10 other")));
    }
}
