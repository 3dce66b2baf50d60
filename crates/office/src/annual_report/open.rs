//! A report is begun, or one that was published elsewhere is taken in as it stands.

use casework::annual_report::note::Note;
use casework::annual_report::{AnnualReport, Fact, Refusal, steps};
use casework::who::{Agency, Viewer};
use law::calendar::Day;
use law::report::{Edition, Report};
use records::annual_report::{beginning, content};
use records::append::{Also, Append, Opened};
use records::file::FileId;

use super::compile::written;
use super::failed::ReportFailed;
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
        self.begin(by, year, facts, Vec::new()).await
    }

    /// Takes in a published report, mistakes included: what was published is not mended here.
    pub async fn import_annual_report(&self, by: &Viewer, import: Import) -> Result<FileId, ReportFailed> {
        let Import { on, year, report, source } = import;
        if let Some(found) = report.year.filter(|found| *found != year) {
            return Err(ReportFailed::OtherYear { asked: year, found });
        }
        let report = Report { year: Some(year), ..report };
        let (text, digest) = written(&report);
        let edition = report.form().edition;
        let step = steps::Import { on, year, edition, digest, source: Note::new(&source)? };
        let facts = steps::import(&AnnualReport::default(), step, &self.context(by), by)?;
        self.begin(by, year, facts, vec![content::row(by.agency(), text)]).await
    }

    async fn begin(&self, by: &Viewer, year: i16, facts: Vec<Fact>, also: Vec<Also>) -> Result<FileId, ReportFailed> {
        let agency = by.agency();
        if self.records.annual_report_of(agency, year).await?.is_some() {
            return Err(Refusal::AlreadyOpened.into());
        }
        let append: Append<AnnualReport> = Append {
            agency,
            file: FileId::random(),
            before: Opened::default(),
            by: by.author(),
            at: self.now(),
            facts,
            numbered: None,
            key: beginning(year),
            settings: self.settings.clone(),
            also,
        };
        let begun = self.records.append(append).await.map_err(Failed::from)?;
        if begun.repeated {
            return Err(Refusal::AlreadyOpened.into()); // somebody was faster, by less than a look at the list
        }
        begun.file.parse().map_err(|_| Failed::NotFound.into())
    }

    /// The report of a year with its file.
    pub(super) async fn report_of(
        &self,
        agency: Agency,
        year: i16,
    ) -> Result<Option<(FileId, AnnualReport)>, ReportFailed> {
        let Some(file) = self.records.annual_report_of(agency, year).await?.and_then(|row| row.file()) else {
            return Ok(None);
        };
        let opened: Opened<AnnualReport> = self.records.open_file(agency, &file).await?;
        Ok(Some((file, opened.file)))
    }
}
