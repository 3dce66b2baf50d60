//! How far each side of an application has come: what is known of it besides its entries.

use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::outcome::Outcome;
use law::request::receipt::Channel;

use crate::entry::Author;
use crate::request::facts::{Applicant, Arrival, Reply, Said};
use crate::sealed::Sealed;
use crate::who::{Account, Unit};

/// What registration wrote down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The way on which it came in.
    pub channel: Channel,
    /// Its days.
    pub arrival: Arrival,
    /// The column of the report.
    pub applicant: Applicant,
}

/// Its place in the register of the agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// The year of the register.
    pub year: i16,
    /// The place in it, from 1.
    pub serial: u32,
}

/// Who handles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The section or subordinate unit.
    pub unit: Unit,
    /// Who of it.
    pub handler: Option<Account>,
}

/// Art. 30: how far a correction has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Correction {
    /// None was asked for.
    #[default]
    None,
    /// Waiting for the applicant.
    Asked {
        /// The last day to answer.
        answer_by: Day,
    },
    /// It came.
    Answered {
        /// The day.
        on: Day,
    },
}

/// One letter asking for an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// The number of the entry that asked, by which it is called.
    pub entry: usize,
    /// Third party or agency.
    pub consulted: Consulted,
    /// Whom.
    pub party: Sealed,
    /// The day of asking.
    pub asked_on: Day,
    /// The day on which the letter arrived.
    pub reached_on: Option<Day>,
    /// The answer and its day.
    pub answer: Option<(Day, Said)>,
    /// The worker has stated that nothing came in time.
    pub ran_out: bool,
    /// Art. 32: it was told what is disclosed nevertheless.
    pub told_on: Option<Day>,
}

/// Art. 35: how far the reasons for so many applications have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reasons {
    /// None were asked for.
    #[default]
    None,
    /// Waiting for the applicant; the term of reply runs on.
    Asked {
        /// The last day to answer.
        answer_by: Day,
        /// The day of asking.
        on: Day,
    },
    /// They came.
    Given {
        /// The day.
        on: Day,
    },
}

/// Art. 42: how far a fee has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fee {
    /// None was asked for.
    #[default]
    None,
    /// Waiting for the payment.
    Asked {
        /// The day of the notice.
        on: Day,
        /// The day on which it arrived.
        reached_on: Option<Day>,
    },
    /// It was paid.
    Paid {
        /// The day.
        on: Day,
    },
}

/// Art. 33: how far an extension of the running term has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extension {
    /// None.
    #[default]
    None,
    /// Consented to; it counts once it is told.
    Approved,
    /// The applicant was told.
    Told,
}

/// How far a reply has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// No draft, or it was given back.
    #[default]
    NoDraft,
    /// A draft on its way.
    Running {
        /// The draft.
        reply: Reply,
        /// Who wrote it.
        by: Author,
        /// How many levels have agreed.
        passed: usize,
    },
    /// All levels have agreed.
    Approved {
        /// What may be served.
        reply: Reply,
    },
}

/// How an application ended: the row of the report and the day that decides the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The day on which the reply was made, or on which it was withdrawn or taken as given up.
    pub on: Day,
    /// The row.
    pub outcome: Outcome,
}
