//! A code for the camera as it stands on pages.

use askama::Template;
use office::qr::{Modules, TooLong};

use super::component;

/// A code.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<svg class="qr" viewBox="0 0 {{ side }} {{ side }}" role="img" aria-label="{{ said }}" shape-rendering="crispEdges"><rect class="light" width="{{ side }}" height="{{ side }}"/><path class="dark" d="{{ path }}"/></svg>"#,
    ext = "html"
)]
pub struct Qr {
    side: usize,
    path: String,
    said: String,
}

impl Qr {
    /// The code of a text, usually an address; `said` is what it is for.
    pub fn of(text: &str, said: impl Into<String>) -> Result<Qr, TooLong> {
        let Modules { side, path, .. } = Modules::of(text)?;
        Ok(Qr { side, path, said: said.into() })
    }
}

component!(Qr);
