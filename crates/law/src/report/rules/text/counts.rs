//! W4: counts of applications in the text against table three.

use rust_decimal::Decimal;

use super::base::{Base, TOTAL};
use super::claims::Claim;
use super::phrases::{FOREIGN, OUTCOMES, PARTIAL, contains_any, hits};
use super::sentence::{Scope, Sentence, speaks_of_requests};
use crate::report::{Finding, Report, Rule, Table};

/// What says that there was nothing.
const NONE: &[&str] = &[
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未接收",
    "未受理",
    "没有受理",
    "未有",
    "没有",
    "未产生",
    "未发生",
    "尚无",
    "均无",
];

/// Findings on one sentence.
pub(super) fn check(sentence: &Sentence, claims: &[Claim], report: &Report) -> Vec<Finding> {
    let stated = claims.iter().filter_map(|claim| against_cells(sentence, claim, report));
    stated.chain(denied(sentence, report)).collect()
}

fn against_cells(sentence: &Sentence, claim: &Claim, report: &Report) -> Option<Finding> {
    let figure = &sentence.figures[claim.figure];
    // One base that cannot be read might have been the one that fits.
    let values: Option<Vec<(&Base, Decimal)>> =
        claim.bases.iter().map(|base| base.value(&report.tables).map(|value| (base, value))).collect();
    let values = values?;
    let fits = |value: Decimal| if claim.part { figure.value <= value } else { figure.value == value };
    if values.iter().any(|(_, value)| fits(*value)) {
        return None;
    }
    let quote = sentence.quote(claim.figure);
    Some(differs(&quote, figure.value, &values, claim.part))
}

/// The finding for a figure that none of the cells bears out.
fn differs(quote: &str, figure: Decimal, values: &[(&Base, Decimal)], part: bool) -> Finding {
    let mut cells: Vec<String> = values.iter().map(|(base, value)| format!("{}为{value}", base.printed())).collect();
    cells.dedup();
    let verdict = match (part, cells.len()) {
        (true, _) => "正文的数字超出表格",
        (false, 1) => "两处不一致",
        (false, _) => "与其中任何一个都不一致",
    };
    let message = format!("正文{quote}为{figure}，{}，{verdict}，请核对", cells.join("，"));
    let (base, value) = values[0];
    let finding = Finding::new(Rule::W4, message).sides(figure, value);
    match base.cell() {
        Some(cell) => finding.on_cell(cell),
        None => finding.on(Table::Requests, None, (base.columns == TOTAL).then_some("total")),
    }
}

/// 「未收到政府信息公开申请」, against a table that counts some.
fn denied(sentence: &Sentence, report: &Report) -> Option<Finding> {
    let mut start = 0;
    for clause in sentence.text.split_inclusive(['，', '；', '。']) {
        let position = start;
        start += clause.len();
        if !denies_requests(clause, position, sentence)
            || sentence.scope(position + clause.len(), report.year) == Scope::Other
        {
            continue;
        }
        let base = Base::total(&["received"]);
        let value = base.value(&report.tables)?;
        if value.is_zero() {
            return None;
        }
        let words = clause.trim_end_matches(['，', '；', '。']);
        return Some(differs(&format!("“{words}”"), Decimal::ZERO, &[(&base, value)], false));
    }
    None
}

fn denies_requests(clause: &str, position: usize, sentence: &Sentence) -> bool {
    let counted = sentence
        .figures
        .iter()
        .any(|figure| !figure.is_time() && (position..position + clause.len()).contains(&figure.start));
    let negated = || {
        let none = NONE.iter().filter_map(|word| clause.find(word).map(|at| at + word.len())).min();
        let bare = ["无依申请", "无政府信息公开申请", "无信息公开申请", "无公民", "无申请"];
        let bare = bare.iter().filter_map(|word| clause.find(word)).min();
        // The denial must come before what it denies.
        none.or(bare).is_some_and(|at| {
            speaks_of_requests(&clause[at..]) || sentence.about_requests && clause[at..].contains("申请")
        })
    };
    !counted
        && negated()
        && !contains_any(clause, FOREIGN)
        && !contains_any(clause, PARTIAL)
        && !contains_any(
            clause,
            &["不服", "投诉", "收费", "收取", "处理费", "因", "引发", "引起", "问题", "现象", "不规范", "结转"],
        )
        && hits(clause, OUTCOMES, |outcome| outcome.words).is_empty()
        && (!contains_any(clause, &["自然人", "法人", "企业", "机构"]) || clause.contains("公民、法人"))
}
