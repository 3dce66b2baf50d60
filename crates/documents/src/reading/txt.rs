//! Plain text and JSON: the lines as they are.

use super::budget::Budget;
use super::{Block, Line, Part, Place, Unreadable};

/// One body of lines, blank ones too (in 「one cell a line」 a blank line is a blank cell), without their line breaks.
pub(super) fn read(text: &str, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
    let mut blocks = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        budget.line()?;
        budget.text(line)?;
        blocks.push(Block::Line(Line { text: line.to_owned(), number: Some(number), ..Line::default() }));
    }
    Ok(vec![Part { place: Place::Body, blocks }])
}
