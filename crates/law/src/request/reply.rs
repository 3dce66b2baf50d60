//! 答复: the kinds of reply, the notices on the way to it, and what a reply must hold before it may be approved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::exemption::Exemption;
use super::outcome::Outcome;
use crate::article::Article;

/// The kinds of reply that end an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "their Chinese titles are in data/reply_kinds.toml and in `title`")]
pub enum ReplyKind {
    Granted,
    AlreadyPublished,
    PartlyGranted,
    Refused,
    NotExisting,
    NotThisAgency,
    NeedsCreation,
    StillUnclear,
    DeclinedPetition,
    DeclinedPublication,
    DeclinedExcessive,
    DeclinedReissue,
    DeclinedRepeat,
    RegistryQuery,
    ClosedNotCorrected,
    ClosedFeeUnpaid,
    ClosedWithdrawn,
    ClosedMisc,
}

/// The letters on the way to a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// 补正告知书, Art. 30.
    Correction,
    /// 延期答复告知书, Art. 33.
    Extension,
    /// 征求意见书, Arts. 32 and 34.
    Consultation,
    /// 收费通知书, Art. 42.
    Fee,
    /// 说明理由告知书, Art. 35.
    Reasons,
    /// 延迟答复告知书, Art. 35.
    Delay,
}

/// Something that a reply rests on or tells, and that is either on the file or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// When the application was received.
    ReceiptDate,
    /// What was asked for.
    RequestContent,
    /// What was found out about it.
    FactsFound,
    /// The articles.
    LegalBasis,
    /// The information itself.
    InformationAttached,
    /// Art. 36(2): how, where and when to get it.
    WayAndTime,
    /// Arts. 36(1), 39¶2: how and where to find what is public.
    WayToFind,
    /// Art. 36(3): one exemption with its reasons ([`Ground`](super::ground::Ground)).
    Ground,
    /// Art. 37: the parts left out, each with its reason ([`Part`](super::ground::Part)).
    WithheldParts,
    /// Art. 16: why the discretion is used.
    DiscretionReason,
    /// Why.
    Reason,
    /// Art. 36(4): who searched which stores, when, with which words, and what was found.
    SearchRecord,
    /// Art. 36(5): the name and contact of the agency to ask.
    ResponsibleAgency,
    /// Art. 36(5): the officer states that no such agency could be found.
    ResponsibleAgencyUnknown,
    /// Art. 36(6): the reply that answered the same before.
    EarlierReply,
    /// Art. 36(7): the law or administrative regulation with the access rules.
    SpecialRules,
    /// Art. 30: the correction was asked for.
    CorrectionNotice,
    /// Art. 30: the correction came in.
    CorrectionReceived,
    /// Art. 35: the applicant was asked for reasons.
    ReasonsAsked,
    /// The fee notice reached the applicant.
    FeeNotice,
    /// The applicant's own words of withdrawal.
    Withdrawal,
    /// Which of the cases of （六）3 it is.
    MiscReason,
}

/// What a reply lacks; any one of the elements would do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("尚缺：{}，补齐后方可批准", any_of.iter().map(|element| element.label()).collect::<Vec<_>>().join("或者"))]
pub struct Lacks {
    /// One of these is needed.
    pub any_of: Vec<Element>,
}

impl ReplyKind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Granted,
        Self::AlreadyPublished,
        Self::PartlyGranted,
        Self::Refused,
        Self::NotExisting,
        Self::NotThisAgency,
        Self::NeedsCreation,
        Self::StillUnclear,
        Self::DeclinedPetition,
        Self::DeclinedPublication,
        Self::DeclinedExcessive,
        Self::DeclinedReissue,
        Self::DeclinedRepeat,
        Self::RegistryQuery,
        Self::ClosedNotCorrected,
        Self::ClosedFeeUnpaid,
        Self::ClosedWithdrawn,
        Self::ClosedMisc,
    ];

    /// Its name in lists.
    pub fn title(self) -> &'static str {
        &self.entry().title
    }

    /// The rows of the annual report in which an application ends by it.
    pub fn outcomes(self) -> &'static [Outcome] {
        &self.entry().outcomes
    }

    /// The articles that it rests on; none for what the Regulation does not name.
    pub fn articles(self) -> &'static [Article] {
        &self.entry().articles
    }

    /// What the reply lacks, given what is on the file and the exemptions that it uses. Empty: it may be approved.
    pub fn lacks(self, on_file: &BTreeSet<Element>, exemptions: &[Exemption]) -> Vec<Lacks> {
        let discretion = [Element::DiscretionReason];
        let discretionary = exemptions.iter().any(|exemption| exemption.needs_reason_for_discretion());
        let also = discretionary.then_some(&discretion[..]);
        let needed = DATA.every_reply.iter().chain(&self.entry().requires).map(Vec::as_slice).chain(also);
        needed
            .filter(|any_of| !any_of.iter().any(|element| on_file.contains(element)))
            .map(|any_of| Lacks { any_of: any_of.to_vec() })
            .collect()
    }

    fn entry(self) -> &'static Kind {
        DATA.kinds.get(&self).expect("the shipped data has every kind of reply (tested)")
    }
}

