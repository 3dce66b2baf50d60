//! The pages of the office.
//!
//! A handler parses what came, calls one function of the office and draws the answer. `door` says who comes in, `desk` is
//! the officer at a page, `answers` reads forms; each other module is a part of the rail.

mod answers;
mod desk;
mod door;
mod request;
mod session;
mod style;
mod worklist;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::site::Site;
pub use door::{Console, Door, Names, Officer, Shut};

/// The addresses under `/console`, written whole: an address leads to its handler by searching for it.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console", get(worklist::worklist))
        .route("/console/style", get(style::style))
        .merge(request::routes())
}
