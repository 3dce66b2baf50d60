//! One cell: the files that it counts, whose word it is, and stating a figure in its place.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use casework::annual_report::act::Act;
use casework::annual_report::compile::Origin;
use casework::annual_report::figure::{cell_named, is_sum, name_of};
use casework::who::{Reach, Subject};
use law::calendar::in_words;
use law::report::{CellId, Table as FormTable};
use law::request::outcome::Outcome;
use office::annual_report::{Command, FilesBehind, ReportPage, Step};
use serde::Deserialize;

use super::{Carried, complaint, open, printed, report_fault, typed, year_of};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part, Width};
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const AT_ONCE: u64 = 30;

#[derive(Template)]
#[template(path = "console/report/cell.html")]
struct CellPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    name: String,
    figure: String,
    origin: &'static str,
    computed: Option<String>,
    declared: Option<Word>,
    files: Option<Table>,
    pager: Pager,
    form: Option<Form>,
    withdraw: Option<Form>,
    next: Option<Next>,
    ledger: Option<(&'static str, String)>,
}

/// Where whoever states figures goes next.
struct Next {
    name: String,
    href: String,
    missing: usize,
    all: String,
}

/// Whose word a figure is.
struct Word {
    figure: String,
    source: String,
    by: String,
    on: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
}

