//! 经过: what has happened on an application, for those who handle it and, in plain words, for the one who applied.

use std::collections::HashMap;

use casework::disposal::GONE;
use casework::entry::{Author, Entry};
use casework::request::facts::{Said, Service};
use casework::request::{Fact, Request};
use casework::sealed::Sealed;
use law::calendar::Day;
use law::calendar::in_words;
use law::request::consultation::Consulted;
use law::request::fee::Basis;

/// Something that happened, for those who handle the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The number of its entry, from 1.
    pub entry: usize,
    /// The day on which it happened.
    pub on: Day,
    /// What.
    pub text: String,
    /// Whose word it is.
    pub by: Author,
    /// What a later entry has made of it.
    pub mended: Option<Mended>,
    /// Words that belong to it, in the vault.
    pub words: Option<Sealed>,
}

/// What became of a wrong entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// It holds in another wording.
    Amended,
    /// It does not hold.
    Struck,
}

/// Something that happened, for the one who applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The day.
    pub on: Day,
    /// What, without a name and without what is the agency's own affair.
    pub text: String,
}

/// All entries as they were made, the latest first.
pub(super) fn of(request: &Request) -> Vec<Happening> {
    let mut all: Vec<Happening> = (1..)
        .zip(request.history())
        .map(|(entry, made)| Happening {
            entry,
            on: made.fact.on(),
            text: match &made.fact {
                Fact::Amended { entry, right, .. } => amended(*entry, right, made_before(request, *entry)),
                other => told(other),
            },
            by: made.by,
            words: words(&made.fact).filter(|_| request.erased().is_none()).cloned(),
            mended: mended(request, entry, made),
        })
        .collect();
    all.reverse();
    all
}

/// What the applicant is told, the latest first: nothing of drafts and reviews, nobody's name.
pub(super) fn plain(request: &Request) -> Vec<Plain> {
    let entries = request
        .valid()
        .filter_map(|(_, entry)| Some(Plain { on: entry.fact.on(), text: in_plain_words(&entry.fact)? }));
    let mut all: Vec<Plain> = entries.collect();
    all.reverse();
    all
}

fn mended(request: &Request, entry: usize, made: &Entry<Fact>) -> Option<Mended> {
    match request.entry(entry) {
        _ if matches!(made.fact, Fact::Amended { .. } | Fact::Struck { .. }) => None,
        None => Some(Mended::Struck),
        Some(now) => (now != made).then_some(Mended::Amended),
    }
}

fn made_before(request: &Request, entry: usize) -> Option<&Fact> {
    request.history().get(entry.checked_sub(1)?).map(|made| &made.fact)
}

/// An amendment with what now stands there; its day besides, where that is what was wrong.
fn amended(entry: usize, right: &Fact, wrong: Option<&Fact>) -> String {
    let day = |fact: &Fact| in_words(fact.on(), 0);
    match wrong {
        Some(wrong) if wrong.on() != right.on() => {
            format!("更正第{entry}项为：{}（日期由{}改为{}）", told(right), day(wrong), day(right))
        }
        _ => format!("更正第{entry}项为：{}", told(right)),
    }
}

