//! One cell as it is written: 「3」, 「减1」, 「+2」, 「22（其中修订16件）」, 「251000元」, 「/」, 「不适用」, nothing.

use law::report::{Cell, Content, Unit};
use rust_decimal::Decimal;

use super::words::compact;

/// What was made of a cell's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) cell: Cell,
    /// It held a stroke (「/」, 「-」), which agencies write for a blank.
    pub(super) stroke: bool,
}

/// Reads a cell. Anything that is not certainly a figure, a blank or a remark is unread, with the reason.
pub(super) fn read(text: &str) -> Value {
    let text = compact(text);
    if text.is_empty() {
        return Value { cell: Cell::blank(), stroke: false };
    }
    if text.chars().all(|c| matches!(c, '/' | '\\' | '-' | '_' | '－' | '／' | '—')) {
        return Value { cell: Cell::blank(), stroke: true };
    }
    if matches!(&*text, "不适用" | "无" | "不涉及" | "暂无" | "略" | "N/A" | "n/a") {
        return Value { cell: Cell { note: Some(text), ..Cell::blank() }, stroke: false };
    }
    let cell = figure(&text).unwrap_or_else(|| Cell::unread(format!("“{text}”认不出是多少")));
    Value { cell, stroke: false }
}

/// The text may stand in a cell of figures: a figure, a stroke, a remark for none, or nothing.
pub(super) fn is_value(text: &str) -> bool {
    !matches!(read(text).cell.content, Content::Unread(_))
}

/// The text is a figure.
pub(super) fn is_figure(text: &str) -> bool {
    matches!(read(text).cell.content, Content::Number(_))
}

/// Sign, digits, unit, remark. The sign may be a word.
fn figure(text: &str) -> Option<Cell> {
    let signs =
        [("减少", -1), ("减", -1), ("↓", -1), ("-", -1), ("增加", 1), ("新增", 1), ("增", 1), ("↑", 1), ("+", 1)];
    let (sign, rest) =
        signs.into_iter().find_map(|(word, sign)| Some((sign, text.strip_prefix(word)?))).unwrap_or((1, text));
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let value = number(digits)?.checked_mul(Decimal::from(sign))?;
    let (unit, after) = match after {
        after if after.starts_with("万元") => (Some(Unit::TenThousandYuan), &after["万元".len()..]),
        after if after.starts_with('元') => (Some(Unit::Yuan), &after["元".len()..]),
        after if after.starts_with("人民币") => return None,
        after => (None, after.strip_prefix(['件', '项', '条', '个', '宗', '次', '起', '份']).unwrap_or(after)),
    };
    let (unit, note) = match after {
        "" => (unit, None),
        "(万元)" => (Some(Unit::TenThousandYuan), None),
        "(元)" => (Some(Unit::Yuan), None),
        _ => (unit, Some(remark(after)?)),
    };
    Some(Cell { content: Content::Number(value), note, unit })
}

/// 「1,234」 and 「12.5」, but not 「1.2.3」 or 「12,34」.
fn number(digits: &str) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let grouped = whole.contains(',');
    let sound = !grouped || first.len() <= 3 && groups.all(|group| group.len() == 3);
    let plain = fraction.bytes().all(|b| b.is_ascii_digit()) && !fraction.is_empty();
    if !(sound && plain) {
        return None;
    }
    digits.replace(',', "").parse().ok()
}

/// What follows a figure in the same cell: 「（其中修订16件）」, 「其中修订16件」, 「含自然失效29件」. Not a second figure.
fn remark(text: &str) -> Option<String> {
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return Some(inner.to_owned()).filter(|inner| !inner.is_empty() && inner.parse::<Decimal>().is_err());
    }
    ["其中", "含", "包括", "均", "注", "*", "※"].iter().any(|start| text.starts_with(start)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: &Cell) -> String {
        let unit = cell.unit.map_or("", Unit::printed);
        let note = cell.note.as_deref().map(|note| format!(" [{note}]")).unwrap_or_default();
        match &cell.content {
            Content::Number(value) => format!("{value}{unit}{note}"),
            Content::Blank => format!("blank{note}"),
            Content::Unread(reason) => format!("unread: {reason}"),
        }
    }

    #[test]
    fn cells_as_agencies_write_them() {
        let cases = [
            ("3", "3"),
            (" 3\u{a0}", "3"),
            ("２６７", "267"),
            ("减1", "-1"),
            ("增9", "9"),
            ("+126", "126"),
            ("-1", "-1"),
            ("－1", "-1"),
            ("减少 2", "-2"),
            ("1,808,595", "1808595"),
            ("59237.2449", "59237.2449"),
            ("2153.74", "2153.74"),
            ("251000元", "251000元"),
            ("523.15 万元", "523.15万元"),
            ("12.5（万元）", "12.5万元"),
            ("22（其中修订16件）", "22 [其中修订16件]"),
            ("55（含自然失效29件）", "55 [含自然失效29件]"),
            ("0件", "0"),
            ("", "blank"),
            (" \u{3000}", "blank"),
            ("/", "blank"),
            ("——", "blank"),
            ("不适用", "blank [不适用]"),
            ("三", "unread: “三”认不出是多少"),
            ("O", "unread: “O”认不出是多少"),
            ("3(5)", "unread: “3(5)”认不出是多少"),
            ("12,34", "unread: “12,34”认不出是多少"),
            ("1.2.3", "unread: “1.2.3”认不出是多少"),
            ("3 件 5 件", "unread: “3件5件”认不出是多少"),
        ];
        for (text, expected) in cases {
            assert_eq!(written(&read(text).cell), expected, "{text:?}");
        }
    }

    #[test]
    fn a_stroke_is_a_blank_and_is_remembered() {
        assert!(read("/").stroke && read("－").stroke && !read("").stroke);
    }
}
