//! The screening of one text: every detector once, then one finding a place.

use crate::context::Context;
use crate::finding::{Finding, Kind, Mark};
use crate::masking::Masking;
use crate::view::View;
use crate::{address, email, health, minor, name, number, passport, plate, secrecy_mark, trigger};

/// The most text that is looked at as one (bytes). The detectors look around themselves, so that the time which a line
/// without end may take would grow with its square.
const WINDOW: usize = 3072;

/// Screens texts under one setting of what a masked text may still show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screener {
    masking: Masking,
}

impl Screener {
    /// A screener that suggests masked texts by this setting.
    pub fn new(masking: Masking) -> Self {
        Self { masking }
    }

    /// Screens one line, paragraph or cell. Findings come in the order of the text and never overlap.
    pub fn screen(&self, text: &str) -> Vec<Finding> {
        self.screen_in(&Context::none(), text)
    }

    /// Screens a text of which something is known from elsewhere.
    pub fn screen_in(&self, context: &Context, text: &str) -> Vec<Finding> {
        if text.len() <= WINDOW {
            return self.screen_window(context, text);
        }
        let (mut findings, mut start, mut characters) = (Vec::new(), 0, 0);
        while start < text.len() {
            let window = &text[start..window_end(text, start)];
            findings.extend(self.screen_window(context, window).into_iter().map(|finding| Finding {
                start: finding.start + characters,
                end: finding.end + characters,
                ..finding
            }));
            characters += window.chars().count();
            start += window.len();
        }
        findings
    }

    fn screen_window(&self, context: &Context, text: &str) -> Vec<Finding> {
        let Some(triggers) = trigger::walk(text, context.says_something()) else { return Vec::new() };
        let view = View::new(text, &triggers, context);
        let mut marks = Vec::new();
        number::find(&view, &mut marks);
        passport::find(&view, &mut marks);
        plate::find(&view, &mut marks);
        email::find(&view, &mut marks);
        secrecy_mark::find(&view, &mut marks);
        // Names need the numbers; what is said of a person needs the names.
        name::find(&view, &mut marks);
        address::find(&view, &mut marks);
        health::find(&view, &mut marks);
        minor::find(&view, &mut marks);
        self.findings(text, settle(marks))
    }

    /// Cuts the marks out of the text and counts their places in characters.
    fn findings(&self, text: &str, marks: Vec<Mark>) -> Vec<Finding> {
        let (mut byte, mut character) = (0, 0);
        let mut count_to = |place: usize| {
            character += text[byte..place].chars().count();
            byte = place;
            character
        };
        let finding = |mark: Mark| {
            let found = &text[mark.start..mark.end];
            Finding {
                kind: mark.kind,
                text: found.to_owned(),
                start: count_to(mark.start),
                end: count_to(mark.end),
                certainty: mark.certainty,
                suggestion: self.masking.apply(mark.kind, found),
                why: mark.why,
            }
        };
        marks.into_iter().map(finding).collect()
    }
}

/// Where a window that begins at `start` should end: behind a sentence or a line, else where no number is torn.
fn window_end(text: &str, start: usize) -> usize {
    if text.len() - start <= WINDOW {
        return text.len();
    }
    let mut end = start + WINDOW;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = &text[start..end];
    let behind = |at: usize| start + at + window[at..].chars().next().map_or(0, char::len_utf8);
    let is_torn = |character: char| character.is_alphanumeric() || "-@._ ".contains(character);
    window.rfind(['\n', '。']).or_else(|| window.rfind(|character| !is_torn(character))).map_or(end, behind)
}

/// One finding a place: the more specific kind, then the surer, then the longer one stays.
fn settle(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (rank(mark.kind), mark.certainty, std::cmp::Reverse(mark.end - mark.start), mark.start));
    let mut settled: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        if !settled.iter().any(|other| other.overlaps(&mark)) {
            settled.push(mark);
        }
    }
    settled.sort_by_key(|mark| mark.start);
    settled
}

/// The more a kind proves itself, the earlier.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::ResidentId => 0,
        Kind::BankCard => 1,
        Kind::Phone => 2,
        Kind::Passport => 3,
        Kind::Plate => 4,
        Kind::Email => 5,
        Kind::SecrecyMark => 6,
        Kind::Name => 7,
        Kind::Address => 8,
        Kind::Minor => 9,
        Kind::Health => 10,
    }
}
