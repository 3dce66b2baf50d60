//! 代理: who stands in for whom, in which duties, from when to when. Everybody appoints his own substitute; the security
//! administrator does it for somebody who cannot.

use std::collections::BTreeSet;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::{Account, Delegation, Duty, PeopleAct};
use law::calendar::in_words;
use office::people::DelegationRow;

use super::said;
use crate::console::answers::Answers;
use crate::console::desk::{Desk, people_fault};
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const PURPOSE: &str = "substitute";
const HERE: &str = "/console/substitutes";

#[derive(Template)]
#[template(path = "console/people/substitutes.html")]
struct SubstitutesPage<'v> {
    page: Page<'v>,
    rail: Rail,
    now: Vec<Standing>,
    before: Vec<Standing>,
    complaint: String,
    form: Option<Form>,
    token: String,
}

struct Standing {
    id: i64,
    text: String,
    duty: &'static str,
    days: String,
    ends: bool,
}

pub(super) async fn substitutes(desk: Desk) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let form = blank(&desk, &names);
    draw(&desk, StatusCode::OK, &names, form, String::new()).await
}

pub(super) async fn appoint(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let mut answers = Answers::of(&submitted);
    let new = read(&desk, &mut answers);
    let complaint = match desk.given(&submitted, PURPOSE, new) {
        Err(complaint) => complaint,
        Ok(new) => match desk.people().delegate(desk.viewer(), new, desk.moment()).await {
            Ok(()) => return Ok(respond::see(desk.site(), HERE)),
            Err(error) => said(error)?,
        },
    };
    let names = desk.names().await?;
    let form = blank(&desk, &names).map(|form| form.filled(&submitted, &answers.wrong).saying(complaint.clone()));
    let complaint = if form.is_none() { complaint } else { String::new() };
    draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, &names, form, complaint).await
}

pub(super) async fn end(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    desk.check(&submitted, PURPOSE).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let id = submitted.get("id").parse().map_err(|_| Fault::Unreadable)?;
    match desk.people().end_delegation(desk.viewer(), id, desk.moment()).await {
        Ok(()) => Ok(respond::see(desk.site(), HERE)),
        Err(error) => {
            let complaint = said(error)?;
            let names = desk.names().await?;
            let form = blank(&desk, &names);
            draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, &names, form, complaint).await
        }
    }
}

/// Whether this viewer appoints substitutes for others.
fn for_others(desk: &Desk) -> bool {
    desk.viewer().has(Duty::SecurityAdministrator, desk.today())
}

fn read(desk: &Desk, answers: &mut Answers<'_>) -> Option<Delegation> {
    let account = |value: &str| value.parse().ok().map(Account);
    let principal = if for_others(desk) {
        answers.one("principal", "请选择由谁代理谁：职责属于谁", account)
    } else {
        desk.viewer().account()
    };
    let substitute = answers.one("substitute", "请选择代理人", account);
    let duties: BTreeSet<Duty> = Duty::ALL.into_iter().filter(|duty| answers.ticked("duties", duty.code())).collect();
    let duties = if duties.is_empty() { answers.say("duties", "请选择要代理的职责") } else { Some(duties) };
    let (from, to) = (answers.day("from", "请填写开始日期"), answers.day("to", "请填写结束日期"));
    Some(Delegation { principal: principal?, substitute: substitute?, duties: duties?, from: from?, to: to? })
}

/// The form; `None` for somebody who holds nothing that another could do for him.
fn blank(desk: &Desk, names: &Names) -> Option<Form> {
    let (today, viewer) = (desk.today(), desk.viewer());
    let others = for_others(desk);
    let own = |duty: &Duty| viewer.charges(today).any(|one| one.held.duty == *duty && one.instead_of.is_none());
    let duties: Vec<Choice> = Duty::ALL
        .into_iter()
        .filter(|duty| !duty.is_administrator() && (others || own(duty)))
        .map(|duty| Choice::new(duty.code(), duty.label()))
        .collect();
    if duties.is_empty() {
        return None;
    }
    let everybody = || -> Vec<Choice> {
        let people = names.in_use().filter(|(account, _)| others || Some(*account) != viewer.account());
        people.map(|(account, name)| Choice::new(account.0.to_string(), name)).collect()
    };
    let only = if let [one] = &duties[..] { vec![one.value.clone()] } else { Vec::new() };
    let mut chosen = Field::any_of("duties", "代理哪些职责", duties).required();
    chosen.chosen = only;
    let mut fields = vec![
        Field::menu("substitute", "代理人", everybody()).required(),
        chosen,
        Field::day("from", "从").required().value(today.to_string()),
        Field::day("to", "到").required().hint("含这一天；最长一年"),
    ];
    if others {
        fields.insert(0, Field::menu("principal", "代理谁", everybody()).required());
    }
    Some(Form::new(desk.to(HERE), "指定代理人").hiding(FIELD, desk.form_token(PURPOSE)).part(Part::new("", fields)))
}

async fn draw(
    desk: &Desk,
    status: StatusCode,
    names: &Names,
    form: Option<Form>,
    complaint: String,
) -> Result<Response, Fault> {
    let rows = desk.people().delegations(desk.viewer(), desk.moment()).await.map_err(people_fault)?;
    let (now, before): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| row.held.to.is_none_or(|to| to >= desk.today() && to >= row.held.from));
    let shown = |rows: Vec<&DelegationRow>| rows.into_iter().map(|row| standing(desk, names, row)).collect();
    let page = desk.page("代理");
    let (now, before, token) = (shown(now), shown(before), desk.form_token(PURPOSE));
    Ok(respond::page_as(status, &SubstitutesPage { page, rail: desk.rail(), now, before, complaint, form, token }))
}

fn standing(desk: &Desk, names: &Names, row: &DelegationRow) -> Standing {
    let viewer = desk.viewer();
    let may = viewer.may_manage(PeopleAct::EndDelegation, viewer.agency(), Some(row.principal), desk.today());
    let to = row.held.to.map_or_else(|| "今".to_owned(), |to| in_words(to, 0));
    let days = if row.held.to.is_some_and(|to| to < row.held.from) {
        "没有开始就已取消".to_owned()
    } else {
        format!("{}至{to}", in_words(row.held.from, 0))
    };
    Standing {
        id: row.id,
        text: format!("{}代理{}", names.person(row.substitute), names.person(row.principal)),
        duty: row.held.duty.label(),
        days,
        ends: may.is_ok(),
    }
}
