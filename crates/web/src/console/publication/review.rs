//! 审核一条信息: whoever reviews sees the draft, what it rests on, what was found in it and the whole file on one page, and
//! says yes or no there.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::publication::act::Act;
use casework::publication::facts::{Attribute, Draft, Fact};
use law::calendar::in_words;
use law::catalogue::Catalogue;
use office::publication::PublicationPage;

use super::Carried;
use super::page::{Finding, chips, findings, timeline};
use crate::console::desk::{Desk, fault};
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::chip::Chip;
use crate::look::form::Field;
use crate::look::rail::Rail;
use crate::look::timeline::Timeline;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/publication/review.html")]
struct ReviewPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: String,
    href: String,
    level: &'static str,
    chips: Vec<Chip>,
    grounds: Vec<(&'static str, String)>,
    summary: String,
    paragraphs: Vec<String>,
    findings: Vec<Finding>,
    justified: String,
    before: Vec<String>,
    passed: Vec<&'static str>,
    left: Vec<&'static str>,
    /// What follows where nobody is left.
    at_last: &'static str,
    timeline: Timeline,
    complaint: String,
    words: Field,
    action: String,
    hidden: Vec<(&'static str, String)>,
}

/// Draws the page for the level whose turn it is; `again` is what was typed and what is wrong with it.
pub(super) async fn draw(
    desk: &Desk,
    status: StatusCode,
    file: &PublicationPage,
    act: Act,
    carried: &Carried,
    again: Option<(&Submitted, &Complaints, String)>,
) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let chain = file.publication.subject().map(|draft| draft.chain.clone()).unwrap_or_default();
    let at = chain.iter().position(|level| Act::review(*level) == act).unwrap_or(chain.len());
    let labels = |levels: &[_]| levels.iter().map(|level| Act::review(*level).label()).collect();
    let mut words = Field::area("words", "要改什么", 3).required();
    let mut complaint = String::new();
    if let Some((submitted, wrong, said)) = again {
        words.value = submitted.get("words").to_owned();
        words.error = wrong.about("words").map(str::to_owned);
        complaint = if said.is_empty() { wrong.about("decision").unwrap_or_default().to_owned() } else { said };
    }
    let draft = file.draft.as_ref();
    let here = format!("/console/publications/{}", file.file);
    let page = ReviewPage {
        page: desk.page(format!("{}：{}", act.label(), file.title())),
        rail: desk.rail(),
        heading: file.title().to_owned(),
        href: desk.to(&here),
        level: act.label(),
        chips: chips(desk, file, &names),
        grounds: grounds(desk, file, &names),
        summary: draft.map(|text| text.summary().to_owned()).unwrap_or_default(),
        paragraphs: draft.map(|text| text.paragraphs().map(str::to_owned).collect()).unwrap_or_default(),
        findings: findings(file),
        justified: justified(desk, file).await?,
        before: file.public.as_ref().map(|text| text.paragraphs().map(str::to_owned).collect()).unwrap_or_default(),
        passed: labels(&chain[..at]),
        left: labels(chain.get(at + 1..).unwrap_or_default()),
        at_last: "同意后审核完毕。",
        timeline: timeline(desk, file, &names),
        complaint,
        words,
        action: desk.to(&format!("{here}/review")),
        hidden: vec![
            (FIELD, desk.form_token(&super::step::purpose(file, act))),
            ("version", carried.version.to_string()),
            ("key", carried.key.text().to_owned()),
            ("on", desk.today().to_string()),
        ],
    };
    let mut response = respond::page_as(status, &page);
    let headers = response.headers_mut();
    headers.insert(axum::http::header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What publishing or keeping it rests on, and who answers for it.
fn grounds(desk: &Desk, file: &PublicationPage, names: &Names) -> Vec<(&'static str, String)> {
    let Some(draft) = file.publication.subject() else { return Vec::new() };
    let Draft { attribute, item, genre, document, scope, provider, formed_on, declared, .. } = draft;
    let today = desk.today();
    let known = Catalogue::of_the_regulation().item(*item, today);
    let belongs = known.map_or_else(|| item.to_string(), |item| format!("{} {}", item.code, item.title));
    let mut grounds = vec![("公开属性", attribute.label().to_owned())];
    grounds.push(match attribute {
        Attribute::Proactive => ("依据", format!("条例第二十条、第二十一条：{belongs}")),
        Attribute::OnRequest => ("依据", format!("不主动公开，可以依申请公开（条例第二十七条）；事项：{belongs}")),
        Attribute::Withheld { exemption, .. } => {
            ("依据", format!("{}（条例{}）", exemption.label(), exemption.article().place()))
        }
    });
    let genre = document
        .map_or_else(|| genre.label().to_owned(), |norm| format!("{}，计入年报的{}", genre.label(), norm.label()));
    grounds.extend([("体裁", genre), ("影响范围", scope.label().to_owned())]);
    let declared: Vec<&str> = declared.iter().map(|one| one.label()).collect();
    grounds.push(("提供", format!("{}，对{}负责", names.unit(*provider), declared.join("、"))));
    let formed = in_words(*formed_on, today.year());
    let due =
        file.clock.as_ref().map(|clock| format!("，{}前公开（条例第二十六条）", in_words(clock.due_on, today.year())));
    grounds.push(("形成日期", format!("{formed}{}", due.unwrap_or_default())));
    grounds
}

/// Why what was found may stay, in the words of whoever said so of this draft.
async fn justified(desk: &Desk, file: &PublicationPage) -> Result<String, Fault> {
    let entries = (1..).zip(file.publication.history());
    let last = entries.filter(|(_, entry)| matches!(entry.fact, Fact::Screened { .. } | Fact::Drafted { .. })).last();
    let Some((entry, made)) = last else { return Ok(String::new()) };
    if !matches!(made.fact, Fact::Screened { justified: Some(_), .. }) {
        return Ok(String::new());
    }
    let words = desk.office().open_publication_entry(desk.viewer(), &file.file, entry).await.map_err(fault)?;
    Ok(words.unwrap_or_default())
}
