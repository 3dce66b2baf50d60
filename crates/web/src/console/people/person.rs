//! One account: its duties with their days, and what administrators do to it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::{Account, Duty, Held, Unit};
use law::calendar::in_words;
use office::people::{GiveDuty, PeopleError, Person};

use super::add::PasswordPage;
use super::list::state;
use super::said;
use crate::console::answers::Answers;
use crate::console::desk::{Desk, people_fault};
use crate::fault::Fault;
use crate::look::chip::Chip;
use crate::look::form::{Choice, Field, Form, Part};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/people/person.html")]
struct PersonPage<'v> {
    page: Page<'v>,
    rail: Rail,
    name: String,
    login: String,
    state: Chip,
    factor: &'static str,
    duties: Vec<Shown>,
    complaint: String,
    give: Form,
    end: String,
    act: String,
    acts: [(&'static str, &'static str); 5],
    token: (&'static str, String),
}

struct Shown {
    id: i64,
    name: String,
    days: String,
    ends: bool,
}

const ACTS: [(&str, &str); 5] = [
    ("reset", "重置密码"),
    ("release", "核准启用"),
    ("factor", "解除动态口令"),
    ("sessions", "注销全部登录"),
    ("disable", "停用账号"),
];

pub(super) async fn person(desk: Desk, Path(account): Path<u64>) -> Result<Response, Fault> {
    let person = found(&desk, Account(account)).await?;
    let give = giving(&desk, account).await?;
    draw(&desk, StatusCode::OK, &person, give, String::new()).await
}

pub(super) async fn give_duty(desk: Desk, Path(account): Path<u64>, submitted: Submitted) -> Result<Response, Fault> {
    let mut answers = Answers::of(&submitted);
    let new = read(Account(account), &mut answers);
    let mut form = giving(&desk, account).await?.filled(&submitted, &answers.wrong);
    let complaint = match desk.given(&submitted, &purpose(account), new) {
        Err(complaint) => complaint,
        Ok(new) => match desk.people().give_duty(desk.viewer(), new, desk.moment()).await {
            Ok(()) => return Ok(respond::see(desk.site(), &format!("/console/people/{account}"))),
            Err(error) => said(error)?,
        },
    };
    form.complaint = complaint;
    let person = found(&desk, Account(account)).await?;
    draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, &person, form, String::new()).await
}

pub(super) async fn end_duty(desk: Desk, Path(account): Path<u64>, submitted: Submitted) -> Result<Response, Fault> {
    desk.check(&submitted, &purpose(account)).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let id = submitted.get("duty").parse().map_err(|_| Fault::Unreadable)?;
    let ended = desk.people().end_duty(desk.viewer(), id, desk.today(), desk.moment()).await;
    answered(&desk, account, ended).await
}

pub(super) async fn act(desk: Desk, Path(account): Path<u64>, submitted: Submitted) -> Result<Response, Fault> {
    desk.check(&submitted, &purpose(account)).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let (people, by, of, at) = (desk.people(), desk.viewer(), Account(account), desk.moment());
    let done = match submitted.get("act") {
        "reset" => match people.reset_password(by, of, at).await {
            Ok(password) => {
                return Ok(respond::private(&PasswordPage {
                    page: desk.page("密码已重置"),
                    rail: desk.rail(),
                    title: "密码已重置".to_owned(),
                    password: password.to_string(),
                    next: "另一位管理员核准启用之后，才能用它登录。",
                    href: desk.to(&format!("/console/people/{account}")),
                }));
            }
            Err(error) => Err(error),
        },
        "release" => people.release_account(by, of, at).await,
        "factor" => people.reset_second_factor(by, of, at).await,
        "sessions" => people.revoke_all(by, of, None, at).await,
        "disable" => people.disable_account(by, of, at).await,
        _ => return Err(Fault::Unreadable),
    };
    answered(&desk, account, done).await
}

/// Back to the page, with the sentence where it was refused.
async fn answered(desk: &Desk, account: u64, done: Result<(), PeopleError>) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(respond::see(desk.site(), &format!("/console/people/{account}"))),
        Err(error) => {
            let complaint = said(error)?;
            let person = found(desk, Account(account)).await?;
            let give = giving(desk, account).await?;
            draw(desk, StatusCode::UNPROCESSABLE_ENTITY, &person, give, complaint).await
        }
    }
}

async fn found(desk: &Desk, account: Account) -> Result<Person, Fault> {
    let people = desk.people().accounts(desk.viewer(), desk.moment()).await.map_err(people_fault)?;
    people.into_iter().find(|person| person.row.account == account).ok_or(Fault::NotFound)
}

fn purpose(account: u64) -> String {
    format!("people/{account}")
}

fn read(account: Account, answers: &mut Answers<'_>) -> Option<GiveDuty> {
    let duty = answers.one("duty", "请选择职责", |code| Duty::of_code(code).ok());
    let from = answers.day("from", "请填写开始日期");
    let to = answers.day_if_given("to");
    let unit = match answers.raw("unit") {
        "" => Some(None),
        _ => answers.one("unit", "请从列表中选择科室（单位）", |unit| unit.parse().ok().map(Unit)).map(Some),
    };
    Some(GiveDuty { account, held: Held { duty: duty?, from: from?, to: to? }, unit: unit? })
}

async fn giving(desk: &Desk, account: u64) -> Result<Form, Fault> {
    let names = desk.names().await?;
    let units = names.units_today().map(|(unit, name)| Choice::new(unit.0.to_string(), name)).collect();
    let duties = Duty::ALL.map(|duty| Choice::new(duty.code(), duty.label())).into();
    Ok(Form::new(desk.to(&format!("/console/people/{account}/duty")), "授予职责")
        .hiding(FIELD, desk.form_token(&purpose(account)))
        .part(Part::new(
            "",
            vec![
                Field::menu("duty", "职责", duties).required(),
                Field::menu("unit", "科室（单位）", units).hint("承办人员、科室（单位）负责人须选"),
                Field::day("from", "从").required().value(desk.today().to_string()),
                Field::day("to", "到").hint("没有期限的不填"),
            ],
        )))
}

async fn draw(
    desk: &Desk,
    status: StatusCode,
    person: &Person,
    give: Form,
    complaint: String,
) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let (row, today) = (&person.row, desk.today());
    let account = row.account.0;
    let duties = person.duties.iter().map(|duty| {
        let unit = duty.unit.map(|unit| format!("（{}）", names.unit(unit))).unwrap_or_default();
        let from = in_words(duty.held.from, 0);
        let to = duty.held.to.map_or_else(|| "今".to_owned(), |to| in_words(to, 0));
        Shown {
            id: duty.id,
            name: format!("{}{unit}", duty.held.duty.label()),
            days: format!("{from}至{to}"),
            ends: duty.held.on(today) && duty.held.to != Some(today),
        }
    });
    Ok(respond::page_as(
        status,
        &PersonPage {
            page: desk.page(row.name.clone()),
            rail: desk.rail(),
            name: row.name.clone(),
            login: row.login.clone(),
            state: state(row.state),
            factor: if row.has_factor { "已启用" } else { "没有启用" },
            duties: duties.collect(),
            complaint,
            give,
            end: desk.to(&format!("/console/people/{account}/duty/end")),
            act: desk.to(&format!("/console/people/{account}/act")),
            acts: ACTS,
            token: (FIELD, desk.form_token(&purpose(account))),
        },
    ))
}
