//! Where people live. An agency's or a company's address is published and left alone.

use std::ops::Range;

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::trigger::Word;
use crate::view::{ENDS_SENTENCE, View, is_glue, is_han};

/// The longest address, in bytes.
const LONGEST: usize = 150;

/// Words of places where nobody lives.
const OFFICES: [&str; 34] = [
    "办公",
    "行政",
    "政务",
    "大厦",
    "大厅",
    "窗口",
    "中心",
    "公司",
    "厂",
    "局",
    "委员会",
    "会议",
    "接待",
    "写字楼",
    "产业园",
    "工业园",
    "园区",
    "科技园",
    "商务",
    "实验",
    "医院",
    "学校",
    "广场",
    "商场",
    "酒店",
    "宾馆",
    "法院",
    "检察院",
    "政府",
    "项目",
    "监测",
    "采样",
    "样品",
    "点位",
];

/// Words of places where people live.
const DWELLINGS: [&str; 27] = [
    "小区", "花园", "花苑", "公寓", "新村", "家园", "苑", "村", "社区", "新城", "府", "公馆", "华庭", "名邸", "名苑",
    "佳园", "嘉园", "雅苑", "湾", "郡", "里", "弄", "宿舍", "住宅", "别墅", "东苑", "大队",
];

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    let mut found: Vec<Mark> = Vec::new();
    if let Some(label @ (Label::Home | Label::Address)) = view.context.label
        && !view.context.of_officials
    {
        found.extend(whole_cell(view, label));
    }
    for word in view.words {
        match word.meaning {
            Meaning::Label(Label::Home) => found.extend(after_label(view, word.end, true, marks)),
            Meaning::Label(Label::Address) => found.extend(after_label(view, word.end, false, marks)),
            Meaning::Dwelling if !found.iter().any(|mark| mark.start <= word.start && word.start < mark.end) => {
                found.extend(around(view, word.start, marks));
            }
            _ => {}
        }
    }
    marks.append(&mut found);
}

fn whole_cell(view: &View<'_>, label: Label) -> Option<Mark> {
    let trimmed = view.text.trim();
    let start = view.text.len() - view.text.trim_start().len();
    let tells =
        trimmed.chars().filter(|character| is_han(*character)).count() >= 4 && end_of_address(trimmed).is_some();
    if !tells || label == Label::Address && (!view.context.of_person || is_office(trimmed)) {
        return None;
    }
    let certainty = if has_number(trimmed) { Certainty::Certain } else { Certainty::Likely };
    Some(Mark::new(Kind::Address, start..start + trimmed.len(), certainty, "住址栏中的地址"))
}

/// `家住海门街道瑞江社区5组12号`; behind a mere 地址 only where it is a dwelling.
fn after_label(view: &View<'_>, end: usize, home: bool, marks: &[Mark]) -> Option<Mark> {
    let value = view.text[end..].trim_start_matches(|character: char| is_glue(character) || "在于".contains(character));
    let start = view.text.len() - value.len();
    let value = &value[..clause_end(value)];
    let value = &value[..cut_at_mark(start, value, marks)];
    let is_label = |meaning| matches!(meaning, Meaning::Label(_));
    let next_label = view.words_in(&(start..start + value.len())).iter().find(|word| is_label(word.meaning));
    let value = next_label.map_or(value, |word| &value[..word.start - start]).trim_end();
    let length = end_of_address(value)?;
    let address = &value[..length];
    let numbered = has_number(address);
    if address.chars().count() < 4 || is_office(address) && !(home && numbered) {
        return None;
    }
    if !home && !(is_dwelling(address) && (numbered || view.context.of_person)) {
        return None;
    }
    let (certainty, why) = if home && numbered {
        (Certainty::Certain, "住址标签后的地址")
    } else {
        (Certainty::Likely, "地址，请核对是否个人住址")
    };
    Some(Mark::new(Kind::Address, start..start + length, certainty, why))
}

/// `瑞江花园12幢302室`, `光明村5组12号` without any label.
fn around(view: &View<'_>, unit: usize, marks: &[Mark]) -> Option<Mark> {
    if !view.before(unit).is_some_and(is_number) {
        return None;
    }
    if matches!(view.label_before(unit), Some(Label::OfficeAddress | Label::Serial)) {
        return None;
    }
    let start = start_of_address(view, unit, marks);
    let value = &view.text[start..];
    let value = &value[..clause_end(value)];
    let value = &value[..cut_at_mark(start, value, marks)];
    let length = end_of_address(value)?;
    let address = &value[..length];
    let room = ["室", "单元"].iter().any(|unit| address.contains(unit))
        && (["幢", "栋", "号楼", "单元"].iter().any(|unit| address.contains(unit)) || is_dwelling(address))
        && is_dwelling_or_street(address);
    let farm = address.contains('村') && address.contains('组') && address.contains('号');
    let building = is_dwelling(address) && ["幢", "栋"].iter().any(|unit| ends_in_room(address, unit));
    let clause = view.clause(unit);
    if !(room || farm || building) || is_office(clause) || start + length <= unit {
        return None;
    }
    let sentence = view.sentence(unit);
    let named = marks.iter().any(|mark| mark.kind == Kind::Name && sentence.contains(&mark.start));
    let (certainty, why) = if named {
        (Certainty::Certain, "与姓名同句的住址")
    } else {
        (Certainty::Likely, "符合住址的编排")
    };
    Some(Mark::new(Kind::Address, start..start + length, certainty, why))
}

