//! 发布: what was approved becomes public and is frozen; a second time it is a 更正 that names what it changes.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::report::{CellId, Report};

use super::in_order;
use crate::annual_report::act::Act;
use crate::annual_report::note::Digest;
use crate::annual_report::state::Stage;
use crate::annual_report::{AnnualReport, Fact, Refusal, difference};
use crate::context::Context;
use crate::who::Viewer;

/// The whole that is published.
#[derive(Clone, Debug)]
pub struct Publish<'a> {
    /// The day.
    pub on: Day,
    /// The whole that was approved.
    pub approved: &'a Report,
    /// Its digest.
    pub digest: Digest,
    /// The whole as it would be compiled today.
    pub now: &'a Report,
    /// The newest published version, for a correction.
    pub before: Option<&'a Report>,
    /// The position of the record up to which it counts; `None` where nothing is sealed yet.
    pub position: Option<u64>,
}

/// Whether the report may be published now.
pub fn may_publish(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Publish.by(by, cx)?;
    match report.stage() {
        _ if report.opened().is_none() => Err(Refusal::NotOpened),
        Stage::Approved { .. } => Ok(()),
        Stage::Published => Err(Refusal::Published),
        Stage::Compiling | Stage::InReview { .. } => Err(Refusal::NotApproved),
    }
}

/// Publishes exactly what was approved, and only while the records still say the same.
pub fn publish(report: &AnnualReport, step: Publish<'_>, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_publish(report, cx, by)?;
    let Publish { on, approved, digest, now, before, position } = step;
    in_order(on, report, cx)?;
    if !matches!(report.stage(), Stage::Approved { digest: approved } if *approved == digest) {
        return Err(Refusal::OtherWhole);
    }
    let cells = changed(approved, now);
    let texts = difference::sections(approved, now).len();
    if !cells.is_empty() || texts > 0 {
        return Err(Refusal::ChangedSince { cells, texts });
    }
    let (Some(reason), Some(before)) = (report.correcting(), before) else {
        return Ok(vec![Fact::Published { on, digest, position }]);
    };
    let cells: BTreeSet<CellId> = changed(before, approved).into_iter().collect();
    let sections = difference::sections(before, approved);
    if cells.is_empty() && sections.is_empty() {
        return Err(Refusal::NothingCorrected);
    }
    Ok(vec![Fact::Corrected { on, digest, cells, sections, reason: reason.clone(), position }])
}

fn changed(was: &Report, is: &Report) -> Vec<CellId> {
    difference::cells(was, is).into_iter().map(|difference| difference.cell).collect()
}

#[cfg(test)]
mod tests {
    use law::report::{Cell, Edition};

    use super::*;
    use crate::annual_report::given::{approved, cell, correcting, day, digest, given, note, submitted, whole};

    fn publishing<'a>(approved: &'a Report, now: &'a Report) -> Publish<'a> {
        let (on, digest) = (day("2026-01-20"), digest(1));
        Publish { on, approved, digest, now, before: None, position: Some(812) }
    }

    #[test]
    fn what_is_approved_is_published_and_frozen() {
        let report = whole(2025, Edition::Of2021);
        let step = publishing(&report, &report);
        let after = given(approved("2026-01-12")).today("2026-01-20").when(publish, step.clone()).then();
        assert_eq!(after.stage(), &Stage::Published);
        let frozen = after.published().unwrap();
        assert_eq!((frozen.on, frozen.position, &frozen.digest), (day("2026-01-20"), Some(812), &digest(1)));
        given(submitted("2026-01-12")).today("2026-01-20").when(publish, step).refused(Refusal::NotApproved);
    }

    #[test]
    fn another_whole_than_the_approved_one_stays_back() {
        let report = whole(2025, Edition::Of2021);
        let step = Publish { digest: digest(2), ..publishing(&report, &report) };
        given(approved("2026-01-12")).today("2026-01-20").when(publish, step).refused(Refusal::OtherWhole);
    }

    #[test]
    fn a_fact_that_came_in_since_is_looked_at_first() {
        let report = whole(2025, Edition::Of2021);
        let mut now = report.clone();
        now.tables.set(cell("requests.received.other"), Cell::number(7));
        let step = publishing(&report, &now);
        let refusal = given(approved("2026-01-12")).today("2026-01-20").when(publish, step).refusal();
        assert!(refusal.to_string().contains("表三“本年新收政府信息公开申请数量”行“其他”列与送审稿不同"), "{refusal}");
    }

    #[test]
    fn a_correction_names_the_cells_and_sections_that_it_changes() {
        let before = whole(2025, Edition::Of2021);
        let mut after = before.clone();
        after.tables.set(cell("proactive.licences.decisions"), Cell::number(21));
        after.narrative.sections[0].paragraphs[0].push_str("（更正）");
        let step = Publish { before: Some(&before), ..publishing(&after, &after) };
        given(correcting("2026-01-12")).today("2026-01-20").when(publish, step).facts([Fact::Corrected {
            on: day("2026-01-20"),
            digest: digest(1),
            cells: [cell("proactive.licences.decisions")].into(),
            sections: [1].into(),
            reason: note("许可件数少计1件"),
            position: Some(812),
        }]);
        let same = Publish { before: Some(&before), ..publishing(&before, &before) };
        given(correcting("2026-01-12")).today("2026-01-20").when(publish, same).refused(Refusal::NothingCorrected);
    }
}
