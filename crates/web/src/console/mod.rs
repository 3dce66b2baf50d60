//! The pages of the office.
//!
//! A handler parses what came, calls one function of the office and draws the answer. `sign_in` and `account` let people
//! in, `desk` is an officer at a page, `answers` reads forms, `form_page` is a page of one form; each other module is a part of the rail.

mod account;
mod answers;
mod audit;
mod desk;
mod disposal;
mod form_page;
mod ledger;
mod names;
mod overview;
mod people;
mod publication;
mod readings;
mod remedy;
mod report;
mod request;
mod session;
mod sign_in;
mod style;
mod supervised;
mod worklist;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// The addresses under `/console`, written whole: an address leads to its handler by searching for it.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console", get(worklist::worklist))
        .route("/console/overview", get(overview::overview))
        .route("/console/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/console/sign-out", post(sign_in::sign_out))
        .route("/console/style", get(style::style))
        .merge(account::routes())
        .merge(request::routes())
        .merge(ledger::routes())
        .merge(people::routes())
        .merge(audit::routes())
        .merge(publication::routes())
        .merge(report::routes())
        .merge(disposal::routes())
        .merge(remedy::routes())
        .merge(supervised::routes())
}

/// Where forms with files come in: more bytes and more patience.
pub(crate) fn uploads() -> Router<Arc<Site>> {
    request::uploads().merge(publication::uploads())
}
