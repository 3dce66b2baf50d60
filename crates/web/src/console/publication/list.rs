//! What is to be done on publications, and all of them.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use casework::publication::act::Act;
use casework::publication::facts::{Genre, Level};
use casework::who::{Account, Unit};
use law::calendar::{in_words, parse_day};
use office::publication::{Line, Which};
use office::request::Scope;
use serde::Deserialize;

use super::publication_fault;
use crate::console::desk::Desk;
use crate::console::names::Names;
use crate::console::worklist::{LINES, Tab, key};
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/publication/list.html")]
struct ListPage<'v> {
    page: Page<'v>,
    rail: Rail,
    may_draft: bool,
    tabs: Vec<Tab>,
    table: Table,
    pager: Pager,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    which: Option<String>,
    after: Option<String>,
}

/// The lists: address, name, and which files; `None` stands for all.
const LISTS: [(&str, &str, Option<Which>); 8] = [
    ("open", "待办", Some(Which::Open)),
    ("overdue", "已超期", Some(Which::Overdue)),
    ("unit_head", "科室（单位）审核", Some(Which::For(Level::UnitHead))),
    ("office", "公开办审查", Some(Which::For(Level::OpenGovernmentOffice))),
    ("deputy_head", "分管领导审阅", Some(Which::For(Level::DeputyHead))),
    ("head", "主要领导审定", Some(Which::For(Level::Head))),
    ("publish", "待发布", Some(Which::ToPublish)),
    ("all", "全部", None),
];

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let code = asked.which.as_deref().unwrap_or("open");
    let (code, name, which) = LISTS.into_iter().find(|(one, ..)| *one == code).unwrap_or(LISTS[0]);
    let after = asked.after.as_deref().and_then(key);
    let (office, by) = (desk.office(), desk.viewer());
    let lines = match which {
        Some(which) => office.open_publications(by, Scope::Office, which, after.as_ref(), LINES + 1).await,
        None => office.publications(by, Scope::Office, None, after.as_ref(), LINES + 1).await,
    };
    let lines = lines.map_err(publication_fault)?;
    let names = desk.names().await?;
    let here = desk.to(&format!("/console/publications?which={code}"));
    let shown = usize::try_from(LINES).expect("a page is short");
    let last = lines.get(shown - 1).filter(|_| lines.len() > shown);
    let next = last.map(|line| {
        let by = if which.is_some() { &line.row.owed_by } else { &line.row.changed_at };
        format!("{here}&after={by}~{}", line.file)
    });
    let cx = office.settings().context(by.agency(), desk.today());
    Ok(respond::private(&ListPage {
        page: desk.page("信息"),
        rail: desk.rail(),
        may_draft: Act::Draft.duties().iter().any(|duty| by.has(*duty, cx.today)),
        tabs: tabs(&desk, code),
        table: table(&desk, &names, &lines[..lines.len().min(shown)], name),
        pager: Pager { before: after.map(|_| here.clone()), after: next, said: String::new() },
    }))
}

/// The lists that this person has any use for: those of levels only where the level is his.
fn tabs(desk: &Desk, current: &str) -> Vec<Tab> {
    let today = desk.today();
    let mine = |which: &Option<Which>| match which {
        Some(Which::For(level)) => Act::review(*level).duties().iter().any(|duty| desk.viewer().has(*duty, today)),
        Some(Which::ToPublish) => Act::Publish.duties().iter().any(|duty| desk.viewer().has(*duty, today)),
        _ => true,
    };
    LISTS
        .into_iter()
        .filter(|(code, _, which)| *code == current || mine(which))
        .map(|(code, name, _)| Tab {
            name: name.to_owned(),
            href: desk.to(&format!("/console/publications?which={code}")),
            current: code == current,
        })
        .collect()
}

fn table(desk: &Desk, names: &Names, lines: &[Line], caption: &str) -> Table {
    let mut table = Table::new(caption, ["信息", "状态", "期限", "提供"].map(Column::words).into());
    table.caption_unseen = true;
    table.empty = "没有。";
    table.rows = lines.iter().map(|line| row(desk, names, line)).collect();
    table
}

/// What stands where there is no title.
fn gone(line: &Line) -> &'static str {
    if line.row.erased_on.is_some() { office::disposal::GONE } else { "（内容已清除）" }
}

fn row(desk: &Desk, names: &Names, line: &Line) -> Vec<Cell> {
    let row = &line.row;
    let genre = Genre::of_code(&row.genre).map(Genre::label).unwrap_or_default();
    let title = line.title.clone().unwrap_or_else(|| gone(line).to_owned());
    // What is public and not interpreted has another term than what is on its way.
    let interpret = row.owed.as_deref() == Some("interpret");
    let due = if interpret { Some(row.owed_by.as_str()) } else { row.due_on.as_deref().filter(|_| row.owed.is_some()) };
    let due = due.and_then(|day| parse_day(day).ok());
    let due = due.map_or_else(Cell::default, |day| {
        let cell = Cell::new(in_words(day, desk.today().year()));
        if day < desk.today() { cell.with(Chip::new("已超期", Tone::Late)) } else { cell }
    });
    let unit = u64::try_from(row.unit).map(|unit| names.unit(Unit(unit))).unwrap_or_default();
    let writer = row.drafted_by.and_then(|id| u64::try_from(id).ok()).map(|id| names.person(Account(id)));
    let mut stands = Cell::new(state(&row.stage)).noted(row.index_number.clone().unwrap_or_default());
    if interpret {
        stands = stands.with(Chip::new("待发布政策解读", Tone::Soon));
    }
    vec![
        Cell::link(title, desk.to(&format!("/console/publications/{}", line.file))).noted(genre),
        stands,
        due,
        Cell::new(unit).noted(writer.unwrap_or_default()),
    ]
}

/// Where it stands, by the code of its row.
fn state(code: &str) -> &str {
    match code {
        "drafted" => "待筛查",
        "findings" => "筛查有发现",
        "review" => "审核中",
        "returned" => "已退回",
        "approved" => "待发布",
        "kept" => "不主动公开",
        "public" => "已公开",
        "withdrawn" => "已撤下",
        other => other,
    }
}
