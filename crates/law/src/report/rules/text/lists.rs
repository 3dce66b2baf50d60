//! W7: lists of sub-counts against the count that they divide.
//!
//! A list in brackets or after 「：」 is meant to be whole; one after 「其中」 may name only some. Neither may exceed its head.
//! Which figures belong to a list is a matter of form alone, so the rule speaks only where the form is clear.

use rust_decimal::Decimal;

use super::claims::{Claim, Division};
use super::enumeration::{List, bracketed, heads, is_head, items, marked, starts};
use super::phrases::{DECLINED, REFUSED, UNAVAILABLE, contains_any};
use super::sentence::Sentence;
use crate::report::{Finding, Report, Rule};

/// A sentence and what it claims.
pub(super) type Stated<'a> = (&'a Sentence, &'a [Claim]);

/// The list may leave something out.
const OPEN: &[&str] = &["等", "主要", "包括", "包含", "如", "含"];

/// Findings on a sentence; `previous` is the one before it in the same paragraph.
pub(super) fn check(stated: Stated<'_>, previous: Option<Stated<'_>>, report: &Report) -> Vec<Finding> {
    let (sentence, claims) = stated;
    let mut findings: Vec<Finding> = Vec::new();
    for index in 0..sentence.figures.len() {
        if let Some(list) = bracketed(sentence, index) {
            let heads = vec![sentence.figures[index].value];
            let unit = sentence.figures[index].unit;
            findings.extend(divided(sentence, claims, &list, unit, &heads, &sentence.quote(index), report));
        }
    }
    let lists = marked(sentence);
    for list in &lists {
        let mut units: Vec<&str> = Vec::new();
        for index in items(sentence, list) {
            let unit = sentence.figures[index].unit;
            if units.contains(&unit) {
                continue;
            }
            units.push(unit);
            let here = heads(sentence, unit, list.from);
            let (home, heads) = match (here.is_empty() && starts(sentence, list), previous) {
                (true, Some((previous, _))) => (previous, heads(previous, unit, previous.text.len())),
                _ => (sentence, here),
            };
            let Some(&nearest) = heads.last() else { continue };
            // Behind another list, the head may be the whole or the last of its parts.
            let list = List { clear: list.clear && (std::ptr::eq(home, sentence) || marked(home).is_empty()), ..*list };
            let values: Vec<Decimal> = heads.iter().map(|head| home.figures[*head].value).collect();
            findings.extend(divided(sentence, claims, &list, unit, &values, &home.quote(nearest), report));
        }
    }
    if findings.is_empty() && lists.is_empty() {
        findings.extend(unmarked(sentence, previous));
    }
    findings.extend(outcomes(stated, previous));
    findings
}

fn division(claims: &[Claim], figure: usize) -> Option<Division> {
    claims.iter().find(|claim| claim.figure == figure).map(|claim| claim.division)
}

/// Holds the items of one unit against their head, each way of dividing for itself.
fn divided(
    sentence: &Sentence,
    claims: &[Claim],
    list: &List,
    unit: &str,
    heads: &[Decimal],
    head_words: &str,
    report: &Report,
) -> Option<Finding> {
    let all: Vec<usize> =
        items(sentence, list).into_iter().filter(|index| sentence.figures[*index].unit == unit).collect();
    // 「其中自然人5件，办结9件」: a new statement about all applications ends the list.
    let end = all.iter().position(|index| division(claims, *index) == Some(Division::Whole) && !list.whole);
    let all = &all[..end.unwrap_or(all.len())];
    let (&nearest, &largest) = (heads.last()?, heads.iter().max()?);
    for kind in [None, Some(Division::Applicant), Some(Division::Outcome), Some(Division::Whole)] {
        let part: Vec<usize> = all.iter().copied().filter(|index| division(claims, *index) == kind).collect();
        let exact = part.iter().all(|index| sentence.figures[*index].exact);
        let sum = add(sentence, part.iter().copied())?;
        if part.is_empty() || heads.contains(&sum) {
            continue;
        }
        if kind.is_none() && part.len() < all.len() && heads.contains(&add(sentence, all.iter().copied())?) {
            continue;
        }
        let parts_fit = kind.is_none() && alternatives(sentence, list, &part, largest);
        let larger = sum > largest && !parts_fit;
        let smaller =
            list.clear && sum < nearest && exact && is_whole(sentence, claims, list, &part, kind, sum, nearest, report);
        if larger || smaller {
            return Some(finding(sentence, &part, head_words, sum, nearest, larger));
        }
    }
    None
}

