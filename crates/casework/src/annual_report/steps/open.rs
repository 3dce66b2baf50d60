//! 开始编制, or taking in what was published elsewhere: the two beginnings of a report.

use law::calendar::Day;
use law::report::Edition;

use super::in_order;
use crate::annual_report::act::Act;
use crate::annual_report::note::{Digest, Note};
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::who::Viewer;

/// Opening the report of a year. It may be opened while the year runs, so that it is seen to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// The day.
    pub on: Day,
    /// The report year.
    pub year: i16,
    /// The form; as a rule [`Edition::of_year`].
    pub edition: Edition,
}

/// A report that was published before this record began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The day.
    pub on: Day,
    /// The report year.
    pub year: i16,
    /// The form of its table three.
    pub edition: Edition,
    /// The whole, as it is kept.
    pub digest: Digest,
    /// Where it was taken from.
    pub source: Note,
}

/// The first year that was reported on: the Regulation came into force on 2008-05-01.
const FIRST_YEAR: i16 = 2008;

/// Whether a report may be opened.
pub fn may_open(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Open.by(by, cx)?;
    if report.opened().is_some() { Err(Refusal::AlreadyOpened) } else { Ok(()) }
}

/// Opens the report of a year.
pub fn open(report: &AnnualReport, step: Open, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_open(report, cx, by)?;
    let Open { on, year, edition } = step;
    in_order(on, report, cx)?;
    if !(FIRST_YEAR..=on.year()).contains(&year) {
        return Err(Refusal::NoSuchYear(year));
    }
    Ok(vec![Fact::Opened { on, year, edition }])
}

/// Whether a published report may be taken in.
pub fn may_import(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Import.by(by, cx)?;
    if report.opened().is_some() { Err(Refusal::AlreadyOpened) } else { Ok(()) }
}

/// Takes in a published report as it stands, mistakes included.
pub fn import(report: &AnnualReport, step: Import, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_import(report, cx, by)?;
    let Import { on, year, edition, digest, source } = step;
    in_order(on, report, cx)?;
    if !(FIRST_YEAR..on.year()).contains(&year) {
        return Err(Refusal::NoSuchYear(year));
    }
    Ok(vec![Fact::Imported { on, year, edition, digest, source }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{day, digest, given, note, nothing, opened};
    use crate::annual_report::state::Stage;

    fn of_year(year: i16) -> Open {
        Open { on: day("2026-01-05"), year, edition: Edition::of_year(year) }
    }

    #[test]
    fn a_report_is_opened_once_and_may_be_opened_while_its_year_runs() {
        let start = || given(nothing()).today("2026-01-05");
        start().when(open, of_year(2025)).facts([opened("2026-01-05")]);
        assert!(start().when(open, of_year(2026)).then().opened().is_some());
        start().when(open, of_year(2027)).refused(Refusal::NoSuchYear(2027));
        start().when(open, of_year(2007)).refused(Refusal::NoSuchYear(2007));
        given([opened("2026-01-05")]).when(open, of_year(2025)).refused(Refusal::AlreadyOpened);
    }

    #[test]
    fn what_was_published_elsewhere_is_frozen_from_the_start() {
        let taking = |year| Import {
            on: day("2026-01-05"),
            year,
            edition: Edition::Of2021,
            digest: digest(7),
            source: note("门户网站2024年度报告页面"),
        };
        let start = || given(nothing()).today("2026-01-05");
        let after = start().when(import, taking(2024)).then();
        assert_eq!((after.stage(), after.frozen().len()), (&Stage::Published, 1));
        assert!(after.published().unwrap().imported);
        start().when(import, taking(2026)).refused(Refusal::NoSuchYear(2026));
    }

    #[test]
    fn nothing_is_dated_ahead() {
        given(nothing()).today("2026-01-04").when(open, of_year(2025)).refused(Refusal::InTheFuture(day("2026-01-05")));
    }
}
