//! 交回修改稿: the draft of a reply goes out as a Word document, is worked on in WPS, and comes back. What reads otherwise is shown before it is taken.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::paper::Role;
use casework::request::state::Review;
use office::FileId;
use office::request::{FilePage, LetterKind, Reworded, Step, WorkedOn, letters};

use super::right::Changed;
use super::take::{Back, Carried, KEY, VERSION, attempt, done, open, purpose, since};
use crate::console::desk::{Desk, fault};
use crate::console::request::file::{Heading, heading};
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::look::rail::Rail;
use crate::look::timeline::Timeline;
use crate::page::Page;
use crate::respond;
use crate::sent::Sent;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

pub(in crate::console::request) const THING: &str = "worked-on";
const DOCX: &str = "docx";
const WORDS: &str = "reworded";

#[derive(Template)]
#[template(path = "console/request/worked-on.html")]
struct WorkedOnPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: Heading,
    letter: Option<String>,
    /// What follows for the review.
    review: &'static str,
    changed: Option<Timeline>,
    changes: Vec<Changed>,
    found: Vec<String>,
    form: Form,
}

pub(in crate::console::request) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let file = open(&desk, &id).await?;
    desk.office().may_rework(desk.viewer(), &file.request).map_err(|reason| fault(reason.into()))?;
    let form = asking(&desk, &file, &Carried::new(&file));
    Ok(draw(&desk, StatusCode::OK, &file, None, None, form))
}

/// The document comes in and is compared; or what was compared is taken.
pub(in crate::console::request) async fn take(
    desk: Desk,
    Path(id): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let id: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let Some(carried) = Carried::sent(&sent.submitted) else { return Err(Fault::Unreadable) };
    if sent.submitted.has(WORDS) {
        confirmed(&desk, id, &sent.submitted, carried).await
    } else {
        brought(&desk, &id, &sent, carried).await
    }
}

async fn brought(desk: &Desk, id: &FileId, sent: &Sent, carried: Carried) -> Result<Response, Fault> {
    let submitted = &sent.submitted;
    if let Err(reason) = desk.check(submitted, &purpose(id, THING)) {
        return again(desk, id, submitted, carried, Back::Token(reason.to_string())).await;
    }
    let mut wrong = Complaints::default();
    let brought = sent.files.of(DOCX, Role::Other);
    let Some(docx) = brought.first() else {
        wrong.say(DOCX, "请选择在WPS里改好的docx文件");
        return again(desk, id, submitted, carried, Back::Wrong(wrong)).await;
    };
    match desk.office().worked_on(desk.viewer(), id, &docx.content).await {
        Ok(worked_on) => {
            let file = open(desk, id.text()).await?;
            let carried = Carried { version: worked_on.version, ..carried };
            let form = confirming(desk, &file, &worked_on.words, &carried);
            Ok(draw(desk, StatusCode::OK, &file, None, Some(worked_on), form))
        }
        Err(failed) => again(desk, id, submitted, carried, Back::of(failed, wrong)?).await,
    }
}

/// The form for the document, with what is wrong with the one that came.
async fn again(
    desk: &Desk,
    id: &FileId,
    submitted: &Submitted,
    carried: Carried,
    why: Back,
) -> Result<Response, Fault> {
    let file = open(desk, id.text()).await?;
    let (status, wrong, complaint) = why.said();
    let mut form = asking(desk, &file, &carried).filled(submitted, &wrong);
    // What the settings lack is no fault of the document.
    form.complaint = wrong.about("remedies").map_or(complaint, str::to_owned);
    Ok(draw(desk, status, &file, None, None, form))
}

async fn confirmed(desk: &Desk, id: FileId, submitted: &Submitted, carried: Carried) -> Result<Response, Fault> {
    let words: Reworded = serde_json::from_str(submitted.get(WORDS)).map_err(|_| Fault::Unreadable)?;
    let step = Step::Rework { on: desk.today(), words: words.clone() };
    let wrong = Complaints::default();
    let Some(why) = attempt(desk, &id, THING, submitted, &carried, Some(step), wrong).await? else {
        return Ok(done(desk, &id, carried.version));
    };
    // What was handed in is still there, beside what has happened meanwhile.
    let file = open(desk, id.text()).await?;
    let changed = match &why {
        Back::Conflict => Some(since(desk, &file, &desk.names().await?, carried.version)),
        _ => None,
    };
    let carried = why.carried(carried, &file);
    let (status, wrong, complaint) = why.said();
    let worked_on = desk.office().reworked(desk.viewer(), &id, words.clone()).await.map_err(fault)?;
    let mut form = confirming(desk, &file, &words, &carried);
    form.complaint = wrong.about(DOCX).map_or(complaint, str::to_owned);
    Ok(draw(desk, status, &file, changed, Some(worked_on), form))
}

fn asking(desk: &Desk, file: &FilePage, carried: &Carried) -> Form {
    let field = Field::file(DOCX, "改好的答复稿", ".docx")
        .required()
        .hint("WPS、Word 保存的 docx，不带宏；修订请先全部接受或者拒绝，批注请删除");
    form(desk, file, carried, "读取并比较").part(Part::new("", vec![field]))
}

fn confirming(desk: &Desk, file: &FilePage, words: &Reworded, carried: &Carried) -> Form {
    let words = serde_json::to_string(words).expect("texts under names are always JSON");
    form(desk, file, carried, "采用修改稿").hiding(WORDS, words)
}

fn form(desk: &Desk, file: &FilePage, carried: &Carried, submit: &'static str) -> Form {
    let here = format!("/console/requests/{}", file.file);
    let mut form = Form::new(desk.to(&format!("{here}/{THING}")), submit)
        .hiding(FIELD, desk.form_token(&purpose(&file.file, THING)))
        .hiding(VERSION, carried.version.to_string())
        .hiding(KEY, carried.key.text());
    form.instead = Some(("不改了，返回案卷".to_owned(), desk.to(&here)));
    form
}

fn draw(
    desk: &Desk,
    status: StatusCode,
    file: &FilePage,
    changed: Option<Timeline>,
    worked_on: Option<WorkedOn>,
    form: Form,
) -> Response {
    let letter = letters(&file.request)
        .into_iter()
        .find(|one| one.kind == LetterKind::Reply)
        .map(|of| desk.to(&format!("/console/requests/{}/letters/{}.docx", file.file, crate::letter::id(&of))));
    let review = match file.request.review() {
        Review::Running { passed: 0, .. } => "采用后由第一级审核人按修改后的文字审核。",
        Review::Running { .. } => "已经审核过的各级要对修改后的文字重新审核。",
        _ => "采用后重新从第一级开始审核。",
    };
    let (changes, found) = worked_on.map(|one| (one.changes, one.found)).unwrap_or_default();
    let changes = changes.into_iter().map(|one| Changed { name: one.what, before: one.before, after: one.after });
    let heading = heading(desk, file);
    respond::page_as(
        status,
        &WorkedOnPage {
            page: desk.page(format!("交回修改稿：{}", heading.title)),
            rail: desk.rail(),
            heading,
            letter,
            review,
            changed,
            changes: changes.collect(),
            found,
            form,
        },
    )
}
