//! The text of a draft: what was answered, put together in the order of the letter.

/// The paragraphs so far.
#[derive(Default)]
pub(super) struct Text(Vec<String>);

impl Text {
    /// Adds a paragraph; a name stands before it, an empty one does not.
    pub(super) fn say(&mut self, name: &str, words: String) {
        if words.is_empty() {
            return;
        }
        self.0.push(if name.is_empty() { words } else { format!("{name}：{words}") });
    }

    pub(super) fn append(&mut self, other: Text) {
        self.0.extend(other.0);
    }

    pub(super) fn whole(self) -> String {
        self.0.join("\n")
    }
}
