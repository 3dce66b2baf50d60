//! A text as the detectors see it: the words known in it, and what stands around a place.

use std::ops::Range;

use crate::context::Context;
use crate::label::{Label, Meaning};
use crate::trigger::{Spot, Triggers, Word};

/// A text under screening. All places are bytes at character borders.
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
    pub(crate) spots: &'a [Spot],
    pub(crate) context: &'a Context,
}

/// How far a label reaches (bytes: 13 Chinese characters), as in 「身份证号经核对为…」.
const REACH: usize = 40;

impl<'a> View<'a> {
    pub(crate) fn new(text: &'a str, triggers: &'a Triggers, context: &'a Context) -> Self {
        Self { text, words: &triggers.words, spots: &triggers.spots, context }
    }

    /// The nearest label before a place, in the same clause; else what is known of the whole text.
    pub(crate) fn label_before(&self, at: usize) -> Option<Label> {
        let before = self.words.partition_point(|word| word.end <= at);
        let near = self.words[..before].iter().rev().take_while(|word| at - word.end <= REACH);
        for word in near {
            let Meaning::Label(label) = word.meaning else { continue };
            let gap = &self.text[word.end..at];
            if gap.contains(ENDS_SENTENCE) {
                break;
            }
            // A document's number speaks only of what follows it at once.
            if label != Label::Serial || gap.chars().all(is_glue) {
                return Some(label);
            }
        }
        self.context.label
    }

    /// The sentence around a place.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].char_indices().rev().find(|(_, character)| ENDS_SENTENCE.contains(character));
        let end = self.text[at..].find(ENDS_SENTENCE).map_or(self.text.len(), |offset| at + offset);
        start.map_or(0, |(offset, character)| offset + character.len_utf8())..end
    }

    /// The clause around a place: as [`Self::sentence`], but also between commas.
    pub(crate) fn clause(&self, at: usize) -> &'a str {
        let ends = |character: char| ENDS_SENTENCE.contains(&character) || "，,".contains(character);
        let start = self.text[..at].char_indices().rev().find(|(_, character)| ends(*character));
        let end = self.text[at..].find(ends).map_or(self.text.len(), |offset| at + offset);
        &self.text[start.map_or(0, |(offset, character)| offset + character.len_utf8())..end]
    }

    /// The words of one meaning inside a range.
    pub(crate) fn words_in(&self, range: &Range<usize>) -> &'a [Word] {
        let first = self.words.partition_point(|word| word.start < range.start);
        let last = self.words.partition_point(|word| word.start < range.end);
        &self.words[first..last.max(first)]
    }

    pub(crate) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    pub(crate) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

/// Signs after which another subject may begin.
pub(crate) const ENDS_SENTENCE: [char; 8] = ['。', '；', ';', '！', '？', '!', '?', '\n'];

/// Signs and particles that join a label to its value.
pub(crate) fn is_glue(character: char) -> bool {
    character.is_whitespace() || "：:|｜/为是（(）)【】[]“”\"'，,、号码".contains(character)
}

pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}' | '〇')
}
