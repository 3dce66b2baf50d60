//! The rules as tables of sentences. One report of 2023 stands behind them all:
//!
//! | | 自然人 | 法人 | 总计 |
//! |---|---|---|---|
//! | 新收 / 上年结转 | 42 / 3 | 12 / 1 | 54 / 4 (58) |
//! | 予以 / 部分 / 不予 / 无法 / 不予处理 / 其他 | | | 20 / 6 / 8 / 10 / 5 / 3 |
//! | 总计 / 结转下年度 | 40 / 5 | 12 / 1 | 52 / 6 |
//! | 复议 / 直接起诉 / 复议后起诉 | | | 7 / 4 / 2 |

mod counts;
mod fees;
mod figures;
mod gaps;
mod lists;
mod places;
mod published;
mod remedies;
mod shares;

use crate::report::{Cell, CellId, Edition, Finding, Narrative, Report, Rule, Section, Table};

/// 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他; the total is added up.
const ROWS: &[(&str, [u32; 6])] = &[
    ("received", [42, 8, 1, 1, 2, 0]),
    ("carried_in", [3, 1, 0, 0, 0, 0]),
    ("granted", [15, 4, 0, 0, 1, 0]),
    ("partly_granted", [5, 1, 0, 0, 0, 0]),
    ("refused_state_secret", [1, 0, 0, 0, 0, 0]),
    ("refused_by_law", [0, 0, 0, 0, 0, 0]),
    ("refused_security_stability", [1, 0, 0, 0, 0, 0]),
    ("refused_third_party", [1, 1, 0, 0, 0, 0]),
    ("refused_internal_affairs", [1, 0, 0, 0, 0, 0]),
    ("refused_deliberative", [2, 0, 0, 0, 0, 0]),
    ("refused_enforcement_file", [1, 0, 0, 0, 0, 0]),
    ("refused_registry_query", [0, 0, 0, 0, 0, 0]),
    ("unavailable_not_held", [5, 1, 0, 0, 1, 0]),
    ("unavailable_needs_creation", [1, 0, 1, 0, 0, 0]),
    ("unavailable_still_unclear", [1, 0, 0, 0, 0, 0]),
    ("declined_petition", [2, 0, 0, 1, 0, 0]),
    ("declined_repeat", [2, 0, 0, 0, 0, 0]),
    ("declined_publication", [0, 0, 0, 0, 0, 0]),
    ("declined_excessive", [0, 0, 0, 0, 0, 0]),
    ("declined_reissue", [0, 0, 0, 0, 0, 0]),
    ("other_not_corrected", [1, 0, 0, 0, 0, 0]),
    ("other_fee_unpaid", [0, 0, 0, 0, 0, 0]),
    ("other_misc", [1, 1, 0, 0, 0, 0]),
    ("total", [40, 8, 1, 1, 2, 0]),
    ("carried_out", [5, 1, 0, 0, 0, 0]),
];

/// 维持, 纠正, 其他, 尚未审结; the total is added up.
const REMEDIES: &[(&str, [u32; 4])] = &[
    ("reconsideration", [3, 1, 1, 2]),
    ("litigation_direct", [2, 0, 1, 1]),
    ("litigation_after_reconsideration", [1, 0, 0, 1]),
];

/// Sets one cell.
fn set(report: &mut Report, table: Table, row: &str, column: &str, cell: Cell) {
    report.tables.set(CellId::find(table, row, column).expect("a cell of the form"), cell);
}

/// Fills table three.
fn fill_requests(report: &mut Report, rows: &[(&str, [u32; 6])]) {
    let columns =
        ["natural_person", "enterprise", "research_institution", "social_organization", "legal_service", "other"];
    for (row, values) in rows {
        for (column, value) in columns.iter().zip(values) {
            set(report, Table::Requests, row, column, Cell::number(*value));
        }
        set(report, Table::Requests, row, "total", Cell::number(values.iter().sum::<u32>()));
    }
}

/// Fills table four.
fn fill_remedies(report: &mut Report, rows: &[(&str, [u32; 4])]) {
    for (row, values) in rows {
        for (column, value) in ["upheld", "corrected", "other", "pending"].iter().zip(values) {
            set(report, Table::Remedies, row, column, Cell::number(*value));
        }
        set(report, Table::Remedies, row, "total", Cell::number(values.iter().sum::<u32>()));
    }
}

/// The report above, without text.
fn tables() -> Report {
    let mut report = Report {
        edition: Some(Edition::Of2021),
        year: Some(2023),
        agency: Some("江州市人民政府".into()),
        ..Report::default()
    };
    fill_requests(&mut report, ROWS);
    fill_remedies(&mut report, REMEDIES);
    report
}

/// The text as paragraphs (one a line) of a section.
fn section(number: u8, text: &str) -> Section {
    Section { number, heading: String::new(), paragraphs: text.lines().map(str::to_owned).collect() }
}

/// The report above with this text in section one.
fn saying(text: &str) -> Report {
    Report { narrative: Narrative { preface: Vec::new(), sections: vec![section(1, text)] }, ..tables() }
}

/// What a rule finds in the report above with this text in section one.
fn found(rule: Rule, text: &str) -> Vec<Finding> {
    of(rule, &saying(text))
}

/// What a rule finds in a report.
fn of(rule: Rule, report: &Report) -> Vec<Finding> {
    super::check(report).into_iter().filter(|finding| finding.rule == rule).collect()
}

/// Each text makes the rule speak, with these two sides.
fn warns(rule: Rule, cases: &[(&str, i64, i64)]) {
    let mut wrong = Vec::new();
    for (text, left, right) in cases {
        let sides: Vec<_> = found(rule, text).iter().map(|finding| (finding.left, finding.right)).collect();
        if sides != [(Some((*left).into()), Some((*right).into()))] {
            wrong.push(format!("{text}\n    {left} against {right}, but {sides:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No text makes the rule speak.
fn is_silent(rule: Rule, texts: &[&str]) {
    let mut wrong = Vec::new();
    for text in texts {
        wrong.extend(found(rule, text).into_iter().map(|finding| format!("{text}\n    {}", finding.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
