//! 工作台: what is open, the most pressing first; mine, my unit's or the office's.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use casework::request::act::Act;
use casework::who::{Duty, Reach, Subject, Unit};
use law::calendar::{Day, in_words, parse_day};
use office::request::{Counts, Key, Line, Scope, Which};
use serde::Deserialize;

use super::desk::{Desk, fault};
use super::names::Names;
use super::request::words;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

/// So many lines make a page.
pub(super) const LINES: u64 = 30;
/// What `owed_by` holds where the law names no day.
const NO_DAY: &str = "9999-12-31";

#[derive(Template)]
#[template(path = "console/worklist.html")]
struct Worklist<'v> {
    page: Page<'v>,
    rail: Rail,
    today: String,
    figures: Vec<Figure>,
    tabs: Vec<Tab>,
    table: Table,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "console/nothing.html")]
struct Nothing<'v> {
    page: Page<'v>,
    rail: Rail,
}

/// A count that leads to what it counts.
struct Figure {
    name: &'static str,
    count: String,
    tone: &'static str,
    href: String,
    current: bool,
}

/// A list beside others.
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// How the list is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    scope: Option<String>,
    which: Option<String>,
    after: Option<String>,
}

pub(super) async fn worklist(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    if !desk.sees(Subject::File) {
        return Ok(respond::private(&Nothing { page: desk.page("工作台"), rail: desk.rail() }).into_response());
    }
    let scope = scope(&desk, asked.scope.as_deref());
    let which = which(asked.which.as_deref());
    let after = asked.after.as_deref().and_then(key);
    let (by, office) = (desk.viewer(), desk.office());
    let lines = office.worklist(by, scope, which, after.as_ref(), LINES + 1).await.map_err(fault)?;
    let counts = office.worklist_counts(by, scope).await.map_err(fault)?;
    let names = desk.names().await?;
    let here =
        |scope: Scope, which: Which| desk.to(&format!("/console?scope={}&which={}", code(scope), code_of(which)));
    let today = desk.today();
    let before = after.as_ref().map(|_| here(scope, which));
    let pager =
        pager(&lines, before, |line| format!("{}&after={}", here(scope, which), after_of(&line.row.owed_by, line)));
    Ok(respond::private(&Worklist {
        page: desk.page("工作台"),
        rail: desk.rail(),
        today: format!("今天是{}，{}", in_words(today, 0), law::calendar::weekday_in_words(today)),
        figures: figures(&desk, counts, which, |one| here(scope, one)),
        tabs: tabs(&desk, &names, scope, |one| here(one, which)),
        table: table(&desk, &names, &lines[..lines.len().min(page_length())], caption(which)),
        pager,
    }))
}

/// Whose list: what was asked for, or what this person usually works on.
fn scope(desk: &Desk, asked: Option<&str>) -> Scope {
    let usual = || {
        // Whoever works in units sees all of them, for a file is his before anybody has said so.
        match desk.viewer().reach(Subject::File, desk.today()) {
            Reach::Units(units) => match Vec::from_iter(units)[..] {
                [unit] => Scope::Unit(unit),
                _ => Scope::Office,
            },
            _ => Scope::Office,
        }
    };
    match asked {
        Some("mine") => Scope::Mine,
        Some("office") => Scope::Office,
        Some(unit) => unit.parse().map_or_else(|_| usual(), |number| Scope::Unit(Unit(number))),
        None => usual(),
    }
}

fn code(scope: Scope) -> String {
    match scope {
        Scope::Mine => "mine".to_owned(),
        Scope::Office => "office".to_owned(),
        Scope::Unit(unit) => unit.0.to_string(),
    }
}

fn which(asked: Option<&str>) -> Which {
    match asked {
        Some("today") => Which::Today,
        Some("overdue") => Which::Overdue,
        Some("unconfirmed") => Which::Unconfirmed,
        Some("review") => Which::Mine,
        _ => Which::Open,
    }
}

fn code_of(which: Which) -> &'static str {
    match which {
        Which::Open => "open",
        Which::Today => "today",
        Which::Overdue => "overdue",
        Which::Unconfirmed => "unconfirmed",
        Which::Mine => "review",
    }
}

fn caption(which: Which) -> &'static str {
    match which {
        Which::Open => "在办的申请",
        Which::Today => "今天到期的申请",
        Which::Overdue => "已超期的申请",
        Which::Unconfirmed => "等待与申请人确认的申请",
        Which::Mine => "等待我审核的答复",
    }
}

fn figures(desk: &Desk, counts: Counts, which: Which, href: impl Fn(Which) -> String) -> Vec<Figure> {
    let reviews = desk
        .viewer()
        .duties(desk.today())
        .into_iter()
        .any(|duty| matches!(duty, Duty::UnitHead | Duty::LegalReviewer | Duty::DeputyHead | Duty::Head));
    let all = [
        ("待我审核", Which::Mine, counts.mine, "soon"),
        ("已超期", Which::Overdue, counts.overdue, "late"),
        ("今天到期", Which::Today, counts.today, "late"),
        ("待确认", Which::Unconfirmed, counts.unconfirmed, "soon"),
    ];
    all.into_iter()
        .filter(|(_, one, ..)| *one != Which::Mine || reviews)
        .map(|(name, one, count, tone)| Figure {
            name,
            count: if count >= Counts::MOST { format!("{}+", Counts::MOST - 1) } else { count.to_string() },
            tone: if count > 0 { tone } else { "" },
            href: href(if one == which { Which::Open } else { one }),
            current: one == which,
        })
        .collect()
}

