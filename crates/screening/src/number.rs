//! Runs of digits, cut into the numbers that they may be.
//!
//! People write numbers in groups, with blanks, hyphens, full-width digits, over two lines. A blank may part a number or
//! join it to the next; a hyphen only joins. So every stretch between blanks is tried, the longest first.

use std::ops::Range;

use crate::finding::Mark;
use crate::trigger::{Spot, digit_at, full_width, gap_at};
use crate::view::View;
use crate::{bank_card, phone, resident_id};

/// The longest number of a person: a 残疾人证号.
const MOST_DIGITS: usize = 20;

/// A stretch of digits that may be one number.
pub(crate) struct Number {
    /// The digits as ASCII, at most 20 and perhaps an `X` at the end.
    pub(crate) digits: String,
    /// How many digits stand in each group.
    pub(crate) groups: Vec<usize>,
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
}

struct Group {
    digits: String,
    range: Range<usize>,
    /// A hyphen joins it to the group before.
    bound: bool,
}

/// Finds resident ids, phones and bank cards in all runs of digits.
pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    for spot in view.spots {
        if let Spot::Digits(start) = spot {
            find_in_run(view, &groups(view.text, *start), marks);
        }
    }
}

fn find_in_run(view: &View<'_>, groups: &[Group], marks: &mut Vec<Mark>) {
    let mut first = 0;
    while first < groups.len() {
        let longest = groups[first..]
            .iter()
            .scan(0, |count, group| {
                *count += group.digits.len();
                Some(*count)
            })
            .take_while(|count| *count <= MOST_DIGITS + 1)
            .count();
        let found = (1..=longest).rev().map(|length| first + length).find_map(|end| {
            let is_cut = |at: usize| groups.get(at).is_some_and(|group| group.bound);
            if is_cut(first) || is_cut(end) {
                return None;
            }
            recognise(view, &join(&groups[first..end])).map(|mark| (end, mark))
        });
        match found {
            Some((end, mark)) => {
                marks.push(mark);
                first = end;
            }
            None => first += 1,
        }
    }
}

fn recognise(view: &View<'_>, number: &Number) -> Option<Mark> {
    // The most specific first: a resident id proves itself by date and check character.
    resident_id::recognise(view, number)
        .or_else(|| phone::recognise(view, number))
        .or_else(|| bank_card::recognise(view, number))
}

fn join(groups: &[Group]) -> Number {
    Number {
        digits: groups.iter().map(|group| group.digits.as_str()).collect(),
        groups: groups.iter().map(|group| group.digits.len()).collect(),
        range: groups[0].range.start..groups[groups.len() - 1].range.end,
    }
}

/// The groups of the run that begins at `start`.
fn groups(text: &str, start: usize) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = Vec::new();
    let (mut at, mut bound, mut since_blank) = (start, false, 0);
    loop {
        let begin = at;
        let mut digits = String::new();
        while let Some((digit, width)) = digit_at(bytes, at) {
            digits.push(char::from(b'0' + digit));
            at += width;
        }
        since_blank += digits.len();
        // The check character X, which may stand apart from its 17 digits.
        if since_blank >= 17
            && let Some(width) = check_x(bytes, at)
        {
            digits.push('X');
            at += width;
        }
        if digits.is_empty() {
            break;
        }
        groups.push(Group { digits, range: begin..at, bound });
        let mut gap_end = at;
        bound = false;
        while let Some((binds, width)) = gap_at(bytes, gap_end).filter(|_| gap_end < at + 6) {
            bound |= binds;
            gap_end += width;
        }
        let goes_on = digit_at(bytes, gap_end).is_some() || (since_blank >= 17 && check_x(bytes, gap_end).is_some());
        if !goes_on {
            break;
        }
        at = gap_end;
    }
    groups
}

fn check_x(bytes: &[u8], at: usize) -> Option<usize> {
    let (letter, width) = match bytes.get(at)? {
        0xEF => (full_width(bytes, at)?, 3),
        0xC3 if bytes.get(at + 1) == Some(&0x97) => (b'X', 2), // × typed for X
        letter => (*letter, 1),
    };
    let next = bytes.get(at + width);
    (letter.eq_ignore_ascii_case(&b'X') && !next.is_some_and(u8::is_ascii_alphanumeric)).then_some(width)
}

impl Number {
    /// Whether the signs around it make it a part of something else: a code, a decimal, an amount. A letter right behind
    /// a number that has its label is the next word (电话138…wechat).
    pub(crate) fn is_part_of_more(&self, view: &View<'_>, labelled: bool) -> bool {
        let (before, after) = (&view.text[..self.range.start], &view.text[self.range.end..]);
        let mut backward = before.chars().rev();
        let mut forward = after.chars();
        let (last, first) = (backward.next(), forward.next());
        let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
        matches!(last, Some('.' | ',' | '．')) && is_digit(backward.next())
            || first == Some('.') && is_digit(forward.next())
            || last.is_some_and(|character| is_code(character) || "￥¥$＄#＃".contains(character))
            || first.is_some_and(|character| "%％‰元万亿吨㎡℃".contains(character) || !labelled && is_code(character))
    }

    /// Whether its groups are of these lengths.
    pub(crate) fn is_grouped(&self, shapes: &[&[usize]]) -> bool {
        self.groups.len() == 1
            || self.groups.iter().all(|group| *group == 1)
            || shapes.contains(&self.groups.as_slice())
    }
}

fn is_code(character: char) -> bool {
    character.is_ascii_alphabetic() || character == '_' || matches!(character, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