impl Notice {
    /// All notices.
    pub const ALL: [Self; 6] =
        [Self::Correction, Self::Extension, Self::Consultation, Self::Fee, Self::Reasons, Self::Delay];

    /// The title of the letter.
    pub fn title(self) -> &'static str {
        &self.entry().title
    }

    /// The articles that it rests on.
    pub fn articles(self) -> &'static [Article] {
        &self.entry().articles
    }

    fn entry(self) -> &'static NoticeEntry {
        DATA.notices.get(&self).expect("the shipped data has every notice (tested)")
    }
}

impl Element {
    /// What it is called in a message to the clerk.
    pub fn label(self) -> &'static str {
        match self {
            Self::ReceiptDate => "收到申请的日期",
            Self::RequestContent => "申请内容",
            Self::FactsFound => "查明的事实",
            Self::LegalBasis => "法律依据",
            Self::InformationAttached => "所提供的信息",
            Self::WayAndTime => "获取的方式、途径和时间",
            Self::WayToFind => "获取的方式、途径",
            Self::Ground => "不予公开的情形和理由（限一项）",
            Self::WithheldParts => "各处不予公开的内容及理由",
            Self::DiscretionReason => "“可以不予公开”而决定不公开的理由（条例第十六条）",
            Self::Reason => "理由",
            Self::SearchRecord => "检索记录（检索人、时间、范围、关键词和结果）",
            Self::ResponsibleAgency => "负责公开的行政机关的名称、联系方式",
            Self::ResponsibleAgencyUnknown => "无法确定负责公开的行政机关的说明",
            Self::EarlierReply => "此前已作出的答复",
            Self::SpecialRules => "有特别规定的法律、行政法规",
            Self::CorrectionNotice => "补正告知书",
            Self::CorrectionReceived => "申请人的补正材料",
            Self::ReasonsAsked => "要求申请人说明理由的告知书",
            Self::FeeNotice => "收费通知书的送达记录",
            Self::Withdrawal => "申请人的撤回申请",
            Self::MiscReason => "其他处理的具体情形",
        }
    }
}

struct Data {
    every_reply: Vec<Vec<Element>>,
    kinds: BTreeMap<ReplyKind, Kind>,
    notices: BTreeMap<Notice, NoticeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    every_reply: Vec<Vec<Element>>,
    kind: Vec<Kind>,
    notice: Vec<NoticeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    code: ReplyKind,
    title: String,
    outcomes: Vec<Outcome>,
    articles: Vec<Article>,
    requires: Vec<Vec<Element>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeEntry {
    code: Notice,
    title: String,
    articles: Vec<Article>,
}

const TEXT: &str = include_str!("../../data/reply_kinds.toml");

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let file: File = toml::from_str(TEXT).expect("the shipped kinds of reply are valid (tested)");
    Data {
        every_reply: file.every_reply,
        kinds: file.kind.into_iter().map(|kind| (kind.code, kind)).collect(),
        notices: file.notice.into_iter().map(|notice| (notice.code, notice)).collect(),
    }
});

#[cfg(test)]
mod tests {
    use super::super::situation::{MiscReason, MiscRows, Situation};
    use super::*;
    use crate::report::Edition;

    /// What every reply has, and these.
    fn on_file(elements: &[Element]) -> BTreeSet<Element> {
        DATA.every_reply.iter().flatten().chain(elements).copied().collect()
    }

