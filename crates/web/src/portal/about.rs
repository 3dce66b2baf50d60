//! Pages about the site itself.

use askama::Template;
use axum::response::Response;

use super::view::ItemCount;
use crate::fault::Fault;
use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/accessibility.html")]
struct AccessibilityPage<'v> {
    page: Page<'v>,
}

#[derive(Template)]
#[template(path = "portal/sitemap.html")]
struct SitemapPage<'v> {
    page: Page<'v>,
    items: Vec<ItemCount>,
}

pub(super) async fn accessibility(visit: Visit) -> Response {
    respond::public(&AccessibilityPage { page: visit.page("无障碍说明") })
}

pub(super) async fn sitemap(visit: Visit) -> Result<Response, Fault> {
    let items = visit.site.portal.items(visit.site.today()).await?;
    Ok(respond::public(&SitemapPage { page: visit.page("网站地图"), items }))
}
