//! 答复书、告知书: what ends an application, one decision with what it rests on and tells, and the remedy by the law of its day.

mod decided;
mod withheld;

use law::calendar::Day;
use law::request::exemption::Exemption;
use law::request::ground::{Ground, Norm, Part, ThirdParty};
use law::request::outcome::{Group, Outcome};
use law::request::remedy::Remedy;
use law::request::reply::ReplyKind;
use law::request::situation::{MiscReason, Situation};

use super::words::{REGULATION, said};
use super::{Application, Letter};

/// A reply.
#[derive(Clone, Debug)]
pub struct Reply {
    /// To which application.
    pub application: Application,
    /// What was found out, in the officer's words; may be empty.
    pub facts: String,
    /// What is decided.
    pub decision: Decision,
    /// What the officer says besides, after the decision; may be empty.
    pub besides: String,
    /// The remedy for the row in which the application ends, by the law in force on the day of the reply.
    pub remedy: Remedy,
}

/// What is decided, and what the law wants told with it. Reasons are the officer's own words; what is empty or not known is left out,
/// since it may stand in other words of the letter: whether anything lacks is decided before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say what the sentence says in which they stand")]
pub enum Decision {
    /// Art. 36(2).
    Granted { supply: Supply },
    /// Art. 36(1): how and where it is found.
    AlreadyPublished { way: String },
    /// Art. 37.
    PartlyGranted { supply: Supply, withheld: Vec<WithheldPart> },
    /// Art. 36(3).
    Refused { ground: Withholding },
    /// Art. 36(4).
    NotExisting { search: Search },
    /// Art. 36(5).
    NotThisAgency { reason: String, responsible: Responsible },
    /// Art. 38.
    NeedsCreation { reason: String },
    /// Art. 30: asked for a correction, and unclear even so.
    StillUnclear { asked_on: Option<Day>, reason: String },
    /// Art. 39 ¶1; the proper channel where it is known.
    DeclinedPetition { reason: String, channel: String },
    /// Art. 39 ¶2: where it is to be had.
    DeclinedPublication { way: String },
    /// Art. 35; whether the applicant has given reasons.
    DeclinedExcessive { asked_on: Option<Day>, heard: bool, reason: String },
    /// What the applicant already has.
    DeclinedReissue { reason: String },
    /// Art. 36(6).
    DeclinedRepeat { earlier: Option<EarlierReply> },
    /// Art. 36(7): titles of the laws or administrative regulations, and how to inquire by them.
    RegistryQuery { rules: String, way: String },
    /// Art. 30: no correction by the day that was set.
    ClosedNotCorrected { asked_on: Option<Day>, answer_by: Option<Day> },
    /// Art. 42: not paid by the day that was set.
    ClosedFeeUnpaid { asked_on: Option<Day>, pay_by: Option<Day> },
    /// Withdrawn.
    ClosedWithdrawn { withdrawn_on: Day },
    /// What no row of the report names.
    ClosedMisc { reason: MiscReason, words: String },
}

/// How the applicant gets what is disclosed (Art. 36(2)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supply {
    /// With the letter, in this form (纸质、电子文档), which may be empty.
    Attached(String),
    /// 方式、途径 and 时间.
    Told {
        /// How and where.
        way: String,
        /// When.
        time: String,
    },
}

/// A part that is left out (Art. 37).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldPart {
    /// Which part: 「第三章监测点位坐标」.
    pub what: String,
    /// Why.
    pub why: Why,
}

/// Why a part is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Arts. 14–16.
    Withheld(Withholding),
    /// Art. 37: no government information, with the reason.
    NotGovernmentInformation(String),
}

/// An exemption as a letter tells it. Whether it holds was decided by [`Ground`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withholding {
    /// Which of Arts. 14–16.
    pub exemption: Exemption,
    /// Why the information falls under it.
    pub reason: String,
    /// Why the discretion of Art. 16 is used.
    pub discretion: String,
    /// Art. 14: the norm that forbids it.
    pub norm: Option<Norm>,
    /// Art. 15: what the third party said.
    pub third_party: Option<ThirdParty>,
}

