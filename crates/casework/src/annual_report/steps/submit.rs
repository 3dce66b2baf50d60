//! 送审: the whole is fixed once it is complete and its sums hold; and taking it back.

use law::calendar::Day;
use law::report::{CellId, Report, Rule, check, check_with_previous};

use super::{compiling, in_order};
use crate::annual_report::act::Act;
use crate::annual_report::note::{Digest, Note};
use crate::annual_report::state::Stage;
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::request::facts::Level;
use crate::who::Viewer;

/// A yearly report is an important matter: the office, the deputy head, the head.
pub const CHAIN: [Level; 3] = [Level::UnitHead, Level::DeputyHead, Level::Head];

/// The sections that are text; the other three are tables, whose text may be left out.
const TEXTS: [u8; 3] = [1, 5, 6];

/// The whole as it goes into review.
#[derive(Clone, Debug)]
pub struct Submit<'a> {
    /// The day.
    pub on: Day,
    /// The whole, as compiled and as it is kept from now on.
    pub report: &'a Report,
    /// Its digest.
    pub digest: Digest,
    /// The published report of the year before, where there is one (E7).
    pub previous: Option<&'a Report>,
    /// Why 上年结转 is not its 结转下年度, where it is not.
    pub carried_in_differs: Option<Note>,
}

/// Takes it back to work on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeBack {
    /// The day.
    pub on: Day,
}

/// Whether the year's report may go into review: the year is over.
pub fn may_submit(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Submit.by(by, cx)?;
    let year = compiling(report)?.year;
    if cx.today.year() <= year { Err(Refusal::YearNotOver(year)) } else { Ok(()) }
}

/// Hands the whole in for review. What the rules of the form find wrong keeps it back; what they warn of is for people.
pub fn submit(report: &AnnualReport, step: Submit<'_>, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_submit(report, cx, by)?;
    let Submit { on, report: whole, digest, previous, carried_in_differs } = step;
    in_order(on, report, cx)?;
    let year = compiling(report)?.year;
    if on.year() <= year {
        return Err(Refusal::YearNotOver(year));
    }
    let missing: Vec<CellId> = whole.cells().filter(|id| !has_figure(whole, *id)).collect();
    if !missing.is_empty() {
        return Err(Refusal::Missing(missing));
    }
    let unwritten: Vec<u8> = TEXTS.into_iter().filter(|number| !has_text(whole, *number)).collect();
    if !unwritten.is_empty() {
        return Err(Refusal::NoText(unwritten));
    }
    let violations = previous.map_or_else(|| check(whole), |last| check_with_previous(whole, last)).violations;
    let (carried_in, wrong): (Vec<_>, Vec<_>) = violations.into_iter().partition(|finding| finding.rule == Rule::E7);
    if !wrong.is_empty() {
        return Err(Refusal::Wrong(wrong));
    }
    if !carried_in.is_empty() && carried_in_differs.is_none() {
        return Err(Refusal::CarriedInUnexplained);
    }
    let carried_in_differs = carried_in_differs.filter(|_| !carried_in.is_empty());
    Ok(vec![Fact::Submitted { on, digest, chain: CHAIN.to_vec(), carried_in_differs }])
}

fn has_figure(whole: &Report, id: CellId) -> bool {
    whole.tables.get(id).is_some_and(|cell| cell.value().is_some())
}

fn has_text(whole: &Report, number: u8) -> bool {
    let section = whole.narrative.section(number);
    section.is_some_and(|section| section.paragraphs.iter().any(|text| !text.trim().is_empty()))
}

/// Whether it may be taken back: it is on its way, or waits to be published.
pub fn may_take_back(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::TakeBack.by(by, cx)?;
    match report.stage() {
        _ if report.opened().is_none() => Err(Refusal::NotOpened),
        Stage::InReview { .. } | Stage::Approved { .. } => Ok(()),
        Stage::Compiling => Err(Refusal::NotSubmitted),
        Stage::Published => Err(Refusal::Published),
    }
}

/// Takes it back.
pub fn take_back(report: &AnnualReport, step: TakeBack, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_take_back(report, cx, by)?;
    in_order(step.on, report, cx)?;
    Ok(vec![Fact::TakenBack { on: step.on }])
}

#[cfg(test)]
mod tests {
    use law::report::{Cell, Edition};

