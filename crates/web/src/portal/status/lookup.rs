//! Back to one's application by the query code on the receipt.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::SignedDuration;
use law::identifier::half_width;

use super::as_of;
use crate::caller::Caller;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::submitted::{Complaints, Submitted};
use crate::token::{self, FormGuard};
use crate::visit::Visit;

const PURPOSE: &str = "lookup";

#[derive(Template)]
#[template(path = "portal/status/lookup.html")]
struct LookupPage<'v> {
    page: Page<'v>,
    form: Form,
}

pub(crate) async fn lookup(visit: Visit, guard: FormGuard) -> Response {
    guard.on(respond::page(&page(&visit, &guard)))
}

pub(crate) async fn look_up(
    State(site): State<Arc<Site>>,
    visit: Visit,
    guard: FormGuard,
    Caller(from): Caller,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let mut complaints = Complaints::default();
    let mut whole = String::new();
    let code = code(submitted.get("code"));
    match guard.check(&submitted, PURPOSE, SignedDuration::ZERO) {
        Err(not_taken) => whole = not_taken.to_string(),
        Ok(()) if code.is_empty() => complaints.say("code", "请填写查询码"),
        Ok(()) => match site.portal.find(&code, &from, as_of(&site)).await? {
            Some(secret) => return Ok(respond::see(&site, &format!("/status/{}", secret.as_str()))),
            None => complaints.say("code", "没有这个查询码，请对照回执逐位核对"),
        },
    }
    let mut page = page(&visit, &guard);
    page.form = page.form.filled(&submitted, &complaints);
    page.form.complaint = whole;
    Ok(guard.on(respond::page_as(StatusCode::UNPROCESSABLE_ENTITY, &page)))
}

/// As it was printed: capital letters and digits. People type hyphens, blanks and small letters.
fn code(typed: &str) -> String {
    half_width(typed).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(40).collect()
}

fn page<'v>(visit: &'v Visit, guard: &FormGuard) -> LookupPage<'v> {
    let field = Field::line("code", "查询码").required().hint("在提交后的回执上，例如 K7QF-2M9D-XW4T，不分大小写");
    let form = Form::new(visit.site.base.to("/status"), "查询")
        .hiding(token::FIELD, guard.token(PURPOSE))
        .part(Part::new("", vec![field]));
    LookupPage { page: visit.page("查询办理进度").under("apply").with_script("form.js").private(), form }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        assert_eq!(code(" k7qf－2M9D xw4t "), "K7QF2M9DXW4T");
        assert_eq!(code("<>"), "");
    }
}
