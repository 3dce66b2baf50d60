//! 复议诉讼: the register of cases about the office's work, from which table four of the yearly report counts.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use law::calendar::in_words;
use office::annual_report::ReportFailed;
use office::remedy_case::{Listed, Row, Seen};
use office::{Failed, FileId};
use serde::Deserialize;

use super::answers::Answers;
use super::desk::{Desk, fault};
use super::form_page::Around;
use super::report::report_fault;
use super::request::numbered;
use super::worklist::Tab;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const LIST: (&str, &str) = ("复议诉讼", "/console/remedies");

#[derive(Template)]
#[template(path = "console/remedies.html")]
struct RemediesPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    years: Vec<Tab>,
    may_keep: bool,
    table: Table,
}

#[derive(Template)]
#[template(path = "console/remedy.html")]
struct CasePage<'v> {
    page: Page<'v>,
    rail: Rail,
    list: String,
    lead: &'static str,
    form: Form,
    history: Vec<Change>,
}

#[derive(Deserialize)]
struct Asked {
    year: Option<i16>,
}

/// The addresses of the register.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/remedies", get(list))
        .route("/console/remedies/case", get(new).post(enter))
        .route("/console/remedies/{id}", get(one).post(keep))
}

async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let this_year = desk.today().year();
    let year = asked.year.filter(|year| (2008..=this_year).contains(year)).unwrap_or(this_year);
    let cases = desk.office().listed_remedy_cases(desk.viewer(), year).await.map_err(report_fault)?;
    let mut table = Table::new(
        format!("{year}年度表四计入的案件"),
        ["案件", "受理日期", "结果", "涉及的申请"].map(Column::words).into(),
    );
    table.empty = "这一年没有复议、诉讼案件。";
    table.rows = cases.iter().map(|listed| row(&desk, listed, year)).collect();
    let tab = |one: i16| Tab {
        name: format!("{one}年"),
        href: desk.to(&format!("/console/remedies?year={one}")),
        current: one == year,
    };
    Ok(respond::private(&RemediesPage {
        page: desk.page("复议诉讼"),
        rail: desk.rail(),
        year,
        years: (this_year - 3..=this_year).rev().map(tab).collect(),
        may_keep: desk.office().may_keep_remedy_cases(desk.viewer()),
        table,
    }))
}

/// A case as a line, here and behind a cell of the report.
pub(super) fn row(desk: &Desk, listed: &Listed, year: i16) -> Vec<Cell> {
    let Listed { row, request_number, .. } = listed;
    let RemedyCase { kind, role, from, ended } = row.case;
    let counted = match row.case.cell(year) {
        Some(_) => role.label().to_owned(),
        None => format!("{}，由原行为主体计数", role.label()),
    };
    let note = if row.note.is_empty() { counted } else { format!("{counted}；{}", row.note) };
    let result = match ended {
        Some(ended) => Cell::new(ended.result.label()).noted(in_words(ended.on, 0)),
        None => Cell::default().with(Chip::new("尚未审结", Tone::Soon)),
    };
    let about = match &row.request {
        Some(file) if request_number.is_empty() => {
            Cell::link("打开案卷", desk.to(&format!("/console/requests/{file}")))
        }
        Some(file) => Cell::link(request_number.clone(), desk.to(&format!("/console/requests/{file}"))),
        None => Cell::default(),
    };
    vec![
        Cell::link(kind.label(), desk.to(&format!("/console/remedies/{}", row.id))).noted(note),
        Cell::new(in_words(from, 0)),
        result,
        about,
    ]
}

async fn new(desk: Desk) -> Result<Response, Fault> {
    may_keep(&desk)?;
    // The number is drawn with the form, so that a double click enters one case.
    let seen = Seen::nothing();
    let form = blank(&desk, &seen, "/console/remedies/case", "录入");
    Ok(around("录入案件").draw(&desk, StatusCode::OK, form))
}

async fn enter(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let id: FileId = submitted.get("id").parse().map_err(|_| Fault::Unreadable)?;
    let seen = Seen { id, version: 0 };
    take(&desk, seen, "/console/remedies/case", "录入", &submitted).await
}

async fn one(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let listed = found(&desk, &id).await?;
    may_keep(&desk)?;
    let seen = Seen { id: listed.row.id.clone(), version: listed.version };
    let form = blank(&desk, &seen, &format!("/console/remedies/{id}"), "保存");
    let form = form.filled(&Submitted::of(pairs(&listed)), &Complaints::default());
    draw(&desk, StatusCode::OK, &seen.id, form).await
}

async fn keep(desk: Desk, Path(id): Path<String>, submitted: Submitted) -> Result<Response, Fault> {
    let listed = found(&desk, &id).await?;
    let version = submitted.get("version").parse().map_err(|_| Fault::Unreadable)?;
    let seen = Seen { id: listed.row.id, version };
    take(&desk, seen, &format!("/console/remedies/{id}"), "保存", &submitted).await
}

