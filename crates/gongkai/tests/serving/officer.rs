//! Somebody of the office at the console.

use serde_json::Value;

use crate::installation::Installation;
use crate::visitor::Visitor;

pub(crate) const PASSWORD: &str = "澜江Water2025";

/// Makes the account and signs in with it, the first password being changed on the way as everybody must.
pub(crate) fn employed(installation: &Installation, address: &str, login: &str, duty: &str) -> Visitor {
    let made = installation.runs(&["user", "add", login, "--duty", duty, "--json"]);
    let made: Value = serde_json::from_str(&made).unwrap();
    let first = made["first_password"].as_str().unwrap();
    let mut officer = Visitor::new(address);
    let path = "/console/account/password";
    let entered = officer.fill("/console/sign-in", &[("login", login), ("password", first)]);
    assert_eq!(entered.location(), path, "{}", entered.words());
    let changed = officer.fill(path, &[("in_use", first), ("new", PASSWORD), ("again", PASSWORD)]);
    assert_eq!(changed.location(), "/console", "{}", changed.words());
    officer
}
