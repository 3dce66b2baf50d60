//! 现在可以做: what this officer can do now, the likely first; what cannot be done any more with its reason; and, folded
//! away, what others do.

use casework::request::Refusal;
use casework::request::act::Act;
use law::calendar::in_words;
use office::request::FilePage;

use super::step;
use crate::console::desk::Desk;
use crate::look::steps::{Offer, Steps, Way};

/// The steps as the page shows them.
pub(super) struct Offered {
    /// Those that can be taken, and those that cannot for a reason that lies in the file.
    pub(super) steps: Steps,
    /// Those that are other people's.
    pub(super) others: Steps,
    /// The one reason for which all the rest cannot be done, on a file that has ended.
    pub(super) rest: String,
}

pub(super) fn offered(desk: &Desk, file: &FilePage) -> Offered {
    let mut offered = Offered { steps: Steps::default(), others: Steps::default(), rest: String::new() };
    for one in &file.offers {
        let Some(thing) = step::thing(one.act) else { continue };
        let name = one.act.label().to_owned();
        match &one.now {
            Ok(()) => {
                let way = Way::Open(desk.to(&format!("/console/requests/{}/{thing}", file.file)));
                offered.steps.offers.push(Offer { name, note: note(one.act, file), way });
            }
            Err(reason @ (Refusal::Closed(_) | Refusal::Archived | Refusal::GivenUp | Refusal::Erased(_))) => {
                offered.rest = reason.to_string();
            }
            Err(reason @ Refusal::NotYours(_)) => {
                let way = Way::Closed(reason.to_string());
                offered.others.offers.push(Offer { name, note: String::new(), way });
            }
            Err(reason) if says_something(one.act, reason) => {
                let way = Way::Closed(reason.to_string());
                offered.steps.offers.push(Offer { name, note: String::new(), way });
            }
            Err(_) => {}
        }
    }
    offered
}

/// Reasons that everybody sees from the page itself are left out: nothing to confirm, nobody asked, no draft to review.
fn says_something(act: Act, reason: &Refusal) -> bool {
    !matches!(
        (act, reason),
        (
            _,
            Refusal::AlreadyReceived(_)
                | Refusal::NobodyIsAsked
                | Refusal::NothingToReview
                | Refusal::OtherLevel(_)
                | Refusal::NoCorrectionAsked
                | Refusal::NoExtensionApproved
                | Refusal::NoReasonsAsked
                | Refusal::NoReasonsGiven
                | Refusal::NoFeeAsked
                | Refusal::NobodyOverridden
                | Refusal::NoClosing
                | Refusal::ClosingAlreadyTold(_)
        ) | (Act::Archive, Refusal::NotClosed)
    )
}

/// A line under a step that can be taken: its terms.
fn note(act: Act, file: &FilePage) -> String {
    let year = file.clock.as_of.year();
    match act {
        Act::Confirm => "确认之日即收到申请之日，第三十一条".to_owned(),
        Act::AskCorrection => match file.clock.correction_due_on {
            Some(last) => format!("最迟{}，只能提一次，第三十条", in_words(last, year)),
            None => String::new(),
        },
        Act::Consult => "征求意见的时间不计入期限，第三十三条".to_owned(),
        Act::Extend => "最多20个工作日，告知申请人后算数，第三十三条".to_owned(),
        Act::TellExtension => "告知申请人后延期才算数，第三十三条".to_owned(),
        Act::AskReasons => "数量、频次明显超过合理范围的，第三十五条".to_owned(),
        Act::Delay => "理由合理而期限内答不完的，第三十五条".to_owned(),
        Act::AskFee => "按标准计收，在答复期限内通知，第四十二条".to_owned(),
        Act::PayFee => "从缴费次日起重新计算期限".to_owned(),
        Act::TellThirdParty => "写明公开的内容和理由，第三十二条".to_owned(),
        Act::TellClosing => "需要书面告知的；条例没有要求".to_owned(),
        Act::Serve => "送达之日即答复之日".to_owned(),
        Act::Archive => "归档后只能查阅".to_owned(),
        Act::Reply => match file.clock.due_on {
            Some(due) => format!("{}前须送达申请人", in_words(due, year)),
            None => String::new(),
        },
        _ => String::new(),
    }
}
