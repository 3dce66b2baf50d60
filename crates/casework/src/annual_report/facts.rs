//! What can have happened to a yearly report: past tense, dated, no personal data.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::report::{CellId, Edition};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::codes;
use super::note::{Digest, Note};
use crate::request::facts::Level;

/// Something that happened to a report. Its texts and its frozen wholes lie in tables of their own; a fact holds their
/// digests. Nothing in it is about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// The report of a year was begun.
    Opened {
        /// The day.
        on: Day,
        /// The report year, 1 January to 31 December.
        year: i16,
        /// The form that it follows.
        edition: Edition,
    },
    /// A report that was published before this record began, or outside of it, was taken in as it stands.
    Imported {
        /// The day of taking it in.
        on: Day,
        /// The report year.
        year: i16,
        /// The form of its table three.
        edition: Edition,
        /// The whole of it.
        digest: Digest,
        /// Where it was taken from.
        source: Note,
    },
    /// A figure was stated for a cell by a person, since the records do not give it or not the right one.
    CellDeclared {
        /// The day.
        on: Day,
        /// The cell; never a sum.
        #[serde(with = "codes::cell")]
        cell: CellId,
        /// The figure.
        #[serde(with = "codes::figure")]
        figure: Decimal,
        /// Where it comes from.
        source: Note,
    },
    /// The cell follows the records again.
    DeclarationWithdrawn {
        /// The day.
        on: Day,
        /// The cell.
        #[serde(with = "codes::cell")]
        cell: CellId,
    },
    /// The text of a section was written anew.
    NarrativeWritten {
        /// The day.
        on: Day,
        /// 0 for the preface, 1 to 6 for the sections of the form.
        section: u8,
        /// The text.
        digest: Digest,
    },
    /// The whole was fixed and handed in for review.
    Submitted {
        /// The day.
        on: Day,
        /// The whole.
        digest: Digest,
        /// The levels that it must pass.
        chain: Vec<Level>,
        /// Why 上年结转 is not last year's 结转下年度 (E7), where it is not.
        carried_in_differs: Option<Note>,
    },
    /// It was taken back from review by the office.
    TakenBack {
        /// The day.
        on: Day,
    },
    /// A level agreed.
    ReviewApproved {
        /// The day.
        on: Day,
        /// The level.
        level: Level,
    },
    /// A level gave it back.
    ReviewReturned {
        /// The day.
        on: Day,
        /// The level.
        level: Level,
        /// Why.
        reason: Note,
    },
    /// Art. 49: it was published, and is frozen from now on.
    Published {
        /// The day.
        on: Day,
        /// The whole.
        digest: Digest,
        /// The position of the record up to which it counts; `None` where nothing was sealed yet.
        position: Option<u64>,
    },
    /// Art. 49: it was submitted to the 主管部门.
    SentToSupervisor {
        /// The day.
        on: Day,
    },
    /// A published report is found to be wrong and is worked on again; what was published stays.
    CorrectionOpened {
        /// The day.
        on: Day,
        /// Why.
        reason: Note,
    },
    /// 更正: a new frozen version beside the old ones.
    Corrected {
        /// The day.
        on: Day,
        /// The whole.
        digest: Digest,
        /// The cells that are not what they were.
        #[serde(with = "codes::cells")]
        cells: BTreeSet<CellId>,
        /// The sections whose text is not what it was; 0 for the preface.
        sections: BTreeSet<u8>,
        /// Why.
        reason: Note,
        /// The position of the record up to which it counts; `None` where nothing was sealed yet.
        position: Option<u64>,
    },
}

impl Fact {
    /// The day on which it happened.
    pub fn on(&self) -> Day {
        match self {
            Fact::Opened { on, .. }
            | Fact::Imported { on, .. }
            | Fact::CellDeclared { on, .. }
            | Fact::DeclarationWithdrawn { on, .. }
            | Fact::NarrativeWritten { on, .. }
            | Fact::Submitted { on, .. }
            | Fact::TakenBack { on }
            | Fact::ReviewApproved { on, .. }
            | Fact::ReviewReturned { on, .. }
            | Fact::Published { on, .. }
            | Fact::SentToSupervisor { on }
            | Fact::CorrectionOpened { on, .. }
            | Fact::Corrected { on, .. } => *on,
        }
    }
}
