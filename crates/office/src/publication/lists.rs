//! The console's lists of publications. Titles of drafts are opened for each line and logged once a reader and day; those of
//! what is public are public.

use std::collections::HashMap;

use casework::publication::Publication;
use casework::publication::facts::Level;
use casework::who::{Reach, Subject, Viewer};
use records::append::Opened;
use records::file::FileId;
use records::publication::worklist::Waiting;
use records::publication::{Row, Stage};
use records::request::worklist::{After, Part};

use crate::error::Failed;
use crate::request::Scope;
use crate::setup::Office;

/// Which of the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All on which something is owed.
    Open,
    /// Something is due today.
    Today,
    /// Something is overdue.
    Overdue,
    /// Waiting for this level.
    For(Level),
    /// Passed, and to be published.
    ToPublish,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// The file.
    pub file: FileId,
    /// What lists know of it.
    pub row: Row,
    /// What it is called; `None` where its vault was erased.
    pub title: Option<String>,
}

impl Office {
    /// Publications on which something is owed, the most pressing first, narrowed to what this viewer may see.
    pub async fn open_publications(
        &self,
        by: &Viewer,
        scope: Scope,
        which: Which,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Line>, Failed> {
        let part = self.part_of_publications(by, scope)?;
        let today = self.today();
        let waiting = match which {
            Which::Open => Waiting::Any,
            Which::Today => Waiting::Today(today),
            Which::Overdue => Waiting::Overdue(today),
            Which::For(level) => Waiting::For(level),
            Which::ToPublish => Waiting::ToPublish,
        };
        let rows = self.records.open_publications(by.agency(), part, waiting, after, limit).await?;
        self.publication_lines(by, rows).await
    }

    /// All publications that this viewer may see, the one changed last first.
    pub async fn publications(
        &self,
        by: &Viewer,
        scope: Scope,
        stage: Option<Stage>,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Line>, Failed> {
        let part = self.part_of_publications(by, scope)?;
        let rows = self.records.publications(by.agency(), part, stage, after, limit).await?;
        self.publication_lines(by, rows).await
    }

    pub(crate) fn part_of_publications(&self, by: &Viewer, scope: Scope) -> Result<Part, Failed> {
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

    async fn publication_lines(&self, by: &Viewer, rows: Vec<Row>) -> Result<Vec<Line>, Failed> {
        let public: Vec<String> = rows.iter().filter(|row| row.is_public == 1).map(|row| row.file.clone()).collect();
        let titles = self.records.public_titles(by.agency(), &public).await?;
        let mut titles: HashMap<String, String> = titles.into_iter().collect();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let Ok(file) = row.file.parse::<FileId>() else { continue };
            let title = match titles.remove(&row.file) {
                Some(title) => Some(title),
                None if row.erased_on.is_some() => None,
                None => self.title_of_draft(by, &file).await?,
            };
            lines.push(Line { file, row, title });
        }
        Ok(lines)
    }

    async fn title_of_draft(&self, by: &Viewer, file: &FileId) -> Result<Option<String>, Failed> {
        let key = (by.account(), self.today(), file.clone());
        if let Some(title) = self.titles.get(&key) {
            return Ok(title);
        }
        let opened: Opened<Publication> = self.records.open_file(by.agency(), file).await?;
        let title = match self.drafted(by, file, &opened.file, "信息列表").await {
            Ok(text) => Some(text.title().to_owned()),
            // Taken back, and no draft in hand; or erased.
            Err(Failed::Publication(_)) => None,
            Err(failed) if failed.is_erased() => None,
            Err(other) => return Err(other),
        };
        self.titles.insert(key, title.clone());
        Ok(title)
    }
}
