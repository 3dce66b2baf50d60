//! Passports, and the travel documents for Hong Kong, Macao and Taiwan.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::trigger::Spot;
use crate::view::{View, is_glue};

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    for word in view.words {
        if word.meaning == Meaning::Label(Label::Passport) {
            marks.extend(after_label(view, word.end));
        }
    }
    if view.context.label == Some(Label::Passport) {
        marks.extend(after_label(view, 0));
    }
    for spot in view.spots {
        if let Spot::Digits(start) = spot {
            marks.extend(alone(view, *start));
        }
    }
}

/// Behind its label any short code of letters and digits is one: other states number theirs as they like.
fn after_label(view: &View<'_>, end: usize) -> Option<Mark> {
    let value = view.text[end..].trim_start_matches(is_glue);
    let start = view.text.len() - value.len();
    let code: &str = &value[..value.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(value.len())];
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let shaped = (6..=11).contains(&code.len()) && digits >= 5;
    shaped.then(|| Mark::new(Kind::Passport, start..start + code.len(), Certainty::Certain, "有证件标签"))
}

/// Without its label only the forms of Chinese passports: E and 8 digits, E, a letter and 7, the older G and 8.
fn alone(view: &View<'_>, digits: usize) -> Option<Mark> {
    let bytes = view.text.as_bytes();
    let count = bytes[digits..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let letters = bytes[..digits].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let start = digits - letters;
    let fits = match &bytes[start..digits] {
        [b'E' | b'G'] => count == 8,
        [b'E', second] => count == 7 && second.is_ascii_uppercase() && !b"IO".contains(second),
        _ => false,
    };
    let end = digits + count;
    let apart =
        |character: Option<char>| !character.is_some_and(|it| it.is_ascii_alphanumeric() || "-_./".contains(it));
    let meant = fits && apart(view.before(start)) && apart(view.after(end));
    let is_thing = view.label_before(start) == Some(Label::Serial);
    (meant && !is_thing).then(|| Mark::new(Kind::Passport, start..end, Certainty::Likely, "符合护照号码的编排"))
}
