//! The editor of a section, with what the rules find in what is being typed beside it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use law::report::Verdict;
use office::annual_report::{Command, ReportPage, Step};

use super::board::{Found, Screening, found, screened};
use super::{Carried, complaint, open, report_fault, year_of};
use crate::console::answers::LONG;
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/report/text.html")]
struct TextPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    heading: String,
    form: Form,
    checked: bool,
    screened: Vec<Screening>,
    violations: Vec<Found>,
    warnings: Vec<Found>,
}

pub(super) async fn editor(desk: Desk, Path((year, section)): Path<(String, String)>) -> Result<Response, Fault> {
    let (year, section) = (year_of(&year)?, section_of(&section)?);
    let page = open(&desk, year).await?;
    let text = text_of(&page, section);
    let screened = screened(&desk.office().screen_section(section, &text));
    let form = form(&desk, year, section, &Carried::new(&page), text);
    let beside = Beside { verdict: &page.verdict, screened, checked: false };
    Ok(draw(&desk, StatusCode::OK, &page, year, section, form, beside))
}

pub(super) async fn write(
    desk: Desk,
    Path((year, section)): Path<(String, String)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let (year, section) = (year_of(&year)?, section_of(&section)?);
    let carried = Carried::sent(&submitted)?;
    let text = submitted.get("text").to_owned();
    let page = open(&desk, year).await?;
    let mut wrong = Complaints::default();
    let screened = screened(&desk.office().screen_section(section, &text));
    let typed = BTreeMap::from([(section, text.clone())]);
    let (status, said, conflict) = if let Err(reason) = desk.check(&submitted, &purpose(year, section)) {
        (StatusCode::UNPROCESSABLE_ENTITY, reason.to_string(), false)
    } else if text.chars().count() > LONG {
        wrong.say("text", format!("这一部分最多{LONG}字，请缩短"));
        (StatusCode::UNPROCESSABLE_ENTITY, String::new(), false)
    } else if submitted.get("check") == "yes" {
        (StatusCode::OK, String::new(), false)
    } else {
        let step = Step::WriteNarrative { on: desk.today(), section, text };
        let command = Command { file: page.file.clone(), version: carried.version, key: carried.key.clone(), step };
        match desk.office().take_report_step(desk.viewer(), command).await {
            Ok(_) => return Ok(respond::see(desk.site(), &format!("/console/reports/{year}"))),
            Err(failed) => {
                let (said, conflict) = complaint(failed)?;
                (if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }, said, conflict)
            }
        }
    };
    let page = open(&desk, year).await?;
    let verdict = desk.office().check_narrative(desk.viewer(), year, &typed).await.map_err(report_fault)?;
    let carried = carried.after(conflict, &page);
    let form = form(&desk, year, section, &carried, String::new()).filled(&submitted, &wrong).saying(said);
    Ok(draw(&desk, status, &page, year, section, form, Beside { verdict: &verdict, screened, checked: true }))
}

fn section_of(text: &str) -> Result<u8, Fault> {
    text.parse().ok().filter(|section| *section <= 6).ok_or(Fault::NotFound)
}

fn text_of(page: &ReportPage, section: u8) -> String {
    let narrative = &page.whole.report.narrative;
    let paragraphs: Vec<&str> =
        narrative.paragraphs().filter(|(number, _)| *number == section).map(|(_, text)| text).collect();
    paragraphs.join("\n")
}

fn purpose(year: i16, section: u8) -> String {
    format!("report/{year}/text/{section}")
}

fn form(desk: &Desk, year: i16, section: u8, carried: &Carried, text: String) -> Form {
    let text =
        Field::area("text", "正文", 16).required().value(text).hint("一行是一个自然段；标题、编号和表格由系统生成");
    let mut form = Form::new(desk.to(&format!("/console/reports/{year}/text/{section}")), "保存")
        .hiding(FIELD, desk.form_token(&purpose(year, section)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text())
        .part(Part::new("", vec![text]));
    form.also = Some(("核对，先不保存".to_owned(), "check", "yes"));
    form.instead = Some(("返回年报".to_owned(), desk.to(&format!("/console/reports/{year}"))));
    form
}

/// What stands beside the editor.
struct Beside<'v> {
    verdict: &'v Verdict,
    screened: Vec<Screening>,
    /// Whether it is about what is being typed.
    checked: bool,
}

fn draw(
    desk: &Desk,
    status: StatusCode,
    page: &ReportPage,
    year: i16,
    section: u8,
    form: Form,
    beside: Beside<'_>,
) -> Response {
    let Beside { verdict, screened, checked } = beside;
    let heading = page.whole.report.form().numbered_heading(section);
    let heading = if heading.is_empty() { "引言".to_owned() } else { heading };
    respond::page_as(
        status,
        &TextPage {
            page: desk.page(format!("{year}年 {heading}")),
            rail: desk.rail(),
            year,
            heading,
            form,
            checked,
            screened,
            violations: found(desk, &verdict.violations, year),
            warnings: found(desk, &verdict.warnings, year),
        },
    )
}
