//! How an application stands, for its applicant: the answer first, then the clock, then what happened. Whoever has the
//! secret is the applicant; nothing here is stored by anybody between.

pub(super) mod act;
mod lookup;
mod words;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use law::calendar::{Day, in_words};
use law::request::clock::{Application, Clock, Standing, Step};
use law::request::practice::Practice;
use office::disposal::GONE;
use std::sync::Arc;

use super::download;
use super::source::Secret;
use super::view::AsOf;
use crate::fault::Fault;
use crate::look::qr::Qr;
use crate::look::ribbon::Ribbon;
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;
use crate::site::Site;
use crate::visit::Visit;
pub use act::{Act, NotDone};
pub(super) use lookup::{look_up, lookup};

/// An application as its applicant may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its number in the register: 「澜环公开申〔2025〕27号」; empty until its day of receipt is certain.
    pub number: String,
    /// The query code on the receipt, without hyphens.
    pub code: String,
    /// What is asked for, in the applicant's own words, shortened.
    pub subject: String,
    /// The day on which it was sent.
    pub submitted_on: Day,
    /// The law's clock at the end of today.
    pub clock: Clock,
    /// The facts that the clock was read from.
    pub application: Application,
    /// What the agency holds where practice differs.
    pub practice: Practice,
    /// What happened that the applicant may know, in short sentences, the latest first: confirmed, handed to a section,
    /// others asked and answered, replied. Sending it is added here; the clock's own explanation stands apart.
    pub happened: Vec<Happened>,
    /// How the answer will come: 「邮寄到您登记的地址」.
    pub way: String,
    /// The letters that went out, in order of date.
    pub letters: Vec<Letter>,
    /// Until when the applicant is asked to say why so much is applied for (Art. 35).
    pub reasons_by: Option<Day>,
    /// Whether the applicant may withdraw now.
    pub may_withdraw: bool,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The day.
    pub on: Day,
    /// In words for the applicant.
    pub text: String,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its id in the address.
    pub id: String,
    /// Its title: 「政府信息公开申请答复书」.
    pub title: String,
    /// When it went out.
    pub on: Day,
}

#[derive(Template)]
#[template(path = "portal/status/status.html")]
struct StatusPage<'v> {
    page: Page<'v>,
    secret: Secret,
    status: Status,
    heading: String,
    explanation: Vec<String>,
    ribbon: Option<Ribbon>,
    timeline: Timeline,
}

#[derive(Template)]
#[template(path = "portal/status/receipt.html")]
struct ReceiptPage<'v> {
    page: Page<'v>,
    secret: Secret,
    status: Status,
    address: String,
    qr: Option<Qr>,
}

pub(super) async fn status(visit: Visit, Path(secret): Path<String>) -> Result<Response, Fault> {
    let (secret, status) = opened(&visit.site, &secret).await?;
    let heading = if status.is_gone() { GONE.to_owned() } else { words::heading(&status.clock) };
    let page = StatusPage {
        page: visit.page(heading.clone()).under("apply").with_script("page.js").private(),
        explanation: if status.is_gone() {
            vec!["申请的内容和文书不能再查看，办理经过如下。".to_owned()]
        } else {
            words::explanation(&status, visit.site.calendar())
        },
        ribbon: Ribbon::of_clock(&status.clock, &status.application, &status.practice, visit.site.calendar()),
        timeline: timeline(&status),
        heading,
        secret,
        status,
    };
    Ok(respond::private(&page))
}

pub(super) async fn receipt(visit: Visit, Path(secret): Path<String>) -> Result<Response, Fault> {
    let (secret, status) = opened(&visit.site, &secret).await?;
    let address = visit.site.absolute(&format!("/status/{}", secret.as_str()));
    let qr = Qr::of(&address, "二维码：打开办理进度页面").ok();
    let page = visit.page("已收到您的申请").under("apply").with_script("page.js").private();
    Ok(respond::private(&ReceiptPage { page, secret, status, address, qr }))
}

pub(super) async fn letter(
    State(site): State<Arc<Site>>,
    Path((secret, letter)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let secret = Secret::parse(&secret).ok_or(Fault::NotFound)?;
    let letter = site.portal.letter(&secret, &letter, as_of(&site)).await?.ok_or(Fault::NotFound)?;
    Ok(download::private(letter))
}

/// The application that a secret opens. A wrong secret and none are the same answer.
async fn opened(site: &Site, secret: &str) -> Result<(Secret, Status), Fault> {
    let secret = Secret::parse(secret).ok_or(Fault::NotFound)?;
    let status = site.portal.status(&secret, as_of(site)).await?.ok_or(Fault::NotFound)?;
    Ok((secret, status))
}

fn as_of(site: &Site) -> AsOf {
    AsOf { now: site.now(), today: site.today() }
}

/// The latest first; above it what is owed next.
fn timeline(status: &Status) -> Timeline {
    let year = status.clock.as_of.year();
    let mut entries: Vec<Entry> = words::owed(status).into_iter().collect();
    let mut past: Vec<Entry> = status.happened.iter().map(|one| Entry::on(one.on, year, &*one.text)).collect();
    past.push(Entry::on(status.submitted_on, year, "提交申请"));
    past.sort_by_key(|entry| std::cmp::Reverse(entry.day)); // stable: of one day, as the source has them
    entries.extend(past);
    Timeline { entries }
}

impl Status {
    /// Its words were destroyed.
    fn is_gone(&self) -> bool {
        self.subject == GONE
    }
}

impl StatusPage<'_> {
    fn to(&self, rest: &str) -> String {
        self.page.to(format!("/status/{}{rest}", self.secret.as_str()))
    }

    /// The question that people ask about the due date.
    fn why(&self) -> String {
        match (&self.status.clock.standing, self.status.clock.due_on) {
            (Standing::Closed(_), _) | (_, None) => "期限是怎么算的？".to_owned(),
            (_, Some(due)) => format!("为什么是{}？", self.on(&due)),
        }
    }

    fn on(&self, day: &Day) -> String {
        in_words(*day, self.status.clock.as_of.year())
    }

    fn steps(&self) -> &[Step] {
        &self.status.clock.steps
    }

    fn awaits_correction(&self) -> bool {
        self.status.clock.standing == Standing::AwaitingCorrection
    }

    fn is_late(&self) -> bool {
        matches!(self.status.clock.standing, Standing::Overdue { .. })
    }
}

impl ReceiptPage<'_> {
    fn to(&self, rest: &str) -> String {
        self.page.to(format!("/status/{}{rest}", self.secret.as_str()))
    }

    /// In groups of four, as people read it out.
    fn code(&self) -> String {
        let characters: Vec<char> = self.status.code.chars().collect();
        characters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}
