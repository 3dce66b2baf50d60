//! 政府信息公开年报 by year: figures as bars, the tables as printed, and the whole to take home.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;

use super::download;
use super::view::{Format, ReportListed, YearReport};
use crate::fault::Fault;
use crate::look::bars::Bars;
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/reports.html")]
struct ReportsPage<'v> {
    page: Page<'v>,
    reports: Vec<ReportListed>,
}

#[derive(Template)]
#[template(path = "portal/report.html")]
struct ReportPage<'v> {
    page: Page<'v>,
    report: YearReport,
    charts: Vec<Bars>,
}

pub(super) async fn reports(visit: Visit) -> Result<Response, Fault> {
    let reports = visit.site.portal.reports().await?;
    let page = visit.page("政府信息公开年报").under("reports").with_meta("ColumnName", "政府信息公开年报");
    Ok(respond::public(&ReportsPage { page, reports }))
}

pub(super) async fn report(visit: Visit, Path(year): Path<String>) -> Result<Response, Fault> {
    let report = visit.site.portal.report(year_of(&year)?).await?.ok_or(Fault::NotFound)?;
    let charts = report.charts.iter();
    let charts = charts.map(|chart| Bars::new(&chart.caption, &chart.what, &chart.figures, &chart.bars)).collect();
    let page = visit
        .page(report.listed.title.clone())
        .under("reports")
        .with_script("page.js")
        .with_meta("ColumnName", "政府信息公开年报")
        .with_meta("ArticleTitle", report.listed.title.clone())
        .with_meta("PubDate", report.listed.published_on.to_string())
        .with_meta("ContentSource", visit.site.agency.name.clone());
    Ok(respond::public(&ReportPage { page, report, charts }))
}

/// `/reports/2019/report.pdf`.
pub(super) async fn file(
    State(site): State<Arc<Site>>,
    Path((year, file)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let format = file.strip_prefix("report.").and_then(Format::of_ending).ok_or(Fault::NotFound)?;
    let download = site.portal.report_file(year_of(&year)?, format).await?.ok_or(Fault::NotFound)?;
    Ok(download::public(download))
}

fn year_of(text: &str) -> Result<i16, Fault> {
    text.parse().ok().filter(|year| (1900..=9999).contains(year)).ok_or(Fault::NotFound)
}
