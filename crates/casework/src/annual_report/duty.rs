//! What is owed on a yearly report, by when (Art. 49), for worklists and the season board of January.

use law::calendar::Day;
use law::report::due::{Due, Publisher, due};

use super::AnnualReport;
use super::state::Stage;
use crate::request::facts::Level;

/// The last days that an agency holds itself to: those of the law, and an earlier one where a superior has set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// Art. 49.
    pub law: Due,
    /// An earlier day of the superior's, for both; a later one counts for nothing.
    pub superior: Option<Day>,
}

/// Something that must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub what: What,
    /// The last day for it; `None` where the law names none: as soon as it can be.
    pub by: Option<Day>,
}

/// What must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Cells, texts, submission to review.
    Compile,
    /// The whole waits for this level.
    Review(Level),
    /// To make it public.
    Publish,
    /// To submit it to the 主管部门.
    SendToSupervisor,
    /// A correction was begun and is not published.
    Correct,
}

impl Deadlines {
    /// Of an agency for a year; `None` for years before the Regulation of 2019.
    pub fn of(publisher: Publisher, year: i16, superior: Option<Day>) -> Option<Deadlines> {
        due(publisher, year).map(|law| Deadlines { law, superior })
    }

    /// The last day to publish.
    pub fn publish(self) -> Day {
        self.superior.map_or(self.law.publish, |earlier| earlier.min(self.law.publish))
    }

    /// The last day to submit to the 主管部门, where that is asked for.
    pub fn submit(self) -> Option<Day> {
        let law = self.law.submit?;
        Some(self.superior.map_or(law, |earlier| earlier.min(law)))
    }
}

impl Owed {
    /// Whether its day has passed.
    pub fn is_overdue(self, today: Day) -> bool {
        self.by.is_some_and(|by| by < today)
    }

    /// What the worklist calls it.
    pub fn label(self) -> &'static str {
        match self.what {
            What::Compile => "编制年度报告",
            What::Review(level) => level.label(),
            What::Publish => "发布年度报告",
            What::SendToSupervisor => "向主管部门提交年度报告",
            What::Correct => "完成年度报告更正",
        }
    }
}

/// All that is owed on the report of a year that is over, the most pressing first. A report that nobody
/// opened owes as much as one that was opened; one that was published elsewhere owes nothing. Nothing is owed while the year runs.
pub fn owed(report: &AnnualReport, year: i16, deadlines: Deadlines, today: Day) -> Vec<Owed> {
    if today.year() <= year {
        return Vec::new();
    }
    let correcting = report.correcting().is_some();
    let publish_by = (!correcting).then(|| deadlines.publish()); // no law sets a day for a correction
    let mut owed = Vec::new();
    match report.stage() {
        Stage::Compiling if correcting => return vec![Owed { what: What::Correct, by: None }],
        Stage::Compiling => owed.push(Owed { what: What::Compile, by: publish_by }),
        Stage::InReview { .. } => {
            owed.extend(report.awaited_level().map(|level| Owed { what: What::Review(level), by: publish_by }));
        }
        Stage::Approved { .. } | Stage::Published => {}
    }
    if *report.stage() != Stage::Published {
        owed.push(Owed { what: What::Publish, by: publish_by });
    }
    let made_here = correcting || report.published().is_none_or(|newest| !newest.imported);
    if let Some(submit_by) = deadlines.submit().filter(|_| made_here && report.sent_on().is_none()) {
        owed.push(Owed { what: What::SendToSupervisor, by: (!correcting).then_some(submit_by) });
    }
    owed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{approved, by, correcting, day, imported, opened, published, submitted};
    use crate::annual_report::{Fact, steps};

    fn owed_on(today: &str, facts: Vec<Fact>, publisher: Publisher) -> Vec<(What, Option<Day>)> {
        let report = AnnualReport::of(facts.into_iter().map(by(1)));
        let deadlines = Deadlines::of(publisher, 2025, None).unwrap();
        owed(&report, 2025, deadlines, day(today)).into_iter().map(|one| (one.what, one.by)).collect()
    }

    #[test]
    fn a_department_owes_two_things_by_the_end_of_january() {
        let due = Some(day("2026-01-31"));
        let department = |facts| owed_on("2026-01-20", facts, Publisher::Department);
        let (publish, send) = ((What::Publish, due), (What::SendToSupervisor, due));
        assert_eq!(department(vec![]), [(What::Compile, due), publish, send]);
        assert_eq!(department(vec![opened("2026-01-05")]), [(What::Compile, due), publish, send]);
        let first = What::Review(steps::CHAIN[0]);
        assert_eq!(department(submitted("2026-01-12")), [(first, due), publish, send]);
        assert_eq!(department(approved("2026-01-12")), [publish, send]);
        assert_eq!(department(published("2026-01-12")), [send]);
        let sent = [published("2026-01-12"), vec![Fact::SentToSupervisor { on: day("2026-01-12") }]].concat();
        assert_eq!(department(sent), []);
    }

    #[test]
    fn a_government_publishes_by_the_end_of_march_and_submits_to_nobody() {
        let due = Some(day("2026-03-31"));
        let government = |facts| owed_on("2026-01-20", facts, Publisher::Government);
        assert_eq!(government(vec![]), [(What::Compile, due), (What::Publish, due)]);
        assert_eq!(government(published("2026-01-12")), []);
    }

    #[test]
    fn nothing_is_owed_while_the_year_runs() {
        assert_eq!(owed_on("2025-12-31", vec![], Publisher::Department), []);
        assert!(!owed_on("2026-01-01", vec![], Publisher::Department).is_empty());
    }

    #[test]
    fn a_superior_may_be_earlier_than_the_law_and_never_later() {
        let deadlines = |superior| Deadlines::of(Publisher::Department, 2025, Some(day(superior))).unwrap();
        assert_eq!(deadlines("2026-01-26").publish(), day("2026-01-26"));
        assert_eq!(deadlines("2026-01-26").submit(), Some(day("2026-01-26")));
        assert_eq!(deadlines("2026-02-20").publish(), day("2026-01-31"));
        assert_eq!(Deadlines::of(Publisher::Department, 2016, None), None);
    }

    #[test]
    fn a_correction_has_no_day_of_the_law() {
        let reopened = correcting("2026-05-12").into_iter().take(7).collect();
        assert_eq!(owed_on("2026-05-20", reopened, Publisher::Department), [(What::Correct, None)]);
        let owed = Owed { what: What::Correct, by: None };
        assert!(!owed.is_overdue(day("2030-01-01")));
        assert!(
            owed_on("2026-05-20", correcting("2026-05-12"), Publisher::Department).contains(&(What::Publish, None))
        );
    }

    #[test]
    fn the_last_day_itself_is_in_time() {
        let publish = Owed { what: What::Publish, by: Some(day("2026-01-31")) };
        assert!(!publish.is_overdue(day("2026-01-31")) && publish.is_overdue(day("2026-02-01")));
    }

    #[test]
    fn an_imported_report_was_published_and_submitted_elsewhere() {
        assert_eq!(owed_on("2026-01-20", vec![imported("2026-01-12")], Publisher::Government), []);
        assert_eq!(owed_on("2026-01-20", vec![imported("2026-01-12")], Publisher::Department), []);
    }
}
