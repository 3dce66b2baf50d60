//! 我的账号: one's own sessions, password and second factor; also what is asked for between password and work.

mod factor;
mod password;
mod sessions;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use office::people::Stage;

use crate::site::Site;

/// The addresses of one's own account.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/sign-in/factor", get(factor::ask).post(factor::show))
        .route("/console/account", get(sessions::sessions))
        .route("/console/account/sessions/end", post(sessions::end))
        .route("/console/account/password", get(password::form).post(password::change))
        .route("/console/account/factor", get(factor::offer).post(factor::set_up))
        .route("/console/account/factor/proof", post(factor::turn_on))
}

/// Where somebody at this stage goes on.
pub(super) fn next(stage: &Stage) -> &'static str {
    match stage {
        Stage::In(_) => "/console",
        Stage::Factor => "/console/sign-in/factor",
        Stage::NewPassword(_) => "/console/account/password",
        Stage::SetUpFactor => "/console/account/factor",
    }
}
