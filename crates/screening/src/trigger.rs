//! One walk over the bytes of a text, which says whether and where a closer look is worth it.
//!
//! Nearly all text of an agency is clean. So the walk only notes long runs of digits, an `@`, a letter after a character
//! that begins number plates, and the words of [`crate::label`]; it allocates nothing until it has found one of them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::label::{Label, Meaning, WORDS};
use crate::view::is_han;
use crate::{address, name};

/// A known word in the text, by bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) meaning: Meaning,
}

/// A place where numbers or letters deserve a look, by bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A run of at least [`FEWEST_DIGITS`] digits begins here.
    Digits(usize),
    /// An at sign.
    At(usize),
    /// A capital letter after the short name of a province.
    PlateLetter(usize),
}

/// What the walk found.
pub(crate) struct Triggers {
    pub(crate) words: Vec<Word>,
    pub(crate) spots: Vec<Spot>,
}

/// Fewer digits are no number of a person: a land line has 7.
const FEWEST_DIGITS: usize = 7;

/// Walks the text; nothing where no closer look is worth it. `expects` says that the caller knows of the text what it is,
/// so that even a text without any trigger is looked at.
pub(crate) fn walk(text: &str, expects: bool) -> Option<Triggers> {
    let spots = spots(text);
    let mut words = Vec::new();
    let mut worth_it = expects || !spots.is_empty();
    for found in AUTOMATON.find_iter(text) {
        let word = Word { start: found.start(), end: found.end(), meaning: WORDS[found.pattern().as_usize()].1 };
        if word.meaning == Meaning::Label(Label::Home) && !address::begins_clause(text, &word) {
            continue;
        }
        worth_it = worth_it || leads(text, &word);
        words.push(word);
    }
    worth_it.then_some(Triggers { words, spots })
}

/// Whether a word alone is worth a look, in view of its next neighbour; the others only explain what was found beside them.
/// Such words stand in every second sentence of an agency, so this decides how fast clean text is.
fn leads(text: &str, word: &Word) -> bool {
    let next = text[word.end..].chars().next();
    let is_value = |character: char| !is_han(character) || name::may_begin(character) || "为是".contains(character);
    match word.meaning {
        Meaning::Label(Label::Name | Label::Contact) | Meaning::Role => next.is_some_and(is_value),
        Meaning::Label(Label::Home | Label::Address | Label::Passport) | Meaning::Sex | Meaning::Kin => true,
        Meaning::Label(Label::Ailment) => next.is_some_and(|character| !is_han(character)),
        Meaning::Dwelling => text[..word.start].chars().next_back().is_some_and(address::is_number),
        Meaning::Secrecy => next.is_none_or(|character| !is_han(character) || character == '级'),
        // 李小红患有…: said of somebody only where a name, a relative or a number leads, or the sentence begins with one.
        Meaning::Ailment | Meaning::Youth => {
            let sentence = text[..word.start].rfind('。').map_or(0, |at| at + '。'.len_utf8());
            text[sentence..].trim_start().chars().next().is_some_and(name::may_begin)
        }
        Meaning::Label(_) | Meaning::Ordinary => false,
    }
}

static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(WORDS.iter().map(|(word, _)| word))
        .expect("a few hundred short words fit an automaton")
});

/// What a first byte may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Nothing,
    Digit,
    Capital,
    At,
    FullWidth,
}

const FIRST: [First; 256] = {
    let mut table = [First::Nothing; 256];
    let mut byte = b'0';
    while byte <= b'9' {
        table[byte as usize] = First::Digit;
        byte += 1;
    }
    byte = b'A';
    while byte <= b'Z' {
        table[byte as usize] = First::Capital;
        byte += 1;
    }
    table[b'@' as usize] = First::At;
    table[0xEF] = First::FullWidth;
    table
};

fn spots(text: &str) -> Vec<Spot> {
    let bytes = text.as_bytes();
    let mut spots = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match FIRST[bytes[at] as usize] {
            First::Nothing => at += 1,
            First::Digit => at = digits(bytes, at, &mut spots),
            First::At => {
                spots.push(Spot::At(at));
                at += 1;
            }
            First::Capital => {
                if after_province(&text[..at]) {
                    spots.push(Spot::PlateLetter(at));
                }
                at += 1;
            }
            First::FullWidth => match full_width(bytes, at) {
                Some(b'0'..=b'9') => at = digits(bytes, at, &mut spots),
                Some(b'@') => {
                    spots.push(Spot::At(at));
                    at += 3;
                }
                Some(b'A'..=b'Z') if after_province(&text[..at]) => {
                    spots.push(Spot::PlateLetter(at));
                    at += 3;
                }
                _ => at += 3,
            },
        }
    }
    spots
}

