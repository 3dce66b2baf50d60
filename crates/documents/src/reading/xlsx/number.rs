//! Stored numbers as text: every digit that the file holds, no exponent; dates as ISO.

use jiff::civil::DateTime;
use jiff::{ToSpan, Unit};

/// A spreadsheet shows at most this many digits of a number.
pub(super) const DIGITS: usize = 15;

/// A number in plain decimal notation, and whether it has more whole digits than a spreadsheet keeps (an id or a card number that
/// was typed as a number: its last digits are lost or doubtful). `None` if it is no number.
pub(super) fn plain(stored: &str) -> Option<(String, bool)> {
    let (mantissa, exponent) = match stored.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok().filter(|e| e.abs() <= 400)?),
        None => (stored, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 || !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = [whole, fraction].concat();
    let mut point = i32::try_from(whole.len()).ok()? + exponent; // digits before the point
    if point > 0 && digits.len() < point.unsigned_abs() as usize {
        digits.push_str(&"0".repeat(point.unsigned_abs() as usize - digits.len()));
    }
    if point < 0 {
        digits.insert_str(0, &"0".repeat(point.unsigned_abs() as usize));
        point = 0;
    }
    let (whole, fraction) = digits.split_at(point.unsigned_abs() as usize);
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole_digits = whole.len();
    let (whole, fraction) = rounded(whole, fraction);
    let whole = if whole.is_empty() { "0" } else { &whole };
    let text = if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
    Some((if text == "-0" { "0".to_owned() } else { text }, whole_digits > DIGITS))
}

/// `0.30000000000000004` is stored for what everybody typed and sees as `0.3`: the fraction is cut to [`DIGITS`] digits in all.
/// Whole numbers are left as they are.
fn rounded(whole: &str, fraction: &str) -> (String, String) {
    let zeros = if whole.is_empty() { fraction.len() - fraction.trim_start_matches('0').len() } else { 0 };
    let places = (DIGITS + zeros).saturating_sub(whole.len());
    if fraction.len() <= places || whole.len() > DIGITS {
        return (whole.to_owned(), fraction.to_owned());
    }
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes().take(places)).collect();
    if fraction.as_bytes()[places] >= b'5' {
        let nines = digits.iter().rev().take_while(|&&digit| digit == b'9').count();
        let kept = digits.len() - nines;
        digits[kept..].fill(b'0');
        match kept.checked_sub(1) {
            Some(last) => digits[last] += 1,
            None => digits.insert(0, b'1'),
        }
    }
    let split = digits.len() - places;
    let text = |digits: &[u8]| digits.iter().map(|&digit| char::from(digit)).collect::<String>();
    (text(&digits[..split]), text(&digits[split..]).trim_end_matches('0').to_owned())
}

/// The date or time that a serial number stands for; `None` where there is no such date.
pub(super) fn date(stored: &str, counts_from_1904: bool) -> Option<String> {
    let serial: f64 = stored.parse().ok()?;
    if !(0.0..2_958_466.0).contains(&serial) {
        return None; // 9999-12-31 is the last
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 2^22 and 86,400")]
    let (mut days, mut seconds) = (serial.trunc() as i64, (serial.fract() * 86_400.0).round() as i64);
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    let start = if counts_from_1904 {
        DateTime::constant(1904, 1, 1, 0, 0, 0, 0)
    } else if days < 60 {
        DateTime::constant(1899, 12, 31, 0, 0, 0, 0)
    } else {
        // Day 60 is 29 February 1900 to every spreadsheet, although there was none.
        DateTime::constant(1899, 12, 30, 0, 0, 0, 0)
    };
    let at = start.checked_add(days.days()).ok()?.checked_add(seconds.seconds()).ok()?.round(Unit::Second).ok()?;
    Some(match (days, seconds) {
        (0, _) if !counts_from_1904 => at.time().to_string(),
        (_, 0) => at.date().to_string(),
        _ => at.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_digit_and_no_exponent() {
        for (stored, text, long) in [
            ("3", "3", false),
            ("-1", "-1", false),
            ("1.2E3", "1200", false),
            ("1.5E-3", "0.0015", false),
            ("3.20102195001011234E17", "320102195001011234", true),
            ("3.2010219500101E+17", "320102195001010000", true),
            ("6222020000000000000", "6222020000000000000", true),
            ("0.30000000000000004", "0.3", false),
            ("1234.5599999999999", "1234.56", false),
            ("0.99999999999999999", "1", false),
            ("999.99999999999999", "1000", false),
            ("007", "7", false),
            ("-0", "0", false),
        ] {
            assert_eq!(plain(stored), Some((text.to_owned(), long)), "{stored}");
        }
        for stored in ["", "abc", "1E999", "1.2.3", "."] {
            assert_eq!(plain(stored), None, "{stored}");
        }
    }

    #[test]
    fn dates_are_iso() {
        for (stored, text) in [
            ("43831", "2020-01-01"),
            ("43831.354166666664", "2020-01-01T08:30:00"),
            ("0.5", "12:00:00"),
            ("1", "1900-01-01"),
            ("61", "1900-03-01"),
            ("43830.999999999", "2020-01-01"),
        ] {
            assert_eq!(date(stored, false).as_deref(), Some(text), "{stored}");
        }
        assert_eq!(date("42369", true).as_deref(), Some("2020-01-01"));
        for stored in ["-1", "1E9", "x", "NaN"] {
            assert_eq!(date(stored, false), None, "{stored}");
        }
    }
}
