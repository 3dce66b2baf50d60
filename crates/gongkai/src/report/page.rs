//! What a person sees of a checked report: the tables as they were understood, faulty cells marked, then every finding.

use std::fmt::Write as _;
use std::path::Path;

use law::report::{CellId, Content, Copied, Finding, Label, Report, Table, Verdict};

use crate::columns::{Align, pad, width};

/// The whole page.
pub(super) fn whole(report: &Report, verdict: &Verdict, copied: Option<&Copied>) -> String {
    let mut page = head(report);
    for table in Table::ALL {
        page += &match table {
            Table::Proactive => proactive(report, verdict),
            Table::Requests => requests(report, verdict),
            Table::Remedies => remedies(report, verdict),
        };
    }
    page += &findings(verdict);
    if let Some(copied) = copied {
        let _ = writeln!(page, "\n正文与上年度报告相同的文字占{}%（数字不计）", copied.percent().normalize());
    }
    page
}

/// One line for one of many files.
pub(super) fn line(file: &Path, report: &Report, verdict: &Verdict) -> String {
    let mark = if verdict.is_clean() { "无误" } else { "有误" };
    let agency = report.agency.as_deref().unwrap_or("机关不明");
    let year = report.year.map_or("年度不明".to_owned(), |year| format!("{year}年"));
    let causes: Vec<_> = verdict.violations.iter().filter(|finding| finding.consequence_of.is_none()).collect();
    let first = causes.first().map(|finding| format!("  {} {}", finding.rule, finding.message)).unwrap_or_default();
    let (errors, warnings) = (causes.len(), verdict.warnings.len());
    format!("{mark}  {}  {year} {agency}  错误{errors}处、提示{warnings}处{first}\n", file.display())
}

/// One line for a file that cannot be read.
pub(super) fn unreadable(file: &Path, reason: &str) -> String {
    format!("读不了  {}  {reason}\n", file.display())
}

/// The last line for many files: how many are well, wrong, unreadable.
pub(super) fn summary([well, wrong, unreadable]: [usize; 3]) -> String {
    let all = well + wrong + unreadable;
    format!("\n共{all}份：{well}份没有错误，{wrong}份有错误，{unreadable}份读不了\n")
}

fn head(report: &Report) -> String {
    let title = report.title.as_deref().unwrap_or("（没有找到标题）");
    let agency = report.agency.as_deref().unwrap_or("不明");
    let year = report.year.map_or("不明".to_owned(), |year| format!("{year}年度"));
    let edition =
        report.edition.map_or("不明".to_owned(), |edition| format!("{edition}年格式（{}）", edition.form().source));
    format!("{title}\n机关：{agency}　年度：{year}　表格：{edition}\n")
}

fn proactive(report: &Report, verdict: &Verdict) -> String {
    let mut text = "\n表二　主动公开政府信息情况\n".to_owned();
    if !report.tables.has(Table::Proactive) {
        return text + "　　没有读到\n";
    }
    for (block, edition) in report.blocks() {
        if !block.cells().any(|id| report.tables.get(id).is_some()) {
            continue;
        }
        let other = if report.other_blocks.contains_key(&block.item) {
            format!("（{edition}年格式）")
        } else {
            String::new()
        };
        let corner = format!("{}{other}", block.heading);
        text += &grid(report, verdict, Table::Proactive, &corner, &block.rows, &block.columns);
    }
    text
}

fn requests(report: &Report, verdict: &Verdict) -> String {
    let text = "\n表三　收到和处理政府信息公开申请情况\n".to_owned();
    if !report.tables.has(Table::Requests) {
        return text + "　　没有读到\n";
    }
    let form = &report.form().requests;
    text + &grid(report, verdict, Table::Requests, "", &form.rows, &form.columns)
}

fn remedies(report: &Report, verdict: &Verdict) -> String {
    let text = "\n表四　行政复议、行政诉讼情况\n".to_owned();
    if !report.tables.has(Table::Remedies) {
        return text + "　　没有读到\n";
    }
    let form = &report.form().remedies;
    text + &grid(report, verdict, Table::Remedies, "", &form.rows, &form.columns)
}

