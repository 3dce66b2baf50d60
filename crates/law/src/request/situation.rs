//! Arts. 30, 35–39, 42: what was found out about an application, and the outcome and reply that follow from it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::exemption::Exemption;
use super::outcome::{Group, Outcome};
use super::reply::ReplyKind;
use crate::article::Article;

/// What was found out about an application when it is ready to be ended: the cases of Arts. 30 and 35–39, 42, and what
/// the Regulation does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Situation {
    /// Art. 36(1): published before.
    AlreadyPublished,
    /// Art. 36(2): can be given.
    Disclosable,
    /// Art. 36(3): withheld as a whole under Arts. 14–16.
    Withheld(Exemption),
    /// Art. 36(4): searched for and not there.
    NotExisting,
    /// Art. 36(5): another agency's to disclose.
    NotThisAgency,
    /// Art. 36(6): the same applicant, the same information, already answered.
    Repeated,
    /// Art. 36(7): registers with access rules of their own.
    RegistryQuery,
    /// Art. 37: a part can be given.
    Separable,
    /// Art. 38: would have to be worked up or analysed.
    NeedsCreation,
    /// Art. 39¶1: a petition, complaint or report in disguise.
    Petition,
    /// Art. 39¶2: gazettes, papers, books.
    Publication,
    /// Art. 35: far too many, and the reasons given are not reasonable.
    Excessive,
    /// To confirm or issue again what the applicant already has.
    Reissue,
    /// Art. 30: corrected in time, and still unclear.
    StillUnclear,
    /// Art. 30: not corrected in time without good reason.
    NotCorrected,
    /// Art. 42 and the fee rule: not paid in time.
    FeeUnpaid,
    /// The applicant withdrew it, or no row fits.
    Misc(MiscReason),
}

/// Why a case stands in 「（六）3.其他」. Never left unnamed, and never silently counted as a petition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MiscReason {
    /// Withdrawn by the applicant.
    Withdrawn,
    /// Art. 2: not made or obtained in the course of administration.
    NotGovernmentInformation,
    /// 党务信息.
    PartyAffairs,
    /// A question, not a request for a document.
    Inquiry,
    /// With the state archive, whose own rules hold.
    TransferredArchives,
    /// Something else, told in words on the file.
    Other,
}

impl Situation {
    /// The row in which the case counts, as finely as the 2021 form tells them apart.
    pub fn outcome(self, misc: &MiscRows) -> Outcome {
        match self {
            Self::AlreadyPublished | Self::Disclosable => Outcome::Granted,
            Self::Withheld(exemption) => exemption.outcome(),
            Self::Separable => Outcome::PartlyGranted,
            Self::NotExisting | Self::NotThisAgency => Outcome::UnavailableNotHeld,
            Self::Repeated => Outcome::DeclinedRepeat,
            Self::RegistryQuery => Outcome::RefusedRegistryQuery,
            Self::NeedsCreation => Outcome::UnavailableNeedsCreation,
            Self::Petition => Outcome::DeclinedPetition,
            Self::Publication => Outcome::DeclinedPublication,
            Self::Excessive => Outcome::DeclinedExcessive,
            Self::Reissue => Outcome::DeclinedReissue,
            Self::StillUnclear => Outcome::UnavailableStillUnclear,
            Self::NotCorrected => Outcome::OtherNotCorrected,
            Self::FeeUnpaid => Outcome::OtherFeeUnpaid,
            Self::Misc(reason) => misc.row_of(reason),
        }
    }

    /// The article that names the case; for what is withheld, the exemption's own article beside it.
    pub fn articles(self) -> Vec<Article> {
        match self {
            Self::Withheld(exemption) => vec![exemption.article(), ReplyKind::Refused.articles()[0]],
            other => other.reply_kind().articles().to_vec(),
        }
    }

