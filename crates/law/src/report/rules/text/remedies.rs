//! W6: counts of reconsiderations and suits in the text against table four.

use rust_decimal::Decimal;

use super::phrases::{DIFFERENCES, consists_of, contains_any};
use super::sentence::{Scope, Sentence};
use crate::report::{CellId, Finding, Report, Rule, Table, Tables};

const RECONSIDERATION: &str = "reconsideration";
const DIRECT: &str = "litigation_direct";
const AFTER: &str = "litigation_after_reconsideration";

/// Section four, whose every figure is about remedies.
const SECTION: u8 = 4;

/// A result by name, and whether the text may mean only a part of the cell.
const RESULTS: &[(&[&str], &str, bool)] = &[
    (&["尚未审结", "未审结", "正在审理", "在审", "尚在审理", "未结"], "pending", false),
    (&["维持"], "upheld", false),
    (&["纠正"], "corrected", false),
    (&["撤诉", "撤回", "终止", "和解", "调解"], "other", true),
    (&["其他结果", "其它结果"], "other", false),
];

/// Matters that merely carry the words in their names.
const FOREIGN: &[&str] = &[
    "主动公开",
    "决定书",
    "文书",
    "公示",
    "发布",
    "培训",
    "条例",
    "《",
    "宣传",
    "讲座",
    "服务",
    "律师",
    "庭审",
    "会议",
    "人民调解",
];

/// What may stand between the naming of reviews or suits and their number.
const PLAIN: &[&str] = &[
    "案件",
    "申请",
    "数量",
    "共计",
    "合计",
    "总计",
    "分别",
    "收到",
    "发生",
    "办理",
    "受理",
    "审结",
    "办结",
    "结果",
    "维持",
    "纠正",
    "撤诉",
    "撤回",
    "终止",
    "和解",
    "调解",
    "其他",
    "其它",
    "尚未",
    "未审结",
    "未结",
    "正在审理",
    "在审",
    "其中",
    "新增",
    "全年",
    "备案",
    "被",
    "案",
    "共",
    "计",
    "各",
    "均",
    "为",
    "有",
    "了",
    "已",
    "类",
    "件",
    "的",
    "等",
    "、",
    "：",
    "和",
    "后",
    "起诉",
    "提起",
    "直接",
    "书",
    "数",
    "量",
    "案由",
];

/// Findings on one sentence.
pub(super) fn check(sentence: &Sentence, report: &Report) -> Vec<Finding> {
    let on_disclosure = sentence.section == SECTION
        || sentence.about_requests
        || contains_any(&sentence.text, &["信息公开", "政务公开"]);
    if !on_disclosure || !contains_any(&sentence.text, &["复议", "诉讼", "起诉", "应诉"]) {
        return Vec::new();
    }
    let mut groups: Vec<&'static str> = Vec::new();
    let mut findings = Vec::new();
    for index in 0..sentence.figures.len() {
        let words = sentence.before(index);
        let after = sentence.after(index);
        let named = groups_in(words);
        let trailing = if named.is_empty() && groups.is_empty() { groups_in(after) } else { Vec::new() };
        if !named.is_empty() {
            groups = named;
        }
        let meant = if trailing.is_empty() { &groups } else { &trailing };
        if meant.is_empty() || !counts(sentence, index, words, report) {
            continue;
        }
        let result = RESULTS.iter().find(|(names, ..)| contains_any(words, names) || contains_any(after, names));
        // Without a result, and without naming reviews or suits itself, it counts something else.
        if result.is_none() && trailing.is_empty() && groups_in(words).is_empty() {
            continue;
        }
        findings.extend(against_cells(sentence, index, meant, result.map(|(_, code, part)| (*code, *part)), report));
    }
    findings.extend(denied(sentence, report));
    findings
}

fn counts(sentence: &Sentence, index: usize, words: &str, report: &Report) -> bool {
    let figure = &sentence.figures[index];
    let tail =
        ["复议", "诉讼", "起诉", "应诉"].iter().filter_map(|name| words.rfind(name).map(|at| at + name.len())).max();
    figure.is_case()
        && figure.unit != "次"
        && tail.is_none_or(|at| consists_of(&words[at..], PLAIN))
        && figure.exact
        && !sentence.quoted(index)
        && !contains_any(words, FOREIGN)
        && !contains_any(words, DIFFERENCES)
        && (contains_any(words, &["复议", "诉讼"]) || !contains_any(words, &["申请公开", "公开申请", "依申请公开事项"]))
        && sentence.scope(figure.start, report.year) == Scope::Reported
}

