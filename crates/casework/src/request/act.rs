//! Who may do what on an application: a table, `data/request.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::facts::Level;
use crate::context::Context;
use crate::who::{Duty, Viewer, Who};

/// What can be done on an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the step of its name under `steps`")]
pub enum Act {
    Register,
    Confirm,
    Assign,
    AskCorrection,
    Correct,
    Consult,
    AnswerConsultation,
    Extend,
    TellExtension,
    AskReasons,
    GiveReasons,
    Delay,
    AskFee,
    PayFee,
    Reply,
    ReviewAsUnitHead,
    ReviewAsLegalReviewer,
    ReviewAsDeputyHead,
    ReviewAsHead,
    TellThirdParty,
    Serve,
    Withdraw,
    TellClosing,
    Amend,
    FilePapers,
    RenewCode,
    Archive,
}

impl Act {
    /// All acts, in the order of a file's life.
    pub const ALL: [Act; 27] = [
        Act::Register,
        Act::Confirm,
        Act::Assign,
        Act::AskCorrection,
        Act::Correct,
        Act::Consult,
        Act::AnswerConsultation,
        Act::Extend,
        Act::TellExtension,
        Act::AskReasons,
        Act::GiveReasons,
        Act::Delay,
        Act::AskFee,
        Act::PayFee,
        Act::Reply,
        Act::ReviewAsUnitHead,
        Act::ReviewAsLegalReviewer,
        Act::ReviewAsDeputyHead,
        Act::ReviewAsHead,
        Act::TellThirdParty,
        Act::Serve,
        Act::Withdraw,
        Act::TellClosing,
        Act::Amend,
        Act::FilePapers,
        Act::RenewCode,
        Act::Archive,
    ];

    /// The review at this level.
    pub fn review(level: Level) -> Act {
        match level {
            Level::UnitHead => Act::ReviewAsUnitHead,
            Level::LegalReviewer => Act::ReviewAsLegalReviewer,
            Level::DeputyHead => Act::ReviewAsDeputyHead,
            Level::Head => Act::ReviewAsHead,
        }
    }

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Act::Register => "登记申请",
            Act::Confirm => "与申请人确认",
            Act::Assign => "转承办科室",
            Act::AskCorrection => "要求补正",
            Act::Correct => "收到补正",
            Act::Consult => "征求意见",
            Act::AnswerConsultation => "收到意见",
            Act::Extend => "同意延期",
            Act::TellExtension => "告知延期",
            Act::AskReasons => "要求说明理由",
            Act::GiveReasons => "收到理由",
            Act::Delay => "延迟答复",
            Act::AskFee => "通知缴费",
            Act::PayFee => "收到缴费",
            Act::Reply => "拟写答复",
            Act::ReviewAsUnitHead => "科室（单位）审核",
            Act::ReviewAsLegalReviewer => "法制审核",
            Act::ReviewAsDeputyHead => "分管领导审核",
            Act::ReviewAsHead => "主要领导审核",
            Act::TellThirdParty => "告知第三方",
            Act::Serve => "送达答复",
            Act::Withdraw => "申请人撤回",
            Act::TellClosing => "告知办结",
            Act::Amend => "更正记录",
            Act::FilePapers => "材料入卷",
            Act::RenewCode => "重发查询码",
            Act::Archive => "归档",
        }
    }

    /// The duties that allow it.
    pub fn duties(self) -> &'static BTreeSet<Duty> {
        TABLE.may.get(&self).expect("the shipped table has every act (tested)")
    }

    /// Whether the applicant does it himself over the web.
    fn is_the_applicants(self) -> bool {
        TABLE.applicant.contains(&self)
    }
}

impl Viewer {
    /// Whether this viewer may do this on a file of `cx.agency` today.
    pub fn may(&self, act: Act, cx: &Context<'_>) -> Result<(), Refusal> {
        if self.agency() != cx.agency {
            return Err(Refusal::OtherAgency);
        }
        let may = match self.who() {
            Who::Staff(_) => act.duties().iter().any(|duty| self.has(*duty, cx.today)),
            Who::Applicant { .. } => act.is_the_applicants(),
            Who::Worker => false,
        };
        if may { Ok(()) } else { Err(Refusal::NotYours(act)) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    may: BTreeMap<Act, BTreeSet<Duty>>,
    applicant: BTreeSet<Act>,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/request.toml")).expect("the shipped table is valid (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, under, with_duties};
    use crate::who::{Account, Agency};

    /// The whole table once more as a picture: duties across in the order of `Duty::ALL`, acts down.
    const PICTURE: [(&str, Act); 27] = [
        ("x.....xx....", Act::Register),
        ("x.....xx....", Act::Confirm),
        ("x.x...xx....", Act::Assign),
        ("xx....xx....", Act::AskCorrection),
        ("x.....xx....", Act::Correct),
        (".x....xx....", Act::Consult),
        ("xx....xx....", Act::AnswerConsultation),
        (".......x....", Act::Extend),
        ("xx....xx....", Act::TellExtension),
        (".x....xx....", Act::AskReasons),
        ("xx....xx....", Act::GiveReasons),
        ("......xx....", Act::Delay),
        ("......xx....", Act::AskFee),
        ("x.....xx....", Act::PayFee),
        (".x....xx....", Act::Reply),
        ("..x.........", Act::ReviewAsUnitHead),
        ("...x........", Act::ReviewAsLegalReviewer),
        ("....x.......", Act::ReviewAsDeputyHead),
        (".....x......", Act::ReviewAsHead),
        (".x....xx....", Act::TellThirdParty),
        ("x.....xx....", Act::Serve),
        ("x.....xx....", Act::Withdraw),
        ("......xx....", Act::TellClosing),
        ("......xx....", Act::Amend),
        ("xx....xx....", Act::FilePapers),
        ("x.....xx....", Act::RenewCode),
        ("x.....xx....", Act::Archive),
    ];

    #[test]
    fn every_duty_may_just_what_the_table_says() {
        under(day("2025-06-09"), |cx| {
            assert_eq!(PICTURE.map(|(_, act)| act), Act::ALL);
            for (row, act) in PICTURE {
                for (duty, mark) in Duty::ALL.into_iter().zip(row.chars()) {
                    let allowed = with_duties(Account(1), &[duty]).may(act, cx);
                    assert_eq!(
                        allowed,
                        if mark == 'x' { Ok(()) } else { Err(Refusal::NotYours(act)) },
                        "{act:?} {duty:?}"
                    );
                }
            }
        });
    }

    #[test]
    fn the_applicant_corrects_and_withdraws_himself_and_the_worker_does_nothing_of_it() {
        under(day("2025-06-09"), |cx| {
            let may =
                |viewer: Viewer| Act::ALL.into_iter().filter(|act| viewer.may(*act, cx).is_ok()).collect::<Vec<_>>();
            assert_eq!(may(Viewer::applicant(Agency(1), "a1")), [Act::Correct, Act::GiveReasons, Act::Withdraw]);
            assert_eq!(may(Viewer::worker(Agency(1))), []);
        });
    }

    #[test]
    fn nobody_acts_on_another_agencys_file() {
        under(day("2025-06-09"), |cx| {
            let elsewhere = Context { agency: Agency(2), ..*cx };
            let viewer = with_duties(Account(1), &[Duty::OpenGovernmentOfficeHead]);
            for act in Act::ALL {
                assert_eq!(viewer.may(act, &elsewhere), Err(Refusal::OtherAgency));
            }
        });
    }
}
