//! Where a sentence lists sub-counts, which figures belong to the list, and which counts it may divide.
//!
//! All by form alone: brackets, 「其中」, 「：」, the commas between. What the list must add up to is the rule's business.

use super::phrases::{DIFFERENCES, contains_any};
use super::sentence::Sentence;

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

/// One list: where it lies in its sentence, and whether it is meant to be whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// Bytes of the sentence.
    pub from: usize,
    pub to: usize,
    /// It is meant to name everything.
    pub whole: bool,
    /// There is no doubt which count it divides.
    pub clear: bool,
}

/// 「3607件（甲349件、乙933件）」
pub(super) fn bracketed(sentence: &Sentence, index: usize) -> Option<List> {
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
    let list =
        List {
            from, to, whole: !contains_any(inside, &["其中", "含", "包括", "等", "另", "主要"]), clear: true
        };
    let count = items(sentence, &list).into_iter().filter(|item| sentence.figures[*item].unit == figure.unit).count();
    (count > 1 || count == 1 && ["含", "其中", "包括"].iter().any(|word| inside.starts_with(word))).then_some(list)
}

/// 「，其中甲3件、乙2件」, 「：甲3件、乙2件」
pub(super) fn marked(sentence: &Sentence) -> Vec<List> {
    const MARKS: &[(&str, bool)] = &[
        ("其中", false),
        ("分别包括", true),
        ("包括", false),
        ("内容涉及", false),
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
        let clear = found.is_empty();
        found.push(List { from, to: to.unwrap_or(text.len()), whole, clear });
    }
    found
}

/// The list stands at the beginning of its sentence: its head is in the one before.
pub(super) fn starts(sentence: &Sentence, list: &List) -> bool {
    !sentence.figures.iter().any(|figure| figure.end <= list.from && !figure.is_time())
}

/// A figure that a list may divide.
pub(super) fn is_head(sentence: &Sentence, index: usize) -> bool {
    let figure = &sentence.figures[index];
    let words = sentence.before(index);
    let countable = !figure.unit.is_empty() && !figure.is_time() && !figure.is_share() && figure.unit != "个百分点";
    countable && figure.exact && !contains_any(words, DIFFERENCES) && !sentence.quoted(index)
}

/// The figures of a unit that a list at `until` may divide, nearest last.
pub(super) fn heads(sentence: &Sentence, unit: &str, until: usize) -> Vec<usize> {
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
pub(super) fn items(sentence: &Sentence, list: &List) -> Vec<usize> {
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
