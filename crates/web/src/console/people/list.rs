//! All accounts with their duties, and the units.

use askama::Template;
use axum::response::Response;
use casework::who::PeopleAct;
use law::calendar::in_words;
use office::people::{AccountState, Person};

use crate::console::desk::{Desk, people_fault};
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/people/list.html")]
struct PeoplePage<'v> {
    page: Page<'v>,
    rail: Rail,
    people: Table,
    units: Table,
}

pub(super) async fn list(desk: Desk) -> Result<Response, Fault> {
    let people = desk.people().accounts(desk.viewer(), desk.moment()).await.map_err(people_fault)?;
    let units = desk.people().units(desk.viewer()).await.map_err(people_fault)?;
    let names = desk.names().await?;
    let mut accounts = Table::new("账号", ["姓名", "登录名", "职责", "状态"].map(Column::words).into());
    accounts.rows = people.iter().map(|person| row(&desk, &names, person)).collect();
    let viewer = desk.viewer();
    let may_close = viewer.may_manage(PeopleAct::EndUnit, viewer.agency(), None, desk.today()).is_ok();
    let mut rows = Table::new("科室（单位）", ["名称", "种类", "状态"].map(Column::words).into());
    rows.rows = units
        .iter()
        .map(|unit| {
            let state = match unit.days.last_day() {
                Some(last) if last < desk.today() => format!("{}已撤销", in_words(last, 0)),
                Some(last) => format!("{}撤销", in_words(last, 0)),
                None => "在用".to_owned(),
            };
            let name = if may_close {
                Cell::link(&unit.name, desk.to(&format!("/console/people/unit/{}", unit.unit.0)))
            } else {
                Cell::new(&unit.name)
            };
            vec![name, Cell::new(unit.kind.label()), Cell::new(state)]
        })
        .collect();
    Ok(respond::private(&PeoplePage {
        page: desk.page("机构与用户"),
        rail: desk.rail(),
        people: accounts,
        units: rows,
    }))
}

fn row(desk: &Desk, names: &Names, person: &Person) -> Vec<Cell> {
    let row = &person.row;
    vec![
        Cell::link(&row.name, desk.to(&format!("/console/people/{}", row.account.0))),
        Cell::new(&row.login),
        Cell::new(duties(desk, names, person)),
        Cell::default().with(state(row.state)),
    ]
}

/// The duties of today, each with its unit.
pub(super) fn duties(desk: &Desk, names: &Names, person: &Person) -> String {
    let held = person.duties.iter().filter(|duty| duty.held.on(desk.today()));
    let said: Vec<String> = held
        .map(|duty| match duty.unit {
            Some(unit) => format!("{}（{}）", duty.held.duty.label(), names.unit(unit)),
            None => duty.held.duty.label().to_owned(),
        })
        .collect();
    said.join("、")
}

pub(super) fn state(state: AccountState) -> Chip {
    match state {
        AccountState::Active => Chip::new("在用", Tone::Done),
        AccountState::AwaitingRelease => Chip::new("待核准启用", Tone::Soon),
        AccountState::Disabled => Chip::plain("已停用"),
    }
}
