//! Proposing a disposal, from the page of the file that it is about.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::disposal::Act;
use law::calendar::in_words;
use law::retention::Keep;
use office::disposal::{Chance, GroundKind, Proposal, TargetKind};
use office::{Failed, FileId};

use super::{Carried, disposal_fault, refused};
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
#[template(path = "console/disposal/propose.html")]
struct ProposePage<'v> {
    page: Page<'v>,
    rail: Rail,
    back: String,
    term: String,
    basis: &'static str,
    settled: bool,
    form: Form,
}

pub(super) async fn of_request(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    show(&desk, TargetKind::Request, &id).await
}

pub(super) async fn of_publication(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    show(&desk, TargetKind::Publication, &id).await
}

pub(super) async fn request_proposed(
    desk: Desk,
    Path(id): Path<String>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    take(&desk, TargetKind::Request, &id, &submitted).await
}

pub(super) async fn publication_proposed(
    desk: Desk,
    Path(id): Path<String>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    take(&desk, TargetKind::Publication, &id, &submitted).await
}

async fn show(desk: &Desk, kind: TargetKind, id: &str) -> Result<Response, Fault> {
    let (file, chance) = chance(desk, kind, id).await?;
    chance.now.clone().map_err(|reason| refused(&reason))?;
    let form = form(desk, kind, &file, &chance, &Carried::new(0));
    Ok(draw(desk, StatusCode::OK, kind, &file, &chance, form))
}

async fn take(desk: &Desk, kind: TargetKind, id: &str, submitted: &Submitted) -> Result<Response, Fault> {
    let carried = Carried::sent(submitted)?;
    let (file, chance) = chance(desk, kind, id).await?;
    let mut answers = Answers::of(submitted);
    let ground = answers.one("ground", "请选择理由", GroundKind::of_code);
    let reason = answers.words("reason", "请写明理由", LONG);
    let mut wrong = answers.wrong;
    let mut said = String::new();
    match (desk.check(submitted, &purpose(kind, &file)), ground, reason) {
        (Err(not_taken), _, _) => said = not_taken.to_string(),
        (Ok(()), Some(ground), Some(reason)) => {
            let proposal = Proposal { kind, file: file.clone(), ground, reason };
            match desk.office().propose_disposal(desk.viewer(), carried.key.clone(), proposal).await {
                Ok(disposal) => return Ok(respond::see(desk.site(), &format!("/console/disposals/{disposal}"))),
                Err(Failed::Disposal(reason)) => said = reason.to_string(),
                Err(Failed::Invalid(invalid)) => {
                    for one in &invalid.0 {
                        wrong.say(one.field, one.message.clone());
                    }
                }
                Err(other) => return Err(fault(other)),
            }
        }
        _ => {}
    }
    let form = form(desk, kind, &file, &chance, &carried).filled(submitted, &wrong).saying(said);
    Ok(draw(desk, StatusCode::UNPROCESSABLE_ENTITY, kind, &file, &chance, form))
}

async fn chance(desk: &Desk, kind: TargetKind, id: &str) -> Result<(FileId, Chance), Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let chance = desk.office().disposal_chance(desk.viewer(), kind, &file).await.map_err(disposal_fault)?;
    Ok((file, chance))
}

fn purpose(kind: TargetKind, file: &FileId) -> String {
    format!("disposal/{}/{file}", kind.code())
}

fn path(kind: TargetKind, file: &FileId) -> String {
    match kind {
        TargetKind::Request => format!("/console/requests/{file}"),
        TargetKind::Publication => format!("/console/publications/{file}"),
    }
}

fn form(desk: &Desk, kind: TargetKind, file: &FileId, chance: &Chance, carried: &Carried) -> Form {
    let choices = GroundKind::ALL.map(|ground| choice(desk, ground, chance)).into();
    let fields = vec![
        Field::one_of("ground", "理由", choices).required(),
        Field::area("reason", "说明", 4)
            .required()
            .hint("不写姓名、证件号码和电话：案卷销毁以后，这段说明还要长期保存"),
    ];
    let mut form = Form::new(desk.to(&format!("{}/disposal", path(kind, file))), Act::Propose.label())
        .hiding(FIELD, desk.form_token(&purpose(kind, file)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text())
        .part(Part::new("", fields));
    form.instead = Some(("不提请了，返回案卷".to_owned(), desk.to(&path(kind, file))));
    form
}

/// A ground with what the file says to it.
fn choice(desk: &Desk, ground: GroundKind, chance: &Chance) -> Choice {
    let mut choice = Choice::new(ground.code(), ground.label());
    choice.hint = match (ground, chance.subject.ground(ground, desk.today())) {
        (_, Err(reason)) => format!("现在不能：{reason}"),
        (GroundKind::TermOver, Ok(_)) => "保管期限已经届满".to_owned(),
        (GroundKind::WronglyEntered, Ok(_)) if chance.subject.closed_on.is_none() => {
            "这件没有办结；销毁后不计入统计，需要办理的请另行登记".to_owned()
        }
        (GroundKind::WronglyEntered, Ok(_)) => "不应当录入本系统的内容".to_owned(),
        (GroundKind::Ordered, Ok(_)) => "须由主要领导批准；说明里请写决定的文号或者日期".to_owned(),
    };
    choice
}

fn draw(desk: &Desk, status: StatusCode, kind: TargetKind, file: &FileId, chance: &Chance, form: Form) -> Response {
    let term = chance.subject.class.term();
    let over = chance.subject.closed_on.and_then(|day| chance.subject.class.over_from(day));
    let until = match (term.keep, over) {
        (Keep::Permanently, _) => "没有届满之日".to_owned(),
        (Keep::Years(_), Some(over)) => format!("{}起届满", in_words(over, 0)),
        (Keep::Years(_), None) => "办结的次年1月1日起计算".to_owned(),
    };
    respond::page_as(
        status,
        &ProposePage {
            page: desk.page(Act::Propose.label()),
            rail: desk.rail(),
            back: desk.to(&path(kind, file)),
            term: format!("{}：{}，{until}", term.name, term.keep),
            basis: &term.basis,
            settled: term.settled,
            form,
        },
    )
}
