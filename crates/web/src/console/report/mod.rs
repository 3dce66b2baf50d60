//! 年报: the years, the board of one year, what stands behind a number, the texts, and the steps to publishing.

mod board;
mod cell;
mod step;
mod text;
mod years;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use casework::annual_report::Refusal;
use office::annual_report::{ReportFailed, ReportPage};
use office::{CommandKey, Failed};

use super::desk::{Desk, fault};
use crate::fault::Fault;
use crate::site::Site;
use crate::submitted::Submitted;

/// The addresses of yearly reports.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/reports", get(years::years).post(years::begin))
        .route("/console/reports/{year}", get(board::board))
        .route("/console/reports/{year}/cells/{cell}", get(cell::cell).post(cell::state))
        .route("/console/reports/{year}/text/{section}", get(text::editor).post(text::write))
        .route("/console/reports/{year}/{thing}", get(step::show).post(step::take))
}

/// The report of a year, for those who see figures.
async fn open(desk: &Desk, year: i16) -> Result<ReportPage, Fault> {
    desk.office().annual_report_page(desk.viewer(), year).await.map_err(report_fault)
}

fn year_of(text: &str) -> Result<i16, Fault> {
    text.parse().ok().filter(|year| (2008..=2200).contains(year)).ok_or(Fault::NotFound)
}

/// What a page says when the office did not do what was asked.
fn report_fault(failed: ReportFailed) -> Fault {
    match failed {
        ReportFailed::Office(failed) => fault(failed),
        ReportFailed::Refused(Refusal::NotOpened) => Fault::NotFound,
        ReportFailed::Refused(reason @ (Refusal::NotYours(_) | Refusal::OtherAgency)) => {
            Fault::Forbidden(reason.to_string())
        }
        ReportFailed::Refused(reason) => Fault::Conflict(reason.to_string()),
        other => {
            tracing::error!(error = %other, "the report could not be shown");
            Fault::Broken
        }
    }
}

/// What is wrong, as a sentence above the form; other failures are pages of their own. The flag says that somebody else
/// was faster.
fn complaint(failed: ReportFailed) -> Result<(String, bool), Fault> {
    match failed {
        ReportFailed::Office(Failed::Conflict { .. }) => {
            Ok(("您打开这一页之后，年报有了新的变动。您填写的内容都在，请核对后再提交。".to_owned(), true))
        }
        ReportFailed::Office(Failed::Refused(reason)) => Ok((reason.to_string(), false)),
        ReportFailed::Office(failed) => Err(fault(failed)),
        refused @ (ReportFailed::Refused(_) | ReportFailed::Note(_)) => Ok((refused.to_string(), false)),
        other => Err(report_fault(other)),
    }
}

/// What a form on a report carries unseen.
struct Carried {
    version: usize,
    key: CommandKey,
}

impl Carried {
    fn new(page: &ReportPage) -> Carried {
        Carried { version: page.version, key: CommandKey::random() }
    }

    fn sent(submitted: &Submitted) -> Result<Carried, Fault> {
        let version = submitted.get("version").parse().map_err(|_| Fault::Unreadable)?;
        Ok(Carried { version, key: CommandKey::new(submitted.get("key")).map_err(|_| Fault::Unreadable)? })
    }

    /// The same command on what the page shows now.
    fn after(self, conflict: bool, page: &ReportPage) -> Carried {
        if conflict { Carried { version: page.version, ..self } } else { self }
    }
}
