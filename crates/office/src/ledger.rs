//! 台账: rows come in by a form or from a table, and the year's figures go out.

use casework::ledger::columns::Column;
use casework::ledger::import::{self, Import, Line, NoTable, Rejected, Told};
use casework::ledger::row::Row;
use casework::ledger::{Figures, Kind, Ledger};
use casework::who::{Duty, NotForYou, Reach, Subject, Viewer};
use documents::reading::{self, Block, Format, Limits, Place, Reading, Unreadable};
use records::ledger::import::{Batch, Incoming, OtherLedger, Taken};
use records::ledger::media::Post;
use records::ledger::rows::NotStruck;
pub use records::ledger::rows::{Entered, Of};
pub use records::request::worklist::After;
use records::{StorageError, WriteError};
use thiserror::Error;

use crate::setup::Office;

/// Why something was not done with a ledger.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// It is another's task.
    #[error("台账由承办人员、科室（单位）负责人和公开办维护，请转给他们")]
    NotYours,
    /// Not for this viewer.
    #[error(transparent)]
    NotForYou(#[from] NotForYou),
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The file holds no table of this ledger.
    #[error(transparent)]
    NoTable(#[from] NoTable),
    /// A typed row has cells that cannot be taken.
    #[error("{}", .0.iter().map(|one| format!("{}{}", one.column, one.reason)).collect::<Vec<_>>().join("；"))]
    Rejected(Vec<Rejected>),
    /// The number is taken by a row that says something else, or that was struck.
    #[error("台账中已有同一编号的记录，内容不同或者已作废，请核对编号")]
    Differs,
    /// A row that cannot be struck.
    #[error(transparent)]
    NotStruck(#[from] NotStruck),
    /// The record could not be read or written.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What a table would bring, before anything is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its rows and the cells that are refused.
    pub import: Import,
    /// What the reader of the file was not certain of.
    pub doubts: Vec<String>,
}

impl Office {
    /// Reads a table (xlsx, csv, docx, html) as rows of a ledger, taking nothing.
    pub fn read_ledger_table(
        &self,
        ledger: Ledger,
        kind: Option<Kind>,
        bytes: &[u8],
        name: &str,
    ) -> Result<Preview, LedgerError> {
        let reading = reading::read(bytes, name, &Limits::default())?;
        let told = Told { kind, today: self.today() };
        let doubts = reading.doubts.iter().map(|doubt| doubt.message.clone()).collect();
        let mut first_error = None;
        for lines in tables(&reading) {
            match import::import(ledger, &lines, told) {
                Ok(import) => return Ok(Preview { import, doubts }),
                Err(error) => {
                    first_error.get_or_insert(error);
                }
            }
        }
        let none = || import::import(ledger, &[], told).err();
        Err(first_error.or_else(none).map_or(LedgerError::Differs, LedgerError::NoTable))
    }

    /// Takes the rows of a table in. The same table twice adds nothing.
    pub async fn take_ledger_table(
        &self,
        by: &Viewer,
        ledger: Ledger,
        source: &str,
        import: Import,
    ) -> Result<Taken, LedgerError> {
        let rejected = import.rejected.len();
        self.take_rows(by, ledger, Some(source.chars().take(120).collect()), import.rows, rejected).await
    }

    /// Takes one typed row in: the fields of the ledger's columns, in their order.
    pub async fn enter_ledger_row(
        &self,
        by: &Viewer,
        ledger: Ledger,
        kind: Option<Kind>,
        fields: &[(Column, String)],
    ) -> Result<(), LedgerError> {
        let row = import::enter(ledger, fields, Told { kind, today: self.today() }).map_err(LedgerError::Rejected)?;
        let taken = self.take_rows(by, ledger, None, vec![(1, row)], 0).await?;
        if taken.differing.is_empty() { Ok(()) } else { Err(LedgerError::Differs) }
    }

    /// Strikes a wrong row: it stays with its reason and counts no more.
    pub async fn strike_ledger_row(
        &self,
        by: &Viewer,
        ledger: Ledger,
        key: &str,
        reason: &str,
    ) -> Result<(), LedgerError> {
        let account = self.keeper(by)?;
        let struck =
            self.records.strike_ledger_row(by.agency(), ledger, key.to_owned(), reason, account, self.now()).await;
        struck.map_err(|error| match error {
            WriteError::Refused(refused) => LedgerError::NotStruck(refused),
            WriteError::Storage(storage) => LedgerError::Storage(storage),
        })
    }

    /// Rows of a ledger, the latest day first.
    pub async fn ledger_page(
        &self,
        by: &Viewer,
        ledger: Ledger,
        of: Of,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Entered>, LedgerError> {
        self.sees_figures(by)?;
        Ok(self.records.ledger_page(by.agency(), ledger, of, after, limit).await?)
    }

    /// The imports, the latest first.
    pub async fn ledger_batches(&self, by: &Viewer, limit: u64) -> Result<Vec<Batch>, LedgerError> {
        self.sees_figures(by)?;
        Ok(self.records.ledger_batches(by.agency(), limit).await?)
    }

    /// What the ledgers say in section two of the report of a year.
    pub async fn ledger_figures(&self, by: &Viewer, year: i16) -> Result<Figures, LedgerError> {
        self.sees_figures(by)?;
        Ok(self.records.ledger_figures(by.agency(), year).await?)
    }

    /// Takes posts of media accounts in; those that are there stay as they are. Says how many are new.
    pub async fn take_posts(&self, by: &Viewer, posts: Vec<Post>) -> Result<u64, LedgerError> {
        let account = self.keeper(by)?;
        self.records.take_posts(by.agency(), posts, account, self.now()).await.map_err(|error| match error {
            WriteError::Refused(never) => match never {},
            WriteError::Storage(storage) => LedgerError::Storage(storage),
        })
    }

    /// Posts of media accounts, the latest first. They are public.
    pub async fn posts(&self, after: Option<&After>, limit: u64) -> Result<Vec<Post>, LedgerError> {
        Ok(self.records.posts(self.profile.agency, after, limit).await?)
    }

    async fn take_rows(
        &self,
        by: &Viewer,
        ledger: Ledger,
        source: Option<String>,
        rows: Vec<(usize, Row)>,
        rejected: usize,
    ) -> Result<Taken, LedgerError> {
        let (agency, by, at) = (by.agency(), self.keeper(by)?, self.now());
        let incoming = Incoming { agency, ledger, source, rows, rejected, by, at };
        self.records.take_into_ledger(incoming).await.map_err(|error| match error {
            WriteError::Refused(OtherLedger) => LedgerError::Differs,
            WriteError::Storage(storage) => LedgerError::Storage(storage),
        })
    }

    /// Whoever provides what is counted keeps the ledgers, and the open-government office (Art. 4).
    fn keeper(&self, by: &Viewer) -> Result<casework::who::Account, LedgerError> {
        const KEEPERS: [Duty; 4] =
            [Duty::Handler, Duty::UnitHead, Duty::OpenGovernmentOffice, Duty::OpenGovernmentOfficeHead];
        let today = self.today();
        let keeps = KEEPERS.into_iter().any(|duty| by.has(duty, today));
        by.account().filter(|_| keeps).ok_or(LedgerError::NotYours)
    }

    fn sees_figures(&self, by: &Viewer) -> Result<(), NotForYou> {
        match by.reach(Subject::Figures, self.today()) {
            Reach::Nothing | Reach::OwnFile(_) => Err(NotForYou(Subject::Figures)),
            Reach::Units(_) | Reach::Agency | Reach::Supervised => Ok(()),
        }
    }
}

/// The tables of a file as lines of cells: those that the format tells apart, or a text whose cells are parted by commas or
/// tabs. Hidden sheets are not looked at, for nobody has seen what stands there.
fn tables(reading: &Reading) -> Vec<Vec<Line>> {
    if reading.format == Format::Txt {
        return vec![separated(reading)];
    }
    let shown = reading.parts.iter().filter(|part| !matches!(part.place, Place::Sheet { hidden: true, .. }));
    let blocks = shown.flat_map(|part| &part.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some((1..).zip(&table.rows).map(|(number, row)| line(number, row)).collect()),
            Block::Line(_) => None,
        })
        .collect()
}

fn line(number: usize, row: &reading::Row) -> Line {
    const WIDEST: usize = 200; // a ledger has a handful of columns; a stray cell far out is no column
    let mut cells = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.column < WIDEST) {
        cells.resize(cell.column.max(cells.len()), String::new());
        cells.push(cell.text.clone());
    }
    // A spreadsheet's own number for the row is what people see beside it.
    let reference = row.cells.iter().find_map(|cell| cell.reference.as_deref());
    let own = reference.and_then(|name| name.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()).parse().ok());
    Line { number: own.unwrap_or(number), cells }
}

