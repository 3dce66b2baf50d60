//! The published report of one agency, with what the rules say of it and its earlier versions.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use casework::who::Agency;
use law::calendar::in_words;
use office::annual_report::body;
use serde::Deserialize;

use super::{HERE, year_of};
use crate::console::desk::Desk;
use crate::console::report::report_fault;
use crate::fault::Fault;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::portal::view::Markup;
use crate::respond;

#[derive(Template)]
#[template(path = "console/supervised/report.html")]
struct ReportPage<'v> {
    page: Page<'v>,
    rail: Rail,
    title: String,
    body: Markup,
    violations: Vec<(String, String)>,
    warnings: Vec<(String, String)>,
    versions: Vec<(String, String, bool)>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    version: Option<usize>,
}

pub(super) async fn report(
    desk: Desk,
    Path((agency, year)): Path<(u64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let opened = desk.office().supervised_report(desk.viewer(), Agency(agency), year, asked.version).await;
    let opened = opened.map_err(report_fault)?;
    let title = format!("{}{year}年政府信息公开工作年度报告", opened.name);
    let found =
        |findings: &[law::report::Finding]| findings.iter().map(|one| (one.rule.code(), one.message.clone())).collect();
    let shown = opened.published.version;
    let versions = (1..).zip(&opened.published.versions).map(|(version, frozen): (usize, _)| {
        let what = match &frozen.correction {
            Some(correction) => format!("更正：{}", correction.reason.as_str()),
            None => "首次发布".to_owned(),
        };
        let href = desk.to(&format!("{HERE}/{agency}/{year}?version={version}"));
        (format!("{}{what}", in_words(frozen.on, 0)), href, version == shown)
    });
    Ok(respond::private(&ReportPage {
        page: desk.page(title.clone()),
        rail: desk.rail(),
        title,
        body: Markup(body(&opened.published.report)),
        violations: found(&opened.verdict.violations),
        warnings: found(&opened.verdict.warnings),
        versions: versions.collect(),
    }))
}