fn tabs(desk: &Desk, names: &Names, scope: Scope, href: impl Fn(Scope) -> String) -> Vec<Tab> {
    let mut scopes = vec![(Scope::Mine, "我经办的".to_owned())];
    match desk.viewer().reach(Subject::File, desk.today()) {
        Reach::Units(units) => {
            if units.len() > 1 {
                scopes.push((Scope::Office, "我的全部科室（单位）".to_owned()));
            }
            scopes.extend(units.into_iter().map(|unit| (Scope::Unit(unit), names.unit(unit))));
        }
        _ => scopes.push((Scope::Office, "全机关".to_owned())),
    }
    scopes.into_iter().map(|(one, name)| Tab { name, href: href(one), current: one == scope }).collect()
}

pub(super) fn table(desk: &Desk, names: &Names, lines: &[Line], caption: &str) -> Table {
    let columns = ["申请", "现在要办", "期限", "承办"].map(Column::words);
    let mut table = Table::new(caption, columns.into());
    table.empty = "没有。";
    table.rows = lines.iter().map(|line| row(desk, names, line)).collect();
    table
}

fn page_length() -> usize {
    usize::try_from(LINES).expect("a page is short")
}

fn row(desk: &Desk, names: &Names, line: &Line) -> Vec<Cell> {
    let row = &line.row;
    let title = line.title.clone().unwrap_or_else(|| office::disposal::GONE.to_owned());
    let number = line.number.clone().unwrap_or_else(|| "尚未编号".to_owned());
    let owed = row.owed.as_deref().map_or("", |code| words::owed(code, row.awaited.as_deref()));
    let standing = words::standing(&row.standing, row.outcome.as_deref());
    let owed = match (owed, awaits_me(desk, row.awaited.as_deref())) {
        ("", _) => Cell::new(standing),
        (owed, false) => Cell::new(owed).noted(standing),
        // Whoever has to say yes or no needs the page of that, which shows the whole file: a tap there, a tap on it.
        (owed, true) => Cell::link(owed, desk.to(&format!("/console/requests/{}/review", line.file))).noted(standing),
    };
    let unit = row.unit.and_then(|unit| u64::try_from(unit).ok()).map(|unit| names.unit(Unit(unit)));
    let handler = row.handler.and_then(|id| u64::try_from(id).ok());
    let handler = handler.map(|id| names.person(casework::who::Account(id))).unwrap_or_default();
    vec![
        Cell::link(title, desk.to(&format!("/console/requests/{}", line.file))).noted(number),
        owed,
        due(desk, row.owed.is_some().then_some(row.owed_by.as_str()), row.provisional != 0),
        Cell::new(unit.unwrap_or_else(|| "未转办".to_owned())).noted(handler),
    ]
}

/// Whether a draft waits for this viewer's word.
fn awaits_me(desk: &Desk, awaited: Option<&str>) -> bool {
    let Some(level) = awaited.and_then(words::level) else { return false };
    let cx = desk.office().settings().context(desk.viewer().agency(), desk.today());
    desk.viewer().may(Act::review(level), &cx).is_ok()
}

/// The day of what is owed, with how it stands to today.
fn due(desk: &Desk, owed_by: Option<&str>, provisional: bool) -> Cell {
    let Some(day) = owed_by.filter(|day| *day != NO_DAY).and_then(|day| parse_day(day).ok()) else {
        return Cell::default();
    };
    let cell = Cell::new(in_words(day, desk.today().year())).with(chip(desk, day));
    if provisional { cell.noted("暂定") } else { cell }
}

fn chip(desk: &Desk, day: Day) -> Chip {
    const SOON: usize = 5;
    let (today, calendar) = (desk.today(), &desk.office().settings().calendar);
    match day.cmp(&today) {
        std::cmp::Ordering::Less => match calendar.working_days(day, today) {
            0 => Chip::new("已超期", Tone::Late),
            days => Chip::new(format!("已超期{days}个工作日"), Tone::Late),
        },
        std::cmp::Ordering::Equal => Chip::new("今天", Tone::Late),
        std::cmp::Ordering::Greater => {
            let days = calendar.working_days(today, day);
            Chip::new(format!("还有{days}个工作日"), if days <= SOON { Tone::Soon } else { Tone::Plain })
        }
    }
}

/// On from the last line that is shown, where there is one more; back to the beginning.
pub(super) fn pager(lines: &[Line], first: Option<String>, next: impl Fn(&Line) -> String) -> Pager {
    let after = (lines.len() > page_length()).then(|| next(&lines[page_length() - 1]));
    Pager { before: first, after, said: String::new() }
}

/// The key of the next page as it stands in an address.
pub(super) fn after_of(by: &str, line: &Line) -> String {
    format!("{}~{}", by.replace('+', "%2B"), line.file)
}

/// Reads it back; what is none is left out, which shows the first page.
pub(super) fn key(text: &str) -> Option<Key> {
    let (by, file) = text.split_once('~')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '+');
    (by.chars().all(plain) && file.parse::<office::FileId>().is_ok())
        .then(|| Key { by: by.to_owned(), file: file.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_an_address_is_read_back_or_not_at_all() {
        let file = "0".repeat(32);
        let text = format!("2025-11-19~{file}");
        assert_eq!(key(&text), Some(Key { by: "2025-11-19".into(), file: file.clone() }));
        for odd in ["", "~", "2025-11-19", "2025-11-19~x", &format!("' or 1=1~{file}")] {
            assert_eq!(key(odd), None, "{odd}");
        }
    }
}
