//! The board of a year: every cell with where its figure comes from, what the rules find, the texts, and what is to be done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::annual_report::Refusal;
use casework::annual_report::act::Act;
use casework::annual_report::compile::Origin;
use casework::annual_report::figure::name_of;
use law::report::{CellId, Finding, Label, Table};
use office::annual_report::ReportPage;
use office::publication::{Certainty, Screened};

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
    before: Vec<Check>,
    grids: Vec<Grid>,
    texts: Vec<Text>,
    violations: Vec<Found>,
    warnings: Vec<Found>,
    screened: Vec<Screening>,
    differing: Vec<Found>,
    differences: Vec<Found>,
    owed: Timeline,
    steps: Steps,
    others: Steps,
    public: Option<String>,
}

/// One thing that has to be right before the report is handed in.
pub(super) struct Check {
    pub(super) done: bool,
    pub(super) text: String,
    /// Where it is mended; empty where nothing is to be done.
    pub(super) href: String,
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
    /// What is said where nothing is written: a section of tables needs no words.
    pub(super) empty: &'static str,
}

/// A finding, and the cell that it is about.
pub(super) struct Found {
    pub(super) code: String,
    pub(super) message: String,
    pub(super) href: String,
}

/// What the search of a text found.
pub(super) struct Screening {
    pub(super) kind: &'static str,
    pub(super) place: String,
    pub(super) text: String,
    pub(super) suggestion: String,
    pub(super) certain: bool,
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
        before: before(&desk, &page, year),
        grids: grids(&desk, &page, year),
        texts: texts(&desk, &page, year, BEGINNING),
        violations: found(&desk, &page.verdict.violations, year),
        warnings: found(&desk, &page.verdict.warnings, year),
        screened: screened(&page.screened),
        differing: differing(&desk, &page, year),
        differences: differences.collect(),
        owed: owed(&desk, &page),
        steps,
        others,
        public: published.then(|| desk.to(&format!("/reports/{year}"))),
    }))
}

/// What is still to be done before the report can be handed in, for those who work on it now.
pub(super) fn before(desk: &Desk, page: &ReportPage, year: i16) -> Vec<Check> {
    if !works_on(page) {
        return Vec::new();
    }
    let done = |text: &str| Check { done: true, text: text.to_owned(), href: String::new() };
    let open = |text: String, href: String| Check { done: false, text, href };
    let mut checks = vec![match page.whole.compiled.missing().len() {
        0 => done("各格都有数字"),
        many => open(format!("填报还没有数字的{many}格"), desk.to(&format!("/console/reports/{year}/cells"))),
    }];
    let form = page.whole.report.form();
    let unwritten: Vec<u8> = NEEDED.into_iter().filter(|number| !is_written(page, *number)).collect();
    if unwritten.is_empty() {
        checks.push(done("正文已写好"));
    }
    checks.extend(unwritten.into_iter().map(|number| {
        let href = desk.to(&format!("/console/reports/{year}/text/{number}"));
        open(format!("写“{}”", form.numbered_heading(number)), href)
    }));
    checks.push(match page.verdict.violations.len() {
        0 => done("勾稽关系全部成立"),
        many => open(format!("更正不成立的{many}处勾稽关系"), "#findings".to_owned()),
    });
    checks.push(match page.screened.len() {
        0 => done("正文中没有个人信息和密级标志"),
        many => open(format!("核对正文中不宜公开的{many}处"), "#findings".to_owned()),
    });
    checks
}

/// The sections that every report has words in.
const NEEDED: [u8; 3] = [1, 5, 6];

fn is_written(page: &ReportPage, section: u8) -> bool {
    page.whole.report.narrative.paragraphs().any(|(number, text)| number == section && !text.trim().is_empty())
}

/// Whether this viewer can change the report now.
fn works_on(page: &ReportPage) -> bool {
    page.offers.iter().any(|offer| offer.act == Act::Declare && offer.now.is_ok())
}

/// Where a stated figure holds though the records say otherwise.
fn differing(desk: &Desk, page: &ReportPage, year: i16) -> Vec<Found> {
    let compiled = &page.whole.compiled;
    let cells = compiled.cells().filter(|(id, _)| compiled.origin(*id) == Some(Origin::Differs));
    cells
        .filter_map(|(id, cell)| {
            let (stated, computed) = (cell.declared.as_ref()?.figure, cell.computed?);
            let name = page.whole.report.name_of(id);
            let message = format!("{name}：填报{}，记录算出{}", printed(id, stated), printed(id, computed));
            Some(Found { code: String::new(), message, href: cell_href(desk, year, id) })
        })
        .collect()
}

pub(super) fn screened(found: &[Screened]) -> Vec<Screening> {
    let shown = found.iter().map(|one| Screening {
        kind: one.finding.kind.title(),
        place: one.place.clone(),
        text: one.finding.text.clone(),
        suggestion: one.finding.suggestion.clone(),
        certain: one.finding.certainty == Certainty::Certain,
    });
    shown.collect()
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
        text: value.map_or_else(|| if works_on(page) { "填报" } else { "空白" }.to_owned(), |value| printed(id, value)),
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
                empty: match number {
                    0 => "可以不写",
                    2..=4 => "是表格，可以另加说明",
                    _ => "还没有写",
                },
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
    let open = before(desk, page, year).iter().filter(|check| !check.done).count();
    for one in &page.offers {
        let Some(thing) = step::thing(one.act) else { continue };
        let name = one.act.label().to_owned();
        match &one.now {
            Ok(()) => {
                let way = Way::Open(desk.to(&format!("/console/reports/{year}/{thing}")));
                steps.offers.push(Offer { name, note: note(one.act, open), way });
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

/// What a step asks for, in a line below it.
fn note(act: Act, open: usize) -> String {
    match act {
        Act::Submit if open > 0 => format!("还有{open}项没有做完，见“送审之前”"),
        Act::Submit => "依次由负责人、分管领导、主要领导审核".to_owned(),
        Act::Publish => "发布网页和Word、PDF、Excel各一份，数字从此冻结".to_owned(),
        Act::Correct => "写明原因，改好以后重新审核、发布".to_owned(),
        _ => String::new(),
    }
}
