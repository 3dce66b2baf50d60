//! 查看记录: who read which personal data, when and for what, for the auditor. No word that was read stands here.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use casework::entry::Author;
use casework::who::Account;
use law::calendar::in_words;
use office::reading_log::{After, Line, Whose};
use serde::Deserialize;

use super::desk::{Desk, fault};
use super::names::Names;
use crate::fault::Fault;
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "console/readings.html")]
struct ReadingsPage<'v> {
    page: Page<'v>,
    rail: Rail,
    readers: Vec<(String, String, bool)>,
    of_file: Option<String>,
    table: Table,
    pager: Pager,
}

/// How the log is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    who: Option<String>,
    file: Option<String>,
    after: Option<String>,
}

pub(super) async fn readings(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let whose = whose(&asked);
    let after = asked.after.as_deref().and_then(key);
    let lines = desk.office().reading_log(desk.viewer(), &whose, after.as_ref(), LINES + 1).await.map_err(fault)?;
    let names = desk.names().await?;
    let shown = usize::try_from(LINES).expect("a page is short");
    let mut table =
        Table::new("查看个人信息的记录", ["时间", "谁", "哪一件", "看了什么", "用途"].map(Column::words).into());
    table.rows = lines.iter().take(shown).map(|line| row(&desk, &names, line)).collect();
    let here = match (&whose, &asked.who) {
        (Whose::File(file), _) => desk.to(&format!("/console/audit/readings?file={file}")),
        (Whose::Everybody, _) | (_, None) => desk.to("/console/audit/readings?who="),
        (_, Some(who)) => desk.to(&format!("/console/audit/readings?who={who}")),
    };
    let next = (lines.len() > shown).then(|| format!("{here}&after={}", after_of(&lines[shown - 1])));
    let chosen = |account: Account| whose == Whose::Account(account);
    let mut readers: Vec<_> =
        names.everybody().map(|(account, name)| (account.0.to_string(), name.to_owned(), chosen(account))).collect();
    readers.push(("applicant".to_owned(), "申请人（查看自己的申请）".to_owned(), whose == Whose::Applicants));
    Ok(respond::private(&ReadingsPage {
        page: desk.page("查看记录"),
        rail: desk.rail(),
        readers,
        of_file: matches!(whose, Whose::File(_)).then(|| desk.to("/console/audit/readings")),
        table,
        pager: Pager { before: after.map(|_| here), after: next, said: String::new() },
    }))
}

/// What is none of these asks for everybody's.
fn whose(asked: &Asked) -> Whose {
    if let Some(file) = asked.file.as_deref().and_then(|file| file.parse().ok()) {
        return Whose::File(file);
    }
    match asked.who.as_deref() {
        Some("applicant") => Whose::Applicants,
        Some(who) => who.parse().map_or(Whose::Everybody, |account| Whose::Account(Account(account))),
        None => Whose::Everybody,
    }
}

fn row(desk: &Desk, names: &Names, line: &Line) -> Vec<Cell> {
    let at = desk.office().settings().zone.to_datetime(line.at);
    let when = format!("{} {:02}:{:02}:{:02}", in_words(at.date(), 0), at.hour(), at.minute(), at.second());
    let reader = match line.reader {
        Some(Author::Account(account)) => names.person(account),
        Some(Author::Applicant) => "申请人".to_owned(),
        Some(Author::Worker) => "系统".to_owned(),
        None => "读不出来".to_owned(),
    };
    let file = match &line.file {
        Some(file) => Cell::link(line.name.clone(), desk.to(&format!("/console/audit/readings?file={file}"))),
        None => Cell::default(),
    };
    vec![Cell::new(when), Cell::new(reader), file, Cell::new(&line.what), Cell::new(&line.purpose)]
}

fn after_of(line: &Line) -> String {
    format!("{}~{}", line.key.read_at, line.key.id)
}

/// Reads the key of a page back; what is none is left out, which shows the first page.
fn key(text: &str) -> Option<After> {
    let (read_at, id) = text.split_once('~')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.');
    (read_at.chars().all(plain) && id.chars().all(|c| c.is_ascii_hexdigit()))
        .then(|| After { read_at: read_at.to_owned(), id: id.to_owned() })
}
