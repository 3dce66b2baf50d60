//! One published document: what it is, its text, its files, and what belongs to it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use std::sync::Arc;

use super::download;
use super::view::{Block, Publication};
use crate::fault::Fault;
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/publication.html")]
struct PublicationPage<'v> {
    page: Page<'v>,
    publication: Publication,
}

pub(super) async fn publication(visit: Visit, Path(id): Path<String>) -> Result<Response, Fault> {
    let publication = visit.site.portal.publication(&id).await?.ok_or(Fault::NotFound)?;
    let published = format!("{} {}", publication.published_on, publication.published_at);
    let page = visit
        .page(publication.title.clone())
        .under("catalogue")
        .with_script("page.js")
        .with_meta("ColumnName", publication.item.1.clone())
        .with_meta("ArticleTitle", publication.title.clone())
        .with_meta("PubDate", published.trim())
        .with_meta("ContentSource", publication.publisher.clone())
        .with_meta("Keywords", publication.keywords.join("，"))
        .with_meta("Url", visit.site.absolute(&format!("/publications/{id}")));
    Ok(respond::public(&PublicationPage { page, publication }))
}

pub(super) async fn attachment(
    State(site): State<Arc<Site>>,
    Path((id, attachment)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let download = site.portal.attachment(&id, &attachment).await?.ok_or(Fault::NotFound)?;
    Ok(download::public(download))
}
