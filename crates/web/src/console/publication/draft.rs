//! 拟稿送审: what is to be published, with its item, genre and reach; the provider answers for it with three declarations.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use casework::publication::facts::{Attribute, Declaration, Draft, Genre, Interpretation, Interprets, Norm, Scope};
use casework::publication::steps::Wish;
use casework::publication::text::PublicText;
use casework::who::Unit;
use law::catalogue::Catalogue;
use office::publication::{Command, HandIn, PublicationPage, Step};
use office::{CommandKey, FileId};
use serde::Deserialize;

use super::{Carried, attachments, complaint, interpretation, open};
use crate::console::answers::{Answers, LONG};
use crate::console::desk::Desk;
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::sent::Sent;
use crate::token::FIELD;

/// The longest body, in characters, that a form takes.
const BODY: usize = 60_000;

#[derive(Template)]
#[template(path = "console/publication/draft.html")]
struct DraftPage<'v> {
    page: Page<'v>,
    rail: Rail,
    back: Option<(String, String)>,
    form: Form,
}

/// For what a draft is begun.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// To interpret this document: its index number.
    interprets: Option<String>,
}

pub(super) async fn form(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let mut form = blank(&desk, &names, None, 0, &CommandKey::random());
    if let Some(document) = asked.interprets {
        let (genre, kind) = (Genre::Interpretation.code(), Interpretation::Policy.code());
        let known = [("genre", genre.to_owned()), ("interpretation", kind.to_owned()), ("interprets", document)];
        form = holding(form, &known);
    }
    Ok(draw(&desk, StatusCode::OK, None, form))
}

pub(super) async fn begin(desk: Desk, sent: Sent) -> Result<Response, Fault> {
    let submitted = &sent.submitted;
    let carried = Carried::sent(submitted)?;
    let mut answers = Answers::sent(&sent);
    let draft = read(&desk, &mut answers).await?;
    let said = match desk.given(submitted, &purpose(None), draft) {
        Err(complaint) => complaint,
        Ok(draft) => match desk.office().draft_publication(desk.viewer(), carried.key.clone(), draft).await {
            Ok(file) => return Ok(respond::see(desk.site(), &format!("/console/publications/{file}"))),
            Err(failed) => complaint(failed)?.0,
        },
    };
    let names = desk.names().await?;
    let form = blank(&desk, &names, None, 0, &carried.key).filled(submitted, &answers.wrong).saying(said);
    Ok(draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, None, form))
}

pub(super) async fn again(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let page = open(&desk, &id).await?;
    let names = desk.names().await?;
    let form = filled_with(blank(&desk, &names, Some(&page), page.version, &CommandKey::random()), &page);
    Ok(draw(&desk, StatusCode::OK, Some(&page), form))
}

pub(super) async fn hand_in(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let submitted = &sent.submitted;
    let carried = Carried::sent(submitted)?;
    let page = open(&desk, &id).await?;
    let mut answers = Answers::sent(&sent);
    let draft = read(&desk, &mut answers).await?;
    let (said, conflict) = match (desk.check(submitted, &purpose(Some(&page.file))), draft) {
        (Err(reason), _) => (reason.to_string(), false),
        (Ok(()), None) => (String::new(), false),
        (Ok(()), Some(draft)) => {
            let (file, key) = (page.file.clone(), carried.key.clone());
            let command = Command { file, version: carried.version, key, step: Step::HandIn(draft) };
            match desk.office().take_publication_step(desk.viewer(), command).await {
                Ok(_) => return Ok(respond::see(desk.site(), &format!("/console/publications/{id}"))),
                Err(failed) => complaint(failed)?,
            }
        }
    };
    let names = desk.names().await?;
    let carried = carried.after(conflict, &page);
    let mut form = blank(&desk, &names, Some(&page), carried.version, &carried.key);
    form = form.filled(submitted, &answers.wrong);
    form.complaint = said;
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(draw(&desk, status, Some(&page), form))
}

