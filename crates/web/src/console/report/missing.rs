//! All cells without a figure on one page: what did not come from the records is asked for once, with one source.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::annual_report::act::Act;
use casework::annual_report::figure::name_of;
use law::report::CellId;
use office::annual_report::{Command, ReportPage, Step};
use rust_decimal::Decimal;

use super::{Carried, complaint, open, typed, year_of};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/report/missing.html")]
struct MissingPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    missing: usize,
    form: Form,
}

pub(super) async fn show(desk: Desk, Path(year): Path<String>) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let page = open(&desk, year).await?;
    may(&page)?;
    if page.whole.compiled.missing().is_empty() {
        return Ok(respond::see(desk.site(), &format!("/console/reports/{year}")));
    }
    let form = form(&desk, &page, year, &Carried::new(&page));
    Ok(draw(&desk, StatusCode::OK, &page, year, form))
}

pub(super) async fn state(desk: Desk, Path(year): Path<String>, submitted: Submitted) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let carried = Carried::sent(&submitted)?;
    let page = open(&desk, year).await?;
    may(&page)?;
    let mut answers = Answers::of(&submitted);
    let step = read(&desk, &page, &submitted, &mut answers);
    let mut wrong = answers.wrong;
    let (said, conflict) = match (desk.check(&submitted, &purpose(year)), step) {
        (Err(reason), _) => (reason.to_string(), false),
        (Ok(()), None) => (String::new(), false),
        (Ok(()), Some(step)) => {
            let command = Command { file: page.file.clone(), version: carried.version, key: carried.key.clone(), step };
            match desk.office().take_report_step(desk.viewer(), command).await {
                Ok(_) => return Ok(respond::see(desk.site(), &format!("/console/reports/{year}"))),
                Err(failed) => {
                    wrong = Complaints::default();
                    complaint(failed)?
                }
            }
        }
    };
    let page = open(&desk, year).await?;
    let carried = carried.after(conflict, &page);
    let form = form(&desk, &page, year, &carried).filled(&submitted, &wrong).saying(said);
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(draw(&desk, status, &page, year, form))
}

fn may(page: &ReportPage) -> Result<(), Fault> {
    let offer = page.offers.iter().find(|offer| offer.act == Act::Declare).ok_or(Fault::NotFound)?;
    offer.now.clone().map_err(|reason| match reason {
        casework::annual_report::Refusal::NotYours(_) => Fault::Forbidden(reason.to_string()),
        other => Fault::Conflict(other.to_string()),
    })
}

/// What was typed; a cell left empty is stated as nought only where that was ticked, and else stays as it is.
fn read(desk: &Desk, page: &ReportPage, submitted: &Submitted, answers: &mut Answers<'_>) -> Option<Step> {
    let noughts = submitted.all("rest").any(|value| value == "nought");
    let mut figures = Vec::new();
    for cell in page.whole.compiled.missing() {
        let name = name_of(cell);
        match submitted.get(&name).trim() {
            "" if noughts => figures.push((cell, Decimal::ZERO)),
            "" => {}
            text => match typed(text) {
                Some(figure) => figures.push((cell, figure)),
                None => answers.wrong.say(&name, format!("{}：请填写数字", label(cell))),
            },
        }
    }
    let source = answers.words("source", "请用一句话说明数字的来源", LINE);
    if figures.is_empty() && answers.wrong.is_empty() {
        answers.wrong.say("rest", "请至少填写一格，或者勾选“空着的各格都填报0”");
    }
    answers.wrong.is_empty().then_some(Step::DeclareAll { on: desk.today(), figures, source: source? })
}

fn purpose(year: i16) -> String {
    format!("report/{year}/cells")
}

fn label(cell: CellId) -> String {
    format!("{}　{}", cell.row_name(), cell.column_name())
}

fn form(desk: &Desk, page: &ReportPage, year: i16, carried: &Carried) -> Form {
    let missing = page.whole.compiled.missing();
    let mut form = Form::new(desk.to(&format!("/console/reports/{year}/cells")), "填报")
        .hiding(FIELD, desk.form_token(&purpose(year)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text());
    for block in &page.whole.report.form().blocks {
        let cells = missing.iter().filter(|cell| block.cells().any(|one| one == **cell));
        let fields: Vec<Field> =
            cells.map(|cell| Field::line(name_of(*cell), label(*cell)).wide(Width::Short)).collect();
        if !fields.is_empty() {
            form = form.part(Part::new(block.heading.clone(), fields).class("cells"));
        }
    }
    form.instead = Some(("返回年报".to_owned(), desk.to(&format!("/console/reports/{year}"))));
    form.part(Part::new(
        "来源",
        vec![
            Field::any_of("rest", "空着的各格", vec![Choice::new("nought", "全年没有发生，空着的各格都填报0")]),
            Field::line("source", "数字的来源")
                .required()
                .wide(Width::Wide)
                .hint("一句话，写进每一格的记录，如：各科室（单位）报送；不要写个人信息"),
        ],
    ))
}

fn draw(desk: &Desk, status: StatusCode, page: &ReportPage, year: i16, form: Form) -> Response {
    let missing = page.whole.compiled.missing().len();
    let page = desk.page(format!("{year}年年报：没有数字的各格"));
    respond::page_as(status, &MissingPage { page, rail: desk.rail(), year, missing, form })
}
