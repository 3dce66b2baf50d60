//! 审核: whoever reviews sees the reply, what it rests on and the whole file on one page, and says yes or no there.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::request::Refusal;
use casework::request::act::Act;
use casework::request::facts::{Level, Reply, Withheld};
use casework::request::state::Review;
use law::calendar::in_words;
use office::FileId;
use office::request::{FilePage, GroundWords, Step};

use super::take::{Back, Carried, KEY, VERSION, attempt, done, open, purpose, since};
use crate::console::answers::{Answers, LONG};
use crate::console::desk::{Desk, fault};
use crate::console::request::file::{Heading, happened, heading, ribbon};
use crate::console::request::words::{level, level_code};
use crate::fault::Fault;
use crate::look::form::Field;
use crate::look::rail::Rail;
use crate::look::ribbon::Ribbon;
use crate::look::timeline::Timeline;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const THING: &str = "review";

#[derive(Template)]
#[template(path = "console/request/review.html")]
struct ReviewPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: Heading,
    level: &'static str,
    clock: String,
    ribbon: Option<Ribbon>,
    asked: Vec<(&'static str, String)>,
    kind: &'static str,
    grounds: Vec<(String, String)>,
    text: String,
    passed: Vec<&'static str>,
    left: Vec<&'static str>,
    /// What follows where nobody is left.
    at_last: &'static str,
    timeline: Timeline,
    changed: Option<Timeline>,
    complaint: String,
    words: Field,
    action: String,
    hidden: Vec<(&'static str, String)>,
}

pub(in crate::console::request) async fn review(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let file = open(&desk, &id).await?;
    let level = awaited(&file)?;
    let carried = Carried::new(&file);
    draw(&desk, StatusCode::OK, &file, level, &carried, None, words(), String::new()).await
}

pub(in crate::console::request) async fn reviewed(
    desk: Desk,
    Path(id): Path<String>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let Some(carried) = Carried::sent(&submitted) else { return Err(Fault::Unreadable) };
    let mut answers = Answers::of(&submitted);
    let step = read(&desk, &mut answers);
    let Some(why) = attempt(&desk, &file, THING, &submitted, &carried, step, answers.wrong).await? else {
        return Ok(done(&desk, &file, carried.version));
    };
    let file = open(&desk, &id).await?;
    let level = awaited(&file)?;
    let names = desk.names().await?;
    let changed = matches!(why, Back::Conflict).then(|| since(&desk, &file, &names, carried.version));
    let carried = why.carried(carried, &file);
    let (status, wrong, complaint) = why.said();
    let words = words_again(&submitted, &wrong);
    draw(&desk, status, &file, level, &carried, changed, words, complaint).await
}

/// The level whose turn it is, where this viewer may speak for it.
fn awaited(file: &FilePage) -> Result<Level, Fault> {
    let level = file.request.awaited_level().ok_or_else(|| Fault::Conflict(Refusal::NothingToReview.to_string()))?;
    let act = Act::review(level);
    let offer = file.offers.iter().find(|offer| offer.act == act).ok_or(Fault::NotFound)?;
    match &offer.now {
        Ok(()) => Ok(level),
        Err(reason) => Err(Fault::Forbidden(reason.to_string())),
    }
}

fn read(desk: &Desk, answers: &mut Answers<'_>) -> Option<Step> {
    let level = answers.one("level", "请从案卷重新打开审核页面", level);
    let returned = match answers.raw("decision") {
        "approve" => Some(None),
        "return" => answers.words("words", "退回的，请写明要改什么", LONG).map(Some),
        _ => answers.say("words", "请选择同意或者退回"),
    };
    Some(Step::Review { on: desk.today(), level: level?, returned: returned? })
}

fn words() -> Field {
    Field::area("words", "退回意见", 3).hint("写明要改什么，拟稿人会看到")
}

fn words_again(submitted: &Submitted, wrong: &Complaints) -> Field {
    let field = words().value(submitted.get("words"));
    match wrong.about("words") {
        Some(sentence) => field.wrong(sentence),
        None => field,
    }
}

#[expect(clippy::too_many_arguments, reason = "a page has as many things as it shows")]
async fn draw(
    desk: &Desk,
    status: StatusCode,
    file: &FilePage,
    level: Level,
    carried: &Carried,
    changed: Option<Timeline>,
    words: Field,
    complaint: String,
) -> Result<Response, Fault> {
    let Review::Running { reply, passed, .. } = file.request.review() else {
        return Err(Fault::Conflict(Refusal::NothingToReview.to_string()));
    };
    let names = desk.names().await?;
    let heading = heading(desk, file);
    let (text, words_of_grounds) = draft(desk, file).await?;
    let labels = |levels: &[Level]| levels.iter().map(|level| level.label()).collect();
    let year = desk.today().year();
    let page = ReviewPage {
        page: desk.page(format!("{}：{}", Act::review(level).label(), heading.title)),
        rail: desk.rail(),
        level: Act::review(level).label(),
        clock: file.clock.headline(),
        ribbon: ribbon(desk, file),
        asked: asked(file),
        kind: reply.kind.title(),
        grounds: grounds(reply, &words_of_grounds, year),
        text,
        passed: labels(&reply.chain[..(*passed).min(reply.chain.len())]),
        left: labels(reply.chain.get(passed + 1..).unwrap_or_default()),
        at_last: "同意后即可送达。",
        timeline: Timeline { entries: file.timeline.iter().map(|one| happened(one, &names, year)).collect() },
        changed,
        complaint,
        words,
        action: desk.to(&format!("/console/requests/{}/{THING}", file.file)),
        hidden: vec![
            (FIELD, desk.form_token(&purpose(&file.file, THING))),
            (VERSION, carried.version.to_string()),
            (KEY, carried.key.text().to_owned()),
            ("level", level_code(level).to_owned()),
        ],
        heading,
    };
    let mut response = respond::page_as(status, &page);
    let headers = response.headers_mut();
    headers.insert(axum::http::header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The text of the draft under review, and the words of each of its grounds.
async fn draft(desk: &Desk, file: &FilePage) -> Result<(String, Vec<Option<GroundWords>>), Fault> {
    const PURPOSE: &str = "审核答复稿";
    let is_draft = |entry: usize| {
        let entry = file.request.entry(entry);
        entry.is_some_and(|entry| matches!(entry.fact, casework::request::Fact::ReplyDrafted { .. }))
    };
    let Some(drafted) = file.timeline.iter().find(|one| is_draft(one.entry)) else { return Ok(<_>::default()) };
    let (office, viewer) = (desk.office(), desk.viewer());
    let text = office.open_entry(viewer, &file.file, drafted.entry, PURPOSE).await.map_err(fault)?;
    let grounds = office.open_grounds(viewer, &file.file, drafted.entry, PURPOSE).await.map_err(fault)?;
    Ok((text.unwrap_or_default(), grounds))
}

/// What was asked for, in the applicant's words.
fn asked(file: &FilePage) -> Vec<(&'static str, String)> {
    let wanted = &file.wanted;
    let lines = [("名称", &wanted.title), ("文号", &wanted.document_number), ("描述", &wanted.description)];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, text.clone())).collect()
}

/// What the reply rests on: the articles, the row of the report, each exemption, the search.
fn grounds(reply: &Reply, words: &[Option<GroundWords>], year: i16) -> Vec<(String, String)> {
    let articles: Vec<String> = reply.kind.articles().iter().map(|article| article.citation()).collect();
    let mut grounds = vec![("年报计入".to_owned(), reply.outcome.label().to_owned())];
    if !articles.is_empty() {
        grounds.insert(0, ("依据".to_owned(), articles.join("、")));
    }
    for (place, withheld) in reply.withheld.iter().enumerate() {
        let words = words.get(place).cloned().flatten().unwrap_or_default();
        let name = match words.what.as_str() {
            "" => "不予公开".to_owned(),
            what => format!("不予公开：{what}"),
        };
        grounds.push((
            name,
            match withheld {
                Withheld::Exempt { exemption, norm, .. } => {
                    let norm = norm.as_ref().map(|norm| format!("：{}", norm.title)).unwrap_or_default();
                    format!("{}（条例{}）{norm}", exemption.label(), exemption.article().place())
                }
                Withheld::NotGovernmentInformation { .. } => "不属于政府信息的部分".to_owned(),
            },
        ));
        let said = [("理由", words.reason), ("决定不公开的理由", words.discretion)];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        grounds.extend(said.map(|(name, text)| (name.to_owned(), text)));
    }
    if let Some(search) = &reply.search {
        grounds.push(("检索".to_owned(), format!("{}，范围：{}", in_words(search.on, year), search.stores.join("、"))));
    }
    grounds
}
