//! What can have happened to a publication: past tense, dated, without any words of it.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::catalogue::ItemCode;
use law::request::exemption::Exemption;
use serde::{Deserialize, Serialize};

use super::text::TextDigest;
use crate::file::FileNumber;
use crate::sealed::Sealed;
use crate::who::Unit;

/// Something that happened to a publication on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// The provider wrote it, declared it sound and handed it in. Written again when it was given back, and when what is
    /// public is to be revised.
    Drafted {
        /// The day.
        on: Day,
        /// What is to be published, or kept.
        draft: Draft,
    },
    /// Art. 17: the draft was searched for what must not be published.
    Screened {
        /// The day.
        on: Day,
        /// How much was found.
        found: Found,
        /// Why it may be published all the same; `None` where nobody has said.
        justified: Option<Sealed>,
    },
    /// A level of the chain agreed.
    ReviewApproved {
        /// The day.
        on: Day,
        /// The level.
        level: Level,
    },
    /// A level gave the draft back.
    ReviewReturned {
        /// The day.
        on: Day,
        /// The level.
        level: Level,
        /// Why.
        words: Sealed,
    },
    /// It became public.
    Published {
        /// The day.
        on: Day,
        /// Its 索引号, never used again.
        index_number: String,
        /// Its 文号, where it is a document.
        document_number: Option<String>,
        /// Where it was published.
        channels: BTreeSet<Channel>,
        /// What the public reads.
        text: TextDigest,
    },
    /// What is public was replaced by the draft that had passed; the index number stays.
    Revised {
        /// The day.
        on: Day,
        /// What the public reads now.
        text: TextDigest,
    },
    /// 有效性: the document does not hold any more; it stays public with the mark.
    Repealed {
        /// The day from which it does not hold.
        on: Day,
        /// How that came.
        how: Repeal,
        /// The number of the document that says so.
        by_document: Option<String>,
    },
    /// It was taken back from the public; what is left is that it was there, and why it is gone.
    Withdrawn {
        /// The day.
        on: Day,
        /// Why.
        why: Withdrawal,
        /// The reason in words.
        words: Sealed,
    },
    /// 政策解读: an interpretation of the document became public. Stated by the program, which saw it.
    Interpreted {
        /// The day on which the interpretation became public, or the document where that was later.
        on: Day,
        /// The file of the interpretation.
        interpretation: FileNumber,
    },
    /// Somebody said why the document needs no interpretation.
    InterpretationWaived {
        /// The day.
        on: Day,
        /// Why.
        words: Sealed,
    },
    /// All that was sealed for the file was destroyed, and what had been public of it.
    Erased {
        /// The day.
        on: Day,
        /// The file of the disposal that ordered it.
        disposal: FileNumber,
        /// It was entered by mistake and had not ended: it counts as if it had never been written.
        void: bool,
    },
}

/// A draft as it goes into review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// 公开属性.
    pub attribute: Attribute,
    /// The item of Arts. 20–22 that it belongs to.
    pub item: ItemCode,
    /// 体裁.
    pub genre: Genre,
    /// A document that section (1) of table two counts.
    pub document: Option<Norm>,
    /// How far it reaches, which decides who must agree.
    pub scope: Scope,
    /// 信息内容提供者: the section or subordinate unit that answers for it.
    pub provider: Unit,
    /// The day on which the information was formed or, for a revision, changed (Art. 26).
    pub formed_on: Day,
    /// What the provider declares.
    pub declared: BTreeSet<Declaration>,
    /// Title, text and attachments.
    pub text: Sealed,
    /// The levels that it must pass, as they followed from scope and attribute on the day of the draft.
    pub chain: Vec<Level>,
    /// The document that it interprets, where it is a 解读.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interprets: Option<Interprets>,
}

/// What a 解读 explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interprets {
    /// Policy or law.
    pub kind: Interpretation,
    /// The file of the document; `None` where the document is not published here, such as one of a higher organ.
    pub document: Option<String>,
}

/// The two kinds of interpretation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interpretation {
    /// 政策解读.
    Policy,
    /// 法制解读.
    Law,
}

/// 公开属性 (国办发〔2016〕80号): set when the document is written, and reviewed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Attribute {
    /// 主动公开.
    Proactive,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    Withheld {
        /// On which ground (Arts. 14–16).
        exemption: Exemption,
        /// The reason, which is reviewed with the document.
        reason: Sealed,
    },
}

/// Documents that the annual report counts (Art. 20 (1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Norm {
    /// 规章.
    Regulation,
    /// 行政规范性文件.
    NormativeDocument,
}

/// How far it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 一般信息 of one section or unit.
    Unit,
    /// 全局性信息.
    AgencyWide,
    /// 重要信息.
    Important,
}

/// What the provider answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declaration {
    /// 合法性.
    Lawful,
    /// 真实性.
    Truthful,
    /// 准确性.
    Accurate,
}

/// A level at which a draft is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 科室、单位负责人.
    UnitHead,
    /// 政府信息公开工作机构, for what is not to be published on the agency's own.
    OpenGovernmentOffice,
    /// 分管领导.
    DeputyHead,
    /// 主要领导.
    Head,
}

/// How much a screening found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// Findings that are personal data for certain.
    pub certain: u32,
    /// Findings that may be.
    pub likely: u32,
    /// Marks of state secrets. Nothing that bears one goes further here.
    pub secrecy_marks: u32,
}

/// 体裁: the kinds of official document, and what a bureau publishes besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is what its label says")]
pub enum Genre {
    Decision,
    Bulletin,
    Announcement,
    PublicNotice,
    Opinion,
    Notice,
    Circular,
    Report,
    OfficialReply,
    Letter,
    Minutes,
    Publicity,
    Plan,
    Budget,
    Interpretation,
    Monitoring,
    LicenceDecision,
    PenaltyDecision,
    CoerciveDecision,
    Procurement,
    Guide,
    Rules,
    Activity,
    Other,
}

/// Where it is published (Art. 23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 政府信息公开平台, which every publication reaches (Art. 24).
    Platform,
    /// 政府公报.
    Gazette,
    /// 新闻发布会.
    PressConference,
    /// 报刊.
    Press,
    /// 广播.
    Radio,
    /// 电视.
    Television,
    /// 政务微博.
    Weibo,
    /// 政务微信.
    Wechat,
}

/// How a document ceased to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeal {
    /// 废止.
    Abolished,
    /// 失效: its own term ran out.
    Expired,
    /// 被新文件替代.
    Superseded,
}

/// Why something was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawal {
    /// It holds what must not be public: personal data, a trade secret, a state secret.
    Leak,
    /// It is wrong.
    Wrong,
    /// 行政处罚法 Art. 48: the decision was changed, revoked, or found unlawful or void.
    DecisionFell,
    /// The time for which it had to be public is over.
    TermOver,
}

impl Fact {
    /// The day on which it happened.
    pub fn on(&self) -> Day {
        match self {
            Fact::Drafted { on, .. }
            | Fact::Screened { on, .. }
            | Fact::ReviewApproved { on, .. }
            | Fact::ReviewReturned { on, .. }
            | Fact::Published { on, .. }
            | Fact::Revised { on, .. }
            | Fact::Repealed { on, .. }
            | Fact::Withdrawn { on, .. }
            | Fact::Interpreted { on, .. }
            | Fact::InterpretationWaived { on, .. }
            | Fact::Erased { on, .. } => *on,
        }
    }
}