    /// The kind of reply that tells the applicant so.
    pub fn reply_kind(self) -> ReplyKind {
        match self {
            Self::AlreadyPublished => ReplyKind::AlreadyPublished,
            Self::Disclosable => ReplyKind::Granted,
            Self::Withheld(_) => ReplyKind::Refused,
            Self::NotExisting => ReplyKind::NotExisting,
            Self::NotThisAgency => ReplyKind::NotThisAgency,
            Self::Repeated => ReplyKind::DeclinedRepeat,
            Self::RegistryQuery => ReplyKind::RegistryQuery,
            Self::Separable => ReplyKind::PartlyGranted,
            Self::NeedsCreation => ReplyKind::NeedsCreation,
            Self::Petition => ReplyKind::DeclinedPetition,
            Self::Publication => ReplyKind::DeclinedPublication,
            Self::Excessive => ReplyKind::DeclinedExcessive,
            Self::Reissue => ReplyKind::DeclinedReissue,
            Self::StillUnclear => ReplyKind::StillUnclear,
            Self::NotCorrected => ReplyKind::ClosedNotCorrected,
            Self::FeeUnpaid => ReplyKind::ClosedFeeUnpaid,
            Self::Misc(MiscReason::Withdrawn) => ReplyKind::ClosedWithdrawn,
            Self::Misc(_) => ReplyKind::ClosedMisc,
        }
    }
}

impl MiscReason {
    /// All reasons.
    pub const ALL: [Self; 6] = [
        Self::Withdrawn,
        Self::NotGovernmentInformation,
        Self::PartyAffairs,
        Self::Inquiry,
        Self::TransferredArchives,
        Self::Other,
    ];

    /// The reason in words, for lists and letters.
    pub fn label(self) -> &'static str {
        MISC_REASONS.get(&self).expect("the shipped data has every reason (tested)")
    }
}

/// In which row a case counts that fits none (a setting, since practice differs): `other_misc` unless set otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<MiscReason, Outcome>", into = "BTreeMap<MiscReason, Outcome>")]
pub struct MiscRows(BTreeMap<MiscReason, Outcome>);

/// The row would say of the case what is not so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{}”不能计入“{}”，请改选无法提供、不予处理或者其他处理中的一项", reason.label(), row.label())]
pub struct WrongRow {
    /// What the case is.
    pub reason: MiscReason,
    /// The row that was set for it.
    pub row: Outcome,
}

impl MiscRows {
    /// Counts cases of this reason in this row. Nothing was given or refused in them, so only （四）, （五） and （六） of
    /// the 2021 form can be chosen, and a withdrawn case stays in （六）.
    pub fn set(&mut self, reason: MiscReason, row: Outcome) -> Result<(), WrongRow> {
        let allowed = match row.group() {
            Group::Other => row == Outcome::OtherMisc,
            Group::Unavailable | Group::Declined => reason != MiscReason::Withdrawn,
            Group::Granted | Group::PartlyGranted | Group::Refused => false,
        };
        if !allowed {
            return Err(WrongRow { reason, row });
        }
        self.0.insert(reason, row);
        Ok(())
    }

    /// The row in which cases of this reason count.
    pub fn row_of(&self, reason: MiscReason) -> Outcome {
        self.0.get(&reason).copied().unwrap_or(Outcome::OtherMisc)
    }
}

impl TryFrom<BTreeMap<MiscReason, Outcome>> for MiscRows {
    type Error = WrongRow;

    fn try_from(written: BTreeMap<MiscReason, Outcome>) -> Result<Self, Self::Error> {
        let mut rows = Self::default();
        written.into_iter().try_for_each(|(reason, row)| rows.set(reason, row))?;
        Ok(rows)
    }
}

