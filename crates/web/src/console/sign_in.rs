//! Signing in: name and password, then what else is asked for. Signing out.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use office::people::{Knock, PeopleError, SessionToken};
use office::{Failed, Office};

use super::account::next;
use super::desk::{Entrance, fault};
use super::session;
use crate::caller::Caller;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::submitted::{Complaints, Submitted};
use crate::token::{FIELD, FormGuard};
use crate::visit::Visit;

const PURPOSE: &str = "console/sign-in";

#[derive(Template)]
#[template(path = "console/sign-in.html")]
pub(super) struct Door<'v> {
    pub(super) page: Page<'v>,
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) form: Form,
}

pub(super) async fn form(visit: Visit, guard: FormGuard) -> Result<Response, Fault> {
    office(&visit.site)?;
    Ok(draw(&visit, &guard, StatusCode::OK, blank(&visit.site, &guard)))
}

pub(super) async fn sign_in(
    visit: Visit,
    guard: FormGuard,
    Caller(address): Caller,
    headers: HeaderMap,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let office = office(&visit.site)?;
    let back = |status: StatusCode, complaint: String| {
        let form = blank(&visit.site, &guard).filled(&submitted, &Complaints::default()).saying(complaint);
        draw(&visit, &guard, status, form)
    };
    if let Err(reason) = guard.check(&submitted, PURPOSE, SignedDuration::ZERO) {
        return Ok(back(StatusCode::UNPROCESSABLE_ENTITY, reason.to_string()));
    }
    let client = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let knock = Knock {
        login: submitted.get("login").to_owned(),
        password: submitted.get("password").to_owned(),
        address,
        client: client.chars().take(200).collect(),
    };
    match office.people().sign_in(knock, office.moment()).await {
        Ok(token) => on_with(&visit.site, &token).await,
        Err(PeopleError::Storage(error)) => Err(fault(Failed::Storage(error))),
        Err(refused @ PeopleError::Shut(_)) => Ok(back(StatusCode::TOO_MANY_REQUESTS, refused.to_string())),
        Err(refused) => Ok(back(StatusCode::UNPROCESSABLE_ENTITY, refused.to_string())),
    }
}

/// On with a new token, to wherever it leads.
pub(super) async fn on_with(site: &Site, token: &SessionToken) -> Result<Response, Fault> {
    let office = office(site)?;
    let stage = office.people().session(token, office.moment()).await.map_err(super::desk::people_fault)?.stage;
    Ok(with_session(site, token, respond::see(site, next(&stage))))
}

/// An answer that gives the browser this session.
pub(super) fn with_session(site: &Site, token: &SessionToken, mut answer: Response) -> Response {
    answer.headers_mut().append(header::SET_COOKIE, session::given(site, &token.cookie()));
    answer
}

pub(super) async fn sign_out(entrance: Entrance, submitted: Submitted) -> Result<Response, Fault> {
    entrance.check(&submitted, "sign-out").map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    entrance.people().sign_out(&entrance.token, entrance.moment()).await.map_err(super::desk::people_fault)?;
    let mut answer = respond::see(entrance.site(), "/console/sign-in").into_response();
    answer.headers_mut().append(header::SET_COOKIE, session::taken(entrance.site()));
    Ok(answer)
}

fn office(site: &Site) -> Result<&Office, Fault> {
    site.office.as_ref().ok_or(Fault::NotFound)
}

fn blank(site: &Site, guard: &FormGuard) -> Form {
    let fields = vec![
        Field::line("login", "登录名").typed("text", "username").required(),
        Field::line("password", "密码").typed("password", "current-password").required(),
    ];
    Form::new(site.base.to("/console/sign-in"), "登录").hiding(FIELD, guard.token(PURPOSE)).part(Part::new("", fields))
}

fn draw(visit: &Visit, guard: &FormGuard, status: StatusCode, form: Form) -> Response {
    let page = visit.page("登录").private();
    guard.on(respond::page_as(status, &Door { page, title: "登录工作台", lead: "", form }))
}