/// Which groups of table four the words name, each once.
fn groups_in(words: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let direct = contains_any(words, &["直接起诉", "直接提起"]);
    let after = contains_any(words, &["复议后起诉", "经复议后", "复议后提起"]);
    let rest = words.replace("未经复议", "").replace("复议后", "").replace("经复议", "");
    if rest.contains("复议") {
        found.push(RECONSIDERATION);
    }
    if direct {
        found.push(DIRECT);
    }
    if after {
        found.push(AFTER);
    }
    if !direct && !after && contains_any(&rest, &["诉讼", "起诉", "应诉"]) {
        found.extend([DIRECT, AFTER]);
    }
    found
}

fn against_cells(
    sentence: &Sentence,
    index: usize,
    groups: &[&'static str],
    result: Option<(&'static str, bool)>,
    report: &Report,
) -> Option<Finding> {
    let figure = &sentence.figures[index];
    let (column, part) = result.unwrap_or(("total", false));
    let value = sum(&report.tables, groups, column)?;
    let each = sentence.after(index).is_empty() && contains_any(sentence.before(index), &["均", "各", "分别"]);
    let fits = if part {
        figure.value <= value
    } else if each {
        groups.iter().all(|group| sum(&report.tables, &[*group], column) == Some(figure.value)) || figure.value == value
    } else {
        // Those that ended this year: all less those pending.
        let ended = contains_any(sentence.before(index), &["审结", "办结"])
            .then(|| sum(&report.tables, groups, "pending").map(|pending| value - pending))
            .flatten();
        figure.value == value || ended == Some(figure.value)
    };
    (!fits).then(|| differs(&sentence.quote(index), figure.value, groups, column, value))
}

fn differs(quote: &str, figure: Decimal, groups: &[&'static str], column: &'static str, value: Decimal) -> Finding {
    let (place, sum) = match groups {
        [RECONSIDERATION] => ("“行政复议”", ""),
        [DIRECT] => ("“未经复议直接起诉”", ""),
        [AFTER] => ("“复议后起诉”", ""),
        [DIRECT, AFTER] => ("“行政诉讼”两组", "之和"),
        _ => ("“行政复议”与“行政诉讼”各组", "之和"),
    };
    let result = match column {
        "upheld" => "结果维持",
        "corrected" => "结果纠正",
        "other" => "其他结果",
        "pending" => "尚未审结",
        _ => "总计",
    };
    let message = format!(
        "正文{quote}为{figure}，表四{place}“{result}”{sum}为{value}，两处不一致，请核对（口径不同的请在正文说明，如备案数、上年结转）"
    );
    let finding = Finding::new(Rule::W6, message).sides(figure, value);
    match groups {
        [row] => finding.on_cell(CellId { table: Table::Remedies, row, column }),
        _ => finding.on(Table::Remedies, None, Some(column)),
    }
}

/// 「未发生行政复议、行政诉讼」, against a table that counts some.
fn denied(sentence: &Sentence, report: &Report) -> Option<Finding> {
    const NONE: &[&str] = &["未发生", "没有发生", "未产生", "未收到", "没有收到", "未出现", "未有", "没有", "无"];
    let mut start = 0;
    for clause in sentence.text.split_inclusive(['，', '；', '。']) {
        let position = start;
        start += clause.len();
        let end = position + clause.len();
        let counted =
            sentence.figures.iter().any(|figure| !figure.is_time() && (position..end).contains(&figure.start));
        let Some(at) = NONE.iter().filter_map(|word| clause.find(word).map(|at| at + word.len())).min() else {
            continue;
        };
        let groups = groups_in(&clause[at..]);
        let narrowed = contains_any(
            clause,
            &[
                "败诉",
                "纠正",
                "维持",
                "撤销",
                "不服",
                "无效",
                "无法",
                "无正当",
                "申请公开",
                "违法",
                "被确认",
                "问题",
                "尚未",
                "未审结",
            ],
        );
        if counted
            || narrowed
            || groups.is_empty()
            || contains_any(clause, FOREIGN)
            || sentence.scope(end, report.year) == Scope::Other
        {
            continue;
        }
        let value = sum(&report.tables, &groups, "total")?;
        if !value.is_zero() {
            let words = clause.trim_end_matches(['，', '；', '。']);
            return Some(differs(&format!("“{words}”"), Decimal::ZERO, &groups, "total", value));
        }
    }
    None
}

/// The sum of one column over groups; a total left blank is added up from its group. `None` where a cell is unknown.
fn sum(tables: &Tables, groups: &[&'static str], column: &'static str) -> Option<Decimal> {
    groups.iter().try_fold(Decimal::ZERO, |sum, row| {
        let id = CellId { table: Table::Remedies, row, column };
        let cell = tables.get(id)?;
        let value = if cell.is_blank() && column == "total" {
            ["upheld", "corrected", "other", "pending"]
                .into_iter()
                .try_fold(Decimal::ZERO, |sum, column| sum.checked_add(tables.counted(CellId { column, ..id })?))?
        } else {
            cell.counted()?
        };
        sum.checked_add(value)
    })
}
