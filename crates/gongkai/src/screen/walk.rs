//! Walks everything that a file holds, also what people do not see, and screens each text in its surroundings.

use std::mem;

use documents::reading::{Block, Cell, Line, Part, Place, Reading, Table};
use screening::{Certainty, Columns, Context, Finding, Kind, Screener};

/// A finding and where it stands.
pub(super) struct Found {
    pub(super) spot: Spot,
    pub(super) finding: Finding,
}

/// A place in a file.
#[derive(Clone)]
pub(super) struct Spot {
    pub(super) place: Place,
    pub(super) page: Option<u32>,
    /// As the reader counts lines; none in a sheet, where the cell says it.
    pub(super) line: Option<u32>,
    pub(super) cell: Option<CellSpot>,
}

/// A cell by its reference, or by table, row and column, each from 1.
#[derive(Clone)]
pub(super) struct CellSpot {
    pub(super) reference: Option<String>,
    pub(super) table: usize,
    pub(super) row: usize,
    pub(super) column: usize,
}

impl Spot {
    /// The place as the contract writes it.
    pub(super) fn contract_place(&self) -> String {
        match (&self.place, &self.cell) {
            (Place::Sheet { name, .. }, Some(CellSpot { reference: Some(reference), .. })) => {
                format!("{name}!{reference}")
            }
            (place, _) => place.to_string(),
        }
    }
}

/// Screens all parts of a file, in the order of reading.
pub(super) fn screen(reading: &Reading) -> Vec<Found> {
    let screener = Screener::default();
    reading.parts.iter().flat_map(|part| screen_part(&screener, part)).collect()
}

fn screen_part(screener: &Screener, part: &Part) -> Vec<Found> {
    let mut found = Vec::new();
    let mut lines: Vec<&Line> = Vec::new();
    let mut tables = 0;
    for block in &part.blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::Table(table) => {
                found.extend(screen_lines(screener, part, &mem::take(&mut lines)));
                tables += 1;
                found.extend(TableWalk { screener, part, table, number: tables }.screen());
            }
        }
    }
    found.extend(screen_lines(screener, part, &lines));
    found
}

fn screen_lines(screener: &Screener, part: &Part, lines: &[&Line]) -> Vec<Found> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let spot = |line: &Line| Spot { place: part.place.clone(), page: line.page, line: line.number, cell: None };
    if let Place::Property(name) = &part.place
        && names_author(name)
    {
        // A property has no label in its text: its name is the label. An author may be an official.
        let author = Context::under("联系人");
        let findings = |line: &&Line| {
            let spot = spot(line);
            let findings = screener.screen_in(&author, &line.text).into_iter();
            findings.map(move |finding| Found { spot: spot.clone(), finding }).collect::<Vec<_>>()
        };
        return lines.iter().flat_map(findings).collect();
    }
    let located = screener.lines(&texts).into_iter();
    located.map(|located| Found { spot: spot(lines[located.line]), finding: located.finding }).collect()
}

/// Whether a document property holds the name of somebody who worked on the file.
fn names_author(property: &str) -> bool {
    let property = property.to_lowercase();
    ["creator", "author", "lastmodifiedby", "manager", "作者", "修改者", "经理"]
        .iter()
        .any(|name| property.contains(name))
}

/// One table under screening.
struct TableWalk<'a> {
    screener: &'a Screener,
    part: &'a Part,
    table: &'a Table,
    number: usize,
}

