//! The pages of the office.

mod style;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::site::Site;

/// The addresses under `/console`, written whole: an address leads to its handler by searching for it.
pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new().route("/console/style", get(style::style))
}
