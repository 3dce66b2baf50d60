//! Diseases, disabilities, hardships: personal where they are said of somebody who is named.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::trigger::Word;
use crate::view::View;

/// What makes a word of illness one of an institution, a policy or a statistic.
const GENERAL: [&str; 24] = [
    "医院",
    "防治",
    "防控",
    "预防",
    "保障",
    "疫情",
    "筛查",
    "标准",
    "救助政策",
    "制度",
    "资金",
    "补贴标准",
    "专项",
    "科",
    "学校",
    "宣传",
    "研究",
    "发病率",
    "风险",
    "人群",
    "保险",
    "事故应急",
    "人家属",
    "家属",
];

/// What a bare cell says when nothing is the matter.
const NOTHING: [&str; 16] = [
    "无",
    "否",
    "没有",
    "健康",
    "良好",
    "正常",
    "一般",
    "-",
    "—",
    "/",
    "／",
    "不详",
    "未填",
    "0",
    "健康或良好",
    "无残疾",
];

/// How far before a word of illness its person may be named in another sentence (bytes).
const NEAR: usize = 240;

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    let mut found = Vec::new();
    if view.context.label == Some(Label::Ailment) {
        found.extend(whole_cell(view));
    } else {
        for word in view.words {
            match word.meaning {
                Meaning::Ailment => found.extend(of_person(view, word, marks)),
                Meaning::Label(Label::Ailment) => found.extend(after_label(view, word.end, marks)),
                _ => {}
            }
        }
    }
    marks.append(&mut found);
}

fn whole_cell(view: &View<'_>) -> Option<Mark> {
    let value = view.text.trim();
    let says = !value.is_empty() && !NOTHING.contains(&value) && !value.chars().all(char::is_numeric);
    let told = says && !view.context.of_counts && value.chars().count() <= 40 && !value.contains("合计");
    let start = view.text.len() - view.text.trim_start().len();
    told.then(|| Mark::new(Kind::Health, start..start + value.len(), Certainty::Certain, "健康、残疾栏中的内容"))
}

/// `残疾类别：肢体`.
fn after_label(view: &View<'_>, end: usize, marks: &[Mark]) -> Option<Mark> {
    let value = view.text[end..].trim_start().strip_prefix(['：', ':'])?.trim_start();
    let start = view.text.len() - value.len();
    let length = value
        .find(|character: char| character.is_whitespace() || "，,。；;、|（(".contains(character))
        .unwrap_or(value.len());
    let value = &value[..length];
    if value.is_empty() || NOTHING.contains(&value) || value.chars().count() > 20 {
        return None;
    }
    let named = marks.iter().any(|mark| matches!(mark.kind, Kind::Name | Kind::ResidentId));
    let certainty = if named { Certainty::Certain } else { Certainty::Likely };
    Some(Mark::new(Kind::Health, start..start + length, certainty, "健康、残疾标签后的内容"))
}

fn of_person(view: &View<'_>, word: &Word, marks: &[Mark]) -> Option<Mark> {
    let behind = &view.text[word.end..];
    if GENERAL.iter().any(|general| behind.starts_with(general)) {
        return None;
    }
    let sentence = view.sentence(word.start);
    let is_person = |mark: &&Mark| matches!(mark.kind, Kind::Name | Kind::ResidentId);
    let same_sentence = marks.iter().filter(is_person).any(|mark| sentence.contains(&mark.start));
    let before = marks.iter().filter(is_person).any(|mark| mark.end <= word.start && word.start - mark.end <= NEAR);
    let suffers = suffers(view, word);
    let (certainty, why) = match (same_sentence, before && suffers) {
        (true, _) if suffers => (Certainty::Certain, "与姓名同句的健康状况"),
        (true, _) => (Certainty::Likely, "与姓名同句的疾病、残疾或困难情形"),
        (false, true) => (Certainty::Likely, "前文有姓名的健康状况"),
        _ => return None,
    };
    Some(Mark::new(Kind::Health, start_of_ailment(view.text, word.start)..word.end, certainty, why))
}

/// Whether a verb before the word says that somebody has it, or the word itself is a degree of disability.
fn suffers(view: &View<'_>, word: &Word) -> bool {
    let sentence = view.sentence(word.start);
    let before = &view.text[sentence.start..word.start];
    let tail: String = before.chars().rev().take(10).collect::<Vec<_>>().into_iter().rev().collect();
    ["患", "确诊", "诊断", "查出", "罹", "身患", "因", "系", "属于", "为", "身体"]
        .iter()
        .any(|verb| tail.contains(verb))
        || view.text[word.start..word.end].contains("残疾")
}

/// 肺癌, 胃癌, 脑肿瘤: the organ belongs to the disease.
fn start_of_ailment(text: &str, start: usize) -> usize {
    const ORGANS: &str = "肺胃肝肠脑骨血乳腺宫颈甲状胰鼻咽食管道膀胱前列直结淋巴卵巢皮肤口腔喉肾胆恶性";
    if !text[start..].starts_with(['癌', '肿']) {
        return start;
    }
    let organs = text[..start].chars().rev().take(4).take_while(|character| ORGANS.contains(*character));
    start - organs.map(char::len_utf8).sum::<usize>()
}
