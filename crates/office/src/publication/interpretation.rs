//! 政策解读: a document learns that an interpretation of it is public. Nobody types that; it is seen, as what time brings about is.

use casework::entry::Author;
use casework::file::FileNumber;
use casework::publication::{Publication, steps};
use casework::who::Agency;
use records::append::{Append, Opened};
use records::key::CommandKey;

use crate::error::Failed;
use crate::setup::Office;

impl Office {
    /// States for each document that owes an interpretation that one of them is public. Says of how many. Whoever does it
    /// twice does it once: the second finds nothing owed, or a file that somebody has changed.
    pub async fn pass_interpretations(&self, agency: Agency) -> Result<usize, Failed> {
        let mut told = 0;
        for (file, interpretation, since) in self.records.interpreted_documents(agency).await? {
            let opened: Opened<Publication> = self.records.open_file(agency, &file).await?;
            let Ok(interpretation) = FileNumber::new(interpretation.text()) else { continue };
            let cx = self.settings.context(agency, self.today());
            let facts = steps::interpreted(&opened.file, since, interpretation, &cx)?;
            if facts.is_empty() {
                continue;
            }
            let (at, key, settings) = (self.now(), CommandKey::random(), self.settings.clone());
            let (by, numbered, also) = (Author::Worker, None, Vec::new());
            let append = Append { agency, file, before: opened, by, at, facts, numbered, key, settings, also };
            match self.records.append(append).await.map_err(Failed::from) {
                Ok(_) => {
                    self.something_was_done();
                    told += 1;
                }
                Err(Failed::Conflict { .. }) => {} // somebody is at it; the next round looks again
                Err(other) => return Err(other),
            }
        }
        Ok(told)
    }
}
