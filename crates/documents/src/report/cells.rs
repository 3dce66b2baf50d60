//! Tables of which every cell stands on a line of its own: 「规章⏎0⏎0⏎3」. A label opens a row, what can stand in a cell fills it.

use super::lines::{LONGEST_CELL, continues_a_cell};
use super::pieces::{Piece, Row};
use super::{value, words};

/// A line that is a cell, or may be one.
#[derive(Debug)]
pub(super) enum Atom<'l> {
    /// A label, a head, or running text.
    Word { text: &'l str, tabbed: bool },
    /// What can stand in a cell of figures.
    Figure { text: &'l str, tabbed: bool },
    /// A blank cell for certain: a tab and nothing else.
    Blank,
    /// A line with nothing in it: a blank cell, or space between rows.
    Gap,
    /// What is put together already.
    Pieces(Vec<Piece>),
}

impl<'l> Atom<'l> {
    pub(super) fn of_cell(text: &'l str, tabbed: bool) -> Self {
        if value::is_value(text) { Atom::Figure { text: text.trim(), tabbed } } else { Atom::Word { text, tabbed } }
    }

    fn word(&self) -> Option<&'l str> {
        if let Atom::Word { text, .. } = self { Some(text.trim()) } else { None }
    }

    fn can_be_value(&self) -> bool {
        matches!(self, Atom::Figure { .. } | Atom::Blank)
    }
}

/// Puts the cells together to rows.
pub(super) fn rows(atoms: &[Atom<'_>]) -> Vec<Piece> {
    let labels: Vec<Option<usize>> = (0..atoms.len()).map(|at| label_at(atoms, at)).collect();
    let mut walk =
        Walk { atoms, gaps: Gaps::of(atoms, &labels), labels, heads: Vec::new(), in_tables: false, out: Vec::new() };
    let mut at = 0;
    while at < atoms.len() {
        at = walk.step(at);
    }
    walk.flush_heads();
    walk.out
}

struct Walk<'a, 'l> {
    atoms: &'a [Atom<'l>],
    gaps: Gaps,
    /// How many words from each atom on make up a label.
    labels: Vec<Option<usize>>,
    /// Cells with tabs that are no row yet: heads, labels of groups.
    heads: Vec<String>,
    /// The last heading was one of a section of tables.
    in_tables: bool,
    out: Vec<Piece>,
}

impl Walk<'_, '_> {
    /// Takes what begins at that atom and says where the next begins.
    fn step(&mut self, at: usize) -> usize {
        if let Some(count) = self.labels[at] {
            return self.labelled(at, count);
        }
        match &self.atoms[at] {
            Atom::Pieces(pieces) => {
                self.flush_heads();
                self.out.extend(pieces.iter().cloned());
            }
            Atom::Gap => self.flush_heads(),
            Atom::Blank => {
                // Blanks in front of figures are cells of theirs where they make the row of table four whole.
                let blanks = self.atoms[at..].iter().take_while(|atom| matches!(atom, Atom::Blank)).count();
                let run = values_from(self.atoms, at);
                let figures = self.atoms[at..run].iter().filter(|atom| atom.can_be_value()).count();
                if run > at + blanks && matches!(figures, 5 | 10 | 15) {
                    return self.unlabelled(at);
                }
                self.heads.push(String::new());
            }
            Atom::Figure { .. } => return self.unlabelled(at),
            Atom::Word { text, tabbed: true } => self.heads.push(text.trim().to_owned()),
            Atom::Word { text, tabbed: false } => {
                if let Some(last) = self.heads.last_mut().filter(|last| !last.is_empty() && continues_a_cell(text)) {
                    // 「本年新⏎制作数量」: a cell with a line break in it.
                    last.push('\n');
                    last.push_str(text.trim());
                } else {
                    self.flush_heads();
                    if let Some(number) = words::section_number(text) {
                        self.in_tables = matches!(number, 2..=4);
                    }
                    self.out.push(Piece::Text(text.trim().to_owned()));
                }
            }
        }
        at + 1
    }

    fn labelled(&mut self, at: usize, count: usize) -> usize {
        let label: String = self.atoms[at..at + count].iter().filter_map(Atom::word).collect();
        let end = values_from(self.atoms, at + count);
        let values = self.gaps.cells(&self.atoms[at + count..end]);
        if values.is_empty() && !self.in_tables && self.heads.is_empty() {
            self.out.extend(
                self.atoms[at..at + count].iter().filter_map(Atom::word).map(|text| Piece::Text(text.to_owned())),
            );
            return at + count;
        }
        let mut slots = std::mem::take(&mut self.heads);
        if slots.iter().any(|head| !head.is_empty() && !words::is_group(head)) {
            self.heads = slots;
            self.flush_heads();
            slots = Vec::new();
        }
        slots.retain(|head| !head.is_empty());
        slots.push(label);
        slots.extend(values);
        self.out.push(Piece::Row(Row::listed(slots)));
        end
    }

    /// Figures without a label: table four has none at its left.
    fn unlabelled(&mut self, at: usize) -> usize {
        self.flush_heads();
        let end = values_from(self.atoms, at);
        let run = &self.atoms[at..end.max(at + 1)];
        let values = [self.gaps.cells_before(&self.atoms[..at]), self.gaps.cells(run)].concat();
        if values.len() >= 5 {
            self.out.push(Piece::Row(Row::listed(values)));
        } else {
            self.out.extend(values.into_iter().filter(|text| !text.is_empty()).map(Piece::Text));
        }
        at + run.len()
    }

