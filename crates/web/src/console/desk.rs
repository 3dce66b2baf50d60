//! One request to the console: who asks, of which office, and what every page needs from both.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use casework::who::{Subject, Viewer};
use jiff::SignedDuration;
use law::calendar::Day;
use office::{Failed, Office};

use super::door::{Console, Names, Officer, Shut};
use super::session;
use crate::fault::Fault;
use crate::look::rail::{Part, Rail};
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::submitted::Submitted;
use crate::token::{FIELD, NotTaken};
use crate::visit::Visit;

/// Somebody of the office at a page.
pub(super) struct Desk {
    pub(super) visit: Visit,
    pub(super) officer: Officer,
    console: Arc<Console>,
    session: String,
}

impl Desk {
    pub(super) fn office(&self) -> &Office {
        &self.console.office
    }

    pub(super) fn viewer(&self) -> &Viewer {
        &self.officer.viewer
    }

    pub(super) fn today(&self) -> Day {
        self.office().today()
    }

    pub(super) fn site(&self) -> &Site {
        &self.visit.site
    }

    /// A page of the console; nobody between stores it.
    pub(super) fn page(&self, title: impl Into<String>) -> Page<'_> {
        self.visit.page(title).private()
    }

    pub(super) fn to(&self, path: &str) -> String {
        self.site().base.to(path)
    }

    pub(super) async fn names(&self) -> Result<Names, Fault> {
        self.console.door.names(self.viewer()).await.map_err(|_| Fault::Away)
    }

    /// The navigation: the parts that this person has any use for.
    pub(super) fn rail(&self) -> Rail {
        let part = |name, path: &str, exact: bool| {
            let here = &self.visit.path;
            let current = here == path || (!exact && here.starts_with(&format!("{path}/")));
            Part { name, href: self.to(path), waiting: 0, current }
        };
        let mut parts = Vec::new();
        if self.sees(Subject::File) {
            parts.push(part("工作台", "/console", true));
            parts.push(part("申请", "/console/requests", false));
        }
        Rail {
            home: self.to("/console"),
            parts,
            person: Some(self.presented()),
            account: Vec::new(),
            sign_out: Some((self.to("/console/sign-out"), self.token("sign-out"))),
        }
    }

    /// Whether this person sees anything of the kind at all.
    pub(super) fn sees(&self, subject: Subject) -> bool {
        self.viewer().reach(subject, self.today()) != casework::who::Reach::Nothing
    }

    /// 「陈某 · 受理人员、公开办工作人员」.
    fn presented(&self) -> String {
        let duties: Vec<&str> = self.viewer().duties(self.today()).into_iter().map(|duty| duty.label()).collect();
        if duties.is_empty() {
            self.officer.name.clone()
        } else {
            format!("{} · {}", self.officer.name, duties.join("、"))
        }
    }

    /// The token of a form on this page, good for this session alone.
    pub(super) fn token(&self, purpose: &str) -> String {
        self.site().form_key.issue(&self.session, purpose, self.site().now())
    }

    /// Whether the form that came in is one that this session was given.
    pub(super) fn check(&self, submitted: &Submitted, purpose: &str) -> Result<SignedDuration, NotTaken> {
        self.site().form_key.check(&self.session, purpose, submitted.get(FIELD), self.site().now())
    }
}

impl FromRequestParts<Arc<Site>> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let visit = Visit::of(site.clone(), &parts.uri, &parts.headers);
        let console = site.console.clone().ok_or_else(|| Fault::NotFound.into_response())?;
        let session = session::sent(site, &parts.headers).unwrap_or_default().to_owned();
        match console.door.officer(&session, site.now()).await {
            Ok(officer) => Ok(Desk { visit, officer, console, session }),
            Err(Shut::Away) => Err(Fault::Away.into_response()),
            Err(Shut::SignIn) if parts.method == Method::GET => Err(respond::see(site, "/console/sign-in")),
            Err(Shut::SignIn) => Err(Fault::Forbidden(
                "登录已到时限，这一步没有保存。请在另一个窗口登录，再返回上一页重新提交，填写的内容还在。".to_owned(),
            )
            .into_response()),
        }
    }
}

/// What a page says when the office did not do what was asked.
pub(super) fn fault(failed: Failed) -> Fault {
    match failed {
        Failed::NotFound => Fault::NotFound,
        Failed::NotForYou(reason) => Fault::Forbidden(reason.to_string()),
        Failed::Refused(reason) => Fault::Conflict(reason.to_string()),
        conflict @ Failed::Conflict { .. } => Fault::Conflict(conflict.to_string()),
        Failed::Invalid(_) => Fault::Unreadable,
        Failed::Storage(error) => {
            tracing::error!(%error, "the record does not answer");
            Fault::Away
        }
        other => {
            tracing::error!(error = %other, "the console could not do what was asked");
            Fault::Broken
        }
    }
}
