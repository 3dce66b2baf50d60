//! One agency: what it is and was called, who was over it and guided it, and what can be done to it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::who::{Agency, PeopleAct, Tie, TieKind};
use law::calendar::in_words;
use office::people::{Agencies, AgencyRow};

use super::{HERE, agencies, choices, said};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/people/agency.html")]
struct AgencyPage<'v> {
    page: Page<'v>,
    rail: Rail,
    name: String,
    code: String,
    days: String,
    former: Vec<(String, String)>,
    superiors: Vec<Above>,
    guides: Vec<Above>,
    below: Vec<(String, String)>,
    forms: Vec<(&'static str, Form, bool)>,
}

/// One above it.
struct Above {
    name: String,
    href: String,
    days: String,
    now: bool,
}

/// A form of the page, by its place in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    Name,
    Superior,
    Guide,
    GuideEnd,
    End,
}

impl Thing {
    const ALL: [Thing; 5] = [Thing::Name, Thing::Superior, Thing::Guide, Thing::GuideEnd, Thing::End];

    pub(super) fn of(text: &str) -> Option<Thing> {
        Thing::ALL.into_iter().find(|thing| thing.code() == text)
    }

    fn code(self) -> &'static str {
        match self {
            Thing::Name => "name",
            Thing::Superior => "superior",
            Thing::Guide => "guide",
            Thing::GuideEnd => "guide-end",
            Thing::End => "end",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Thing::Name => "更名",
            Thing::Superior => "改定上级机关",
            Thing::Guide => "登记指导机关",
            Thing::GuideEnd => "终止指导",
            Thing::End => "撤销",
        }
    }

    fn act(self) -> PeopleAct {
        match self {
            Thing::Name => PeopleAct::RenameAgency,
            Thing::Superior | Thing::Guide | Thing::GuideEnd => PeopleAct::TieAgency,
            Thing::End => PeopleAct::EndAgency,
        }
    }
}

pub(super) async fn page(desk: Desk, Path(agency): Path<u64>) -> Result<Response, Fault> {
    let agencies = agencies(&desk).await?;
    draw(&desk, &agencies, Agency(agency), StatusCode::OK, None)
}

/// The page, with one of its forms as it came back.
pub(super) fn draw(
    desk: &Desk,
    agencies: &Agencies,
    of: Agency,
    status: StatusCode,
    mut came_back: Option<(Thing, Form)>,
) -> Result<Response, Fault> {
    let row = agencies.row(of).ok_or(Fault::NotFound)?;
    let may =
        |thing: Thing| desk.people().may_keep_agency(desk.viewer(), thing.act(), of, &agencies.tree, desk.today());
    let mut forms = Vec::new();
    for thing in Thing::ALL.into_iter().filter(|thing| may(*thing)) {
        match came_back.take_if(|(back, _)| *back == thing) {
            Some((_, form)) => forms.push((thing.title(), form, true)),
            None => forms.extend(blank(desk, agencies, row, thing).map(|form| (thing.title(), form, false))),
        }
    }
    let ties = |kind| {
        let mut ties: Vec<&Tie> = agencies.tree.of(of).filter(|tie| tie.kind == kind).collect();
        ties.sort_by_key(|tie| std::cmp::Reverse(tie.days.first_day()));
        ties.into_iter().map(|tie| above(desk, agencies, tie)).collect()
    };
    let below = agencies.rows.iter().filter(|row| agencies.tree.superior(row.agency, desk.today()) == Some(of));
    let former = agencies.former.iter().filter(|name| name.agency == of);
    let page = AgencyPage {
        page: desk.page(row.name.clone()),
        rail: desk.rail(),
        name: row.name.clone(),
        code: row.code.clone(),
        days: said(row.days),
        former: former.map(|name| (name.name.clone(), format!("至{}", in_words(name.until, 0)))).collect(),
        superiors: ties(TieKind::Superior),
        guides: ties(TieKind::Guide),
        below: below.map(|row| (row.name.clone(), desk.to(&format!("{HERE}/{}", row.agency.0)))).collect(),
        forms,
    };
    Ok(respond::page_as(status, &page))
}

fn above(desk: &Desk, agencies: &Agencies, tie: &Tie) -> Above {
    Above {
        name: agencies.name(tie.above),
        href: desk.to(&format!("{HERE}/{}", tie.above.0)),
        days: said(tie.days),
        now: tie.days.contains(desk.today()),
    }
}

pub(super) fn purpose(of: Agency) -> String {
    format!("people/agencies/{}", of.0)
}

/// A form of the page; `None` where there is nothing for it to do.
pub(super) fn blank(desk: &Desk, agencies: &Agencies, row: &AgencyRow, thing: Thing) -> Option<Form> {
    let (of, today) = (row.agency, desk.today());
    let now = today.to_string();
    let others = || choices(agencies, today, Some(of));
    let fields = match thing {
        Thing::Name => vec![
            Field::line("name", "新的全称").required().wide(Width::Wide).value(&row.name),
            Field::day("renamed", "启用日期").required().value(now).hint("已经公布的年报仍用当时的名称"),
        ],
        Thing::Superior => {
            let mut choices = vec![Choice::new("none", "没有上级机关")];
            choices.extend(others());
            let current = agencies.tree.superior(of, today);
            let current = current.map_or_else(|| "none".to_owned(), |above| above.0.to_string());
            vec![
                Field::menu("above", "上级机关", choices).required().value(current),
                Field::day("above_from", "从哪一天起").required().value(now).hint("原来的上级机关到前一天为止"),
            ]
        }
        Thing::Guide => vec![
            Field::menu("guide", "指导机关", others()).required().hint("指导政府信息公开工作的机关，可以有几个"),
            Field::day("guide_from", "从哪一天起").required().value(now),
        ],
        Thing::GuideEnd => {
            let guides: Vec<Choice> = agencies
                .tree
                .of(of)
                .filter(|tie| tie.kind == TieKind::Guide && tie.days.last_day().is_none_or(|last| last > today))
                .map(|tie| Choice::new(tie.above.0.to_string(), agencies.name(tie.above)))
                .collect();
            if guides.is_empty() {
                return None;
            }
            vec![
                Field::menu("ending", "指导机关", guides).required(),
                Field::day("guide_last", "最后一天").required().value(now),
            ]
        }
        Thing::End => {
            if row.days.last_day().is_some_and(|last| last < today) {
                return None;
            }
            vec![
                Field::day("last", "最后一天")
                    .required()
                    .value(now)
                    .hint("先改定下级机关的上级；职权的去向在“职权划转”中登记"),
            ]
        }
    };
    let action = desk.to(&format!("{HERE}/{}/{}", of.0, thing.code()));
    let submit = if thing == Thing::End { "撤销机关" } else { thing.title() };
    Some(Form::new(action, submit).hiding(FIELD, desk.form_token(&purpose(of))).part(Part::new("", fields)))
}
