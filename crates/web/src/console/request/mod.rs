//! 申请: the list, registering, the page of a file, and the pages of its steps.

mod applicant;
mod entry;
mod file;
mod letters;
mod list;
mod offers;
mod papers;
mod registration;
mod search;
mod step;
pub(super) mod words;

pub(super) use list::numbered;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// The addresses of applications. What a step makes is a thing with an address of its own.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/requests", get(list::list))
        .route("/console/requests/search", get(search::form).post(search::search))
        .route("/console/requests/registration", get(registration::form))
        .route("/console/requests/{id}", get(file::file))
        .route("/console/requests/{id}/applicant", post(applicant::open))
        .route("/console/requests/{id}/entries/{entry}", get(entry::entry))
        .route("/console/requests/{id}/entries/{entry}/amendment", get(step::show_right).post(step::take_right))
        .route("/console/requests/{id}/letters/{name}", get(letters::letter))
        .route("/console/requests/{id}/papers/{entry}/{index}", get(papers::paper))
        .route("/console/requests/{id}/review", get(step::review).post(step::reviewed))
        .route("/console/requests/{id}/worked-on", get(step::show_worked_on))
        .route("/console/requests/{id}/{thing}", get(step::show))
}

/// Where forms with files come in.
pub(super) fn uploads() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/requests/registration", post(registration::register))
        .route("/console/requests/{id}/worked-on", post(step::take_worked_on))
        .route("/console/requests/{id}/{thing}", post(step::take))
}
