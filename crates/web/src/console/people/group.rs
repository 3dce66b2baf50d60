//! 领导小组: who leads the agency's open government and who is in it, with the days; its history stays.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::{Account, Membership, PeopleAct, Role};
use law::calendar::{Day, in_words, parse_day};
use law::in_force::InForce;

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

const PURPOSE: &str = "people/group";
const HERE: &str = "/console/people/group";

#[derive(Template)]
#[template(path = "console/people/group.html")]
struct GroupPage<'v> {
    page: Page<'v>,
    rail: Rail,
    now: Vec<Member>,
    before: Vec<Member>,
    complaint: String,
    form: Option<Form>,
    token: String,
}

struct Member {
    role: &'static str,
    name: String,
    days: String,
    /// The membership as the form for ending it names it: account, role, first day, last day.
    sent: String,
}

pub(super) async fn group(desk: Desk) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let form = blank(&desk, &names);
    draw(&desk, StatusCode::OK, &names, form, String::new()).await
}

pub(super) async fn add(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let mut answers = Answers::of(&submitted);
    let new = read(&mut answers);
    let complaint = match desk.given(&submitted, PURPOSE, new) {
        Err(complaint) => complaint,
        Ok(new) => match desk.people().add_to_leading_group(desk.viewer(), new, desk.moment()).await {
            Ok(()) => return Ok(respond::see(desk.site(), HERE)),
            Err(error) => said(error)?,
        },
    };
    let names = desk.names().await?;
    let form = blank(&desk, &names).filled(&submitted, &answers.wrong).saying(complaint);
    draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, &names, form, String::new()).await
}

pub(super) async fn end(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    desk.check(&submitted, PURPOSE).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let ending = membership(submitted.get("membership")).ok_or(Fault::Unreadable)?;
    // Who joined today has never been in it on a day that is over.
    let last = desk.today();
    match desk.people().end_membership(desk.viewer(), ending, last, desk.moment()).await {
        Ok(()) => Ok(respond::see(desk.site(), HERE)),
        Err(error) => {
            let complaint = said(error)?;
            let names = desk.names().await?;
            let form = blank(&desk, &names);
            draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, &names, form, complaint).await
        }
    }
}

fn membership(sent: &str) -> Option<Membership> {
    let [account, role, first, last] = sent.split('~').collect::<Vec<_>>().try_into().ok()?;
    let day = |text: &str| if text.is_empty() { Some(None) } else { parse_day(text).ok().map(Some) };
    let days = InForce::new(day(first)?, day(last)?).ok()?;
    Some(Membership { account: Account(account.parse().ok()?), role: Role::of_code(role)?, days })
}

fn read(answers: &mut Answers<'_>) -> Option<Membership> {
    let account = answers.one("account", "请选择人员", |account| account.parse().ok().map(Account));
    let role = answers.one("role", "请选择在领导小组中的职务", Role::of_code);
    let (from, to) = (answers.day("from", "请填写开始日期"), answers.day_if_given("to"));
    let days = InForce::new(Some(from?), to?);
    let days = days.map_err(|_| answers.wrong.say("to", "终止日期早于开始日期，请核对日期")).ok();
    Some(Membership { account: account?, role: role?, days: days? })
}

fn may_set(desk: &Desk) -> bool {
    desk.viewer().may_manage(PeopleAct::SetLeadingGroup, desk.viewer().agency(), None, desk.today()).is_ok()
}

fn blank(desk: &Desk, names: &Names) -> Form {
    let people = names.everybody().map(|(account, name)| Choice::new(account.0.to_string(), name)).collect();
    let roles = Role::ALL.map(|role| Choice::new(role.code(), role.label())).into();
    Form::new(desk.to(HERE), "登记").hiding(FIELD, desk.form_token(PURPOSE)).part(Part::new(
        "",
        vec![
            Field::menu("account", "人员", people).required(),
            Field::one_of("role", "职务", roles).required().value(Role::Member.code()),
            Field::day("from", "从").required().value(desk.today().to_string()),
            Field::day("to", "到").hint("现任的不填"),
        ],
    ))
}

async fn draw(
    desk: &Desk,
    status: StatusCode,
    names: &Names,
    form: Form,
    complaint: String,
) -> Result<Response, Fault> {
    let group = desk.people().leading_group(desk.viewer()).await.map_err(people_fault)?;
    let mut members: Vec<&Membership> = group.history().iter().collect();
    members.sort_by_key(|one| (one.role, one.days.first_day()));
    let (now, before): (Vec<_>, Vec<_>) = members.into_iter().partition(|one| !is_over(one, desk.today()));
    let shown = |members: Vec<&Membership>| members.into_iter().map(|one| member(names, one)).collect();
    let (may, page) = (may_set(desk), desk.page("领导小组"));
    let (now, before, token) = (shown(now), shown(before), desk.form_token(PURPOSE));
    let form = may.then_some(form);
    Ok(respond::page_as(status, &GroupPage { page, rail: desk.rail(), now, before, complaint, form, token }))
}

fn is_over(one: &Membership, today: Day) -> bool {
    one.days.last_day().is_some_and(|last| last < today)
}

fn member(names: &Names, one: &Membership) -> Member {
    let Membership { account, role, days } = *one;
    let day = |day: Option<Day>, open: &str| day.map_or_else(|| open.to_owned(), |day| in_words(day, 0));
    let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    Member {
        role: role.label(),
        name: names.person(account),
        days: format!("{}至{}", day(days.first_day(), "成立"), day(days.last_day(), "今")),
        sent: format!("{}~{}~{}~{}", account.0, role.code(), text(days.first_day()), text(days.last_day())),
    }
}
