//! Style sheets and modules: in the binary, under names that change with their content, compressed once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::Embed;
use sm3::{Digest, Sm3};

use crate::fault::Fault;
use crate::look::palette::Palette;
use crate::site::Site;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
struct Files;

/// All assets, by the name under which they are asked for.
pub(crate) struct Assets {
    served: HashMap<String, Asset>,
    hashed: HashMap<String, String>,
}

struct Asset {
    kind: HeaderValue,
    plain: Bytes,
    gzip: Bytes,
}

impl Assets {
    /// The files in the binary, and the sheet with the agency's colour.
    pub(crate) fn new(palette: &Palette) -> Assets {
        let mut assets = Assets { served: HashMap::new(), hashed: HashMap::new() };
        for name in Files::iter() {
            let file = Files::get(&name).expect("a listed file is in the binary");
            assets.add(&name, file.data.into_owned());
        }
        assets.add("colour.css", palette.sheet().into_bytes());
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let Some(kind) = kind_of(name) else { return };
        let digest = hex::encode(Sm3::digest(&bytes));
        let (stem, ending) = name.rsplit_once('.').expect("a name with a kind has an ending");
        let hashed = format!("{stem}.{}.{ending}", &digest[..12]);
        let gzip = gzip(&bytes).into();
        self.served.insert(hashed.clone(), Asset { kind: HeaderValue::from_static(kind), plain: bytes.into(), gzip });
        self.hashed.insert(name.to_owned(), hashed);
    }

    /// The name under which a file of the folder is served. A name that is not there is a mistake in a template; it
    /// leads to a page that is not found rather than to a crash.
    pub(crate) fn hashed(&self, name: &str) -> String {
        self.hashed.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }
}

/// Serves one file. Its name changes with its content, so that whoever has it never asks again.
pub(crate) async fn serve(State(site): State<Arc<Site>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = site.assets().served.get(&name) else { return Fault::NotFound.into_response() };
    let mut response = if accepts_gzip(&headers) {
        ([(header::CONTENT_ENCODING, "gzip")], asset.gzip.clone()).into_response()
    } else {
        (StatusCode::OK, asset.plain.clone()).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, asset.kind.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn kind_of(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}

/// Compresses as far as it goes: it is done once.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into memory does not fail")
}

/// Whether the browser takes gzip: named, and not refused with `q=0`.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let refused = |part: &str| {
            let weight = part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
            weight.is_some_and(|weight| weight <= 0.0)
        };
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip")) && !parts.any(refused)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn gzip_is_sent_only_to_those_who_take_it() {
        assert!(accepts_gzip(&accepting("br, gzip;q=0.8")) && accepts_gzip(&accepting("GZIP")));
        for not in ["br", "gzip;q=0", "gzip; q=0.0", "x-gzip2", "identity"] {
            assert!(!accepts_gzip(&accepting(not)), "{not}");
        }
        assert!(!accepts_gzip(&HeaderMap::new()));
    }

    #[test]
    fn a_name_changes_with_the_content() {
        let mut assets = Assets::new(&Palette::default());
        let before = assets.hashed("look.css");
        assert!(before.starts_with("look.") && before != "look.css");
        assets.add("look.css", b"a{}".to_vec());
        assert_ne!(assets.hashed("look.css"), before);
    }
}
