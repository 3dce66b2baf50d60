//! A step as an officer states it, in plain words; what is personal is sealed on its way to the record.

use std::collections::BTreeSet;

use casework::request::facts::{Level, Said, Service, UnclearPoint};
use casework::request::steps::Answer;
use casework::who::{Account, Unit};
use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::extension::ExtensionDays;
use law::request::fee::Basis;
use law::request::reply::Element;
use serde::{Deserialize, Serialize};

use super::amendment::Right;
use super::ground::GroundWords;
use crate::paper::Brought;

/// A step on an application.
pub type Command = crate::command::Command<Step>;

/// What is done. Days are those on which it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the step of its name in `casework::request::steps`, its words not yet sealed")]
pub enum Step {
    Confirm { on: Day, reached: bool },
    Assign { on: Day, unit: Unit, handler: Option<Account> },
    AskCorrection { on: Day, points: BTreeSet<UnclearPoint>, words: String, answer_by: Day },
    Correct { on: Day, words: String, good_reason: bool, papers: Vec<Brought> },
    Consult { on: Day, consulted: Consulted, party: String, reached_on: Option<Day> },
    AnswerConsultation { on: Day, consultation: usize, said: Said, words: String },
    Extend { on: Day, days: ExtensionDays, reason: String },
    TellExtension { on: Day },
    AskReasons { on: Day, words: String, answer_by: Day },
    GiveReasons { on: Day, words: String },
    Delay { on: Day, until: Day, words: String },
    AskFee { on: Day, basis: Basis, words: String, reached_on: Option<Day>, otherwise: String },
    PayFee { on: Day },
    TellThirdParty { on: Day, consultation: usize, information: String, reason: String },
    Reply(Reply),
    Rework { on: Day, words: Reworded },
    Review { on: Day, level: Level, returned: Option<String> },
    Serve { service: Service },
    Withdraw { on: Day, words: String },
    TellClosing { on: Day },
    Strike { on: Day, entry: usize, reason: String },
    Amend { on: Day, entry: usize, right: Right, reason: String },
    FilePapers { on: Day, papers: Vec<Brought> },
    RenewCode { seen: String },
    Archive { on: Day },
}

/// A draft of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The day.
    pub on: Day,
    /// What is answered, with its grounds.
    pub answer: Answer,
    /// Art. 36 (4): the search, where nothing was found.
    pub search: Option<Search>,
    /// What else the letter holds.
    pub elements: BTreeSet<Element>,
    /// Its text.
    pub words: String,
}

/// The words of a draft: what of its letter is the officer's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reworded {
    /// The text beside the grounds.
    pub words: String,
    /// The words of each ground, in its order; `None` where its entry holds none.
    pub grounds: Vec<Option<GroundWords>>,
    /// Art. 36 (4): with which words was searched, and what was found.
    pub search: Option<String>,
}

/// A search. Who searched is whoever states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The day.
    pub on: Day,
    /// The stores, archives and systems.
    pub stores: Vec<String>,
    /// With which words, and what was found.
    pub words: String,
}

/// A ground for withholding, as `law` checks it.
pub use law::request::ground::GroundDraft as Ground;
