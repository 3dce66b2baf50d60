//! One request to the console: who asks, of which office, and what every page needs from both.
//!
//! [`Entrance`] is somebody whose password was right, however far in; [`Desk`] is an officer who is all the way in. No page
//! of the office is drawn without one.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use casework::who::{Reach, Subject, Viewer};
use jiff::SignedDuration;
use law::calendar::Day;
use office::people::{Moment, People, PeopleError, Session, SessionToken, Stage};
use office::waiting::{MOST, Waiting};
use office::{Failed, Office, StorageError};

use super::names::Names;
use super::session;
use crate::fault::Fault;
use crate::look::rail::{Part, Pressing, Rail};
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::submitted::Submitted;
use crate::token::{FIELD, NotTaken};
use crate::visit::Visit;

/// Somebody whose password was right.
pub(super) struct Entrance {
    pub(super) visit: Visit,
    pub(super) session: Session,
    pub(super) token: SessionToken,
    office: Office,
    waiting: Waiting,
}

/// Somebody of the office at a page.
pub(super) struct Desk {
    pub(super) visit: Visit,
    pub(super) entrance: Session,
    pub(super) token: SessionToken,
    viewer: Viewer,
    office: Office,
    waiting: Waiting,
}

impl Entrance {
    pub(super) fn people(&self) -> &People {
        self.office.people()
    }

    pub(super) fn moment(&self) -> Moment {
        self.office.moment()
    }

    pub(super) fn site(&self) -> &Site {
        &self.visit.site
    }

    pub(super) fn to(&self, path: &str) -> String {
        self.site().base.to(path)
    }

    pub(super) fn page(&self, title: impl Into<String>) -> Page<'_> {
        self.visit.page(title).private()
    }

    pub(super) fn form_token(&self, purpose: &str) -> String {
        issued(self.site(), &self.token, purpose)
    }

    pub(super) fn check(&self, submitted: &Submitted, purpose: &str) -> Result<(), NotTaken> {
        checked(self.site(), &self.token, submitted, purpose)
    }

    /// The navigation of somebody who is not all the way in: the way out alone.
    pub(super) fn rail(&self) -> Rail {
        match &self.session.stage {
            Stage::In(viewer) => rail(&self.visit, &self.office, &self.session.name, viewer, &self.token, self.waiting),
            _ => Rail {
                home: self.to("/console"),
                person: Some(self.session.name.clone()),
                sign_out: Some((self.to("/console/sign-out"), self.form_token("sign-out"))),
                ..Rail::default()
            },
        }
    }
}

impl Desk {
    pub(super) fn office(&self) -> &Office {
        &self.office
    }

    pub(super) fn people(&self) -> &People {
        self.office.people()
    }

    pub(super) fn moment(&self) -> Moment {
        self.office.moment()
    }

    pub(super) fn viewer(&self) -> &Viewer {
        &self.viewer
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
        Names::of(self.people(), &self.viewer, self.today()).await.map_err(people_fault)
    }

    pub(super) fn rail(&self) -> Rail {
        rail(&self.visit, &self.office, &self.entrance.name, &self.viewer, &self.token, self.waiting)
    }

    /// Whether this person sees anything of the kind at all.
    pub(super) fn sees(&self, subject: Subject) -> bool {
        self.viewer.reach(subject, self.today()) != Reach::Nothing
    }

    /// The token of a form on this page, good for this session alone.
    pub(super) fn form_token(&self, purpose: &str) -> String {
        issued(self.site(), &self.token, purpose)
    }

    /// What a form says, where this session was given the form and no field is wrong; otherwise the sentence over the form that
    /// comes back, which is empty where its fields say enough.
    pub(super) fn given<T>(&self, submitted: &Submitted, purpose: &str, said: Option<T>) -> Result<T, String> {
        self.check(submitted, purpose).map_err(|reason| reason.to_string())?;
        said.ok_or_else(String::new)
    }

    /// Whether the form that came in is one that this session was given.
    pub(super) fn check(&self, submitted: &Submitted, purpose: &str) -> Result<(), NotTaken> {
        checked(self.site(), &self.token, submitted, purpose)
    }
}

fn issued(site: &Site, token: &SessionToken, purpose: &str) -> String {
    site.form_key.issue(&token.cookie(), purpose, site.now())
}

fn checked(site: &Site, token: &SessionToken, submitted: &Submitted, purpose: &str) -> Result<(), NotTaken> {
    let age = site.form_key.check(&token.cookie(), purpose, submitted.get(FIELD), site.now());
    age.map(|_: SignedDuration| ())
}