/// 「自然人5件、法人5件；线上6件、线下4件」: the head may be divided more than once. Groups end with a semicolon, and one of
/// them then is the whole; or with a comma, where the items of each group are joined by 、.
fn alternatives(sentence: &Sentence, list: &List, part: &[usize], head: Decimal) -> bool {
    let grouped = |separator: &[char]| {
        let mut groups: Vec<(usize, usize, Decimal)> = Vec::new();
        for index in part {
            let figure = &sentence.figures[*index];
            let nth = sentence.text[list.from..figure.start].matches(separator).count();
            match groups.last_mut() {
                Some((last, count, sum)) if *last == nth => {
                    (*count, *sum) = (*count + 1, sum.saturating_add(figure.value));
                }
                _ => groups.push((nth, 1, figure.value)),
            }
        }
        groups
    };
    let fits = |groups: &[(usize, usize, Decimal)]| groups.len() > 1 && groups.iter().all(|(_, _, sum)| *sum <= head);
    let (parts, clauses) = (grouped(&['；']), grouped(&['；', '，']));
    fits(&parts) && parts.iter().any(|(_, _, sum)| *sum == head)
        || fits(&clauses) && clauses.iter().all(|(_, count, _)| *count > 1)
}

/// A sum below its head is wrong only where the list is meant to be whole.
#[expect(clippy::too_many_arguments, reason = "one question about one list; a struct for it would be used once")]
fn is_whole(
    sentence: &Sentence,
    claims: &[Claim],
    list: &List,
    part: &[usize],
    kind: Option<Division>,
    sum: Decimal,
    head: Decimal,
    report: &Report,
) -> bool {
    let words = &sentence.text[list.from..sentence.figures[*part.last().unwrap_or(&0)].end];
    let rough = sentence.figures.iter().any(|figure| (list.from..list.to).contains(&figure.start) && !figure.exact);
    if contains_any(words, OPEN)
        || sentence.text[sentence.figures[*part.last().unwrap_or(&0)].end..].starts_with('等')
        || rough
    {
        return false;
    }
    let near = (head - sum).saturating_mul(Decimal::TEN) <= head;
    match kind {
        Some(Division::Applicant) => {
            let columns: usize = claims
                .iter()
                .filter(|claim| part.contains(&claim.figure))
                .map(|claim| claim.bases[0].columns.len())
                .sum();
            columns == 6
        }
        // A list whose items all agree with the table names only some outcomes on purpose.
        Some(Division::Outcome) => {
            let agrees = |claim: &Claim| {
                claim.bases.iter().any(|base| base.value(&report.tables) == Some(sentence.figures[claim.figure].value))
            };
            part.len() > 2 && !claims.iter().filter(|claim| part.contains(&claim.figure)).all(agrees)
        }
        Some(Division::Whole) => false,
        None if list.whole => part.len() > 1,
        None => part.len() > 2 && sum.saturating_mul(Decimal::TWO) >= head || part.len() == 2 && near,
    }
}

