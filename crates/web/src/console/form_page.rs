//! A page of one form: the way to it, what it is for, and the form.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::desk::Desk;
use crate::look::form::Form;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/form.html")]
struct FormPage<'v> {
    page: Page<'v>,
    rail: Rail,
    above: (&'static str, String),
    title: &'static str,
    lead: &'static str,
    form: Form,
}

/// What stands around a form.
pub(super) struct Around {
    /// The page to which it belongs: name and path.
    pub(super) above: (&'static str, &'static str),
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
}

impl Around {
    pub(super) fn draw(&self, desk: &Desk, status: StatusCode, form: Form) -> Response {
        let above = (self.above.0, desk.to(self.above.1));
        let (title, lead) = (self.title, self.lead);
        respond::page_as(status, &FormPage { page: desk.page(title), rail: desk.rail(), above, title, lead, form })
    }
}
