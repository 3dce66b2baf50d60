//! One row typed in: a form with the ledger's own columns.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::ledger::columns::{Column, columns};
use casework::ledger::{Kind, Ledger};
use office::ledger::LedgerError;

use super::{kind_field, ledger_fault, ledger_of};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/ledger/form.html")]
pub(super) struct FormPage<'v> {
    pub(super) page: Page<'v>,
    pub(super) rail: Rail,
    pub(super) ledger: &'static str,
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) lead: String,
    pub(super) form: Form,
}

pub(super) async fn form(desk: Desk, Path(ledger): Path<String>) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    Ok(draw(&desk, StatusCode::OK, ledger, blank(&desk, ledger)))
}

pub(super) async fn enter(desk: Desk, Path(ledger): Path<String>, submitted: Submitted) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank(&desk, ledger).filled(&submitted, wrong).saying(complaint);
        draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, ledger, form)
    };
    let mut wrong = Complaints::default();
    if let Err(reason) = desk.check(&submitted, &purpose(ledger)) {
        return Ok(back(&wrong, reason.to_string()));
    }
    let kind = Kind::of_code(submitted.get("kind"));
    let fields: Vec<(Column, String)> =
        typed(ledger).map(|(place, column)| (*column, submitted.get(&name(place)).to_owned())).collect();
    match desk.office().enter_ledger_row(desk.viewer(), ledger, kind, &fields).await {
        Ok(()) => Ok(respond::see(desk.site(), &format!("/console/ledgers/{}", ledger.code()))),
        Err(LedgerError::Rejected(rejected)) => {
            for one in rejected {
                let place = typed(ledger).find(|(_, column)| column.title == one.column).map(|(place, _)| place);
                wrong.say(&place.map_or_else(|| "kind".to_owned(), name), format!("{}{}", one.column, one.reason));
            }
            Ok(back(&wrong, String::new()))
        }
        Err(refused @ LedgerError::Differs) => Ok(back(&wrong, refused.to_string())),
        Err(other) => Err(ledger_fault(other)),
    }
}

/// The columns that are typed: the kind is chosen from a list.
fn typed(ledger: Ledger) -> impl Iterator<Item = (usize, &'static Column)> {
    let chosen = kind_field(ledger).is_some();
    columns(ledger).iter().enumerate().filter(move |(_, column)| !(chosen && column.title == "类别"))
}

fn name(place: usize) -> String {
    format!("column{place}")
}

fn purpose(ledger: Ledger) -> String {
    format!("ledger/{}/entry", ledger.code())
}

fn blank(desk: &Desk, ledger: Ledger) -> Form {
    let fields = typed(ledger).map(|(place, column)| {
        let field = if column.title.ends_with("日期") {
            Field::day(name(place), column.title)
        } else {
            Field::line(name(place), column.title).wide(Width::Wide)
        };
        let field = if column.title == "金额" { field.hint("单位：元") } else { field };
        if column.required { field.required() } else { field }
    });
    let fields = kind_field(ledger).map(Field::required).into_iter().chain(fields).collect();
    let mut form = Form::new(desk.to(&format!("/console/ledgers/{}/entry", ledger.code())), "录入")
        .hiding(FIELD, desk.form_token(&purpose(ledger)))
        .part(Part::new("", fields));
    form.instead = Some(("返回台账".to_owned(), desk.to(&format!("/console/ledgers/{}", ledger.code()))));
    form
}

fn draw(desk: &Desk, status: StatusCode, ledger: Ledger, form: Form) -> Response {
    let page = desk.page(format!("录入：{}", ledger.label()));
    let (rail, code) = (desk.rail(), ledger.code());
    let lead = String::new();
    respond::page_as(status, &FormPage { page, rail, ledger: ledger.label(), code, title: "录入一行", lead, form })
}
