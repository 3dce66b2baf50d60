//! Cookies: few, small, each with one purpose.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::site::Site;

/// The value of a cookie that the browser sent. Quotes are not taken off: ours have none.
pub fn sent<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lists = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lists.flat_map(|list| list.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// How long a browser keeps a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Until the browser is closed.
    Session,
    /// So many seconds; 0 takes it away.
    Seconds(u32),
}

/// The header that sets a cookie: sent back to this site only, not readable by scripts, and only by https where the site
/// has it. Name and value are ours and plain (letters, digits, `-`, `_`, `.`).
pub fn set(site: &Site, name: &str, value: &str, keep: Keep) -> HeaderValue {
    let path = site.base.to("/");
    let age = match keep {
        Keep::Session => String::new(),
        Keep::Seconds(seconds) => format!("; Max-Age={seconds}"),
    };
    let secure = if site.secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax{age}{secure}"))
        .expect("a cookie of ours has plain characters only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers = HeaderMap::from_iter([
            (header::COOKIE, HeaderValue::from_static("elderly=1; elder=0")),
            (header::COOKIE, HeaderValue::from_static("form=ab.c=")),
        ]);
        assert_eq!(sent(&headers, "elder"), Some("0"));
        assert_eq!(sent(&headers, "form"), Some("ab.c="));
        assert_eq!(sent(&headers, "eld"), None);
    }
}
