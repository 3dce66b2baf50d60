//! The public's pages, kept ready and compressed for two seconds: under load a page is drawn once and not for each reader,
//! and nobody reads anything older than that.
//!
//! Only what a handler has marked as the same for everybody (`public`) is kept. One that is being drawn is waited for.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use moka::future::Cache;

use crate::assets::{accepts_gzip, gzip};
use crate::fault::Fault;
use crate::site::Site;
use crate::visit::{Mode, Visit};

/// How old a kept page may be.
const FRESH: Duration = Duration::from_secs(2);
/// How much is kept, in bytes.
const ROOM: u64 = 64 * 1024 * 1024;
/// The largest page that is kept.
const LARGEST: usize = 8 * 1024 * 1024;
/// Below this many bytes compressing is not worth it.
const SMALL: usize = 512;

/// Pages by what they differ by.
#[derive(Clone, Debug)]
pub(crate) struct Store(Cache<Key, Option<Arc<Kept>>>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    mode: Mode,
}

#[derive(Debug)]
struct Kept {
    headers: HeaderMap,
    plain: Bytes,
    gzip: Option<Bytes>,
    tag: HeaderValue,
}

impl Default for Store {
    fn default() -> Store {
        let weigh = |key: &Key, kept: &Option<Arc<Kept>>| {
            let bytes = kept.as_ref().map_or(0, |kept| kept.plain.len() + kept.gzip.as_ref().map_or(0, Bytes::len));
            u32::try_from(bytes + key.address.len() + 256).unwrap_or(u32::MAX)
        };
        Store(Cache::builder().max_capacity(ROOM).time_to_live(FRESH).weigher(weigh).build())
    }
}

/// Answers from what is kept, or keeps what is answered.
pub(crate) async fn keep(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let visit = Visit::of(Arc::clone(&site), request.uri(), request.headers());
    let key = Key { address: format!("{}?{}", visit.path, visit.query), mode: visit.mode };
    let (wanted, zipped) = (request.headers().get(header::IF_NONE_MATCH).cloned(), accepts_gzip(request.headers()));
    let mut answered = None;
    let store = site.store();
    let kept = store
        .0
        .get_with(key.clone(), async {
            let response = next.run(request).await;
            match kept(response).await {
                Ok(kept) => Some(Arc::new(kept)),
                Err(other) => {
                    answered = Some(other);
                    None
                }
            }
        })
        .await;
    match (kept, answered) {
        (Some(kept), _) => answer(&kept, wanted.as_ref(), zipped),
        (None, Some(answered)) => {
            store.0.invalidate(&key).await;
            *answered
        }
        // Somebody else has just learnt that it cannot be kept: the reader asks again, which is rare.
        (None, None) => Fault::Away.into_response(),
    }
}

/// The page in both forms, or what is not to be kept as it came.
async fn kept(response: Response) -> Result<Kept, Box<Response>> {
    let public = response
        .headers()
        .get(header::CACHE_CONTROL)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("public"));
    if response.status() != StatusCode::OK || !public || response.headers().contains_key(header::SET_COOKIE) {
        return Err(Box::new(response));
    }
    let (parts, body) = response.into_parts();
    let plain = to_bytes(body, LARGEST).await.map_err(|_: axum::Error| Box::new(Fault::Broken.into_response()))?;
    let text = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/") || kind.contains("xml") || kind.contains("json"));
    let gzip = (text && plain.len() >= SMALL).then(|| Bytes::from(gzip(&plain)));
    let tag = HeaderValue::try_from(format!("\"{:016x}\"", fingerprint(&plain))).expect("digits are plain letters");
    Ok(Kept { headers: parts.headers, plain, gzip, tag })
}

fn answer(kept: &Kept, wanted: Option<&HeaderValue>, zipped: bool) -> Response {
    let unchanged = wanted.is_some_and(|wanted| wanted.to_str().is_ok_and(|tags| tags.contains(&*tag_of(kept))));
    let (status, body, encoding) = match &kept.gzip {
        _ if unchanged => (StatusCode::NOT_MODIFIED, Body::empty(), None),
        Some(gzip) if zipped => (StatusCode::OK, Body::from(gzip.clone()), Some(HeaderValue::from_static("gzip"))),
        _ => (StatusCode::OK, Body::from(kept.plain.clone()), None),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.clone_from(&kept.headers);
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::ETAG, kept.tag.clone());
    headers.entry(header::VARY).or_insert(HeaderValue::from_static("cookie, accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, encoding);
    }
    response
}

fn tag_of(kept: &Kept) -> String {
    kept.tag.to_str().unwrap_or_default().to_owned()
}

/// Tells contents apart; nobody is kept from making two alike, which would only harm himself.
fn fingerprint(bytes: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
