//! W7: lists of sub-counts against the count that they divide.
//!
//! A list in brackets or after 「：」 is meant to be whole; one after 「其中」 may name only some. Neither may exceed its head.
//! Which figures belong to a list is a matter of form alone, so the rule speaks only where the form is clear.

use rust_decimal::Decimal;

use super::claims::{Claim, Division};
use super::phrases::{DECLINED, DIFFERENCES, REFUSED, UNAVAILABLE, contains_any};
use super::sentence::Sentence;
use crate::report::{Finding, Report, Rule};

/// A sentence and what it claims.
pub(super) type Stated<'a> = (&'a Sentence, &'a [Claim]);

/// Words with which a clause leaves the list.
const LEAVES: &[&str] =
    &["另", "此外", "同时", "较", "比", "去年", "上年", "同比", "全年", "今年", "本年", "累计", "我"];

/// Verbs that begin a new statement, unless the list's first item begins with one too.
const STATEMENTS: &[&str] = &[
    "发布", "公开", "开展", "举办", "组织", "召开", "印发", "制作", "回应", "办理", "办结", "答复", "收到", "受理",
    "编发", "推送", "报送", "回复", "解读", "处理", "通过", "利用", "新增", "更新", "转载", "培训", "接待", "完成",
    "查处", "建立", "开设", "制定", "修订", "编印", "共", "主动", "在", "向", "对", "按", "未", "已", "提供", "参加",
    "刊发", "审核", "指导", "检查", "督促", "整改", "清理", "梳理",
];

/// The list may leave something out.
const OPEN: &[&str] = &["等", "主要", "包括", "包含", "如", "含"];

/// One list: where it lies in its sentence, and whether it is meant to be whole.
struct List {
    from: usize,
    to: usize,
    whole: bool,
}

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
    for list in marked(sentence) {
        let mut units: Vec<&str> = Vec::new();
        for index in items(sentence, &list) {
            let unit = sentence.figures[index].unit;
            if units.contains(&unit) {
                continue;
            }
            units.push(unit);
            let here = heads(sentence, unit, list.from);
            let (home, heads) = match (here.is_empty() && starts(sentence, &list), previous) {
                (true, Some((previous, _))) => (previous, heads(previous, unit, previous.text.len())),
                _ => (sentence, here),
            };
            let Some(&nearest) = heads.last() else { continue };
            let values: Vec<Decimal> = heads.iter().map(|head| home.figures[*head].value).collect();
            findings.extend(divided(sentence, claims, &list, unit, &values, &home.quote(nearest), report));
        }
    }
    if findings.is_empty() && marked(sentence).is_empty() {
        findings.extend(unmarked(sentence, previous));
    }
    findings.extend(outcomes(stated, previous));
    findings
}

/// 「3607件（甲349件、乙933件）」
fn bracketed(sentence: &Sentence, index: usize) -> Option<List> {
    let figure = &sentence.figures[index];
    if !is_head(sentence, index) {
        return None;
    }
    let after = &sentence.text[figure.end..];
    let gap =
        after.find('（').filter(|at| *at <= 36 && !after[..*at].contains(['，', '。', '；', '、', '）', '：', '”']))?;
    if after[..gap].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let from = figure.end + gap + '（'.len_utf8();
    let to = closing(&sentence.text, from)?;
    let inside = &sentence.text[from..to];
    if contains_any(inside, &["不含", "上年", "去年", "同期", "下同", "以下"]) {
        return None;
    }
    let list = List { from, to, whole: !contains_any(inside, &["其中", "含", "包括", "等", "另", "主要"]) };
    let count = items(sentence, &list).into_iter().filter(|item| sentence.figures[*item].unit == figure.unit).count();
    (count > 1 || count == 1 && ["含", "其中", "包括"].iter().any(|word| inside.starts_with(word))).then_some(list)
}

