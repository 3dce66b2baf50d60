//! What those see who decide on a disposal: which file, on which ground, why, who has agreed, and what can be done now.

use casework::disposal::facts::{Fact, TargetKind};
use casework::disposal::offers::{self, Offer};
use casework::disposal::state::Proposed;
use casework::disposal::{Disposal, Subject};
use casework::sealed::Sealed;
use casework::who::Viewer;
use records::file::FileId;

use super::propose::file_id;
use crate::error::Failed;
use crate::setup::Office;

/// A disposal as an officer sees it.
#[derive(Clone, Debug)]
pub struct DisposalPage {
    /// The file.
    pub file: FileId,
    /// The number of entries: what a step is taken on.
    pub version: usize,
    /// All that is known of the file, its entries in order.
    pub disposal: Disposal,
    /// What was proposed.
    pub proposed: Proposed,
    /// Why in words.
    pub reason: String,
    /// Why somebody did not agree, where somebody did not.
    pub refused: Option<String>,
    /// The file that it is about.
    pub target: FileId,
    /// What people call that file: its number or index number; `None` where it has none.
    pub number: Option<String>,
    /// What that file says of itself today.
    pub subject: Subject,
    /// Every step with 「now」 or the reason why not.
    pub offers: Vec<Offer>,
}

impl Office {
    /// The page of a disposal. Opening its words is logged.
    pub async fn disposal_page(&self, by: &Viewer, file: &FileId) -> Result<DisposalPage, Failed> {
        let disposal = self.read_disposal(by, file).await?.file;
        let proposed = disposal.proposed().cloned().ok_or(Failed::NotFound)?;
        let words = |sealed: Sealed| async move { self.open_words(by, file, &sealed, "办理销毁").await };
        let reason = words(proposed.reason.clone()).await?;
        let said = disposal.history().iter().find_map(|entry| match &entry.fact {
            Fact::Refused { reason, .. } => Some(reason.clone()),
            _ => None,
        });
        let refused = match said {
            Some(sealed) => Some(words(sealed).await?),
            None => None,
        };
        let target = file_id(&proposed.target.file)?;
        Ok(DisposalPage {
            file: file.clone(),
            version: disposal.version(),
            number: self.number_of_target(by, proposed.target.kind, &target).await?,
            subject: self.subject(by, &proposed.target).await?,
            offers: offers::offers(&disposal, &self.context(by), by),
            reason,
            refused,
            target,
            proposed,
            disposal,
        })
    }

    /// What people call the file, without opening anything of it.
    pub(super) async fn number_of_target(
        &self,
        by: &Viewer,
        kind: TargetKind,
        file: &FileId,
    ) -> Result<Option<String>, Failed> {
        match kind {
            TargetKind::Request => {
                let row = self.records.request_row(by.agency(), file).await?;
                Ok(row.and_then(|row| row.number()).map(|number| format!("{}{number}", self.profile.request_mark)))
            }
            TargetKind::Publication => {
                let publication = self.read_publication(by, file).await?;
                Ok(publication.public().map(|public| public.index_number.clone()))
            }
        }
    }
}
