//! A new account, which holds no duty yet; a new unit.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::{Name, NewUnit, UnitKind};
use law::in_force::InForce;
use office::people::NewPerson;

use super::said;
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/people/form.html")]
struct FormPage<'v> {
    page: Page<'v>,
    rail: Rail,
    title: &'static str,
    lead: &'static str,
    form: Form,
}

#[derive(Template)]
#[template(path = "console/people/password.html")]
pub(super) struct PasswordPage<'v> {
    pub(super) page: Page<'v>,
    pub(super) rail: Rail,
    pub(super) title: String,
    pub(super) password: String,
    pub(super) next: &'static str,
    pub(super) href: String,
}

const ACCOUNT: &str = "people/account";
const UNIT: &str = "people/unit";

pub(super) async fn account_form(desk: Desk) -> Response {
    draw_account(&desk, StatusCode::OK, blank_account(&desk))
}

pub(super) async fn account(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let back = |complaint: String| {
        let form = blank_account(&desk).filled(&submitted, &Complaints::default()).saying(complaint);
        draw_account(&desk, StatusCode::UNPROCESSABLE_ENTITY, form)
    };
    if let Err(reason) = desk.check(&submitted, ACCOUNT) {
        return Ok(back(reason.to_string()));
    }
    let new = NewPerson { login: submitted.get("login").to_owned(), name: submitted.get("name").to_owned() };
    match desk.people().add_account(desk.viewer(), new, desk.moment()).await {
        Ok(made) => Ok(respond::private(&PasswordPage {
            page: desk.page("账号已建立"),
            rail: desk.rail(),
            title: format!("{}的账号已建立", submitted.get("name")),
            password: made.first_password.to_string(),
            next: "账号还没有职责，请安全管理员授予。",
            href: desk.to(&format!("/console/people/{}", made.account.0)),
        })),
        Err(error) => Ok(back(said(error)?)),
    }
}

pub(super) async fn unit_form(desk: Desk) -> Response {
    draw_unit(&desk, StatusCode::OK, blank_unit(&desk))
}

pub(super) async fn unit(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let mut wrong = Complaints::default();
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank_unit(&desk).filled(&submitted, wrong).saying(complaint);
        draw_unit(&desk, StatusCode::UNPROCESSABLE_ENTITY, form)
    };
    if let Err(reason) = desk.check(&submitted, UNIT) {
        return Ok(back(&wrong, reason.to_string()));
    }
    let name = Name::new(submitted.get("name")).map_err(|error| wrong.say("name", error.to_string()));
    let kind = UnitKind::of_code(submitted.get("kind"));
    if kind.is_none() {
        wrong.say("kind", "请选择种类");
    }
    let Some((name, kind)) = name.ok().zip(kind) else { return Ok(back(&wrong, String::new())) };
    let days = InForce::new(Some(desk.today()), None).map_err(|_| Fault::Broken)?;
    match desk.people().add_unit(desk.viewer(), NewUnit { kind, name, days }, desk.moment()).await {
        Ok(_) => Ok(respond::see(desk.site(), "/console/people")),
        Err(error) => Ok(back(&wrong, said(error)?)),
    }
}

fn blank_account(desk: &Desk) -> Form {
    let fields = vec![
        Field::line("name", "姓名").required(),
        Field::line("login", "登录名").required().hint("小写字母、数字，建立后不能改"),
    ];
    form(desk, "/console/people/account", "建立账号", ACCOUNT, fields)
}

fn blank_unit(desk: &Desk) -> Form {
    let kinds = UnitKind::ALL.map(|kind| Choice::new(kind.code(), kind.label())).into();
    let fields = vec![Field::line("name", "名称").required(), Field::one_of("kind", "种类", kinds).required()];
    form(desk, "/console/people/unit", "建立科室（单位）", UNIT, fields)
}

fn form(desk: &Desk, address: &str, submit: &str, purpose: &str, fields: Vec<Field>) -> Form {
    let mut form =
        Form::new(desk.to(address), submit).hiding(FIELD, desk.form_token(purpose)).part(Part::new("", fields));
    form.instead = Some(("返回".to_owned(), desk.to("/console/people")));
    form
}

fn draw_account(desk: &Desk, status: StatusCode, form: Form) -> Response {
    let lead = "建立后显示一次初始密码，请当面交给本人；本人第一次登录时更换。";
    let page = desk.page("新建账号");
    respond::page_as(status, &FormPage { page, rail: desk.rail(), title: "新建账号", lead, form })
}

fn draw_unit(desk: &Desk, status: StatusCode, form: Form) -> Response {
    let page = desk.page("新建科室（单位）");
    respond::page_as(status, &FormPage { page, rail: desk.rail(), title: "新建科室（单位）", lead: "", form })
}
