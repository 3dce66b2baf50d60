//! One field of a form.

use askama::Template;
use law::calendar::{in_words, parse_day};

use crate::submitted::{Complaints, Submitted};

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/field.html")]
pub struct Field {
    /// Its name in what is sent.
    pub name: String,
    /// What it asks.
    pub label: String,
    /// How to answer; may be empty.
    pub hint: String,
    /// What is wrong with the answer.
    pub error: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// The answer; for choices, what is chosen (several lie in `chosen`).
    pub value: String,
    /// What is ticked, in a group of boxes.
    pub chosen: Vec<String>,
    /// What kind of answer it takes.
    pub kind: Kind,
}

/// What kind of answer a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Line {
        /// The HTML type: `text`, `tel`, `email`, `password`, `number`, `search`.
        input: &'static str,
        /// What browsers may fill in (`name`, `tel`, `off` …).
        autocomplete: &'static str,
        /// How wide an answer is.
        width: Width,
    },
    /// Several lines of text.
    Area {
        /// How many lines are shown.
        rows: u8,
    },
    /// A date, sent as `2025-11-03`.
    Day,
    /// One of a few, all of them shown.
    OneOf(Vec<Choice>),
    /// One of many.
    Menu(Vec<Choice>),
    /// Any of a few.
    AnyOf(Vec<Choice>),
    /// A file.
    File {
        /// What the dialogue offers: `.pdf,.jpg`.
        accept: &'static str,
        /// Whether it takes more than one.
        several: bool,
    },
}

/// How wide an answer is; a field as wide as its answer says what is expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A few characters.
    Short,
    /// A name, a number.
    #[default]
    Middle,
    /// A sentence.
    Wide,
}

/// One answer of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// A quieter line below; may be empty.
    pub hint: String,
}

impl Field {
    fn of(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Field {
        Field {
            name: name.into(),
            label: label.into(),
            hint: String::new(),
            error: None,
            required: false,
            value: String::new(),
            chosen: Vec::new(),
            kind,
        }
    }

    /// A line of text.
    pub fn line(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(name, label, Kind::Line { input: "text", autocomplete: "off", width: Width::Middle })
    }

    /// Several lines of text.
    pub fn area(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Field {
        Field::of(name, label, Kind::Area { rows })
    }

    /// A date.
    pub fn day(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field::of(name, label, Kind::Day)
    }

    /// One of a few.
    pub fn one_of(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(name, label, Kind::OneOf(choices))
    }

    /// One of many.
    pub fn menu(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(name, label, Kind::Menu(choices))
    }

    /// Any of a few.
    pub fn any_of(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        Field::of(name, label, Kind::AnyOf(choices))
    }

    /// A file.
    pub fn file(name: impl Into<String>, label: impl Into<String>, accept: &'static str) -> Field {
        Field::of(name, label, Kind::File { accept, several: false })
    }

    /// Any number of files.
    pub fn files(name: impl Into<String>, label: impl Into<String>, accept: &'static str) -> Field {
        Field::of(name, label, Kind::File { accept, several: true })
    }

    /// As another kind of line: its HTML type and what browsers may fill in.
    #[must_use]
    pub fn typed(mut self, input: &'static str, autocomplete: &'static str) -> Field {
        if let Kind::Line { width, .. } = self.kind {
            self.kind = Kind::Line { input, autocomplete, width };
        }
        self
    }

    /// A line of another width.
    #[must_use]
    pub fn wide(mut self, width: Width) -> Field {
        if let Kind::Line { input, autocomplete, .. } = self.kind {
            self.kind = Kind::Line { input, autocomplete, width };
        }
        self
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = hint.into();
        self
    }

    /// That must be answered.
    #[must_use]
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// With an answer that is proposed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }

    /// With what is wrong with it.
    #[must_use]
    pub fn wrong(mut self, sentence: impl Into<String>) -> Field {
        self.error = Some(sentence.into());
        self
    }

    /// What is answered, in the words that the form shows.
    pub fn answer(&self) -> String {
        let chosen = self.choices().iter().filter(|choice| self.is_chosen(&choice.value));
        match self.kind {
            Kind::OneOf(_) | Kind::Menu(_) | Kind::AnyOf(_) => {
                chosen.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("、")
            }
            Kind::Day => parse_day(&self.value).map_or_else(|_| self.value.clone(), |day| in_words(day, 0)),
            _ => self.value.clone(),
        }
    }

    pub(crate) fn take(&mut self, submitted: &Submitted, complaints: &Complaints) {
        match self.kind {
            Kind::AnyOf(_) => self.chosen = submitted.all(&self.name).map(str::to_owned).collect(),
            Kind::Line { input: "password", .. } | Kind::File { .. } => {} // browsers do not give these back either
            _ => self.value = submitted.get(&self.name).to_owned(),
        }
        self.error = complaints.about(&self.name).map(str::to_owned);
        if matches!(self.kind, Kind::File { .. }) && submitted.has(&self.name) {
            let names: Vec<&str> = submitted.all(&self.name).collect();
            let again = format!("请重新选择“{}”：浏览器不会替您保留已经选好的文件", names.join("”“"));
            self.error = Some(match self.error.take() {
                Some(wrong) if names.len() > 1 => format!("{wrong}。{again}"),
                Some(wrong) => wrong,
                None => again,
            });
        }
    }

    pub(super) fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::OneOf(choices) | Kind::Menu(choices) | Kind::AnyOf(choices) => choices,
            _ => &[],
        }
    }

    pub(super) fn is_group(&self) -> bool {
        matches!(self.kind, Kind::OneOf(_) | Kind::AnyOf(_))
    }

    pub(super) fn is_chosen(&self, value: &str) -> bool {
        match self.kind {
            Kind::AnyOf(_) => self.chosen.iter().any(|chosen| chosen == value),
            _ => self.value == value,
        }
    }

    /// The id that lines of the summary lead to. The first choice of a group bears the group's.
    pub(super) fn id(&self) -> String {
        format!("f-{}", self.name)
    }

    pub(super) fn choice_id(&self, index: &usize) -> String {
        if *index == 0 { self.id() } else { format!("f-{}-{index}", self.name) }
    }

    /// The elements that say more about it, for those who hear the page.
    pub(super) fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = hint.into();
        self
    }
}

impl Width {
    fn class(self) -> &'static str {
        match self {
            Width::Short => "short",
            Width::Middle => "middle",
            Width::Wide => "wide",
        }
    }
}
