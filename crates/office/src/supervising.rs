//! 主管部门: what the supervising duty sees of the agencies below its own or guided by it: figures, the state of the year's
//! report, and what is published. No file, no name, no draft. The published tables are added up.

use std::collections::BTreeSet;

use casework::who::{Agency, NotForYou, Reach, Subject, Viewer};
use documents::writing::Format;
use law::calendar::Day;
use law::report::due::due;
use law::report::{Edition, Report, Verdict, check, check_with_previous, total};
use records::annual_report::Row;
use records::request::figures::Figures;

use crate::annual_report::{Published, ReportFailed, render};
use crate::error::Failed;
use crate::people::{Agencies, PeopleError};
use crate::setup::Office;

/// The agencies that somebody supervises, as they stand today.
#[derive(Clone, Debug)]
pub struct Supervision {
    /// The report year that is looked at.
    pub year: i16,
    /// By when its report is to be published (Art. 49); `None` before the Regulation of 2019.
    pub due: Option<Day>,
    /// The years of which one of them has a report, begun or published.
    pub years: BTreeSet<i16>,
    /// Each of them.
    pub agencies: Vec<Supervised>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Supervised {
    /// The agency.
    pub agency: Agency,
    /// Its name.
    pub name: String,
    /// Guided, and not below.
    pub guided: bool,
    /// Applications of this year so far.
    pub this_year: Figures,
    /// Applications that are not answered.
    pub open: u64,
    /// Of those, something owed has passed its day.
    pub overdue: u64,
    /// Its report of the year.
    pub report: State,
}

/// How far the report of a year has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has begun it.
    NotBegun,
    /// It is being compiled.
    Compiling,
    /// It is being reviewed.
    InReview,
    /// It has passed and waits to be published.
    Approved,
    /// It is public.
    Published {
        /// The day of the newest version.
        on: Day,
        /// The day on which it was submitted to the supervisor; `None` where nobody has said so.
        sent_on: Option<Day>,
        /// A correction has been begun.
        correcting: bool,
        /// How many of the rules E1–E7 it breaks.
        violations: usize,
        /// How many places a person should look at.
        warnings: usize,
    },
}

/// A published report as its supervisor reads it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The agency's name today.
    pub name: String,
    /// The report.
    pub published: Published,
    /// What the rules say of it.
    pub verdict: Verdict,
}

/// The tables of a year added up.
#[derive(Clone, Debug)]
pub struct Total {
    /// Whose reports are in it, by name.
    pub of: Vec<String>,
    /// Whose are not, and why.
    pub without: Vec<(String, &'static str)>,
    /// The sums, as a report without text.
    pub report: Report,
    /// Whether the sums of the form hold.
    pub verdict: Verdict,
}

impl Office {
    /// Whether this viewer supervises at all.
    pub fn supervises(&self, by: &Viewer) -> bool {
        by.reach(Subject::Figures, self.today()) == Reach::Supervised
    }

    /// The agencies that this viewer supervises today, with the report of a year.
    pub async fn supervision(&self, by: &Viewer, year: i16) -> Result<Supervision, ReportFailed> {
        let (agencies, below) = self.below(by).await?;
        let (today, mut supervised, mut years) = (self.today(), Vec::with_capacity(below.len()), BTreeSet::new());
        for agency in below {
            let backlog = self.records.backlog(agency, today).await?;
            let rows = self.records.annual_reports(agency).await?;
            years.extend(rows.iter().filter_map(Row::report_year));
            let row = rows.into_iter().find(|row| row.report_year() == Some(year));
            supervised.push(Supervised {
                agency,
                name: agencies.name(agency),
                guided: !agencies.tree.superiors(agency, today).any(|superior| superior == by.agency()),
                this_year: self.records.request_figures(agency, today.year()).await?,
                open: backlog.iter().map(|one| one.open).sum(),
                overdue: backlog.iter().map(|one| one.overdue).sum(),
                report: self.state(agency, year, row).await?,
            });
        }
        let due = due(law::report::due::Publisher::Department, year).map(|due| due.publish);
        Ok(Supervision { year, due, years, agencies: supervised })
    }

