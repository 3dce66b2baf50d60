//! The first page of the column.

use askama::Template;
use axum::response::Response;

use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage<'v> {
    page: Page<'v>,
}

pub(super) async fn home(visit: Visit) -> Response {
    respond::public(&HomePage { page: visit.page("政府信息公开").under("home") })
}
