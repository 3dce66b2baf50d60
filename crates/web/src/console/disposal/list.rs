//! All disposals, the newest first: the 销毁清册.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use casework::disposal::state::Stage;
use law::calendar::{in_words, parse_day};
use office::disposal::Line;
use serde::Deserialize;

use super::disposal_fault;
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

const LINES: u64 = 50;

#[derive(Template)]
#[template(path = "console/disposal/list.html")]
struct ListPage<'v> {
    page: Page<'v>,
    rail: Rail,
    table: Table,
    pager: Pager,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let after = asked.after.as_deref().and_then(|after| after.split_once('_'));
    let mut lines = desk.office().disposals(desk.viewer(), after, LINES + 1).await.map_err(disposal_fault)?;
    let more = lines.len() > usize::try_from(LINES).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(LINES).unwrap_or(usize::MAX));
    let mut table =
        Table::new("销毁清册，最近提请的在前", ["案卷", "理由", "提请日期", "状态"].map(Column::words).into());
    table.empty = "没有提请过销毁。需要销毁的，从申请或者信息的案卷页面提请。";
    table.rows = lines.iter().map(|line| row(&desk, line)).collect();
    let here = desk.to("/console/disposals");
    let pager = Pager {
        before: after.map(|_| here.clone()),
        after: lines.last().filter(|_| more).map(|line| format!("{here}?after={}_{}", line.row.started_at, line.file)),
        said: String::new(),
    };
    Ok(respond::private(&ListPage { page: desk.page("销毁"), rail: desk.rail(), table, pager }))
}

fn row(desk: &Desk, line: &Line) -> Vec<Cell> {
    let kind = line.row.target_kind().map_or("案卷", office::disposal::TargetKind::label);
    let name = line.number.clone().unwrap_or_else(|| format!("{kind}（未编号）"));
    let day = |text: &str| parse_day(text).map(|day| in_words(day, desk.today().year())).unwrap_or_default();
    let stage = line.row.stage();
    let tone = match stage {
        Some(Stage::Proposed | Stage::Approved) => Tone::Soon,
        Some(Stage::CarriedOut) => Tone::Done,
        _ => Tone::Plain,
    };
    let state = Cell {
        chips: vec![Chip::new(stage.map_or("", Stage::label), tone)],
        note: line.row.ended_on.as_deref().map(day).unwrap_or_default(),
        ..Cell::default()
    };
    vec![
        Cell::link(name, desk.to(&format!("/console/disposals/{}", line.file))).noted(kind),
        Cell::new(line.row.ground().map_or("", office::disposal::GroundKind::label)),
        Cell::new(day(&line.row.proposed_on)),
        state,
    ]
}
