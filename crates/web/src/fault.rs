//! What goes wrong, said in Chinese on a page of its own, with what to do next.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::again::{self, Again};
use crate::page::Page;
use crate::respond;
use crate::sent::Typed;
use crate::site::Site;
use crate::visit::Visit;

/// Why a page cannot be answered as asked. Forms that come back filled in are no faults but pages with status 422.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The address leads nowhere, or to something that the reader may not know of.
    NotFound,
    /// The page is there, but cannot be used in this way.
    NotAllowed,
    /// The reader may not do this; the sentence says why and what instead.
    Forbidden(String),
    /// A query or a form that cannot be read.
    Unreadable,
    /// More than a form may send.
    TooLarge,
    /// Too many requests from one place.
    TooMany,
    /// Somebody was faster, or the matter stands otherwise by now; the sentence says how.
    Conflict(String),
    /// The database cannot be reached; it goes on by itself when it is back.
    Away,
    /// The store of uploads cannot be reached; it goes on by itself when it is back.
    StoreAway,
    /// Nothing can be written for now, though it can be read; the sentence says what has to be done about it.
    Unsaved(String),
    /// A mistake of ours.
    Broken,
}

impl Fault {
    /// Whether the same, sent again as it is, may come about later.
    pub(crate) fn passes(&self) -> bool {
        matches!(self, Fault::Away | Fault::StoreAway | Fault::Unsaved(_))
    }

    fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::NotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Fault::Forbidden(_) => StatusCode::FORBIDDEN,
            Fault::Unreadable => StatusCode::BAD_REQUEST,
            Fault::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Fault::Conflict(_) => StatusCode::CONFLICT,
            Fault::Away | Fault::StoreAway | Fault::Unsaved(_) => StatusCode::SERVICE_UNAVAILABLE,
            Fault::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The answer first.
    fn heading(&self) -> &'static str {
        match self {
            Fault::NotFound => "没有找到这一页",
            Fault::NotAllowed => "这一页不能这样打开",
            Fault::Forbidden(_) => "您不能办理这一项",
            Fault::Unreadable => "没能读懂这次请求",
            Fault::TooLarge => "提交的内容太大",
            Fault::TooMany => "操作太频繁",
            Fault::Conflict(_) => "情况已经有变化",
            Fault::Away => "数据库暂时不可用",
            Fault::StoreAway => "附件存储暂时不可用",
            Fault::Unsaved(_) => "暂时不能保存",
            Fault::Broken => "系统出错了",
        }
    }

    /// What it means, and what to do next.
    fn advice(&self) -> &str {
        match self {
            Fault::NotFound => "网址可能抄写有误，或者该信息已经移走、撤下。可以搜索标题、文号或者索引号。",
            Fault::NotAllowed => "请从上一页的按钮或者链接进入，不要直接刷新提交后的页面。",
            Fault::Forbidden(sentence) | Fault::Conflict(sentence) | Fault::Unsaved(sentence) => sentence,
            Fault::Unreadable => "请返回上一页重新操作；如果是别处给的链接，请核对是否完整。",
            Fault::TooLarge => "请减少文字，或者压缩、减少附件后再提交。",
            Fault::TooMany => "请过几分钟再试。",
            Fault::Away | Fault::StoreAway => {
                "已经提交成功的内容不会丢失。请过一两分钟刷新本页；系统恢复后自动继续，不需要您另做什么。"
            }
            Fault::Broken => "问题已经记录下来。请稍后再试；急需办理的，请拨打下面的电话。",
        }
    }

    /// What an answer of the framework's own means; those are bare English lines.
    fn of_status(status: StatusCode) -> Option<Fault> {
        Some(match status {
            StatusCode::NOT_FOUND => Fault::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Fault::NotAllowed,
            StatusCode::FORBIDDEN => Fault::Forbidden("您的账号没有这项职责。".to_owned()),
            StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge,
            StatusCode::TOO_MANY_REQUESTS => Fault::TooMany,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Fault::Away,
            status if status.is_server_error() => Fault::Broken,
            status if status.is_client_error() => Fault::Unreadable,
            _ => return None,
        })
    }
}

impl IntoResponse for Fault {
    /// A bare answer that carries the fault; [`pages`] turns it into a page.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "layout/fault.html")]
struct FaultPage<'v> {
    page: Page<'v>,
    fault: &'v Fault,
    seek: bool,
    /// Somebody of the office sees it.
    console: bool,
    again: Option<Again>,
}

/// Draws faults as pages, those of the framework too.
pub(crate) async fn pages(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let visit = Visit::of(site, request.uri(), request.headers());
    let is_head = request.method() == Method::HEAD;
    let (response, form) = match again::held(request, &visit).await {
        Ok((request, form)) => (next.run(request).await, form),
        Err(fault) => (fault.into_response(), None),
    };
    let status = response.status();
    let has_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    let fault = response.extensions().get::<Fault>().cloned();
    let Some(fault) = fault.or_else(|| if has_page { None } else { Fault::of_status(status) }) else { return response };
    let console = visit.path.starts_with("/console");
    let seek = fault == Fault::NotFound && !console;
    let passes = fault.passes();
    let form = form.or_else(|| response.extensions().get::<Typed>().cloned());
    let again = form.filter(|_| passes).map(|form| Again::of(&visit, &form));
    let page = visit.page(fault.heading()).private();
    let mut page = respond::page_as(status, &FaultPage { page, fault: &fault, seek, console, again });
    if is_head {
        *page.body_mut() = axum::body::Body::empty();
    }
    let headers = page.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            headers.insert(name, value.clone());
        }
    }
    if passes {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    page
}
