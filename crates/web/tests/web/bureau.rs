//! A small invented bureau: a site in memory under a clock that stands still.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use tower::ServiceExt;
use web::portal::Source;
use web::site::AgencyCard;
use web::token::FormKey;
use web::{BasePath, Site, router};

pub(crate) struct Bureau;

impl Source for Bureau {}

pub(crate) fn site() -> Site {
    let agency = AgencyCard {
        name: "云州市澜江生态环境局".into(),
        address: "云州市澜江区观澜路1号".into(),
        telephone: "0513-5550 0100".into(),
        hours: "工作日 9:00–17:30".into(),
        mail: String::new(),
        site_code: "3206990001".into(),
        filings: vec![],
        fault_report: None,
        demonstration: true,
    };
    let now: Timestamp = "2025-11-19T10:00:00+08:00".parse().unwrap();
    Site::new(agency, Arc::new(move || now), FormKey::new([7; 32]), Arc::new(Bureau))
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

pub(crate) async fn ask(site: Site, request: Request<Body>) -> Answer {
    let response = router(site).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

pub(crate) async fn get(path: &str) -> Answer {
    ask(site(), Request::get(path).body(Body::empty()).unwrap()).await
}

pub(crate) fn under(prefix: &str) -> Site {
    let mut site = site();
    site.base = BasePath::new(prefix).unwrap();
    site
}

impl Answer {
    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

#[expect(dead_code, reason = "the journeys use it")]
pub(crate) fn whole() -> Router {
    router(site())
}
