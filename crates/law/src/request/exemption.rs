//! Arts. 13–18: what may or must be withheld, and when that is looked at again.
//!
//! Everything outside Arts. 14–16 is to be disclosed (Art. 13), so nothing is withheld without a
//! [`Ground`](super::ground::Ground).

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use crate::article::Article;

/// The seven classes of information that Arts. 14–16 except from disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exemption {
    /// Art. 14: 国家秘密. The thing itself never enters the system.
    StateSecret,
    /// Art. 14: forbidden by a law or an administrative regulation.
    ForbiddenByLaw,
    /// Art. 14: 三安全一稳定.
    SecurityStability,
    /// Art. 15: trade secrets, privacy and other rights of a third party.
    ThirdParty,
    /// Art. 16¶1: the three kinds of internal affairs.
    InternalAffairs,
    /// Art. 16¶2: the four kinds of deliberative documents.
    Deliberative,
    /// Art. 16¶2: files of administrative enforcement.
    EnforcementFile,
}

/// How far the agency is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// Must be withheld.
    Must,
    /// Must be withheld unless an exception holds.
    MustUnless,
    /// May be withheld: the reply says why.
    May,
}

impl Exemption {
    /// All of them, in the order of the articles.
    pub const ALL: [Self; 7] = [
        Self::StateSecret,
        Self::ForbiddenByLaw,
        Self::SecurityStability,
        Self::ThirdParty,
        Self::InternalAffairs,
        Self::Deliberative,
        Self::EnforcementFile,
    ];

    /// The code under which it is stored, such as `third_party`.
    pub fn code(self) -> &'static str {
        match self {
            Self::StateSecret => "state_secret",
            Self::ForbiddenByLaw => "forbidden_by_law",
            Self::SecurityStability => "security_stability",
            Self::ThirdParty => "third_party",
            Self::InternalAffairs => "internal_affairs",
            Self::Deliberative => "deliberative",
            Self::EnforcementFile => "enforcement_file",
        }
    }

    /// A short name for lists and choices.
    pub fn label(self) -> &'static str {
        &self.entry().label
    }

    /// Where it stands.
    pub fn article(self) -> Article {
        self.entry().article
    }

    /// The law's own words.
    pub fn statute(self) -> &'static str {
        &self.entry().statute
    }

    /// How far the agency is bound.
    pub fn force(self) -> Force {
        self.entry().force
    }

    /// What the article names as examples.
    pub fn kinds(self) -> &'static [String] {
        &self.entry().kinds
    }

    /// When it is to be disclosed after all.
    pub fn exceptions(self) -> &'static [String] {
        &self.entry().exceptions
    }

    /// The row of the annual report for an application refused on this ground.
    pub fn outcome(self) -> Outcome {
        self.entry().outcome
    }

    /// Whether the reply must say why the discretion is used (Art. 16).
    pub fn needs_reason_for_discretion(self) -> bool {
        self.force() == Force::May
    }

    fn entry(self) -> &'static Entry {
        DATA.exemptions.get(&self).expect("the shipped data has every exemption (tested)")
    }
}

impl fmt::Display for Exemption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The code names no exemption.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是不予公开情形的代码，请核对")]
pub struct NoExemption(String);

impl FromStr for Exemption {
    type Err = NoExemption;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.code() == code).ok_or_else(|| NoExemption(code.to_owned()))
    }
}

/// Art. 18: after how many months what was withheld is looked at again. The Regulation names no interval: a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewInterval(NonZeroU8);

impl ReviewInterval {
    /// So many months; `None` for 0, since Art. 18 wants a review.
    pub fn months(months: u8) -> Option<Self> {
        NonZeroU8::new(months).map(Self)
    }

    /// The day of the next review, counted from the refusal or from the last review.
    pub fn after(self, day: Date) -> Date {
        day.saturating_add(i64::from(self.0.get()).months())
    }
}

impl Default for ReviewInterval {
    fn default() -> Self {
        Self(DATA.review_after_months)
    }
}

struct Data {
    review_after_months: NonZeroU8,
    exemptions: BTreeMap<Exemption, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    review_after_months: NonZeroU8,
    exemption: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Exemption,
    label: String,
    article: Article,
    force: Force,
    outcome: Outcome,
    statute: String,
    kinds: Vec<String>,
    exceptions: Vec<String>,
}

const TEXT: &str = include_str!("../../data/exemptions.toml");

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let file: File = toml::from_str(TEXT).expect("the shipped exemptions are valid (tested)");
    Data {
        review_after_months: file.review_after_months,
        exemptions: file.exemption.into_iter().map(|entry| (entry.code, entry)).collect(),
    }
});

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::outcome::Group;
    use super::*;

    #[test]
    fn the_shipped_data_has_every_exemption_once_with_a_row_of_its_own() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert_eq!(file.exemption.iter().map(|entry| entry.code).collect::<Vec<_>>(), Exemption::ALL);
        let mut rows: Vec<_> = Exemption::ALL.map(Exemption::outcome).into();
        rows.dedup();
        assert_eq!(rows.len(), 7);
        for exemption in Exemption::ALL {
            assert_eq!(exemption.outcome().group(), Group::Refused);
            assert!(exemption.outcome().articles().contains(&exemption.article()), "{exemption}");
            assert_eq!(exemption.code().parse(), Ok(exemption));
            assert_eq!(serde_json::to_value(exemption).unwrap(), exemption.code());
            assert!(!exemption.label().is_empty() && !exemption.statute().is_empty() && !exemption.kinds().is_empty());
            assert_eq!(exemption.force() == Force::Must, exemption.exceptions().is_empty(), "{exemption}");
        }
    }

    #[test]
    fn only_article_16_leaves_a_choice() {
        let discretionary: Vec<_> =
            Exemption::ALL.into_iter().filter(|exemption| exemption.needs_reason_for_discretion()).collect();
        assert_eq!(discretionary, [Exemption::InternalAffairs, Exemption::Deliberative, Exemption::EnforcementFile]);
    }

    #[test]
    fn what_is_withheld_is_looked_at_again() {
        let yearly = ReviewInterval::default();
        assert_eq!(yearly.after(date(2024, 2, 29)), date(2025, 2, 28));
        assert_eq!(ReviewInterval::months(6).unwrap().after(date(2025, 8, 31)), date(2026, 2, 28));
        assert_eq!(ReviewInterval::months(0), None);
        assert_eq!(yearly.after(Date::MAX), Date::MAX);
    }
}
