//! What the applicant can do on the page of the application: withdraw it, make it clear (Art. 30), or say why so much is applied for (Art. 35).

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::paper::Role;
use jiff::SignedDuration;
use office::paper::Brought;

use super::{Status, as_of, opened};
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::page::Page;
use crate::portal::ACCEPTED;
use crate::portal::source::Secret;
use crate::respond;
use crate::sent::Sent;
use crate::site::Site;
use crate::submitted::Complaints;
use crate::token::{self, FormGuard};
use crate::visit::Visit;

/// The field of files.
const PAPERS: &str = "papers";

/// How much may be said, in characters.
const MOST: usize = 5000;

/// What the applicant does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// 撤回.
    Withdraw,
    /// 说明理由 (Art. 35), in the applicant's own words, which are personal.
    GiveReasons {
        /// The words.
        words: String,
    },
    /// 补正, in the applicant's own words, which are personal.
    Correct {
        /// The words.
        words: String,
        /// What comes along; nothing has to.
        papers: Vec<Brought>,
    },
}

/// Why it was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// One sentence about the whole.
    Whole(String),
    /// What is wrong with single fields.
    Fields(Complaints),
}

#[derive(Template)]
#[template(path = "portal/status/act.html")]
struct ActPage<'v> {
    page: Page<'v>,
    status: Status,
    back: String,
    meaning: &'static str,
    form: Form,
}

/// Which of the pages.
#[derive(Clone, Copy)]
enum Kind {
    Withdrawal,
    Correction,
    Reasons,
}

impl Kind {
    fn of_path(path: &str) -> Option<Kind> {
        [Kind::Withdrawal, Kind::Correction, Kind::Reasons].into_iter().find(|kind| kind.path() == path)
    }

    fn path(self) -> &'static str {
        match self {
            Kind::Withdrawal => "withdrawal",
            Kind::Correction => "correction",
            Kind::Reasons => "reasons",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Kind::Withdrawal => "撤回申请",
            Kind::Correction => "补正申请",
            Kind::Reasons => "说明理由",
        }
    }

    /// What follows from it.
    fn meaning(self) -> &'static str {
        match self {
            Kind::Withdrawal => "撤回之后不再办理，也不再答复。以后需要的话，可以重新提出申请。",
            Kind::Correction => "收到补正之后，从这一天的次日起重新计算20个工作日的答复期限（第三十条、第三十三条）。",
            Kind::Reasons => {
                "本机关根据您的说明判断：理由合理的继续办理，期限内答不完的另行告知延迟到哪一天；不合理的，告知不予处理（第三十五条）。"
            }
        }
    }

    fn act(self, sent: &Sent, complaints: &mut Complaints) -> Option<Act> {
        let mut words = |what: &str| {
            let words = sent.submitted.get("words");
            let length = words.chars().count();
            if words.is_empty() {
                complaints.say("words", format!("请写明{what}"));
            } else if length > MOST {
                complaints.say("words", format!("{what}最多{MOST}字，现在有{length}字，请缩短"));
            }
            complaints.is_empty().then(|| words.to_owned())
        };
        Some(match self {
            Kind::Withdrawal => Act::Withdraw,
            Kind::Correction => {
                Act::Correct { words: words("补正的内容")?, papers: sent.files.of(PAPERS, Role::Supporting) }
            }
            Kind::Reasons => Act::GiveReasons { words: words("理由")? },
        })
    }
}

pub(crate) async fn show(
    visit: Visit,
    guard: FormGuard,
    Path((secret, act)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let kind = Kind::of_path(&act).ok_or(Fault::NotFound)?;
    let (secret, status) = opened(&visit.site, &secret).await?;
    Ok(guard.on(respond::page(&page(kind, &visit, &guard, &secret, status))))
}

pub(crate) async fn take(
    State(site): State<Arc<Site>>,
    visit: Visit,
    guard: FormGuard,
    Path((secret, act)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let kind = Kind::of_path(&act).ok_or(Fault::NotFound)?;
    let (secret, status) = opened(&site, &secret).await?;
    let mut complaints = Complaints::default();
    let submitted = &sent.submitted;
    let act = kind.act(&sent, &mut complaints);
    let mut whole = String::new();
    match (guard.check(submitted, kind.path(), SignedDuration::ZERO), act) {
        (Err(not_taken), _) => whole = not_taken.to_string(),
        (Ok(()), Some(act)) => match site.portal.act(&secret, act, submitted.get("key"), as_of(&site)).await? {
            Ok(()) => return Ok(respond::see(&site, &format!("/status/{}", secret.as_str()))),
            Err(NotDone::Whole(sentence)) => whole = sentence,
            Err(NotDone::Fields(wrong)) => complaints = wrong,
        },
        (Ok(()), None) => {}
    }
    let mut page = page(kind, &visit, &guard, &secret, status);
    page.form = page.form.filled(submitted, &complaints);
    page.form.complaint = whole;
    Ok(guard.on(respond::page_as(StatusCode::UNPROCESSABLE_ENTITY, &page)))
}

fn page<'v>(kind: Kind, visit: &'v Visit, guard: &FormGuard, secret: &Secret, status: Status) -> ActPage<'v> {
    let base = &visit.site.base;
    let back = base.to(&format!("/status/{}", secret.as_str()));
    let fields = match kind {
        Kind::Withdrawal => vec![],
        Kind::Correction => vec![
            Field::area("words", "补正的内容", 8).required().hint("按补正通知写明的要点补充；原来的申请内容会保留"),
            Field::files(PAPERS, "帮助查找信息的材料", ACCEPTED)
                .hint("不附也可以。pdf、ofd、docx、xlsx、jpg、png，与申请时的限制相同；附件加密保存，不会公开"),
        ],
        Kind::Reasons => {
            vec![Field::area("words", "您的理由", 8).required().hint("为什么需要申请这些信息，用在什么地方")]
        }
    };
    let mut form = Form::new(format!("{back}/{}", kind.path()), kind.title())
        .hiding(token::FIELD, guard.token(kind.path()))
        .hiding("key", hex::encode(rand::random::<[u8; 16]>()))
        .part(Part::new("", fields));
    form.instead = Some(("返回办理进度".to_owned(), back.clone()));
    let page = visit.page(kind.title()).under("apply").with_script("form.js").private();
    ActPage { page, status, back, meaning: kind.meaning(), form }
}
