//! 审核年报: whoever reviews sees what was found, the figures that a report is known by beside last year's, and every text on one
//! page, and says yes or no there.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::annual_report::act::Act;
use casework::annual_report::figure::cell_named;
use casework::annual_report::state::Stage;
use law::report::Cell;
use office::annual_report::ReportPage;

use super::board::{Found, Screening, Text, found, screened, texts};
use super::{Carried, printed};
use crate::console::desk::Desk;
use crate::look::form::Field;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

#[derive(Template)]
#[template(path = "console/report/review.html")]
struct ReviewPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    level: &'static str,
    wrong: usize,
    figures: Vec<(&'static str, String, String)>,
    violations: Vec<Found>,
    warnings: Vec<Found>,
    screened: Vec<Screening>,
    texts: Vec<Text>,
    passed: Vec<&'static str>,
    left: Vec<&'static str>,
    /// What follows where nobody is left.
    at_last: &'static str,
    complaint: String,
    words: Field,
    action: String,
    hidden: Vec<(&'static str, String)>,
}

/// What a report is known by.
const KNOWN_BY: [(&str, &str); 8] = [
    ("新收申请", "requests.received.total"),
    ("予以公开", "requests.granted.total"),
    ("部分公开", "requests.partly_granted.total"),
    ("结转下年度", "requests.carried_out.total"),
    ("行政复议", "remedies.reconsideration.total"),
    ("未经复议直接起诉", "remedies.litigation_direct.total"),
    ("现行有效规范性文件", "proactive.normative_documents.in_force"),
    ("行政处罚决定", "proactive.penalties.decisions"),
];

/// Draws the page for the level whose turn it is; `again` is what was typed and what is wrong with it.
pub(super) fn draw(
    desk: &Desk,
    status: StatusCode,
    page: &ReportPage,
    year: i16,
    act: Act,
    carried: &Carried,
    again: Option<(&Submitted, &Complaints, String)>,
) -> Response {
    let chain = match page.report.stage() {
        Stage::InReview { chain, .. } => chain.clone(),
        Stage::Compiling | Stage::Approved { .. } | Stage::Published => Vec::new(),
    };
    let acts: Vec<Act> = chain.iter().filter_map(|level| Act::review(*level)).collect();
    let at = acts.iter().position(|one| *one == act).unwrap_or(acts.len());
    let labels = |acts: &[Act]| acts.iter().map(|act| act.label()).collect();
    let mut words = Field::area("words", "要改什么", 3).required();
    let mut complaint = String::new();
    if let Some((submitted, wrong, said)) = again {
        words = words.value(submitted.get("words"));
        words.error = wrong.about("words").map(str::to_owned);
        complaint = if said.is_empty() { wrong.about("decision").unwrap_or_default().to_owned() } else { said };
    }
    respond::page_as(
        status,
        &ReviewPage {
            page: desk.page(format!("{year}年年报：{}", act.label())),
            rail: desk.rail(),
            year,
            level: act.label(),
            wrong: page.verdict.violations.len(),
            figures: figures(page),
            violations: found(desk, &page.verdict.violations, year),
            warnings: found(desk, &page.verdict.warnings, year),
            screened: screened(&page.screened),
            texts: texts(desk, page, year, usize::MAX),
            passed: labels(&acts[..at]),
            left: labels(acts.get(at + 1..).unwrap_or_default()),
            at_last: "同意后由公开办发布。",
            complaint,
            words,
            action: desk.to(&format!("/console/reports/{year}/review")),
            hidden: vec![
                (FIELD, desk.form_token(&super::step::purpose(year, act))),
                ("version", carried.version.to_string()),
                ("key", carried.key.text().to_owned()),
                ("on", desk.today().to_string()),
            ],
        },
    )
}

/// Name, this year's figure, last year's; what the form of the year does not ask is left out.
fn figures(page: &ReportPage) -> Vec<(&'static str, String, String)> {
    let shown = |report: &law::report::Report, name: &str| {
        let id = cell_named(name)?;
        report.tables.get(id).and_then(Cell::value).map(|value| printed(id, value))
    };
    KNOWN_BY
        .into_iter()
        .filter_map(|(name, cell)| {
            let last = page.whole.previous.as_ref().and_then(|report| shown(report, cell)).unwrap_or_default();
            Some((name, shown(&page.whole.report, cell)?, last))
        })
        .collect()
}
