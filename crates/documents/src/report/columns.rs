//! Lines that end in figures, as programs that lay out text print tables: 「（一）予以公开   18   0   2」. A long label stands on several
//! lines, and its figures beside any of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lines::Shape;
use super::{value, words};

/// A label is broken into at most this many lines above or below its figures.
const REACH: usize = 4;

/// The figures at the end of a line, if there are any beside a text, or several.
pub(super) fn figures(line: &str) -> Option<Shape<'_>> {
    let mut rest = line.trim_end();
    let mut figures = Vec::new();
    while let Some(token) = rest.split_whitespace().next_back().filter(|token| value::is_value(token)) {
        figures.push(token);
        rest = rest[..rest.len() - token.len()].trim_end();
    }
    figures.reverse();
    let enough = figures.len() >= 2 || figures.len() == 1 && !rest.trim().is_empty();
    enough.then_some(Shape::Figures { label: rest, figures })
}

/// The labels that were found for lines of figures, and the lines that they are made of.
#[derive(Debug, Default)]
pub(super) struct Labels {
    found: BTreeMap<usize, String>,
    used: BTreeSet<usize>,
}

impl Labels {
    pub(super) fn take(&mut self, line: usize) -> Option<String> {
        self.found.remove(&line)
    }

    /// The line is nothing but a piece of a label.
    pub(super) fn is_used(&self, line: usize) -> bool {
        self.used.contains(&line)
    }
}

/// Finds the label of every line of figures.
pub(super) fn labels(shapes: &[Shape<'_>]) -> Labels {
    let mut labels = Labels::default();
    for (at, shape) in shapes.iter().enumerate() {
        let Shape::Figures { label, figures } = shape else { continue };
        if let Some(whole) = own(label) {
            labels.found.insert(at, whole);
        } else if figures.len() >= 3
            && let Some((whole, lines)) = over_lines(shapes, at, label, &labels.used)
        {
            labels.found.insert(at, whole);
            labels.used.extend(lines);
        } else if words::is_row(label.trim()) {
            labels.found.insert(at, label.trim().to_owned());
        }
    }
    labels
}

/// A label that the line holds whole: all of it, or its end after the label of a group.
fn own(label: &str) -> Option<String> {
    let tokens: Vec<&str> = label.split_whitespace().collect();
    let is_label = |text: &str| words::is_whole_row(text) || words::is_head(text);
    let from = (0..tokens.len()).find(|&from| is_label(&tokens[from..].concat()))?;
    Some(tokens[from..].concat())
}

/// A label in pieces: one of each line around, the one nearest to the figures, all above one another.
fn over_lines(shapes: &[Shape<'_>], at: usize, label: &str, used: &BTreeSet<usize>) -> Option<(String, Vec<usize>)> {
    let own = pieces(label).pop();
    let neighbour = |line: usize| match shapes.get(line)? {
        Shape::Text(text) if words::section_number(text).is_none() && !used.contains(&line) => {
            let own = own.as_ref().map(|(place, _)| place.clone());
            pieces(text)
                .into_iter()
                .rev()
                .find(|(place, _)| own.as_ref().is_none_or(|own| overlap(own, place)))
                .map(|(_, text)| text)
        }
        _ => None,
    };
    let above: Vec<&str> = (1..=REACH).map_while(|step| neighbour(at.checked_sub(step)?)).collect();
    let below: Vec<&str> = (1..=REACH).map_while(|step| neighbour(at + step)).collect();
    let own = own.as_ref().map_or("", |(_, text)| text);
    let fewest_first = (1..=above.len() + below.len()).flat_map(|lines| (0..=lines).map(move |up| (up, lines - up)));
    fewest_first.filter(|(up, down)| *up <= above.len() && *down <= below.len()).find_map(|(up, down)| {
        let whole: String =
            above[..up].iter().rev().copied().chain([own]).chain(below[..down].iter().copied()).collect();
        let lines = (at - up..at).chain(at + 1..=at + down);
        let is_label = words::is_whole_row(&whole) && (!own.is_empty() || !words::is_head(&whole));
        is_label.then(|| (whole, lines.filter(|&line| is_single(&shapes[line])).collect()))
    })
}

fn is_single(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Text(text) if pieces(text).len() == 1)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The pieces of a line that blanks divide, each with the columns that it covers.
fn pieces(line: &str) -> Vec<(Range<usize>, &str)> {
    let mut pieces = Vec::new();
    let (mut column, mut start, mut end) = (0, None::<(usize, usize)>, (0, 0));
    for (byte, c) in line.char_indices() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if c.is_whitespace() {
            // One blank is part of a text, two are a border.
            if let Some((from, begins)) = start
                && column + width > end.1 + 1
            {
                pieces.push((begins..end.1, &line[from..end.0]));
                start = None;
            }
        } else {
            start.get_or_insert((byte, column));
            end = (byte + c.len_utf8(), column + width);
        }
        column += width;
    }
    if let Some((from, begins)) = start {
        pieces.push((begins..end.1, &line[from..end.0]));
    }
    pieces
}
