//! A wrong row is struck: it stays readable with its reason, and counts no more.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use casework::ledger::Ledger;
use office::ledger::LedgerError;
use serde::Deserialize;

use super::entry::FormPage;
use super::{ledger_fault, ledger_of};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part, Width};
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Deserialize)]
pub(super) struct Asked {
    key: String,
}

pub(super) async fn form(
    desk: Desk,
    Path(ledger): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    let form = blank(&desk, ledger, &asked.key);
    Ok(draw(&desk, StatusCode::OK, ledger, &asked.key, form))
}

pub(super) async fn strike(desk: Desk, Path(ledger): Path<String>, submitted: Submitted) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    let key = submitted.get("row").to_owned();
    let mut answers = Answers::of(&submitted);
    let reason = answers.words("reason", "请写明作废的原因", LINE);
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank(&desk, ledger, &key).filled(&submitted, wrong).saying(complaint);
        draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, ledger, &key, form)
    };
    if let Err(error) = desk.check(&submitted, &purpose(ledger)) {
        return Ok(back(&answers.wrong, error.to_string()));
    }
    let Some(reason) = reason else { return Ok(back(&answers.wrong, String::new())) };
    match desk.office().strike_ledger_row(desk.viewer(), ledger, &key, &reason).await {
        Ok(()) => Ok(respond::see(desk.site(), &format!("/console/ledgers/{}", ledger.code()))),
        Err(refused @ LedgerError::NotStruck(_)) => Ok(back(&answers.wrong, refused.to_string())),
        Err(other) => Err(ledger_fault(other)),
    }
}

fn purpose(ledger: Ledger) -> String {
    format!("ledger/{}/strike", ledger.code())
}

fn blank(desk: &Desk, ledger: Ledger, key: &str) -> Form {
    let reason = Field::line("reason", "作废的原因").required().wide(Width::Wide);
    let mut form = Form::new(desk.to(&format!("/console/ledgers/{}/strike", ledger.code())), "作废")
        .hiding(FIELD, desk.form_token(&purpose(ledger)))
        .hiding("row", key)
        .part(Part::new("", vec![reason]).hint("这一行保留在台账中，不再计数；编号不能再用。"));
    form.instead = Some(("返回台账".to_owned(), desk.to(&format!("/console/ledgers/{}", ledger.code()))));
    form
}

fn draw(desk: &Desk, status: StatusCode, ledger: Ledger, key: &str, form: Form) -> Response {
    let page = desk.page(format!("作废：{}", ledger.label()));
    let lead = key.split('|').nth(1).unwrap_or(key).to_owned();
    let (rail, code) = (desk.rail(), ledger.code());
    respond::page_as(status, &FormPage { page, rail, ledger: ledger.label(), code, title: "作废一行", lead, form })
}
