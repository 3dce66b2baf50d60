//! 下级机关, for the supervising duty: how the agencies below or guided stand, their published reports, and the year's tables
//! added up. Figures and what is public, nothing of any file.

mod list;
mod report;
mod total;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::fault::Fault;
use crate::site::Site;

const HERE: &str = "/console/supervised";

/// The addresses of supervising.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/supervised", get(list::list))
        .route("/console/supervised/total/{year}", get(total::total))
        .route("/console/supervised/total/{year}/tables.xlsx", get(total::workbook))
        .route("/console/supervised/{agency}/{year}", get(report::report))
}

fn year_of(text: &str) -> Result<i16, Fault> {
    text.parse().ok().filter(|year| (2008..=2200).contains(year)).ok_or(Fault::NotFound)
}
