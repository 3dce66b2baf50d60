//! The steps of a publication but drafting: saying why findings may stay, review, publishing, revising, repealing, taking
//! back.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::publication::Refusal;
use casework::publication::act::Act;
use casework::publication::facts::{Channel, Repeal, Withdrawal};
use office::publication::{Command, PublicationPage, Step};

use super::page::{Finding, findings};
use super::{Carried, complaint, open, review};
use crate::console::answers::{Answers, LINE, LONG};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/publication/step.html")]
struct StepPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: String,
    href: String,
    title: &'static str,
    paragraphs: Vec<String>,
    findings: Vec<Finding>,
    form: Form,
}

/// The last part of the address where this is done.
pub(super) fn thing(act: Act) -> &'static str {
    match act {
        Act::Draft => "draft",
        Act::Screen => "justification",
        Act::ReviewAsUnitHead | Act::ReviewAsOpenGovernmentOffice | Act::ReviewAsDeputyHead | Act::ReviewAsHead => {
            "review"
        }
        Act::Publish => "publication",
        Act::Revise => "revision",
        Act::Repeal => "repeal",
        Act::Withdraw => "withdrawal",
        Act::WaiveInterpretation => "interpretation-waiver",
    }
}

fn is_review(act: Act) -> bool {
    thing(act) == "review"
}

fn act(asked: &str, page: &PublicationPage) -> Option<Act> {
    if asked == "review" {
        return page.publication.awaited_level().map(Act::review);
    }
    Act::ALL.into_iter().find(|act| thing(*act) == asked && *act != Act::Draft)
}

pub(super) async fn show(desk: Desk, Path((id, thing)): Path<(String, String)>) -> Result<Response, Fault> {
    let page = open(&desk, &id).await?;
    let act = act(&thing, &page).ok_or(Fault::NotFound)?;
    let offer = page.offers.iter().find(|offer| offer.act == act).ok_or(Fault::NotFound)?;
    offer.now.clone().map_err(|reason| match reason {
        Refusal::NotYours(_) | Refusal::OtherAgency | Refusal::OtherUnit => Fault::Forbidden(reason.to_string()),
        other => Fault::Conflict(other.to_string()),
    })?;
    let carried = Carried::new(&page);
    if is_review(act) {
        return review::draw(&desk, StatusCode::OK, &page, act, &carried, None).await;
    }
    let form = form(&desk, &page, act, &carried);
    Ok(draw(&desk, StatusCode::OK, &page, act, form))
}

pub(super) async fn take(
    desk: Desk,
    Path((id, thing)): Path<(String, String)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let carried = Carried::sent(&submitted)?;
    let page = open(&desk, &id).await?;
    let act = act(&thing, &page).ok_or(Fault::NotFound)?;
    let mut answers = Answers::of(&submitted);
    let step = read(&page, act, &mut answers);
    let mut wrong = answers.wrong;
    let (said, conflict) = match (desk.check(&submitted, &purpose(&page, act)), step) {
        (Err(reason), _) => (reason.to_string(), false),
        (Ok(()), None) => (String::new(), false),
        (Ok(()), Some(step)) => {
            let command = Command { file: page.file.clone(), version: carried.version, key: carried.key.clone(), step };
            match desk.office().take_publication_step(desk.viewer(), command).await {
                Ok(_) => return Ok(respond::see(desk.site(), &format!("/console/publications/{id}"))),
                Err(failed) => {
                    wrong = Complaints::default();
                    complaint(failed)?
                }
            }
        }
    };
    let page = open(&desk, &id).await?;
    let carried = carried.after(conflict, &page);
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    if is_review(act) {
        return review::draw(&desk, status, &page, act, &carried, Some((&submitted, &wrong, said))).await;
    }
    let form = form(&desk, &page, act, &carried).filled(&submitted, &wrong).saying(said);
    Ok(draw(&desk, status, &page, act, form))
}

pub(super) fn purpose(page: &PublicationPage, act: Act) -> String {
    format!("publication/{}/{act:?}", page.file)
}

