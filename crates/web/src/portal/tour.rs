//! 导览: the thread of the demonstration in ten steps, for whoever sees the program for the first time. No other site has it.

use askama::Template;
use axum::response::Response;

use crate::fault::Fault;
use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

/// What a guest of the demonstration is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    /// The accounts: the login, and who that is.
    pub accounts: Vec<(String, String)>,
    /// The password of all of them.
    pub password: String,
}

#[derive(Template)]
#[template(path = "portal/tour.html")]
struct TourPage<'v> {
    page: Page<'v>,
    tour: Tour,
    year: i16,
}

pub(super) async fn tour(visit: Visit) -> Result<Response, Fault> {
    let tour = visit.site.tour.clone().ok_or(Fault::NotFound)?;
    let year = visit.site.today().year();
    Ok(respond::public(&TourPage { page: visit.page("十步看完一条线"), tour, year }))
}
