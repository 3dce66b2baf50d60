//! The page of a disposal: which file, on which ground, who has agreed, what can be done now.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::disposal::Refusal;
use casework::disposal::facts::{Fact, Ground};
use casework::disposal::state::Stage;
use law::calendar::in_words;
use office::disposal::{DisposalPage, TargetKind};

use super::{open, step};
use crate::console::desk::Desk;
use crate::console::names::Names;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::rail::Rail;
use crate::look::steps::{Offer, Steps, Way};
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/disposal/page.html")]
struct Shown<'v> {
    page: Page<'v>,
    rail: Rail,
    title: String,
    chips: Vec<Chip>,
    about: Vec<(&'static str, String)>,
    target: String,
    basis: Option<Basis>,
    reason: String,
    refused: Option<String>,
    gone: bool,
    timeline: Timeline,
    steps: Steps,
    others: Steps,
}

/// Where a term of retention comes from.
struct Basis {
    text: String,
    settled: bool,
}

pub(super) async fn page(desk: Desk, Path(id): Path<String>) -> Result<Response, Fault> {
    let file = open(&desk, &id).await?;
    let names = desk.names().await?;
    let (steps, others) = offered(&desk, &file);
    let title = heading(&file);
    Ok(respond::private(&Shown {
        page: desk.page(title.clone()),
        rail: desk.rail(),
        chips: vec![chip(file.disposal.stage()), Chip::plain(file.proposed.ground.kind().label())],
        about: about(&desk, &file),
        target: target(&desk, &file),
        basis: basis(file.proposed.ground),
        reason: file.reason.clone(),
        refused: file.refused.clone(),
        gone: file.disposal.stage() == Stage::CarriedOut,
        timeline: timeline(&desk, &file, &names),
        title,
        steps,
        others,
    }))
}

pub(super) fn heading(file: &DisposalPage) -> String {
    format!("销毁{}", named(file))
}

fn named(file: &DisposalPage) -> String {
    let kind = file.proposed.target.kind.label();
    file.number.clone().unwrap_or_else(|| format!("{kind}（未编号）"))
}

pub(super) fn target(desk: &Desk, file: &DisposalPage) -> String {
    let path = match file.proposed.target.kind {
        TargetKind::Request => "requests",
        TargetKind::Publication => "publications",
    };
    desk.to(&format!("/console/{path}/{}", file.target))
}

fn chip(stage: Stage) -> Chip {
    let tone = match stage {
        Stage::Proposed | Stage::Approved => Tone::Soon,
        Stage::CarriedOut => Tone::Done,
        Stage::Refused => Tone::Plain,
    };
    Chip::new(stage.label(), tone)
}

/// What is known of the file without opening it.
pub(super) fn about(desk: &Desk, file: &DisposalPage) -> Vec<(&'static str, String)> {
    let on = |day| in_words(day, desk.today().year());
    let mut lines = vec![
        ("案卷", format!("{}（{}）", named(file), file.proposed.target.kind.label())),
        ("理由", file.proposed.ground.kind().label().to_owned()),
    ];
    match file.proposed.ground {
        Ground::TermOver { class, closed_on, over_from } => {
            let term = class.term();
            lines.push(("保管期限", format!("{}：{}", term.name, term.keep)));
            lines.push(("办结日期", on(closed_on)));
            lines.push(("届满", format!("{}起可以销毁", on(over_from))));
        }
        Ground::WronglyEntered | Ground::Ordered => {
            let closed = file.subject.closed_on.map(|day| format!("{}办结", on(day)));
            let open = match file.disposal.stage() {
                Stage::CarriedOut => "没有办结，销毁后不计入统计",
                _ => "没有办结；销毁后这件不计入统计",
            };
            lines.push(("案卷状态", closed.unwrap_or_else(|| open.to_owned())));
        }
    }
    lines
}

fn basis(ground: Ground) -> Option<Basis> {
    let Ground::TermOver { class, .. } = ground else { return None };
    let term = class.term();
    Some(Basis { text: term.basis.clone(), settled: term.settled })
}

fn timeline(desk: &Desk, file: &DisposalPage, names: &Names) -> Timeline {
    let year = desk.today().year();
    let told = |fact: &Fact| match fact {
        Fact::Proposed { .. } => "提请销毁".to_owned(),
        Fact::Approved { duty, .. } => format!("同意（{}）", duty.label()),
        Fact::Refused { duty, .. } => format!("不同意（{}）", duty.label()),
        Fact::CarriedOut { .. } => "执行销毁：密钥、密存内容、检索索引、附件".to_owned(),
    };
    let mut entries: Vec<Entry> = file
        .disposal
        .history()
        .iter()
        .map(|entry| Entry::on(entry.fact.on(), year, told(&entry.fact)).noted(names.author(entry.by)))
        .collect();
    entries.reverse();
    Timeline { entries }
}

fn offered(desk: &Desk, file: &DisposalPage) -> (Steps, Steps) {
    let (mut steps, mut others) = (Steps::default(), Steps::default());
    if !file.disposal.stage().is_open() {
        return (steps, others); // what ended says so once
    }
    for one in &file.offers {
        let (name, note) = (one.act.label().to_owned(), String::new());
        let Some(thing) = step::thing(one.act) else { continue };
        match &one.now {
            Ok(()) => {
                let way = Way::Open(desk.to(&format!("/console/disposals/{}/{thing}", file.file)));
                steps.offers.push(Offer { name, note, way });
            }
            Err(reason @ (Refusal::NotYours(_) | Refusal::OwnProposal)) => {
                others.offers.push(Offer { name, note, way: Way::Closed(reason.to_string()) });
            }
            Err(reason) => steps.offers.push(Offer { name, note, way: Way::Closed(reason.to_string()) }),
        }
    }
    (steps, others)
}
