//! Tokens for forms without a session: nobody else's page can send our form, and no machine sends it in a second.
//!
//! Double submit: the browser keeps a random nonce in a cookie, the form carries a code over nonce, purpose and time of
//! issue. Neither is worth anything without the other, and nothing has to be stored. Forms of the console use the same
//! codes with the session in place of the nonce.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sm3::Sm3;
use std::convert::Infallible;
use std::sync::Arc;
use thiserror::Error;

use crate::cookie::{self, Keep};
use crate::site::Site;
use crate::submitted::Submitted;

/// The name of the hidden field.
pub const FIELD: &str = "form_token";

const COOKIE: &str = "gk_form";

/// A form that lies open longer has to be sent again; whoever writes slowly has a day.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// The key of the codes; 32 random bytes, the same in every process of an installation.
#[derive(Clone)]
pub struct FormKey([u8; 32]);

/// Why a form is not taken. The answer is the same form, filled in, with this sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// No token, a forged one, or the cookie is missing.
    #[error("没能确认这份表单是从本页提交的（浏览器可能禁用了Cookie）。您填写的内容都在，请再提交一次")]
    Unknown,
    /// Too old.
    #[error("这页打开已经超过一天。您填写的内容都在，请核对后再提交一次")]
    Stale,
    /// Sent sooner than anybody reads.
    #[error("提交得太快了。您填写的内容都在，请核对后再提交一次")]
    TooFast,
}

impl FormKey {
    /// The key from its bytes.
    pub fn new(bytes: [u8; 32]) -> FormKey {
        FormKey(bytes)
    }

    /// The token of a form: the second of issue and the code.
    pub fn issue(&self, holder: &str, purpose: &str, now: Timestamp) -> String {
        let issued = now.as_second();
        format!("{issued}.{}", hex::encode(self.mac(holder, purpose, issued).finalize().into_bytes()))
    }

    /// Checks a token; answers how long ago it was issued.
    pub fn check(&self, holder: &str, purpose: &str, token: &str, now: Timestamp) -> Result<SignedDuration, NotTaken> {
        let (issued, code) = token.split_once('.').ok_or(NotTaken::Unknown)?;
        let issued: i64 = issued.parse().map_err(|_| NotTaken::Unknown)?;
        let code = hex::decode(code).map_err(|_| NotTaken::Unknown)?;
        self.mac(holder, purpose, issued).verify_slice(&code).map_err(|_| NotTaken::Unknown)?;
        let age = SignedDuration::from_secs(now.as_second().saturating_sub(issued));
        if age > LIFETIME { Err(NotTaken::Stale) } else { Ok(age) }
    }

    fn mac(&self, holder: &str, purpose: &str, issued: i64) -> Hmac<Sm3> {
        let mut mac = Hmac::<Sm3>::new_from_slice(&self.0).expect("a code takes a key of any length");
        for part in [holder, "\n", purpose, "\n", &issued.to_string()] {
            mac.update(part.as_bytes());
        }
        mac
    }
}

/// The browser's nonce: the one it sent, or a new one that the answer then sets.
pub struct FormGuard {
    site: Arc<Site>,
    nonce: String,
    is_new: bool,
}

impl FormGuard {
    /// The token for a form on the page that is being answered.
    pub fn token(&self, purpose: &str) -> String {
        self.site.form_key.issue(&self.nonce, purpose, self.site.now())
    }

    /// Whether the form that came in is one of ours, and not sent sooner than `at_least` after its page was made.
    pub fn check(&self, submitted: &Submitted, purpose: &str, at_least: SignedDuration) -> Result<(), NotTaken> {
        if self.is_new {
            return Err(NotTaken::Unknown);
        }
        let token = submitted.get(FIELD);
        let age = self.site.form_key.check(&self.nonce, purpose, token, self.site.now())?;
        if age < at_least { Err(NotTaken::TooFast) } else { Ok(()) }
    }

    /// The answer with the cookie on it. It is this browser's own and must not be stored by anybody between.
    pub fn on(&self, answer: impl IntoResponse) -> Response {
        let mut response = answer.into_response();
        let headers = response.headers_mut();
        if self.is_new {
            headers.append(header::SET_COOKIE, cookie::set(&self.site, COOKIE, &self.nonce, Keep::Session));
        }
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        response
    }

    fn of(site: Arc<Site>, headers: &HeaderMap) -> FormGuard {
        let known = cookie::sent(headers, COOKIE).filter(|nonce| is_nonce(nonce));
        let is_new = known.is_none();
        let nonce = known.map_or_else(|| hex::encode(rand::random::<[u8; 16]>()), str::to_owned);
        FormGuard { site, nonce, is_new }
    }
}

fn is_nonce(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl FromRequestParts<Arc<Site>> for FormGuard {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        Ok(FormGuard::of(site.clone(), &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_760_000_000 + second).unwrap()
    }

    #[test]
    fn a_token_is_good_for_its_holder_purpose_and_day_only() {
        let key = FormKey::new([7; 32]);
        let token = key.issue("browser", "apply", at(0));
        assert_eq!(key.check("browser", "apply", &token, at(90)), Ok(SignedDuration::from_secs(90)));
        assert_eq!(key.check("another", "apply", &token, at(90)), Err(NotTaken::Unknown));
        assert_eq!(key.check("browser", "withdraw", &token, at(90)), Err(NotTaken::Unknown));
        assert_eq!(FormKey::new([8; 32]).check("browser", "apply", &token, at(90)), Err(NotTaken::Unknown));
        assert_eq!(key.check("browser", "apply", &token, at(24 * 3600 + 1)), Err(NotTaken::Stale));
    }

    #[test]
    fn a_forged_time_or_code_is_refused() {
        let key = FormKey::new([7; 32]);
        let token = key.issue("browser", "apply", at(0));
        let code = token.split_once('.').unwrap().1;
        let forged = [String::new(), ".".into(), format!("{}.{code}", at(5).as_second()), format!("x.{code}")];
        for token in forged.iter().chain([&token[..token.len() - 2].to_owned(), &format!("{token}00")]) {
            assert_eq!(key.check("browser", "apply", token, at(90)), Err(NotTaken::Unknown), "{token}");
        }
    }

    #[test]
    fn holder_and_purpose_do_not_run_into_each_other() {
        let key = FormKey::new([7; 32]);
        let token = key.issue("a", "b", at(0));
        assert_eq!(key.check("a\nb", "", &token, at(9)), Err(NotTaken::Unknown));
    }
}
