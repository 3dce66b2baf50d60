//! What is known of a text from elsewhere: the title of its column, the label beside it, the kind of table it stands in.

use crate::label::{self, Label};

/// What is known of a text beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    pub(crate) label: Option<Label>,
    /// The record that the text belongs to is about a private person.
    pub(crate) of_person: bool,
    /// The record is about officials: names beside posts, which are published.
    pub(crate) of_officials: bool,
    /// The table counts people; its cells speak of nobody.
    pub(crate) of_counts: bool,
}

impl Context {
    /// Nothing is known.
    pub fn none() -> Self {
        Self::default()
    }

    /// The text stands under, or beside, this title. A title that says nothing of persons leaves the context empty.
    pub fn under(title: &str) -> Self {
        let label = label::of_title(title);
        Self { label, of_person: label.is_some_and(is_of_person), ..Self::default() }
    }

    /// Whether the title is a known one: then even a bare value may be a finding.
    pub fn says_something(&self) -> bool {
        self.label.is_some()
    }
}

/// A column of which a private person is the subject.
pub(crate) fn is_of_person(label: Label) -> bool {
    matches!(
        label,
        Label::Name
            | Label::IdNumber
            | Label::PersonPhone
            | Label::Home
            | Label::Ailment
            | Label::BankCard
            | Label::Age
    )
}
