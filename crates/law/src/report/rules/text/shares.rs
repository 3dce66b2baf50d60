//! W5: percentages beside counts of applications.

use rust_decimal::{Decimal, RoundingStrategy};

use super::base::Base;
use super::claims::{Claim, Division};
use super::figures::Figure;
use super::phrases::{DECLINED, DIFFERENCES, OTHER_2021, REFUSED, UNAVAILABLE, contains_any};
use super::sentence::Sentence;
use crate::report::{Finding, Report, Rule, Table};

/// Findings on one sentence.
pub(super) fn check(sentence: &Sentence, claims: &[Claim], report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut index = 0;
    while index < sentence.figures.len() {
        let run = sentence.figures[index..].iter().take_while(|figure| figure.is_share()).count();
        if run == 0 {
            index += 1;
            continue;
        }
        // 「分别占30%、20%」 answers as many counts as there are shares; else each share has the count before it.
        let words = link(sentence, index);
        let paired = if run > 1 && words.contains("分别") { run } else { 1 };
        for step in 0..paired {
            let claim = (index + step)
                .checked_sub(paired)
                .and_then(|figure| claims.iter().find(|claim| claim.figure == figure));
            if let Some(claim) = claim.filter(|_| is_share_of_whole(words)) {
                findings.extend(against_cells(sentence, index + step, claim, words, report));
            }
        }
        index += run;
    }
    findings
}

/// The words between the count and its share.
fn link(sentence: &Sentence, index: usize) -> &str {
    let start = index.checked_sub(1).map_or(0, |before| sentence.figures[before].end);
    &sentence.text[start..sentence.figures[index].start]
}

fn is_share_of_whole(words: &str) -> bool {
    let bracket = matches!(words, "（" | "（约" | "，约" | "（占比");
    (words.contains('占') || bracket)
        && !contains_any(words, DIFFERENCES)
        && !contains_any(words, &["。", "；", "率", "上年", "去年", "其中"])
        && words.chars().count() < 30
}

/// What the share may be one of.
fn wholes(words: &str) -> Vec<Base> {
    for (name, rows) in
        [("不予公开", REFUSED), ("无法提供", UNAVAILABLE), ("不予处理", DECLINED), ("其他处理", OTHER_2021)]
    {
        if words.contains(name) {
            return vec![Base::total(rows)];
        }
    }
    let done = Base::total(&["total"]);
    let received = [Base::total(&["received"]), Base::total(&["received", "carried_in"])];
    if contains_any(words, &["办结", "答复"]) {
        return vec![done];
    }
    if contains_any(words, &["收到", "新收", "受理", "收办"]) {
        return received.to_vec();
    }
    std::iter::once(done).chain(received).collect()
}

fn against_cells(sentence: &Sentence, index: usize, claim: &Claim, words: &str, report: &Report) -> Option<Finding> {
    let share = &sentence.figures[index];
    let count = &sentence.figures[claim.figure];
    let scale = if share.unit == "‰" { 1000 } else { 100 };
    let wholes: Option<Vec<Decimal>> = wholes(words).iter().map(|base| base.value(&report.tables)).collect();
    let wholes: Vec<Decimal> = wholes?.into_iter().filter(|whole| !whole.is_zero()).collect();
    let parts: Option<Vec<Decimal>> = claim.bases.iter().map(|base| base.value(&report.tables)).collect();
    let parts = parts?;
    let share_of = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::from(scale))?.checked_div(whole);
    let fits = wholes.iter().any(|whole| {
        // Where several bases are possible, a share of one by another would fit by chance.
        let of_cells = parts.iter().copied().filter(|_| claim.division == Division::Outcome);
        let stated = std::iter::once(count.value).chain(of_cells);
        stated.filter_map(|part| share_of(part, *whole)).any(|exact| printed_as(share, exact))
    });
    if fits || wholes.is_empty() {
        return None;
    }
    let whole = wholes[0];
    let digits = share.decimals.clamp(1, 4);
    let round =
        |value: Decimal| value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize();
    let (of_text, of_cells) = (round(share_of(count.value, whole)?), round(share_of(parts[0], whole)?));
    let unit = share.unit;
    let by_cells = if parts[0] == count.value {
        String::new()
    } else {
        format!("，按表格{}÷{whole}为{of_cells}{unit}", parts[0])
    };
    let message = format!(
        "正文{}写作{}{unit}，按{}÷{whole}为{of_text}{unit}{by_cells}，占比与数字不符，请核对",
        sentence.quote(index),
        share.value,
        count.value,
    );
    let finding = Finding::new(Rule::W5, message).sides(share.value, of_cells);
    Some(match claim.bases[0].cell() {
        Some(cell) => finding.on_cell(cell),
        None => finding.on(Table::Requests, None, Some("total")),
    })
}

/// The printed share is the exact one, rounded or cut off at its last digit.
fn printed_as(share: &Figure, exact: Decimal) -> bool {
    let unit = Decimal::new(1, share.decimals.min(20));
    let over = exact - share.value;
    let rounded = over.abs() * Decimal::TWO <= unit;
    let cut = over >= Decimal::ZERO && over < unit;
    rounded || cut || !share.exact && over.abs() <= unit
}
