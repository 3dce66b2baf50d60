//! What was answered in a form: each answer is read once, and all that is wrong is told at once.

use law::calendar::{Day, parse_day};

use casework::paper::Role;
use office::paper::Brought;

use crate::sent::{Files, Sent};
use crate::submitted::{Complaints, Submitted};

/// The answers of a form, and what is wrong with them so far.
pub(super) struct Answers<'s> {
    submitted: &'s Submitted,
    files: Option<&'s Files>,
    pub(super) wrong: Complaints,
}

impl<'s> Answers<'s> {
    pub(super) fn of(submitted: &'s Submitted) -> Answers<'s> {
        Answers { submitted, files: None, wrong: Complaints::default() }
    }

    /// Those of a form with files.
    pub(super) fn sent(sent: &'s Sent) -> Answers<'s> {
        Answers { files: Some(&sent.files), ..Answers::of(&sent.submitted) }
    }

    /// The files of a field, as what they are to the matter.
    pub(super) fn files(&self, field: &str, role: Role) -> Vec<Brought> {
        self.files.map(|files| files.of(field, role)).unwrap_or_default()
    }

    pub(super) fn raw(&self, field: &str) -> &'s str {
        self.submitted.get(field)
    }

    pub(super) fn all(&self, field: &str) -> impl Iterator<Item = &'s str> {
        self.submitted.all(field)
    }

    /// Says what is wrong with a field. Answers `None`, so that it can end a reading.
    pub(super) fn say<T>(&mut self, field: &str, sentence: impl Into<String>) -> Option<T> {
        self.wrong.say(field, sentence);
        None
    }

    /// A day that must be given; `ask` is the sentence where it is not.
    pub(super) fn day(&mut self, field: &str, ask: &str) -> Option<Day> {
        match self.day_if_given(field)? {
            Some(day) => Some(day),
            None => self.say(field, ask),
        }
    }

    /// A day that may be left out; the outer `None` says that what was typed is no day.
    #[expect(clippy::option_option, reason = "wrong, left out and given are three things")]
    pub(super) fn day_if_given(&mut self, field: &str) -> Option<Option<Day>> {
        match self.raw(field) {
            "" => Some(None),
            text => match parse_day(text) {
                Ok(day) => Some(Some(day)),
                Err(error) => self.say(field, error.to_string()),
            },
        }
    }

    /// Words that must be given, of at most so many characters.
    pub(super) fn words(&mut self, field: &str, ask: &str, most: usize) -> Option<String> {
        match self.words_if_given(field, most)? {
            text if text.is_empty() => self.say(field, ask),
            text => Some(text),
        }
    }

    /// Words that may be left out.
    pub(super) fn words_if_given(&mut self, field: &str, most: usize) -> Option<String> {
        let text = self.raw(field);
        if text.chars().count() > most {
            return self.say(field, format!("这一项最多{most}字，请缩短"));
        }
        Some(text.to_owned())
    }

    /// One of what is offered.
    pub(super) fn one<T>(&mut self, field: &str, ask: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        match read(self.raw(field)) {
            Some(choice) => Some(choice),
            None => self.say(field, ask),
        }
    }

    /// Whether a box was ticked.
    pub(super) fn ticked(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|one| one == value)
    }
}

/// The longest text of a form.
pub(super) const LONG: usize = 20_000;
/// The longest line of a form.
pub(super) const LINE: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let submitted = Submitted::of([("on", "2025-02-30"), ("words", ""), ("by", "")]);
        let mut answers = Answers::of(&submitted);
        let read = (
            answers.day("on", "请填写日期"),
            answers.words("words", "请写明理由", 10),
            answers.day("by", "请填写期限"),
            answers.words_if_given("words", 10),
        );
        assert_eq!(read, (None, None, None, Some(String::new())));
        assert_eq!(answers.wrong.about("words"), Some("请写明理由"));
        assert_eq!(answers.wrong.about("by"), Some("请填写期限"));
        assert!(answers.wrong.about("on").is_some());
    }

    #[test]
    fn the_length_of_words_is_counted_in_characters() {
        let submitted = Submitted::of([("words", "一二三四")]);
        assert_eq!(Answers::of(&submitted).words("words", "", 4).as_deref(), Some("一二三四"));
        assert_eq!(Answers::of(&submitted).words("words", "", 3), None);
    }
}
