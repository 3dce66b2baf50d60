//! Worklists: what is open, whose it is, what presses. What an application asks for is opened for each line and logged once
//! a reader and day; names are not opened at all.

use std::collections::HashMap;

use casework::request::Request;
use casework::request::act::Act;
use casework::request::facts::Level;
use casework::request::state::Number;
use casework::sealed::Sealed;
use casework::who::{Reach, Subject, Unit, Viewer};
use law::calendar::Day;
use records::append::number;
use records::file::FileId;
use records::request::figures::Figures;
use records::request::worklist::{After, Part, Pressing};
use records::request::{Row, worklist};
use records::vault::{Field, OpenError, Reader, VaultError};

use super::file::sealed;
use super::intake::Wanted;
use crate::error::Failed;
use crate::setup::Office;

/// Whose applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that I handle.
    Mine,
    /// Those of this unit.
    Unit(Unit),
    /// All that this viewer may see: of the agency, or of his units.
    Office,
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that is open.
    Open,
    /// Something is due today.
    Today,
    /// Something is overdue.
    Overdue,
    /// Waiting to be confirmed with the applicant.
    Unconfirmed,
    /// A draft waits for this viewer's word.
    Mine,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The file.
    pub file: FileId,
    /// What lists know of it.
    pub row: Row,
    /// Its number as it is printed.
    pub number: Option<String>,
    /// What is asked for; `None` where its vault was erased.
    pub title: Option<String>,
}

/// How many there are of each kind, up to [`Counts::MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Due today.
    pub today: usize,
    /// Overdue.
    pub overdue: usize,
    /// To be confirmed.
    pub unconfirmed: usize,
    /// Drafts that wait for this viewer's word.
    pub mine: usize,
}

impl Counts {
    /// Beyond this many a page says 「99+」.
    pub const MOST: usize = 100;
}