    fn lacking(kind: ReplyKind, elements: &[Element]) -> Vec<Vec<Element>> {
        kind.lacks(&on_file(elements), &[]).into_iter().map(|lacks| lacks.any_of).collect()
    }

    #[test]
    fn the_shipped_data_has_every_kind_and_notice_once() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert_eq!(file.kind.iter().map(|kind| kind.code).collect::<Vec<_>>(), ReplyKind::ALL);
        assert_eq!(file.notice.iter().map(|notice| notice.code).collect::<Vec<_>>(), Notice::ALL);
        for kind in &file.kind {
            assert!(!kind.title.is_empty() && !kind.requires.is_empty() && !kind.outcomes.is_empty());
            assert!(kind.requires.iter().chain(&file.every_reply).all(|any_of| !any_of.is_empty()));
            assert!(kind.outcomes.iter().all(|row| row.is_in(Edition::Of2021)), "{:?}", kind.code);
        }
    }

    #[test]
    fn a_situation_and_its_reply_agree_on_the_row() {
        let named = [
            Situation::AlreadyPublished,
            Situation::Disclosable,
            Situation::NotExisting,
            Situation::NotThisAgency,
            Situation::Repeated,
            Situation::RegistryQuery,
            Situation::Separable,
            Situation::NeedsCreation,
            Situation::Petition,
            Situation::Publication,
            Situation::Excessive,
            Situation::Reissue,
            Situation::StillUnclear,
            Situation::NotCorrected,
            Situation::FeeUnpaid,
        ];
        let withheld = Exemption::ALL.map(Situation::Withheld);
        let misc = MiscReason::ALL.map(Situation::Misc);
        let mut kinds = BTreeSet::new();
        for situation in named.into_iter().chain(withheld).chain(misc) {
            let kind = situation.reply_kind();
            assert!(kind.outcomes().contains(&situation.outcome(&MiscRows::default())), "{situation:?}");
            kinds.insert(kind);
        }
        assert_eq!(kinds, ReplyKind::ALL.into(), "every kind of reply is used by some situation");
    }

    #[test]
    fn that_something_does_not_exist_rests_on_a_search_record() {
        assert_eq!(lacking(ReplyKind::NotExisting, &[Element::Reason]), [vec![Element::SearchRecord]]);
        assert!(lacking(ReplyKind::NotExisting, &[Element::SearchRecord]).is_empty());
    }

    #[test]
    fn the_right_agency_is_named_or_said_to_be_unknown() {
        let either = vec![Element::ResponsibleAgency, Element::ResponsibleAgencyUnknown];
        assert_eq!(lacking(ReplyKind::NotThisAgency, &[Element::Reason]), [either]);
        for element in [Element::ResponsibleAgency, Element::ResponsibleAgencyUnknown] {
            assert!(lacking(ReplyKind::NotThisAgency, &[Element::Reason, element]).is_empty());
        }
    }

    #[test]
    fn a_discretionary_ground_needs_its_reason() {
        let file = on_file(&[Element::Ground]);
        assert!(ReplyKind::Refused.lacks(&file, &[Exemption::ThirdParty]).is_empty());
        let lacks = ReplyKind::Refused.lacks(&file, &[Exemption::Deliberative]);
        assert_eq!(lacks, [Lacks { any_of: vec![Element::DiscretionReason] }]);
        // The same in a partial disclosure, whatever the other parts rest on.
        let file = on_file(&[Element::InformationAttached, Element::WithheldParts]);
        assert_eq!(
            ReplyKind::PartlyGranted.lacks(&file, &[Exemption::ThirdParty, Exemption::InternalAffairs]).len(),
            1
        );
    }

    #[test]
    fn the_last_row_always_says_which_case_it_is() {
        assert_eq!(lacking(ReplyKind::ClosedMisc, &[Element::Reason]), [vec![Element::MiscReason]]);
    }

    #[test]
    fn an_empty_file_lacks_everything_and_says_so_in_words() {
        for kind in ReplyKind::ALL {
            assert_eq!(kind.lacks(&BTreeSet::new(), &[]).len(), 4 + kind.entry().requires.len());
        }
        let lacks = ReplyKind::Granted.lacks(&on_file(&[]), &[]);
        assert_eq!(lacks[0].to_string(), "尚缺：所提供的信息或者获取的方式、途径和时间，补齐后方可批准");
    }
}
