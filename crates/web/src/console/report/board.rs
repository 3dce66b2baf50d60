//! The board of a year: every cell with where its figure comes from, what the rules find, the texts, and what is to be done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::annual_report::Refusal;
use casework::annual_report::compile::Origin;
use casework::annual_report::figure::name_of;
use law::report::{CellId, Finding, Label, Table};
use office::annual_report::ReportPage;

use super::years::stage;
use super::{open, printed, step, year_of};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::rail::Rail;
use crate::look::steps::{Offer, Steps, Way};
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/report/board.html")]
struct BoardPage<'v> {
    page: Page<'v>,
    rail: Rail,
    title: String,
    chips: Vec<Chip>,
    missing: usize,
    grids: Vec<Grid>,
    texts: Vec<Text>,
    violations: Vec<Found>,
    warnings: Vec<Found>,
    differences: Vec<Found>,
    owed: Timeline,
    steps: Steps,
    others: Steps,
    public: Option<String>,
}

/// One table of the form.
struct Grid {
    heading: String,
    corner: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    group: String,
    label: String,
    cells: Vec<Figure>,
}

/// A cell with its mark.
struct Figure {
    text: String,
    href: String,
    class: &'static str,
    said: &'static str,
}

pub(super) struct Text {
    pub(super) heading: String,
    pub(super) href: String,
    pub(super) beginning: String,
}

/// A finding, and the cell that it is about.
pub(super) struct Found {
    pub(super) code: String,
    pub(super) message: String,
    pub(super) href: String,
}

pub(super) async fn board(desk: Desk, Path(year): Path<String>) -> Result<Response, Fault> {
    let year = year_of(&year)?;
    let page = open(&desk, year).await?;
    let (steps, others) = offered(&desk, &page, year);
    let published = page.report.published().is_some();
    let report = &page.whole.report;
    let differences = page.differences.iter().map(|one| {
        let value = |cell: &Option<law::report::Cell>| {
            let value = cell.as_ref().and_then(law::report::Cell::value);
            value.map_or_else(|| "空白".to_owned(), |value| printed(one.cell, value))
        };
        let message = format!("{}：发布时{}，现在{}", report.name_of(one.cell), value(&one.was), value(&one.is));
        Found { code: "变动".to_owned(), message, href: cell_href(&desk, year, one.cell) }
    });
    Ok(respond::private(&BoardPage {
        page: desk.page(format!("{year}年年报")),
        rail: desk.rail(),
        title: report.title.clone().unwrap_or_else(|| format!("{year}年政府信息公开工作年度报告")),
        chips: chips(&page),
        missing: page.whole.compiled.missing().len(),
        grids: grids(&desk, &page, year),
        texts: texts(&desk, &page, year, BEGINNING),
        violations: found(&desk, &page.verdict.violations, year),
        warnings: found(&desk, &page.verdict.warnings, year),
        differences: differences.collect(),
        owed: owed(&desk, &page),
        steps,
        others,
        public: published.then(|| desk.to(&format!("/reports/{year}"))),
    }))
}

fn chips(page: &ReportPage) -> Vec<Chip> {
    let mut chips = vec![Chip::plain(stage(page.report.stage()))];
    let wrong = page.verdict.violations.len();
    chips.push(match wrong {
        0 => Chip::new("勾稽关系全部成立", Tone::Done),
        count => Chip::new(format!("{count}处勾稽关系不成立"), Tone::Late),
    });
    match page.verdict.warnings.len() {
        0 => {}
        count => chips.push(Chip::new(format!("{count}处待核对"), Tone::Soon)),
    }
    if let Some(copied) = &page.copied {
        chips.push(Chip::plain(format!("正文与上年相同{}%", copied.percent())));
    }
    chips
}

fn grids(desk: &Desk, page: &ReportPage, year: i16) -> Vec<Grid> {
    let form = page.whole.report.form();
    let mut grids: Vec<Grid> = form
        .blocks
        .iter()
        .map(|block| Grid {
            heading: block.heading.clone(),
            corner: block.corner.clone(),
            columns: block.columns.iter().map(|label| label.printed.clone()).collect(),
            rows: rows(desk, page, year, Table::Proactive, &block.rows, &block.columns),
        })
        .collect();
    let requests = &form.requests;
    grids.push(Grid {
        heading: form.numbered_heading(3),
        corner: "办理情况".to_owned(),
        columns: requests.columns.iter().map(|label| label.short().to_owned()).collect(),
        rows: rows(desk, page, year, Table::Requests, &requests.rows, &requests.columns),
    });
    let remedies = &form.remedies;
    grids.push(Grid {
        heading: form.numbered_heading(4),
        corner: "类别".to_owned(),
        columns: remedies.columns.iter().map(|label| label.printed.clone()).collect(),
        rows: rows(desk, page, year, Table::Remedies, &remedies.rows, &remedies.columns),
    });
    grids
}

