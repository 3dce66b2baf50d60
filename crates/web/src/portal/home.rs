//! The first page of the column.

use askama::Template;
use axum::response::Response;

use super::view::Home;
use crate::fault::Fault;
use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage<'v> {
    page: Page<'v>,
    home: Home,
}

pub(super) async fn home(visit: Visit) -> Result<Response, Fault> {
    let home = visit.site.portal.home(visit.site.today()).await?;
    let agency = &visit.site.agency.name;
    let page = visit
        .page("政府信息公开")
        .under("home")
        .described(format!("{agency}政府信息公开专栏：指南、制度、法定主动公开内容、年报和依申请公开。"))
        .with_meta("ColumnName", "政府信息公开")
        .with_meta("ColumnType", "信息公开");
    Ok(respond::public(&HomePage { page, home }))
}
