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
    /// What presses, under the first part. Empty where nothing does.
    pub pressing: Vec<Pressing>,
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
    /// How much waits there, as it is shown; nothing where it is empty.
    pub waiting: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// A figure that leads to what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressing {
    /// What is counted.
    pub name: &'static str,
    /// How many, as it is shown: 「3」, 「99+」.
    pub count: String,
    /// Where they are.
    pub href: String,
    /// Whether a day has passed or passes today.
    pub late: bool,
}

component!(Rail);