async fn found(desk: &Desk, id: &str) -> Result<Listed, Fault> {
    let id: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let listed = desk.office().remedy_case(desk.viewer(), &id).await.map_err(report_fault)?;
    listed.ok_or(Fault::NotFound)
}

fn may_keep(desk: &Desk) -> Result<(), Fault> {
    if desk.office().may_keep_remedy_cases(desk.viewer()) {
        Ok(())
    } else {
        Err(Fault::Forbidden(casework::remedy_case::NotYours.to_string()))
    }
}

fn around(title: &'static str) -> Around {
    Around { above: LIST, title, lead: LEAD }
}

const LEAD: &str = "登记簿里不写当事人姓名；当事人在申请的案卷里。尚未审结的案件，每年都计入“尚未审结”，直到审结。";

async fn take(desk: &Desk, seen: Seen, address: &str, submit: &str, submitted: &Submitted) -> Result<Response, Fault> {
    let mut answers = Answers::of(submitted);
    let read = read(desk, &mut answers).await?;
    let mut wrong = answers.wrong;
    let (mut status, mut seen) = (StatusCode::UNPROCESSABLE_ENTITY, seen);
    let complaint = match desk.given(submitted, PURPOSE, read) {
        Err(complaint) => complaint,
        Ok((case, request, note)) => {
            match desk.office().keep_remedy_case(desk.viewer(), seen.clone(), case, request, &note).await {
                Ok(_) => {
                    let year = case.ended.map_or(desk.today().year(), |ended| ended.on.year());
                    return Ok(respond::see(desk.site(), &format!("/console/remedies?year={year}")));
                }
                Err(ReportFailed::Note(reason)) => {
                    wrong.say("note", reason.to_string());
                    String::new()
                }
                // Whoever saves again has seen what the page now shows.
                Err(ReportFailed::Office(Failed::Conflict { now })) => {
                    (status, seen.version) = (StatusCode::CONFLICT, now);
                    changed(desk, &seen.id).await?
                }
                Err(reason @ ReportFailed::NotYours(_)) => return Err(Fault::Forbidden(reason.to_string())),
                Err(other) => return Err(report_fault(other)),
            }
        }
    };
    let form = blank(desk, &seen, address, submit).filled(submitted, &wrong).saying(complaint);
    match seen.version {
        0 => Ok(around("录入案件").draw(desk, status, form)),
        _ => draw(desk, status, &seen.id, form).await,
    }
}

/// Who was faster, and with what.
async fn changed(desk: &Desk, id: &FileId) -> Result<String, Fault> {
    let history = history(desk, id).await?;
    let last =
        history.first().map(|one| format!("{}（{}）：{}", one.who, one.when, one.what.join("；"))).unwrap_or_default();
    Ok(format!("您打开这一页之后，案件有了新的变动。{last}。您填写的内容都在，没有覆盖别人的修改，请核对后再保存。"))
}

/// A case with all that it ever was.
async fn draw(desk: &Desk, status: StatusCode, id: &FileId, form: Form) -> Result<Response, Fault> {
    let (page, rail, history) = (desk.page("案件和结果"), desk.rail(), history(desk, id).await?);
    Ok(respond::page_as(status, &CasePage { page, rail, list: desk.to(LIST.1), lead: LEAD, form, history }))
}

/// One change of a case.
struct Change {
    who: String,
    when: String,
    what: Vec<String>,
    warning: &'static str,
}

/// What was changed, the latest first.
async fn history(desk: &Desk, id: &FileId) -> Result<Vec<Change>, Fault> {
    let states = desk.office().remedy_case_history(desk.viewer(), id).await.map_err(report_fault)?;
    let names = desk.names().await?;
    let mut before: Option<Vec<(&str, String)>> = None;
    let mut changes = Vec::with_capacity(states.len());
    for (state, number) in states {
        let now = said(&state.row, &number);
        let what = match &before {
            None => vec!["录入".to_owned()],
            Some(before) => {
                let pairs = before.iter().zip(&now).filter(|(old, new)| old.1 != new.1);
                pairs.map(|((name, old), (_, new))| format!("{name}：{old}→{new}")).collect()
            }
        };
        before = Some(now);
        let when = state.at.parse().map(|at| desk.office().settings().zone.to_datetime(at));
        changes.push(Change {
            who: state.by.map_or_else(|| "不明".to_owned(), |by| names.author(by)),
            when: when.map_or_else(
                |_| state.at.clone(),
                |at| format!("{} {:02}:{:02}", in_words(at.date(), 0), at.hour(), at.minute()),
            ),
            what,
            warning: if state.whole == Some(false) { "与安全日志不符，请审计管理员核验" } else { "" },
        });
    }
    changes.reverse();
    Ok(changes)
}

