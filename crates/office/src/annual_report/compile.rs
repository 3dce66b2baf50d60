//! The whole of a year's report, from the record, from what people stated, and from their texts.

use std::collections::BTreeMap;

use casework::annual_report::AnnualReport;
use casework::annual_report::compile::{Compiled, Figures, compile};
use casework::annual_report::note::Digest;
use casework::annual_report::state::Opened;
use casework::ledger::figures::behind;
use documents::report::json;
use law::report::{Edition, Narrative, Report, Section, Verdict, check, check_with_previous};
use records::annual_report::content;

use super::failed::ReportFailed;
use super::yearbook::Yearbook;

/// A report as it would read today.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Every cell, and where its figure comes from.
    pub compiled: Compiled,
    /// The report.
    pub report: Report,
    /// The published report of the year before, where there is one.
    pub previous: Option<Report>,
}

impl Whole {
    /// What the rules say of it, held against last year's where that is at hand.
    pub fn verdict(&self) -> Verdict {
        match &self.previous {
            Some(previous) => check_with_previous(&self.report, previous),
            None => check(&self.report),
        }
    }
}

impl Yearbook {
    /// Compiles a year from the record alone, and from what was stated and written for its report where one was begun. `edition`
    /// is that of the report, else that of the year, where none is asked for.
    pub async fn compile_year(&self, year: i16, edition: Option<Edition>) -> Result<Whole, ReportFailed> {
        let begun = match self.report_of(year).await? {
            Some((_, report)) => report,
            None => AnnualReport::default(),
        };
        let edition = edition.or(begun.opened().map(|opened| opened.edition)).unwrap_or(Edition::of_year(year));
        self.whole(&begun, Opened { year, edition }).await
    }

    /// The whole of a report as it would read today.
    pub(super) async fn whole(&self, report: &AnnualReport, of: Opened) -> Result<Whole, ReportFailed> {
        let texts = self.texts(report.texts()).await?;
        let previous = match of.year.checked_sub(1) {
            Some(last) => self.newest_published(last).await?,
            None => None,
        };
        let Opened { year, edition } = of;
        let computed = self.computed(year, edition).await?;
        let compiled = compile(year, edition, &computed, report.declared())?;
        let report = compiled.report(&self.name, narrative(edition, &texts));
        Ok(Whole { compiled, report, previous })
    }

    /// What the record gives for a year: files by their marks, documents, and the ledgers that are kept. Where a ledger or the
    /// documents say what marks say too, theirs is the figure; a ledger without a row says nothing, not nought.
    async fn computed(&self, year: i16, edition: Edition) -> Result<Figures, ReportFailed> {
        let mut figures = self.records.year_figures(self.agency, year).await?;
        let ledgers = self.records.ledger_figures(self.agency, year).await?.tables(edition);
        let kept = self.records.ledgers_kept(self.agency, year).await?;
        let documents = self.records.document_tables(self.agency, year).await?;
        let of_ledgers =
            ledgers.iter().filter(|(cell, _)| behind(cell.row, cell.column).is_some_and(|of| kept.contains(&of)));
        figures.extend(of_ledgers.chain(documents.iter()).filter_map(|(cell, one)| Some((cell, one.value()?))));
        Ok(figures)
    }

    /// The texts of a report with those in their place that are being typed.
    pub(super) async fn typed_over(
        &self,
        report: &AnnualReport,
        typed: &BTreeMap<u8, String>,
    ) -> Result<BTreeMap<u8, String>, ReportFailed> {
        let mut texts = self.texts(report.texts()).await?;
        texts.extend(typed.iter().map(|(section, text)| (*section, text.clone())));
        Ok(texts)
    }

    async fn texts(&self, of: &BTreeMap<u8, Digest>) -> Result<BTreeMap<u8, String>, ReportFailed> {
        let mut texts = BTreeMap::new();
        for (section, digest) in of {
            texts.insert(*section, self.records.annual_report_content(self.agency, digest).await?);
        }
        Ok(texts)
    }

    /// A frozen report.
    pub(super) async fn frozen(&self, year: i16, digest: &Digest) -> Result<Report, ReportFailed> {
        let text = self.records.annual_report_content(self.agency, digest).await?;
        json::from_json(&text).map_err(|error| ReportFailed::Frozen { year, reason: error.to_string() })
    }
}

/// A report as it is frozen: its published shape without any findings, so that its digest says nothing but what it says.
pub(super) fn written(report: &Report) -> (String, Digest) {
    let text = json::to_text(report, &Verdict::default());
    let digest = content::digest(&text);
    (text, digest)
}

/// The texts under the headings of the form. A paragraph is a line. Sections two to four hold tables and are always there.
pub(super) fn narrative(edition: Edition, texts: &BTreeMap<u8, String>) -> Narrative {
    let paragraphs = |number: u8| -> Vec<String> {
        let lines = texts.get(&number).map(String::as_str).unwrap_or_default().lines();
        lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let form = edition.form();
    let section = |number: u8| {
        let section = Section { number, heading: form.numbered_heading(number), paragraphs: paragraphs(number) };
        (matches!(number, 2..=4) || !section.paragraphs.is_empty()).then_some(section)
    };
    let sections = form.sections.iter().filter_map(|heading| section(heading.number)).collect();
    Narrative { preface: paragraphs(0), sections }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_under_the_headings_of_the_form() {
        let texts = [(0, "统计期限为全年。"), (1, "第一段。\r\n\r\n  第二段。\n"), (6, " ")];
        let narrative = narrative(Edition::Of2021, &texts.map(|(number, text)| (number, text.to_owned())).into());
        assert_eq!(narrative.preface, ["统计期限为全年。"]);
        let sections: Vec<_> = narrative.sections.iter().map(|one| (one.number, one.paragraphs.len())).collect();
        assert_eq!(sections, [(1, 2), (2, 0), (3, 0), (4, 0)], "blank texts are none, and tables need none");
        assert_eq!(narrative.sections[0].heading, "一、总体情况");
        assert_eq!(narrative.sections[0].paragraphs[1], "第二段。");
    }
}
