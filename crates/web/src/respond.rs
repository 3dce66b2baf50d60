//! Answers: a page, or the way to the next one.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::fault::Fault;
use crate::site::Site;

/// A page. How long it may be kept is for the handler to say ([`public`], [`private`]).
pub fn page(template: &impl Template) -> Response {
    page_as(StatusCode::OK, template)
}

/// A page with another status, such as 422 for a form that comes back.
pub fn page_as(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be drawn");
            Fault::Broken.into_response()
        }
    }
}

/// A page that is the same for everybody who reads in the same mode: stores between may keep it for a minute.
pub fn public(template: &impl Template) -> Response {
    let mut response = page(template);
    if response.status() == StatusCode::OK {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
        headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-encoding"));
    }
    response
}

/// A page of one person, which nobody keeps.
pub fn private(template: &impl Template) -> Response {
    let mut response = page(template);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// After a form was taken: look at this page (303, so that going back does not send it again).
pub fn see(site: &Site, path: &str) -> Response {
    match HeaderValue::try_from(site.base.to(path)) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => Fault::Broken.into_response(),
    }
}
