//! Chips: one short word about the state of something. Colour only repeats what the word says.

use askama::Template;

use super::component;

/// How pressing it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A plain fact.
    #[default]
    Plain,
    /// Soon due, or to be looked at.
    Soon,
    /// Overdue, or wrong.
    Late,
    /// Done.
    Done,
}

/// A chip.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(source = r#"<span class="chip{{ tone.class() }}">{{ text }}</span>"#, ext = "html")]
pub struct Chip {
    /// The word.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

impl Chip {
    /// A chip.
    pub fn new(text: impl Into<String>, tone: Tone) -> Chip {
        Chip { text: text.into(), tone }
    }

    /// A chip for a plain fact.
    pub fn plain(text: impl Into<String>) -> Chip {
        Chip::new(text, Tone::Plain)
    }
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Plain => "",
            Tone::Soon => " soon",
            Tone::Late => " late",
            Tone::Done => " done",
        }
    }
}

component!(Chip);
