//! Names of private persons: behind a label, behind a role, before `，男`, and beside a number that is a person's.
//!
//! Chinese has no capital letters, so a name is known by three signs together: it begins with a surname, has two to four
//! characters, and stands where a name is expected. In running text, where nothing parts it from its neighbours, its
//! other characters must be such as people are given, and what follows must be able to follow a person.
//! Officials stand behind their posts (局长张某), which are no labels here: they are left alone.

mod shape;

use std::ops::Range;

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::view::{View, is_glue, is_han};

pub(crate) use shape::surname_length;

/// Finds names; `marks` holds the numbers found before, beside which a name may stand.
pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    let mut names = Vec::new();
    for word in view.words {
        match word.meaning {
            Meaning::Label(Label::Name) => after_label(view, word.end, Certainty::Certain, &mut names),
            Meaning::Label(Label::Contact) => after_label(view, word.end, Certainty::Likely, &mut names),
            Meaning::Role => after_role(view, word.end, &mut names),
            Meaning::Sex => names.extend(
                ending_at(view, word.start)
                    .map(|range| Mark::new(Kind::Name, range, Certainty::Certain, "姓名，后接性别")),
            ),
            _ => {}
        }
    }
    if let Some(label @ (Label::Name | Label::Contact)) = view.context.label
        && !view.context.of_officials
    {
        let certainty = if label == Label::Name { Certainty::Certain } else { Certainty::Likely };
        list(view, 0, certainty, "姓名栏中的姓名", &mut names);
    }
    for mark in &*marks {
        if matches!(mark.kind, Kind::ResidentId | Kind::Phone | Kind::BankCard | Kind::Passport) {
            names.extend(beside_number(view, mark));
        }
    }
    marks.append(&mut names);
}

/// `申请人：张三、李四`, `姓名 张三`, `申请人张三于…`.
fn after_label(view: &View<'_>, end: usize, certainty: Certainty, names: &mut Vec<Mark>) {
    let end = after_remark(view.text, end);
    let rest = &view.text[end..];
    let value =
        rest.trim_start_matches(|character: char| character.is_whitespace() || "：:|｜【“\"为是".contains(character));
    let start = view.text.len() - value.len();
    let parted = start > end;
    let before = names.len();
    if parted {
        list(view, start, certainty, "标签后的姓名", names);
    }
    if names.len() == before {
        let range = shape::running(&view.text[start..]).map(|length| start..start + length);
        let certainty = if parted { certainty } else { Certainty::Likely };
        names.extend(range.map(|range| Mark::new(Kind::Name, range, certainty, "标签后的姓名")));
    }
}

/// `申请人（签名）：`: what the brackets say belongs to the label.
fn after_remark(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let closing = rest.starts_with(['（', '(']).then(|| rest.find(['）', ')'])).flatten();
    match closing {
        Some(at) if at <= 24 => {
            let after = at + rest[at..].chars().next().map_or(0, char::len_utf8);
            if rest[after..].trim_start().starts_with(['：', ':']) { end + after } else { end }
        }
        _ => end,
    }
}

/// `村民王建国反映`, `患者：王建国`.
fn after_role(view: &View<'_>, end: usize, names: &mut Vec<Mark>) {
    let rest = &view.text[end..];
    let value = rest.trim_start_matches(['：', ':', '“', ' ']);
    let start = view.text.len() - value.len();
    if value.len() < rest.len() {
        let before = names.len();
        list(view, start, Certainty::Likely, "身份称谓后的姓名", names);
        if names.len() > before {
            return;
        }
    }
    let range = shape::running(value).map(|length| start..start + length);
    names.extend(range.map(|range| Mark::new(Kind::Name, range, Certainty::Likely, "身份称谓后的姓名")));
}

/// One name or several, each parted from its neighbours: `张三、李四，王五`.
fn list(view: &View<'_>, start: usize, certainty: Certainty, why: &'static str, names: &mut Vec<Mark>) {
    let mut at = start;
    loop {
        let skipped = view.text[at..].trim_start_matches(|character: char| character.is_whitespace());
        at = view.text.len() - skipped.len();
        let Some(end) = token_end(view, at) else { return };
        let Some(length) = shape::whole(&view.text[at..end]) else { return };
        names.push(Mark::new(Kind::Name, at..at + length, certainty, why));
        at += length;
        let after = view.text[at..].trim_start();
        let Some(next) = after.strip_prefix(['、', '，', ',', '/', '；', ';']) else {
            // In a cell of names blanks part them too.
            if view.context.label == Some(Label::Name) && after.len() < view.text.len() - at {
                at = view.text.len() - after.len();
                continue;
            }
            return;
        };
        at = view.text.len() - next.len();
    }
}

/// Where the stretch of name characters ends that begins here: before the first sign, or the next known word.
fn token_end(view: &View<'_>, start: usize) -> Option<usize> {
    let text = &view.text[start..];
    let mut end = text.find(|character: char| !is_name_character(character)).unwrap_or(text.len());
    // 张　伟: two characters set apart so that they are as wide as three.
    if text[..end].chars().count() == 1 {
        let given = text[end..].trim_start_matches([' ', '\u{3000}', '\u{A0}']);
        let apart = text.len() - end - given.len();
        let given_end = given.find(|character: char| !is_name_character(character)).unwrap_or(given.len());
        if (1..=9).contains(&apart) && given[..given_end].chars().count() == 1 {
            end = text.len() - given.len() + given_end;
        }
    }
    let known = view.words.iter().find(|word| word.start > start && word.start < start + end);
    let end = known.map_or(start + end, |word| word.start);
    (end > start).then_some(end)
}

/// The name that ends where `，男` begins.
fn ending_at(view: &View<'_>, end: usize) -> Option<Range<usize>> {
    let run = &view.text[..end];
    let start = run
        .rfind(|character: char| !is_name_character(character))
        .map_or(0, |at| at + run[at..].chars().next().map_or(0, char::len_utf8));
    let from = view.words.iter().rev().find(|word| word.end <= end && word.end > start).map_or(start, |word| word.end);
    [from, start].into_iter().find_map(|start| {
        let length = shape::whole(&view.text[start..end])?;
        (start + length == end).then_some(start..end)
    })
}

/// `王建国（身份证号：3206…）`, `王建国 138…`: a name, perhaps labels, then a number that is a person's.
fn beside_number(view: &View<'_>, number: &Mark) -> Option<Mark> {
    let mut end = number.start;
    loop {
        let glued = view.text[..end].trim_end_matches(|character: char| is_glue(character) && !is_han(character)).len();
        let label = view.words.iter().find(|word| word.end == glued && matches!(word.meaning, Meaning::Label(_)));
        end = label.map_or(glued, |word| word.start);
        if label.is_none() {
            break;
        }
    }
    if end == number.start {
        return None;
    }
    let range = ending_at(view, end)?;
    let given = shape::is_given(&view.text[range.clone()]);
    given.then(|| Mark::new(Kind::Name, range, Certainty::Likely, "个人号码旁的姓名"))
}

fn is_name_character(character: char) -> bool {
    is_han(character) || "·•・".contains(character)
}
