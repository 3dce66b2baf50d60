//! Web pages. The tokens of the page are walked as they come, without a tree: whatever the nesting, time is linear and the stack
//! stays flat. Navigation and footers are read like everything else, since only the report's reader knows what to pass over.

mod line;
mod markup;
mod table;
mod walk;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use super::budget::Budget;
use super::format::find;
use super::{Part, Unreadable};
use walk::Walk;

/// Reads a decoded page: its body, its title and meta data as properties, its comments.
pub(super) fn read(text: &str, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
    let tokenizer = Tokenizer::new(Walk::new(budget), TokenizerOpts::default());
    let queue = BufferQueue::default();
    // In pieces, so that a refusal (too much text) takes effect soon.
    let mut rest = text;
    while !rest.is_empty() && !tokenizer.sink.has_failed() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary((1 << 20).min(rest.len())));
        queue.push_back(StrTendril::from_slice(piece));
        let _ = tokenizer.feed(&queue);
        rest = after;
    }
    if !tokenizer.sink.has_failed() {
        tokenizer.end();
    }
    tokenizer.sink.finish()
}

/// The encoding that a page claims in its first kilobytes (`charset=`), if it is a page.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    find(&head, b"<")?;
    let after = &head[find(&head, b"charset=")? + b"charset=".len()..];
    let label = after.iter().map(|&byte| char::from(byte)).skip_while(|c| matches!(c, '"' | '\'' | ' '));
    Some(label.take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect())
}
