//! Who may do what on a yearly report: a table, `data/annual_report.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::context::Context;
use crate::request::facts::Level;
use crate::who::{Duty, Viewer, Who};

/// What can be done on a yearly report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the step of its name under `steps`")]
pub enum Act {
    Open,
    Import,
    Declare,
    WriteNarrative,
    Submit,
    TakeBack,
    ReviewAsUnitHead,
    ReviewAsDeputyHead,
    ReviewAsHead,
    Publish,
    SendToSupervisor,
    Correct,
}

impl Act {
    /// All acts, in the order of a file's life.
    pub const ALL: [Act; 12] = [
        Act::Open,
        Act::Import,
        Act::Declare,
        Act::WriteNarrative,
        Act::Submit,
        Act::TakeBack,
        Act::ReviewAsUnitHead,
        Act::ReviewAsDeputyHead,
        Act::ReviewAsHead,
        Act::Publish,
        Act::SendToSupervisor,
        Act::Correct,
    ];

    /// The review at this level; `None` for a level that no yearly report passes.
    pub fn review(level: Level) -> Option<Act> {
        match level {
            Level::UnitHead => Some(Act::ReviewAsUnitHead),
            Level::DeputyHead => Some(Act::ReviewAsDeputyHead),
            Level::Head => Some(Act::ReviewAsHead),
            Level::LegalReviewer => None,
        }
    }

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Act::Open => "开始编制",
            Act::Import => "录入已发布的报告",
            Act::Declare => "填报数据",
            Act::WriteNarrative => "撰写正文",
            Act::Submit => "送审",
            Act::TakeBack => "撤回送审",
            Act::ReviewAsUnitHead => "负责人审核",
            Act::ReviewAsDeputyHead => "分管领导审核",
            Act::ReviewAsHead => "主要领导审核",
            Act::Publish => "发布",
            Act::SendToSupervisor => "提交主管部门",
            Act::Correct => "更正已发布的报告",
        }
    }

    /// The duties that allow it.
    pub fn duties(self) -> &'static BTreeSet<Duty> {
        TABLE.get(&self).expect("the shipped table has every act (tested)")
    }

    /// Whether this viewer may do it for `cx.agency` today. Who sits at the machine itself has no account and is the worker; of
    /// all acts, only taking in a published report is done there.
    pub fn by(self, viewer: &Viewer, cx: &Context<'_>) -> Result<(), Refusal> {
        if viewer.agency() != cx.agency {
            return Err(Refusal::OtherAgency);
        }
        if self == Act::Import && *viewer.who() == Who::Worker {
            return Ok(());
        }
        let held = self.duties().iter().any(|duty| viewer.has(*duty, cx.today));
        if held { Ok(()) } else { Err(Refusal::NotYours(self)) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    may: BTreeMap<Act, BTreeSet<Duty>>,
}

static TABLE: LazyLock<BTreeMap<Act, BTreeSet<Duty>>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../data/annual_report.toml")).expect("the shipped table is valid (tested)");
    file.may
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{day, under, with_duties};
    use crate::who::{Account, Agency};

    /// The whole table once more as a picture: duties across in the order of `Duty::ALL`, acts down.
    const PICTURE: [(&str, Act); 12] = [
        ("......xx....", Act::Open),
        ("......xx....", Act::Import),
        ("......xx....", Act::Declare),
        ("......xx....", Act::WriteNarrative),
        ("......xx....", Act::Submit),
        ("......xx....", Act::TakeBack),
        ("..x....x....", Act::ReviewAsUnitHead),
        ("....x.......", Act::ReviewAsDeputyHead),
        (".....x......", Act::ReviewAsHead),
        ("......xx....", Act::Publish),
        ("......xx....", Act::SendToSupervisor),
        (".......x....", Act::Correct),
    ];

    #[test]
    fn every_duty_may_just_what_the_table_says() {
        under(day("2026-01-12"), |cx| {
            assert_eq!(PICTURE.map(|(_, act)| act), Act::ALL);
            for (row, act) in PICTURE {
                for (duty, mark) in Duty::ALL.into_iter().zip(row.chars()) {
                    let allowed = act.by(&with_duties(Account(1), &[duty]), cx);
                    let expected = if mark == 'x' { Ok(()) } else { Err(Refusal::NotYours(act)) };
                    assert_eq!(allowed, expected, "{act:?} {duty:?}");
                }
            }
        });
    }

    #[test]
    fn at_the_machine_a_report_is_taken_in_and_nothing_else() {
        under(day("2026-01-12"), |cx| {
            let allowed = Act::ALL.into_iter().filter(|act| act.by(&Viewer::worker(Agency(1)), cx).is_ok());
            assert_eq!(allowed.collect::<Vec<_>>(), [Act::Import]);
            let applicant = Viewer::applicant(Agency(1), "0a");
            assert!(Act::ALL.into_iter().all(|act| act.by(&applicant, cx).is_err()));
        });
    }

    #[test]
    fn nobody_acts_on_another_agencys_report() {
        under(day("2026-01-12"), |cx| {
            let elsewhere = Context { agency: Agency(2), ..*cx };
            let viewer = with_duties(Account(1), &[Duty::OpenGovernmentOfficeHead]);
            for act in Act::ALL {
                assert_eq!(act.by(&viewer, &elsewhere), Err(Refusal::OtherAgency));
            }
        });
    }
}
