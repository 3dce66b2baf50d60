//! Arts. 36–40: how an application ends, and in which row of the annual report that counts.
//!
//! What the officer establishes is a [`Situation`]; the [`Outcome`] follows from it and is never chosen by hand.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::exemption::Exemption;
use super::reply::ReplyKind;
use crate::article::Article;

/// A row of 三、本年度办理结果 in the annual report's table three: the 22 of both forms together, in printed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the rows' printed labels are in data/outcomes.toml and in `label`")]
pub enum Outcome {
    Granted,
    PartlyGranted,
    RefusedStateSecret,
    RefusedByLaw,
    RefusedSecurityStability,
    RefusedThirdParty,
    RefusedInternalAffairs,
    RefusedDeliberative,
    RefusedEnforcementFile,
    RefusedRegistryQuery,
    UnavailableNotHeld,
    UnavailableNeedsCreation,
    UnavailableStillUnclear,
    DeclinedPetition,
    DeclinedRepeat,
    DeclinedPublication,
    DeclinedExcessive,
    DeclinedReissue,
    /// The one row of the 2019 form for what the 2021 form tells apart.
    Other,
    OtherNotCorrected,
    OtherFeeUnpaid,
    OtherMisc,
}

/// The blocks （一） to （六） of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the blocks' printed labels are in data/outcomes.toml and in `label`")]
pub enum Group {
    Granted,
    PartlyGranted,
    Refused,
    Unavailable,
    Declined,
    Other,
}

/// The two forms of the annual report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Form {
    /// 国办公开办函〔2019〕60号, for the report years 2019 and 2020.
    #[serde(rename = "2019")]
    Of2019,
    /// 国办公开办函〔2021〕30号, from the report year 2021.
    #[serde(rename = "2021")]
    Of2021,
}

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

impl Outcome {
    /// All rows in printed order.
    pub const ALL: [Self; 22] = [
        Self::Granted,
        Self::PartlyGranted,
        Self::RefusedStateSecret,
        Self::RefusedByLaw,
        Self::RefusedSecurityStability,
        Self::RefusedThirdParty,
        Self::RefusedInternalAffairs,
        Self::RefusedDeliberative,
        Self::RefusedEnforcementFile,
        Self::RefusedRegistryQuery,
        Self::UnavailableNotHeld,
        Self::UnavailableNeedsCreation,
        Self::UnavailableStillUnclear,
        Self::DeclinedPetition,
        Self::DeclinedRepeat,
        Self::DeclinedPublication,
        Self::DeclinedExcessive,
        Self::DeclinedReissue,
        Self::Other,
        Self::OtherNotCorrected,
        Self::OtherFeeUnpaid,
        Self::OtherMisc,
    ];

    /// The three rows into which the 2021 form splits `other`.
    pub const OTHER_OF_2021: [Self; 3] = [Self::OtherNotCorrected, Self::OtherFeeUnpaid, Self::OtherMisc];

    /// The row's code in the contract, such as `refused_by_law`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::PartlyGranted => "partly_granted",
            Self::RefusedStateSecret => "refused_state_secret",
            Self::RefusedByLaw => "refused_by_law",
            Self::RefusedSecurityStability => "refused_security_stability",
            Self::RefusedThirdParty => "refused_third_party",
            Self::RefusedInternalAffairs => "refused_internal_affairs",
            Self::RefusedDeliberative => "refused_deliberative",
            Self::RefusedEnforcementFile => "refused_enforcement_file",
            Self::RefusedRegistryQuery => "refused_registry_query",
            Self::UnavailableNotHeld => "unavailable_not_held",
            Self::UnavailableNeedsCreation => "unavailable_needs_creation",
            Self::UnavailableStillUnclear => "unavailable_still_unclear",
            Self::DeclinedPetition => "declined_petition",
            Self::DeclinedRepeat => "declined_repeat",
            Self::DeclinedPublication => "declined_publication",
            Self::DeclinedExcessive => "declined_excessive",
            Self::DeclinedReissue => "declined_reissue",
            Self::Other => "other",
            Self::OtherNotCorrected => "other_not_corrected",
            Self::OtherFeeUnpaid => "other_fee_unpaid",
            Self::OtherMisc => "other_misc",
        }
    }

    /// The row's label as the form prints it.
    pub fn label(self) -> &'static str {
        &self.row().label
    }

    /// The block that it is printed in.
    pub fn group(self) -> Group {
        self.row().group
    }

    /// The articles under which an application ends in this row.
    pub fn articles(self) -> &'static [Article] {
        &self.row().articles
    }

    /// Whether the articles are an inference, because no article names the case.
    pub fn articles_are_derived(self) -> bool {
        self.row().derived
    }

    /// Whether this form prints the row.
    pub fn is_in(self, form: Form) -> bool {
        self.row().forms.contains(&form)
    }

    /// The rows of `form` in which a case of this row can stand: itself; `other` for the three rows that the 2019 form
    /// does not tell apart; and those three for an `other` of the 2019 form, since only the file says which.
    pub fn rows_in(self, form: Form) -> &'static [Self] {
        static ALL: [Outcome; 22] = Outcome::ALL;
        match (self, form) {
            (Self::OtherNotCorrected | Self::OtherFeeUnpaid | Self::OtherMisc, Form::Of2019) => &[Self::Other],
            (Self::Other, Form::Of2021) => &Self::OTHER_OF_2021,
            _ => std::slice::from_ref(&ALL[self as usize]), // ALL stands in the order of the enum (tested)
        }
    }

    /// The one row of `form` for a case of this row, or `None` where the form tells apart what this row does not.
    pub fn row_in(self, form: Form) -> Option<Self> {
        match self.rows_in(form) {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The kinds of reply by which an application comes to end in this row.
    pub fn reply_kinds(self) -> impl Iterator<Item = ReplyKind> {
        let rows = self.rows_in(Form::Of2021);
        ReplyKind::ALL.into_iter().filter(move |kind| kind.outcomes().iter().any(|outcome| rows.contains(outcome)))
    }

    fn row(self) -> &'static Row {
        DATA.outcomes.get(&self).expect("the shipped data has every row (tested)")
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The code names no row of table three in which an application ends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是办理结果的代码，请核对")]
pub struct NoOutcome(String);

impl FromStr for Outcome {
    type Err = NoOutcome;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code).ok_or_else(|| NoOutcome(code.to_owned()))
    }
}

