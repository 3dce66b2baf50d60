//! The page of an application: where it stands and until when, what has happened, what can be done now.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::civil::Date as Day;
use law::article::Article;
use law::calendar::in_words;
use law::request::clock::{Clock, Standing};
use office::FileId;
use office::disposal::{GONE, TargetKind};
use office::request::{Delivery, FilePage, Happening, LetterKind, Mended, OpenedPerson, Supply, channel_label};
use serde::Deserialize;

use super::papers::PaperLine;
use super::{offers, step, words};
use crate::console::desk::{Desk, fault};
use crate::console::disposal;
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::rail::Rail;
use crate::look::ribbon::Ribbon;
use crate::look::steps::Steps;
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;
use crate::token::FIELD;

/// So few working days are soon.
const SOON: usize = 5;

#[derive(Template)]
#[template(path = "console/request/file.html")]
struct Shown<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: Heading,
    chips: Vec<Chip>,
    headline: String,
    ribbon: Option<Ribbon>,
    why: Vec<Why>,
    timeline: Timeline,
    wanted: Vec<(&'static str, String)>,
    letters: Vec<LetterLine>,
    papers: Vec<PaperLine>,
    steps: Steps,
    others: Steps,
    rest: String,
    applicant: Applicant,
    disposal: Option<disposal::Link>,
}

/// How a file is named at the head of its pages.
pub(super) struct Heading {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) href: String,
}

/// A letter, with where it can be had.
struct LetterLine {
    title: &'static str,
    /// Its number, once it is signed off; before that, that it is a draft.
    number: String,
    on: String,
    pdf: String,
    docx: String,
    /// Where it is handed back in.
    worked_on: Option<String>,
}

/// One dated sentence of why the term ends where it ends.
struct Why {
    when: String,
    text: String,
    place: String,
}

