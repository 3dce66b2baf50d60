//! The components that pages are built of. Each is a struct with plain data and a template of its own; in a template it
//! is written `{{ ribbon }}`. The style page (`/console/style`) shows them all.

pub mod bars;
pub mod chip;
pub mod form;
pub mod pager;
pub mod palette;
pub mod qr;
pub mod rail;
pub mod ribbon;
pub mod steps;
pub mod table;
pub mod timeline;

use std::borrow::Borrow;

/// A component may stand in a page as it is: its own template has escaped what needs it.
macro_rules! component {
    ($($name:ident $(<$life:lifetime>)?),+) => {
        $(impl $(<$life>)? askama::filters::HtmlSafe for $name $(<$life>)? {})+
    };
}
pub(crate) use component;

/// A count with its thousands apart: 「6,214」.
pub fn grouped(count: impl Borrow<u64>) -> String {
    let digits = count.borrow().to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A day as people read it, with its year: 「2025年11月3日」.
pub fn day_in_words(day: &law::calendar::Day) -> String {
    law::calendar::in_words(*day, 0)
}

/// The number of an article as the law writes it: 「三十三」. Only numbers up to 99 are articles; others stay as they are.
pub fn chinese_number(text: &str) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match text.parse::<usize>() {
        Ok(number @ 1..=9) => DIGITS[number].to_owned(),
        Ok(number @ 10..=99) => {
            let tens = if number < 20 { "" } else { DIGITS[number / 10] };
            format!("{tens}十{}", DIGITS[number % 10])
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0_u64, 999, 6214, 1_000_000].map(grouped), ["0", "999", "6,214", "1,000,000"]);
    }

    #[test]
    fn articles_are_written_as_in_the_law() {
        let written = ["9", "10", "13", "30", "33", "99", "100", "x"].map(chinese_number);
        assert_eq!(written, ["九", "十", "十三", "三十", "三十三", "九十九", "100", "x"]);
    }
}
