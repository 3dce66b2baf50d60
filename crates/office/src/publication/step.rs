//! A step on a publication as an officer states it; what is not public yet is sealed on its way to the record.

use std::collections::BTreeSet;

use casework::publication::facts::{Channel, Level, Repeal, Withdrawal};
use casework::publication::steps::Wish;
use casework::publication::text::PublicText;
use law::calendar::Day;

use super::attachments::Attachments;

/// A draft: what is to become of it, its text, and why what a screening finds in it may stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandIn {
    /// The day.
    pub on: Day,
    /// Attribute, item, genre, scope, provider, declarations.
    pub wish: Wish,
    /// Title, summary and paragraphs.
    pub text: PublicText,
    /// Its files.
    pub attachments: Attachments,
    /// Why findings may be published; empty where nobody has said.
    pub justified: String,
}

/// A step on a publication.
pub type Command = crate::command::Command<Step>;

/// What is done. Days are those on which it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the step of its name in `casework::publication::steps`, its words not yet sealed"
)]
#[expect(clippy::large_enum_variant, reason = "one at a time is on its way to the record")]
pub enum Step {
    HandIn(HandIn),
    Justify { on: Day, words: String },
    Review { on: Day, level: Level, returned: Option<String> },
    Publish { on: Day, document_number: Option<String>, channels: BTreeSet<Channel> },
    Revise { on: Day },
    Repeal { on: Day, how: Repeal, by_document: Option<String> },
    Withdraw { on: Day, why: Withdrawal, words: String },
    WaiveInterpretation { on: Day, words: String },
}
