//! Where a disposal stands: folded once from its entries.

use law::calendar::Day;

use super::act::{APPROVERS, decides};
use super::facts::{Fact, Ground, Target};
use crate::entry::{Author, Entry};
use crate::sealed::Sealed;
use crate::who::Duty;

/// A disposal after all entries so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disposal {
    history: Vec<Entry<Fact>>,
    proposed: Option<Proposed>,
    approvals: Vec<Approval>,
    end: Option<End>,
}

/// What was proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The day.
    pub on: Day,
    /// By whom.
    pub by: Author,
    /// Which file.
    pub target: Target,
    /// Why it may be destroyed.
    pub ground: Ground,
    /// Why in words.
    pub reason: Sealed,
}

/// Somebody who agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Who.
    pub by: Author,
    /// By which duty.
    pub duty: Duty,
    /// The day.
    pub on: Day,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Somebody did not agree.
    Refused(Day),
    /// It was carried out.
    CarriedOut(Day),
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It waits for those who have to agree.
    Proposed,
    /// All have agreed.
    Approved,
    /// Somebody did not.
    Refused,
    /// What was to go is gone.
    CarriedOut,
}

impl Stage {
    /// All of them.
    pub const ALL: [Stage; 4] = [Stage::Proposed, Stage::Approved, Stage::Refused, Stage::CarriedOut];

    /// The code in lists.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Proposed => "proposed",
            Stage::Approved => "approved",
            Stage::Refused => "refused",
            Stage::CarriedOut => "carried_out",
        }
    }

    /// The stage of a code.
    pub fn of_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Proposed => "待批准",
            Stage::Approved => "已批准，待执行",
            Stage::Refused => "未获批准",
            Stage::CarriedOut => "已销毁",
        }
    }

    /// Whether anything is still to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Stage::Proposed | Stage::Approved)
    }
}

impl Disposal {
    /// A disposal from its entries.
    pub fn of(history: impl IntoIterator<Item = Entry<Fact>>) -> Disposal {
        let mut disposal = Disposal::default();
        history.into_iter().for_each(|entry| disposal.evolve(entry));
        disposal
    }

    /// Takes the next entry. Whether it may come next was decided by the step that made it.
    pub fn evolve(&mut self, entry: Entry<Fact>) {
        let by = entry.by;
        match &entry.fact {
            Fact::Proposed { on, target, ground, reason } => {
                let (target, reason) = (target.clone(), reason.clone());
                self.proposed = Some(Proposed { on: *on, by, target, ground: *ground, reason });
            }
            Fact::Approved { on, duty } => self.approvals.push(Approval { by, duty: *duty, on: *on }),
            Fact::Refused { on, .. } => self.end = Some(End::Refused(*on)),
            Fact::CarriedOut { on } => self.end = Some(End::CarriedOut(*on)),
        }
        self.history.push(entry);
    }

    /// How many entries it has: what a step was decided on, and what the record holds it against.
    pub fn version(&self) -> usize {
        self.history.len()
    }

    /// All entries as they were made.
    pub fn history(&self) -> &[Entry<Fact>] {
        &self.history
    }

    /// What was proposed.
    pub fn proposed(&self) -> Option<&Proposed> {
        self.proposed.as_ref()
    }

    /// Those who have agreed, in order.
    pub fn approvals(&self) -> &[Approval] {
        &self.approvals
    }

    /// How it ended.
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// How far it has come.
    pub fn stage(&self) -> Stage {
        match self.end {
            Some(End::Refused(_)) => Stage::Refused,
            Some(End::CarriedOut(_)) => Stage::CarriedOut,
            None if self.approvals.len() >= APPROVERS && self.is_decided() => Stage::Approved,
            None => Stage::Proposed,
        }
    }

    /// Whether one of those has agreed without whom the others' word is not enough.
    pub fn is_decided(&self) -> bool {
        let Some(proposed) = &self.proposed else { return false };
        let decides = decides(proposed.ground.kind());
        self.approvals.iter().any(|approval| decides.contains(&approval.duty))
    }

    /// The latest day of anything on the file.
    pub fn latest(&self) -> Option<Day> {
        self.history.iter().map(|entry| entry.fact.on()).max()
    }
}
