//! One cell as people write it: a day, an amount, a name. What is doubtful is refused with the way in which it is written.

use law::calendar::{Day, parse_day};
use law::identifier::half_width;
use rust_decimal::Decimal;
use thiserror::Error;

/// The years that a ledger may name: a typing mistake must not pass as a year.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;

/// The greatest amount, in 元: a bureau's budget stays below it by far, a slipped decimal point does not.
const GREATEST_AMOUNT: i64 = 100_000_000_000;

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unread {
    /// Nothing in it.
    #[error("不能为空")]
    Empty,
    /// No date.
    #[error("不是日期，应当写成 2019-03-05 或者 2019年3月5日")]
    NoDay,
    /// A date that no office has seen.
    #[error("年份不在{}年至{}年之间", YEARS.start(), YEARS.end())]
    Year,
    /// No amount.
    #[error("不是金额，应当写成 12345.67，单位写在表头或者数字后面（元、万元）")]
    NoAmount,
    /// Below nought.
    #[error("金额不能为负数")]
    Negative,
    /// Less than a 分.
    #[error("金额最多精确到分")]
    Fraction,
    /// Beyond any bureau.
    #[error("金额过大，请核对单位是元还是万元")]
    TooMuch,
    /// Too long for its place.
    #[error("超过{0}个字")]
    TooLong(usize),
    /// Signs that no screen shows.
    #[error("含有看不见的控制字符")]
    ControlCharacter,
}

/// The unit of money that a column's title names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// 元, also where none is named.
    #[default]
    Yuan,
    /// 万元.
    TenThousandYuan,
}

/// A day: `2019-03-05`, `2019/3/5`, `2019.3.5`, `2019年3月5日`, `20190305`, with or without a midnight behind it. Days that
/// can be read in two ways (`03/05/2019`) and years of two digits are refused.
pub fn day(text: &str) -> Result<Day, Unread> {
    let text = text.trim();
    let text = text.split_once(['T', ' ']).map_or(text, |(date, rest)| {
        let midnight = rest.chars().all(|sign| matches!(sign, '0' | ':' | '.' | ' ' | 'Z'));
        if midnight { date } else { text }
    });
    let text = half_width(text);
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    let digits_only = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, date) = if digits_only {
        (&text[..4], &text[4..6], &text[6..])
    } else {
        let plain = text.strip_suffix(['日', '号']).unwrap_or(&text);
        let mut parts = plain.split(['-', '/', '.', '年', '月']);
        let (Some(year), Some(month), Some(date), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Unread::NoDay);
        };
        (year, month, date)
    };
    let plausible = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !(plausible(year, 4..=4) && plausible(month, 1..=2) && plausible(date, 1..=2)) {
        return Err(Unread::NoDay);
    }
    let day = parse_day(&format!("{year}-{month:0>2}-{date:0>2}")).map_err(|_| Unread::NoDay)?;
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(Unread::Year) }
}

/// An amount in 元, exact to the 分. A unit behind the number goes before that of the column's title.
pub fn amount(text: &str, unit: Unit) -> Result<Decimal, Unread> {
    let text = half_width(text);
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(&text);
    let (number, unit) = match (text.strip_suffix("万元"), text.strip_suffix('元'), text.strip_suffix('万')) {
        (Some(number), _, _) | (None, None, Some(number)) => (number, Unit::TenThousandYuan),
        (None, Some(number), _) => (number, Unit::Yuan),
        (None, None, None) => (text, unit),
    };
    let negative = number.starts_with('-');
    let number = number.strip_prefix('-').unwrap_or(number);
    let number = ungrouped(number).ok_or(Unread::NoAmount)?;
    let whole = number.split('.').next().unwrap_or_default();
    if whole.trim_start_matches('0').len() > 12 {
        return Err(Unread::TooMuch);
    }
    let value: Decimal = number.parse().map_err(|_| Unread::NoAmount)?;
    if negative && !value.is_zero() {
        return Err(Unread::Negative);
    }
    let factor = match unit {
        Unit::Yuan => Decimal::ONE,
        Unit::TenThousandYuan => Decimal::from(10_000),
    };
    let yuan = (value * factor).normalize();
    if yuan > Decimal::from(GREATEST_AMOUNT) {
        return Err(Unread::TooMuch);
    }
    if yuan.scale() > 2 { Err(Unread::Fraction) } else { Ok(yuan) }
}