fn rows(
    desk: &Desk,
    page: &ReportPage,
    year: i16,
    table: Table,
    rows: &'static [Label],
    columns: &'static [Label],
) -> Vec<Row> {
    let mut last_group = String::new();
    rows.iter()
        .map(|row| {
            let group = row.group.clone().unwrap_or_default();
            let shown = if group == last_group { String::new() } else { group.clone() };
            last_group = group;
            let id = |column: &'static Label| CellId { table, row: &row.code, column: &column.code };
            let cells = columns.iter().map(|column| figure(desk, page, year, id(column))).collect();
            Row { group: shown, label: row.printed.clone(), cells }
        })
        .collect()
}

fn figure(desk: &Desk, page: &ReportPage, year: i16, id: CellId) -> Figure {
    let value = page.whole.report.tables.get(id).and_then(law::report::Cell::value);
    let (class, said) = match page.whole.compiled.origin(id) {
        Some(Origin::Computed) => ("computed", ""),
        Some(Origin::Declared) => ("declared", "填报"),
        Some(Origin::Agreed) => ("declared", "填报，与记录一致"),
        Some(Origin::Differs) => ("differs", "填报，与记录不一致"),
        Some(Origin::Sum) => ("sum", "合计"),
        Some(Origin::Missing) | None => ("missing", "待填报"),
    };
    let wrong = page.verdict.violations.iter().any(|finding| finding.is_on_cell(id));
    Figure {
        text: value.map_or_else(|| "填报".to_owned(), |value| printed(id, value)),
        href: cell_href(desk, year, id),
        class: if wrong { "wrong" } else { class },
        said: if wrong { "勾稽关系不成立" } else { said },
    }
}

pub(super) fn cell_href(desk: &Desk, year: i16, id: CellId) -> String {
    desk.to(&format!("/console/reports/{year}/cells/{}", name_of(id)))
}

/// So many characters of a text are shown on the board.
const BEGINNING: usize = 46;

/// The texts with their headings, each up to so many characters.
pub(super) fn texts(desk: &Desk, page: &ReportPage, year: i16, most: usize) -> Vec<Text> {
    let form = page.whole.report.form();
    let narrative = &page.whole.report.narrative;
    let of = |number: u8| -> String {
        narrative.paragraphs().filter(|(section, _)| *section == number).map(|(_, text)| text).collect()
    };
    (0..=6)
        .map(|number| {
            let text = of(number);
            let beginning: String = text.chars().take(most).collect();
            let more = if text.chars().count() > most { "…" } else { "" };
            let heading = form.numbered_heading(number);
            Text {
                heading: if heading.is_empty() { "引言".to_owned() } else { heading },
                href: desk.to(&format!("/console/reports/{year}/text/{number}")),
                beginning: format!("{beginning}{more}"),
            }
        })
        .collect()
}

pub(super) fn found(desk: &Desk, findings: &[Finding], year: i16) -> Vec<Found> {
    let href = |finding: &Finding| {
        let (table, row, column) = (finding.table?, finding.row?, finding.column?);
        Some(cell_href(desk, year, CellId::find(table, row, column)?))
    };
    findings
        .iter()
        .map(|one| Found { code: one.rule.code(), message: one.message.clone(), href: href(one).unwrap_or_default() })
        .collect()
}

fn owed(desk: &Desk, page: &ReportPage) -> Timeline {
    let year = desk.today().year();
    let entries = page.owed.iter().map(|owed| match owed.by {
        Some(by) if owed.is_overdue(desk.today()) => {
            Entry::owed_by(by, year, owed.label()).with(Chip::new("已过期", Tone::Late))
        }
        Some(by) => Entry::owed_by(by, year, owed.label()),
        None => Entry { when: "待办".to_owned(), text: owed.label().to_owned(), owed: true, ..Entry::default() },
    });
    let published = page.report.frozen().iter().rev().map(|frozen| {
        let what = match (&frozen.correction, frozen.imported) {
            (Some(correction), _) => format!("更正后重新发布：{}", correction.reason.as_str()),
            (None, true) => "录入已发布的报告".to_owned(),
            (None, false) => "发布".to_owned(),
        };
        Entry::on(frozen.on, year, what)
    });
    Timeline { entries: entries.chain(published).collect() }
}

fn offered(desk: &Desk, page: &ReportPage, year: i16) -> (Steps, Steps) {
    let (mut steps, mut others) = (Steps::default(), Steps::default());
    for one in &page.offers {
        let Some(thing) = step::thing(one.act) else { continue };
        let name = one.act.label().to_owned();
        match &one.now {
            Ok(()) => {
                let way = Way::Open(desk.to(&format!("/console/reports/{year}/{thing}")));
                steps.offers.push(Offer { name, note: String::new(), way });
            }
            Err(reason @ Refusal::NotYours(_)) => {
                others.offers.push(Offer { name, note: String::new(), way: Way::Closed(reason.to_string()) });
            }
            Err(reason) => {
                steps.offers.push(Offer { name, note: String::new(), way: Way::Closed(reason.to_string()) });
            }
        }
    }
    (steps, others)
}
