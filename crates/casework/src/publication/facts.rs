//! What can have happened to a publication: past tense, dated, without any words of it.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::catalogue::ItemCode;
use law::publication::TermKind;
use law::request::exemption::Exemption;
use serde::{Deserialize, Serialize};

use super::text::TextDigest;
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

impl Level {
    /// All levels, from the first.
    pub const ALL: [Level; 4] = [Level::UnitHead, Level::OpenGovernmentOffice, Level::DeputyHead, Level::Head];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Level::UnitHead => "科室（单位）负责人",
            Level::OpenGovernmentOffice => "公开办",
            Level::DeputyHead => "分管领导",
            Level::Head => "主要领导",
        }
    }
}

impl Attribute {
    /// What people call it.
    pub fn label(&self) -> &'static str {
        match self {
            Attribute::Proactive => "主动公开",
            Attribute::OnRequest => "依申请公开",
            Attribute::Withheld { .. } => "不予公开",
        }
    }

    /// The agency publishes it on its own.
    pub fn is_proactive(&self) -> bool {
        *self == Attribute::Proactive
    }
}

impl Norm {
    /// Both, in printed order.
    pub const ALL: [Norm; 2] = [Norm::Regulation, Norm::NormativeDocument];

    /// Its row in table two.
    pub fn row(self) -> &'static str {
        match self {
            Norm::Regulation => "regulations",
            Norm::NormativeDocument => "normative_documents",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Norm::Regulation => "规章",
            Norm::NormativeDocument => "行政规范性文件",
        }
    }
}

impl Scope {
    /// All, from the narrowest.
    pub const ALL: [Scope; 3] = [Scope::Unit, Scope::AgencyWide, Scope::Important];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Scope::Unit => "一般信息",
            Scope::AgencyWide => "全局性信息",
            Scope::Important => "重要信息",
        }
    }
}

impl Declaration {
    /// All three.
    pub const ALL: [Declaration; 3] = [Declaration::Lawful, Declaration::Truthful, Declaration::Accurate];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Declaration::Lawful => "合法性",
            Declaration::Truthful => "真实性",
            Declaration::Accurate => "准确性",
        }
    }
}

impl Found {
    /// Nothing was found.
    pub fn is_clean(self) -> bool {
        self == Found::default()
    }

    /// Personal data, certain or not.
    pub fn findings(self) -> u32 {
        self.certain.saturating_add(self.likely)
    }
}

impl Genre {
    /// All, in the order of a choice.
    pub const ALL: [Genre; 24] = [
        Genre::Decision,
        Genre::Bulletin,
        Genre::Announcement,
        Genre::PublicNotice,
        Genre::Opinion,
        Genre::Notice,
        Genre::Circular,
        Genre::Report,
        Genre::OfficialReply,
        Genre::Letter,
        Genre::Minutes,
        Genre::Publicity,
        Genre::Plan,
        Genre::Budget,
        Genre::Interpretation,
        Genre::Monitoring,
        Genre::LicenceDecision,
        Genre::PenaltyDecision,
        Genre::CoerciveDecision,
        Genre::Procurement,
        Genre::Guide,
        Genre::Rules,
        Genre::Activity,
        Genre::Other,
    ];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Genre::Decision => "决定",
            Genre::Bulletin => "公报",
            Genre::Announcement => "公告",
            Genre::PublicNotice => "通告",
            Genre::Opinion => "意见",
            Genre::Notice => "通知",
            Genre::Circular => "通报",
            Genre::Report => "报告",
            Genre::OfficialReply => "批复",
            Genre::Letter => "函",
            Genre::Minutes => "纪要",
            Genre::Publicity => "公示",
            Genre::Plan => "规划计划",
            Genre::Budget => "预算决算",
            Genre::Interpretation => "政策解读",
            Genre::Monitoring => "监测信息",
            Genre::LicenceDecision => "许可决定",
            Genre::PenaltyDecision => "处罚决定",
            Genre::CoerciveDecision => "强制决定",
            Genre::Procurement => "采购信息",
            Genre::Guide => "公开指南",
            Genre::Rules => "公开制度",
            Genre::Activity => "工作动态",
            Genre::Other => "其他",
        }
    }

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Genre::Decision => "decision",
            Genre::Bulletin => "bulletin",
            Genre::Announcement => "announcement",
            Genre::PublicNotice => "public_notice",
            Genre::Opinion => "opinion",
            Genre::Notice => "notice",
            Genre::Circular => "circular",
            Genre::Report => "report",
            Genre::OfficialReply => "official_reply",
            Genre::Letter => "letter",
            Genre::Minutes => "minutes",
            Genre::Publicity => "publicity",
            Genre::Plan => "plan",
            Genre::Budget => "budget",
            Genre::Interpretation => "interpretation",
            Genre::Monitoring => "monitoring",
            Genre::LicenceDecision => "licence_decision",
            Genre::PenaltyDecision => "penalty_decision",
            Genre::CoerciveDecision => "coercive_decision",
            Genre::Procurement => "procurement",
            Genre::Guide => "guide",
            Genre::Rules => "rules",
            Genre::Activity => "activity",
            Genre::Other => "other",
        }
    }

    /// The genre of a code.
    pub fn of_code(code: &str) -> Option<Genre> {
        Genre::ALL.into_iter().find(|genre| genre.code() == code)
    }

    /// Which term of publication holds.
    pub fn term(self) -> TermKind {
        match self {
            Genre::LicenceDecision => TermKind::LicenceDecision,
            Genre::PenaltyDecision => TermKind::PenaltyDecision,
            _ => TermKind::Any,
        }
    }
}

impl Channel {
    /// All.
    pub const ALL: [Channel; 8] = [
        Channel::Platform,
        Channel::Gazette,
        Channel::PressConference,
        Channel::Press,
        Channel::Radio,
        Channel::Television,
        Channel::Weibo,
        Channel::Wechat,
    ];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Channel::Platform => "政府信息公开平台",
            Channel::Gazette => "政府公报",
            Channel::PressConference => "新闻发布会",
            Channel::Press => "报刊",
            Channel::Radio => "广播",
            Channel::Television => "电视",
            Channel::Weibo => "政务微博",
            Channel::Wechat => "政务微信",
        }
    }
}

impl Repeal {
    /// All.
    pub const ALL: [Repeal; 3] = [Repeal::Abolished, Repeal::Expired, Repeal::Superseded];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Repeal::Abolished => "已废止",
            Repeal::Expired => "已失效",
            Repeal::Superseded => "已被新文件替代",
        }
    }
}

impl Withdrawal {
    /// All.
    pub const ALL: [Withdrawal; 4] =
        [Withdrawal::Leak, Withdrawal::Wrong, Withdrawal::DecisionFell, Withdrawal::TermOver];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Withdrawal::Leak => "含有不应当公开的内容",
            Withdrawal::Wrong => "内容有误",
            Withdrawal::DecisionFell => "决定被变更、撤销、确认违法或者确认无效",
            Withdrawal::TermOver => "公开期限届满",
        }
    }
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
            | Fact::Withdrawn { on, .. } => *on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_genre_is_stored_under_the_code_that_facts_write() {
        for genre in Genre::ALL {
            assert_eq!(serde_json::to_value(genre).unwrap(), genre.code());
            assert_eq!(Genre::of_code(genre.code()), Some(genre));
        }
        assert_eq!(Genre::of_code("决定"), None);
    }
}
