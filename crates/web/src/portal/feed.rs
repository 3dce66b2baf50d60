//! What programs read: the feed of the latest documents, the map for search engines, and what they may not follow.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use law::calendar::Day;

use super::view::{Catalogue, From, Listed};
use crate::fault::Fault;
use crate::site::Site;

#[derive(Template)]
#[template(path = "portal/feed.xml")]
struct Feed<'s> {
    site: &'s Site,
    rows: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "portal/sitemap.xml")]
struct Sitemap<'s> {
    site: &'s Site,
    permalinks: Vec<(String, Day)>,
}

pub(super) async fn feed(State(site): State<Arc<Site>>) -> Result<Response, Fault> {
    let listing = site.portal.catalogue(Catalogue::default(), From::Start).await?;
    let feed = Feed { site: &site, rows: listing.rows };
    Ok(answer(&feed, "application/atom+xml; charset=utf-8"))
}

pub(super) async fn sitemap(State(site): State<Arc<Site>>) -> Result<Response, Fault> {
    let permalinks = site.portal.permalinks().await?;
    Ok(answer(&Sitemap { site: &site, permalinks }, "application/xml; charset=utf-8"))
}

pub(super) async fn robots(State(site): State<Arc<Site>>) -> Response {
    let private =
        ["/console", "/status", "/apply/form", "/search"].map(|path| format!("Disallow: {}\n", site.base.to(path)));
    let text = format!("User-agent: *\n{}Sitemap: {}\n", private.concat(), site.absolute("/sitemap.xml"));
    let mut response = text.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

impl Feed<'_> {
    /// The instant of the newest entry: midnight of its day, where the agency is.
    fn updated(&self) -> String {
        self.rows
            .iter()
            .map(|row| row.published_on)
            .max()
            .map_or_else(|| self.site.now().to_string(), |day| self.instant(&day))
    }

    fn instant(&self, day: &Day) -> String {
        let midnight = day.to_zoned_datetime(self.site.zone.clone());
        midnight.map_or_else(|_| self.site.now().to_string(), |midnight| midnight.timestamp().to_string())
    }
}

fn answer(template: &impl Template, kind: &'static str) -> Response {
    match template.render() {
        Ok(text) => {
            let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=300")];
            (headers, text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a feed could not be written");
            Fault::Broken.into_response()
        }
    }
}
