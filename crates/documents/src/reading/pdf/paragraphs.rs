//! Which lines are broken only by the width of the page. A paragraph goes on where its line runs to the right margin and the next
//! one begins at the left margin: Chinese paragraphs begin two characters in, and their last line is short.

use super::lines::PlacedLine;
use crate::reading::{Block, is_page_number};

/// Lines of one size, of which the first runs to the margin and the second is not indented, no further apart than this many heights.
const NEXT_LINE: f64 = 3.0;

/// A line may end a character and a half short of the margin, since no line begins with a full stop.
const RAGGED: f64 = 1.6;

/// How the text of a page begins and ends.
#[derive(Default)]
pub(super) struct Flow {
    /// The first line of running text begins at the left margin.
    begins_flush: bool,
    /// The last line of running text runs to the right margin.
    ends_full: bool,
}

struct Margins {
    left: f64,
    right: f64,
}

impl Margins {
    /// The edges of the text, from lines that are long enough to show them.
    fn of(lines: &[PlacedLine]) -> Option<Margins> {
        let long = || lines.iter().filter(|line| line.x1 - line.x0 > line.size * 10.0);
        let left = long().map(|line| line.x0).fold(f64::INFINITY, f64::min);
        let right = long().map(|line| line.x1).fold(f64::NEG_INFINITY, f64::max);
        (left < right).then_some(Margins { left, right })
    }

    fn is_full(&self, line: &PlacedLine) -> bool {
        line.x1 >= self.right - line.size * RAGGED && !line.text.contains('\t')
    }

    fn is_flush(&self, line: &PlacedLine) -> bool {
        line.x0 <= self.left + line.size * 0.9
    }
}

/// For each line of a page, top to bottom, whether the next one goes on with its paragraph. `obstacles` are the heights of tables.
pub(super) fn wraps(lines: &[PlacedLine], obstacles: &[f64]) -> Vec<bool> {
    let Some(margins) = Margins::of(lines) else { return vec![false; lines.len()] };
    let goes_on = |line: &PlacedLine, next: &PlacedLine| {
        let alike = (line.size - next.size).abs() <= line.size * 0.15 && next.y - line.y <= line.size * NEXT_LINE;
        let parted = obstacles.iter().any(|y| (line.y..next.y).contains(y));
        alike && !parted && margins.is_full(line) && margins.is_flush(next)
    };
    let last = lines.last().map(|_| false);
    lines.windows(2).map(|pair| goes_on(&pair[0], &pair[1])).chain(last).collect()
}

impl Flow {
    pub(super) fn of(lines: &[PlacedLine]) -> Flow {
        let Some(margins) = Margins::of(lines) else { return Flow::default() };
        let mut running = lines.iter().filter(|line| !is_page_number(&line.text));
        let first = running.next();
        let last = running.next_back().or(first);
        Flow {
            begins_flush: first.is_some_and(|line| margins.is_flush(line)),
            ends_full: last.is_some_and(|line| margins.is_full(line)),
        }
    }
}

/// Marks the last line of a page whose paragraph goes on on the next one. Only text that no table parts goes on.
pub(super) fn over_the_page(blocks: &mut [Block], pages: &[(usize, Flow)]) {
    for pair in pages.windows(2) {
        let ((_, before), (begin, after)) = (&pair[0], &pair[1]);
        if !(before.ends_full && after.begins_flush) {
            continue;
        }
        let is_running = |block: &&mut Block| !matches!(block, Block::Line(line) if is_page_number(&line.text));
        let (above, below) = blocks.split_at_mut(*begin);
        let next = below.iter_mut().find(is_running);
        if let (Some(Block::Line(last)), Some(Block::Line(_))) = (above.iter_mut().rev().find(is_running), next) {
            last.wraps = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Line;

    fn line(y: f64, x0: f64, x1: f64, text: &str) -> PlacedLine {
        PlacedLine { y, text: text.to_owned(), x0, x1, size: 16.0 }
    }

    #[test]
    fn a_paragraph_is_indented_and_its_last_line_short() {
        let lines = [
            line(100.0, 110.0, 520.0, "首行缩进两字，一直写到右边"),
            line(128.0, 78.0, 505.0, "接着写，行末不让标点悬挂所以短一字"),
            line(156.0, 78.0, 300.0, "末行短。"),
            line(184.0, 110.0, 520.0, "又是一段，也写到右边"),
            line(212.0, 110.0, 300.0, "缩进的是新的一段。"),
        ];
        assert_eq!(wraps(&lines, &[]), [true, true, false, false, false]);
        assert_eq!(wraps(&lines, &[120.0]), [false, true, false, false, false]);
    }

    #[test]
    fn a_title_in_the_middle_goes_on_in_nothing() {
        let lines =
            [line(80.0, 180.0, 420.0, "某某局年度报告"), line(128.0, 78.0, 520.0, "顶格写的一行一直写到右边缘")];
        assert_eq!(wraps(&lines, &[]), [false, false]);
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page_number() {
        let text = |text: &str| Block::Line(Line { text: text.to_owned(), ..Line::default() });
        let mut blocks = vec![text("写到页底"), text("— 1 —"), text("接着写")];
        let flow = || Flow { begins_flush: true, ends_full: true };
        over_the_page(&mut blocks, &[(0, flow()), (2, flow())]);
        assert!(matches!(&blocks[0], Block::Line(line) if line.wraps));
        assert!(matches!(&blocks[1], Block::Line(line) if !line.wraps));
    }
}
