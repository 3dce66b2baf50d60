//! 机构与用户: units, accounts, duties. Who may do what of it is decided where it is done; each of the three administrators
//! finds here what is his.

mod add;
mod agency;
mod factor;
mod group;
mod list;
mod person;
mod substitute;
mod unit;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use office::people::PeopleError;

use super::desk::people_fault;
use crate::fault::Fault;
use crate::site::Site;

/// The addresses of people and units.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/people", get(list::list))
        .route("/console/people/account", get(add::account_form).post(add::account))
        .route("/console/people/unit", get(add::unit_form).post(add::unit))
        .route("/console/people/unit/{unit}", get(unit::closing).post(unit::close))
        .route("/console/people/factor", get(factor::required).post(factor::require))
        .route("/console/people/group", get(group::group).post(group::add))
        .route("/console/people/group/end", post(group::end))
        .route("/console/substitutes", get(substitute::substitutes).post(substitute::appoint))
        .route("/console/substitutes/end", post(substitute::end))
        .merge(agency::routes())
        .route("/console/people/{account}", get(person::person))
        .route("/console/people/{account}/duty", post(person::give_duty))
        .route("/console/people/{account}/duty/end", post(person::end_duty))
        .route("/console/people/{account}/act", post(person::act))
}

/// What was refused, as a sentence above the form; failures of the database are pages of their own.
fn said(error: PeopleError) -> Result<String, Fault> {
    match error {
        PeopleError::Storage(_) => Err(people_fault(error)),
        other => Ok(other.to_string()),
    }
}