fn form(desk: &Desk, page: &PublicationPage, act: Act, carried: &Carried) -> Form {
    let here = format!("/console/publications/{}", page.file);
    let mut form = Form::new(desk.to(&format!("{here}/{}", thing(act))), act.label())
        .hiding(FIELD, desk.form_token(&purpose(page, act)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text())
        .part(Part::new("", fields(desk, act)));
    form.instead = Some(("返回".to_owned(), desk.to(&here)));
    form
}

fn fields(desk: &Desk, act: Act) -> Vec<Field> {
    let on = |label: &str| Field::day("on", label).required().value(desk.today().to_string());
    match act {
        Act::Draft => Vec::new(),
        Act::Screen => vec![Field::area("words", "为什么可以公开", 3).hint("没有发现的不用写"), on("筛查日期")],
        Act::Publish => {
            let channels = Channel::ALL.into_iter().filter(|one| *one != Channel::Platform);
            let channels = channels.map(|one| Choice::new(one.code(), one.label())).collect();
            vec![
                Field::line("document_number", "发文字号").hint("公文填写"),
                Field::any_of("channels", "还在哪里发布", channels).hint("本平台总是发布（条例第二十四条）"),
                on("发布日期"),
            ]
        }
        Act::Revise => vec![on("发布修订的日期")],
        Act::Repeal => vec![
            Field::one_of("how", "怎样失去效力", Repeal::ALL.map(|one| Choice::new(one.code(), one.label())).into())
                .required(),
            Field::line("by_document", "依据的文件").wide(Width::Wide),
            on("日期"),
        ],
        Act::Withdraw => vec![
            Field::one_of("why", "为什么撤下", Withdrawal::ALL.map(|one| Choice::new(one.code(), one.label())).into())
                .required(),
            Field::area("words", "具体情况", 3).required(),
            on("撤下日期"),
        ],
        Act::WaiveInterpretation => vec![
            Field::area("words", "为什么不需要解读", 3).required().hint("解读材料应当在文件公开后3个工作日内发布（国办发〔2016〕80号）；已经另行拟写解读的，不在这里办理，发布后自动登记"),
            on("说明的日期"),
        ],
        // These have a page of their own, since whoever reviews must see the whole.
        Act::ReviewAsUnitHead | Act::ReviewAsOpenGovernmentOffice | Act::ReviewAsDeputyHead | Act::ReviewAsHead => {
            Vec::new()
        }
    }
}

fn read(page: &PublicationPage, act: Act, answers: &mut Answers<'_>) -> Option<Step> {
    let on = answers.day("on", "请填写日期");
    Some(match act {
        Act::Draft => return None,
        Act::Screen => {
            let words = answers.words_if_given("words", LONG);
            Step::Justify { on: on?, words: words? }
        }
        Act::Publish => {
            let number = answers.words_if_given("document_number", LINE);
            let channels = Channel::ALL.into_iter().filter(|one| answers.ticked("channels", one.code()));
            let channels = channels.chain([Channel::Platform]).collect();
            Step::Publish { on: on?, document_number: Some(number?).filter(|number| !number.is_empty()), channels }
        }
        Act::Revise => Step::Revise { on: on? },
        Act::Repeal => {
            let how = answers.one("how", "请选择怎样失去效力", Repeal::of_code);
            let by_document = answers.words_if_given("by_document", LINE);
            Step::Repeal { on: on?, how: how?, by_document: Some(by_document?).filter(|text| !text.is_empty()) }
        }
        Act::Withdraw => {
            let why = answers.one("why", "请选择撤下的原因", Withdrawal::of_code);
            let words = answers.words("words", "请写明具体情况", LONG);
            Step::Withdraw { on: on?, why: why?, words: words? }
        }
        Act::WaiveInterpretation => {
            let words = answers.words("words", "请写明为什么不需要解读", LONG);
            Step::WaiveInterpretation { on: on?, words: words? }
        }
        _ => {
            let returned = match answers.raw("decision") {
                "approve" => Some(None),
                "return" => answers.words("words", "退回的，请写明要改什么", LONG).map(Some),
                _ => answers.say("decision", "请选择同意或者退回"),
            };
            Step::Review { on: on?, level: page.publication.awaited_level()?, returned: returned? }
        }
    })
}

fn draw(desk: &Desk, status: StatusCode, page: &PublicationPage, act: Act, form: Form) -> Response {
    let paragraphs = page.draft.as_ref().map(|text| text.paragraphs().map(str::to_owned).collect());
    respond::page_as(
        status,
        &StepPage {
            page: desk.page(format!("{}：{}", act.label(), page.title())),
            rail: desk.rail(),
            heading: page.title().to_owned(),
            href: desk.to(&format!("/console/publications/{}", page.file)),
            title: act.label(),
            paragraphs: paragraphs.unwrap_or_default(),
            findings: findings(page),
            form,
        },
    )
}