/// Digits with at most one point; commas only where they part thousands.
fn ungrouped(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| !part.is_empty() && part.len() <= 20 && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if !digits(first) || !grouped || !rest.iter().all(|group| digits(group)) {
        return None;
    }
    let whole = [&[first], &rest[..]].concat().concat();
    Some(fraction.map_or(whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

/// A name: one line, blanks at its ends and line breaks inside it fall away.
pub fn name(text: &str, longest: usize) -> Result<String, Unread> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    if text.chars().any(char::is_control) {
        return Err(Unread::ControlCharacter);
    }
    if text.chars().nth(longest).is_some() { Err(Unread::TooLong(longest)) } else { Ok(text) }
}

/// A number of a document or case: as a name, with brackets and dashes in one form, so that it is found again.
pub fn number(text: &str, longest: usize) -> Result<String, Unread> {
    let one_form = |sign| match sign {
        '[' | '【' | '［' | '﹝' => '〔',
        ']' | '】' | '］' | '﹞' => '〕',
        other => other,
    };
    let text: String = half_width(text).chars().map(one_form).collect();
    name(&text, longest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_read_as_offices_write_it() {
        for text in [
            "2019-03-05",
            "2019/3/5",
            "2019.03.05",
            " 2019年3月5日 ",
            "20190305",
            "２０１９－０３－０５",
            "2019-03-05T00:00:00",
            "2019-03-05 00:00",
        ] {
            assert_eq!(day(text), Ok(Day::constant(2019, 3, 5)), "{text}");
        }
    }

    #[test]
    fn a_day_that_can_be_read_in_two_ways_is_none() {
        for text in [
            "03/05/2019",
            "19-3-5",
            "2019-03",
            "2019年3月",
            "2019-02-29",
            "43529",
            "2019-3-5-1",
            "去年",
            "2019-03-05T09:30",
        ] {
            assert_eq!(day(text), Err(Unread::NoDay), "{text}");
        }
        assert_eq!(day("  "), Err(Unread::Empty));
        assert_eq!(day("1919-03-05"), Err(Unread::Year));
    }

    #[test]
    fn an_amount_is_in_yuan_whatever_the_column_says() {
        let yuan = |text: &str| text.parse::<Decimal>().unwrap();
        for (text, unit, expected) in [
            ("2153.74", Unit::TenThousandYuan, "21537400"),
            ("2153.74", Unit::Yuan, "2153.74"),
            ("1,234,567.8", Unit::Yuan, "1234567.8"),
            ("￥12.5万元", Unit::Yuan, "125000"),
            ("125000元", Unit::TenThousandYuan, "125000"),
            ("12.5万", Unit::Yuan, "125000"),
            ("１２．５０", Unit::Yuan, "12.5"),
            ("0", Unit::Yuan, "0"),
            ("-0", Unit::Yuan, "0"),
        ] {
            assert_eq!(amount(text, unit), Ok(yuan(expected)), "{text}");
        }
    }

    #[test]
    fn an_amount_that_cannot_be_is_refused() {
        for (text, why) in [
            ("", Unread::Empty),
            ("若干", Unread::NoAmount),
            ("1.2.3", Unread::NoAmount),
            ("12,34", Unread::NoAmount),
            ("1e9", Unread::NoAmount),
            (".", Unread::NoAmount),
            ("12美元", Unread::NoAmount),
            ("-5", Unread::Negative),
            ("0.001", Unread::Fraction),
            ("999999999999", Unread::TooMuch),
            ("99999999999999999999999999999999", Unread::NoAmount),
        ] {
            assert_eq!(amount(text, Unit::Yuan), Err(why), "{text}");
        }
    }

    #[test]
    fn a_number_has_one_form() {
        for text in ["云澜环罚〔2019〕5号", "云澜环罚[2019]5号", " 云澜环罚【２０１９】5 号 "] {
            assert_eq!(number(text, 60).unwrap(), "云澜环罚〔2019〕5号");
        }
        assert_eq!(name(" 排污 许可\n证 ", 60).unwrap(), "排污 许可 证");
        assert_eq!(name("长".repeat(61).as_str(), 60), Err(Unread::TooLong(60)));
        assert_eq!(name("许可\u{7}", 60), Err(Unread::ControlCharacter));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_cell_is_read_or_refused(text in any::<String>()) {
            let _: Result<Day, Unread> = day(&text);
            if let Ok(read) = amount(&text, Unit::TenThousandYuan) {
                prop_assert!(read >= Decimal::ZERO && read.scale() <= 2);
            }
            if let Ok(read) = name(&text, 60) {
                prop_assert!(!read.is_empty() && read.chars().count() <= 60);
            }
        }
    }
}