/// Labels at the left, figures at the right, every column as wide as its widest cell.
fn grid(
    report: &Report,
    verdict: &Verdict,
    table: Table,
    corner: &str,
    rows: &'static [Label],
    columns: &'static [Label],
) -> String {
    let head: Vec<String> = columns.iter().map(|column| column.printed.clone()).collect();
    let body: Vec<(String, Vec<String>)> = rows
        .iter()
        .map(|row| {
            let cells = columns
                .iter()
                .map(|column| shown(report, verdict, CellId { table, row: &row.code, column: &column.code }));
            (row_label(row), cells.collect())
        })
        .collect();
    let label_width = body.iter().map(|(label, _)| width(label)).chain([width(corner)]).max().unwrap_or(0);
    let column_width = |index: usize| {
        let cells = body.iter().map(|(_, cells)| width(&cells[index]));
        cells.chain([width(&head[index])]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(column_width).collect();
    let row_text = |label: &str, cells: &[String]| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| pad(cell, *width, Align::Right));
        format!("  {}  {}\n", pad(label, label_width, Align::Left), cells.collect::<Vec<_>>().join("  "))
    };
    let mut text = row_text(corner, &head);
    let mut group = None;
    for (row, (label, cells)) in rows.iter().zip(&body) {
        if row.group != group {
            group.clone_from(&row.group);
            text += &group.as_deref().map(|group| format!("  {group}\n")).unwrap_or_default();
        }
        text += &row_text(label, cells);
    }
    text
}

/// A label without remarks, after the group that it stands under.
fn row_label(row: &Label) -> String {
    let number =
        row.printed.chars().take_while(|c| "一二三四五六七八九（）、.0123456789".contains(*c)).collect::<String>();
    let indent = if row.group.is_some() { "　" } else { "" };
    format!("{indent}{number}{}", row.short())
}

/// A cell: a dot for a blank, 「?」 for one that was not read, 「缺」 for one that the source lacks; 「[ ]」 around a faulty one.
fn shown(report: &Report, verdict: &Verdict, id: CellId) -> String {
    let text = match report.tables.get(id) {
        None => "缺".to_owned(),
        Some(cell) => {
            let figure = match &cell.content {
                Content::Number(value) => value.normalize().to_string(),
                Content::Blank => cell.note.clone().unwrap_or_else(|| "·".to_owned()),
                Content::Unread(_) => "?".to_owned(),
            };
            let unit = cell.unit.map_or("", |unit| unit.printed());
            let note = cell.note.as_deref().filter(|_| cell.value().is_some());
            note.map_or_else(|| format!("{figure}{unit}"), |note| format!("{figure}{unit}（{note}）"))
        }
    };
    let faulty = verdict.violations.iter().any(|finding| finding.consequence_of.is_none() && concerns(finding, id));
    if faulty { format!("[{text}]") } else { text }
}

/// The cell that a finding names, or the total of the row or column that it names.
fn concerns(finding: &Finding, id: CellId) -> bool {
    finding.table == Some(id.table)
        && match (finding.row, finding.column) {
            (Some(row), Some(column)) => (row, column) == (id.row, id.column),
            (Some(row), None) => row == id.row && id.column == "total",
            (None, Some(column)) => column == id.column && id.row == "total",
            (None, None) => false,
        }
}

fn findings(verdict: &Verdict) -> String {
    let mut text = String::new();
    let causes = verdict.violations.iter().filter(|finding| finding.consequence_of.is_none()).count();
    if verdict.is_clean() {
        text += "\n没有错误：各项勾稽关系都成立\n";
    } else {
        let _ = writeln!(text, "\n错误{causes}处（表中以 [ ] 标出）");
    }
    for (index, finding) in
        verdict.violations.iter().enumerate().filter(|(_, finding)| finding.consequence_of.is_none())
    {
        let _ = writeln!(text, "  {}  {}", finding.rule, finding.message);
        for follows in verdict.violations.iter().filter(|finding| finding.consequence_of == Some(index)) {
            let _ = writeln!(text, "      由此 {}  {}", follows.rule, follows.message);
        }
    }
    if !verdict.warnings.is_empty() {
        let _ = writeln!(text, "\n提示{}处，请人工核对", verdict.warnings.len());
    }
    for finding in &verdict.warnings {
        let _ = writeln!(text, "  {}  {}", pad(&finding.rule.code(), 3, Align::Left), finding.message);
    }
    text
}
