//! From when until when a text, a tariff, a body or a court holds. Everything that the law may change carries one.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A span of days; both ends belong to it, an end that is missing is open.
///
/// In data files and settings: `{ from = "2024-01-01", until = "2025-05-31" }`, either key may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct InForce {
    from: Option<Date>,
    until: Option<Date>,
}

/// The first day lies after the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("起始日{from}晚于终止日{until}，请核对有效期")]
pub struct EndsBeforeItBegins {
    /// The first day, as given.
    pub from: Date,
    /// The last day, as given.
    pub until: Date,
}

impl InForce {
    /// Without beginning or end.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// From the first to the last day, both included.
    pub fn new(from: Option<Date>, until: Option<Date>) -> Result<Self, EndsBeforeItBegins> {
        match (from, until) {
            (Some(from), Some(until)) if from > until => Err(EndsBeforeItBegins { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// From this day on.
    pub const fn since(from: Date) -> Self {
        Self { from: Some(from), until: None }
    }

    /// Up to this day, which still belongs to it.
    pub const fn until(until: Date) -> Self {
        Self { from: None, until: Some(until) }
    }

    /// Whether it holds on this day.
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether there is a day on which both hold.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_in_time = |a: Self, b: Self| match (a.from, b.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// The first day, if there is one.
    pub fn first_day(self) -> Option<Date> {
        self.from
    }

    /// The last day, if there is one.
    pub fn last_day(self) -> Option<Date> {
        self.until
    }
}

impl fmt::Display for InForce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (None, None) => f.write_str("长期有效"),
            (Some(from), None) => write!(f, "自{from}起"),
            (None, Some(until)) => write!(f, "至{until}止"),
            (Some(from), Some(until)) => write!(f, "{from}至{until}"),
        }
    }
}

/// How a span is written down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_date")]
    from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_date")]
    until: Option<Date>,
}

impl TryFrom<Ends> for InForce {
    type Error = EndsBeforeItBegins;

    fn try_from(ends: Ends) -> Result<Self, Self::Error> {
        Self::new(ends.from, ends.until)
    }
}

impl From<InForce> for Ends {
    fn from(span: InForce) -> Self {
        Self { from: span.from, until: span.until }
    }
}

/// ISO dates as text: the date type itself is kept free of serde.
mod optional_date {
    use super::{Date, Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
    pub(super) fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => to.collect_str(date),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Some).map_err(|_| serde::de::Error::custom(format!("“{text}”不是有效日期，应写作2024-01-01")))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn both_ends_belong_to_it() {
        let span = InForce::new(Some(date(2024, 1, 1)), Some(date(2025, 5, 31))).unwrap();
        assert!(!span.contains(date(2023, 12, 31)));
        assert!(span.contains(date(2024, 1, 1)));
        assert!(span.contains(date(2025, 5, 31)));
        assert!(!span.contains(date(2025, 6, 1)));
    }

    #[test]
    fn an_open_end_holds_for_ever() {
        assert!(InForce::ALWAYS.contains(date(-9999, 1, 1)) && InForce::ALWAYS.contains(date(9999, 12, 31)));
        assert!(InForce::since(date(2024, 1, 1)).contains(date(9999, 12, 31)));
        assert!(!InForce::until(date(2024, 1, 1)).contains(date(2024, 1, 2)));
    }

    #[test]
    fn neighbours_do_not_overlap() {
        let before = InForce::until(date(2023, 12, 31));
        let after = InForce::since(date(2024, 1, 1));
        assert!(!before.overlaps(after) && !after.overlaps(before));
        assert!(before.overlaps(InForce::since(date(2023, 12, 31))));
        assert!(InForce::ALWAYS.overlaps(after));
    }

    #[test]
    fn a_span_that_ends_before_it_begins_is_refused() {
        let turned = InForce::new(Some(date(2024, 1, 2)), Some(date(2024, 1, 1)));
        assert!(turned.unwrap_err().to_string().contains("起始日2024-01-02晚于终止日2024-01-01"));
        assert!(toml::from_str::<InForce>("from = '2024-01-02'\nuntil = '2024-01-01'").is_err());
    }

    #[test]
    fn is_written_and_read_the_same() {
        let span = InForce::new(Some(date(2021, 1, 1)), None).unwrap();
        let text = serde_json::to_string(&span).unwrap();
        assert_eq!(text, r#"{"from":"2021-01-01"}"#);
        assert_eq!(serde_json::from_str::<InForce>(&text).unwrap(), span);
        assert!(serde_json::from_str::<InForce>(r#"{"from":"2021-02-30"}"#).is_err());
        assert!(serde_json::from_str::<InForce>(r#"{"form":"2021-02-03"}"#).is_err());
    }
}