/// The navigation: the parts that this person has any use for, with what waits in them.
fn rail(visit: &Visit, office: &Office, name: &str, viewer: &Viewer, token: &SessionToken, waiting: Waiting) -> Rail {
    let site = &visit.site;
    let today = office.today();
    let part = |name, path: &str, exact: bool| {
        let current = visit.path == path || (!exact && visit.path.starts_with(&format!("{path}/")));
        Part { name, href: site.base.to(path), waiting: String::new(), current }
    };
    let sees = |subject| viewer.reach(subject, today) != Reach::Nothing;
    let waits = |mut part: Part, count: usize| {
        part.waiting = if count == 0 { String::new() } else { shown(count) };
        part
    };
    let Waiting { overdue, today: due_today, reviews, publications, reports } = waiting;
    let mut parts = vec![waits(part("工作台", "/console", true), overdue + due_today + reviews)];
    if matches!(viewer.reach(Subject::Figures, today), Reach::Agency | Reach::Supervised) {
        parts.push(part("概览", "/console/overview", false));
    }
    if sees(Subject::File) {
        parts.push(part("申请", "/console/requests", false));
        parts.push(waits(part("信息", "/console/publications", false), publications));
    }
    if viewer.reach(Subject::File, today) == Reach::Agency {
        parts.push(part("销毁", "/console/disposals", false));
    }
    if sees(Subject::Figures) {
        parts.push(part("台账", "/console/ledgers", false));
    }
    if matches!(viewer.reach(Subject::Figures, today), Reach::Agency | Reach::Supervised) {
        parts.push(part("复议诉讼", "/console/remedies", false));
    }
    if office.sees_reports(viewer) {
        parts.push(waits(part("年报", "/console/reports", false), reports));
    }
    if office.supervises(viewer) {
        parts.push(part("下级机关", "/console/supervised", false));
    }
    if sees(Subject::Accounts) {
        parts.push(part("机构与用户", "/console/people", false));
    }
    if sees(Subject::SecurityLog) {
        parts.push(part("审计", "/console/audit", false));
    }
    let duties: Vec<&str> = viewer.duties(today).into_iter().map(casework::who::Duty::label).collect();
    let pressing = [
        ("已超期", overdue, "/console?which=overdue", true),
        ("今天到期", due_today, "/console?which=today", true),
        ("待我审核", reviews, "/console?which=review", false),
    ];
    let pressing = pressing.into_iter().filter(|(_, count, ..)| *count > 0);
    Rail {
        home: site.base.to("/console"),
        parts,
        pressing: pressing
            .map(|(name, count, path, late)| Pressing { name, count: shown(count), href: site.base.to(path), late })
            .collect(),
        person: Some(if duties.is_empty() { name.to_owned() } else { format!("{name} · {}", duties.join("、")) }),
        account: vec![
            ("我的账号".to_owned(), site.base.to("/console/account")),
            ("代理".to_owned(), site.base.to("/console/substitutes")),
        ],
        sign_out: Some((site.base.to("/console/sign-out"), issued(site, token, "sign-out"))),
    }
}

/// A count as it is shown: one that was broken off is 「99+」.
fn shown(count: usize) -> String {
    if count >= MOST { format!("{}+", MOST - 1) } else { count.to_string() }
}

/// What waits for whoever is all the way in. Where it cannot be counted, the page itself will say that the record is away.
async fn waiting(office: &Office, session: &Session) -> Waiting {
    match &session.stage {
        Stage::In(viewer) => office.waiting(viewer).await.unwrap_or_default(),
        _ => Waiting::default(),
    }
}

impl FromRequestParts<Arc<Site>> for Entrance {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let visit = Visit::of(site.clone(), &parts.uri, &parts.headers);
        let office = site.office.clone().ok_or_else(|| Fault::NotFound.into_response())?;
        let Some(token) = session::sent(site, &parts.headers).and_then(SessionToken::read) else {
            return Err(not_in(site, &parts.method));
        };
        match office.people().session(&token, office.moment()).await {
            Ok(session) => {
                let waiting = waiting(&office, &session).await;
                Ok(Entrance { visit, session, token, office, waiting })
            }
            Err(PeopleError::Storage(error)) => Err(fault(Failed::Storage(error)).into_response()),
            Err(_) => Err(not_in(site, &parts.method)),
        }
    }
}

impl FromRequestParts<Arc<Site>> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        let Entrance { visit, session, token, office, waiting } = Entrance::from_request_parts(parts, site).await?;
        match session.stage.clone() {
            Stage::In(viewer) => Ok(Desk { visit, entrance: session, token, viewer, office, waiting }),
            stage => Err(respond::see(site, super::account::next(&stage))),
        }
    }
}

/// To the door; what was typed is not lost, for browsers keep it when one goes back.
fn not_in(site: &Site, method: &Method) -> Response {
    if method == Method::GET || method == Method::HEAD {
        return respond::see(site, "/console/sign-in");
    }
    let said = "登录已到时限，这一步没有保存。请在另一个窗口登录，再返回上一页重新提交，填写的内容还在。";
    Fault::Forbidden(said.to_owned()).into_response()
}

/// What a page says when the office did not do what was asked.
pub(super) fn fault(failed: Failed) -> Fault {
    match failed {
        Failed::NotFound => Fault::NotFound,
        Failed::NotForYou(reason) => Fault::Forbidden(reason.to_string()),
        Failed::Refused(reason) => Fault::Conflict(reason.to_string()),
        Failed::Disposal(reason) => Fault::Conflict(reason.to_string()),
        erased if erased.is_erased() => Fault::Conflict(format!("{}，不能再打开。", office::disposal::GONE)),
        conflict @ Failed::Conflict { .. } => Fault::Conflict(conflict.to_string()),
        Failed::Invalid(wrong) => Fault::Conflict(wrong.to_string()),
        Failed::Storage(error) => {
            tracing::error!(%error, "the record does not answer");
            match error {
                StorageError::Away(_) => Fault::Away,
                error if error.passes() => Fault::Unsaved(format!("{error}。")),
                _ => Fault::Broken,
            }
        }
        store if store.is_of_the_store() => Fault::StoreAway,
        other => {
            tracing::error!(error = %other, "the console could not do what was asked");
            Fault::Broken
        }
    }
}

/// The same of what is about people.
pub(super) fn people_fault(error: PeopleError) -> Fault {
    match error {
        PeopleError::Storage(error) => fault(Failed::Storage(error)),
        other => Fault::Forbidden(other.to_string()),
    }
}
