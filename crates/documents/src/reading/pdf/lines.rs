//! Glyphs to lines: those on one baseline, from left to right, with the gaps between them.

use super::canvas::Glyph;

/// A line of text at its place.
pub(super) struct PlacedLine {
    pub(super) y: f64,
    pub(super) text: String,
    /// Left edge of its first glyph.
    pub(super) x0: f64,
    /// Right edge of its last glyph.
    pub(super) x1: f64,
    /// Height of its largest font.
    pub(super) size: f64,
}

/// Puts glyphs into lines, top to bottom. A gap that nobody fills with spaces is one space, a wide one (columns) a tab.
pub(super) fn assemble(mut glyphs: Vec<Glyph>) -> Vec<PlacedLine> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut top = f64::NEG_INFINITY;
    for strip in strips(glyphs) {
        let y = strip.first().map_or(top, |glyph| glyph.y);
        match lines.last_mut() {
            Some(line) if belongs(line, top, &strip) => {
                line.extend(strip);
                line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            }
            _ => {
                top = y;
                lines.push(strip);
            }
        }
    }
    lines.into_iter().filter_map(|line| line_of(&line)).collect()
}

/// Glyphs on very nearly the same baseline, each strip from left to right.
fn strips(glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    let mut strips: Vec<Vec<Glyph>> = Vec::new();
    let mut first_y = f64::NEG_INFINITY;
    for glyph in glyphs {
        match strips.last_mut() {
            Some(strip) if glyph.y - first_y <= glyph.size * 0.08 => strip.push(glyph),
            _ => {
                first_y = glyph.y;
                strips.push(vec![glyph]);
            }
        }
    }
    for strip in &mut strips {
        strip.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    strips
}

/// Whether a strip continues a line that begins at `top`: hardly lower, and beside it. One that lies over it is another line of a crowded cell.
fn belongs(line: &[Glyph], top: f64, strip: &[Glyph]) -> bool {
    let (Some(a), Some(b)) = (line.first(), strip.first()) else { return false };
    if b.y - top > a.size.min(b.size) * 0.5 {
        return false;
    }
    let mut above = line.iter().peekable();
    strip.iter().all(|glyph| {
        let hair = (glyph.x1 - glyph.x0) * 0.3;
        while above.next_if(|own| own.x1 <= glyph.x0 + hair).is_some() {}
        above.peek().is_none_or(|own| own.x0 >= glyph.x1 - hair)
    })
}

fn line_of(glyphs: &[Glyph]) -> Option<PlacedLine> {
    let y = glyphs.first()?.y;
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
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
    let inked = || glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
    let x0 = inked().map(|glyph| glyph.x0).fold(f64::INFINITY, f64::min);
    let x1 = inked().map(|glyph| glyph.x1).fold(f64::NEG_INFINITY, f64::max);
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    Some(PlacedLine { y, text, x0, x1, size })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn text(x: f64, y: f64, text: &str) -> Vec<Glyph> {
        let place = |index: u32, c: char| {
            let x0 = x + f64::from(index) * 10.0;
            Glyph { text: c.to_string(), x0, x1: x0 + 10.0, y, size: 10.0 }
        };
        (0..).zip(text.chars()).map(|(index, c)| place(index, c)).collect()
    }

    fn lines(pieces: &[Vec<Glyph>]) -> Vec<String> {
        assemble(pieces.concat()).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn raised_figures_stay_in_their_line_and_crowded_lines_stay_apart() {
        assert_eq!(lines(&[text(0.0, 100.0, "面积"), text(20.0, 97.0, "2"), text(30.0, 100.0, "亩")]), ["面积2亩"]);
        assert_eq!(
            lines(&[text(0.0, 100.0, "（一）予以"), text(0.0, 102.5, "（二）部分")]),
            ["（一）予以", "（二）部分"]
        );
    }

    #[test]
    fn gaps_are_spaces_or_tabs() {
        assert_eq!(lines(&[text(0.0, 50.0, "ab"), text(23.0, 50.0, "cd"), text(60.0, 50.0, "3")]), ["ab cd\t3"]);
        assert_eq!(lines(&[text(0.0, 50.0, "松"), text(14.0, 50.0, "排")]), ["松排"]);
    }
}