/// 「，其中甲3件、乙2件」, 「：甲3件、乙2件」
fn marked(sentence: &Sentence) -> Vec<List> {
    const MARKS: &[(&str, bool)] = &[
        ("其中", false),
        ("包括", false),
        ("分别为", true),
        ("分别是", true),
        ("具体为", true),
        ("：", true),
        ("…", true),
    ];
    let text = &sentence.text;
    let mut found: Vec<List> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let next = MARKS
            .iter()
            .filter_map(|(mark, whole)| text[at..].find(mark).map(|found| (at + found, *mark, *whole)))
            .min();
        let Some((start, mark, whole)) = next else { break };
        at = start + mark.len();
        // In a bracket the bracket is the list; a colon counts only right behind a figure and its noun.
        let near = sentence.figures.iter().rev().find(|figure| figure.end <= start);
        let behind = near.is_some_and(|figure| {
            !text[figure.end..start].contains(['，', '。', '；', '、', '）']) && !figure.is_time()
        });
        if depth(&text[..start]) > 0 || matches!(mark, "：" | "…") && !behind {
            continue;
        }
        let from = at;
        let to = MARKS
            .iter()
            .filter(|(mark, _)| *mark != "…")
            .filter_map(|(mark, _)| text[from..].find(mark).map(|next| from + next))
            .min();
        // 「：其中」 and 「其中：」 are one mark.
        let to = to
            .filter(|to| text[from..*to].contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
        found.push(List { from, to: to.unwrap_or(text.len()), whole });
    }
    found
}

/// The list stands at the beginning of its sentence: its head is in the one before.
fn starts(sentence: &Sentence, list: &List) -> bool {
    !sentence.figures.iter().any(|figure| figure.end <= list.from && !figure.is_time())
}

/// A figure that a list may divide.
fn is_head(sentence: &Sentence, index: usize) -> bool {
    let figure = &sentence.figures[index];
    let words = sentence.before(index);
    let countable = !figure.unit.is_empty() && !figure.is_time() && !figure.is_share() && figure.unit != "个百分点";
    countable && figure.exact && !contains_any(words, DIFFERENCES) && !sentence.quoted(index)
}

/// The figures of a unit that a list at `until` may divide, nearest last.
fn heads(sentence: &Sentence, unit: &str, until: usize) -> Vec<usize> {
    let is_candidate = |index: &usize| {
        let figure = &sentence.figures[*index];
        figure.end <= until
            && figure.unit == unit
            && is_head(sentence, *index)
            && depth(&sentence.text[..figure.start]) == 0
    };
    (0..sentence.figures.len()).filter(is_candidate).collect()
}

/// The figures of a list, brackets within it left out.
fn items(sentence: &Sentence, list: &List) -> Vec<usize> {
    let mut found = Vec::new();
    let mut verbs_allowed = false;
    for (index, figure) in sentence.figures.iter().enumerate() {
        if figure.start < list.from || figure.end > list.to || figure.is_time() || figure.is_share() {
            continue;
        }
        let lead = &sentence.text[list.from..figure.start];
        if depth(lead) > 0 || figure.unit.is_empty() {
            continue;
        }
        let clause = lead.rsplit(['，', '；', '。']).next().unwrap_or(lead).trim_start_matches(['：', '、']);
        let verb = STATEMENTS.iter().any(|word| clause.starts_with(word));
        let first = found.is_empty();
        if first {
            verbs_allowed = verb;
        }
        let led_by_comma = !first && lead.contains(['，', '；']) && !clause.contains('、');
        if !first && LEAVES.iter().any(|word| clause.starts_with(word)) || led_by_comma && verb && !verbs_allowed {
            break;
        }
        if contains_any(sentence.before(index), DIFFERENCES) {
            continue;
        }
        found.push(index);
    }
    found
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
        let smaller = sum < nearest && exact && is_whole(sentence, claims, list, &part, kind, sum, nearest, report);
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

/// How many brackets are open at the end of `text`.
fn depth(text: &str) -> usize {
    text.chars().fold(0_usize, |depth, c| match c {
        '（' => depth + 1,
        '）' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Where the bracket that opened before `from` closes.
fn closing(text: &str, from: usize) -> Option<usize> {
    let mut open = 1_usize;
    for (at, c) in text[from..].char_indices() {
        match c {
            '（' => open += 1,
            '）' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(from + at);
        }
    }
    None
}
