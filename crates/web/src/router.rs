//! All addresses of the site, under its prefix, and what is done with every request.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::uri::PathAndQuery;
use axum::http::{StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::get;
use tower::Layer;
use tower::util::MapRequestLayer;
use tower_http::timeout::TimeoutLayer;

use crate::again::FORM_LIMIT;
use crate::base::BasePath;
use crate::fault::{self, Fault};
use crate::sent::{self, UPLOAD_LIMIT};
use crate::site::Site;
use crate::{assets, console, headers, portal, store, visit};

/// A form with files over a slow line: 20 MB at 1 Mbit/s take three minutes.
const UPLOAD_PATIENCE: Duration = Duration::from_mins(5);

/// Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole web of a site: addresses outside of its prefix are not found.
pub fn router(site: Site) -> Router {
    let site = Arc::new(site);
    let base = site.base.clone();
    let uploads = portal::uploads()
        .merge(console::uploads())
        .layer(from_fn(sent::keep))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, UPLOAD_PATIENCE));
    let pages = Router::new()
        .merge(portal::routes().layer(from_fn_with_state(site.clone(), store::keep)))
        .merge(portal::files())
        .merge(console::routes())
        .route("/assets/{name}", get(assets::serve))
        .fallback(async || Fault::NotFound)
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .merge(uploads)
        .layer(from_fn_with_state(site.clone(), visit::remember_mode))
        .layer(from_fn_with_state(site.clone(), fault::pages))
        .layer(from_fn(headers::secure))
        .with_state(site);
    if base.as_str().is_empty() {
        return pages;
    }
    let home = base.to("/");
    let inner = MapRequestLayer::new({
        let base = base.clone();
        move |request| without_prefix(&base, request)
    });
    Router::new()
        .route(base.as_str(), get(async move || Redirect::permanent(&home)))
        .fallback_service(inner.layer(pages))
}

/// Routes know nothing of the prefix. What lies outside of it becomes an address that no route has.
fn without_prefix(base: &BasePath, mut request: Request) -> Request {
    let path = base.within(request.uri().path()).unwrap_or("/-/outside").to_owned();
    let within = match request.uri().query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    if let Ok(within) = PathAndQuery::try_from(within) {
        *request.uri_mut() = Uri::from(within);
    }
    request
}
