//! 查找: the applications of whoever has exactly this name or number. What is looked for is sent as a form, so that it
//! stands in no address and no log of addresses.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use office::request::{Line, Sought};

use crate::console::answers::{Answers, LINE};
use crate::console::desk::{Desk, fault};
use crate::console::worklist::table;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part};
use crate::look::rail::Rail;
use crate::look::table::Table;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const PURPOSE: &str = "request/search";

const FIELDS: [(&str, &str, Sought); 4] = [
    ("name", "姓名或者单位名称", Sought::Name),
    ("phone", "电话", Sought::Phone),
    ("document_number", "证件号码、统一社会信用代码", Sought::DocumentNumber),
    ("email", "电子邮箱", Sought::Email),
];

#[derive(Template)]
#[template(path = "console/request/search.html")]
struct SearchPage<'v> {
    page: Page<'v>,
    rail: Rail,
    form: Form,
    found: Option<Table>,
}

pub(in crate::console) async fn form(desk: Desk) -> Response {
    draw(&desk, StatusCode::OK, blank(&desk), None)
}

pub(in crate::console) async fn search(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let mut answers = Answers::of(&submitted);
    let of_code = |code: &str| FIELDS.iter().find(|(known, ..)| *known == code).map(|(.., field)| *field);
    let field = answers.one("field", "请选择按什么查找", of_code);
    let value = answers.words("value", "请填写要查找的内容", LINE);
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank(&desk).filled(&submitted, wrong).saying(complaint);
        draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, form, None)
    };
    if let Err(reason) = desk.check(&submitted, PURPOSE) {
        return Ok(back(&answers.wrong, reason.to_string()));
    }
    let Some((field, value)) = field.zip(value) else { return Ok(back(&answers.wrong, String::new())) };
    let lines: Vec<Line> = desk.office().requests_of(desk.viewer(), field, &value).await.map_err(fault)?;
    let names = desk.names().await?;
    let mut found = table(&desk, &names, &lines, "找到的申请");
    found.empty = "没有找到。须与登记的内容完全一致。";
    Ok(draw(&desk, StatusCode::OK, blank(&desk).filled(&submitted, &Complaints::default()), Some(found)))
}

fn blank(desk: &Desk) -> Form {
    let fields = FIELDS.map(|(code, label, _)| Choice::new(code, label)).into();
    Form::new(desk.to("/console/requests/search"), "查找").hiding(FIELD, desk.form_token(PURPOSE)).part(Part::new(
        "",
        vec![
            Field::one_of("field", "按什么查找", fields).required().value("name"),
            Field::line("value", "内容").required().hint("须与登记的内容完全一致；查找会留痕"),
        ],
    ))
}

fn draw(desk: &Desk, status: StatusCode, form: Form, found: Option<Table>) -> Response {
    respond::page_as(status, &SearchPage { page: desk.page("查找申请"), rail: desk.rail(), form, found })
}
