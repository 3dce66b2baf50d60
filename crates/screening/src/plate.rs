//! Number plates (GA 36): province, letter, five characters; six for new energy.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::trigger::{Spot, full_width};
use crate::view::{View, is_han};

pub(crate) fn find(view: &View<'_>, marks: &mut Vec<Mark>) {
    for spot in view.spots {
        if let Spot::PlateLetter(letter) = spot {
            marks.extend(recognise(view, *letter));
        }
    }
}

fn recognise(view: &View<'_>, letter: usize) -> Option<Mark> {
    let bytes = view.text.as_bytes();
    let province = view.before(letter)?;
    let start = letter - province.len_utf8();
    let (_, width) = character_at(bytes, letter)?;
    let mut at = letter + width;
    // 苏F·12345, 苏F 12345: one sign between.
    if let Some(sign) = view.after(at).filter(|sign| "·•・.- \u{3000}".contains(*sign)) {
        at += sign.len_utf8();
    }
    let mut code = Vec::new();
    while let Some((character, width)) = character_at(bytes, at) {
        code.push(character);
        at += width;
    }
    let ending = view.after(at).filter(|character| "学挂警港澳".contains(*character) && code.len() == 4);
    at += ending.map_or(0, char::len_utf8);
    if !(is_plate(&code) || ending.is_some() && is_plain(&code)) {
        return None;
    }
    let sentence = &view.text[view.sentence(start)];
    let about_cars = ["车", "牌", "驾驶"].iter().any(|word| sentence.contains(word))
        || view.context.label == Some(Label::Plate)
        || view.words.iter().any(|word| word.meaning == Meaning::Label(Label::Plate));
    // 更新A12345型设备: a word that only ends like a province.
    if !about_cars && province == '新' && view.before(start).is_some_and(is_han) {
        return None;
    }
    let (certainty, why) = if about_cars {
        (Certainty::Certain, "车牌号，上下文提及车辆")
    } else {
        (Certainty::Likely, "符合车牌号的编排")
    };
    Some(Mark::new(Kind::Plate, start..at, certainty, why))
}

fn is_plate(code: &[u8]) -> bool {
    let digits = code.iter().filter(|character| character.is_ascii_digit()).count();
    match code {
        [_, _, _, _, _] => is_plain(code) && digits >= 3,
        // GA 36-2018: D and F stand for electric, A, B, C, E, G, H, J, K are the later ones; small cars first, large ones last.
        [first, rest @ ..] if code.len() == 6 => {
            is_plain(code)
                && (first.is_ascii_uppercase() && rest[1..].iter().all(u8::is_ascii_digit)
                    || code[5].is_ascii_uppercase() && code[..5].iter().all(u8::is_ascii_digit))
        }
        _ => false,
    }
}

/// I and O are not used, since they look like digits.
fn is_plain(code: &[u8]) -> bool {
    !code.iter().any(|character| b"IO".contains(character))
}

fn character_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let (character, width) = match bytes.get(at)? {
        0xEF => (full_width(bytes, at)?, 3),
        ascii => (*ascii, 1),
    };
    (character.is_ascii_digit() || character.is_ascii_uppercase()).then_some((character, width))
}
