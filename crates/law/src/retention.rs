//! 保管期限: for how long the words of a closed file are kept, and from which day on they may be destroyed
//! (国家档案局令第8号 Arts. 6–7). The terms are data, `data/retention.toml`, with their source; where the regulation leaves a
//! class to the agency, the term is a default and says so.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;

/// What a file is, as far as its term depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// An application.
    Request,
    /// An application about which there was a reconsideration or a suit.
    RequestInDispute,
    /// A document that binds the public, from draft to publication.
    NormativeDocument,
    /// Any other publication.
    Publication,
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// 永久.
    Permanently,
    /// 定期, so many whole years.
    Years(u16),
}

/// The term of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What people call the class.
    pub name: String,
    /// How long.
    pub keep: Keep,
    /// Whether a norm says so; otherwise it is a default of this program.
    pub settled: bool,
    /// Where it comes from, as a page says it.
    pub basis: String,
}

impl Class {
    /// All of them.
    pub const ALL: [Class; 4] = [Class::Request, Class::RequestInDispute, Class::NormativeDocument, Class::Publication];

    /// Its term.
    pub fn term(self) -> &'static Term {
        TERMS.get(&self).expect("the shipped table has every class (tested)")
    }

    /// 国家档案局令第8号 Art. 6: the first day on which a file that was closed on `closed` is past its term; `None` where it is
    /// kept for good. Whole years count from 1 January after the closing.
    pub fn over_from(self, closed: Day) -> Option<Day> {
        match self.term().keep {
            Keep::Permanently => None,
            Keep::Years(years) => {
                let year = closed.year().checked_add(1)?.checked_add(i16::try_from(years).ok()?)?;
                Day::new(year, 1, 1).ok()
            }
        }
    }
}

impl fmt::Display for Keep {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Keep::Permanently => to.write_str("永久"),
            Keep::Years(years) => write!(to, "{years}年"),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: Class,
    name: String,
    years: Option<u16>,
    settled: bool,
    basis: String,
}

static TERMS: LazyLock<BTreeMap<Class, Term>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/retention.toml")).expect("the shipped table is valid (tested)");
    let rows = file.class.into_iter();
    rows.map(|Row { code, name, years, settled, basis }| {
        let keep = years.map_or(Keep::Permanently, Keep::Years);
        (code, Term { name, keep, settled, basis })
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::parse_day;

    #[test]
    fn every_class_has_a_term_that_the_regulation_knows() {
        for class in Class::ALL {
            let term = class.term();
            assert!(matches!(term.keep, Keep::Permanently | Keep::Years(10 | 30)), "{class:?}");
            assert!(term.basis.contains("国家档案局令第8号") && !term.name.is_empty(), "{class:?}");
            assert_eq!(term.settled, !term.basis.contains("默认值"), "what is a default says so: {class:?}");
        }
        assert_eq!(Class::NormativeDocument.term().keep.to_string(), "永久");
        assert_eq!(Class::RequestInDispute.term().keep.to_string(), "30年");
    }

    #[test]
    fn ten_years_count_from_the_new_year_after_the_closing() {
        let over = |class: Class, closed| class.over_from(parse_day(closed).unwrap()).map(|day| day.to_string());
        assert_eq!(over(Class::Request, "2019-12-31").as_deref(), Some("2030-01-01"));
        assert_eq!(over(Class::Request, "2020-01-01").as_deref(), Some("2031-01-01"));
        assert_eq!(over(Class::RequestInDispute, "2019-06-03").as_deref(), Some("2050-01-01"));
        assert_eq!(over(Class::NormativeDocument, "2019-06-03"), None, "kept for good");
    }

    proptest! {
        #[test]
        fn nothing_is_over_before_its_whole_term_has_passed(year in 1990_i16..2100, month in 1_i8..=12, date in 1_i8..=28) {
            let closed = Day::new(year, month, date).unwrap();
            for class in Class::ALL {
                let (Keep::Years(years), Some(over)) = (class.term().keep, class.over_from(closed)) else { continue };
                let years = jiff::Span::new().years(i64::from(years));
                prop_assert!(closed.checked_add(years).unwrap() < over);
                prop_assert!(over < closed.checked_add(years.years(years.get_years() + 1)).unwrap().tomorrow().unwrap());
            }
        }
    }
}
