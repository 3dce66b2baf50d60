//! What waits for somebody, in a few figures beside every page of the office. They are counted up to [`MOST`] along indexes,
//! and kept for a moment, since a person opens many pages and little changes between two of them.

use casework::annual_report::act::Act as ReportAct;
use casework::publication::act::Act as PublicationAct;
use casework::publication::facts::Level as PublicationLevel;
use casework::request::act::Act;
use casework::request::facts::Level;
use casework::who::{Reach, Subject, Viewer};
use records::publication::worklist::Waiting as Publications;

use crate::error::Failed;
use crate::request::{Scope, Which};
use crate::setup::Office;

/// Beyond this many nobody counts.
pub const MOST: usize = 100;

/// How much waits for somebody, each up to [`MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Applications whose day has passed.
    pub overdue: usize,
    /// Applications on which something is due today.
    pub today: usize,
    /// Replies that wait for this viewer's word.
    pub reviews: usize,
    /// Publications that wait for this viewer's word, or to be published by him.
    pub publications: usize,
    /// Yearly reports that wait for this viewer's word.
    pub reports: usize,
}

impl Office {
    /// What waits for this viewer today. Nobody is refused: who sees no file has nothing waiting.
    pub async fn waiting(&self, by: &Viewer) -> Result<Waiting, Failed> {
        let today = self.today();
        let key = (by.account(), today);
        if let Some(known) = self.waiting.get(&key) {
            return Ok(known);
        }
        let waiting = match by.reach(Subject::File, today) {
            Reach::Agency | Reach::Units(_) => self.count_what_waits(by).await?,
            Reach::Nothing | Reach::OwnFile(_) | Reach::Supervised => Waiting::default(),
        };
        self.waiting.insert(key, waiting);
        Ok(waiting)
    }

    /// Something was done, after which other things wait. Another process learns it a moment later.
    pub(crate) fn something_was_done(&self) {
        self.waiting.invalidate_all();
    }

    async fn count_what_waits(&self, by: &Viewer) -> Result<Waiting, Failed> {
        let cx = self.context(by);
        let reviews = Level::ALL.into_iter().any(|level| by.may(Act::review(level), &cx).is_ok());
        Ok(Waiting {
            overdue: self.count_requests(by, Which::Overdue).await?,
            today: self.count_requests(by, Which::Today).await?,
            reviews: if reviews { self.count_requests(by, Which::Mine).await? } else { 0 },
            publications: self.count_publications(by).await?,
            reports: self.count_reports(by).await?,
        })
    }

    /// There is one a year, so that they are all looked at.
    async fn count_reports(&self, by: &Viewer) -> Result<usize, Failed> {
        let cx = self.context(by);
        let his = |act: ReportAct| act.by(by, &cx).is_ok();
        let rows = self.records.annual_reports(by.agency()).await?;
        let awaited = rows.iter().filter_map(|row| row.awaited_level().and_then(ReportAct::review));
        Ok(awaited.filter(|act| his(*act)).count())
    }

    async fn count_requests(&self, by: &Viewer, which: Which) -> Result<usize, Failed> {
        self.count_worklist(by, Scope::Office, which, MOST as u64).await
    }

    async fn count_publications(&self, by: &Viewer) -> Result<usize, Failed> {
        let cx = self.context(by);
        let his = |act: PublicationAct| act.duties().iter().any(|duty| by.has(*duty, cx.today));
        let reviews = PublicationLevel::ALL.into_iter().filter(|level| his(PublicationAct::review(*level)));
        let mut waiting: Vec<Publications> = reviews.map(Publications::For).collect();
        if his(PublicationAct::Publish) {
            waiting.push(Publications::ToPublish);
        }
        let mut count = 0;
        for one in waiting {
            let part = self.part_of_publications(by, Scope::Office)?;
            count += self.records.open_publications(by.agency(), part, one, None, MOST as u64).await?.len();
        }
        Ok(count.min(MOST))
    }
}
