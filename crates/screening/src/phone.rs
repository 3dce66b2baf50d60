//! Mobile phones, and the land lines of persons. An agency's own line is published and left alone.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::{Label, Meaning};
use crate::number::Number;
use crate::view::{View, is_glue};

/// How a mobile number is written in groups.
const MOBILE_GROUPS: [&[usize]; 8] =
    [&[3, 4, 4], &[3, 8], &[7, 4], &[3, 3, 5], &[4, 3, 4], &[4, 4, 3], &[5, 6], &[5, 3, 3]];

pub(crate) fn recognise(view: &View<'_>, number: &Number) -> Option<Mark> {
    let label = view.label_before(number.range.start);
    let labelled = matches!(label, Some(Label::Phone | Label::PersonPhone));
    if label == Some(Label::Serial) || number.is_part_of_more(view, labelled) {
        return None;
    }
    mobile(view, number, label).or_else(|| land_line(view, number, label))
}

fn mobile(view: &View<'_>, number: &Number, label: Option<Label>) -> Option<Mark> {
    let (local, groups) = without_country(number);
    let whole = local.len() == 11 && local.starts_with('1') && matches!(local.as_bytes()[1], b'3'..=b'9');
    let grouped =
        groups.len() == 1 || groups.iter().all(|group| *group == 1) || MOBILE_GROUPS.contains(&groups.as_slice());
    if !whole || !grouped || runs_on(view, number) || !local.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let mut range = number.range.clone();
    if local.len() < number.digits.len() && view.before(range.start) == Some('+') {
        range.start -= 1;
    }
    let (certainty, why) = match label {
        // A mobile may be an agency's line, but as a rule it is somebody's own.
        Some(Label::OfficePhone) => (Certainty::Likely, "手机号码，标为办公电话，请核对是否个人号码"),
        _ => (Certainty::Certain, "手机号码"),
    };
    Some(Mark::new(Kind::Phone, range, certainty, why))
}

/// Whether a number in groups goes on with a further group: then it is a row of figures, or a longer code.
fn runs_on(view: &View<'_>, number: &Number) -> bool {
    let rest = view.text[number.range.end..].trim_start();
    let next = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_phone = rest.starts_with(['1', '0', '8']);
    number.groups.len() > 1 && rest.len() < view.text.len() - number.range.end && (1..=6).contains(&next) && !is_phone
}

/// The number without 86 or 0086 before it.
fn without_country(number: &Number) -> (&str, Vec<usize>) {
    let country = match number.digits.len() {
        13 if number.digits.starts_with("86") => 2,
        15 if number.digits.starts_with("0086") => 4,
        _ => return (&number.digits, number.groups.clone()),
    };
    let mut groups = number.groups.clone();
    if groups[0] > country {
        groups[0] -= country;
    } else if groups[0] == country {
        groups.remove(0);
    }
    (&number.digits[country..], groups)
}

fn land_line(view: &View<'_>, number: &Number, label: Option<Label>) -> Option<Mark> {
    if !is_land_line(number) {
        return None;
    }
    let (certainty, why) = match label? {
        Label::PersonPhone => (Certainty::Certain, "个人的固定电话"),
        Label::Phone if view.context.of_officials => return None,
        Label::Phone if view.context.of_person || follows_person(view, number.range.start) => {
            (Certainty::Likely, "当事人的固定电话")
        }
        _ => return None,
    };
    let mut range = number.range.clone();
    range.start = with_area_in_brackets(view.text, range.start);
    Some(Mark::new(Kind::Phone, range, certainty, why))
}

/// `0513-82212345`, `82212345`, with or without an extension.
fn is_land_line(number: &Number) -> bool {
    let digits = number.digits.len();
    match number.groups.as_slice() {
        [7 | 8] => !number.digits.starts_with('0'),
        [10..=12] | [3 | 4, 7 | 8] | [3 | 4, 7 | 8, 2..=5] | [3 | 4, 3 | 4, 4] => number.digits.starts_with('0'),
        [7 | 8, 2..=5] | [3 | 4, 4] => digits >= 7 && !number.digits.starts_with('0'),
        _ => false,
    }
}

/// `（0513）82212345`: the area before the number belongs to it.
fn with_area_in_brackets(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let area = before
        .strip_suffix(['）', ')'])
        .map(|area| area.trim_end_matches(|character: char| character.is_ascii_digit()));
    match area.and_then(|area| area.strip_suffix(['（', '('])) {
        Some(rest) if (4..=10).contains(&(before.len() - rest.len())) => rest.len(),
        _ => start,
    }
}

/// Whether the phone's label stands behind a private person (申请人：王某，联系电话：…), and no agency comes between.
fn follows_person(view: &View<'_>, at: usize) -> bool {
    let sentence = view.sentence(at);
    let person = view.words_in(&(sentence.start..at)).iter().rev().find(|word| {
        matches!(
            word.meaning,
            Meaning::Label(Label::Name | Label::IdNumber | Label::Home) | Meaning::Role | Meaning::Sex
        )
    });
    person.is_some_and(|word| {
        let between = &view.text[word.end..at];
        let told = between.trim_start_matches(is_glue);
        !OFFICES.iter().any(|office| told.contains(office))
    })
}

const OFFICES: [&str; 12] =
    ["公司", "局", "办公室", "中心", "委员会", "政府", "大队", "支队", "村委", "居委", "医院", "学校"];
