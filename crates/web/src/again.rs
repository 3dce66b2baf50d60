//! What somebody had typed when it could not be saved. The page that says so holds all of it and sends it again, under the same
//! key, with one press: nobody types a thing twice because the database was away, on whichever form it was.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, header};

use crate::fault::Fault;
use crate::sent::Typed;
use crate::submitted::Submitted;
use crate::token::FIELD;
use crate::visit::Visit;

/// What a form may send, in bytes; routes that take files say more.
pub(crate) const FORM_LIMIT: usize = 256 * 1024;

/// Forms that ask for passwords and codes, which no page repeats.
const SECRET: [&str; 2] = ["/console/sign-in", "/console/account"];

const FORM: &str = "application/x-www-form-urlencoded";

/// A form as it was sent.
pub(crate) struct Again {
    /// Where it goes.
    pub(crate) action: String,
    /// Everything that it sends.
    pub(crate) fields: Vec<(String, String)>,
    /// What a person wrote of it, to be seen.
    pub(crate) words: Vec<String>,
    /// Files that came along and were not kept: they are to be chosen again.
    pub(crate) files: Vec<Chosen>,
    /// Sent several times, it counts once.
    pub(crate) counts_once: bool,
}

/// What was chosen in one field.
pub(crate) struct Chosen {
    /// The field.
    pub(crate) field: String,
    /// The names of the files: 「“一.pdf”“二.pdf”」.
    pub(crate) names: String,
}

/// The request, and its form where it is one that can be held.
pub(crate) async fn held(request: Request, visit: &Visit) -> Result<(Request, Option<Typed>), Fault> {
    if request.method() != Method::POST || !is_form(request.headers()) || is_secret(&visit.path) {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_LIMIT).await.map_err(|_| Fault::TooLarge)?;
    let copy = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(bytes.clone()));
    let form = match copy {
        Ok(copy) => Submitted::from_request(copy, &()).await.ok(),
        Err(_) => None,
    };
    let form = form.map(|submitted| Typed { submitted, of_files: Vec::new() });
    Ok((Request::from_parts(parts, Body::from(bytes)), form))
}

fn is_form(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(FORM.as_bytes()))
}

fn is_secret(path: &str) -> bool {
    SECRET.iter().any(|secret| path.starts_with(secret))
}

impl Again {
    /// The form that was sent to where the visitor is.
    pub(crate) fn of(visit: &Visit, form: &Typed) -> Again {
        let Typed { submitted, of_files } = form;
        let is_file = |(name, _): &(&str, &str)| of_files.iter().any(|field| field == name);
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let fields: Vec<(String, String)> = submitted.pairs().filter(|pair| !is_file(pair)).map(owned).collect();
        let mut files: Vec<Chosen> = Vec::new();
        for (field, name) in submitted.pairs().filter(is_file) {
            match files.iter_mut().find(|chosen| chosen.field == field) {
                Some(chosen) => chosen.names.extend(["“", name, "”"]),
                None => files.push(Chosen { field: field.to_owned(), names: format!("“{name}”") }),
            }
        }
        let written = |(name, value): &&(String, String)| {
            name != FIELD && value.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        };
        let words = fields.iter().filter(written).map(|(_, value)| value.clone()).collect();
        let counts_once = fields.iter().any(|(name, _)| name == "key");
        Again { action: visit.site.base.to(&visit.path), fields, words, files, counts_once }
    }
}