/// Notes the run of digits that begins at `start` if it is long enough, and says where it ends.
fn digits(bytes: &[u8], start: usize, spots: &mut Vec<Spot>) -> usize {
    let (mut at, mut end, mut count) = (start, start, 0);
    loop {
        if let Some((_, width)) = digit_at(bytes, at) {
            at += width;
            end = at;
            count += 1;
        } else {
            match gap_at(bytes, at) {
                // Two signs between digits still are one number (138 - 1234), three are two numbers.
                Some((_, width)) if at < end + 6 => at += width,
                _ => break,
            }
        }
    }
    if count >= FEWEST_DIGITS {
        spots.push(Spot::Digits(start));
    }
    end
}

/// The digit at this byte, in half or full width, and its width in bytes.
pub(crate) fn digit_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at)? {
        digit @ b'0'..=b'9' => Some((digit - b'0', 1)),
        0xEF => full_width(bytes, at).filter(u8::is_ascii_digit).map(|digit| (digit - b'0', 3)),
        _ => None,
    }
}

/// A sign that may stand inside a number: `true` for a hyphen, which binds; `false` for a blank, a line break inside a
/// cell, or an invisible character, which may also part two numbers.
pub(crate) fn gap_at(bytes: &[u8], at: usize) -> Option<(bool, usize)> {
    match bytes.get(at..)? {
        [b' ' | b'\n' | b'\r', ..] => Some((false, 1)),
        [b'-', ..] => Some((true, 1)),
        [0xC2, 0xA0 | 0xAD, ..] => Some((false, 2)), // no-break space, soft hyphen
        // Full-width, thin and zero-width spaces, direction marks, byte order mark.
        [0xE3, 0x80, 0x80, ..] | [0xE2, 0x80, 0x80..=0x8F | 0xAF, ..] | [0xEF, 0xBB, 0xBF, ..] => Some((false, 3)),
        // Hyphens and dashes, minus, full-width hyphen.
        [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] | [0xEF, 0xBC, 0x8D, ..] => Some((true, 3)),
        _ => None,
    }
}

/// The ASCII character whose full-width form is at this byte.
pub(crate) fn full_width(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..at + 3)? {
        [0xEF, 0xBC, third @ 0x81..=0xBF] => Some(third - 0x81 + b'!'),
        [0xEF, 0xBD, third @ 0x80..=0x9E] => Some(third - 0x80 + b'`'),
        _ => None,
    }
}

/// 京津沪…: the first character of a number plate.
pub(crate) const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

fn after_province(before: &str) -> bool {
    before.chars().next_back().is_some_and(|character| PROVINCES.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_line_triggers_nothing() {
        for text in ["", "2019年共发布各类环境信息600余条。", "苏环审〔2020〕5号文件已于2020年3月5日印发", "见A12345"]
        {
            assert!(spots(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn long_numbers_are_noted_with_signs_between() {
        assert_eq!(spots("电话138-1234-5678"), [Spot::Digits(6)]);
        assert_eq!(spots("１３８１２３４５６７８"), [Spot::Digits(0)]);
        assert_eq!(spots("2019 年 12 月"), []);
        assert_eq!(spots("320684\u{3000}19900101"), [Spot::Digits(0)]);
    }

    #[test]
    fn signs_of_mail_and_plates_are_noted() {
        assert_eq!(spots("a@b苏F"), [Spot::At(1), Spot::PlateLetter(6)]);
        assert_eq!(spots("a＠b苏Ｆ"), [Spot::At(1), Spot::PlateLetter(8)]);
    }

    #[test]
    fn the_longest_word_wins() {
        let triggers = walk("法定代表人姓名：张伟；姓名：李强", false).unwrap();
        let meanings: Vec<Meaning> = triggers.words.iter().map(|word| word.meaning).collect();
        assert_eq!(meanings, [Meaning::Ordinary, Meaning::Label(Label::Name)]);
    }
}
