//! W13: what the form asks for and the report does not have.

use super::fees;
use super::phrases::contains_any;
use super::sentence::Sentence;
use crate::report::{CellId, Content, Edition, Finding, Report, Rule, Table};

/// Headings that section one must cover since report year 2021 (国办公开办函〔2021〕30号), with what agencies call them.
const HEADINGS: &[(&str, &[&str])] = &[
    ("主动公开", &["主动公开"]),
    ("依申请公开", &["依申请", "申请公开", "公开申请"]),
    ("政府信息管理", &["信息管理", "信息资源管理"]),
    ("政府信息公开平台建设", &["平台建设", "公开平台", "平台"]),
    ("监督保障", &["监督保障", "监督", "考核", "培训"]),
];

const KINDS: &[&str] =
    &["natural_person", "enterprise", "research_institution", "social_organization", "legal_service", "other"];

/// Findings on the whole report.
pub(super) fn check(sentences: &[Sentence], report: &Report) -> Vec<Finding> {
    let mut findings = sections(report);
    findings.extend(tables(report));
    findings.extend(totals(report));
    findings.extend(unit(report));
    findings.extend(headings(sentences, report));
    findings.extend(fee(sentences, report));
    findings
}

fn gap(message: String, report: &Report) -> Finding {
    // 国办公开办函〔2019〕60号 only encourages its form; from report year 2021 that form is out of date.
    let tried_out = report.form().edition == Edition::Of2019 && report.year.is_none_or(|year| year < 2021);
    let gently = if tried_out { "（2019年格式为试行，供参考）" } else { "" };
    Finding::new(Rule::W13, message + gently)
}

/// Sections that are missing or empty. A source without any text (a table alone) is not held against the form.
fn sections(report: &Report) -> Vec<Finding> {
    if report.narrative.sections.is_empty() && report.narrative.preface.is_empty() {
        return Vec::new();
    }
    let numerals = ["", "一", "二", "三", "四", "五", "六"];
    let mut findings = Vec::new();
    for heading in &report.form().sections {
        let numeral = numerals.get(usize::from(heading.number)).copied().unwrap_or_default();
        let name = format!("“{numeral}、{}”", heading.heading);
        match report.narrative.section(heading.number) {
            None => findings.push(gap(format!("缺少{name}部分"), report)),
            // Sections two to four may be tables alone.
            Some(section)
                if matches!(heading.number, 1 | 5 | 6)
                    && section.paragraphs.iter().all(|text| text.trim().is_empty()) =>
            {
                findings.push(gap(format!("{name}部分没有文字，没有需要报告的事项也请写明“无”"), report));
            }
            Some(_) => {}
        }
    }
    findings
}

/// Tables that are missing, whole or in part.
fn tables(report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in Table::ALL {
        let missing: Vec<CellId> =
            report.cells().filter(|cell| cell.table == table && report.tables.get(*cell).is_none()).collect();
        if !report.tables.has(table) {
            findings.push(gap(format!("没有读到{}", table.printed()), report).on(table, None, None));
        } else if let Some(first) = missing.first() {
            let names: Vec<String> = missing.iter().take(3).map(|id| report.name_of(*id)).collect();
            let more = if missing.len() > 3 { "等" } else { "" };
            let message = format!("{}缺少{}个单元格：{}{more}", table.printed(), missing.len(), names.join("、"));
            let same_row = missing.iter().all(|cell| cell.row == first.row);
            findings.push(gap(message, report).on(table, same_row.then_some(first.row), None));
        }
    }
    findings
}

/// Totals left blank beside figures: the sums of the form cannot be judged there.
fn totals(report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    let written = |id: CellId| report.tables.get(id).is_some_and(|cell| matches!(cell.content, Content::Number(_)));
    let blank = |id: CellId| report.tables.get(id).is_some_and(crate::report::Cell::is_blank);
    let form = report.form();
    let cell = |row, column| CellId { table: Table::Requests, row, column };

    let rows: Vec<&'static str> = form.requests.rows.iter().map(|row| &*row.code).collect();
    let open: Vec<&'static str> = rows
        .iter()
        .copied()
        .filter(|row| blank(cell(row, "total")) && KINDS.iter().any(|kind| written(cell(row, kind))))
        .collect();
    if !open.is_empty() {
        let names: Vec<String> = open
            .iter()
            .filter_map(|row| cell(row, "total").row_label(form))
            .map(|label| format!("“{}”", label.short()))
            .collect();
        let message = format!("表三有{}行填了数字而“总计”列空白（{}），无法核对合计", open.len(), names.join(""));
        findings.push(gap(message, report).on(Table::Requests, (open.len() == 1).then(|| open[0]), Some("total")));
    }
    for column in KINDS.iter().copied() {
        let figures = form.outcome_rows().any(|row| written(cell(&row.code, column)));
        if figures && blank(cell("total", column)) {
            let id = cell("total", column);
            findings.push(gap(format!("{id}空白，而该列有办理结果，无法核对合计"), report).on_cell(id));
        }
    }
    for row in &form.remedies.rows {
        let cell = |column| CellId { table: Table::Remedies, row: &row.code, column };
        if blank(cell("total"))
            && ["upheld", "corrected", "other", "pending"].into_iter().any(|column| written(cell(column)))
        {
            findings.push(
                gap(format!("{}空白，而该组填有数字，无法核对合计", cell("total")), report).on_cell(cell("total")),
            );
        }
    }
    findings
}

/// The form of 2019 prints no unit for the amount of procurement.
fn unit(report: &Report) -> Option<Finding> {
    let id = CellId { table: Table::Proactive, row: "procurement", column: "amount" };
    let cell = report.tables.get(id)?;
    let amount = cell.value().filter(|amount| !amount.is_zero() && cell.unit.is_none())?;
    let noted = cell.note.as_deref().is_some_and(|note| note.contains('元'));
    (!noted).then(|| gap(format!("{id}为{amount}，没有写明单位（元或万元）"), report).on_cell(id))
}

/// Section one since report year 2021.
fn headings(sentences: &[Sentence], report: &Report) -> Option<Finding> {
    let current =
        report.year.map_or(report.edition == Some(Edition::Of2021), |year| Edition::of_year(year) == Edition::Of2021);
    let section = report.narrative.section(1).filter(|section| !section.paragraphs.is_empty());
    section.filter(|_| current)?;
    let covered =
        |words: &[&str]| sentences.iter().any(|sentence| sentence.section == 1 && contains_any(&sentence.text, words));
    let missing: Vec<&str> = HEADINGS.iter().filter(|(_, words)| !covered(words)).map(|(name, _)| *name).collect();
    (!missing.is_empty()).then(|| {
        let message = format!("“一、总体情况”没有写到{}；2021年起该部分须包括五个方面", missing.join("、"));
        Finding::new(Rule::W13, message)
    })
}

/// Section six of the form of 2021 states the information-handling fees.
fn fee(sentences: &[Sentence], report: &Report) -> Option<Finding> {
    let six = report.narrative.section(6)?;
    let filled = six.paragraphs.iter().any(|text| !text.trim().is_empty());
    let current = report.edition == Some(Edition::Of2021);
    (current && filled && !sentences.iter().any(|sentence| fees::mentions(&sentence.text))).then(|| {
        let message = "“六、其他需要报告的事项”没有说明信息处理费的收取情况；未收取的也请写明";
        Finding::new(Rule::W13, message)
    })
}
