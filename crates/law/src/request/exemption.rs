//! Arts. 13–18: what may or must be withheld, and what a reason for withholding must hold.
//!
//! Everything outside Arts. 14–16 is to be disclosed (Art. 13), so nothing is withheld without a [`Ground`].

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

/// The rank of a norm. Art. 14 lets only the first two forbid disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 法律.
    Law,
    /// 行政法规.
    AdministrativeRegulation,
    /// 地方性法规.
    LocalRegulation,
    /// 规章.
    Rule,
    /// 规范性文件.
    NormativeDocument,
}

impl Rank {
    fn label(self) -> &'static str {
        match self {
            Self::Law => "法律",
            Self::AdministrativeRegulation => "行政法规",
            Self::LocalRegulation => "地方性法规",
            Self::Rule => "规章",
            Self::NormativeDocument => "规范性文件",
        }
    }
}

/// The norm that forbids disclosure, such as 统计法第九条.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norm {
    /// Its rank.
    pub rank: Rank,
    /// Title and article.
    pub title: String,
}

/// What the third party of Arts. 15 and 32 has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThirdParty {
    /// Does not agree, with reasonable reasons: to be withheld.
    Objected,
    /// Does not agree and gives no reasonable reason: the agency decides.
    ObjectedWithoutReason,
    /// Said nothing within 15 working days: the agency decides. Silence is neither a yes nor a no.
    Silent,
    /// Could not be reached; what was tried is on the file.
    Unreachable,
    /// Agrees: to be disclosed.
    Consented,
}

/// What an officer writes down to withhold something, before it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroundDraft {
    /// Chosen from the list: exactly one.
    pub exemptions: Vec<Exemption>,
    /// Why the information falls under it.
    pub reason: String,
    /// Why it is withheld although the law says 可以 (Art. 16 only).
    pub discretion: String,
    /// Which norm forbids it (法律、行政法规禁止公开 only).
    pub norm: Option<Norm>,
    /// What the third party said (Art. 15 only).
    pub third_party: Option<ThirdParty>,
    /// Art. 15: withholding it would gravely harm the public interest, or Art. 16: a norm requires it to be published.
    pub exception_holds: bool,
}

/// A ground on which something may be withheld: the proof that the rules of its article are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground(GroundDraft, Exemption);

/// What is wrong with a ground.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroundError {
    /// No exemption was chosen.
    #[error("请选择一项不予公开的法定情形（条例第十四条至第十六条）")]
    None,
    /// More than one was chosen.
    #[error("选择了{0}项不予公开情形，只能保留一项；内容可以区分的，请按部分分别选择（条例第三十七条）")]
    Several(usize),
    /// Art. 36(3): the reason is owed.
    #[error("请写明属于“{}”的理由（条例第三十六条第（三）项）", .0.label())]
    NoReason(Exemption),
    /// Art. 16 says 可以.
    #[error("“{}”属于“可以不予公开”，请写明决定不公开的理由（条例第十六条）", .0.label())]
    NoReasonForDiscretion(Exemption),
    /// Art. 14 needs its norm.
    #[error("请写明禁止公开的法律或者行政法规的名称和条款（条例第十四条）")]
    NoNorm,
    /// Art. 14: only a law or an administrative regulation forbids disclosure.
    #[error("{}不能作为禁止公开的依据，只有法律、行政法规可以（条例第十四条），请另选依据或者情形", .0.label())]
    RankTooLow(Rank),
    /// Art. 32: the third party is to be asked.
    #[error("请先书面征求第三方意见，并记录其答复（条例第三十二条）")]
    ThirdPartyNotAsked,
    /// Art. 15: with consent it is disclosed.
    #[error("第三方已同意公开，应当予以公开（条例第十五条）")]
    ThirdPartyConsented,
    /// An exception of the article holds.
    #[error("已认定“{0}”，应当予以公开")]
    ExceptionHolds(String),
}