fn told(fact: &Fact) -> String {
    match fact {
        Fact::Registered { channel, .. } => format!("登记申请（{}）", channel_label(*channel)),
        Fact::Numbered { year, serial, .. } => format!("编入登记册〔{year}〕{serial}号"),
        Fact::Assigned { .. } => "转承办科室（单位）".to_owned(),
        Fact::ContactFailed { .. } => "联系申请人未果".to_owned(),
        Fact::Confirmed { .. } => "与申请人双方确认".to_owned(),
        Fact::CorrectionAsked { answer_by, .. } => format!("发出补正告知书，补正期限至{}", in_words(*answer_by, 0)),
        Fact::Corrected { good_reason: true, .. } => "收到补正（逾期，有正当理由）".to_owned(),
        Fact::Corrected { .. } => "收到补正".to_owned(),
        Fact::GivenUp { .. } => "逾期未补正，视为放弃申请".to_owned(),
        Fact::OpinionAsked { consulted: Consulted::ThirdParty, .. } => "向第三方发出征求意见书".to_owned(),
        Fact::OpinionAsked { .. } => "向有关机关发出征求意见函".to_owned(),
        Fact::OpinionAnswered { consultation, said, .. } => {
            let said = match said {
                Said::Consented => "同意公开",
                Said::Objected => "不同意公开，有合理理由",
                Said::ObjectedWithoutReason => "不同意公开，没有合理理由",
            };
            format!("收到对第{consultation}项的意见：{said}")
        }
        Fact::ConsultationRanOut { consultation, .. } => format!("第{consultation}项征求意见期满未答复"),
        Fact::ExtensionApproved { days, .. } => format!("公开办负责人同意延期{}个工作日", days.days().0),
        Fact::ExtensionTold { .. } => "告知申请人延期".to_owned(),
        Fact::ReasonsAsked { answer_by, .. } => format!("要求申请人说明理由，期限至{}", in_words(*answer_by, 0)),
        Fact::ReasonsGiven { .. } => "收到申请人说明的理由".to_owned(),
        Fact::Delayed { until, .. } => format!("告知申请人延迟到{}前答复", in_words(*until, 0)),
        Fact::FeeAsked { amount, basis, counted, .. } => {
            let otherwise = counted.as_ref().filter(|counted| counted.otherwise.is_some());
            let counted = match (basis, otherwise) {
                (Basis::Cases { earlier, .. }, Some(counted)) => {
                    format!("（本月此前按{earlier}件计，登记记录为{}件）", counted.earlier)
                }
                _ => String::new(),
            };
            format!("通知申请人缴纳信息处理费{amount}{counted}")
        }
        Fact::FeePaid { .. } => "收到信息处理费".to_owned(),
        Fact::FeeRanOut { .. } => "逾期未缴信息处理费，视为放弃申请".to_owned(),
        Fact::ThirdPartyTold { consultation, .. } => format!("书面告知第{consultation}项征求意见的第三方，决定公开"),
        Fact::LetterIssued { letter, number, .. } => format!("制发{}（{number}）", letter.label()),
        Fact::ReplyDrafted { reply, .. } => format!("拟出答复稿：{}", reply.kind.title()),
        Fact::ReviewApproved { level, .. } => format!("{}审核通过", level.label().trim_end_matches("审核")),
        Fact::ReviewReturned { level, .. } => format!("{}退回重拟", level.label()),
        Fact::Served { service } => format!("送达答复（{}）", service_label(*service)),
        Fact::Withdrawn { .. } => "申请人撤回".to_owned(),
        Fact::ClosingTold { about, .. } => format!("书面告知申请人办结（第{about}项）"),
        Fact::Amended { entry, .. } => format!("更正第{entry}项"),
        Fact::Struck { entry, .. } => format!("撤销第{entry}项"),
        Fact::LateEntryExplained { .. } => "说明迟登的理由".to_owned(),
        Fact::PapersFiled { papers, .. } => {
            let mut roles: Vec<&str> = papers.iter().map(|paper| paper.role.label()).collect();
            roles.dedup();
            format!("材料入卷：{}（{}份）", roles.join("、"), papers.len())
        }
        Fact::CodeRenewed { .. } => "核对身份后重发查询码，原查询码作废".to_owned(),
        Fact::Archived { .. } => "归档".to_owned(),
        Fact::Erased { void: true, .. } => format!("{GONE}（误录入，不计入统计）"),
        Fact::Erased { .. } => GONE.to_owned(),
    }
}

fn in_plain_words(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Registered { .. } => "收到您的申请，已登记".to_owned(),
        Fact::Assigned { .. } => "转业务科室承办".to_owned(),
        Fact::Confirmed { .. } => "与您确认，申请成立".to_owned(),
        Fact::ContactFailed { .. } => "联系您未能接通，请留意来电".to_owned(),
        Fact::CorrectionAsked { answer_by, .. } => {
            format!("申请内容不明确，请您在{}前补正", in_words(*answer_by, 0))
        }
        Fact::Corrected { .. } => "收到您的补正，重新计算办理时间".to_owned(),
        Fact::GivenUp { .. } => "没有收到补正，申请视为放弃；您可以重新申请".to_owned(),
        Fact::OpinionAsked { consulted: Consulted::ThirdParty, .. } => {
            "就其中一部分书面征求第三方的意见，不计入办理时间".to_owned()
        }
        Fact::OpinionAsked { .. } => "征求有关机关的意见，不计入办理时间".to_owned(),
        Fact::OpinionAnswered { .. } | Fact::ConsultationRanOut { .. } => "征求意见结束，恢复计时".to_owned(),
        Fact::ExtensionTold { .. } => "延长办理期限，已告知您".to_owned(),
        Fact::ReasonsAsked { answer_by, .. } => {
            format!("申请的数量、频次较多，请您在{}前说明理由", in_words(*answer_by, 0))
        }
        Fact::ReasonsGiven { .. } => "收到您说明的理由".to_owned(),
        Fact::Delayed { until, .. } => {
            format!("您的理由合理，因数量多，延迟到{}前答复", in_words(*until, 0))
        }
        Fact::FeeAsked { amount, .. } => format!("请您缴纳信息处理费{amount}，缴费之前不计入办理时间"),
        Fact::FeePaid { .. } => "收到您缴纳的信息处理费，重新计算办理时间".to_owned(),
        Fact::FeeRanOut { .. } => "没有收到信息处理费，申请视为放弃；您可以重新申请".to_owned(),
        Fact::Served { service } => format!("答复已作出（{}）", service_label(*service)),
        Fact::Withdrawn { .. } => "您撤回了申请".to_owned(),
        Fact::ClosingTold { .. } => "书面告知您申请已办结".to_owned(),
        Fact::Erased { .. } => GONE.to_owned(),
        Fact::CodeRenewed { .. } => "核对您的身份后，为您重新发了查询码，原查询码作废".to_owned(),
        // The agency's own affair, or told by another line.
        Fact::Numbered { .. }
        | Fact::ExtensionApproved { .. }
        | Fact::ThirdPartyTold { .. }
        | Fact::LetterIssued { .. }
        | Fact::ReplyDrafted { .. }
        | Fact::ReviewApproved { .. }
        | Fact::ReviewReturned { .. }
        | Fact::Amended { .. }
        | Fact::Struck { .. }
        | Fact::PapersFiled { .. }
        | Fact::LateEntryExplained { .. }
        | Fact::Archived { .. } => return None,
    })
}