    async fn state(&self, agency: Agency, year: i16, row: Option<Row>) -> Result<State, ReportFailed> {
        let Some(row) = row else { return Ok(State::NotBegun) };
        let day = |text: &Option<String>| text.as_deref().and_then(|day| law::calendar::parse_day(day).ok());
        let Some(on) = day(&row.published_on) else {
            return Ok(match row.stage.as_str() {
                "in_review" => State::InReview,
                "approved" => State::Approved,
                _ => State::Compiling,
            });
        };
        let (_, verdict) = self.published_with_verdict(agency, year, None).await?;
        Ok(State::Published {
            on,
            sent_on: day(&row.sent_on),
            correcting: row.correcting == 1,
            violations: verdict.violations.len(),
            warnings: verdict.warnings.len(),
        })
    }

    /// The published report of an agency that this viewer supervises: the newest version, or an older one by its number from 1.
    pub async fn supervised_report(
        &self,
        by: &Viewer,
        agency: Agency,
        year: i16,
        version: Option<usize>,
    ) -> Result<Opened, ReportFailed> {
        let (agencies, below) = self.below(by).await?;
        if !below.contains(&agency) {
            return Err(NotForYou(Subject::Figures).into());
        }
        let (published, verdict) = self.published_with_verdict(agency, year, version).await?;
        Ok(Opened { name: agencies.name(agency), published, verdict })
    }

    /// The published tables of a year, added up over the agencies that this viewer supervises.
    pub async fn total_of_reports(&self, by: &Viewer, year: i16) -> Result<Total, ReportFailed> {
        let (agencies, below) = self.below(by).await?;
        let edition = Edition::of_year(year);
        let (mut reports, mut of, mut without) = (Vec::new(), Vec::new(), Vec::new());
        for agency in below {
            let name = agencies.name(agency);
            match self.yearbook(agency).published(year, None).await {
                Ok(published) if published.report.form().edition == edition => {
                    // Whoever is named in a doubt is named as the list names it.
                    reports.push(Report { agency: Some(name.clone()), ..published.report });
                    of.push(name);
                }
                Ok(_) => without.push((name, "用的是另一版格式")),
                Err(ReportFailed::Office(Failed::NotFound)) => without.push((name, "还没有发布")),
                Err(other) => return Err(other),
            }
        }
        let report = Report {
            edition: Some(edition),
            year: Some(year),
            agency: Some(agencies.name(by.agency())),
            title: Some(format!(
                "{}主管（指导）的机关{year}年政府信息公开工作年度报告汇总表",
                agencies.name(by.agency())
            )),
            tables: total(edition, &reports),
            ..Report::default()
        };
        let verdict = check(&report);
        // There is no text in it, and what only a text can be held against is not missing.
        Ok(Total { of, without, report, verdict: Verdict { warnings: Vec::new(), ..verdict } })
    }

    /// The sums as a workbook.
    pub async fn total_as_workbook(&self, by: &Viewer, year: i16) -> Result<Vec<u8>, ReportFailed> {
        render(self.total_of_reports(by, year).await?.report, Format::Xlsx).await
    }

    async fn published_with_verdict(
        &self,
        agency: Agency,
        year: i16,
        version: Option<usize>,
    ) -> Result<(Published, Verdict), ReportFailed> {
        let yearbook = self.yearbook(agency);
        let published = yearbook.published(year, version).await?;
        let previous = match yearbook.published(year - 1, None).await {
            Ok(previous) => Some(previous.report),
            Err(ReportFailed::Office(Failed::NotFound)) => None,
            Err(other) => return Err(other),
        };
        let verdict = match &previous {
            Some(previous) => check_with_previous(&published.report, previous),
            None => check(&published.report),
        };
        Ok((published, verdict))
    }

    /// All agencies, and which of them this viewer supervises today: those that are there.
    async fn below(&self, by: &Viewer) -> Result<(Agencies, Vec<Agency>), ReportFailed> {
        if !self.supervises(by) {
            return Err(NotForYou(Subject::Figures).into());
        }
        let agencies = self.people.all_agencies().await.map_err(|error| match error {
            PeopleError::Storage(error) => Failed::Storage(error),
            other => Failed::Unreadable(other.to_string()),
        })?;
        let today = self.today();
        let below = agencies.tree.supervised_by(by.agency(), today).into_iter();
        let below = below.filter(|one| agencies.row(*one).is_some_and(|row| row.days.contains(today))).collect();
        Ok((agencies, below))
    }
}
