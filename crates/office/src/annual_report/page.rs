//! What the office sees of its reports: the list of years, and one report with its cells, findings and next steps.

use std::collections::BTreeMap;

use casework::annual_report::act::Act;
use casework::annual_report::difference::{self, Difference};
use casework::annual_report::duty::{Deadlines, Owed, owed};
use casework::annual_report::offers::{Offer, offers};
use casework::annual_report::{AnnualReport, Refusal};
use casework::who::{NotForYou, Reach, Subject, Viewer};
use law::report::{Copied, Report, Verdict, share};
use records::annual_report::Row;
use records::append::Opened;
use records::file::FileId;

use super::compile::Whole;
use super::failed::ReportFailed;
use super::{PUBLISHER, compile, screening};
use crate::publication::Screened;
use crate::setup::Office;

/// One year of the list.
#[derive(Clone, Debug)]
pub struct ReportLine {
    /// What lists know of it.
    pub row: Row,
}

/// One report as the office sees it.
#[derive(Clone, Debug)]
pub struct ReportPage {
    /// The report's file.
    pub file: FileId,
    /// How many entries it has: what a command on it states.
    pub version: usize,
    /// Where it stands.
    pub report: AnnualReport,
    /// Its cells and the whole as it would read today.
    pub whole: Whole,
    /// What the rules say of that.
    pub verdict: Verdict,
    /// How much of the text is last year's, where last year's is at hand.
    pub copied: Option<Copied>,
    /// The newest published version.
    pub published: Option<Report>,
    /// Where the records, and statements since, say something else than what is published.
    pub differences: Vec<Difference>,
    /// What was found in the texts that must not be published as it stands.
    pub screened: Vec<Screened>,
    /// What is owed, by when.
    pub owed: Vec<Owed>,
    /// What this viewer can do.
    pub offers: Vec<Offer>,
}

impl Office {
    /// The reports of the viewer's agency, the newest year first.
    pub async fn annual_reports(&self, by: &Viewer) -> Result<Vec<ReportLine>, ReportFailed> {
        self.may_see_reports(by)?;
        let rows = self.records.annual_reports(by.agency()).await?;
        Ok(rows.into_iter().map(|row| ReportLine { row }).collect())
    }

    /// The report of a year with all that its page shows. A year whose report was not begun is refused with
    /// [`Refusal::NotOpened`].
    pub async fn annual_report_page(&self, by: &Viewer, year: i16) -> Result<ReportPage, ReportFailed> {
        self.may_see_reports(by)?;
        let agency = by.agency();
        let yearbook = self.yearbook(agency);
        let row = self.records.annual_report_of(agency, year).await?;
        let file = row.and_then(|row| row.file()).ok_or(Refusal::NotOpened)?;
        let Opened { file: report, .. } = self.records.open_file::<AnnualReport>(agency, &file).await?;
        let of = report.opened().ok_or(Refusal::NotOpened)?;
        let whole = yearbook.whole(&report, of).await?;
        let published = match report.published() {
            Some(newest) => Some(yearbook.frozen(year, &newest.digest).await?),
            None => None,
        };
        let imported = report.published().is_some_and(|newest| newest.imported);
        let differences = match &published {
            // Of a year that this record does not cover, it has nothing to say.
            Some(published) if !imported => difference::cells(published, &whole.report),
            _ => Vec::new(),
        };
        let deadlines = Deadlines::of(PUBLISHER, year, None);
        let owed = deadlines.map(|deadlines| owed(&report, year, deadlines, self.today())).unwrap_or_default();
        let screened = screening::narrative(&whole.report, self.masking);
        Ok(ReportPage {
            version: report.version(),
            verdict: whole.verdict(),
            copied: whole.previous.as_ref().map(|last| share(&whole.report.narrative, &last.narrative)),
            offers: offers(&report, &self.context(by), by),
            file,
            report,
            whole,
            published,
            differences,
            screened,
            owed,
        })
    }

    /// The findings on texts that are still being typed, beside the cells as they stand. Nothing is written.
    pub async fn check_narrative(
        &self,
        by: &Viewer,
        year: i16,
        typed: &BTreeMap<u8, String>,
    ) -> Result<Verdict, ReportFailed> {
        self.may_see_reports(by)?;
        let yearbook = self.yearbook(by.agency());
        let (_, report) = yearbook.report_of(year).await?.ok_or(Refusal::NotOpened)?;
        let whole = yearbook.whole(&report, report.opened().ok_or(Refusal::NotOpened)?).await?;
        let narrative = compile::narrative(whole.compiled.edition(), &yearbook.typed_over(&report, typed).await?);
        Ok(Whole { report: Report { narrative, ..whole.report }, ..whole }.verdict())
    }

    /// Whether this viewer reads the reports of the agency: who sees its figures, and who has a step to take on a report by the
    /// table of `casework::annual_report::act`, such as the head of a section who reviews it.
    pub fn sees_reports(&self, by: &Viewer) -> bool {
        let cx = self.context(by);
        self.may_see_figures(by).is_ok() || Act::ALL.into_iter().any(|act| act.by(by, &cx).is_ok())
    }

    fn may_see_reports(&self, by: &Viewer) -> Result<(), NotForYou> {
        if self.sees_reports(by) { Ok(()) } else { Err(NotForYou(Subject::Figures)) }
    }

    pub(crate) fn may_see_figures(&self, by: &Viewer) -> Result<(), NotForYou> {
        match by.reach(Subject::Figures, self.today()) {
            Reach::Agency | Reach::Supervised => Ok(()),
            Reach::Nothing | Reach::OwnFile(_) | Reach::Units(_) => Err(NotForYou(Subject::Figures)),
        }
    }
}
