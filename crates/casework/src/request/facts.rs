//! What can have happened to an application: past tense, dated, no personal data.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::extension::ExtensionDays;
use law::request::fee::{Basis, Yuan};
use law::request::ground::{Norm, ThirdParty};
use law::request::outcome::Outcome;
use law::request::receipt::Channel;
use law::request::reply::{Element, ReplyKind};
use serde::{Deserialize, Serialize};

use super::codes;
use super::letter::{LetterKind, LetterNumber};
use crate::file::FileNumber;
use crate::paper::Paper;
use crate::sealed::Sealed;
use crate::who::{Account, Unit};

/// Something that happened to an application on a day. Words, names and addresses of people are [`Sealed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// Entered in the register of applications (Art. 45).
    Registered {
        /// The day of entry, which proves nothing about the receipt.
        on: Day,
        /// How it came in, and when: what Art. 31 asks for.
        #[serde(with = "codes::channel")]
        channel: Channel,
        /// The days of its way in.
        arrival: Arrival,
        /// The column of the annual report.
        applicant: Applicant,
        /// Name, proof of identity, contact (Art. 29 (1)).
        person: Sealed,
        /// What is asked for, and in which form (Art. 29 (2) and (3)).
        words: Sealed,
    },
    /// Art. 45: it got its number in the register of the agency and year, once its day of receipt was certain.
    Numbered {
        /// The day of numbering.
        on: Day,
        /// The year of the register.
        year: i16,
        /// Its place in it, from 1, without gaps.
        serial: u32,
    },
    /// Art. 45: given to the section or subordinate unit that handles it.
    Assigned {
        /// The day.
        on: Day,
        /// Which one.
        unit: Unit,
        /// Who of it, where that is settled.
        handler: Option<Account>,
    },
    /// The office tried to reach the applicant and could not.
    ContactFailed {
        /// The day of trying.
        on: Day,
    },
    /// Art. 31: office and applicant confirmed the application.
    Confirmed {
        /// The day of receipt.
        on: Day,
    },
    /// Art. 30: the notice of correction went out.
    CorrectionAsked {
        /// The day of sending.
        on: Day,
        /// What is unclear.
        points: BTreeSet<UnclearPoint>,
        /// The guidance given.
        words: Sealed,
        /// The last day to answer, as told to the applicant.
        answer_by: Day,
    },
    /// Art. 30: the corrected application came in.
    Corrected {
        /// The day of receipt, from which the whole term runs again.
        on: Day,
        /// The application as it now is.
        words: Sealed,
        /// It was late, for good reason.
        good_reason: bool,
    },
    /// Art. 30: the day to answer passed; taken as given up. Stated by the worker.
    GivenUp {
        /// The first day after the term.
        on: Day,
    },
    /// Arts. 32 and 34: a letter asking for an opinion went out.
    OpinionAsked {
        /// The day of sending.
        on: Day,
        /// Third party or agency.
        #[serde(with = "codes::consulted")]
        consulted: Consulted,
        /// Its name and address.
        party: Sealed,
        /// The day on which the letter reached it.
        reached_on: Option<Day>,
    },
    /// Arts. 32 and 34: the opinion came in.
    OpinionAnswered {
        /// The day on which it reached the agency.
        on: Day,
        /// Which letter: the number of the entry that asked.
        consultation: usize,
        /// What it says.
        said: Said,
        /// Its words.
        words: Sealed,
    },
    /// Arts. 32 and 34: nothing was answered within 15 working days. Stated by the worker.
    ConsultationRanOut {
        /// The last day on which an answer would have been in time.
        on: Day,
        /// Which letter: the number of the entry that asked.
        consultation: usize,
    },
    /// Art. 33: the head of the open-government office consented to an extension.
    ExtensionApproved {
        /// The day of consent.
        on: Day,
        /// Its length.
        #[serde(with = "codes::extension_days")]
        days: ExtensionDays,
        /// Why, as the applicant is told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Sealed>,
    },
    /// Art. 33: the applicant was told of it.
    ExtensionTold {
        /// The day.
        on: Day,
    },
    /// Art. 35: far too many applications; the applicant was asked for reasons.
    ReasonsAsked {
        /// The day of sending.
        on: Day,
        /// The numbers that are found excessive.
        words: Sealed,
        /// The last day to answer, as told to the applicant.
        answer_by: Day,
    },
    /// Art. 35: the applicant gave reasons.
    ReasonsGiven {
        /// The day on which they came in.
        on: Day,
        /// The reasons.
        words: Sealed,
    },
    /// Art. 35: the reasons are reasonable, but it cannot be answered in the term; the applicant was told of a later day.
    Delayed {
        /// The day of telling.
        on: Day,
        /// The last day to reply that was set.
        until: Day,
        /// Why it cannot be answered in the term.
        words: Sealed,
    },
    /// Art. 42: the notice of a fee went out.
    FeeAsked {
        /// The day of sending, whose tariff holds.
        on: Day,
        /// What is charged for.
        #[serde(with = "codes::basis")]
        basis: Basis,
        /// How much, in 元.
        #[serde(with = "codes::yuan")]
        amount: Yuan,
        /// How to pay.
        words: Sealed,
        /// The day on which the notice reached the applicant.
        reached_on: Option<Day>,
        /// By case: how many cases came before, as the record counts them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counted: Option<Counted>,
    },
    /// Art. 42: the fee was paid.
    FeePaid {
        /// The day of payment.
        on: Day,
    },
    /// Art. 42: the time to pay passed; taken as given up. Stated by the worker.
    FeeRanOut {
        /// The first day after the term.
        on: Day,
    },
    /// Art. 32: a third party that objected with reason was told in writing what is disclosed nevertheless, and why.
    ThirdPartyTold {
        /// The day of telling.
        on: Day,
        /// Which letter had asked it: the number of the entry.
        consultation: usize,
        /// What is disclosed and why.
        words: Sealed,
    },
    /// A letter was signed off: it has its number, and these are its bytes from now on.
    LetterIssued {
        /// 成文日期.
        on: Day,
        /// Which letter.
        letter: LetterKind,
        /// The number of the entry that it tells of.
        about: usize,
        /// 发文字号.
        number: LetterNumber,
        /// The letter as a Word document, in the vault.
        docx: Sealed,
        /// The letter for print; `None` where no font at hand draws one of its characters.
        pdf: Option<Sealed>,
    },
    /// A reply was written and handed in for review.
    ReplyDrafted {
        /// The day.
        on: Day,
        /// What is replied.
        reply: Reply,
    },
    /// A level of the chain agreed to the draft.
    ReviewApproved {
        /// The day.
        on: Day,
        /// The level.
        level: Level,
    },
    /// A level gave the draft back to be written anew.
    ReviewReturned {
        /// The day.
        on: Day,
        /// The level.
        level: Level,
        /// Why.
        words: Sealed,
    },
    /// The reply was made: this ends the application.
    Served {
        /// How and when.
        service: Service,
    },
    /// The applicant withdrew.
    Withdrawn {
        /// The day on which the agency got the withdrawal.
        on: Day,
        /// Its words.
        words: Sealed,
    },
    /// The applicant was told in writing that the application ended without a reply: given up (Arts. 30 and 42), or withdrawn.
    ClosingTold {
        /// The day of sending.
        on: Day,
        /// The number of the entry that ended it.
        about: usize,
    },
    /// An earlier entry said something wrong; this is what is right.
    Amended {
        /// The day of mending.
        on: Day,
        /// The number of the wrong entry, from 1.
        entry: usize,
        /// What takes its place.
        right: Box<Fact>,
        /// Why.
        reason: Sealed,
    },
    /// An earlier entry should not be there.
    Struck {
        /// The day of mending.
        on: Day,
        /// The number of the wrong entry, from 1.
        entry: usize,
        /// Why.
        reason: Sealed,
    },
    /// Files that came with the application or later were put into the file.
    PapersFiled {
        /// The day.
        on: Day,
        /// The files.
        papers: Vec<Paper>,
    },
    /// An application was entered days after it came, with no scan that proves the day: why.
    LateEntryExplained {
        /// The day of entry.
        on: Day,
        /// The reason.
        words: Sealed,
    },
    /// Whoever applied has lost the receipt and showed who he is: a new query code was issued, and the old one opens nothing.
    CodeRenewed {
        /// The day.
        on: Day,
        /// By which document he was known, and whether somebody acted for him.
        seen: Sealed,
    },
    /// Art. 45: closed and put away; from now on it is only read.
    Archived {
        /// The day.
        on: Day,
    },
    /// All that was sealed for the file was destroyed. What is left is what the record holds without it.
    Erased {
        /// The day.
        on: Day,
        /// The file of the disposal that ordered it.
        disposal: FileNumber,
        /// It was entered by mistake and had not ended: it counts as if it had never come.
        void: bool,
    },
}

