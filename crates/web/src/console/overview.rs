//! 概览, for the principal leader: timeliness, what has piled up, how the year's report grows. One page that fits a phone.

use askama::Template;
use axum::response::Response;
use law::calendar::in_words;
use office::overview::Overview;

use super::desk::Desk;
use super::names::Names;
use super::report::{open as open_report, report_fault, stage};
use crate::fault::Fault;
use crate::look::bars::{Bar, Bars};
use crate::look::grouped;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/overview.html")]
struct OverviewPage<'v> {
    page: Page<'v>,
    rail: Rail,
    today: String,
    figures: Vec<Figure>,
    backlog: Table,
    growth: Table,
    months: Bars,
    report: Option<ReportLine>,
}

/// One large figure.
struct Figure {
    name: &'static str,
    value: String,
    note: String,
    tone: &'static str,
    href: String,
}

/// How the report that is due stands.
struct ReportLine {
    name: String,
    href: String,
    state: String,
}

pub(super) async fn overview(desk: Desk) -> Result<Response, Fault> {
    let overview = desk.office().overview(desk.viewer()).await.map_err(report_fault)?;
    let names = desk.names().await?;
    Ok(respond::private(&OverviewPage {
        page: desk.page("概览"),
        rail: desk.rail(),
        today: format!("截至{}", in_words(desk.today(), 0)),
        figures: figures(&desk, &overview),
        backlog: backlog(&names, &overview),
        growth: growth(&overview),
        months: months(&desk, &overview),
        report: report(&desk, overview.year - 1).await?,
    }))
}

/// 「96%」; a year in which nothing ended has no share.
pub(super) fn share(in_time: u64, all: u64) -> String {
    match (in_time * 100).checked_div(all) {
        None => "—".to_owned(),
        Some(percent) => format!("{percent}%"), // rounded down: 100% is all of them
    }
}

fn figures(desk: &Desk, overview: &Overview) -> Vec<Figure> {
    let Overview { this_year, cases, .. } = overview;
    let (open, late) = overview.open();
    let timely = this_year.answered_in_time == this_year.answered;
    vec![
        Figure {
            name: "按期答复",
            value: share(this_year.answered_in_time, this_year.answered),
            note: format!("今年办结{}件，按期{}件", this_year.answered, this_year.answered_in_time),
            tone: if timely { "" } else { "late" },
            href: desk.to("/console/requests"),
        },
        Figure {
            name: "已超期",
            value: grouped(late),
            note: format!("在办{}件", grouped(open)),
            tone: if late > 0 { "late" } else { "" },
            href: desk.to("/console?scope=office&which=overdue"),
        },
        Figure {
            name: "今年收到",
            value: grouped(this_year.received),
            note: format!("去年全年{}件", grouped(overview.year_before.received)),
            tone: "",
            href: desk.to("/console/requests"),
        },
        Figure {
            name: "复议诉讼",
            value: grouped(cases.0),
            note: format!("尚未审结{}件", cases.1),
            tone: if cases.1 > 0 { "soon" } else { "" },
            href: desk.to("/console/remedies"),
        },
    ]
}

fn backlog(names: &Names, overview: &Overview) -> Table {
    let columns = vec![Column::words("科室（单位）"), Column::figures("在办"), Column::figures("已超期")];
    let mut table = Table::new("在办的申请", columns);
    table.empty = "没有在办的申请。";
    table.rows = overview
        .backlog
        .iter()
        .map(|one| {
            let name = one.unit.map_or_else(|| "还没有转办".to_owned(), |unit| names.unit(unit));
            vec![Cell::new(name), Cell::new(grouped(one.open)), Cell::new(grouped(one.overdue))]
        })
        .collect();
    table.narrow = crate::look::table::Narrow::Scroll;
    table
}

fn growth(overview: &Overview) -> Table {
    let Overview { year, this_year, year_before, .. } = overview;
    let columns = vec![
        Column::words("项目"),
        Column::figures(format!("{year}年至今")),
        Column::figures(format!("{}年", year - 1)),
    ];
    let mut table = Table::new("年报随记录增长", columns);
    let rows = [
        ("收到申请", grouped(this_year.received), grouped(year_before.received)),
        ("办结申请", grouped(this_year.answered), grouped(year_before.answered)),
        (
            "按期答复",
            share(this_year.answered_in_time, this_year.answered),
            share(year_before.answered_in_time, year_before.answered),
        ),
        ("主动公开信息", grouped(overview.published()), grouped(overview.published_before)),
    ];
    table.rows =
        rows.into_iter().map(|(name, now, before)| vec![Cell::new(name), Cell::new(now), Cell::new(before)]).collect();
    table.narrow = crate::look::table::Narrow::Scroll;
    table
}

fn months(desk: &Desk, overview: &Overview) -> Bars {
    let months = usize::try_from(desk.today().month()).unwrap_or(12);
    let bars: Vec<Bar> = (1..)
        .zip(overview.months.received)
        .zip(overview.months.ended)
        .take(months)
        .map(|((month, received), ended)| Bar {
            name: format!("{month}月，办结{ended}件"),
            value: u32::try_from(received).ok().map(f64::from),
            said: format!("收到{received}件"),
        })
        .collect();
    Bars::new(format!("{}年各月收到的申请", overview.year), "月份", "收到的申请", &bars)
}

/// The report of the year that is over; `None` where nobody has begun it.
async fn report(desk: &Desk, year: i16) -> Result<Option<ReportLine>, Fault> {
    let page = match open_report(desk, year).await {
        Ok(page) => page,
        Err(Fault::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let missing = page.whole.compiled.missing().len();
    let due = page.owed.first().and_then(|owed| owed.by).map(|by| format!("，{}前", in_words(by, desk.today().year())));
    let wrong = page.verdict.violations.len();
    let said = [
        Some(format!("{}{}", stage(page.report.stage()), due.unwrap_or_default())),
        (missing > 0).then(|| format!("{missing}格待填报")),
        (wrong > 0).then(|| format!("{wrong}处勾稽关系不成立")),
    ];
    let state = said.into_iter().flatten().collect::<Vec<_>>().join("；");
    Ok(Some(ReportLine {
        name: format!("{year}年度报告"), href: desk.to(&format!("/console/reports/{year}")), state
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_whole_only_where_all_are_in_time() {
        assert_eq!(
            [(0, 0), (999, 1000), (3, 3), (0, 5)].map(|(some, all)| share(some, all)),
            ["—", "99%", "100%", "0%"]
        );
    }
}
