//! The console's navigation: its parts with what waits in each, and who is signed in.

use askama::Template;

use super::component;

/// The rail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "look/rail.html")]
pub struct Rail {
    /// The address of the console's first page.
    pub home: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Who is signed in, and as what: 「陈某 · 受理」. `None` before signing in.
    pub person: Option<String>,
    /// Links about the account: own sessions, password, delegation.
    pub account: Vec<(String, String)>,
    /// Where the form for signing out goes, and its token.
    pub sign_out: Option<(String, String)>,
}

/// One part of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its address.
    pub href: String,
    /// How much waits there; 0 is not shown.
    pub waiting: u64,
    /// Whether the page belongs to it.
    pub current: bool,
}

component!(Rail);
