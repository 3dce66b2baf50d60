//! Files that are taken home.

use std::fmt::Write;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::view::Download;
use crate::fault::Fault;
use axum::response::IntoResponse;

/// A file that everybody may have.
pub(super) fn public(download: Download) -> Response {
    answer(download, "public, max-age=300")
}

/// A file of one person.
pub(crate) fn private(download: Download) -> Response {
    answer(download, "no-store")
}

/// Always saved, never shown: a file that somebody uploaded must not run as a page of ours.
fn answer(download: Download, keep: &'static str) -> Response {
    let Ok(disposition) = HeaderValue::from_str(&disposition(&download.name)) else {
        return Fault::Broken.into_response();
    };
    let mut response = Response::new(Body::from(download.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(download.kind));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// RFC 6266: the name in UTF-8, and a plain one for programs that cannot read it.
fn disposition(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing into memory does not fail");
        }
    }
    format!("attachment; filename=\"file.{ending}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(
            disposition("年报\"\r\nx.pdf"),
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%22%0D%0Ax.pdf"
        );
        assert_eq!(disposition(""), "attachment; filename=\"file.\"; filename*=UTF-8''");
    }
}