impl Group {
    /// All blocks in printed order.
    pub const ALL: [Self; 6] =
        [Self::Granted, Self::PartlyGranted, Self::Refused, Self::Unavailable, Self::Declined, Self::Other];

    /// The block's label as the form prints it.
    pub fn label(self) -> &'static str {
        DATA.groups.get(&self).expect("the shipped data has every block (tested)")
    }

    /// The rows of the block that this form prints.
    pub fn rows(self, form: Form) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |outcome| outcome.group() == self && outcome.is_in(form))
    }
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
        DATA.misc_reasons.get(&self).expect("the shipped data has every reason (tested)")
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

struct Data {
    groups: BTreeMap<Group, String>,
    outcomes: BTreeMap<Outcome, Row>,
    misc_reasons: BTreeMap<MiscReason, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Named<Group>>,
    outcome: Vec<Row>,
    misc_reason: Vec<Named<MiscReason>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named<Code> {
    code: Code,
    label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: Outcome,
    group: Group,
    label: String,
    forms: Vec<Form>,
    articles: Vec<Article>,
    #[serde(default)]
    derived: bool,
}

const TEXT: &str = include_str!("../../data/outcomes.toml");

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let file: File = toml::from_str(TEXT).expect("the shipped outcomes are valid (tested)");
    Data {
        groups: file.group.into_iter().map(|group| (group.code, group.label)).collect(),
        outcomes: file.outcome.into_iter().map(|row| (row.code, row)).collect(),
        misc_reasons: file.misc_reason.into_iter().map(|reason| (reason.code, reason.label)).collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(situation: Situation) -> Outcome {
        situation.outcome(&MiscRows::default())
    }

    #[test]
    fn the_shipped_data_has_every_row_once_and_in_order() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert_eq!(file.outcome.iter().map(|row| row.code).collect::<Vec<_>>(), Outcome::ALL);
        assert_eq!(file.group.iter().map(|group| group.code).collect::<Vec<_>>(), Group::ALL);
        assert_eq!(file.misc_reason.iter().map(|reason| reason.code).collect::<Vec<_>>(), MiscReason::ALL);
    }

    #[test]
    fn the_2019_form_has_19_rows_and_the_2021_form_21() {
        let rows = |form| Outcome::ALL.into_iter().filter(|row| row.is_in(form)).count();
        assert_eq!((rows(Form::Of2019), rows(Form::Of2021)), (19, 21));
        let by_block = |form| Group::ALL.map(|group| group.rows(form).count());
        assert_eq!(by_block(Form::Of2019), [1, 1, 8, 3, 5, 1]);
        assert_eq!(by_block(Form::Of2021), [1, 1, 8, 3, 5, 3]);
    }

    #[test]
    fn codes_are_read_and_written_the_same() {
        for row in Outcome::ALL {
            assert_eq!(row.code().parse(), Ok(row));
            assert_eq!(serde_json::to_value(row).unwrap(), row.code());
        }
        assert!("total".parse::<Outcome>().is_err());
    }

    #[test]
    fn the_2019_form_has_one_row_for_the_three_of_2021() {
        for row in Outcome::OTHER_OF_2021 {
            assert_eq!(row.row_in(Form::Of2019), Some(Outcome::Other));
            assert_eq!(row.row_in(Form::Of2021), Some(row));
        }
        assert_eq!(Outcome::Other.row_in(Form::Of2021), None, "only the file knows which of the three");
        assert_eq!(Outcome::Other.rows_in(Form::Of2021), Outcome::OTHER_OF_2021);
        assert_eq!(Outcome::Other.row_in(Form::Of2019), Some(Outcome::Other));
    }

    #[test]
    fn a_row_of_both_forms_stays_itself_and_every_row_leads_to_printed_ones() {
        for row in Outcome::ALL {
            for form in [Form::Of2019, Form::Of2021] {
                if row.is_in(form) {
                    assert_eq!(row.row_in(form), Some(row));
                }
                assert!(row.rows_in(form).iter().all(|row| row.is_in(form)), "{row}");
            }
        }
    }

    #[test]
    fn labels_are_those_of_the_form() {
        assert_eq!(Outcome::RefusedByLaw.label(), "2.其他法律行政法规禁止公开");
        assert_eq!(Outcome::RefusedByLaw.group().label(), "（三）不予公开");
        assert_eq!(Outcome::Other.label(), "（六）其他处理");
        assert!(Outcome::ALL.into_iter().all(|row| row.group() != Group::Other || !row.label().is_empty()));
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

    #[test]
    fn every_row_is_reached_by_a_kind_of_reply() {
        for row in Outcome::ALL {
            assert!(row.reply_kinds().next().is_some(), "{row}");
        }
        let kinds: Vec<_> = Outcome::UnavailableNotHeld.reply_kinds().collect();
        assert_eq!(kinds, [ReplyKind::NotExisting, ReplyKind::NotThisAgency]);
    }
}
