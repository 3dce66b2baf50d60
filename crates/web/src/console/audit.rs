//! 审计: what happened to accounts and sessions, and what was done at the machine, the latest first.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use law::calendar::in_words;
use office::people::{Actor, Logged};
use serde::Deserialize;

use super::desk::{Desk, people_fault};
use crate::fault::Fault;
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;
use crate::site::Site;

const LINES: u64 = 50;

#[derive(Template)]
#[template(path = "console/audit.html")]
struct AuditPage<'v> {
    page: Page<'v>,
    rail: Rail,
    at_the_machine: bool,
    table: Table,
    pager: Pager,
}

#[derive(Deserialize)]
struct Asked {
    before: Option<i64>,
}

/// The addresses of the audit.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/audit", get(log))
        .route("/console/audit/machine", get(machine))
        .route("/console/audit/readings", get(super::readings::readings))
}

async fn log(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let logged = desk.people().security_log(desk.viewer(), asked.before, LINES, desk.moment()).await;
    draw(&desk, asked, logged.map_err(people_fault)?, false).await
}

async fn machine(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let logged = desk.people().machine_log(desk.viewer(), asked.before, LINES, desk.moment()).await;
    draw(&desk, asked, logged.map_err(people_fault)?, true).await
}

async fn draw(desk: &Desk, asked: Asked, logged: Vec<Logged>, at_the_machine: bool) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let zone = &desk.office().settings().zone;
    let caption = if at_the_machine { "本机日志" } else { "账号和登录日志" };
    let mut table = Table::new(caption, ["时间", "事项", "谁", "对谁", "地址"].map(Column::words).into());
    for one in &logged {
        let at = zone.to_datetime(one.at);
        let when = format!("{} {:02}:{:02}:{:02}", in_words(at.date(), 0), at.hour(), at.minute(), at.second());
        let actor = match &one.actor {
            Actor::Account(account) => names.person(*account),
            Actor::Nobody => "未登录的人".to_owned(),
            Actor::Machine(name) => format!("本机：{name}"),
        };
        table.rows.push(vec![
            Cell::new(when).noted(format!("第{}条", one.id)),
            Cell::new(one.event.label()).noted(one.detail.clone()),
            Cell::new(actor),
            Cell::new(one.account.map(|account| names.person(account)).unwrap_or_default()),
            Cell::new(&one.address),
        ]);
    }
    let here = desk.to(if at_the_machine { "/console/audit/machine" } else { "/console/audit" });
    let full = u64::try_from(logged.len()).is_ok_and(|lines| lines == LINES);
    let last = logged.last().filter(|one| full && one.id > 1);
    let pager = Pager {
        before: asked.before.map(|_| here.clone()),
        after: last.map(|one| format!("{here}?before={}", one.id)),
        said: String::new(),
    };
    Ok(respond::private(&AuditPage { page: desk.page("审计"), rail: desk.rail(), at_the_machine, table, pager }))
}
