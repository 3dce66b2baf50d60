//! 现在可以做: what the law allows now, the likely one first; what it does not allow stays visible, with its reason.

use askama::Template;

use super::component;

/// The steps of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "look/steps.html")]
pub struct Steps {
    /// In the order in which they are offered.
    pub offers: Vec<Offer>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is called.
    pub name: String,
    /// A line below: what it asks for, who decides, what the proposal is.
    pub note: String,
    /// The page on which it is taken, or why it cannot be.
    pub way: Way,
}

/// Whether a step can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The address of its page.
    Open(String),
    /// The reason, as the law's refusal says it.
    Closed(String),
}

component!(Steps);
