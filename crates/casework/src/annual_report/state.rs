//! Where a yearly report stands: folded once from its entries.

use std::collections::{BTreeMap, BTreeSet};

use law::calendar::Day;
use law::report::{CellId, Edition};
use rust_decimal::Decimal;

use super::facts::Fact;
use super::note::{Digest, Note};
use crate::entry::{Author, Entry};
use crate::request::facts::Level;

/// The report of one year after all entries so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnualReport {
    version: usize,
    opened: Option<Opened>,
    declared: BTreeMap<CellId, Declared>,
    texts: BTreeMap<u8, Digest>,
    stage: Stage,
    frozen: Vec<Frozen>,
    correcting: Option<Note>,
    sent_on: Option<Day>,
    latest: Option<Day>,
}

/// The year and its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The report year.
    pub year: i16,
    /// The form that it follows.
    pub edition: Edition,
}

/// A figure that somebody answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The figure.
    pub figure: Decimal,
    /// Where it comes from.
    pub source: Note,
    /// Whose word it is.
    pub by: Author,
    /// Since when.
    pub on: Day,
}

/// How far it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Cells and texts are worked on.
    #[default]
    Compiling,
    /// The whole is fixed and on its way.
    InReview {
        /// The whole.
        digest: Digest,
        /// Who handed it in.
        by: Author,
        /// The levels.
        chain: Vec<Level>,
        /// How many of them have agreed.
        passed: usize,
    },
    /// All levels have agreed.
    Approved {
        /// What may be published.
        digest: Digest,
    },
    /// Frozen.
    Published,
}

/// A version as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The day.
    pub on: Day,
    /// The whole.
    pub digest: Digest,
    /// The position of the record up to which it counts.
    pub position: Option<u64>,
    /// It was published elsewhere and taken in.
    pub imported: bool,
    /// What it corrected, for every version but the first.
    pub correction: Option<Correction>,
}

/// What a corrected version changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The cells.
    pub cells: BTreeSet<CellId>,
    /// The sections; 0 for the preface.
    pub sections: BTreeSet<u8>,
    /// Why.
    pub reason: Note,
}

impl AnnualReport {
    /// A report from its entries.
    pub fn of(history: impl IntoIterator<Item = Entry<Fact>>) -> AnnualReport {
        let mut report = AnnualReport::default();
        history.into_iter().for_each(|entry| report.evolve(entry));
        report
    }

    /// Takes the next entry. Whether it may come next was decided by the step that made it.
    pub fn evolve(&mut self, entry: Entry<Fact>) {
        self.version += 1;
        self.latest = self.latest.max(Some(entry.fact.on()));
        let by = entry.by;
        match entry.fact {
            Fact::Opened { year, edition, .. } => self.opened = Some(Opened { year, edition }),
            Fact::Imported { on, year, edition, digest, .. } => {
                self.opened = Some(Opened { year, edition });
                self.freeze(Frozen { on, digest, position: None, imported: true, correction: None });
            }
            Fact::CellDeclared { on, cell, figure, source } => {
                self.declared.insert(cell, Declared { figure, source, by, on });
            }
            Fact::DeclarationWithdrawn { cell, .. } => {
                self.declared.remove(&cell);
            }
            Fact::NarrativeWritten { section, digest, .. } => {
                self.texts.insert(section, digest);
            }
            Fact::Submitted { digest, chain, .. } => self.stage = Stage::InReview { digest, by, chain, passed: 0 },
            Fact::TakenBack { .. } | Fact::ReviewReturned { .. } => {
                self.stage = Stage::Compiling;
                self.sent_on = None; // what the 主管部门 has will not be what is published
            }
            Fact::ReviewApproved { .. } => self.pass_level(),
            Fact::Published { on, digest, position } => {
                self.freeze(Frozen { on, digest, position, imported: false, correction: None });
            }
            Fact::SentToSupervisor { on } => self.sent_on = Some(on),
            Fact::CorrectionOpened { reason, .. } => {
                self.correcting = Some(reason);
                self.stage = Stage::Compiling;
                self.sent_on = None;
            }
            Fact::Corrected { on, digest, cells, sections, reason, position } => {
                let correction = Some(Correction { cells, sections, reason });
                self.freeze(Frozen { on, digest, position, imported: false, correction });
            }
        }
    }

    fn freeze(&mut self, frozen: Frozen) {
        self.frozen.push(frozen);
        self.stage = Stage::Published;
        self.correcting = None;
    }

    fn pass_level(&mut self) {
        if let Stage::InReview { digest, by, chain, passed } = std::mem::take(&mut self.stage) {
            let passed = passed + 1;
            self.stage = if passed >= chain.len() {
                Stage::Approved { digest }
            } else {
                Stage::InReview { digest, by, chain, passed }
            };
        }
    }

    /// How many entries it has.
    pub fn version(&self) -> usize {
        self.version
    }

    /// The year and its form.
    pub fn opened(&self) -> Option<Opened> {
        self.opened
    }

    /// The figures that somebody answers for.
    pub fn declared(&self) -> &BTreeMap<CellId, Declared> {
        &self.declared
    }

    /// The text of each section that has been written; 0 for the preface.
    pub fn texts(&self) -> &BTreeMap<u8, Digest> {
        &self.texts
    }

    /// How far it has come.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The level that is to look at it now.
    pub fn awaited_level(&self) -> Option<Level> {
        match &self.stage {
            Stage::InReview { chain, passed, .. } => chain.get(*passed).copied(),
            _ => None,
        }
    }

    /// Every version that was published, the newest last.
    pub fn frozen(&self) -> &[Frozen] {
        &self.frozen
    }

    /// The version that the public sees.
    pub fn published(&self) -> Option<&Frozen> {
        self.frozen.last()
    }

    /// Why a published report is being worked on again.
    pub fn correcting(&self) -> Option<&Note> {
        self.correcting.as_ref()
    }

    /// The day on which the newest version was submitted to the 主管部门.
    pub fn sent_on(&self) -> Option<Day> {
        self.sent_on
    }

    /// The latest day of anything on the file.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }
}