    fn flush_heads(&mut self) {
        let heads = std::mem::take(&mut self.heads);
        if heads.iter().any(|head| !head.is_empty()) {
            self.out.push(Piece::Row(Row::listed(heads)));
        }
    }
}

/// How many words from here on make up the label of a row. Words that are heads of columns too (总计, 其他) are labels where
/// figures follow and no other head stands before.
fn label_at(atoms: &[Atom<'_>], at: usize) -> Option<usize> {
    let words: Vec<&str> = atoms[at..].iter().take(5).map_while(Atom::word).collect();
    if words.first().is_none_or(|word| word.chars().count() > LONGEST_CELL) {
        return None;
    }
    let followed = |count: usize| {
        atoms[at + count..].iter().find(|atom| !matches!(atom, Atom::Gap)).is_some_and(Atom::can_be_value)
    };
    if words::is_head(words[0]) {
        let before = atoms[..at].iter().rev().find(|atom| !matches!(atom, Atom::Blank | Atom::Gap));
        let beside_its_like =
            |word| words::is_head(word) && words::is_remedy_group(word) == words::is_remedy_group(words[0]);
        let stands_alone = before.and_then(Atom::word).is_none_or(|word| !beside_its_like(word));
        return (followed(1) && stands_alone).then_some(1);
    }
    let count = words::row_of_lines(&words)?;
    (!words::is_group(words[0]) || followed(count) || count > 1).then_some(count)
}

/// Where the cells that begin here end. A word between two of them, which is none of the form's, is a cell that cannot be read.
fn values_from(atoms: &[Atom<'_>], start: usize) -> usize {
    let tabbed = matches!(atoms.get(start), Some(Atom::Blank | Atom::Figure { tabbed: true, .. }));
    let mut at = start;
    while let Some(atom) = atoms.get(at) {
        let goes_on = match atom {
            Atom::Figure { .. } | Atom::Blank => true,
            Atom::Gap => !tabbed,
            Atom::Word { text, .. } => {
                let between = at > start
                    && matches!(atoms.get(at - 1), Some(Atom::Figure { .. }))
                    && matches!(atoms.get(at + 1), Some(Atom::Figure { .. }));
                between && text.trim().chars().count() <= 12 && !words::is_known(text)
            }
            Atom::Pieces(_) => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    // Space after the last row is no cell.
    if atoms.get(at).is_none_or(|atom| atom.word().is_some_and(|word| words::section_number(word).is_some())) {
        while at > start && matches!(atoms[at - 1], Atom::Gap) {
            at -= 1;
        }
    }
    at
}

/// What a line with nothing in it means in this text.
struct Gaps {
    /// So many follow each row, and all others are blank cells. `None` where they tell nothing.
    after_row: Option<usize>,
}

impl Gaps {
    /// Rows of table three that are full say how many lines with nothing stand between rows; that others have such lines between
    /// their figures says that these are cells.
    fn of(atoms: &[Atom<'_>], labels: &[Option<usize>]) -> Gaps {
        let mut after_row = None;
        let mut are_cells = false;
        let mut at = 0;
        while at < atoms.len() {
            let Some(count) = labels[at] else {
                at += 1;
                continue;
            };
            let end = values_from(atoms, at + count);
            let run = &atoms[at + count..end];
            at = end;
            let figures = run.iter().take_while(|atom| matches!(atom, Atom::Figure { .. })).count();
            let gaps = run[figures..].iter().take_while(|atom| matches!(atom, Atom::Gap)).count();
            let is_last =
                atoms.get(end).is_none_or(|atom| atom.word().is_none_or(|word| words::section_number(word).is_some()));
            let between =
                run.iter().rposition(|atom| matches!(atom, Atom::Figure { .. })).is_some_and(|last| last >= figures);
            are_cells |= between && figures < 7 && run.len() >= 7;
            if figures >= 7 && figures + gaps == run.len() && !is_last {
                if after_row.is_some_and(|known| known != gaps) {
                    return Gaps { after_row: None };
                }
                after_row = Some(gaps);
            } else if (1..7).contains(&figures) && run.iter().filter(|atom| atom.can_be_value()).count() >= 7 {
                // Lines with nothing inside a full row: they only space the text out.
                return Gaps { after_row: None };
            }
        }
        Gaps { after_row: after_row.filter(|_| are_cells) }
    }

    /// Blank cells with which a row without a label begins: what stands before it and is more than the space between rows.
    fn cells_before(&self, atoms: &[Atom<'_>]) -> Vec<String> {
        let gaps = atoms.iter().rev().take_while(|atom| matches!(atom, Atom::Gap)).count();
        let blanks = self.after_row.map_or(0, |after| gaps.saturating_sub(after));
        vec![String::new(); blanks]
    }

    fn cells(&self, run: &[Atom<'_>]) -> Vec<String> {
        let gaps_after = run.iter().rev().take_while(|atom| matches!(atom, Atom::Gap)).count();
        let kept = self.after_row.map(|after| run.len() - gaps_after.min(after));
        let cells = run[..kept.unwrap_or(run.len())].iter().filter_map(|atom| match atom {
            Atom::Figure { text, .. } | Atom::Word { text, .. } => Some(text.trim().to_owned()),
            Atom::Blank => Some(String::new()),
            Atom::Gap => kept.map(|_| String::new()),
            Atom::Pieces(_) => None,
        });
        cells.collect()
    }
}
