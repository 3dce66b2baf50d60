//! The reports of the agency, year by year, and beginning one.

use askama::Template;
use axum::response::Response;
use casework::annual_report::act::Act;
use casework::annual_report::state::Stage;
use law::calendar::in_words;

use super::{open, report_fault, year_of};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const PURPOSE: &str = "report/year";

#[derive(Template)]
#[template(path = "console/report/years.html")]
struct YearsPage<'v> {
    page: Page<'v>,
    rail: Rail,
    table: Table,
    may_begin: bool,
    years: Vec<i16>,
    action: String,
    token: (&'static str, String),
}

pub(super) async fn years(desk: Desk) -> Result<Response, Fault> {
    let lines = desk.office().annual_reports(desk.viewer()).await.map_err(report_fault)?;
    let mut begun = Vec::new();
    let mut table = Table::new("年度报告", ["年度", "状态", "期限"].map(Column::words).into());
    table.empty = "还没有编制过年度报告。";
    let this_year = desk.today().year();
    for line in lines {
        let Ok(year) = i16::try_from(line.row.year) else { continue };
        begun.push(year);
        let page = open(&desk, year).await?;
        let due = page.owed.first().and_then(|owed| owed.by);
        table.rows.push(vec![
            Cell::link(format!("{year}年"), desk.to(&format!("/console/reports/{year}"))),
            Cell::new(stage(page.report.stage())),
            Cell::new(due.map(|due| format!("{}前", in_words(due, this_year))).unwrap_or_default()),
        ]);
    }
    // The one that is due stands first: a report is about the year before.
    let mut years: Vec<i16> = (this_year - 3..=this_year).rev().filter(|year| !begun.contains(year)).collect();
    years.sort_by_key(|year| *year == this_year);
    let cx = desk.office().settings().context(desk.viewer().agency(), desk.today());
    Ok(respond::private(&YearsPage {
        page: desk.page("年报"),
        rail: desk.rail(),
        table,
        may_begin: Act::Open.by(desk.viewer(), &cx).is_ok(),
        years,
        action: desk.to("/console/reports"),
        token: (FIELD, desk.form_token(PURPOSE)),
    }))
}

pub(super) async fn begin(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    desk.check(&submitted, PURPOSE).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let year = year_of(submitted.get("year"))?;
    desk.office().open_annual_report(desk.viewer(), desk.today(), year, None).await.map_err(report_fault)?;
    Ok(respond::see(desk.site(), &format!("/console/reports/{year}")))
}

pub(in crate::console) fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::Compiling => "编制中",
        Stage::InReview { .. } => "审核中",
        Stage::Approved { .. } => "已审核，待发布",
        Stage::Published => "已发布",
    }
}
