//! 概览: what the principal leader asks about the whole: is it in time, what has piled up, how does the year's report grow.
//! Figures alone, no file and no name.

use casework::who::Viewer;
use records::overview::{Backlog, Months};
use records::request::figures::Figures;

use crate::annual_report::ReportFailed;
use crate::setup::Office;

pub use records::overview::{Backlog as BacklogOfUnit, Months as ByMonth};

/// The state of the agency's open government today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// The year.
    pub year: i16,
    /// Applications received, answered and answered in time this year so far.
    pub this_year: Figures,
    /// The same of the whole year before.
    pub year_before: Figures,
    /// What is not answered, by unit, the most overdue first.
    pub backlog: Vec<Backlog>,
    /// This year month by month.
    pub months: Months,
    /// What was published in the whole year before.
    pub published_before: u64,
    /// Cases of table four that count this year, and how many of them are pending.
    pub cases: (u64, u64),
}

impl Overview {
    /// Open applications of all units, and how many of them are overdue.
    pub fn open(&self) -> (u64, u64) {
        self.backlog.iter().fold((0, 0), |(open, late), one| (open + one.open, late + one.overdue))
    }

    /// What was published this year so far.
    pub fn published(&self) -> u64 {
        self.months.published.iter().sum()
    }
}

impl Office {
    /// The overview of the viewer's agency, for those who see all its figures.
    pub async fn overview(&self, by: &Viewer) -> Result<Overview, ReportFailed> {
        let (agency, today) = (by.agency(), self.today());
        let year = today.year();
        let cases = self.remedy_cases(by, year).await?; // refuses whoever does not see the figures
        let counted: Vec<_> = cases.iter().filter_map(|row| row.case.cell(year)).collect();
        let pending = counted.iter().filter(|cell| cell.column == "pending").count();
        Ok(Overview {
            year,
            this_year: self.records.request_figures(agency, year).await?,
            year_before: self.records.request_figures(agency, year - 1).await?,
            backlog: self.records.backlog(agency, today).await?,
            months: self.records.months(agency, year).await?,
            published_before: self.records.months(agency, year - 1).await?.published.iter().sum(),
            cases: (counted.len() as u64, pending as u64),
        })
    }
}
