//! 公民身份号码 (GB 11643-1999): 18 characters with a check, the old form of 15, and the 20 of a 残疾人证号, which is an
//! id with the kind and degree of the disability behind it.

use law::identifier::resident_id::{OldResidentId, ResidentId, ResidentIdError};

use crate::finding::{Certainty, Kind, Mark};
use crate::label::Label;
use crate::number::Number;
use crate::view::View;

/// No person screened for is born later.
const LATEST_BIRTH: i16 = 2099;

/// GB/T 2260: the first two digits of an area, 81–83 for the residence permits of Hong Kong, Macao and Taiwan.
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
];

pub(crate) fn recognise(view: &View<'_>, number: &Number) -> Option<Mark> {
    let label = view.label_before(number.range.start);
    let (certainty, why) = judge(&number.digits, label)?;
    // Fifteen digits prove little, so that their surroundings must not speak against them.
    let weak = number.digits.len() == 15 || certainty == Certainty::Likely;
    if weak && label != Some(Label::IdNumber) && number.is_part_of_more(view, false) {
        return None;
    }
    Some(Mark::new(Kind::ResidentId, number.range.clone(), certainty, why))
}

fn judge(digits: &str, label: Option<Label>) -> Option<(Certainty, &'static str)> {
    if !PROVINCES.contains(&digits.get(..2)?) {
        return None;
    }
    let labelled = label == Some(Label::IdNumber);
    match digits.len() {
        18 => match prove(digits) {
            Proof::Whole => Some((Certainty::Certain, "校验码相符")),
            Proof::DateOnly if labelled => Some((Certainty::Likely, "有证件标签，出生日期有效，但校验码不符")),
            Proof::DateOnly | Proof::None => None,
        },
        20 => {
            let (id, disability) = digits.split_at(18);
            let kind_and_degree = matches!(disability.as_bytes(), [b'1'..=b'7', b'1'..=b'4']);
            let whole = matches!(prove(id), Proof::Whole) && kind_and_degree;
            let certainty = if labelled { Certainty::Certain } else { Certainty::Likely };
            whole.then_some((certainty, "残疾人证号，内含身份证号"))
        }
        15 if digits.parse::<OldResidentId>().is_err() => None,
        15 => match label {
            Some(Label::IdNumber) => Some((Certainty::Certain, "15位旧身份证号")),
            Some(Label::Serial) => None,
            _ => Some((Certainty::Likely, "符合15位旧身份证号的编排")),
        },
        _ => None,
    }
}

/// How far 18 characters prove themselves.
enum Proof {
    /// Birth date and check character are right.
    Whole,
    /// The birth date is, the check character is not.
    DateOnly,
    /// No such number.
    None,
}

fn prove(digits: &str) -> Proof {
    match digits.parse::<ResidentId>() {
        // Nobody screens for people of the next century; a year like 8401 is part of another code.
        Ok(id) if id.born().year() <= LATEST_BIRTH => Proof::Whole,
        Err(ResidentIdError::Check) if digits[6..10] <= *LATEST_BIRTH.to_string() => Proof::DateOnly,
        _ => Proof::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_certain_without_any_label() {
        assert_eq!(judge("11010519491231002X", None).unwrap().0, Certainty::Certain);
    }

    #[test]
    fn a_wrong_check_character_needs_a_label() {
        assert_eq!(judge("110105194912310021", None), None);
        assert_eq!(judge("110105194912310021", Some(Label::IdNumber)).unwrap().0, Certainty::Likely);
        assert_eq!(judge("110105194913310021", Some(Label::IdNumber)), None);
    }

    #[test]
    fn fifteen_digits_need_an_area_and_a_date() {
        assert_eq!(judge("110105491231002", Some(Label::IdNumber)).unwrap().0, Certainty::Certain);
        assert_eq!(judge("110105491231002", None).unwrap().0, Certainty::Likely);
        assert_eq!(judge("990105491231002", Some(Label::IdNumber)), None);
        assert_eq!(judge("110105490231002", Some(Label::IdNumber)), None);
    }
}
