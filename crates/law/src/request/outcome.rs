//! Arts. 36–40: how an application ends, and in which row of the annual report that counts.
//!
//! What the officer establishes is a [`Situation`](super::situation::Situation); the [`Outcome`] follows from it and is
//! never chosen by hand.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::reply::ReplyKind;
use crate::article::Article;
use crate::report::{Edition, Label};

/// A row of 三、本年度办理结果 in the annual report's table three: the 22 of both forms together, in printed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the rows' printed labels are those of the form, see `label`")]
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
#[expect(missing_docs, reason = "the blocks' printed labels are those of the form, see `label`")]
pub enum Group {
    Granted,
    PartlyGranted,
    Refused,
    Unavailable,
    Declined,
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

    /// The row's label as the form prints it; of two, the newer form's.
    pub fn label(self) -> &'static str {
        let mut printed = Edition::ALL.into_iter().rev().filter_map(|edition| self.printed(edition));
        &printed.next().expect("every row is in a form (tested)").printed
    }

    /// The row in this edition of the form, if it is there.
    fn printed(self, edition: Edition) -> Option<&'static Label> {
        edition.form().outcome_rows().find(|label| label.code == self.code())
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

    /// Whether this edition of the form prints the row.
    pub fn is_in(self, edition: Edition) -> bool {
        self.printed(edition).is_some()
    }

    /// The rows of an edition in which a case of this row can stand: itself; `other` for the three rows that the 2019 form
    /// does not tell apart; and those three for an `other` of the 2019 form, since only the file says which.
    pub fn rows_in(self, edition: Edition) -> &'static [Self] {
        static ALL: [Outcome; 22] = Outcome::ALL;
        match (self, edition) {
            (Self::OtherNotCorrected | Self::OtherFeeUnpaid | Self::OtherMisc, Edition::Of2019) => &[Self::Other],
            (Self::Other, Edition::Of2021) => &Self::OTHER_OF_2021,
            _ => std::slice::from_ref(&ALL[self as usize]), // ALL stands in the order of the enum (tested)
        }
    }

    /// The one row of an edition for a case of this row, or `None` where it tells apart what this row does not.
    pub fn row_in(self, edition: Edition) -> Option<Self> {
        match self.rows_in(edition) {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The kinds of reply by which an application comes to end in this row.
    pub fn reply_kinds(self) -> impl Iterator<Item = ReplyKind> {
        let rows = self.rows_in(Edition::Of2021);
        ReplyKind::ALL.into_iter().filter(move |kind| kind.outcomes().iter().any(|outcome| rows.contains(outcome)))
    }

    fn row(self) -> &'static Row {
        ROWS.get(&self).expect("the shipped data has every row (tested)")
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

    /// The block's label as the form prints it: （一） to （六）.
    pub fn label(self) -> &'static str {
        let mut rows = self.rows(Edition::Of2021).filter_map(|row| row.printed(Edition::Of2021));
        let first = rows.next().expect("every block has a row in both forms (tested)");
        first.group.as_deref().unwrap_or(&first.printed)
    }

    /// The rows of the block that this edition of the form prints.
    pub fn rows(self, edition: Edition) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |outcome| outcome.group() == self && outcome.is_in(edition))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    outcome: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: Outcome,
    group: Group,
    articles: Vec<Article>,
    #[serde(default)]
    derived: bool,
}

const TEXT: &str = include_str!("../../data/outcomes.toml");

static ROWS: LazyLock<BTreeMap<Outcome, Row>> = LazyLock::new(|| {
    let file: File = toml::from_str(TEXT).expect("the shipped outcomes are valid (tested)");
    file.outcome.into_iter().map(|row| (row.code, row)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_data_has_every_row_once_and_in_order() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert_eq!(file.outcome.iter().map(|row| row.code).collect::<Vec<_>>(), Outcome::ALL);
    }

    #[test]
    fn the_rows_are_those_of_the_two_forms() {
        for edition in Edition::ALL {
            let of_the_form: Vec<_> = edition.form().outcome_rows().map(|label| label.code.as_str()).collect();
            let ours: Vec<_> = Outcome::ALL.into_iter().filter(|row| row.is_in(edition)).map(Outcome::code).collect();
            assert_eq!(ours, of_the_form, "{edition}");
        }
    }

    #[test]
    fn the_2019_form_has_19_rows_and_the_2021_form_21() {
        let rows = |edition| Outcome::ALL.into_iter().filter(|row| row.is_in(edition)).count();
        assert_eq!((rows(Edition::Of2019), rows(Edition::Of2021)), (19, 21));
        let by_block = |edition| Group::ALL.map(|group| group.rows(edition).count());
        assert_eq!(by_block(Edition::Of2019), [1, 1, 8, 3, 5, 1]);
        assert_eq!(by_block(Edition::Of2021), [1, 1, 8, 3, 5, 3]);
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
            assert_eq!(row.row_in(Edition::Of2019), Some(Outcome::Other));
            assert_eq!(row.row_in(Edition::Of2021), Some(row));
        }
        assert_eq!(Outcome::Other.row_in(Edition::Of2021), None, "only the file knows which of the three");
        assert_eq!(Outcome::Other.rows_in(Edition::Of2021), Outcome::OTHER_OF_2021);
        assert_eq!(Outcome::Other.row_in(Edition::Of2019), Some(Outcome::Other));
    }

    #[test]
    fn a_row_of_both_forms_stays_itself_and_every_row_leads_to_printed_ones() {
        for row in Outcome::ALL {
            for edition in [Edition::Of2019, Edition::Of2021] {
                if row.is_in(edition) {
                    assert_eq!(row.row_in(edition), Some(row));
                }
                assert!(row.rows_in(edition).iter().all(|row| row.is_in(edition)), "{row}");
            }
        }
    }

    #[test]
    fn labels_are_those_of_the_form() {
        assert_eq!(Outcome::RefusedByLaw.label(), "2.其他法律行政法规禁止公开");
        assert_eq!(Outcome::RefusedByLaw.group().label(), "（三）不予公开");
        assert_eq!(Outcome::Other.label(), "（六）其他处理");
        assert_eq!(Outcome::OtherMisc.label(), "3.其他");
        assert_eq!(Group::ALL.map(|group| group.label().chars().nth(1).unwrap()), ['一', '二', '三', '四', '五', '六']);
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
