//! That somebody who is named is a minor (未成年人保护法: under 18).

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::trigger::Word;
use crate::view::View;

/// Of age from here.
const ADULT: u32 = 18;

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    let mut found = Vec::new();
    match view.context.label {
        Some(Label::Age) => found.extend(age_cell(view)),
        Some(Label::School) => found.extend(school_cell(view)),
        _ => {}
    }
    for word in view.words {
        if word.meaning == Meaning::Youth {
            found.extend(of_person(view, word, marks));
        }
    }
    marks.append(&mut found);
}

fn age_cell(view: &View<'_>) -> Option<Mark> {
    let value = view.text.trim();
    let age: u32 = value.trim_end_matches("周岁").trim_end_matches('岁').parse().ok()?;
    let start = view.text.len() - view.text.trim_start().len();
    (age < ADULT && !view.context.of_counts)
        .then(|| Mark::new(Kind::Minor, start..start + value.len(), Certainty::Certain, "年龄栏中不满18周岁"))
}

fn school_cell(view: &View<'_>) -> Option<Mark> {
    let value = view.text.trim();
    let start = view.text.len() - view.text.trim_start().len();
    let young = ["小学", "初中", "中学", "幼儿园", "年级", "班"].iter().any(|word| value.contains(word));
    (young && view.context.of_person)
        .then(|| Mark::new(Kind::Minor, start..start + value.len(), Certainty::Likely, "就读学校、班级"))
}

fn of_person(view: &View<'_>, word: &Word, marks: &[Mark]) -> Option<Mark> {
    let text = &view.text[word.start..word.end];
    let start = match text {
        "岁" | "周岁" => young_age(view, word)?,
        "年级" => start_of_number(view.text, word.start)?,
        "未成年" | "未成年人" if is_general(&view.text[word.end..]) => return None,
        _ => word.start,
    };
    let sentence = view.sentence(word.start);
    let named = marks.iter().any(|mark| mark.kind == Kind::Name && sentence.contains(&mark.start));
    let related = view.words_in(&sentence).iter().any(|word| {
        let text = &view.text[word.start..word.end];
        let young = ["子", "女", "儿童", "孩", "孙", "学生"].iter().any(|relative| text.contains(relative));
        matches!(word.meaning, Meaning::Role | Meaning::Kin) && young
    });
    let is_age = matches!(text, "岁" | "周岁" | "未成年" | "未成年人");
    let (certainty, why) = match (named, related, is_age) {
        (true, _, true) => (Certainty::Certain, "与姓名同句，不满18周岁"),
        (true, true, false) => (Certainty::Likely, "与姓名同句的就读情况"),
        (false, true, true) if matches!(text, "岁" | "周岁") => (Certainty::Likely, "当事人的未成年亲属"),
        _ => return None,
    };
    Some(Mark::new(Kind::Minor, start..word.end, certainty, why))
}

/// Where the number before 岁 begins, if it is below 18 and no limit of a rule (「14周岁以上」「不满16周岁」).
fn young_age(view: &View<'_>, word: &Word) -> Option<usize> {
    let start = start_of_number(view.text, word.start)?;
    let behind = &view.text[word.end..];
    let before = &view.text[..start];
    let is_limit = ["以上", "以下", "以内", "至", "到", "-", "～", "~", "—", "及", "组", "或"]
        .iter()
        .any(|sign| behind.starts_with(sign))
        || ["满", "超过", "低于", "至", "到", "-", "～", "~", "—", "年"].iter().any(|sign| before.ends_with(sign));
    let age = number(&view.text[start..word.start])?;
    (age < ADULT && !is_limit).then_some(start)
}

fn start_of_number(text: &str, end: usize) -> Option<usize> {
    let head = text[..end].trim_end_matches(|character: char| digit(character).is_some() || character == '十');
    (head.len() < end).then_some(head.len())
}

/// `9`, `１２`, `十`, `十二`; larger ones only have to be larger.
fn number(text: &str) -> Option<u32> {
    let mut value: u32 = 0;
    for character in text.chars().take(4) {
        value = match digit(character) {
            Some(digit) if character.is_ascii_digit() || ('０'..='９').contains(&character) => value * 10 + digit,
            Some(digit) => value + digit,
            None => value.max(1) * 10,
        };
    }
    (value > 0).then_some(value)
}

fn digit(character: char) -> Option<u32> {
    let full = |character: char| u32::from(character) - u32::from('０');
    match character {
        '0'..='9' => character.to_digit(10),
        '０'..='９' => Some(full(character)),
        _ => "一二三四五六七八九".chars().zip(1..).find(|(known, _)| *known == character).map(|(_, value)| value),
    }
}

fn is_general(behind: &str) -> bool {
    ["保护", "法", "工作", "权益", "学校", "活动", "教育", "思想", "犯罪", "司法", "网络"]
        .iter()
        .any(|word| behind.starts_with(word))
}
