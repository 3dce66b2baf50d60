//! To the next page of a list and back. Pages are found by keys, not by counting, so that a deep one costs no more.

use askama::Template;

use super::component;

/// The links under a list; nothing is drawn where there is neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "look/pager.html")]
pub struct Pager {
    /// The address of the page before.
    pub before: Option<String>,
    /// The address of the page after.
    pub after: Option<String>,
    /// What is shown: 「第21–40条，共6,214条」; may be empty.
    pub said: String,
}

component!(Pager);
