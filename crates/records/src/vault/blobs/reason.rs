//! Why a store does not do what it is asked, in a few Chinese words that lead whoever runs it to the place.

use std::error::Error as _;
use std::io;

use object_store::Error;
use object_store::client::{HttpError, HttpErrorKind};

pub(super) fn of(error: &Error) -> &'static str {
    match error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => REFUSED,
        Error::NotFound { .. } => NO_BUCKET,
        other => of_sources(other),
    }
}

const REFUSED: &str = "拒绝访问，请管理员核对密钥和权限";
const NO_BUCKET: &str = "没有所写的存储桶，请管理员核对名称";

fn of_sources(error: &Error) -> &'static str {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(cause) = cause.downcast_ref::<HttpError>() {
            return of_transport(cause.kind());
        }
        if let Some(cause) = cause.downcast_ref::<io::Error>() {
            return of_disk(cause.kind());
        }
        source = cause.source();
    }
    // The status of an answer to a list stands in the text alone.
    let told = error.to_string();
    let is = |status: &str| told.contains(&format!("status code: {status}"));
    if is("401") || is("403") {
        REFUSED
    } else if is("404") {
        NO_BUCKET
    } else {
        "应答异常"
    }
}

fn of_transport(kind: HttpErrorKind) -> &'static str {
    match kind {
        HttpErrorKind::Connect => "连不上",
        HttpErrorKind::Timeout => "没有按时应答",
        HttpErrorKind::Interrupted => "连接中断",
        _ => "应答异常",
    }
}

fn of_disk(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘没有空间了",
        io::ErrorKind::PermissionDenied => "没有读写文件夹的权限",
        io::ErrorKind::NotFound => "文件夹不在了",
        _ => "磁盘读写失败",
    }
}
