//! The steps of a report: handing in, review, publishing, sending to the 主管部门, correcting.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::annual_report::Refusal;
use casework::annual_report::act::Act;
use office::annual_report::{Command, ReportPage, Step};

use super::board::{Check, Found, Screening, Text, before, found, screened, texts};
use super::{Carried, complaint, open, review, year_of};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/report/step.html")]
struct StepPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    title: &'static str,
    before: Vec<Check>,
    wrong: usize,
    missing: usize,
    form: Form,
    violations: Vec<Found>,
    warnings: Vec<Found>,
    screened: Vec<Screening>,
    texts: Vec<Text>,
}

impl StepPage<'_> {
    fn nothing_written(&self) -> bool {
        self.texts.iter().all(|text| text.beginning.is_empty())
    }
}

/// The last part of the address where this is done; `None` for what is done elsewhere on the board.
pub(super) fn thing(act: Act) -> Option<&'static str> {
    match act {
        Act::Open | Act::Import | Act::Declare | Act::WriteNarrative => None,
        Act::Submit => Some("submission"),
        Act::TakeBack => Some("return"),
        Act::ReviewAsUnitHead | Act::ReviewAsDeputyHead | Act::ReviewAsHead => Some("review"),
        Act::Publish => Some("publication"),
        Act::SendToSupervisor => Some("sending"),
        Act::Correct => Some("correction"),
    }
}

/// The act of this address; a review is that of the level whose turn it is.
fn act(thing_asked: &str, page: &ReportPage) -> Option<Act> {
    if thing_asked == "review" {
        return Act::review(page.report.awaited_level()?);
    }
    Act::ALL.into_iter().find(|act| thing(*act) == Some(thing_asked))
}

pub(super) async fn show(desk: Desk, Path((year, thing)): Path<(String, String)>) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let page = open(&desk, year).await?;
    let act = act(&thing, &page).ok_or(Fault::NotFound)?;
    may(&page, act)?;
    if is_review(act) {
        return Ok(review::draw(&desk, StatusCode::OK, &page, year, act, &Carried::new(&page), None));
    }
    let form = form(&desk, &page, year, act, &Carried::new(&page));
    Ok(draw(&desk, StatusCode::OK, &page, year, act, form))
}

pub(super) async fn take(
    desk: Desk,
    Path((year, thing)): Path<(String, String)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let carried = Carried::sent(&submitted)?;
    let page = open(&desk, year).await?;
    let Some(act) = act(&thing, &page) else {
        // A second press on the last level's button finds nothing to review any more.
        return if thing == "review" { Ok(to_board(&desk, year)) } else { Err(Fault::NotFound) };
    };
    let mut answers = Answers::of(&submitted);
    let step = read(&page, act, &mut answers);
    let mut wrong = answers.wrong;
    let (said, conflict) = match (desk.check(&submitted, &purpose(year, act)), step) {
        (Err(reason), _) => (reason.to_string(), false),
        (Ok(()), None) => (String::new(), false),
        (Ok(()), Some(step)) => {
            let command = Command { file: page.file.clone(), version: carried.version, key: carried.key.clone(), step };
            match desk.office().take_report_step(desk.viewer(), command).await {
                Ok(_) => return Ok(to_board(&desk, year)),
                Err(failed) => {
                    wrong = Complaints::default();
                    complaint(failed)?
                }
            }
        }
    };
    let page = open(&desk, year).await?;
    let carried = carried.after(conflict, &page);
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    if is_review(act) {
        return Ok(review::draw(&desk, status, &page, year, act, &carried, Some((&submitted, &wrong, said))));
    }
    let form = form(&desk, &page, year, act, &carried).filled(&submitted, &wrong).saying(said);
    Ok(draw(&desk, status, &page, year, act, form))
}

fn to_board(desk: &Desk, year: i16) -> Response {
    respond::see(desk.site(), &format!("/console/reports/{year}"))
}

