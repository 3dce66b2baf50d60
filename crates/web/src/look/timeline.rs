//! What happened on a file, the latest first, and above it what is still owed.

use askama::Template;
use law::calendar::{Day, in_words};

use super::chip::Chip;
use super::component;

/// A timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "look/timeline.html")]
pub struct Timeline {
    /// In the order in which they are read.
    pub entries: Vec<Entry>,
}

/// One line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// When, as people say it: 「11月3日」, 「12月8日前」.
    pub when: String,
    /// The same day for machines; empty where it is no single day.
    pub day: Option<Day>,
    /// What happened, or is owed.
    pub text: String,
    /// More about it, in a quieter voice.
    pub note: String,
    /// What it led to: 「已送达」.
    pub chips: Vec<Chip>,
    /// Where more can be read.
    pub link: Option<(String, String)>,
    /// Not yet happened.
    pub owed: bool,
}

impl Entry {
    /// Something that happened on a day; the year is said where it is not `year_in_mind`.
    pub fn on(day: Day, year_in_mind: i16, text: impl Into<String>) -> Entry {
        Entry { when: in_words(day, year_in_mind), day: Some(day), text: text.into(), ..Entry::default() }
    }

    /// Something that is owed by a day.
    pub fn owed_by(day: Day, year_in_mind: i16, text: impl Into<String>) -> Entry {
        let when = format!("{}前", in_words(day, year_in_mind));
        Entry { when, day: Some(day), text: text.into(), owed: true, ..Entry::default() }
    }

    /// With a quieter line.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Entry {
        self.note = note.into();
        self
    }

    /// With a chip.
    #[must_use]
    pub fn with(mut self, chip: Chip) -> Entry {
        self.chips.push(chip);
        self
    }
}

component!(Timeline);
