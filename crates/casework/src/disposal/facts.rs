//! What can have happened to a disposal: past tense, dated, no personal data.

use law::calendar::Day;
use law::retention::Class;
use serde::{Deserialize, Serialize};

use crate::file::FileNumber;
use crate::sealed::Sealed;
use crate::who::Duty;

/// Something that happened to a disposal on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// Somebody of the open-government office proposed it.
    Proposed {
        /// The day.
        on: Day,
        /// Which file.
        target: Target,
        /// Why it may be destroyed.
        ground: Ground,
        /// Why in words.
        reason: Sealed,
    },
    /// Somebody else agreed.
    Approved {
        /// The day.
        on: Day,
        /// By this duty.
        duty: Duty,
    },
    /// Somebody else did not agree: this ends it.
    Refused {
        /// The day.
        on: Day,
        /// By this duty.
        duty: Duty,
        /// Why.
        reason: Sealed,
    },
    /// Key, words, uploads and index of the file were destroyed: this ends it.
    CarriedOut {
        /// The day.
        on: Day,
    },
}

/// The file whose words are to go.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Its kind.
    pub kind: TargetKind,
    /// Its number.
    pub file: FileNumber,
}

/// The kinds of file that hold people's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// 依申请公开.
    Request,
    /// 主动公开.
    Publication,
}

/// Why a file may be destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ground {
    /// Its term of retention is over (国家档案局令第8号 Art. 6).
    TermOver {
        /// The class by which the term was read.
        class: Class,
        /// The day on which the file was closed.
        closed_on: Day,
        /// The first day after the term.
        over_from: Day,
    },
    /// It should never have been entered here.
    WronglyEntered,
    /// The head of the agency orders it (个人信息保护法 Art. 47, a court, a complaint).
    Ordered,
}

/// The same without what follows from the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundKind {
    /// 保管期限届满.
    TermOver,
    /// 误录入.
    WronglyEntered,
    /// 主要领导决定.
    Ordered,
}

impl TargetKind {
    /// Both.
    pub const ALL: [TargetKind; 2] = [TargetKind::Request, TargetKind::Publication];

    /// Its code in lists and addresses.
    pub fn code(self) -> &'static str {
        match self {
            TargetKind::Request => "request",
            TargetKind::Publication => "publication",
        }
    }

    /// The kind of a code.
    pub fn of_code(code: &str) -> Option<TargetKind> {
        TargetKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            TargetKind::Request => "申请",
            TargetKind::Publication => "信息",
        }
    }
}

impl Ground {
    /// Which of the three.
    pub fn kind(self) -> GroundKind {
        match self {
            Ground::TermOver { .. } => GroundKind::TermOver,
            Ground::WronglyEntered => GroundKind::WronglyEntered,
            Ground::Ordered => GroundKind::Ordered,
        }
    }
}

impl GroundKind {
    /// All three.
    pub const ALL: [GroundKind; 3] = [GroundKind::TermOver, GroundKind::WronglyEntered, GroundKind::Ordered];

    /// Its code in lists and forms.
    pub fn code(self) -> &'static str {
        match self {
            GroundKind::TermOver => "term_over",
            GroundKind::WronglyEntered => "wrongly_entered",
            GroundKind::Ordered => "ordered",
        }
    }

    /// The ground of a code.
    pub fn of_code(code: &str) -> Option<GroundKind> {
        GroundKind::ALL.into_iter().find(|ground| ground.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            GroundKind::TermOver => "保管期限届满",
            GroundKind::WronglyEntered => "误录入",
            GroundKind::Ordered => "主要领导决定",
        }
    }
}

impl Fact {
    /// The day on which it happened.
    pub fn on(&self) -> Day {
        match self {
            Fact::Proposed { on, .. }
            | Fact::Approved { on, .. }
            | Fact::Refused { on, .. }
            | Fact::CarriedOut { on } => *on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_that_facts_write_and_lead_back() {
        for kind in TargetKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(TargetKind::of_code(kind.code()), Some(kind));
        }
        for ground in GroundKind::ALL {
            assert_eq!(serde_json::to_value(ground).unwrap(), ground.code());
            assert_eq!(GroundKind::of_code(ground.code()), Some(ground));
        }
        assert_eq!(serde_json::to_value(Ground::Ordered).unwrap()["is"], GroundKind::Ordered.code());
        assert_eq!(GroundKind::of_code("永久"), None);
    }
}