async fn read(desk: &Desk, answers: &mut Answers<'_>) -> Result<Option<HandIn>, Fault> {
    let interprets = interpretation::read(desk, answers).await?;
    Ok(wished(desk, answers, interprets))
}

/// `interprets`: `None` where its answers are wrong.
#[expect(clippy::option_option, reason = "wrong answers, and nothing interpreted, are two things")]
fn wished(desk: &Desk, answers: &mut Answers<'_>, interprets: Option<Option<Interprets>>) -> Option<HandIn> {
    let attribute = answers.one("attribute", "请选择公开属性", |code| match code {
        "proactive" => Some(Attribute::Proactive),
        "on_request" => Some(Attribute::OnRequest),
        _ => None,
    });
    let item = answers.one("item", "请选择公开事项", |code| code.parse().ok());
    let genre = answers.one("genre", "请选择体裁", Genre::of_code);
    let document = Norm::ALL.into_iter().find(|norm| norm.row() == answers.raw("document"));
    let scope = answers.one("scope", "请选择影响范围", Scope::of_code);
    let provider =
        answers.one("provider", "请选择提供信息的科室（单位）", |unit| unit.parse().ok().map(Unit));
    let formed_on = answers.day("formed_on", "请填写信息形成（变更）的日期");
    let declared: BTreeSet<Declaration> =
        Declaration::ALL.into_iter().filter(|one| answers.ticked("declared", one.label())).collect();
    let body = answers.words_if_given("body", BODY);
    let text = PublicText::new(answers.raw("title"), answers.raw("summary"), &body?);
    let text = text.map_err(|unfit| answers.wrong.say(field_of(unfit), unfit.to_string())).ok();
    let justified = answers.words_if_given("justified", LONG);
    let wish = Wish {
        attribute: attribute?,
        item: item?,
        genre: genre?,
        document,
        scope: scope?,
        provider: provider?,
        formed_on: formed_on?,
        declared,
        interprets: interprets?,
    };
    Some(HandIn { on: desk.today(), wish, text: text?, attachments: attachments::read(answers), justified: justified? })
}

fn field_of(unfit: casework::publication::text::Unfit) -> &'static str {
    use casework::publication::text::Unfit;
    match unfit {
        Unfit::NoTitle | Unfit::LongTitle | Unfit::ManyLines => "title",
        Unfit::LongSummary => "summary",
        Unfit::NoBody | Unfit::LongBody | Unfit::ControlCharacter => "body",
    }
}

fn purpose(file: Option<&FileId>) -> String {
    file.map_or_else(|| "publication/draft".to_owned(), |file| format!("publication/{file}/draft"))
}

fn blank(desk: &Desk, names: &Names, page: Option<&PublicationPage>, version: usize, key: &CommandKey) -> Form {
    let file = page.map(|page| &page.file);
    let address = file
        .map_or_else(|| "/console/publications/draft".to_owned(), |file| format!("/console/publications/{file}/draft"));
    let mut form = Form::new(desk.to(&address), "送审")
        .hiding(FIELD, desk.form_token(&purpose(file)))
        .hiding("version", version.to_string())
        .hiding("key", key.text())
        .part(Part::new(
            "内容",
            vec![
                Field::line("title", "标题").required().wide(Width::Wide),
                Field::area("summary", "内容概述", 2).hint("不写的取正文开头"),
                Field::area("body", "正文", 14).required().hint("一行是一个自然段"),
            ],
        ))
        .part(attachments::part(desk, page))
        .part(Part::new("归类", classes(desk, names)))
        .part(interpretation::part())
        .part(Part::new(
            "保密审查和声明",
            vec![
                Field::any_of("declared", "信息提供者声明", Declaration::ALL.map(declaration).into()).required(),
                Field::area("justified", "筛查有发现的，说明为什么可以公开", 2),
            ],
        ));
    let back = file.map_or_else(|| "/console/publications".to_owned(), |file| format!("/console/publications/{file}"));
    form.instead = Some(("返回".to_owned(), desk.to(&back)));
    form
}