impl Office {
    /// Open applications, the most pressing first, narrowed to what this viewer may see.
    pub async fn worklist(
        &self,
        by: &Viewer,
        scope: Scope,
        which: Which,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Line>, Failed> {
        let part = self.part(by, scope)?;
        let rows = self.records.open_requests(by.agency(), part, self.pressing(by, which), after, limit).await?;
        self.lines(by, rows).await
    }

    /// The figures of the worklist.
    pub async fn worklist_counts(&self, by: &Viewer, scope: Scope) -> Result<Counts, Failed> {
        let mut counts = [0; 4];
        for (count, which) in counts.iter_mut().zip([Which::Today, Which::Overdue, Which::Unconfirmed, Which::Mine]) {
            *count = self.count_worklist(by, scope, which, Counts::MOST as u64).await?;
        }
        let [today, overdue, unconfirmed, mine] = counts;
        Ok(Counts { today, overdue, unconfirmed, mine })
    }

    /// How many lines a worklist has, counted up to `most`.
    pub(crate) async fn count_worklist(
        &self,
        by: &Viewer,
        scope: Scope,
        which: Which,
        most: u64,
    ) -> Result<usize, Failed> {
        let part = self.part(by, scope)?;
        Ok(self.records.count_open_requests(by.agency(), part, self.pressing(by, which), most).await?)
    }

    /// All applications that this viewer may see, the latest first.
    pub async fn requests(&self, by: &Viewer, after: Option<&After>, limit: u64) -> Result<Vec<Line>, Failed> {
        let rows = match by.reach(Subject::File, self.today()) {
            Reach::Agency => self.records.requests(by.agency(), after, limit).await?,
            // What belongs to a unit is found in its worklist; there is no list of all that it ever had.
            Reach::Units(_) => {
                let part = self.part(by, Scope::Office)?;
                self.records.open_requests(by.agency(), part, Pressing::Any, after, limit).await?
            }
            _ => return Err(casework::who::NotForYou(Subject::File).into()),
        };
        self.lines(by, rows).await
    }

    /// The application with this number.
    pub async fn request_numbered(&self, by: &Viewer, year: i16, serial: u32) -> Result<Option<FileId>, Failed> {
        let row = self.records.request_numbered(by.agency(), year, serial).await?;
        let Some(file) = row.and_then(|row| row.file.parse::<FileId>().ok()) else { return Ok(None) };
        self.read(by, &file, Subject::File).await?;
        Ok(Some(file))
    }

    /// Applications of whoever has exactly this name or number, the latest first. That somebody looked is logged, with
    /// every file that was found.
    pub async fn requests_of(&self, by: &Viewer, field: Field, value: &str) -> Result<Vec<Line>, Failed> {
        if !matches!(by.reach(Subject::PersonalData, self.today()), Reach::Agency) {
            return Err(casework::who::NotForYou(Subject::PersonalData).into());
        }
        let reader = Reader { by: by.author(), purpose: "查找申请", at: self.now() };
        let agency = number(by.agency());
        let files = self.vault.look_up(&self.records, agency, field, value, reader).await?;
        let mut rows = Vec::new();
        for file in files.iter().take(50) {
            rows.extend(self.records.request_row(by.agency(), file).await?);
        }
        self.lines(by, rows).await
    }

    /// What the public is told of applications this year.
    pub async fn request_figures(&self, today: Day) -> Result<Figures, Failed> {
        Ok(self.records.request_figures(self.profile.agency, today.year()).await?)
    }

    fn part(&self, by: &Viewer, scope: Scope) -> Result<Part, Failed> {
        let reach = by.reach(Subject::File, self.today());
        let refused = Failed::from(casework::who::NotForYou(Subject::File));
        match (scope, reach) {
            (_, Reach::Nothing | Reach::OwnFile(_) | Reach::Supervised) => Err(refused),
            (Scope::Mine, _) => by.account().map(Part::Handler).ok_or(refused),
            (Scope::Unit(unit), Reach::Units(units)) if !units.contains(&unit) => Err(refused),
            (Scope::Unit(unit), _) => Ok(Part::Unit(unit)),
            (Scope::Office, Reach::Agency) => Ok(Part::All),
            (Scope::Office, Reach::Units(units)) => Ok(Part::Units(units)),
        }
    }

    fn pressing(&self, by: &Viewer, which: Which) -> Pressing {
        match which {
            Which::Open => Pressing::Any,
            Which::Today => Pressing::Today(self.today()),
            Which::Overdue => Pressing::Overdue(self.today()),
            Which::Unconfirmed => Pressing::Unconfirmed,
            Which::Mine => {
                let cx = self.context(by);
                Pressing::Awaited(Level::ALL.map(|level| by.may(Act::review(level), &cx).is_ok().then_some(level)))
            }
        }
    }

    pub(super) async fn lines(&self, by: &Viewer, rows: Vec<Row>) -> Result<Vec<Line>, Failed> {
        let rows: Vec<(FileId, Row)> =
            rows.into_iter().filter_map(|row| Some((row.file.parse::<FileId>().ok()?, row))).collect();
        // What was destroyed is not asked for, whatever this or another process remembers of it.
        let there = rows.iter().filter(|(_, row)| row.erased_on.is_none());
        let mut titles = self.titles_of(by, there.map(|(file, _)| file)).await?;
        let line = |(file, row): (FileId, Row)| {
            let title = titles.remove(&file).flatten();
            let number = row.number().map(|number: Number| format!("{}{number}", self.profile.request_mark));
            Line { file, row, number, title }
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// What is asked for, as lists show it. The first time that somebody sees it on a day is logged. What nobody remembers is
    /// read at once for the whole list: three queries and one write, however long it is.
    async fn titles_of(
        &self,
        by: &Viewer,
        files: impl Iterator<Item = &FileId>,
    ) -> Result<HashMap<FileId, Option<String>>, Failed> {
        let key = |file: &FileId| (by.account(), self.today(), file.clone());
        let mut titles = HashMap::new();
        let mut unknown = Vec::new();
        for file in files {
            match self.titles.get(&key(file)) {
                Some(title) => drop(titles.insert(file.clone(), title)),
                None => unknown.push(file.clone()),
            }
        }
        let opened = self.records.open_files::<Request>(by.agency(), &unknown).await?;
        let words: Vec<(&FileId, &Sealed)> =
            opened.iter().filter_map(|(id, opened)| sealed(&opened.file).map(|(_, words)| (id, words))).collect();
        let reader = Reader { by: by.author(), purpose: "工作台列表", at: self.now() };
        let texts = self.vault.read_many(&self.records, number(by.agency()), &words, reader).await?;
        for ((file, _), text) in words.into_iter().zip(texts) {
            let title = match text {
                Ok(text) => Some(title_in(&text)?),
                Err(OpenError::Erased) => None,
                Err(other) => return Err(VaultError::Open(other).into()),
            };
            self.titles.insert(key(file), title.clone());
            titles.insert(file.clone(), title);
        }
        Ok(titles)
    }
}

/// The title of what is wanted; where it has none, its description.
fn title_in(words: &str) -> Result<String, Failed> {
    let wanted: Wanted = serde_json::from_str(words).map_err(|error| Failed::Unreadable(error.to_string()))?;
    Ok(if wanted.title.is_empty() { wanted.description } else { wanted.title })
}

pub use records::vault::Field as Sought;
pub use worklist::After as Key;