    use super::*;
    use crate::annual_report::given::{approved, cell, day, digest, given, note, opened, published, submitted, whole};

    fn handing_in(report: &Report) -> Submit<'_> {
        let (on, digest) = (day("2026-01-12"), digest(1));
        Submit { on, report, digest, previous: None, carried_in_differs: None }
    }

    fn trying(step: Submit<'_>) -> crate::annual_report::given::When {
        given([opened("2026-01-05")]).today("2026-01-12").when(submit, step)
    }

    #[test]
    fn a_complete_report_whose_sums_hold_goes_into_review() {
        let report = whole(2025, Edition::Of2021);
        let after = trying(handing_in(&report)).then();
        assert_eq!(after.awaited_level(), Some(Level::UnitHead));
    }

    #[test]
    fn nobody_submits_a_year_that_still_runs() {
        let report = whole(2025, Edition::Of2021);
        let step = Submit { on: day("2025-12-31"), ..handing_in(&report) };
        given([opened("2025-12-01")])
            .today("2025-12-31")
            .when(submit, step.clone())
            .refused(Refusal::YearNotOver(2025));
        given([opened("2025-12-01")]).today("2026-01-01").when(submit, step).refused(Refusal::YearNotOver(2025));
    }

    #[test]
    fn a_blank_cell_is_named_and_a_nought_is_asked_for() {
        let mut report = whole(2025, Edition::Of2021);
        report.tables.set(cell("proactive.fees.amount"), Cell::blank());
        let refusal = trying(handing_in(&report)).refusal();
        assert_eq!(refusal, Refusal::Missing(vec![cell("proactive.fees.amount")]));
        assert!(refusal.to_string().contains("还有1格没有数据：表二“行政事业性收费”行"), "{refusal}");
        assert!(refusal.to_string().contains("填报0"));
    }

    #[test]
    fn a_section_without_words_is_named() {
        let mut report = whole(2025, Edition::Of2021);
        report.narrative.sections.retain(|section| section.number != 6);
        report.narrative.sections[0].paragraphs = vec![" ".into()];
        let refusal = trying(handing_in(&report)).refusal();
        assert_eq!(refusal, Refusal::NoText(vec![1, 6]));
        assert!(refusal.to_string().contains("第一、六部分"), "{refusal}");
    }

    #[test]
    fn sums_that_do_not_hold_keep_it_back() {
        let mut report = whole(2025, Edition::Of2021);
        report.tables.set(cell("requests.carried_out.enterprise"), Cell::number(9));
        let refusal = trying(handing_in(&report)).refusal();
        assert!(matches!(&refusal, Refusal::Wrong(findings) if !findings.is_empty()));
        assert!(refusal.to_string().contains("商业企业"), "{refusal}");
    }

    #[test]
    fn a_break_with_last_years_report_must_be_explained() {
        let report = whole(2025, Edition::Of2021);
        let mut last = whole(2024, Edition::Of2021);
        for column in ["enterprise", "total"] {
            last.tables.set(cell(&format!("requests.carried_out.{column}")), Cell::number(4));
        }
        let unexplained = Submit { previous: Some(&last), ..handing_in(&report) };
        trying(unexplained.clone()).refused(Refusal::CarriedInUnexplained);
        let why = Some(note("上年4件申请人类型更正"));
        let explained = trying(Submit { carried_in_differs: why.clone(), ..unexplained }).result().unwrap();
        assert!(matches!(&explained[..], [Fact::Submitted { carried_in_differs, .. }] if *carried_in_differs == why));
        let needless = trying(Submit { carried_in_differs: why, ..handing_in(&report) }).result().unwrap();
        assert!(matches!(&needless[..], [Fact::Submitted { carried_in_differs: None, .. }]));
    }

    #[test]
    fn it_is_taken_back_until_it_is_published() {
        let step = TakeBack { on: day("2026-01-12") };
        let back = |facts: Vec<Fact>| given(facts).today("2026-01-12").when(take_back, step);
        assert_eq!(back(submitted("2026-01-12")).then().stage(), &Stage::Compiling);
        assert_eq!(back(approved("2026-01-12")).then().stage(), &Stage::Compiling);
        back(vec![opened("2026-01-05")]).refused(Refusal::NotSubmitted);
        back(published("2026-01-12")).refused(Refusal::Published);
        back(vec![]).refused(Refusal::NotOpened);
    }
}
