//! A reading cut into texts and table rows, whatever the layout. Real tables are taken as they are; lines of text are put together by [`lines`].

use crate::reading::{Block, Line, Place, Reading, Table};

use super::{lines, value, words};

/// A text or a row of a table, in reading order.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Text(String),
    Row(Row),
    /// A new sheet of a workbook begins: what it holds has nothing to do with the section before.
    Sheet,
}

/// Cells that belong together.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) slots: Vec<Slot>,
    /// The table, counted through the document, whose columns `Slot::column` means. `None` for rows put together from text,
    /// where only the order of the cells is known.
    pub(super) table: Option<usize>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) text: String,
    /// Its left edge in the grid of the table; in rows put together from text its place in the row.
    pub(super) column: usize,
    pub(super) span: usize,
}

impl Row {
    /// A row put together from text.
    pub(super) fn listed(cells: impl IntoIterator<Item = String>) -> Self {
        let slot = |(column, text)| Slot { text, column, span: 1 };
        Row { slots: cells.into_iter().enumerate().map(slot).collect(), table: None }
    }

    /// The texts of all cells in one.
    pub(super) fn text(&self) -> String {
        self.slots
            .iter()
            .map(|slot| slot.text.trim())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\u{3000}")
    }

    /// The only cell that is not blank, if there is just one.
    pub(super) fn lone_text(&self) -> Option<&str> {
        let mut texts = self.slots.iter().map(|slot| slot.text.trim()).filter(|text| !text.is_empty());
        texts.next().filter(|_| texts.next().is_none())
    }

    /// A cell of it is a figure.
    pub(super) fn has_figure(&self) -> bool {
        self.slots.iter().any(|slot| value::is_figure(&slot.text))
    }
}

/// As many cells as there are columns, if that is certain: just as many; or more, of which the surplus at the end is blank (an
/// artefact of some layouts; where the first cell is blank too, either end may be it); or more, of which just as many are filled.
pub(super) fn fitting(values: &[Slot], columns: usize) -> Option<Vec<&Slot>> {
    let is_blank = |slot: &Slot| slot.text.trim().is_empty();
    if values.len() == columns {
        return Some(values.iter().collect());
    }
    let (kept, surplus) = values.split_at_checked(columns)?;
    if surplus.iter().all(is_blank) && !kept.first().is_some_and(is_blank) {
        return Some(kept.iter().collect());
    }
    let filled: Vec<&Slot> = values.iter().filter(|slot| !is_blank(slot)).collect();
    (filled.len() == columns).then_some(filled)
}

/// Cuts the body and all sheets into pieces.
pub(super) fn pieces(reading: &Reading) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut tables = 0;
    let shown = |place: &Place| matches!(place, Place::Body | Place::TextBox | Place::Sheet { hidden: false, .. });
    for part in reading.parts.iter().filter(|part| shown(&part.place)) {
        if matches!(part.place, Place::Sheet { .. }) {
            pieces.push(Piece::Sheet);
        }
        let mut running: Vec<&Line> = Vec::new();
        for block in &part.blocks {
            match block {
                Block::Line(line) => running.push(line),
                Block::Table(table) => {
                    pieces.extend(lines::pieces(&std::mem::take(&mut running), &mut tables));
                    pieces.extend(of_table(table, tables));
                    tables += 1;
                }
            }
        }
        pieces.extend(lines::pieces(&running, &mut tables));
    }
    mend_page_breaks(&mut pieces);
    pieces
}

/// Joins a row that a page break has cut: its label begins at the end of one table and ends at the beginning of the next.
fn mend_page_breaks(pieces: &mut Vec<Piece>) {
    let is_blank = |piece: &Piece| matches!(piece, Piece::Row(row) if row.text().is_empty());
    let mut upper: Option<usize> = None;
    let mut at = 0;
    while at < pieces.len() {
        if !is_blank(&pieces[at]) {
            if let Some(above) = upper
                && let (Piece::Row(upper), Piece::Row(lower)) = (&pieces[above], &pieces[at])
                && upper.table != lower.table
                && let Some(whole) = joined(upper, lower)
            {
                pieces[above] = Piece::Row(whole);
                pieces.remove(at);
                continue;
            }
            upper = Some(at);
        }
        at += 1;
    }
}

/// Two halves of one row, if put together they have a label that the upper one has not.
fn joined(upper: &Row, lower: &Row) -> Option<Row> {
    upper.table.zip(lower.table)?;
    let other_half =
        |slot: &Slot| lower.slots.iter().find(|other| other.column == slot.column).map_or("", |other| &other.text);
    let becomes_label = |slot: &Slot| {
        let (half, rest) = (slot.text.trim(), other_half(slot).trim());
        let is_cut = !half.is_empty() && !rest.is_empty() && !words::is_whole_row(half);
        is_cut && words::is_whole_row(&format!("{half}{rest}"))
    };
    upper.slots.iter().any(becomes_label).then(|| {
        // A figure is never cut; two of them are two, and no one can say which counts.
        let between =
            |slot: &Slot| if value::is_figure(&slot.text) && value::is_figure(other_half(slot)) { "、" } else { "" };
        let whole = |slot: &Slot| Slot {
            text: format!("{}{}{}", slot.text.trim(), between(slot), other_half(slot).trim()),
            ..*slot
        };
        Row { slots: upper.slots.iter().map(whole).collect(), table: upper.table }
    })
}

fn of_table(table: &Table, number: usize) -> impl Iterator<Item = Piece> {
    table.rows.iter().map(move |row| {
        let slots =
            row.cells.iter().map(|cell| Slot { text: cell.text.clone(), column: cell.column, span: cell.column_span });
        Piece::Row(Row { slots: slots.collect(), table: Some(number) })
    })
}
