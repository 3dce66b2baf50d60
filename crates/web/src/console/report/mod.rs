//! 年报: the years, the board of one year, what stands behind a number, the texts, and the steps to publishing.

mod board;
mod cell;
mod missing;
mod review;
mod step;
mod text;
mod years;

pub(super) use years::stage;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use casework::annual_report::Refusal;
use law::report::CellId;
use office::annual_report::{ReportFailed, ReportPage};
use office::{CommandKey, Failed};
use rust_decimal::Decimal;

use super::desk::{Desk, fault};
use crate::fault::Fault;
use crate::site::Site;
use crate::submitted::Submitted;

/// The addresses of yearly reports.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/reports", get(years::years).post(years::begin))
        .route("/console/reports/{year}", get(board::board))
        .route("/console/reports/{year}/cells", get(missing::show).post(missing::state))
        .route("/console/reports/{year}/cells/{cell}", get(cell::cell).post(cell::state))
        .route("/console/reports/{year}/text/{section}", get(text::editor).post(text::write))
        .route("/console/reports/{year}/{thing}", get(step::show).post(step::take))
}

/// A figure of a cell as the form prints it: what rose or fell is 「增9」 or 「减1」.
fn printed(cell: CellId, value: Decimal) -> String {
    let value = value.normalize();
    match cell.column {
        "change" if value.is_zero() => "0".to_owned(),
        "change" if value.is_sign_negative() => format!("减{}", value.abs()),
        "change" => format!("增{value}"),
        _ => value.to_string(),
    }
}

/// A figure as people type it: 「减1」, 「−1」, 「1，234」.
fn typed(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !matches!(c, '，' | ',' | ' ')).collect();
    let plain = match plain.strip_prefix(['减', '−', '－']) {
        Some(size) if !size.starts_with('-') => format!("-{size}"),
        _ => plain.trim_start_matches('增').to_owned(),
    };
    plain.parse().ok()
}

/// The report of a year, for those who see figures.
pub(super) async fn open(desk: &Desk, year: i16) -> Result<ReportPage, Fault> {
    desk.office().annual_report_page(desk.viewer(), year).await.map_err(report_fault)
}

fn year_of(text: &str) -> Result<i16, Fault> {
    text.parse().ok().filter(|year| (2008..=2200).contains(year)).ok_or(Fault::NotFound)
}

/// What a page says when the office did not do what was asked.
pub(super) fn report_fault(failed: ReportFailed) -> Fault {
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

#[cfg(test)]
mod tests {
    use casework::annual_report::figure::cell_named;

    use super::*;

    #[test]
    fn what_rose_or_fell_is_printed_as_in_the_form() {
        let said = |name: &str, value: i64| printed(cell_named(name).unwrap(), Decimal::from(value));
        assert_eq!([-1, 9, 0].map(|value| said("proactive.other_services.change", value)), ["减1", "增9", "0"]);
        assert_eq!(said("requests.granted.natural_person", 3), "3");
    }

    #[test]
    fn a_figure_is_read_however_people_type_it() {
        for (text, value) in
            [("减1", Some(-1)), ("−1", Some(-1)), ("-1", Some(-1)), ("增9", Some(9)), ("1，234", Some(1234))]
        {
            assert_eq!(typed(text), value.map(Decimal::from), "{text}");
        }
        for odd in ["", "减", "减-1", "一", "1.2.3", "增增"] {
            assert_eq!(typed(odd), None, "{odd}");
        }
    }
}
