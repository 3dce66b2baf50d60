//! Marks of state secrets (国家秘密定密管理规定: grade, star, term). The words alone, in running text, are no mark.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::Meaning;
use crate::trigger::Word;
use crate::view::{View, is_han};

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    for word in view.words {
        if word.meaning == Meaning::Secrecy {
            marks.extend(recognise(view, word));
        }
    }
}

fn recognise(view: &View<'_>, word: &Word) -> Option<Mark> {
    let rest = &view.text[word.end..];
    let behind = rest.trim_start_matches([' ', '\u{3000}', '\u{A0}']);
    let mark = |end: usize, certainty, why| Some(Mark::new(Kind::SecrecyMark, word.start..end, certainty, why));
    if let Some(star) = behind.chars().next().filter(|character| "★☆⭐✩*＊".contains(*character)) {
        let after_star = &behind[star.len_utf8()..];
        let term = term(after_star);
        let certainty = if "*＊".contains(star) && term == 0 { Certainty::Likely } else { Certainty::Certain };
        return mark(view.text.len() - after_star.len() + term, certainty, "密级标志");
    }
    let before = view.text[..word.start].trim_end();
    let graded = before.trim_end_matches(['：', ':', ' ', '\u{3000}']).ends_with("密级");
    if graded && !behind.chars().next().is_some_and(|character| is_han(character) && character != '级') {
        return mark(word.end, Certainty::Certain, "标明密级");
    }
    let alone = before.is_empty() && behind[term(behind)..].trim().is_empty();
    if alone { mark(word.end, Certainty::Likely, "单独成行的密级字样") } else { None }
}

/// How many bytes of term follow: 「1年」「6个月」「长期」「启用前」.
fn term(text: &str) -> usize {
    let blank = text.len() - text.trim_start_matches([' ', '\u{3000}']).len();
    let bare = &text[blank..];
    if let Some(word) = ["长期", "启用前", "解密前"].iter().find(|word| bare.starts_with(**word)) {
        return blank + word.len();
    }
    let is_digit =
        |character: char| character.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(character);
    let number = bare.len() - bare.trim_start_matches(is_digit).len();
    let unit = bare[number..].trim_start_matches(' ');
    let gap = bare.len() - number - unit.len();
    match ["年", "个月", "月"].iter().find(|word| unit.starts_with(**word)) {
        Some(word) if number > 0 => blank + number + gap + word.len(),
        _ => 0,
    }
}