fn is_review(act: Act) -> bool {
    thing(act) == Some("review")
}

fn may(page: &ReportPage, act: Act) -> Result<(), Fault> {
    let offer = page.offers.iter().find(|offer| offer.act == act).ok_or(Fault::NotFound)?;
    offer.now.clone().map_err(|reason| match reason {
        Refusal::NotYours(_) | Refusal::OtherAgency => Fault::Forbidden(reason.to_string()),
        other => Fault::Conflict(other.to_string()),
    })
}

pub(super) fn purpose(year: i16, act: Act) -> String {
    format!("report/{year}/{act:?}")
}

fn form(desk: &Desk, page: &ReportPage, year: i16, act: Act, carried: &Carried) -> Form {
    let address = format!("/console/reports/{year}/{}", thing(act).unwrap_or_default());
    let mut form = Form::new(desk.to(&address), act.label())
        .hiding(FIELD, desk.form_token(&purpose(year, act)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text())
        .part(Part::new("", fields(desk, page, act)));
    form.instead = Some(("返回年报".to_owned(), desk.to(&format!("/console/reports/{year}"))));
    form
}

fn fields(desk: &Desk, page: &ReportPage, act: Act) -> Vec<Field> {
    let on = |label: &str| Field::day("on", label).required().value(desk.today().to_string());
    match act {
        Act::Submit => {
            let carried_in = page.verdict.violations.iter().any(|finding| finding.rule.code() == "E7");
            let reason = Field::line("carried_in", "“上年结转”与上年报告不一致的原因").wide(Width::Wide);
            let mut fields = vec![on("送审日期")];
            fields.extend(carried_in.then_some(reason));
            fields
        }
        Act::Publish => vec![on("发布日期").hint("发布后冻结；之后记录的变动在这里显示，更正须另行发布")],
        Act::SendToSupervisor => vec![on("提交日期")],
        Act::Correct => vec![Field::line("reason", "更正的原因").wide(Width::Wide).required(), on("开始更正的日期")],
        _ => vec![on("日期")],
    }
}

fn read(page: &ReportPage, act: Act, answers: &mut Answers<'_>) -> Option<Step> {
    let on = answers.day("on", "请填写日期");
    Some(match act {
        Act::Submit => {
            let reason = answers.words_if_given("carried_in", LINE)?;
            Step::Submit { on: on?, carried_in_differs: (!reason.is_empty()).then_some(reason) }
        }
        Act::TakeBack => Step::TakeBack { on: on? },
        Act::Publish => Step::Publish { on: on? },
        Act::SendToSupervisor => Step::SendToSupervisor { on: on? },
        Act::Correct => {
            let reason = answers.words("reason", "请用一句话说明更正的原因", LINE);
            Step::Correct { on: on?, reason: reason? }
        }
        _ => {
            let returned = match answers.raw("decision") {
                "approve" => Some(None),
                "return" => answers.words("words", "退回的，请写明要改什么", LINE).map(Some),
                _ => answers.say("decision", "请选择同意或者退回"),
            };
            Step::Review { on: on?, level: page.report.awaited_level()?, returned: returned? }
        }
    })
}

fn draw(desk: &Desk, status: StatusCode, page: &ReportPage, year: i16, act: Act, form: Form) -> Response {
    respond::page_as(
        status,
        &StepPage {
            page: desk.page(format!("{year}年年报：{}", act.label())),
            rail: desk.rail(),
            year,
            title: act.label(),
            before: if act == Act::Submit { before(desk, page, year) } else { Vec::new() },
            wrong: page.verdict.violations.len(),
            missing: page.whole.compiled.missing().len(),
            form,
            violations: found(desk, &page.verdict.violations, year),
            warnings: found(desk, &page.verdict.warnings, year),
            screened: screened(&page.screened),
            texts: texts(desk, page, year, usize::MAX),
        },
    )
}
