//! The agencies: in time or not, what has piled up, how far the report of the year has come.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use law::calendar::{Day, in_words};
use office::supervising::{State, Supervised, Supervision};
use serde::Deserialize;

use super::HERE;
use crate::console::desk::Desk;
use crate::console::overview::share;
use crate::console::report::report_fault;
use crate::console::worklist::Tab;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::grouped;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/supervised/list.html")]
struct ListPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    years: Vec<Tab>,
    figures: Vec<(String, &'static str, String, &'static str)>,
    table: Table,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    year: Option<i16>,
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let last_year = desk.today().year() - 1;
    let year = asked.year.filter(|year| (2008..=last_year + 1).contains(year)).unwrap_or(last_year);
    let supervision = desk.office().supervision(desk.viewer(), year).await.map_err(report_fault)?;
    let tab =
        |one: i16| Tab {
            name: format!("{one}年"), href: desk.to(&format!("{HERE}?year={one}")), current: one == year
        };
    let years: BTreeSet<i16> = (last_year - 2..=last_year).chain([year]).chain(supervision.years.clone()).collect();
    Ok(respond::private(&ListPage {
        page: desk.page("下级机关"),
        rail: desk.rail(),
        year,
        years: years.into_iter().rev().map(tab).collect(),
        figures: figures(&supervision),
        table: table(&desk, &supervision),
    }))
}

/// All of them together.
fn figures(supervision: &Supervision) -> Vec<(String, &'static str, String, &'static str)> {
    let all = &supervision.agencies;
    let sum = |of: fn(&Supervised) -> u64| all.iter().map(of).sum::<u64>();
    let (answered, timely) = (sum(|one| one.this_year.answered), sum(|one| one.this_year.answered_in_time));
    let (open, overdue) = (sum(|one| one.open), sum(|one| one.overdue));
    let published = all.iter().filter(|one| matches!(one.report, State::Published { .. })).count();
    let wrong = all.iter().filter(|one| matches!(one.report, State::Published { violations: 1.., .. })).count();
    let late = |wrong: bool| if wrong { "late" } else { "" };
    vec![
        (
            share(timely, answered),
            "按期答复",
            format!("今年办结{}件，按期{}件", grouped(answered), grouped(timely)),
            late(timely < answered),
        ),
        (grouped(overdue), "已超期", format!("在办{}件", grouped(open)), late(overdue > 0)),
        (
            format!("{published}/{}", all.len()),
            "年报已发布",
            supervision.due.map(|due| format!("应在{}前发布", in_words(due, 0))).unwrap_or_default(),
            "",
        ),
        (wrong.to_string(), "年报勾稽不成立", "已发布的报告".to_owned(), late(wrong > 0)),
    ]
}

fn table(desk: &Desk, supervision: &Supervision) -> Table {
    let columns = vec![
        Column::words("机关"),
        Column::figures("今年收到"),
        Column::figures("按期答复"),
        Column::figures("在办"),
        Column::figures("已超期"),
        Column::words(format!("{}年年报", supervision.year)),
    ];
    let mut table = Table::new("下级机关和由本机关指导的机关", columns);
    table.empty = "没有下级机关，也没有由本机关指导的机关。机构关系由系统管理员在“机构与用户”中登记。";
    table.rows = supervision
        .agencies
        .iter()
        .map(|one| {
            let name = Cell::new(&one.name).noted(if one.guided { "由本机关指导" } else { "" });
            let mut overdue = Cell::new(grouped(one.overdue));
            if one.overdue > 0 {
                overdue = Cell::default().with(Chip::new(grouped(one.overdue), Tone::Late));
            }
            vec![
                name,
                Cell::new(grouped(one.this_year.received)),
                Cell::new(share(one.this_year.answered_in_time, one.this_year.answered)),
                Cell::new(grouped(one.open)),
                overdue,
                state(desk, supervision, one),
            ]
        })
        .collect();
    table
}

fn state(desk: &Desk, supervision: &Supervision, one: &Supervised) -> Cell {
    let (year, today) = (supervision.year, desk.today());
    let State::Published { on, sent_on, correcting, violations, warnings } = one.report else {
        let said = match one.report {
            State::NotBegun => "还没有编制",
            State::InReview => "审核中",
            State::Approved => "已审核，待发布",
            _ => "编制中",
        };
        // Only when the day has passed is nothing published a fault.
        let late = supervision.due.filter(|due| *due < today);
        return match late {
            Some(due) => {
                Cell::default().with(Chip::new(said, Tone::Late)).noted(format!("应在{}前发布", in_words(due, 0)))
            }
            None => Cell::new(said),
        };
    };
    let day = |day: Day| in_words(day, 0);
    let sent = sent_on.map_or_else(|| "没有提交记录".to_owned(), |sent| format!("{}提交", day(sent)));
    let correcting = if correcting { "，正在更正" } else { "" };
    let late = supervision.due.is_some_and(|due| on > due);
    let mut cell = Cell::link(format!("{}发布", day(on)), desk.to(&format!("{HERE}/{}/{year}", one.agency.0)))
        .noted(format!("{sent}{correcting}"));
    if late {
        cell = cell.with(Chip::new("逾期发布", Tone::Late));
    }
    if violations > 0 {
        cell = cell.with(Chip::new(format!("{violations}处不成立"), Tone::Late));
    }
    if warnings > 0 {
        cell = cell.with(Chip::new(format!("{warnings}处待核对"), Tone::Soon));
    }
    if violations == 0 && warnings == 0 {
        cell = cell.with(Chip::new("全部成立", Tone::Done));
    }
    cell
}
