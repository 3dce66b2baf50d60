//! What a reading may still cost: counted while reading, so that a hostile file is refused before it fills the memory.

use super::{Limits, Unreadable};

/// What is left of [`Limits`] for one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    limits: Limits,
    characters: usize,
    cells: usize,
    lines: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Budget { limits: *limits, characters: 0, cells: 0, lines: 0 }
    }

    /// Pays for text that goes into the reading.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Unreadable> {
        self.characters += text.chars().count();
        if self.characters > self.limits.characters {
            return Err(Unreadable::TooMuch { what: format!("文字超过{}字", self.limits.characters) });
        }
        Ok(())
    }

    /// Pays for one cell.
    pub(super) fn cell(&mut self) -> Result<(), Unreadable> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(Unreadable::TooMuch { what: format!("单元格超过{}个", self.limits.cells) });
        }
        Ok(())
    }

    /// Pays for one line, be it in a cell or outside. An empty line takes as much memory as an empty cell, so as many are allowed.
    pub(super) fn line(&mut self) -> Result<(), Unreadable> {
        self.lines += 1;
        if self.lines > self.limits.cells {
            return Err(Unreadable::TooMuch { what: format!("行数超过{}行", self.limits.cells) });
        }
        Ok(())
    }
}