fn declaration(one: Declaration) -> Choice {
    Choice::new(one.label(), format!("对{}负责", one.label()))
}

fn classes(desk: &Desk, names: &Names) -> Vec<Field> {
    let today = desk.today();
    let items = Catalogue::of_the_regulation().items(law::catalogue::Level::County, today);
    let items = items.map(|item| Choice::new(item.code.to_string(), format!("{} {}", item.code, item.title))).collect();
    let genres = Genre::ALL.map(|genre| Choice::new(genre.code(), genre.label())).into();
    let norms = Norm::ALL.map(|norm| Choice::new(norm.row(), norm.label())).into();
    let scopes = Scope::ALL.map(|scope| Choice::new(scope.code(), scope.label())).into();
    let units: Vec<Choice> = names.units_today().map(|(unit, name)| Choice::new(unit.0.to_string(), name)).collect();
    let own = desk.viewer().units(today).first().map(|unit| unit.0.to_string()).unwrap_or_default();
    let attributes = vec![
        Choice::new("proactive", "主动公开").hint("审核通过后发布"),
        Choice::new("on_request", "依申请公开").hint("审核通过后留存，不发布"),
    ];
    vec![
        Field::one_of("attribute", "公开属性", attributes).required().value("proactive"),
        Field::menu("item", "公开事项（条例第二十条）", items).required(),
        Field::menu("genre", "体裁", genres).required(),
        Field::menu("document", "规章或者规范性文件", norms).hint("是的选择，年报据此计数"),
        Field::one_of("scope", "影响范围", scopes).required().value(Scope::Unit.code()).hint("由此决定由谁审核"),
        Field::menu("provider", "提供信息的科室（单位）", units).required().value(own),
        Field::day("formed_on", "信息形成（变更）日期")
            .required()
            .value(today.to_string())
            .hint("二十个工作日内公开（条例第二十六条）"),
    ]
}

/// What the file has already, to be written anew.
fn filled_with(form: Form, page: &PublicationPage) -> Form {
    let (title, summary, body) = match (&page.draft, &page.public) {
        (Some(draft), _) => (draft.title().to_owned(), draft.summary().to_owned(), draft.body().to_owned()),
        (None, Some(public)) => (public.title.clone(), public.summary.clone(), public.body.clone()),
        (None, None) => Default::default(),
    };
    let Some(subject) = page.publication.subject() else { return form };
    let Draft { attribute, item, genre, document, scope, provider, interprets, .. } = subject;
    let interprets = interprets.as_ref();
    let known = [
        ("title", title),
        ("summary", summary),
        ("body", body),
        ("attribute", if attribute.is_proactive() { "proactive".to_owned() } else { "on_request".to_owned() }),
        ("item", item.to_string()),
        ("genre", genre.code().to_owned()),
        ("document", document.map(Norm::row).unwrap_or_default().to_owned()),
        ("scope", scope.code().to_owned()),
        ("provider", provider.0.to_string()),
        ("interpretation", interprets.map(|one| one.kind.code().to_owned()).unwrap_or_default()),
        ("interprets", interprets.and_then(|one| one.document.clone()).unwrap_or_default()),
        ("elsewhere", interprets.filter(|one| one.document.is_none()).map(|_| "yes".to_owned()).unwrap_or_default()),
    ];
    holding(form, &known)
}

/// A form whose fields say something already.
fn holding(mut form: Form, known: &[(&str, String)]) -> Form {
    for field in form.parts.iter_mut().flat_map(|part| &mut part.fields) {
        if let Some((_, value)) = known.iter().find(|(name, _)| *name == field.name) {
            field.value.clone_from(value);
            field.chosen = vec![value.clone()];
        }
    }
    form
}

fn draw(desk: &Desk, status: StatusCode, of: Option<&PublicationPage>, form: Form) -> Response {
    let back = of.map(|page| (page.title().to_owned(), desk.to(&format!("/console/publications/{}", page.file))));
    let page = desk.page("拟稿");
    respond::page_as(status, &DraftPage { page, rail: desk.rail(), back, form })
}