/// Back over the characters of an address, to a sign, a word that leads to a place, or another finding.
fn start_of_address(view: &View<'_>, unit: usize, marks: &[Mark]) -> usize {
    let floor = marks.iter().filter(|mark| mark.end <= unit).map(|mark| mark.end).max().unwrap_or(0);
    let mut start = unit;
    for (at, character) in view.text[floor..unit].char_indices().rev() {
        let belongs =
            is_han(character) || character.is_ascii_alphanumeric() || "０１２３４５６７８９-－#·".contains(character);
        if !belongs || "住在于址至到对系是为的和与及向".contains(character) || unit - (floor + at) > LONGEST
        {
            break;
        }
        start = floor + at;
    }
    // A label or role that runs straight into the address is not part of it.
    let word = view
        .words
        .iter()
        .filter(|word| word.end > start && word.end <= unit)
        .rfind(|word| matches!(word.meaning, Meaning::Label(_) | Meaning::Role));
    word.map_or(start, |word| word.end.max(start))
}

fn clause_end(value: &str) -> usize {
    let ends = |character: char| ENDS_SENTENCE.contains(&character) || "，,、|｜\t（(”\"）)的".contains(character);
    let end = value.find(ends).unwrap_or(value.len());
    let end = value[..end].find("  ").unwrap_or(end);
    value[..end]
        .char_indices()
        .map(|(at, character)| at + character.len_utf8())
        .take_while(|at| *at <= LONGEST)
        .last()
        .unwrap_or(0)
}

fn cut_at_mark(start: usize, value: &str, marks: &[Mark]) -> usize {
    let range: Range<usize> = start..start + value.len();
    let inside = marks.iter().filter(|mark| range.contains(&mark.start)).map(|mark| mark.start - start);
    inside.min().unwrap_or(value.len())
}

/// Where the address ends that this text begins with: behind the last number with its unit, or else the last word of a
/// place; none where there is neither.
fn end_of_address(value: &str) -> Option<usize> {
    let mut numbered = value.char_indices().filter(|(at, character)| {
        "号室组幢栋楼弄".contains(*character) && value[..*at].chars().next_back().is_some_and(is_number)
    });
    let end = numbered.next_back().map(|(at, character)| at + character.len_utf8());
    let end = end.max(value.rfind("单元").map(|at| at + "单元".len()));
    if let Some(end) = end {
        // 3幢302, 12号-1: a bare number at the end still belongs to it.
        let rest = &value[end..];
        let tail =
            rest.find(|character: char| !is_number(character) && !"-－—".contains(character)).unwrap_or(rest.len());
        return Some(end + tail);
    }
    let bare_number = value.trim_end_matches(|character: char| character.is_ascii_digit() || "-－".contains(character));
    let place = ["村", "社区", "小区", "花园", "新村", "苑", "街道", "镇", "公寓", "家园", "路", "街", "巷", "宿舍"]
        .iter()
        .filter_map(|word| value.rfind(word).map(|at| at + word.len()))
        .max()?;
    Some(if bare_number.len() == place { value.len() } else { place })
}

fn ends_in_room(address: &str, unit: &str) -> bool {
    address.find(unit).is_some_and(|at| {
        let rest = &address[at + unit.len()..];
        rest.chars().count() >= 3
            && rest.chars().all(|character| is_number(character) || "-－—号室".contains(character))
    })
}

/// Whether a word of an office stands there, other than in the name of a place: 三厂街道, 中心村, 政府路 are where people live.
fn is_office(text: &str) -> bool {
    const PLACES: [&str; 9] = ["街", "镇", "乡", "村", "路", "巷", "社区", "小区", "宿舍"];
    OFFICES.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let behind = &text[at + word.len()..];
            !PLACES.iter().any(|place| behind.starts_with(place))
        })
    })
}

/// Whether this word may lead to a home. The bare 住 does so only where a clause begins with it (「汉族，住海门区…」): elsewhere
/// it is part of another word.
pub(crate) fn begins_clause(text: &str, word: &Word) -> bool {
    &text[word.start..word.end] != "住" || !text[..word.start].chars().next_back().is_some_and(is_han)
}

fn is_dwelling(text: &str) -> bool {
    DWELLINGS.iter().any(|word| text.contains(word)) || ["幢", "栋", "单元"].iter().any(|unit| text.contains(unit))
}

fn is_dwelling_or_street(text: &str) -> bool {
    DWELLINGS.iter().chain(&["路", "街", "巷", "镇", "街道"]).any(|word| text.contains(word))
}

fn has_number(text: &str) -> bool {
    text.char_indices().any(|(at, character)| {
        "号室组幢栋楼弄".contains(character) && text[..at].chars().next_back().is_some_and(is_number)
    }) || text.contains("单元")
        || text.ends_with(|character: char| character.is_ascii_digit())
}

/// A digit, letter or Chinese numeral, as houses and rooms are numbered with.
pub(crate) fn is_number(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '０'..='９' | 'Ａ'..='Ｚ')
        || "一二三四五六七八九十〇零甲乙丙丁".contains(character)
}