/// A state in words, always the same items in the same order.
fn said(row: &Row, request_number: &str) -> Vec<(&'static str, String)> {
    let none = |text: &str| if text.is_empty() { "无".to_owned() } else { text.to_owned() };
    let RemedyCase { kind, role, from, ended } = row.case;
    let file = row.request.as_ref().map_or("", |_| "有（没有登记号）");
    let result = ended.map_or_else(
        || "尚未审结".to_owned(),
        |ended| format!("{}（{}）", ended.result.label(), in_words(ended.on, 0)),
    );
    vec![
        ("种类", kind.label().to_owned()),
        ("本机关是", role.label().to_owned()),
        ("受理日期", in_words(from, 0)),
        ("涉及的申请", none(if request_number.is_empty() { file } else { request_number })),
        ("案号或者备注", none(&row.note)),
        ("结果", result),
    ]
}

const PURPOSE: &str = "remedy";

fn blank(desk: &Desk, seen: &Seen, address: &str, submit: &str) -> Form {
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.code(), kind.label())).into();
    let roles = vec![
        Choice::new(Role::OriginalAct.code(), "原行为主体").hint("本机关的答复、不答复被复议、被诉，计入年报"),
        Choice::new(Role::ReconsiderationBody.code(), "复议机关")
            .hint("本机关作复议决定或者只是共同被告，由原行为主体计数（国办公开办函〔2016〕201号）"),
    ];
    let endings = vec![
        Choice::new("", "尚未审结"),
        Choice::new(Ending::Upheld.code(), "结果维持"),
        Choice::new(Ending::Corrected.code(), "结果纠正").hint("撤销、变更、确认违法、责令履行"),
        Choice::new(Ending::Other.code(), "其他结果").hint("驳回申请、不予受理、撤回、调解"),
    ];
    let mut form = Form::new(desk.to(address), submit)
        .hiding(FIELD, desk.form_token(PURPOSE))
        .hiding("id", seen.id.text())
        .hiding("version", seen.version.to_string())
        .part(Part::new(
            "案件",
            vec![
                Field::one_of("kind", "种类", kinds).required(),
                Field::one_of("role", "本机关是", roles).required().value(Role::OriginalAct.code()),
                Field::day("from", "受理日期").required().value(desk.today().to_string()),
                Field::line("request", "涉及的申请").hint("登记号，如2025-27；不是本系统登记的不填"),
                Field::line("note", "案号或者备注").wide(Width::Wide).hint("不写姓名"),
            ],
        ))
        .part(Part::new(
            "结果",
            vec![
                Field::one_of("result", "结果", endings).value(""),
                Field::day("ended_on", "审结日期").hint("审结的填写，决定书、裁判文书的日期"),
            ],
        ));
    form.instead = Some(("返回登记簿".to_owned(), desk.to(LIST.1)));
    form
}

fn pairs(listed: &Listed) -> Vec<(&'static str, String)> {
    let RemedyCase { kind, role, from, ended } = listed.row.case;
    vec![
        ("kind", kind.code().to_owned()),
        ("role", role.code().to_owned()),
        ("from", from.to_string()),
        ("request", listed.request_number.clone()),
        ("note", listed.row.note.clone()),
        ("result", ended.map(|ended| ended.result.code()).unwrap_or_default().to_owned()),
        ("ended_on", ended.map(|ended| ended.on.to_string()).unwrap_or_default()),
    ]
}

type Read = Option<(RemedyCase, Option<FileId>, String)>;

async fn read(desk: &Desk, answers: &mut Answers<'_>) -> Result<Read, Fault> {
    let kind = answers.one("kind", "请选择案件的种类", Kind::of_code);
    let role = answers.one("role", "请选择本机关的地位", Role::of_code);
    let from = answers.day("from", "请填写受理日期");
    let ended = match answers.raw("result") {
        "" if answers.raw("ended_on").is_empty() => Some(None),
        "" => answers.say("result", "填写了审结日期，请选择结果"),
        _ => {
            let result = answers.one("result", "请选择结果", Ending::of_code);
            let on = answers.day("ended_on", "请填写审结日期");
            result.zip(on).map(|(result, on)| Some(Ended { on, result }))
        }
    };
    for (field, day) in [("from", from), ("ended_on", ended.flatten().map(|ended| ended.on))] {
        if day.is_some_and(|day| day > desk.today()) {
            answers.wrong.say(field, "日期还没有到，请填写实际的日期");
        }
    }
    let request = match answers.raw("request") {
        "" => Some(None),
        text => match numbered(text, desk.today().year()) {
            Some((year, serial)) => {
                let found = desk.office().request_numbered(desk.viewer(), year, serial).await.map_err(fault)?;
                match found {
                    Some(file) => Some(Some(file)),
                    None => answers.say("request", "没有这个登记号的申请，请核对"),
                }
            }
            None => answers.say("request", "请填写登记号，如2025-27"),
        },
    };
    let note = answers.raw("note").to_owned();
    let Some((((kind, role), from), (ended, request))) = kind.zip(role).zip(from).zip(ended.zip(request)) else {
        return Ok(None);
    };
    if !answers.wrong.is_empty() {
        return Ok(None);
    }
    match RemedyCase::new(kind, role, from, ended) {
        Ok(case) => Ok(Some((case, request, note))),
        Err(error) => Ok(answers.say("ended_on", error.to_string())),
    }
}
