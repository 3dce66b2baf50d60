//! The text of one cell.

use law::report::{Cell, Content};
use rust_decimal::Decimal;

use super::clean;

/// What is printed in a cell: 「22（其中修订16件）」, 「523.15万元」, 「不适用」, or nothing.
pub(super) fn text(cell: Option<&Cell>, column: &str) -> String {
    let Some(cell) = cell else { return String::new() };
    let note = cell.note.as_deref().map(clean).filter(|note| !note.is_empty());
    let unit = cell.unit.map_or("", law::report::Unit::printed);
    match (&cell.content, note) {
        (Content::Number(value), note) => {
            let figure = if column == CHANGE { change_in_words(*value) } else { plain(*value) };
            format!("{figure}{unit}{}", note.map(|note| format!("（{note}）")).unwrap_or_default())
        }
        (Content::Blank, Some(note)) => note,
        (Content::Blank, None) => unit.to_owned(),
        (Content::Unread(_), _) => String::new(),
    }
}

/// The figure alone, where nothing else stands in the cell.
pub(super) fn figure(cell: Option<&Cell>) -> Option<Decimal> {
    cell.filter(|cell| cell.note.is_none() && cell.unit.is_none()).and_then(Cell::value)
}

/// The column of the 2019 form that is printed with words for its sign.
pub(super) const CHANGE: &str = "change";

/// 「增9」, 「减1」, 「0」, as the 2019 form is filled in.
pub(crate) fn change_in_words(value: Decimal) -> String {
    let size = plain(value.abs());
    match value {
        _ if value.is_zero() => size,
        _ if value.is_sign_negative() => format!("减{size}"),
        _ => format!("增{size}"),
    }
}

/// Digits as written, never an exponent, no sign before a zero.
fn plain(value: Decimal) -> String {
    if value.is_zero() { value.abs().to_string() } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use law::report::Unit;

    use super::*;

    fn amount(value: &str, note: Option<&str>, unit: Option<Unit>) -> Cell {
        Cell { note: note.map(str::to_owned), unit, ..Cell::number(value.parse::<Decimal>().unwrap()) }
    }

    #[test]
    fn figures_keep_their_digits_notes_and_units() {
        assert_eq!(text(Some(&amount("59237.2449", None, None)), "amount"), "59237.2449");
        assert_eq!(text(Some(&amount("251000", None, Some(Unit::Yuan))), "amount"), "251000元");
        assert_eq!(text(Some(&amount("22", Some("其中修订16件"), None)), "made"), "22（其中修订16件）");
        assert_eq!(
            text(Some(&amount("79228162514264337593543950335", None, None)), "amount"),
            "79228162514264337593543950335"
        );
    }

    #[test]
    fn a_change_is_written_with_words() {
        let change = |value: i64| text(Some(&Cell::number(value)), "change");
        assert_eq!([change(-1), change(9), change(0)], ["减1", "增9", "0"]);
        assert_eq!(text(Some(&Cell::number(-5)), "total"), "-5", "elsewhere a wrong sign stays visible");
        assert_eq!(change_in_words("-0.00".parse().unwrap()), "0.00");
    }

    #[test]
    fn blank_stays_blank_and_a_note_stands_alone() {
        assert_eq!(text(Some(&Cell::blank()), "total"), "");
        assert_eq!(text(None, "total"), "");
        assert_eq!(text(Some(&Cell::unread("印刷不清")), "total"), "");
        let not_applicable = Cell { note: Some("不适用".into()), ..Cell::blank() };
        assert_eq!(text(Some(&not_applicable), "total"), "不适用");
    }
}
