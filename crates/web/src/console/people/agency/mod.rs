//! 机构: the agencies of the installation as a tree on any day; what is done to one of them; powers that moved.

mod found;
mod keep;
mod page;
mod power;
mod tree;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use casework::who::{Agency, Subject};
use law::calendar::{Day, in_words};
use law::in_force::InForce;
use office::people::Agencies;

use crate::console::desk::{Desk, people_fault};
use crate::fault::Fault;
use crate::look::form::Choice;
use crate::site::Site;

const HERE: &str = "/console/people/agencies";

/// The addresses of agencies.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/people/agencies", get(tree::tree))
        .route("/console/people/agencies/new", get(found::form).post(found::found))
        .route("/console/people/agencies/power", get(power::form).post(power::moved))
        .route("/console/people/agencies/{agency}", get(page::page))
        .route("/console/people/agencies/{agency}/{thing}", post(keep::keep))
}

/// The agencies, for those who see who is who.
async fn agencies(desk: &Desk) -> Result<Agencies, Fault> {
    if !desk.sees(Subject::Accounts) {
        return Err(Fault::Forbidden(casework::who::NotForYou(Subject::Accounts).to_string()));
    }
    desk.people().all_agencies().await.map_err(people_fault)
}

/// Those that are there today, for a choice.
fn choices(agencies: &Agencies, today: Day, but: Option<Agency>) -> Vec<Choice> {
    let there = agencies.rows.iter().filter(|row| Some(row.agency) != but && row.days.contains(today));
    there.map(|row| Choice::new(row.agency.0.to_string(), &row.name)).collect()
}

/// The number of an agency as a form names it.
fn chosen(text: &str) -> Option<Agency> {
    text.parse().ok().map(Agency)
}

/// 「2019年1月1日至今」.
fn said(days: InForce) -> String {
    match (days.first_day(), days.last_day()) {
        (None, None) => "一直".to_owned(),
        (first, last) => {
            let day = |day: Option<Day>, open: &str| day.map_or_else(|| open.to_owned(), |day| in_words(day, 0));
            format!("{}至{}", day(first, "以前"), day(last, "今"))
        }
    }
}