/// Art. 42, 国办函〔2020〕109号: how many cases of the applicant came in earlier in the month, as the record counted them that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The number.
    pub earlier: u32,
    /// Why another one was charged by, where that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Sealed>,
}

/// The days of the way in, each where it happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Arrival {
    /// Handed in at the counter, or dictated there.
    pub handed_in: Option<Day>,
    /// Posted by the applicant (postmark).
    pub posted: Option<Day>,
    /// Sent by the applicant over an electronic channel.
    pub submitted: Option<Day>,
    /// Signed for by anybody of the agency.
    pub signed: Option<Day>,
    /// Came to the office.
    pub arrived: Option<Day>,
}

/// The kind of applicant: the columns of table three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "they are the columns of the form and bear their codes (tested)")]
pub enum Applicant {
    NaturalPerson,
    Enterprise,
    ResearchInstitution,
    SocialOrganization,
    LegalService,
    Other,
}

/// What can be unclear in an application (Art. 29 ¶2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnclearPoint {
    /// 姓名或者名称、身份证明、联系方式.
    Identity,
    /// 信息的名称.
    Title,
    /// 文号.
    DocumentNumber,
    /// 所属时期.
    Period,
    /// 其他特征性描述.
    Description,
    /// 形式要求.
    Form,
}

