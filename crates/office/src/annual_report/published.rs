//! What the public gets: the frozen versions of each year, in every format.

use casework::annual_report::AnnualReport;
use casework::annual_report::state::Frozen;
use casework::who::Agency;
use documents::writing::{Format, html, write};
use law::report::Report;
use records::append::Opened;

use super::failed::ReportFailed;
use super::yearbook::Yearbook;
use crate::error::Failed;
use crate::setup::Office;

/// A published report.
#[derive(Clone, Debug)]
pub struct Published {
    /// The report year.
    pub year: i16,
    /// All versions, the first one first; the last one holds.
    pub versions: Vec<Frozen>,
    /// Which of them this is, from 1.
    pub version: usize,
    /// The report as it was published.
    pub report: Report,
}

impl Yearbook {
    /// The years of which a report is published, the newest first.
    pub async fn published_years(&self) -> Result<Vec<i16>, ReportFailed> {
        let rows = self.records.annual_reports(self.agency).await?;
        Ok(rows
            .iter()
            .filter(|row| row.published.is_some())
            .filter_map(records::annual_report::Row::report_year)
            .collect())
    }

    /// A published report: the newest version, or an older one by its number from 1.
    pub async fn published(&self, year: i16, version: Option<usize>) -> Result<Published, ReportFailed> {
        let row = self.records.annual_report_of(self.agency, year).await?;
        let file = row.and_then(|row| row.file()).ok_or(Failed::NotFound)?;
        let Opened { file, .. } = self.records.open_file::<AnnualReport>(self.agency, &file).await?;
        let versions = file.frozen().to_vec();
        let version = version.unwrap_or(versions.len());
        let frozen = version.checked_sub(1).and_then(|index| versions.get(index)).ok_or(Failed::NotFound)?;
        let report = self.frozen(year, &frozen.digest).await?;
        Ok(Published { year, versions, version, report })
    }

    /// The newest published report of a year, where there is one.
    pub(super) async fn newest_published(&self, year: i16) -> Result<Option<Report>, ReportFailed> {
        match self.records.annual_report_of(self.agency, year).await?.and_then(|row| row.published()) {
            Some(digest) => Ok(Some(self.frozen(year, &digest).await?)),
            None => Ok(None),
        }
    }
}

impl Office {
    /// [`Yearbook::published_years`] of an agency.
    pub async fn published_years(&self, agency: Agency) -> Result<Vec<i16>, ReportFailed> {
        self.yearbook(agency).published_years().await
    }

    /// [`Yearbook::published`] of an agency.
    pub async fn published_annual_report(
        &self,
        agency: Agency,
        year: i16,
        version: Option<usize>,
    ) -> Result<Published, ReportFailed> {
        self.yearbook(agency).published(year, version).await
    }
}

/// Writes a report in a format, off the threads that answer others: a pdf takes its time.
pub async fn render(report: Report, format: Format) -> Result<Vec<u8>, ReportFailed> {
    let writing = tokio::task::spawn_blocking(move || write(&report, format)).await;
    let written = writing.map_err(|error| Failed::Unreadable(format!("生成文件时出错：{error}")))?;
    Ok(written?)
}

/// Text and tables of a report as html, to stand within a page under a heading of its own.
pub fn body(report: &Report) -> String {
    html::body(report)
}