/// A count followed by others without a mark. Where they nearly add up, they were meant to.
fn unmarked(sentence: &Sentence, previous: Option<Stated<'_>>) -> Option<Finding> {
    let mut candidates = (0..sentence.figures.len()).filter(|index| is_head(sentence, *index));
    let first = candidates.next()?;
    let summed = |words: &str| contains_any(words, &["共", "总", "累计", "合计"]);
    let (home, head, items): (&Sentence, usize, Vec<usize>) = if summed(sentence.before(first)) {
        (sentence, first, candidates.collect())
    } else {
        let (previous, _) = previous?;
        let alone = heads(previous, sentence.figures[first].unit, previous.text.len());
        let [head] = alone[..] else { return None };
        if !summed(previous.before(head)) {
            return None;
        }
        (previous, head, std::iter::once(first).chain(candidates).collect())
    };
    let unit = home.figures[head].unit;
    let part: Vec<usize> = items.into_iter().filter(|index| sentence.figures[*index].unit == unit).collect();
    let total = home.figures[head].value;
    let sum = add(sentence, part.iter().copied())?;
    let apart = (sum - total).abs();
    let near = !apart.is_zero() && apart.saturating_mul(Decimal::TEN) <= total;
    (part.len() > 3 && near).then(|| finding(sentence, &part, &home.quote(head), sum, total, sum > total))
}

/// Where a sentence names every group of outcomes, they add up to what was done, or with what is carried over to what
/// came in.
fn outcomes(stated: Stated<'_>, previous: Option<Stated<'_>>) -> Option<Finding> {
    let (sentence, claims) = stated;
    let named: Vec<&Claim> = claims.iter().filter(|claim| claim.division == Division::Outcome && !claim.part).collect();
    let covers = |rows: &[&str]| {
        rows.iter().all(|row| named.iter().any(|claim| claim.bases.iter().any(|base| base.rows.contains(row))))
    };
    if !(covers(&["granted", "partly_granted"]) && covers(REFUSED) && covers(UNAVAILABLE) && covers(DECLINED)) {
        return None;
    }
    // A leaf beside its group would be counted twice.
    let of_groups = |claim: &&&Claim| {
        let rows = &claim.bases[0].rows;
        rows.len() > 1 || matches!(rows[0], "granted" | "partly_granted" | "other" | "carried_out")
    };
    let groups: Vec<&Claim> = named.iter().filter(of_groups).copied().collect();
    let value = |claim: &&Claim| sentence.figures[claim.figure].value;
    let carried = |claim: &&Claim| claim.bases[0].rows == ["carried_out"];
    let done: Decimal = groups.iter().filter(|claim| !carried(claim)).map(value).sum();
    let all: Decimal = groups.iter().map(value).sum();
    let whole = |(sentence, claims): Stated<'_>| -> Vec<(String, Decimal)> {
        let wholes = claims.iter().filter(|claim| claim.division == Division::Whole && !claim.part);
        wholes.map(|claim| (sentence.quote(claim.figure), sentence.figures[claim.figure].value)).collect()
    };
    let mut heads = previous.map(whole).unwrap_or_default();
    heads.extend(whole(stated));
    let (words, head) = heads.iter().rev().find(|(words, _)| contains_any(words, &["办", "答复"])).or(heads.last())?;
    if heads.iter().any(|(_, head)| *head == done || *head == all) {
        return None;
    }
    let part: Vec<usize> = groups.iter().filter(|claim| !carried(claim)).map(|claim| claim.figure).collect();
    Some(finding(sentence, &part, words, done, *head, done > *head))
}

fn finding(
    sentence: &Sentence,
    part: &[usize],
    head_words: &str,
    sum: Decimal,
    head: Decimal,
    larger: bool,
) -> Finding {
    let terms: Vec<String> = part.iter().map(|index| sentence.figures[*index].value.to_string()).collect();
    let verdict = if larger { "超过" } else { "小于" };
    let unit = part.first().map_or("", |index| sentence.figures[*index].unit);
    let message =
        format!("正文{head_words}之下所列各项相加{}＝{sum}{unit}，{verdict}总数{head}{unit}，请核对", terms.join("＋"));
    Finding::new(Rule::W7, message).sides(sum, head)
}

fn add(sentence: &Sentence, mut items: impl Iterator<Item = usize>) -> Option<Decimal> {
    items.try_fold(Decimal::ZERO, |sum, index| sum.checked_add(sentence.figures[index].value))
}
