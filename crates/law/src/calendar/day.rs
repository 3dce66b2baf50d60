//! One date: how it is written in files, and how it is said to people.

use jiff::civil::Weekday;
use thiserror::Error;

/// A calendar date without a time; the whole country keeps one time.
pub type Day = jiff::civil::Date;

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("「{text}」不是有效的日期，应当写成 2025-06-09 这样")]
pub struct NotADay {
    /// What was given, cut to a length that a message can bear.
    pub text: String,
}

/// Reads a date written `YYYY-MM-DD`, and nothing else: a month that does not have the day is refused, and so are
/// shorter and longer spellings, which people mean in different ways.
pub fn parse_day(text: &str) -> Result<Day, NotADay> {
    let digits = |part: &str| -> Option<i16> {
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let read = || -> Option<Day> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        Day::new(digits(year)?, i8::try_from(digits(month)?).ok()?, i8::try_from(digits(day)?).ok()?).ok()
    };
    read().ok_or_else(|| NotADay { text: text.chars().take(40).collect() })
}

/// 「6月9日」, or 「2026年1月5日」 where the year is not the one that the reader has in mind.
pub fn in_words(day: Day, year_in_mind: i16) -> String {
    let (year, month, date) = (day.year(), day.month(), day.day());
    if year == year_in_mind { format!("{month}月{date}日") } else { format!("{year}年{month}月{date}日") }
}

/// 「周一」 to 「周日」.
pub fn weekday_in_words(day: Day) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

pub(super) fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_one_spelling_only() {
        assert_eq!(parse_day("2024-02-29"), Ok(Day::constant(2024, 2, 29)));
        for text in [
            "",
            "2023-02-29",
            "2025-6-9",
            "20250609",
            "2025/06/09",
            "2025-06-09T00:00",
            " 2025-06-09",
            "+025-06-09",
            "2025-06-09-",
            "２０２５-06-09",
            "2025-13-01",
            "2025-00-10",
            "-2025-06-09",
            "2025-06-+9",
            "今天",
        ] {
            assert!(parse_day(text).is_err(), "{text:?} was taken for a date");
        }
    }

    #[test]
    fn the_year_is_said_where_it_is_another() {
        let day = Day::constant(2026, 1, 5);
        assert_eq!(in_words(day, 2026), "1月5日");
        assert_eq!(in_words(day, 2025), "2026年1月5日");
        assert_eq!(weekday_in_words(day), "周一");
    }
}
