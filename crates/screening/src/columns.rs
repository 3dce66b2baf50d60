//! A table's head, which tells what its bare cells are.

use crate::context::{self, Context};
use crate::label::{self, Label};

/// What the head of a table says about the cells below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    contexts: Vec<Context>,
}

impl Columns {
    /// Reads the titles of a table's columns, from left to right; empty ones are columns of which nothing is known.
    pub fn read<'a>(titles: impl IntoIterator<Item = &'a str>) -> Self {
        let labels: Vec<Option<Label>> = titles.into_iter().map(label::of_title).collect();
        let any = |wanted: fn(Label) -> bool| labels.iter().flatten().any(|label| wanted(*label));
        let of_person = any(context::is_of_person);
        let of_officials = any(|label| label == Label::Post) && !any(|label| label == Label::IdNumber);
        let of_counts = any(|label| label == Label::Count) && !any(|label| label == Label::Name);
        let context = |label: &Option<Label>| Context { label: *label, of_person, of_officials, of_counts };
        Self { contexts: labels.iter().map(context).collect() }
    }

    /// Whether these titles are a head at all: at least two of them are known, so that a value is not taken for one.
    pub fn is_head(&self) -> bool {
        self.contexts.iter().filter(|context| context.label.is_some()).count() >= 2
    }

    /// How many titles have another title right below them, in the same column of `below`.
    pub fn titles_over(&self, below: &Self) -> usize {
        let both = self.contexts.iter().zip(&below.contexts);
        both.filter(|(above, below)| above.says_something() && below.says_something()).count()
    }

    /// What is known of the cells in this column, from 0; nothing beyond the last.
    pub fn context(&self, column: usize) -> Context {
        self.contexts.get(column).cloned().unwrap_or_default()
    }
}