/// What somebody who was asked has said. Silence is no answer: it is a fact of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Agrees to disclosure.
    Consented,
    /// Does not agree, with reasonable reasons.
    Objected,
    /// Does not agree, and gives no reasonable reason.
    ObjectedWithoutReason,
}

/// A level at which a reply is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 科室、单位负责人.
    UnitHead,
    /// 法制审核.
    LegalReviewer,
    /// 分管领导.
    DeputyHead,
    /// 主要领导.
    Head,
}

/// A reply as it goes into review. Its reasons in words are sealed, for they may name people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The kind of letter.
    pub kind: ReplyKind,
    /// The row of the annual report in which the application ends by it.
    pub outcome: Outcome,
    /// What is withheld and on which ground: one for a refusal, one a part for a partial disclosure, else none.
    pub withheld: Vec<Withheld>,
    /// Art. 36 (4): who searched where.
    pub search: Option<SearchRecord>,
    /// What the file and the letter hold; the ground for saying that nothing is lacking.
    pub elements: BTreeSet<Element>,
    /// The text.
    pub words: Sealed,
    /// The levels that it must pass, as set on the day of the draft.
    pub chain: Vec<Level>,
}

/// The ground of something withheld, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ground", rename_all = "snake_case", deny_unknown_fields)]
pub enum Withheld {
    /// Arts. 14–16.
    Exempt {
        /// The one exemption.
        exemption: Exemption,
        /// Art. 14: the norm that forbids disclosure.
        norm: Option<Norm>,
        /// Art. 15: what the third party said.
        third_party: Option<ThirdParty>,
        /// Which part, why it falls under the exemption, why the discretion is used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Sealed>,
    },
    /// Art. 37: this part is no government information.
    NotGovernmentInformation {
        /// Which part, and why it is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Sealed>,
    },
}

/// Art. 36 (4): the search that found nothing, which is the main evidence in court.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchRecord {
    /// The day of the search.
    pub on: Day,
    /// Who searched.
    pub by: Account,
    /// Where: the stores, archives and systems.
    pub stores: Vec<String>,
    /// With which words, and what was found.
    pub words: Sealed,
}