impl GroundDraft {
    /// Holds the ground against its article. All that is wrong is told at once.
    pub fn check(self) -> Result<Ground, Vec<GroundError>> {
        let exemption = match self.exemptions[..] {
            [one] => one,
            [] => return Err(vec![GroundError::None]),
            ref several => return Err(vec![GroundError::Several(several.len())]),
        };
        let mut wrong = Vec::new();
        if self.reason.trim().is_empty() {
            wrong.push(GroundError::NoReason(exemption));
        }
        if exemption.needs_reason_for_discretion() && self.discretion.trim().is_empty() {
            wrong.push(GroundError::NoReasonForDiscretion(exemption));
        }
        if exemption == Exemption::ForbiddenByLaw {
            match &self.norm {
                Some(norm) if norm.title.trim().is_empty() => wrong.push(GroundError::NoNorm),
                Some(Norm { rank: Rank::Law | Rank::AdministrativeRegulation, .. }) => {}
                Some(norm) => wrong.push(GroundError::RankTooLow(norm.rank)),
                None => wrong.push(GroundError::NoNorm),
            }
        }
        if exemption == Exemption::ThirdParty {
            match self.third_party {
                None => wrong.push(GroundError::ThirdPartyNotAsked),
                Some(ThirdParty::Consented) => wrong.push(GroundError::ThirdPartyConsented),
                Some(_) => {}
            }
        }
        // The last exception of the list is the one that the agency itself establishes.
        if let Some(exception) = exemption.exceptions().last().filter(|_| self.exception_holds) {
            wrong.push(GroundError::ExceptionHolds(exception.clone()));
        }
        if wrong.is_empty() { Ok(Ground(self, exemption)) } else { Err(wrong) }
    }
}

impl Ground {
    /// The one exemption that it rests on.
    pub fn exemption(&self) -> Exemption {
        self.1
    }

    /// As it was written down.
    pub fn draft(&self) -> &GroundDraft {
        &self.0
    }
}

/// Why one part of a document is left out of a partial disclosure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartDraft {
    /// Arts. 14–16.
    Withheld(GroundDraft),
    /// Art. 37: no government information at all, with the reason.
    NotGovernmentInformation(String),
}

/// One part left out, with its checked reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Arts. 14–16.
    Withheld(Ground),
    /// Art. 37: no government information at all, with the reason.
    NotGovernmentInformation(String),
}

/// What is wrong with a partial disclosure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartialError {
    /// Nothing is left out, so nothing is partial.
    #[error("部分公开应当至少有一处不予公开的内容；全部公开的，请改为“予以公开”")]
    NothingLeftOut,
    /// A part whose ground does not hold.
    #[error("第{part}处：{error}")]
    Ground {
        /// Counted from 1.
        part: usize,
        /// What is wrong with it.
        error: GroundError,
    },
    /// A part that is said to be no government information, without a reason.
    #[error("第{part}处：请写明不属于政府信息的理由（条例第三十七条）")]
    NoReason {
        /// Counted from 1.
        part: usize,
    },
}

