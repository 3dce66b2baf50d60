//! The tree on a day: who was over whom, who guided whom; and which powers moved.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use casework::who::{Agency, PeopleAct, Power};
use law::calendar::{Day, in_words, parse_day};
use office::people::Agencies;
use serde::Deserialize;

use super::{HERE, agencies, said};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/people/agencies.html")]
struct TreePage<'v> {
    page: Page<'v>,
    rail: Rail,
    on: Day,
    is_today: bool,
    lines: Vec<Line>,
    ended: Vec<Line>,
    moves: Table,
    may_found: bool,
    may_move: bool,
}

/// An agency as a line of the tree.
struct Line {
    /// 0 for who has nobody above; further down looks alike from 4 on.
    depth: usize,
    name: String,
    href: String,
    chips: Vec<Chip>,
    small: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    on: Option<String>,
}

pub(super) async fn tree(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let agencies = agencies(&desk).await?;
    let today = desk.today();
    let on = asked.on.and_then(|day| parse_day(&day).ok()).unwrap_or(today);
    let own = desk.viewer().agency();
    let may = |act| desk.people().may_keep_agency(desk.viewer(), act, own, &agencies.tree, today);
    let (may_found, may_move) = (may(PeopleAct::FoundAgency), may(PeopleAct::MovePower));
    let (there, away): (Vec<_>, Vec<_>) =
        in_order(&agencies, on).into_iter().partition(|(agency, _)| is_there(&agencies, *agency, on));
    Ok(respond::private(&TreePage {
        page: desk.page("机构"),
        rail: desk.rail(),
        on,
        is_today: on == today,
        lines: there.into_iter().map(|(agency, depth)| line(&desk, &agencies, agency, depth, on)).collect(),
        ended: away.into_iter().map(|(agency, _)| line(&desk, &agencies, agency, 0, on)).collect(),
        moves: moves(&agencies),
        may_found,
        may_move,
    }))
}

fn is_there(agencies: &Agencies, agency: Agency, on: Day) -> bool {
    agencies.row(agency).is_some_and(|row| row.days.contains(on))
}

/// All agencies, each behind the one above it, with how deep it stands.
fn in_order(agencies: &Agencies, on: Day) -> Vec<(Agency, usize)> {
    let mut left: BTreeSet<Agency> = agencies.rows.iter().map(|row| row.agency).collect();
    let mut ordered = Vec::with_capacity(left.len());
    let tops: Vec<_> = left.iter().copied().filter(|one| agencies.tree.superior(*one, on).is_none()).collect();
    let mut waiting: Vec<(Agency, usize)> = tops.into_iter().rev().map(|top| (top, 0)).collect();
    while let Some((next, depth)) = waiting.pop() {
        if left.remove(&next) {
            ordered.push((next, depth));
            let below = left.iter().rev().filter(|one| agencies.tree.superior(**one, on) == Some(next));
            waiting.extend(below.map(|one| (*one, depth + 1)));
        }
    }
    ordered
}

fn line(desk: &Desk, agencies: &Agencies, agency: Agency, depth: usize, on: Day) -> Line {
    let own = (agency == desk.viewer().agency()).then(|| Chip::new("本机关", Tone::Done));
    let days = agencies.row(agency).map(|row| row.days).unwrap_or_default();
    let ends = days
        .last_day()
        .filter(|last| on <= *last)
        .map(|last| Chip::new(format!("{}撤销", in_words(last, 0)), Tone::Soon));
    let guides: Vec<String> = agencies.tree.guides(agency, on).map(|guide| agencies.name_on(guide, on)).collect();
    let code = agencies.row(agency).map(|row| format!("代码{}", row.code));
    let days = (days.first_day().is_some() || days.last_day().is_some()).then(|| said(days));
    let guides = (!guides.is_empty()).then(|| format!("由{}指导", guides.join("、")));
    Line {
        depth: depth.min(4),
        name: agencies.name_on(agency, on),
        href: desk.to(&format!("{HERE}/{}", agency.0)),
        chips: own.into_iter().chain(ends).collect(),
        small: code.into_iter().chain(days).chain(guides).collect::<Vec<_>>().join("，"),
    }
}

/// What moved, the latest first.
fn moves(agencies: &Agencies) -> Table {
    let mut table = Table::new("职权划转", ["起始日期", "职权", "划出", "划入"].map(Column::words).into());
    table.empty = "没有登记过职权划转。";
    let mut moves: Vec<_> = agencies.moves.moves().iter().collect();
    moves.sort_by_key(|one| std::cmp::Reverse(one.on));
    table.rows = moves
        .into_iter()
        .map(|one| {
            let what = match &one.power {
                Power::Named(name) => name.clone(),
                Power::Rest => "其余全部职权".to_owned(),
            };
            let name = |of| Cell::new(agencies.name_on(of, one.on));
            vec![Cell::new(in_words(one.on, 0)), Cell::new(what), name(one.from), name(one.to)]
        })
        .collect();
    table
}
