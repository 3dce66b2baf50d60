//! 汇总: the published tables of a year added up, and whether the sums of the form hold.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use office::annual_report::body;

use super::{HERE, year_of};
use crate::console::desk::Desk;
use crate::console::report::report_fault;
use crate::fault::Fault;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::portal::private;
use crate::portal::view::{Download, Markup};
use crate::respond;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Template)]
#[template(path = "console/supervised/total.html")]
struct TotalPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    of: Vec<String>,
    without: Vec<(String, &'static str)>,
    body: Markup,
    violations: Vec<(String, String)>,
    unread: Vec<String>,
    href: String,
}

pub(super) async fn total(desk: Desk, Path(year): Path<String>) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let total = desk.office().total_of_reports(desk.viewer(), year).await.map_err(report_fault)?;
    let unread = total.report.tables.iter().filter_map(|(id, cell)| match &cell.content {
        law::report::Content::Unread(reason) => Some(format!("{}：{reason}", total.report.name_of(id))),
        _ => None,
    });
    Ok(respond::private(&TotalPage {
        page: desk.page(format!("{year}年汇总")),
        rail: desk.rail(),
        year,
        unread: unread.collect(),
        body: Markup(body(&total.report)),
        violations: total.verdict.violations.iter().map(|one| (one.rule.code(), one.message.clone())).collect(),
        of: total.of,
        without: total.without,
        href: desk.to(&format!("{HERE}/total/{year}/tables.xlsx")),
    }))
}

pub(super) async fn workbook(desk: Desk, Path(year): Path<String>) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let bytes = desk.office().total_as_workbook(desk.viewer(), year).await.map_err(report_fault)?;
    let name = format!("{year}年政府信息公开工作年度报告汇总表.xlsx");
    Ok(private(Download { name, kind: WORKBOOK, bytes }))
}
