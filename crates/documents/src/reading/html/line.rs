//! A line of a web page in the making, and how white space falls together in it.

use std::mem;

/// A line in the making.
#[derive(Default)]
pub(super) struct OpenLine {
    pub(super) text: String,
    /// Source line of its first character.
    pub(super) began: u64,
    /// White space was seen and is a space as soon as something follows.
    gap: bool,
}

impl OpenLine {
    /// Text as browsers set it: white space of the source (not 「&nbsp;」, not the full-width space) is one space between words and
    /// nothing at the ends of a line.
    pub(super) fn flow(&mut self, text: &str, mut line: u64) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                line += u64::from(c == '\n');
                self.gap = !self.text.is_empty();
                continue;
            }
            if self.text.is_empty() {
                self.began = line;
            }
            if mem::take(&mut self.gap) {
                self.text.push(' ');
            }
            self.text.push(c);
        }
    }

    /// Text whose white space counts.
    pub(super) fn keep(&mut self, text: &str, line: u64) {
        if self.text.is_empty() {
            self.began = line;
        }
        self.text.push_str(text);
    }
}
