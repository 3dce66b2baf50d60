//! Which lines are broken only by the width of the page. A paragraph goes on where its line runs to the right margin and the next
//! one begins at the left margin: Chinese paragraphs begin two characters in, and their last line is short.

use std::collections::BTreeMap;

use crate::reading::{Block, is_page_number};

/// A line's place on its page, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// The line among the blocks.
    pub(super) block: usize,
    pub(super) page: u32,
    /// Width of the page.
    pub(super) width: f64,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    /// Height of the font.
    pub(super) size: f64,
}

/// Lines of a paragraph are no further apart than this many heights.
const NEXT_LINE: f64 = 3.0;

/// A line may end a character and a half short of the margin, since no line begins with a full stop.
const RAGGED: f64 = 1.6;

/// Marks the lines whose paragraph goes on in the next line, on the next page too.
pub(super) fn join(blocks: &mut [Block], extents: &[Extent]) {
    let running: Vec<&Extent> = extents
        .iter()
        .filter(|extent| matches!(&blocks[extent.block], Block::Line(line) if !is_page_number(&line.text)))
        .collect();
    let margins = AllMargins::of(extents);
    let mut wrapping = Vec::new();
    for pair in running.windows(2) {
        let (line, next) = (pair[0], pair[1]);
        let between = &blocks[line.block + 1..next.block];
        let parted = between.iter().any(|block| matches!(block, Block::Table(_)));
        let follows =
            if line.page == next.page { next.y - line.y <= line.size * NEXT_LINE } else { line.page + 1 == next.page };
        let alike = (line.size - next.size).abs() <= line.size * 0.15;
        if !parted && follows && alike && margins.is_full(line) && margins.is_flush(next) {
            wrapping.push(line.block);
        }
    }
    for block in wrapping {
        if let Block::Line(line) = &mut blocks[block] {
            line.wraps = !line.text.contains('\t');
        }
    }
}

/// The edges of the text on pages of one width.
#[derive(Clone, Copy)]
struct Margins {
    left: f64,
    right: f64,
}

/// Margins by the width of the page in whole points, from lines that are long enough to show them.
struct AllMargins(BTreeMap<i64, Margins>);

impl AllMargins {
    fn of(extents: &[Extent]) -> Self {
        let mut all: BTreeMap<i64, Margins> = BTreeMap::new();
        for line in extents.iter().filter(|line| line.x1 - line.x0 > line.size * 10.0) {
            let margins = all.entry(points(line.width)).or_insert(Margins { left: line.x0, right: line.x1 });
            margins.left = margins.left.min(line.x0);
            margins.right = margins.right.max(line.x1);
        }
        AllMargins(all)
    }

    /// It runs to the right margin. Pages are printed about as far from one edge as from the other, which tells where the
    /// margin is when no line is full.
    fn is_full(&self, line: &Extent) -> bool {
        self.0.get(&points(line.width)).is_some_and(|margins| {
            let right = margins.right.max(line.width - margins.left - line.size * RAGGED);
            line.x1 >= right - line.size * RAGGED
        })
    }

    /// It begins at the left margin.
    fn is_flush(&self, line: &Extent) -> bool {
        self.0.get(&points(line.width)).is_some_and(|margins| line.x0 <= margins.left + line.size * 0.9)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the width of a page is a few thousand points; a mad one only finds no margins"
)]
fn points(width: f64) -> i64 {
    width.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Line, Table};

    /// Page, height, left and right edge, text.
    fn wraps(lines: &[(u32, f64, f64, f64, &str)], tables_before: &[usize]) -> Vec<bool> {
        let (mut blocks, mut extents) = (Vec::new(), Vec::new());
        for (index, &(page, y, x0, x1, text)) in lines.iter().enumerate() {
            if tables_before.contains(&index) {
                blocks.push(Block::Table(Table::default()));
            }
            extents.push(Extent { block: blocks.len(), page, width: 595.0, x0, x1, y, size: 16.0 });
            blocks.push(Block::Line(Line { text: text.to_owned(), ..Line::default() }));
        }
        join(&mut blocks, &extents);
        let lines =
            blocks.iter().filter_map(|block| if let Block::Line(line) = block { Some(line.wraps) } else { None });
        lines.collect()
    }

    #[test]
    fn a_paragraph_is_indented_and_its_last_line_short() {
        let lines = [
            (1, 100.0, 110.0, 520.0, "首行缩进两字，一直写到右边"),
            (1, 128.0, 78.0, 505.0, "接着写，行末不让标点悬挂所以短一字"),
            (1, 156.0, 78.0, 300.0, "末行短。"),
            (1, 184.0, 110.0, 520.0, "又是一段，也写到右边"),
            (1, 212.0, 110.0, 300.0, "缩进的是新的一段。"),
        ];
        assert_eq!(wraps(&lines, &[]), [true, true, false, false, false]);
        assert_eq!(wraps(&lines, &[1]), [false, true, false, false, false]);
    }

    #[test]
    fn a_title_in_the_middle_goes_on_in_nothing() {
        let lines = [(1, 80.0, 180.0, 420.0, "某某局年度报告"), (1, 108.0, 78.0, 520.0, "顶格写的一行")];
        assert_eq!(wraps(&lines, &[]), [false, false]);
    }

    #[test]
    fn short_paragraphs_alone_on_a_page_are_not_run_together() {
        let lines = [
            (1, 80.0, 110.0, 330.0, "（一）主动公开，更新目录二十次。"),
            (1, 108.0, 110.0, 300.0, "组织培训两次，均已完成。"),
        ];
        assert_eq!(wraps(&lines, &[]), [false, false]);
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page_number() {
        let lines =
            [(1, 700.0, 78.0, 520.0, "写到页底"), (1, 760.0, 450.0, 500.0, "— 1 —"), (2, 100.0, 78.0, 300.0, "接着写")];
        assert_eq!(wraps(&lines, &[]), [true, false, false]);
    }
}