/// A text of which each line is a row. Cells in quotes may hold the separator and line breaks.
fn separated(reading: &Reading) -> Vec<Line> {
    let blocks = reading.parts.iter().flat_map(|part| &part.blocks);
    let texts =
        blocks.filter_map(|block| if let Block::Line(line) = block { Some((line.number, &line.text)) } else { None });
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, (number, text)) in texts.enumerate() {
        let number = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(at + 1);
        let (number, text) = match open.take() {
            Some((began, before)) => (began, format!("{before}\n{text}")),
            None => (number, text.clone()),
        };
        // An odd number of quotes: the cell goes on in the next line. One that never ends is read as it stands.
        if text.matches('"').count() % 2 == 1 && text.len() < 10_000 {
            open = Some((number, text));
            continue;
        }
        lines.push(Line { number, cells: cells(&text) });
    }
    lines.extend(open.map(|(number, text)| Line { number, cells: cells(&text) }));
    lines
}

fn cells(text: &str) -> Vec<String> {
    let separator = if text.contains('\t') { '\t' } else { ',' };
    let mut cells = vec![String::new()];
    let (mut quoted, mut signs) = (false, text.chars().peekable());
    while let Some(sign) = signs.next() {
        let cell = cells.last_mut().expect("there is always one");
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            sign if sign == separator && !quoted => cells.push(String::new()),
            sign => cell.push(sign),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, Vec<String>)> {
        let reading = reading::read(text.as_bytes(), "台账.csv", &Limits::default()).unwrap();
        let lines = tables(&reading).concat();
        lines.into_iter().map(|line| (line.number, line.cells)).collect()
    }

    #[test]
    fn a_csv_is_read_with_its_quotes_and_the_lines_that_people_count() {
        let text = "文号,事项,日期\n\"云澜环罚〔2019〕1号\",\"超标,\"\"直排\"\"\n污水\",2019-03-05\n云澜环罚〔2019〕2号,无证排污,2019-03-06\n";
        let read = lines(text);
        assert_eq!(read[1], (2, vec!["云澜环罚〔2019〕1号".into(), "超标,\"直排\"\n污水".into(), "2019-03-05".into()]));
        assert_eq!((read[2].0, read[2].1.len()), (4, 3));
    }

    #[test]
    fn tabs_part_cells_where_there_are_any_and_a_lone_quote_is_a_quote() {
        assert_eq!(lines("文号\t事项,名称\n")[0].1, ["文号", "事项,名称"]);
        assert_eq!(lines("a,5\"管\nb,c\n").len(), 1, "the cell never ends, and is read to the end");
    }
}