/// How a reply was made. 国办公开办函〔2016〕235号: by post it is made when posted, else when it is signed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case", deny_unknown_fields)]
pub enum Service {
    /// 直接送达.
    ByHand {
        /// The applicant or its legal agent signed.
        signed_on: Day,
    },
    /// 委托送达.
    Entrusted {
        /// The applicant or its legal agent signed.
        signed_on: Day,
    },
    /// 邮寄送达, by the postal enterprise.
    Post {
        /// Handed to the post.
        posted_on: Day,
        /// Signed for, where that is known.
        signed_on: Option<Day>,
    },
    /// As the applicant asked, over an electronic way.
    Electronic {
        /// It reached the applicant's system.
        reached_on: Day,
    },
}

impl Service {
    /// The day on which the reply was made. It serves the clock and the report alike.
    pub fn made_on(self) -> Day {
        match self {
            Service::ByHand { signed_on } | Service::Entrusted { signed_on } => signed_on,
            Service::Post { posted_on, .. } => posted_on,
            Service::Electronic { reached_on } => reached_on,
        }
    }
}

impl Applicant {
    /// All kinds in printed order.
    pub const ALL: [Applicant; 6] = [
        Applicant::NaturalPerson,
        Applicant::Enterprise,
        Applicant::ResearchInstitution,
        Applicant::SocialOrganization,
        Applicant::LegalService,
        Applicant::Other,
    ];
}

impl Level {
    /// All levels, in the order in which a draft usually rises.
    pub const ALL: [Level; 4] = [Level::UnitHead, Level::LegalReviewer, Level::DeputyHead, Level::Head];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Level::UnitHead => "科室（单位）负责人",
            Level::LegalReviewer => "法制审核",
            Level::DeputyHead => "分管领导",
            Level::Head => "主要领导",
        }
    }
}

impl Fact {
    /// The day on which it happened.
    pub fn on(&self) -> Day {
        match self {
            Fact::Registered { on, .. }
            | Fact::Numbered { on, .. }
            | Fact::Assigned { on, .. }
            | Fact::ContactFailed { on }
            | Fact::Confirmed { on }
            | Fact::CorrectionAsked { on, .. }
            | Fact::Corrected { on, .. }
            | Fact::GivenUp { on }
            | Fact::OpinionAsked { on, .. }
            | Fact::OpinionAnswered { on, .. }
            | Fact::ConsultationRanOut { on, .. }
            | Fact::ExtensionApproved { on, .. }
            | Fact::ExtensionTold { on }
            | Fact::ReasonsAsked { on, .. }
            | Fact::ReasonsGiven { on, .. }
            | Fact::Delayed { on, .. }
            | Fact::FeeAsked { on, .. }
            | Fact::FeePaid { on }
            | Fact::FeeRanOut { on }
            | Fact::ThirdPartyTold { on, .. }
            | Fact::LetterIssued { on, .. }
            | Fact::ReplyDrafted { on, .. }
            | Fact::ReviewApproved { on, .. }
            | Fact::ReviewReturned { on, .. }
            | Fact::Withdrawn { on, .. }
            | Fact::ClosingTold { on, .. }
            | Fact::Amended { on, .. }
            | Fact::Struck { on, .. }
            | Fact::Erased { on, .. }
            | Fact::PapersFiled { on, .. }
            | Fact::LateEntryExplained { on, .. }
            | Fact::CodeRenewed { on, .. }
            | Fact::Archived { on } => *on,
            Fact::Served { service } => service.made_on(),
        }
    }

    /// The latest day that it knows of. Entering something in the register happens whenever it happens.
    pub(super) fn latest(&self) -> Option<Day> {
        match self {
            Fact::Registered { arrival, .. } => {
                let Arrival { handed_in, posted, submitted, signed, arrived } = *arrival;
                [handed_in, posted, submitted, signed, arrived].into_iter().max().flatten()
            }
            // None of these says anything of the matter itself; a letter bears the day of the entry that it tells of.
            Fact::Numbered { .. }
            | Fact::PapersFiled { .. }
            | Fact::LateEntryExplained { .. }
            | Fact::CodeRenewed { .. }
            | Fact::LetterIssued { .. } => None,
            other => Some(other.on()),
        }
    }
}