fn words(fact: &Fact) -> Option<&Sealed> {
    match fact {
        Fact::Registered { words, .. }
        | Fact::CorrectionAsked { words, .. }
        | Fact::Corrected { words, .. }
        | Fact::OpinionAnswered { words, .. }
        | Fact::ReviewReturned { words, .. }
        | Fact::Withdrawn { words, .. }
        | Fact::Amended { reason: words, .. }
        | Fact::Struck { reason: words, .. }
        | Fact::CodeRenewed { seen: words, .. }
        | Fact::LateEntryExplained { words, .. }
        | Fact::ReasonsAsked { words, .. }
        | Fact::ReasonsGiven { words, .. }
        | Fact::Delayed { words, .. }
        | Fact::OpinionAsked { party: words, .. } => Some(words),
        // How to pay stands in the letter; why another number was taken stands here alone.
        Fact::FeeAsked { words, counted, .. } => {
            Some(counted.as_ref().and_then(|counted| counted.otherwise.as_ref()).unwrap_or(words))
        }
        Fact::ExtensionApproved { reason, .. } => reason.as_ref(),
        Fact::ReplyDrafted { reply, .. } => Some(&reply.words),
        _ => None,
    }
}

/// What each sealed text of a file is, by its reference: for whoever audits readings and sees none of the texts.
pub(crate) fn sealed_texts(request: &Request) -> HashMap<String, String> {
    let mut texts = HashMap::new();
    for (entry, made) in (1_usize..).zip(request.history()) {
        let fact = match &made.fact {
            Fact::Amended { right, .. } => &**right,
            other => other,
        };
        let mut say = |sealed: &Sealed, what: &str| texts.insert(sealed.reference().to_owned(), what.to_owned());
        if let Fact::Registered { person, words, .. } = fact {
            say(person, "申请人的姓名、证件和联系方式");
            say(words, "申请的内容");
        } else if let Some(words) = words(fact) {
            say(words, &format!("第{entry}项：{}", told(fact)));
        }
        if let Fact::FeeAsked { words, .. } = fact {
            say(words, &format!("第{entry}项：缴纳方式"));
        }
        if let Fact::Amended { reason, .. } = &made.fact {
            say(reason, &format!("第{entry}项：更正的原因"));
        }
    }
    texts
}

/// What people call a channel.
pub fn channel_label(channel: law::request::receipt::Channel) -> &'static str {
    use law::request::receipt::Channel;
    match channel {
        Channel::Counter => "当面提交",
        Channel::RegisteredPost => "挂号信、快递",
        Channel::OrdinaryPost => "平常信函",
        Channel::Internet => "网上",
        Channel::Email => "电子邮件",
        Channel::Fax => "传真",
        Channel::Wechat => "微信",
        Channel::Weibo => "微博",
        Channel::Oral => "口头",
    }
}

fn service_label(service: Service) -> &'static str {
    match service {
        Service::ByHand { .. } => "直接送达",
        Service::Entrusted { .. } => "委托送达",
        Service::Post { .. } => "邮寄",
        Service::Electronic { .. } => "电子送达",
    }
}
