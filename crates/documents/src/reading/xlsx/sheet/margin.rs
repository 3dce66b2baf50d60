//! The header and footer that a sheet prints.

use crate::reading::{Block, Line, Part, Place};

/// Which margin an element describes.
pub(super) fn place(element: &str) -> Option<Place> {
    match element {
        "oddHeader" | "evenHeader" | "firstHeader" => Some(Place::Header),
        "oddFooter" | "evenFooter" | "firstFooter" => Some(Place::Footer),
        _ => None,
    }
}

/// The margin's text without its codes, a line for each of left, centre and right; `None` if nothing is left.
pub(super) fn part(place: Place, coded: &str) -> Option<Part> {
    let lines = plain(coded);
    let blocks: Vec<Block> = lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Block::Line(Line { text: line.to_owned(), ..Line::default() }))
        .collect();
    (!blocks.is_empty()).then_some(Part { place, blocks })
}

/// `&C&"宋体"&12第 &P 页` is 「第  页」.
fn plain(coded: &str) -> String {
    let mut text = String::new();
    let mut rest = coded.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '&' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('L' | 'C' | 'R') => text.push('\n'),
            Some('&') => text.push('&'),
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            Some('K') => while rest.next_if(char::is_ascii_hexdigit).is_some() {},
            Some(c) if c.is_ascii_digit() => while rest.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn codes_are_not_text() {
        assert_eq!(plain("&L内部资料&C&\"宋体,Bold\"&12第 &P 页&Ra&&b").trim(), "内部资料\n第  页\na&b");
    }
}
