//! Bank cards (16 to 19 digits, Luhn), and the accounts of persons.

use crate::finding::{Certainty, Kind, Mark};
use crate::label::Label;
use crate::number::Number;
use crate::view::View;

const GROUPS: [&[usize]; 7] =
    [&[4, 4, 4, 4], &[4, 4, 4, 4, 1], &[4, 4, 4, 4, 2], &[4, 4, 4, 4, 3], &[6, 13], &[6, 10], &[4, 15]];

pub(crate) fn recognise(view: &View<'_>, number: &Number) -> Option<Mark> {
    let digits = number.digits.as_str();
    let shaped = (16..=19).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !shaped || !number.is_grouped(&GROUPS) || number.is_part_of_more(view, false) {
        return None;
    }
    // An index number or a code with a slash is no card.
    if view.before(number.range.start) == Some('/') && view.label_before(number.range.start).is_none() {
        return None;
    }
    let label = view.label_before(number.range.start);
    let (certainty, why) = judge(digits, label, view.context.of_person, || names_organisation(view, number))?;
    Some(Mark::new(Kind::BankCard, number.range.clone(), certainty, why))
}

fn judge(
    digits: &str,
    label: Option<Label>,
    of_person: bool,
    of_organisation: impl Fn() -> bool,
) -> Option<(Certainty, &'static str)> {
    match (passes_luhn(digits), label) {
        (_, Some(Label::Serial | Label::IdNumber)) => None,
        (true, _) if is_union_pay(digits) => Some((Certainty::Certain, "银行卡号，校验位与发卡行号段相符")),
        (true, Some(Label::BankCard)) => Some((Certainty::Certain, "有银行卡标签，校验位相符")),
        (true, Some(Label::BankAccount)) if !of_organisation() => Some((Certainty::Certain, "有账号标签，校验位相符")),
        (true, None) if is_foreign_card(digits) => Some((Certainty::Likely, "符合银行卡号的编排")),
        (false, Some(Label::BankCard)) => Some((Certainty::Likely, "有银行卡标签，但校验位不符")),
        (false, Some(Label::BankAccount)) if of_person || !of_organisation() => {
            Some((Certainty::Likely, "有账号标签，请核对是否个人账户"))
        }
        _ => None,
    }
}

/// UnionPay's own range, and the old cards of the largest bank.
fn is_union_pay(digits: &str) -> bool {
    digits.starts_with("62") || digits.starts_with("9558") && digits.len() == 19
}

/// Visa and MasterCard, issued in China until the 2010s; the range is wide, so this is never certain.
fn is_foreign_card(digits: &str) -> bool {
    digits.len() == 16 && (digits.starts_with('4') || matches!(&digits[..2], "51" | "52" | "53" | "54" | "55"))
}

/// ISO/IEC 7812: every second digit from the right doubled.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(digit - b'0')) {
            (0, digit) => digit,
            (_, digit) if digit < 5 => digit * 2,
            (_, digit) => digit * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// An agency's or a company's account is published, so that people can pay to it.
fn names_organisation(view: &View<'_>, number: &Number) -> bool {
    let around = &view.text[view.sentence(number.range.start)];
    ["公司", "财政", "国库", "专户", "局", "非税", "委员会", "单位", "罚没", "厂", "政府", "对公"]
        .iter()
        .any(|word| around.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_is_counted_from_the_right() {
        assert!(passes_luhn("6222021234567890128") != passes_luhn("6222021234567890129"));
        assert!(passes_luhn("4111111111111111"));
        assert!(!passes_luhn("4111111111111112"));
    }

    #[test]
    fn an_account_of_an_organisation_is_left_alone() {
        assert_eq!(judge("1072410104000956", Some(Label::BankAccount), false, || true), None);
        assert_eq!(judge("4111111111111111", Some(Label::Serial), false, || false), None);
    }
}