/// Art. 37: each part that is left out has exactly one ground of its own.
pub fn partial_disclosure(parts: Vec<PartDraft>) -> Result<Vec<Part>, Vec<PartialError>> {
    if parts.is_empty() {
        return Err(vec![PartialError::NothingLeftOut]);
    }
    let mut wrong = Vec::new();
    let mut checked = Vec::with_capacity(parts.len());
    for (part, draft) in (1..).zip(parts) {
        match draft {
            PartDraft::Withheld(draft) => match draft.check() {
                Ok(ground) => checked.push(Part::Withheld(ground)),
                Err(errors) => wrong.extend(errors.into_iter().map(|error| PartialError::Ground { part, error })),
            },
            PartDraft::NotGovernmentInformation(reason) if reason.trim().is_empty() => {
                wrong.push(PartialError::NoReason { part });
            }
            PartDraft::NotGovernmentInformation(reason) => checked.push(Part::NotGovernmentInformation(reason)),
        }
    }
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
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

    fn draft(exemption: Exemption) -> GroundDraft {
        GroundDraft {
            exemptions: vec![exemption],
            reason: "文件为尚未定稿的讨论记录".into(),
            discretion: "公开会妨碍坦率讨论".into(),
            norm: Some(Norm { rank: Rank::Law, title: "中华人民共和国统计法第九条".into() }),
            third_party: Some(ThirdParty::Objected),
            exception_holds: false,
        }
    }

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
    fn a_complete_ground_holds_for_every_exemption() {
        for exemption in Exemption::ALL {
            assert_eq!(draft(exemption).check().unwrap().exemption(), exemption);
        }
    }

    #[test]
    fn exactly_one_exemption_is_chosen() {
        let none = GroundDraft { exemptions: vec![], ..draft(Exemption::Deliberative) };
        assert_eq!(none.check(), Err(vec![GroundError::None]));
        let two = GroundDraft {
            exemptions: vec![Exemption::Deliberative, Exemption::EnforcementFile],
            ..draft(Exemption::Deliberative)
        };
        assert_eq!(two.check(), Err(vec![GroundError::Several(2)]));
    }

    #[test]
    fn blanks_are_no_reason() {
        let empty =
            GroundDraft { reason: "\u{3000} ".into(), discretion: " ".into(), ..draft(Exemption::Deliberative) };
        assert_eq!(
            empty.check(),
            Err(vec![
                GroundError::NoReason(Exemption::Deliberative),
                GroundError::NoReasonForDiscretion(Exemption::Deliberative)
            ])
        );
        let must = GroundDraft { discretion: String::new(), ..draft(Exemption::SecurityStability) };
        assert!(must.check().is_ok(), "Art. 14 leaves no discretion to explain");
    }

    #[test]
    fn only_a_law_or_an_administrative_regulation_forbids_disclosure() {
        let resting_on = |rank| {
            let norm = Some(Norm { rank, title: "某规定第三条".into() });
            GroundDraft { norm, ..draft(Exemption::ForbiddenByLaw) }.check().map(|_| ())
        };
        assert_eq!(resting_on(Rank::Law), Ok(()));
        assert_eq!(resting_on(Rank::AdministrativeRegulation), Ok(()));
        for rank in [Rank::LocalRegulation, Rank::Rule, Rank::NormativeDocument] {
            assert_eq!(resting_on(rank), Err(vec![GroundError::RankTooLow(rank)]));
        }
        let without = GroundDraft { norm: None, ..draft(Exemption::ForbiddenByLaw) };
        assert_eq!(without.check(), Err(vec![GroundError::NoNorm]));
        assert!(GroundError::RankTooLow(Rank::Rule).to_string().starts_with("规章不能作为禁止公开的依据"));
    }

    #[test]
    fn a_third_party_is_asked_and_its_consent_ends_the_exemption() {
        let said = |third_party| GroundDraft { third_party, ..draft(Exemption::ThirdParty) }.check().map(|_| ());
        assert_eq!(said(None), Err(vec![GroundError::ThirdPartyNotAsked]));
        assert_eq!(said(Some(ThirdParty::Consented)), Err(vec![GroundError::ThirdPartyConsented]));
        for left_to_the_agency in [ThirdParty::Silent, ThirdParty::ObjectedWithoutReason, ThirdParty::Unreachable] {
            assert_eq!(said(Some(left_to_the_agency)), Ok(()));
        }
    }

    #[test]
    fn an_exception_that_holds_wins() {
        let public_interest = GroundDraft { exception_holds: true, ..draft(Exemption::ThirdParty) };
        let errors = public_interest.check().unwrap_err();
        assert_eq!(errors, [GroundError::ExceptionHolds("行政机关认为不公开会对公共利益造成重大影响".into())]);
        let required_by_norm = GroundDraft { exception_holds: true, ..draft(Exemption::EnforcementFile) };
        assert!(required_by_norm.check().is_err());
        let no_exception = GroundDraft { exception_holds: true, ..draft(Exemption::StateSecret) };
        assert!(no_exception.check().is_ok(), "Art. 14 knows no exception");
    }

    #[test]
    fn each_part_left_out_has_its_own_ground() {
        let parts = vec![
            PartDraft::Withheld(draft(Exemption::ThirdParty)),
            PartDraft::NotGovernmentInformation("私人信件".into()),
        ];
        assert_eq!(partial_disclosure(parts).unwrap().len(), 2);

        assert_eq!(partial_disclosure(vec![]), Err(vec![PartialError::NothingLeftOut]));
        let wrong = vec![
            PartDraft::Withheld(draft(Exemption::ThirdParty)),
            PartDraft::Withheld(GroundDraft::default()),
            PartDraft::NotGovernmentInformation(" ".into()),
        ];
        assert_eq!(
            partial_disclosure(wrong),
            Err(vec![PartialError::Ground { part: 2, error: GroundError::None }, PartialError::NoReason { part: 3 }])
        );
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
