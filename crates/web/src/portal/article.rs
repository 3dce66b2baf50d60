//! 政府信息公开指南 and 政府信息公开制度.

use askama::Template;
use axum::response::Response;

use super::view::{Article, Block, Rules};
use crate::fault::Fault;
use crate::page::Page;
use crate::respond;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "portal/article.html")]
struct ArticlePage<'v> {
    page: Page<'v>,
    article: Article,
}

#[derive(Template)]
#[template(path = "portal/rules.html")]
struct RulesPage<'v> {
    page: Page<'v>,
    rules: Rules,
}

pub(super) async fn guide(visit: Visit) -> Result<Response, Fault> {
    let article = visit.site.portal.guide().await?;
    let page = visit.page("政府信息公开指南").under("guide").with_meta("ColumnName", "政府信息公开指南");
    Ok(respond::public(&ArticlePage { page, article }))
}

pub(super) async fn rules(visit: Visit) -> Result<Response, Fault> {
    let rules = visit.site.portal.rules().await?;
    let page = visit.page("政府信息公开制度").under("rules").with_meta("ColumnName", "政府信息公开制度");
    Ok(respond::public(&RulesPage { page, rules }))
}
