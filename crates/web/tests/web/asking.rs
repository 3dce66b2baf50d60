//! Requests to the whole router, and answers as a browser gets them.

use std::sync::{Arc, LazyLock};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;
use web::{Site, router};

use crate::bureau::{self, Bureau};

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

/// One site for all: its assets are packed once.
static SITE: LazyLock<Site> = LazyLock::new(|| bureau::site(Arc::new(Bureau::default())));

pub(crate) fn site() -> Site {
    SITE.clone()
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

/// Opens a form, waits a minute, and sends it with these fields and the hidden ones of the page.
pub(crate) async fn fill(site: &Site, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = ask(site.clone(), Request::get(path).body(Body::empty()).unwrap()).await;
    send(&later(site), path, &page, fields).await
}

/// Sends a form as the page that has it would.
pub(crate) async fn send(site: &Site, path: &str, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let cookie = page.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    let hidden = page.text.split("<input type=\"hidden\" name=\"").skip(1).map(|input| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name, rest.split('"').next().unwrap())
    });
    let pairs: Vec<String> =
        hidden.chain(fields.iter().copied()).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(pairs.join("&")))
        .unwrap();
    ask(site.clone(), request).await
}

/// A file of a form: its field, the name under which it comes, its bytes.
pub(crate) type File<'f> = (&'f str, &'f str, &'f [u8]);

/// The body of a form with files, and its content type, as browsers send it.
pub(crate) fn multipart(fields: &[(String, String)], files: &[File<'_>]) -> (String, Vec<u8>) {
    let boundary = "----gongkai-7d2f";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.bytes());
    }
    for (field, name, content) in files {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// Opens a form, waits a minute, and sends it with these fields and files.
pub(crate) async fn fill_with_files(site: &Site, path: &str, fields: &[(&str, &str)], files: &[File<'_>]) -> Answer {
    let page = ask(site.clone(), Request::get(path).body(Body::empty()).unwrap()).await;
    let cookie = page.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    let hidden = page.text.split("<input type=\"hidden\" name=\"").skip(1).map(|input| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        (name.to_owned(), rest.split('"').next().unwrap().to_owned())
    });
    let fields: Vec<_> =
        hidden.chain(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect();
    let (kind, body) = multipart(&fields, files);
    let request = Request::post(path).header(header::COOKIE, cookie).header(header::CONTENT_TYPE, kind);
    ask(later(site), request.body(Body::from(body)).unwrap()).await
}

/// The same site a minute later.
pub(crate) fn later(site: &Site) -> Site {
    let now = site.now() + jiff::SignedDuration::from_secs(60);
    let mut site = site.clone();
    site.clock = Arc::new(move || now);
    site
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Where the links, scripts and forms of a page lead.
pub(crate) fn addresses(html: &str) -> Vec<&str> {
    [" href=\"", " src=\"", " action=\""]
        .iter()
        .flat_map(|attribute| html.split(attribute).skip(1))
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

impl Answer {
    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
