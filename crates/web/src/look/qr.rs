//! A code for the camera, as SVG: dark modules as one path, so that it stays sharp on paper.

use std::fmt::Write;

use askama::Template;
use qrcode::{Color, EcLevel, QrCode};
use thiserror::Error;

use super::component;

const QUIET: usize = 4; // modules of white around, as the norm asks

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

/// More than a code can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("内容太长，不能做成二维码")]
pub struct TooLong;

impl Qr {
    /// The code of a text, usually an address; `said` is what it is for.
    pub fn of(text: &str, said: impl Into<String>) -> Result<Qr, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
        let width = code.width();
        let mut path = String::new();
        for (place, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (x, y) = (place % width + QUIET, place / width + QUIET);
                write!(path, "M{x} {y}h1v1h-1z").expect("writing into memory does not fail");
            }
        }
        Ok(Qr { side: width + 2 * QUIET, path, said: said.into() })
    }
}

component!(Qr);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_finders_and_white_around() {
        let qr = Qr::of("https://example.gov.cn/r/ABC", "查询办理进度").unwrap();
        let end = qr.side - QUIET - 1;
        for (x, y) in [(QUIET, QUIET), (end, QUIET), (QUIET, end)] {
            assert!(qr.path.contains(&format!("M{x} {y}h1")), "{x} {y}");
        }
        assert!(!qr.path.contains(&format!("M{} ", QUIET - 1)));
    }

    #[test]
    fn a_text_beyond_every_code_is_refused() {
        assert_eq!(Qr::of(&"长".repeat(2000), ""), Err(TooLong));
    }
}
