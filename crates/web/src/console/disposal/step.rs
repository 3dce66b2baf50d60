//! The steps of a disposal: agreeing, not agreeing, carrying it out.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::disposal::Act;
use office::Failed;
use office::disposal::{Command, DisposalPage, Step};

use super::page::{about, heading};
use super::{Carried, open, refused};
use crate::console::answers::{Answers, LONG};
use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/disposal/step.html")]
struct StepPage<'v> {
    page: Page<'v>,
    rail: Rail,
    title: &'static str,
    heading: String,
    href: String,
    about: Vec<(&'static str, String)>,
    reason: String,
    form: Form,
}

/// The last part of the address where this is done.
pub(super) fn thing(act: Act) -> Option<&'static str> {
    match act {
        Act::Propose => None,
        Act::Approve => Some("approval"),
        Act::Refuse => Some("refusal"),
        Act::CarryOut => Some("destruction"),
    }
}

fn act(asked: &str) -> Option<Act> {
    Act::ALL.into_iter().find(|act| thing(*act) == Some(asked))
}

pub(super) async fn show(desk: Desk, Path((id, thing)): Path<(String, String)>) -> Result<Response, Fault> {
    let page = open(&desk, &id).await?;
    let act = act(&thing).ok_or(Fault::NotFound)?;
    let offer = page.offers.iter().find(|offer| offer.act == act).ok_or(Fault::NotFound)?;
    offer.now.clone().map_err(|reason| refused(&reason))?;
    let form = form(&desk, &page, act, &Carried::new(page.version));
    Ok(draw(&desk, StatusCode::OK, &page, act, form))
}

pub(super) async fn take(
    desk: Desk,
    Path((id, thing)): Path<(String, String)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let mut carried = Carried::sent(&submitted)?;
    let page = open(&desk, &id).await?;
    let act = act(&thing).ok_or(Fault::NotFound)?;
    let mut answers = Answers::of(&submitted);
    let step = read(act, &mut answers);
    let mut wrong = answers.wrong;
    let (mut said, mut status) = (String::new(), StatusCode::UNPROCESSABLE_ENTITY);
    match (desk.check(&submitted, &purpose(&page, act)), step) {
        (Err(reason), _) => said = reason.to_string(),
        (Ok(()), None) => {}
        (Ok(()), Some(step)) => {
            let command = Command { file: page.file.clone(), version: carried.version, key: carried.key.clone(), step };
            match desk.office().take_disposal_step(desk.viewer(), command).await {
                Ok(_) => return Ok(respond::see(desk.site(), &format!("/console/disposals/{id}"))),
                Err(Failed::Disposal(reason)) => said = reason.to_string(),
                Err(Failed::Conflict { .. }) => {
                    said.push_str("您打开这一页之后有了新的记录，请核对后再提交。");
                    status = StatusCode::CONFLICT;
                }
                Err(Failed::Invalid(invalid)) => {
                    for one in &invalid.0 {
                        wrong.say(one.field, one.message.clone());
                    }
                }
                Err(other) => return Err(fault(other)),
            }
        }
    }
    let page = open(&desk, &id).await?;
    if status == StatusCode::CONFLICT {
        carried.version = page.version;
    }
    let form = form(&desk, &page, act, &carried).filled(&submitted, &wrong).saying(said);
    Ok(draw(&desk, status, &page, act, form))
}

fn purpose(page: &DisposalPage, act: Act) -> String {
    format!("disposal/{}/{act:?}", page.file)
}

fn form(desk: &Desk, page: &DisposalPage, act: Act, carried: &Carried) -> Form {
    let here = format!("/console/disposals/{}", page.file);
    let address = format!("{here}/{}", thing(act).unwrap_or_default());
    let mut form = Form::new(desk.to(&address), act.label())
        .hiding(FIELD, desk.form_token(&purpose(page, act)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text())
        .part(Part::new("", fields(act)));
    form.instead = Some(("返回".to_owned(), desk.to(&here)));
    form
}

fn fields(act: Act) -> Vec<Field> {
    match act {
        Act::Refuse => {
            vec![Field::area("reason", "不同意的理由", 3).required().hint("不写姓名、证件号码和电话")]
        }
        Act::CarryOut => {
            let sure = Choice::new("yes", "我已核对案卷，知道销毁后任何人都不能恢复");
            vec![Field::any_of("sure", "确认", vec![sure]).required()]
        }
        Act::Approve | Act::Propose => Vec::new(),
    }
}

fn read(act: Act, answers: &mut Answers<'_>) -> Option<Step> {
    match act {
        Act::Propose => None,
        Act::Approve => Some(Step::Approve),
        Act::Refuse => {
            let reason = answers.words("reason", "不同意的，请写明理由", LONG)?;
            Some(Step::Refuse { reason })
        }
        Act::CarryOut if answers.ticked("sure", "yes") => Some(Step::CarryOut),
        Act::CarryOut => answers.say("sure", "销毁后不能恢复，请先核对案卷，再勾选确认"),
    }
}

fn draw(desk: &Desk, status: StatusCode, page: &DisposalPage, act: Act, form: Form) -> Response {
    let heading = heading(page);
    respond::page_as(
        status,
        &StepPage {
            page: desk.page(format!("{}：{heading}", act.label())),
            rail: desk.rail(),
            title: act.label(),
            href: desk.to(&format!("/console/disposals/{}", page.file)),
            about: about(desk, page),
            reason: page.reason.clone(),
            heading,
            form,
        },
    )
}
