//! Glyphs to lines: those on one baseline, from left to right, with the gaps between them.

use super::canvas::Glyph;

/// A line of text at its place.
pub(super) struct PlacedLine {
    pub(super) y: f64,
    pub(super) text: String,
}

/// Puts glyphs into lines, top to bottom. A gap that nobody fills with spaces is one space, a wide one (columns) a tab.
pub(super) fn assemble(mut glyphs: Vec<Glyph>) -> Vec<PlacedLine> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        // Against the last one, so that a slightly inclined scan stays a line; but not further than a line is high.
        let same = line.last().zip(line.first()).is_none_or(|(last, first)| {
            let height = glyph.size.min(last.size);
            glyph.y - last.y <= height * 0.3 && glyph.y - first.y <= height * 0.6
        });
        if !same {
            lines.extend(line_of(std::mem::take(&mut line)));
        }
        line.push(glyph);
    }
    lines.extend(line_of(line));
    lines
}

fn line_of(mut glyphs: Vec<Glyph>) -> Option<PlacedLine> {
    glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let y = glyphs.first()?.y;
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in &glyphs {
        if let Some(last) = last {
            if is_double(last, glyph) {
                continue;
            }
            let gap = glyph.x0 - last.x1;
            let size = last.size.max(glyph.size);
            let is_blank = |glyph: &Glyph| glyph.text.trim().is_empty();
            if gap > size * 1.5 {
                text.push('\t');
            } else if gap > size * narrowest_space(last, glyph) && !is_blank(last) && !is_blank(glyph) {
                text.push(' ');
            }
        }
        text.push_str(&glyph.text);
        last = Some(glyph);
    }
    Some(PlacedLine { y, text })
}

/// Bold is sometimes the same glyph drawn twice, a hair apart.
fn is_double(a: &Glyph, b: &Glyph) -> bool {
    a.text == b.text
        && !a.text.trim().is_empty()
        && (a.x0 - b.x0).abs() < (a.x1 - a.x0) * 0.3
        && (a.size - b.size).abs() < 0.1
}

/// Justified Chinese is set loosely; Latin words stand a quarter of an em apart.
fn narrowest_space(a: &Glyph, b: &Glyph) -> f64 {
    let is_wide = |glyph: &Glyph| glyph.text.chars().all(|c| c >= '\u{2E80}');
    if is_wide(a) || is_wide(b) { 0.6 } else { 0.2 }
}
