//! 依申请公开 (Arts. 27 to 31): how to apply, and the form. `paper` is the form as it is shown, `reading` what follows from
//! what came in.

mod paper;
mod reading;

pub(crate) use paper::ACCEPTED;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use casework::request::facts::Applicant;
use jiff::SignedDuration;
use office::paper::Brought;
use std::sync::Arc;

use super::source::Trouble;
use super::view::AsOf;
use crate::fault::Fault;
use crate::look::form::{Form, TRAP};
use crate::page::Page;
use crate::respond;
use crate::sent::Sent;
use crate::site::Site;
use crate::submitted::{Complaints, Submitted};
use crate::token::FormGuard;
use crate::visit::Visit;

/// What the form says when the record could not take it. Sent again, it has the same key.
const UNSAVED: &str =
    "，这次没有保存。您填写的内容都在这一页上（附件要重新选择），请过一两分钟再提交一次；多提交几次也只算一次";

/// What the form's token is good for.
const PURPOSE: &str = "apply";

/// Whoever reads the form at all needs longer.
const AT_LEAST: SignedDuration = SignedDuration::from_secs(4);

/// An application as somebody filled it in on the web. All of it is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The form's own number: sent twice, it is one application.
    pub key: String,
    /// Who applies.
    pub who: Who,
    /// How to reach them.
    pub contact: Contact,
    /// 信息名称; may be empty.
    pub title: String,
    /// 文号; may be empty.
    pub document_number: String,
    /// 其他特征性描述; may be empty, but not all three.
    pub description: String,
    /// The form in which it is wanted.
    pub supply: Supply,
    /// The way on which it is wanted.
    pub way: Way,
    /// What came along; nothing has to.
    pub papers: Vec<Brought>,
}

/// Who applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// 公民.
    Person(Person),
    /// 法人或者其他组织.
    Organisation(Organisation),
}

/// A natural person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The kind of document: 「居民身份证」.
    pub document: &'static str,
    /// Its number; a resident's is checked.
    pub document_number: String,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Which column of the report it counts in.
    pub kind: Applicant,
    /// The name.
    pub name: String,
    /// 统一社会信用代码, in its shape.
    pub code: String,
    /// Whom to talk to.
    pub contact_person: String,
}

/// How to reach an applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The telephone number.
    pub telephone: String,
    /// Where letters go; may be empty.
    pub address: String,
    /// 邮政编码; may be empty.
    pub postcode: String,
    /// The mail address; may be empty.
    pub mail: String,
}

/// The form in which the information is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supply {
    /// 纸质.
    Paper,
    /// 电子.
    Electronic,
}

/// The way on which the answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// 在查询页面下载.
    Download,
    /// 邮寄.
    Post,
    /// 电子邮件.
    Mail,
    /// 当面领取.
    InPerson,
}

#[derive(Template)]
#[template(path = "portal/apply/guide.html")]
struct GuidePage<'v> {
    page: Page<'v>,
}

#[derive(Template)]
#[template(path = "portal/apply/form.html")]
struct FormPage<'v> {
    page: Page<'v>,
    form: Form,
}

pub(super) async fn guide(visit: Visit) -> Response {
    let page = visit
        .page("依申请公开")
        .under("apply")
        .described("没有找到需要的政府信息，可以申请公开：不用注册，网上、邮寄、当面都可以。")
        .with_meta("ColumnName", "依申请公开");
    respond::public(&GuidePage { page })
}

pub(super) async fn form(visit: Visit, guard: FormGuard) -> Response {
    let key = hex::encode(rand::random::<[u8; 16]>());
    guard.on(respond::page(&sheet(&visit, &guard, &key, None)))
}

pub(super) async fn submit(
    State(site): State<Arc<Site>>,
    visit: Visit,
    guard: FormGuard,
    sent: Sent,
) -> Result<Response, Fault> {
    let submitted = &sent.submitted;
    if submitted.has(TRAP) {
        return Err(Fault::Unreadable);
    }
    let as_of = AsOf { now: site.now(), today: site.today() };
    let (read, mut complaints) = reading::read(submitted, as_of.today);
    let (mut whole, mut status) = (String::new(), StatusCode::UNPROCESSABLE_ENTITY);
    match (guard.check(submitted, PURPOSE, AT_LEAST), read) {
        (Ok(()), Some(application)) if complaints.is_empty() => {
            let application = Application { papers: paper::brought(&sent.files), ..application };
            match site.portal.submit(application, as_of).await {
                Ok(Ok(secret)) => return Ok(respond::see(&site, &format!("/status/{}/receipt", secret.as_str()))),
                Ok(Err(refused)) => complaints = refused,
                Err(trouble @ (Trouble::Away | Trouble::StoreAway | Trouble::Unsaved)) => {
                    status = StatusCode::SERVICE_UNAVAILABLE;
                    whole = format!("{trouble}{UNSAVED}");
                }
                Err(other) => return Err(other.into()),
            }
        }
        (Err(not_taken), _) => whole = not_taken.to_string(),
        (Ok(()), _) => {}
    }
    let key = reading::key(submitted).unwrap_or_else(|| hex::encode(rand::random::<[u8; 16]>()));
    let sheet = sheet(&visit, &guard, &key, Some((submitted, &complaints, whole)));
    let mut page = guard.on(respond::page_as(status, &sheet));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    Ok(page)
}

fn sheet<'v>(
    visit: &'v Visit,
    guard: &FormGuard,
    key: &str,
    came_back: Option<(&Submitted, &Complaints, String)>,
) -> FormPage<'v> {
    let mut form = paper::form(&visit.site.base, &guard.token(PURPOSE), key);
    let mut title = "填写申请".to_owned();
    if let Some((submitted, complaints, whole)) = came_back {
        form = form.filled(submitted, complaints);
        form.complaint = whole;
        title.insert_str(0, "有误：");
    }
    FormPage { page: visit.page(title).under("apply").with_script("form.js").private(), form }
}