/// Who applies: the kind alone, or all of it, after somebody asked.
struct Applicant {
    kind: &'static str,
    action: String,
    token: (&'static str, String),
    gone: bool,
    opened: Option<Vec<(&'static str, String)>>,
}

/// How the page is asked for.
#[derive(Deserialize)]
pub(in crate::console) struct Asked {
    /// How many entries the reader knew: later ones are marked as new.
    seen: Option<usize>,
}

pub(in crate::console) async fn file(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let page = desk.office().request_page(desk.viewer(), &file).await.map_err(fault)?;
    draw(&desk, &page, asked.seen, None).await
}

pub(super) async fn draw(
    desk: &Desk,
    file: &FilePage,
    seen: Option<usize>,
    person: Option<OpenedPerson>,
) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let heading = heading(desk, file);
    let disposal = disposal::link(desk, TargetKind::Request, &file.file).await?;
    let offers::Offered { steps, others, rest } = offers::offered(desk, file);
    Ok(respond::private(&Shown {
        page: desk.page(heading.title.clone()),
        rail: desk.rail(),
        chips: chips(desk, file, &names),
        headline: match file.request.erased() {
            Some(_) => GONE.to_owned(),
            None => file.clock.headline(),
        },
        ribbon: ribbon(desk, file),
        why: if file.request.is_void() { Vec::new() } else { why(&file.clock) },
        timeline: timeline(desk, file, &names, seen),
        wanted: wanted(file),
        letters: letters(desk, file),
        papers: super::papers::lines(desk, file),
        steps,
        others,
        rest,
        applicant: applicant(desk, file, person),
        disposal,
        heading,
    }))
}

pub(super) fn heading(desk: &Desk, file: &FilePage) -> Heading {
    let wanted = &file.wanted;
    let title = if wanted.title.is_empty() { shortened(&wanted.description) } else { wanted.title.clone() };
    Heading {
        number: file.number.clone().unwrap_or_else(|| "尚未编号".to_owned()),
        title,
        href: desk.to(&format!("/console/requests/{}", file.file)),
    }
}

fn letters(desk: &Desk, file: &FilePage) -> Vec<LetterLine> {
    let line = |of: office::request::LetterOf| {
        let address = desk.to(&format!("/console/requests/{}/letters/{}", file.file, crate::letter::id(&of)));
        LetterLine {
            title: of.kind.label(),
            number: numbered(file, &of),
            on: in_words(of.on, desk.today().year()),
            pdf: format!("{address}.pdf"),
            docx: format!("{address}.docx"),
            worked_on: worked_on(desk, file, &of),
        }
    };
    office::request::letters(&file.request).into_iter().map(line).collect()
}

/// Where a draft is handed back in that was worked on; `None` where there is none, or not for this viewer.
fn worked_on(desk: &Desk, file: &FilePage, of: &office::request::LetterOf) -> Option<String> {
    let at_hand = file.request.draft_at_hand().is_some_and(|(entry, _)| entry == of.entry);
    let may = of.kind == LetterKind::Reply && at_hand && desk.office().may_rework(desk.viewer(), &file.request).is_ok();
    may.then(|| desk.to(&format!("/console/requests/{}/{}", file.file, step::WORKED_ON)))
}

/// What stands beside a letter: its number, or why it has none.
fn numbered(file: &FilePage, of: &office::request::LetterOf) -> String {
    match file.request.issued(of.kind, of.entry) {
        Some(issued) => issued.number.to_string(),
        None if of.kind.register().is_none() => String::new(),
        None if file.request.closing().is_some_and(|(entry, _)| entry == of.entry) => "未制发".to_owned(),
        None if file.request.ended().is_some() => "未编号".to_owned(),
        None => "未制发".to_owned(),
    }
}

/// A description as a heading: its first forty characters.
fn shortened(text: &str) -> String {
    let line: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(40).collect();
    if text.chars().count() > 40 { format!("{line}…") } else { line }
}

fn chips(desk: &Desk, file: &FilePage, names: &Names) -> Vec<Chip> {
    let gone = file.request.erased().is_some();
    let mut chips = vec![if gone { Chip::new("已销毁", Tone::Done) } else { due(desk, &file.clock) }];
    if file.clock.provisional && !gone {
        chips.push(Chip::new("日期暂定", Tone::Soon));
    }
    if let Some(assigned) = file.request.assigned() {
        let person = assigned.handler.map(|handler| format!(" {}", names.person(handler))).unwrap_or_default();
        chips.push(Chip::plain(format!("承办：{}{person}", names.unit(assigned.unit))));
    }
    if let Some(registered) = file.request.registered() {
        chips.push(Chip::plain(channel_label(registered.channel)));
        chips.push(Chip::plain(words::applicant(registered.applicant)));
    }
    if file.request.is_archived() {
        chips.push(Chip::new("已归档", Tone::Done));
    }
    chips
}

/// How much time is left, in working days.
fn due(desk: &Desk, clock: &Clock) -> Chip {
    let left = |until: Day| desk.office().settings().calendar.working_days(desk.today(), until);
    match (&clock.standing, clock.due_on) {
        (Standing::Closed(_), _) => Chip::new("已办结", Tone::Done),
        (Standing::Unconfirmed, _) => Chip::new("待与申请人确认", Tone::Soon),
        (Standing::Overdue { working_days: 0 }, _) => Chip::new("已超期", Tone::Late),
        (Standing::Overdue { working_days }, _) => Chip::new(format!("已超期{working_days}个工作日"), Tone::Late),
        (Standing::AwaitingCorrection, _) => Chip::plain("等待补正，不计时"),
        (Standing::AwaitingPayment { .. }, _) => Chip::plain("等待缴费，不计时"),
        (Standing::Consulting, _) => Chip::plain("征求意见，不计时"),
        (Standing::Running, None) => Chip::plain("办理中"),
        (Standing::Running, Some(due)) if due == desk.today() => Chip::new("今天到期", Tone::Late),
        (Standing::Running, Some(due)) => {
            let days = left(due);
            Chip::new(format!("还有{days}个工作日"), if days <= SOON { Tone::Soon } else { Tone::Plain })
        }
    }
}

pub(super) fn ribbon(desk: &Desk, file: &FilePage) -> Option<Ribbon> {
    if file.request.is_void() {
        return None; // it was no application
    }
    let settings = desk.office().settings();
    Ribbon::of_clock(&file.clock, &file.request.application()?, &settings.practice, &settings.calendar)
}

fn why(clock: &Clock) -> Vec<Why> {
    let place = |article: &str| match article.parse::<Article>() {
        Ok(article) => format!("条例{}", article.place()),
        Err(_) => format!("条例第{article}条"),
    };
    let year = clock.as_of.year();
    let told = clock.steps.iter().map(|step| Why {
        when: in_words(step.on, year),
        text: step.text.clone(),
        place: step.article.map(place).unwrap_or_default(),
    });
    told.collect()
}

fn timeline(desk: &Desk, file: &FilePage, names: &Names, seen: Option<usize>) -> Timeline {
    let year = desk.today().year();
    let owed = file.owed.iter().rev().map(|owed| match owed.by {
        Some(by) => {
            let entry = Entry::owed_by(by, year, owed.label());
            if owed.is_overdue(desk.today()) { entry.with(Chip::new("已过期", Tone::Late)) } else { entry }
        }
        None => Entry { when: "待办".to_owned(), text: owed.label().to_owned(), owed: true, ..Entry::default() },
    });
    let done = file.timeline.iter().map(|one| {
        let mut entry = happened(one, names, year);
        if one.words.is_some() {
            let href = desk.to(&format!("/console/requests/{}/entries/{}", file.file, one.entry));
            entry.link = Some(("看内容".to_owned(), href));
        }
        match seen {
            Some(seen) if one.entry > seen => entry.with(Chip::new("刚刚记录", Tone::Done)),
            _ => entry,
        }
    });
    Timeline { entries: owed.chain(done).collect() }
}

/// One entry of the file as a line.
pub(super) fn happened(one: &Happening, names: &Names, year: i16) -> Entry {
    let by = names.author(one.by);
    let entry = Entry::on(one.on, year, &one.text).noted(format!("第{}项，{by}", one.entry));
    match one.mended {
        Some(Mended::Amended) => entry.with(Chip::new("已更正", Tone::Soon)),
        Some(Mended::Struck) => entry.with(Chip::new("已撤销", Tone::Soon)),
        None => entry,
    }
}

/// What is asked for as text, line by line.
pub(super) fn wanted_in_words(file: &FilePage) -> String {
    let lines: Vec<String> = wanted(file).into_iter().map(|(name, text)| format!("{name}：{text}")).collect();
    lines.join("\n")
}

fn wanted(file: &FilePage) -> Vec<(&'static str, String)> {
    let wanted = &file.wanted;
    let supply = |one: Supply| one.label().to_owned();
    let delivery = |one: Delivery| one.label().to_owned();
    let lines = [
        ("名称", wanted.title.clone()),
        ("文号", wanted.document_number.clone()),
        ("描述", wanted.description.clone()),
        ("形式", supply(wanted.supply)),
        ("获取方式", delivery(wanted.delivery)),
        ("备注", wanted.remark.clone()),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

fn applicant(desk: &Desk, file: &FilePage, person: Option<OpenedPerson>) -> Applicant {
    Applicant {
        kind: file.request.registered().map_or("", |registered| words::applicant(registered.applicant)),
        action: desk.to(&format!("/console/requests/{}/applicant", file.file)),
        token: (FIELD, desk.form_token(&super::applicant::purpose(&file.file))),
        gone: file.request.erased().is_some(),
        opened: person.map(super::applicant::lines),
    }
}