pub(super) async fn cell(
    desk: Desk,
    Path((year, cell)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (year, id) = (year_of(&year)?, cell_named(&cell).ok_or(Fault::NotFound)?);
    let page = open(&desk, year).await?;
    let carried = Carried::new(&page);
    let form = stating(&desk, &page, year, id, &carried);
    draw(&desk, StatusCode::OK, &page, year, id, form, asked.after.as_deref()).await
}

pub(super) async fn state(
    desk: Desk,
    Path((year, cell)): Path<(String, String)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let (year, id) = (year_of(&year)?, cell_named(&cell).ok_or(Fault::NotFound)?);
    let carried = Carried::sent(&submitted)?;
    let page = open(&desk, year).await?;
    let mut answers = Answers::of(&submitted);
    let step = read(&desk, id, &mut answers);
    let mut wrong = answers.wrong;
    let (said, conflict) = match (desk.check(&submitted, &purpose(year, id)), step) {
        (Err(reason), _) => (reason.to_string(), false),
        (Ok(()), None) => (String::new(), false),
        (Ok(()), Some(step)) => {
            let command = Command { file: page.file.clone(), version: carried.version, key: carried.key.clone(), step };
            match desk.office().take_report_step(desk.viewer(), command).await {
                Ok(_) => {
                    return Ok(respond::see(desk.site(), &format!("/console/reports/{year}/cells/{}", name_of(id))));
                }
                Err(failed) => {
                    wrong = Complaints::default();
                    complaint(failed)?
                }
            }
        }
    };
    let page = open(&desk, year).await?;
    let carried = carried.after(conflict, &page);
    let form = stating(&desk, &page, year, id, &carried).map(|form| form.filled(&submitted, &wrong).saying(said));
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    draw(&desk, status, &page, year, id, form, None).await
}

fn read(desk: &Desk, cell: CellId, answers: &mut Answers<'_>) -> Option<Step> {
    let on = desk.today();
    if answers.raw("withdraw") == "yes" {
        return Some(Step::WithdrawDeclaration { on, cell });
    }
    let figure = answers.one("figure", "请填写数字", typed);
    let source = answers.words("source", "请用一句话说明数字的来源", LINE);
    Some(Step::Declare { on, cell, figure: figure?, source: source? })
}

fn purpose(year: i16, cell: CellId) -> String {
    format!("report/{year}/{}", name_of(cell))
}

/// The form for stating a figure, for those who may now.
fn stating(desk: &Desk, page: &ReportPage, year: i16, id: CellId, carried: &Carried) -> Option<Form> {
    let may = page.offers.iter().any(|offer| offer.act == Act::Declare && offer.now.is_ok());
    (may && !is_sum(id)).then(|| {
        let declared = page.report.declared().get(&id);
        let figure = declared.map(|declared| declared.figure.normalize().to_string()).unwrap_or_default();
        let source = declared.map(|declared| declared.source.as_str().to_owned()).unwrap_or_default();
        hidden(desk, "填报", year, id, carried).part(Part::new(
            "",
            vec![
                Field::line("figure", "数字").required().wide(Width::Short).value(figure),
                Field::line("source", "来源")
                    .required()
                    .wide(Width::Wide)
                    .value(source)
                    .hint("如：法规科处罚台账；不要写个人信息"),
            ],
        ))
    })
}

fn hidden(desk: &Desk, submit: &str, year: i16, id: CellId, carried: &Carried) -> Form {
    Form::new(super::board::cell_href(desk, year, id), submit)
        .hiding(FIELD, desk.form_token(&purpose(year, id)))
        .hiding("version", carried.version.to_string())
        .hiding("key", carried.key.text())
}

async fn draw(
    desk: &Desk,
    status: StatusCode,
    page: &ReportPage,
    year: i16,
    id: CellId,
    form: Option<Form>,
    after: Option<&str>,
) -> Result<Response, Fault> {
    let compiled = page.whole.compiled.cell(id).ok_or(Fault::NotFound)?;
    let names = desk.names().await?;
    let this_year = desk.today().year();
    let declared = compiled.declared.as_ref().map(|declared| Word {
        figure: printed(id, declared.figure),
        source: declared.source.as_str().to_owned(),
        by: names.author(declared.by),
        on: in_words(declared.on, this_year),
    });
    let (files, pager) = behind(desk, year, id, after).await?;
    let withdraw = form
        .as_ref()
        .filter(|_| declared.is_some())
        .map(|_| hidden(desk, "撤销填报，改用记录的数字", year, id, &Carried::new(page)).hiding("withdraw", "yes"));
    let name = page.whole.report.name_of(id);
    let next = form.as_ref().and_then(|_| next(desk, page, year, id));
    Ok(respond::page_as(
        status,
        &CellPage {
            page: desk.page(format!("{year}年 {name}")),
            rail: desk.rail(),
            year,
            figure: compiled.effective().map_or_else(|| "待填报".to_owned(), |value| printed(id, value)),
            origin: match page.whole.compiled.origin(id) {
                Some(Origin::Computed) => "由记录算出",
                Some(Origin::Declared) => "由人填报，记录中没有这一项",
                Some(Origin::Agreed) => "由人填报，与记录一致",
                Some(Origin::Differs) => "由人填报，与记录不一致",
                Some(Origin::Sum) => "由其他格相加",
                Some(Origin::Missing) | None => "还没有数字",
            },
            computed: compiled.computed.map(|value| printed(id, value)),
            declared,
            files,
            pager,
            form,
            withdraw,
            next,
            ledger: ledger(desk, year, id),
            name,
        },
    ))
}

/// The cell without a figure that comes next in the printed order, from the first again behind the last.
fn next(desk: &Desk, page: &ReportPage, year: i16, id: CellId) -> Option<Next> {
    let missing = page.whole.compiled.missing();
    let order: Vec<CellId> = page.whole.compiled.cells().map(|(cell, _)| cell).collect();
    let place = |cell: &CellId| order.iter().position(|known| known == cell);
    let others = || missing.iter().filter(|cell| **cell != id);
    let next = others().find(|cell| place(cell) > place(&id)).or_else(|| others().next())?;
    Some(Next {
        name: page.whole.report.name_of(*next),
        href: super::board::cell_href(desk, year, *next),
        missing: missing.len(),
        all: desk.to(&format!("/console/reports/{year}/cells")),
    })
}

/// The ledger whose rows stand behind the cell, for those who see ledgers.
fn ledger(desk: &Desk, year: i16, id: CellId) -> Option<(&'static str, String)> {
    let (ledger, kind) = casework::ledger::figures::behind(id.row, id.column)?;
    let kind = kind.map(|kind| format!("kind={}&", kind.code())).unwrap_or_default();
    let sees = id.table == FormTable::Proactive && desk.sees(Subject::Figures);
    sees.then(|| (ledger.label(), desk.to(&format!("/console/ledgers/{}?{kind}year={year}", ledger.code()))))
}

/// The files that the cell counts, for those who see files.
async fn behind(desk: &Desk, year: i16, id: CellId, after: Option<&str>) -> Result<(Option<Table>, Pager), Fault> {
    // Who sees but some files cannot be shown which of them are counted.
    if !matches!(desk.viewer().reach(Subject::File, desk.today()), Reach::Agency | Reach::Supervised) {
        return Ok((None, Pager::default()));
    }
    let key = after.and_then(|text| text.parse().ok());
    let listed = desk.office().files_behind(desk.viewer(), year, id, key.as_ref(), AT_ONCE).await;
    let FilesBehind { files, cases, next } = listed.map_err(report_fault)?;
    let here = super::board::cell_href(desk, year, id);
    let pager = Pager {
        before: after.map(|_| here.clone()),
        after: next.map(|next| format!("{here}?after={next}")),
        said: String::new(),
    };
    if files.is_empty() && cases.is_empty() {
        return Ok((None, pager));
    }
    let mut table = Table::new("计入这一格的", ["卷宗", "办结日期", "结果"].map(Column::words).into());
    for (file, row) in files {
        let address = match id.table {
            FormTable::Requests => format!("/console/requests/{}", file.file),
            FormTable::Proactive | FormTable::Remedies => format!("/console/publications/{}", file.file),
        };
        let name = row.as_ref().map_or_else(
            || "打开".to_owned(),
            |row| match row.number() {
                Some(number) => format!("{}{number}", desk.office().profile().request_mark),
                None => "尚未编号".to_owned(),
            },
        );
        let ended = row.as_ref().and_then(|row| row.ended_on.clone()).unwrap_or_default();
        let outcome = row.and_then(|row| row.outcome).and_then(|code| code.parse::<Outcome>().ok());
        table.rows.push(vec![
            Cell::link(name, desk.to(&address)),
            Cell::new(ended),
            Cell::new(outcome.map(Outcome::label).unwrap_or_default()),
        ]);
    }
    if !cases.is_empty() {
        let mut table =
            Table::new("计入这一格的", ["案件", "受理日期", "结果", "涉及的申请"].map(Column::words).into());
        table.rows = cases.iter().map(|listed| crate::console::remedy::row(desk, listed, year)).collect();
        return Ok((Some(table), pager));
    }
    Ok((Some(table), pager))
}
