//! The cookie of a session. Where browsers come by https it bears a name that only this host over https can set.

use axum::http::{HeaderMap, HeaderValue};

use crate::cookie;
use crate::site::Site;

fn name(site: &Site) -> &'static str {
    if site.secure { "__Host-gk_session" } else { "gk_session" }
}

/// The session that the browser sent.
pub(super) fn sent<'h>(site: &Site, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie::sent(headers, name(site))
}

/// Gives the browser its session, until it is closed.
pub(super) fn given(site: &Site, token: &str) -> HeaderValue {
    header(site, token, "")
}

/// Takes it back.
pub(super) fn taken(site: &Site) -> HeaderValue {
    header(site, "", "; Max-Age=0")
}

fn header(site: &Site, token: &str, age: &str) -> HeaderValue {
    let secure = if site.secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{age}{secure}", name(site)))
        .expect("a session's token has plain characters only")
}
