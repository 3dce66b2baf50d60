//! One request as its page must know it: which site, which address, and how the reader wants to read.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::cookie::{self, Keep};
use crate::page::Page;
use crate::site::Site;

const COOKIE: &str = "gk_elder";
const PARAMETER: &str = "elder";
const A_YEAR: u32 = 365 * 24 * 3600;

/// How the reader wants the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// As they are.
    #[default]
    Usual,
    /// 长辈版: larger type, fewer things.
    Elder,
}

/// One request, as far as pages differ by it.
#[derive(Clone)]
pub struct Visit {
    /// The site.
    pub site: Arc<Site>,
    /// How the reader wants the pages.
    pub mode: Mode,
    /// The path within the site.
    pub path: String,
    /// The query, without the parameter of the mode.
    pub query: String,
}

impl Visit {
    /// What the layout must know about a page that answers this request.
    pub fn page(&self, title: impl Into<String>) -> Page<'_> {
        Page::new(self, title.into())
    }

    pub(crate) fn of(site: Arc<Site>, uri: &Uri, headers: &HeaderMap) -> Visit {
        let query = uri.query().unwrap_or("");
        let mode = wished(query).unwrap_or_else(|| remembered(headers));
        let others: Vec<&str> = query.split('&').filter(|pair| !is_about_mode(pair) && !pair.is_empty()).collect();
        Visit { site, mode, path: uri.path().to_owned(), query: others.join("&") }
    }

    /// The address of this page in the other mode.
    pub(crate) fn in_the_other_mode(&self) -> String {
        let (and, wish) = match self.mode {
            Mode::Usual => ("elder=1", &self.query),
            Mode::Elder => ("elder=0", &self.query),
        };
        let query = if wish.is_empty() { and.to_owned() } else { format!("{wish}&{and}") };
        format!("{}?{query}", self.site.base.to(&self.path))
    }
}

fn is_about_mode(pair: &str) -> bool {
    pair.split('=').next() == Some(PARAMETER)
}

fn wished(query: &str) -> Option<Mode> {
    match query.split('&').rfind(|pair| is_about_mode(pair))? {
        "elder=1" => Some(Mode::Elder),
        _ => Some(Mode::Usual),
    }
}

fn remembered(headers: &HeaderMap) -> Mode {
    if cookie::sent(headers, COOKIE) == Some("1") { Mode::Elder } else { Mode::Usual }
}

/// Keeps the mode that the reader chose by `?elder=1` or `?elder=0`, for all pages and a year.
pub(crate) async fn remember_mode(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let wish = wished(request.uri().query().unwrap_or(""));
    let mut response = next.run(request).await;
    if let Some(mode) = wish {
        let keep = if mode == Mode::Elder { A_YEAR } else { 0 };
        response.headers_mut().append(header::SET_COOKIE, cookie::set(&site, COOKIE, "1", Keep::Seconds(keep)));
    }
    response
}

impl FromRequestParts<Arc<Site>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        Ok(Visit::of(site.clone(), &parts.uri, &parts.headers))
    }
}
