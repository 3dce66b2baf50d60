//! 台账: the rows that section two of the report counts; entered one by one, or brought in as a table.

mod entry;
mod import;
mod rows;
mod strike;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use casework::ledger::{Kind, Ledger};
use office::Failed;
use office::ledger::LedgerError;

use super::desk::fault;
use crate::fault::Fault;
use crate::look::form::{Choice, Field};
use crate::site::Site;

/// The largest table that is taken, in bytes.
const TABLE_LIMIT: usize = 16 * 1024 * 1024;

/// The addresses of ledgers.
pub(super) fn routes() -> Router<Arc<Site>> {
    let import = get(import::form).post(import::import).layer(DefaultBodyLimit::max(TABLE_LIMIT));
    Router::new()
        .route("/console/ledgers", get(rows::ledgers))
        .route("/console/ledgers/{ledger}", get(rows::rows))
        .route("/console/ledgers/{ledger}/entry", get(entry::form).post(entry::enter))
        .route("/console/ledgers/{ledger}/import", import)
        .route("/console/ledgers/{ledger}/strike", get(strike::form).post(strike::strike))
}

fn ledger_of(code: &str) -> Result<Ledger, Fault> {
    Ledger::of_code(code).ok_or(Fault::NotFound)
}

/// The kinds that rows of a ledger can be of; none where all are of one.
fn kinds(ledger: Ledger) -> &'static [Kind] {
    match ledger {
        Ledger::Items => &Kind::ALL,
        Ledger::Decisions => &Kind::DECIDED,
        Ledger::FeeIncome | Ledger::Procurement | Ledger::Documents => &[],
    }
}

fn kind_field(ledger: Ledger) -> Option<Field> {
    let choices: Vec<Choice> = kinds(ledger).iter().map(|kind| Choice::new(kind.code(), kind.label())).collect();
    (!choices.is_empty()).then(|| Field::menu("kind", "类别", choices))
}

fn ledger_fault(error: LedgerError) -> Fault {
    match error {
        LedgerError::Storage(error) => fault(Failed::Storage(error)),
        LedgerError::NotYours | LedgerError::NotForYou(_) => Fault::Forbidden(error.to_string()),
        other => Fault::Conflict(other.to_string()),
    }
}