/// Art. 36(5): who discloses it instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Responsible {
    /// This agency.
    Known(OtherAgency),
    /// It could not be found out.
    Unknown,
    /// The reason says it.
    InReason,
}

impl From<&Ground> for Withholding {
    fn from(ground: &Ground) -> Withholding {
        let draft = ground.draft().clone();
        Withholding {
            exemption: ground.exemption(),
            reason: draft.reason,
            discretion: draft.discretion,
            norm: draft.norm,
            third_party: draft.third_party,
        }
    }
}

impl From<&Part> for Why {
    fn from(part: &Part) -> Why {
        match part {
            Part::Withheld(ground) => Why::Withheld(ground.into()),
            Part::NotGovernmentInformation { reason, .. } => Why::NotGovernmentInformation(reason.clone()),
        }
    }
}

/// Art. 36(4): the search that found nothing. Who searched stays on the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// When.
    pub on: Day,
    /// Which stores, archives and systems.
    pub stores: Vec<String>,
    /// With which words, and what was found.
    pub words: String,
}

/// Art. 36(5): the agency to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherAgency {
    /// Its name.
    pub name: String,
    /// Its contact.
    pub contact: String,
}

/// Art. 36(6): what answered the same before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierReply {
    /// Its number as printed.
    pub number: String,
    /// When.
    pub on: Day,
}

impl Reply {
    /// The title of a reply of this kind: 答复书 where it answers what was asked for, 告知书 where it tells that it is not dealt with.
    pub fn title(kind: ReplyKind) -> String {
        let row = |row: &Outcome| {
            matches!(row.group(), Group::Granted | Group::PartlyGranted | Group::Refused | Group::Unavailable)
        };
        format!("政府信息公开申请{}", if kind.outcomes().iter().all(row) { "答复书" } else { "告知书" })
    }

    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let mut text = self.application.opening(you);
        text.extend(said("经查，", &self.facts));
        text.push(format!("根据{REGULATION}的规定，现答复如下："));
        text.extend(self.decision.paragraphs(you));
        text.extend(said("", &self.besides));
        text.push(self.remedy.text().to_owned());
        text
    }
}

impl Decision {
    /// The kind of reply that it is.
    pub fn kind(&self) -> ReplyKind {
        self.situation().reply_kind()
    }

    /// What the law calls the case; row and remedy follow from it.
    pub fn situation(&self) -> Situation {
        match self {
            Decision::Granted { .. } => Situation::Disclosable,
            Decision::AlreadyPublished { .. } => Situation::AlreadyPublished,
            Decision::PartlyGranted { .. } => Situation::Separable,
            Decision::Refused { ground } => Situation::Withheld(ground.exemption),
            Decision::NotExisting { .. } => Situation::NotExisting,
            Decision::NotThisAgency { .. } => Situation::NotThisAgency,
            Decision::NeedsCreation { .. } => Situation::NeedsCreation,
            Decision::StillUnclear { .. } => Situation::StillUnclear,
            Decision::DeclinedPetition { .. } => Situation::Petition,
            Decision::DeclinedPublication { .. } => Situation::Publication,
            Decision::DeclinedExcessive { .. } => Situation::Excessive,
            Decision::DeclinedReissue { .. } => Situation::Reissue,
            Decision::DeclinedRepeat { .. } => Situation::Repeated,
            Decision::RegistryQuery { .. } => Situation::RegistryQuery,
            Decision::ClosedNotCorrected { .. } => Situation::NotCorrected,
            Decision::ClosedFeeUnpaid { .. } => Situation::FeeUnpaid,
            Decision::ClosedWithdrawn { .. } => Situation::Misc(MiscReason::Withdrawn),
            Decision::ClosedMisc { reason, .. } => Situation::Misc(*reason),
        }
    }
}

/// The phrase of the article on what follows from an exemption.
fn consequence(exemption: Exemption) -> &'static str {
    use law::request::exemption::Force;
    match exemption.force() {
        Force::Must => "不予公开",
        Force::MustUnless => "不得公开",
        Force::May => "可以不予公开",
    }
}
