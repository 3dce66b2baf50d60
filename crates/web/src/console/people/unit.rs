//! 撤销科室（单位）: its last day. What it handled stays with its name.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::Unit;
use law::calendar::in_words;

use super::said;
use crate::console::answers::Answers;
use crate::console::desk::{Desk, people_fault};
use crate::console::form_page::Around;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const AROUND: Around = Around {
    above: ("机构与用户", "/console/people"),
    title: "撤销科室（单位）",
    lead: "撤销之后不能再转办给它，它办过的案卷不变。在这个科室（单位）的职责，请安全管理员逐个终止；在办的申请，请公开办转给别的科室（单位）。",
};

pub(super) async fn closing(desk: Desk, Path(unit): Path<u64>) -> Result<Response, Fault> {
    let form = blank(&desk, unit).await?;
    Ok(AROUND.draw(&desk, StatusCode::OK, form))
}

pub(super) async fn close(desk: Desk, Path(unit): Path<u64>, submitted: Submitted) -> Result<Response, Fault> {
    let form = blank(&desk, unit).await?;
    let mut answers = Answers::of(&submitted);
    let last = answers.day("last", "请填写最后一天");
    let complaint = match desk.given(&submitted, &purpose(unit), last) {
        Err(complaint) => complaint,
        Ok(last) => match desk.people().end_unit(desk.viewer(), Unit(unit), last, desk.moment()).await {
            Ok(()) => return Ok(respond::see(desk.site(), "/console/people")),
            Err(error) => said(error)?,
        },
    };
    let form = form.filled(&submitted, &answers.wrong).saying(complaint);
    Ok(AROUND.draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, form))
}

fn purpose(unit: u64) -> String {
    format!("people/unit/{unit}")
}

async fn blank(desk: &Desk, unit: u64) -> Result<Form, Fault> {
    let units = desk.people().units(desk.viewer()).await.map_err(people_fault)?;
    let row = units.into_iter().find(|row| row.unit == Unit(unit)).ok_or(Fault::NotFound)?;
    let hint = match row.days.last_day() {
        Some(last) => format!("现在定的是{}", in_words(last, 0)),
        None => "今天或者以后".to_owned(),
    };
    let mut form = Form::new(desk.to(&format!("/console/people/unit/{unit}")), "撤销")
        .hiding(FIELD, desk.form_token(&purpose(unit)))
        .part(Part::new(
            row.name,
            vec![Field::day("last", "最后一天").required().value(desk.today().to_string()).hint(hint)],
        ));
    form.instead = Some(("不撤销，返回".to_owned(), desk.to("/console/people")));
    Ok(form)
}