impl TableWalk<'_> {
    fn screen(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut head = Columns::default();
        for (at, row) in self.table.rows.iter().enumerate() {
            if self.is_head(at) {
                head = Columns::read(titles(&row.cells));
                continue;
            }
            let boxes = self.boxed_number(at, &mut found);
            for (index, cell) in row.cells.iter().enumerate() {
                if boxes.contains(&index) {
                    continue;
                }
                let context = context(&head, &row.cells, index);
                let findings = self.screener.screen_in(&context, &cell.text);
                found.extend(findings.into_iter().map(|finding| Found { spot: self.spot(at, cell), finding }));
                self.broken_number(at, index, &mut found);
            }
        }
        found
    }

    /// A head has titles with values, not titles, below them: in a form (姓名 | … | 住址 | …) a title follows below a title.
    fn is_head(&self, at: usize) -> bool {
        let columns = Columns::read(titles(&self.table.rows[at].cells));
        let Some(below) = self.table.rows.get(at + 1) else { return false };
        let below = Columns::read(titles(&below.cells));
        columns.is_head() && columns.titles_over(&below) == 0
    }

    /// A form with a box for each digit: at least 15 cells of one character. Answers with the cells that it covers.
    fn boxed_number(&self, at: usize, found: &mut Vec<Found>) -> std::ops::Range<usize> {
        let cells = &self.table.rows[at].cells;
        let is_box = |cell: &Cell| {
            let mut characters = cell.text.trim().chars();
            matches!((characters.next(), characters.next()), (Some('0'..='9' | 'x' | 'X' | '０'..='９' | 'Ｘ'), None))
        };
        let first = cells.iter().position(is_box).unwrap_or(cells.len());
        let count = cells[first..].iter().take_while(|cell| is_box(cell)).count();
        if count < 15 {
            return 0..0;
        }
        let number: String = cells[first..first + count].iter().map(|cell| cell.text.trim()).collect();
        let label = first.checked_sub(1).map_or_else(Context::none, |left| Context::under(&cells[left].text));
        let findings = self.screener.screen_in(&label, &number);
        found.extend(
            findings.into_iter().map(|finding| Found { spot: self.spot(at, &cells[first + finding.start]), finding }),
        );
        first..first + count
    }

    /// An id that goes on in the cell to the right or below. Only a check digit is believed: figures stand side by side.
    fn broken_number(&self, at: usize, index: usize, found: &mut Vec<Found>) {
        let cell = &self.table.rows[at].cells[index];
        if !cell.text.trim_end().ends_with(|character: char| character.is_numeric()) {
            return;
        }
        let right = self.table.rows[at].cells.get(index + 1);
        let below =
            self.table.rows.get(at + 1).and_then(|row| row.cells.iter().find(|next| next.column == cell.column));
        for next in [right, below].into_iter().flatten() {
            let located = self.screener.lines(&[&cell.text, &next.text]);
            let crossing = located.into_iter().filter(|located| {
                let proven =
                    located.finding.kind == Kind::ResidentId && located.finding.certainty == Certainty::Certain;
                located.line != located.last_line && proven
            });
            found.extend(crossing.map(|located| Found { spot: self.spot(at, cell), finding: located.finding }));
        }
    }

    fn spot(&self, row: usize, cell: &Cell) -> Spot {
        let is_sheet = matches!(self.part.place, Place::Sheet { .. });
        Spot {
            place: self.part.place.clone(),
            page: self.table.rows[row].page,
            line: cell.reference.as_ref().filter(|_| !is_sheet).and_then(|line| line.parse().ok()),
            cell: Some(CellSpot {
                reference: cell.reference.clone().filter(|_| is_sheet),
                table: self.number,
                row: row + 1,
                column: cell.column + 1,
            }),
        }
    }
}

/// What is known of a cell: the title of its column, or else the label to its left.
fn context(head: &Columns, cells: &[Cell], index: usize) -> Context {
    let above = head.context(cells[index].column);
    if above.says_something() {
        return above;
    }
    let left = index.checked_sub(1).map(|left| &cells[left]).filter(|left| left.text.chars().count() <= 20);
    left.map(|left| Context::under(&left.text)).filter(Context::says_something).unwrap_or(above)
}

/// The text of each grid column, empty where no cell begins.
fn titles(cells: &[Cell]) -> Vec<&str> {
    let mut titles = Vec::new();
    for cell in cells {
        // A cell far to the right of a nearly empty row makes no memory of its own.
        if cell.column > 4096 {
            break;
        }
        titles.resize(cell.column.max(titles.len()), "");
        titles.push(cell.text.as_str());
    }
    titles
}
