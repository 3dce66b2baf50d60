//! A report is begun, or one that was published elsewhere is taken in as it stands.

use std::sync::Arc;

use casework::annual_report::note::Note;
use casework::annual_report::{AnnualReport, Fact, Refusal, steps};
use casework::entry::Author;
use casework::who::Viewer;
use jiff::Timestamp;
use law::calendar::Day;
use law::report::{Edition, Report};
use records::annual_report::{beginning, content};
use records::append::{Also, Append, Opened};
use records::file::FileId;

use super::compile::written;
use super::failed::ReportFailed;
use super::yearbook::Yearbook;
use crate::error::Failed;
use crate::setup::Office;

/// A published report that is taken in.
#[derive(Clone, Debug)]
pub struct Import {
    /// The day.
    pub on: Day,
    /// The report year. What the report itself says must not contradict it.
    pub year: i16,
    /// The report as it was read.
    pub report: Report,
    /// Where it was taken from, in one line.
    pub source: String,
}

impl Office {
    /// Begins the report of a year, in the form that is prescribed for it unless another is asked for. Whoever begins it a second
    /// time is told that it is there.
    pub async fn open_annual_report(
        &self,
        by: &Viewer,
        on: Day,
        year: i16,
        edition: Option<Edition>,
    ) -> Result<FileId, ReportFailed> {
        let edition = edition.unwrap_or(Edition::of_year(year));
        let step = steps::Open { on, year, edition };
        let facts = steps::open(&AnnualReport::default(), step, &self.context(by), by)?;
        self.yearbook(by.agency()).begin(by.author(), self.now(), year, facts, Vec::new()).await
    }

    /// Takes in a published report, mistakes included: what was published is not mended here.
    pub async fn import_annual_report(&self, by: &Viewer, import: Import) -> Result<FileId, ReportFailed> {
        self.yearbook(by.agency()).import(by, self.now(), import).await
    }
}

impl Yearbook {
    /// The same for somebody who works at the machine itself and has no account: the record's word is then the worker's, and
    /// `source` should say who it was.
    pub async fn import_at_the_machine(&self, at: Timestamp, import: Import) -> Result<FileId, ReportFailed> {
        self.import(&Viewer::worker(self.agency), at, import).await
    }

    async fn import(&self, by: &Viewer, at: Timestamp, import: Import) -> Result<FileId, ReportFailed> {
        let Import { on, year, report, source } = import;
        if let Some(found) = report.year.filter(|found| *found != year) {
            return Err(ReportFailed::OtherYear { asked: year, found });
        }
        let report = Report { year: Some(year), ..report };
        let (text, digest) = written(&report);
        let edition = report.form().edition;
        let step = steps::Import { on, year, edition, digest, source: Note::new(&source)? };
        let cx = self.settings.context(self.agency, self.settings.day(at));
        let facts = steps::import(&AnnualReport::default(), step, &cx, by)?;
        self.begin(by.author(), at, year, facts, vec![content::row(self.agency, text)]).await
    }

    async fn begin(
        &self,
        by: Author,
        at: Timestamp,
        year: i16,
        facts: Vec<Fact>,
        also: Vec<Also>,
    ) -> Result<FileId, ReportFailed> {
        let agency = self.agency;
        if self.records.annual_report_of(agency, year).await?.is_some() {
            return Err(Refusal::AlreadyOpened.into());
        }
        let append: Append<AnnualReport> = Append {
            agency,
            file: FileId::random(),
            before: Opened::default(),
            by,
            at,
            facts,
            numbered: None,
            key: beginning(year),
            settings: Arc::clone(&self.settings),
            also,
        };
        let begun = self.records.append(append).await.map_err(Failed::from)?;
        if begun.repeated {
            return Err(Refusal::AlreadyOpened.into()); // somebody was faster, by less than a look at the list
        }
        begun.file.parse().map_err(|_| Failed::NotFound.into())
    }

    /// The report of a year with its file.
    pub(super) async fn report_of(&self, year: i16) -> Result<Option<(FileId, AnnualReport)>, ReportFailed> {
        let Some(file) = self.records.annual_report_of(self.agency, year).await?.and_then(|row| row.file()) else {
            return Ok(None);
        };
        let opened: Opened<AnnualReport> = self.records.open_file(self.agency, &file).await?;
        Ok(Some((file, opened.file)))
    }
}
