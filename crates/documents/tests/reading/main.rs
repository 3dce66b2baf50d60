//! The readers, tried from outside: a file in, its parts or one clear sentence out.

#![expect(clippy::unwrap_used, clippy::format_collect, reason = "all of this is test code, and none of it is hot")]

mod docx;
mod hostile;
mod html;
mod outline;
mod pdf;
mod plain;
mod report;
mod xlsx;
mod zipped;
