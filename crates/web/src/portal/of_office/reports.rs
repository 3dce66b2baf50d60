//! Annual reports: the years, the report of one as a page and as files.

use law::report::{CellId, Report, Table};
use office::annual_report::{self, Published, ReportFailed, render};

use super::OfOffice;
use super::publications::broken;
use crate::look::bars::Bar;
use crate::portal::source::{Answer, Trouble};
use crate::portal::view::{Chart, Download, Format, Markup, ReportListed, YearReport};

impl OfOffice {
    pub(super) async fn listed_reports(&self) -> Answer<Vec<ReportListed>> {
        let mut all = Vec::new();
        for year in self.years().await? {
            all.extend(self.published(year).await?.map(|published| self.listed_report(&published)));
        }
        Ok(all)
    }

    pub(super) async fn report_of(&self, year: i16) -> Answer<Option<YearReport>> {
        let Some(published) = self.published(year).await? else { return Ok(None) };
        let years = self.years().await?;
        let listed = self.listed_report(&published);
        let charts = charts(&published.report);
        Ok(Some(YearReport {
            listed,
            body: Markup(annual_report::body(&published.report)),
            charts,
            neighbours: (
                years.iter().copied().filter(|other| *other < year).max(),
                years.iter().copied().filter(|other| *other > year).min(),
            ),
        }))
    }

    pub(super) async fn report_as(&self, year: i16, format: Format) -> Answer<Option<Download>> {
        let Some(published) = self.published(year).await? else { return Ok(None) };
        let (written, kind) = match format {
            Format::Docx => {
                (annual_report::Format::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            Format::Pdf => (annual_report::Format::Pdf, "application/pdf"),
            Format::Xlsx => {
                (annual_report::Format::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            Format::Json => (annual_report::Format::Json, "application/json"),
        };
        let name = format!("{}.{}", self.listed_report(&published).title, format.ending());
        let bytes = render(published.report, written).await.map_err(trouble)?;
        Ok(Some(Download { name, kind, bytes }))
    }

    async fn years(&self) -> Answer<Vec<i16>> {
        self.office.published_years(self.office.profile().agency).await.map_err(trouble)
    }

    async fn published(&self, year: i16) -> Answer<Option<Published>> {
        match self.office.published_annual_report(self.office.profile().agency, year, None).await {
            Ok(published) => Ok(Some(published)),
            Err(ReportFailed::Office(office::Failed::NotFound)) => Ok(None),
            Err(failed) => Err(trouble(failed)),
        }
    }

    fn listed_report(&self, published: &Published) -> ReportListed {
        let title = format!("{}{}年政府信息公开工作年度报告", self.office.profile().name, published.year);
        let first = published.versions.first();
        let newest = published.versions.last();
        ReportListed {
            year: published.year,
            title: published.report.title.clone().unwrap_or(title),
            published_on: first.map_or(law::calendar::Day::MIN, |first| first.on),
            corrected_on: newest.filter(|_| published.versions.len() > 1).map(|newest| newest.on),
        }
    }
}

pub(super) fn trouble(failed: ReportFailed) -> Trouble {
    match failed {
        ReportFailed::Office(failed) => failed.into(),
        other => broken(other),
    }
}

/// The figures that say most: decisions of the year, and how applications ended.
fn charts(report: &Report) -> Vec<Chart> {
    let number = |table, row: &str, column: &str| {
        let cell = report.tables.get(CellId::find(table, row, column)?)?;
        cell.value()?.to_string().parse::<f64>().ok()
    };
    let bars = |rows: &[(&str, Option<f64>)], unit: &str| -> Vec<Bar> {
        let said = |value: Option<f64>| value.map_or("—".to_owned(), |value| format!("{value}{unit}"));
        rows.iter().map(|(name, value)| Bar { name: (*name).to_owned(), value: *value, said: said(*value) }).collect()
    };
    let decided = |row| number(Table::Proactive, row, "decisions");
    let decisions = [
        ("行政许可", decided("licences")),
        ("其他对外管理服务事项", decided("other_services")),
        ("行政处罚", decided("penalties")),
        ("行政强制", decided("coercive_measures")),
    ];
    let ended = |row| number(Table::Requests, row, "total");
    let outcomes = [
        ("新收", ended("received")),
        ("予以公开", ended("granted")),
        ("部分公开", ended("partly_granted")),
        ("结转下年度", ended("carried_out")),
    ];
    let chart = |caption: &str, what: &str, figures: &str, bars: Vec<Bar>| Chart {
        caption: caption.to_owned(),
        what: what.to_owned(),
        figures: figures.to_owned(),
        bars,
    };
    vec![
        chart("行政处理决定数量", "事项", "处理决定数量", bars(&decisions, "件")),
        chart("政府信息公开申请", "情形", "件数", bars(&outcomes, "件")),
    ]
}
