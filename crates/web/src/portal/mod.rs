//! The pages of the public: the column 「政府信息公开」.
//!
//! Handlers ask a [`Source`] for plain data and show it. They know neither files nor people nor the law's rules.

mod home;
mod source;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::site::Site;
pub use source::Source;

/// The parts of the column in its navigation: code, address, name. 依申请公开 stands beside the four blocks.
pub const SECTIONS: [(&str, &str, &str); 6] = [
    ("home", "/", "首页"),
    ("guide", "/guide", "政府信息公开指南"),
    ("rules", "/rules", "政府信息公开制度"),
    ("catalogue", "/catalogue", "法定主动公开内容"),
    ("reports", "/reports", "政府信息公开年报"),
    ("apply", "/apply", "依申请公开"),
];

/// The addresses of the public's pages.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new().route("/", get(home::home))
}
