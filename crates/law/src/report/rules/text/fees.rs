//! W8 and W9: the information-handling fee of section six (Art. 42; 国办函〔2020〕109号) against tables two and three.

use rust_decimal::Decimal;

use super::figures::Figure;
use super::phrases::contains_any;
use super::sentence::{Scope, Sentence};
use crate::report::{CellId, Edition, Finding, Report, Rule, Table, Unit};

/// Up to this many applications a month cost nothing, whatever the tariff (信息公开处理费管理办法, by the case).
const FREE_CASES: u32 = 10;

/// What the text says about the fee.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fee {
    /// 「未收取信息处理费」, or 0.
    None(String),
    /// In yuan, with the words.
    Charged(Decimal, String),
}

/// Findings on the whole narrative.
pub(super) fn check(sentences: &[Sentence], report: &Report) -> Vec<Finding> {
    // The last section that speaks of it is the one where the form wants it.
    let mut stated = sentences.iter().rev().filter(|sentence| mentions(&sentence.text));
    let Some(fee) = stated.find_map(|sentence| fee(sentence, report.year)) else { return Vec::new() };
    match fee {
        Fee::None(words) => unpaid(&words, report).into_iter().collect(),
        Fee::Charged(yuan, words) => {
            [few(yuan, &words, report), above_charges(yuan, &words, report)].into_iter().flatten().collect()
        }
    }
}

/// The words speak of the information-handling fee.
pub(super) fn mentions(text: &str) -> bool {
    contains_any(text, &["信息处理费", "信息公开处理费", "公开处理费", "申请处理费", "信息公开收费", "信息处理收费"])
        || text.contains("收取") && text.contains("处理费")
        || text.contains("收取") && text.contains("费用") && contains_any(text, &["申请", "信息公开"])
        || text.contains("收费") && text.contains("申请")
}

fn fee(sentence: &Sentence, year: Option<i16>) -> Option<Fee> {
    let words = sentence.text.trim_end_matches('。').to_owned();
    let amounts = |figure: &&Figure| figure.yuan().is_some() && sentence.scope(figure.start, year) == Scope::Reported;
    // The first amount after the fee's name is the whole; those after it are its parts.
    let named = sentence.text.find("费").unwrap_or(0);
    let behind = sentence.figures.iter().filter(amounts).find(|figure| figure.start > named);
    if let Some(figure) = behind.or_else(|| sentence.figures.iter().find(amounts)) {
        let yuan = figure.yuan()?;
        return Some(if yuan.is_zero() { Fee::None(words) } else { Fee::Charged(yuan, words) });
    }
    let none = [
        "未收取",
        "没有收取",
        "未收费",
        "没有收费",
        "未产生",
        "未发生",
        "无收取",
        "无收费",
        "不收取",
        "未收缴",
        "未向",
        "免收",
        "未涉及",
        "没有产生",
        "没有发生",
        "无信息处理费",
        "无信息公开处理费",
        "无政府信息公开处理费",
        "未征收",
        "未按",
    ];
    contains_any(&sentence.text, &none).then_some(Fee::None(words))
}

/// W8: somebody did not pay, but nothing was charged.
fn unpaid(words: &str, report: &Report) -> Option<Finding> {
    let cell = CellId { table: Table::Requests, row: "other_fee_unpaid", column: "total" };
    let cases = report.tables.counted(cell).filter(|cases| *cases > Decimal::ZERO)?;
    let message = format!(
        "正文称“{}”，而{cell}为{cases}件；如已发出收费通知但申请人均未缴费，两处可以并存，否则请核对",
        shorten(words)
    );
    Some(Finding::new(Rule::W8, message).on_cell(cell).sides(Decimal::ZERO, cases))
}

/// W8: too few applications for anybody to have passed the free number of cases.
fn few(yuan: Decimal, words: &str, report: &Report) -> Option<Finding> {
    let cell = CellId { table: Table::Requests, row: "received", column: "total" };
    let received = report.tables.counted(cell).filter(|received| *received <= Decimal::from(FREE_CASES))?;
    let message = format!(
        "正文称“{}”（{yuan}元），而{cell}仅{received}件：按件计收须同一申请人一个自然月内超过{FREE_CASES}件，按量计收须超过30页，请核对收费依据",
        shorten(words)
    );
    Some(Finding::new(Rule::W8, message).on_cell(cell).sides(yuan, received))
}

/// W9: the fee is itself one of the charges of block （八）, which the form of 2021 counts in 万元.
fn above_charges(yuan: Decimal, words: &str, report: &Report) -> Option<Finding> {
    report.blocks().find(|(block, edition)| block.item == 8 && *edition == Edition::Of2021)?;
    let id = CellId { table: Table::Proactive, row: "fees", column: "amount" };
    let cell = report.tables.get(id)?;
    let charges = cell.counted()?;
    let factor = if cell.unit == Some(Unit::Yuan) { 1 } else { 10_000 };
    let charged = charges.checked_mul(Decimal::from(factor))?;
    if yuan <= charged {
        return None;
    }
    let written = if cell.is_blank() { "空白".to_owned() } else { format!("{charged}元") };
    let hint = if charges == yuan { "（表中单位为万元，是否按元填写）" } else { "" };
    let message = format!(
        "正文称“{}”（{yuan}元），而表二第二十条第（八）项“行政事业性收费”为{written}{hint}；信息处理费属于行政事业性收费，不应大于该项，请核对",
        shorten(words)
    );
    Some(Finding::new(Rule::W9, message).on_cell(id).sides(yuan, charged))
}

fn shorten(words: &str) -> String {
    let at = words.find("费").map_or(0, |at| words[..at].chars().count());
    let from = at.saturating_sub(30);
    let part: String = words.chars().skip(from).take(60).collect();
    let (left, right) = (if from > 0 { "…" } else { "" }, if words.chars().count() > from + 60 { "…" } else { "" });
    format!("{left}{part}{right}")
}
