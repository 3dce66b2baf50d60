//! Arts. 14–16, 32, 36(3), 37: what an officer must write down to withhold something, whole or in part.

use serde::{Deserialize, Serialize};

use super::exemption::Exemption;

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
    /// Art. 37: which part of the document; empty where all of it is withheld.
    pub what: String,
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
    /// Art. 37: no government information at all.
    NotGovernmentInformation {
        /// Which part of the document.
        what: String,
        /// Why it is none.
        reason: String,
    },
}

/// One part left out, with its checked reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Arts. 14–16.
    Withheld(Ground),
    /// Art. 37: no government information at all.
    NotGovernmentInformation {
        /// Which part of the document.
        what: String,
        /// Why it is none.
        reason: String,
    },
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
            PartDraft::NotGovernmentInformation { reason, .. } if reason.trim().is_empty() => {
                wrong.push(PartialError::NoReason { part });
            }
            PartDraft::NotGovernmentInformation { what, reason } => {
                checked.push(Part::NotGovernmentInformation { what, reason });
            }
        }
    }
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(exemption: Exemption) -> GroundDraft {
        GroundDraft {
            what: String::new(),
            exemptions: vec![exemption],
            reason: "文件为尚未定稿的讨论记录".into(),
            discretion: "公开会妨碍坦率讨论".into(),
            norm: Some(Norm { rank: Rank::Law, title: "中华人民共和国统计法第九条".into() }),
            third_party: Some(ThirdParty::Objected),
            exception_holds: false,
        }
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
            PartDraft::NotGovernmentInformation { what: "附件二".into(), reason: "私人信件".into() },
        ];
        assert_eq!(partial_disclosure(parts).unwrap().len(), 2);

        assert_eq!(partial_disclosure(vec![]), Err(vec![PartialError::NothingLeftOut]));
        let wrong = vec![
            PartDraft::Withheld(draft(Exemption::ThirdParty)),
            PartDraft::Withheld(GroundDraft::default()),
            PartDraft::NotGovernmentInformation { what: "附件二".into(), reason: " ".into() },
        ];
        assert_eq!(
            partial_disclosure(wrong),
            Err(vec![PartialError::Ground { part: 2, error: GroundError::None }, PartialError::NoReason { part: 3 }])
        );
    }
}