impl From<MiscRows> for BTreeMap<MiscReason, Outcome> {
    fn from(rows: MiscRows) -> Self {
        rows.0
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    misc_reason: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    code: MiscReason,
    label: String,
}

const TEXT: &str = include_str!("../../data/misc_reasons.toml");

static MISC_REASONS: LazyLock<BTreeMap<MiscReason, String>> = LazyLock::new(|| {
    let file: File = toml::from_str(TEXT).expect("the shipped reasons are valid (tested)");
    file.misc_reason.into_iter().map(|reason| (reason.code, reason.label)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(situation: Situation) -> Outcome {
        situation.outcome(&MiscRows::default())
    }

    #[test]
    fn the_shipped_data_has_every_reason_once() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert_eq!(file.misc_reason.iter().map(|reason| reason.code).collect::<Vec<_>>(), MiscReason::ALL);
        assert!(MiscReason::ALL.into_iter().all(|reason| !reason.label().is_empty()));
    }

    #[test]
    fn each_case_of_articles_36_to_39_ends_in_its_row() {
        let table = [
            (Situation::AlreadyPublished, Outcome::Granted, "36(1)"),
            (Situation::Disclosable, Outcome::Granted, "36(2)"),
            (Situation::NotExisting, Outcome::UnavailableNotHeld, "36(4)"),
            (Situation::NotThisAgency, Outcome::UnavailableNotHeld, "36(5)"),
            (Situation::Repeated, Outcome::DeclinedRepeat, "36(6)"),
            (Situation::RegistryQuery, Outcome::RefusedRegistryQuery, "36(7)"),
            (Situation::Separable, Outcome::PartlyGranted, "37"),
            (Situation::NeedsCreation, Outcome::UnavailableNeedsCreation, "38"),
            (Situation::Petition, Outcome::DeclinedPetition, "39¶1"),
            (Situation::Publication, Outcome::DeclinedPublication, "39¶2"),
            (Situation::Excessive, Outcome::DeclinedExcessive, "35"),
            (Situation::StillUnclear, Outcome::UnavailableStillUnclear, "30"),
            (Situation::NotCorrected, Outcome::OtherNotCorrected, "30"),
            (Situation::FeeUnpaid, Outcome::OtherFeeUnpaid, "42"),
        ];
        for (situation, row, article) in table {
            assert_eq!(outcome(situation), row, "{situation:?}");
            assert_eq!(situation.articles(), [article.parse().unwrap()], "{situation:?}");
            assert!(row.articles().contains(&situation.articles()[0]), "{situation:?}");
        }
        assert!(Outcome::DeclinedReissue.articles_are_derived());
    }

    #[test]
    fn what_is_withheld_ends_in_the_row_of_its_exemption() {
        let situation = Situation::Withheld(Exemption::Deliberative);
        assert_eq!(outcome(situation), Outcome::RefusedDeliberative);
        assert_eq!(situation.articles(), ["16¶2".parse().unwrap(), "36(3)".parse().unwrap()]);
    }

    #[test]
    fn what_fits_no_row_is_never_silently_a_petition() {
        for reason in MiscReason::ALL {
            assert_eq!(outcome(Situation::Misc(reason)), Outcome::OtherMisc);
        }
        let mut rows = MiscRows::default();
        rows.set(MiscReason::Inquiry, Outcome::DeclinedPetition).unwrap();
        assert_eq!(Situation::Misc(MiscReason::Inquiry).outcome(&rows), Outcome::DeclinedPetition);
        assert_eq!(Situation::Misc(MiscReason::PartyAffairs).outcome(&rows), Outcome::OtherMisc);
    }

    #[test]
    fn a_row_that_says_something_else_cannot_be_set() {
        let mut rows = MiscRows::default();
        for row in [Outcome::Granted, Outcome::RefusedByLaw, Outcome::OtherFeeUnpaid, Outcome::Other] {
            assert!(rows.set(MiscReason::PartyAffairs, row).is_err(), "{row}");
        }
        assert!(rows.set(MiscReason::Withdrawn, Outcome::DeclinedPetition).is_err());
        assert!(serde_json::from_str::<MiscRows>(r#"{"party_affairs":"granted"}"#).is_err());
        let written: MiscRows = serde_json::from_str(r#"{"inquiry":"declined_petition"}"#).unwrap();
        assert_eq!(written.row_of(MiscReason::Inquiry), Outcome::DeclinedPetition);
    }
}
