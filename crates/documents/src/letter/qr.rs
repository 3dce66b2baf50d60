//! A code for the camera as SVG: dark modules as one path, sharp at every size. The Word document goes without; the address stands there in letters.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// White around, in modules, as the norm asks.
const QUIET: usize = 4;

/// A code with what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Code {
    pub(super) svg: String,
    pub(super) said: String,
}

impl Code {
    /// The code of an address; `None` where it is longer than any code.
    pub(super) fn of(address: &str, said: &str) -> Option<Code> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (place, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (x, y) = (place % width + QUIET, place / width + QUIET);
                write!(path, "M{x} {y}h1v1h-1z").expect("writing into memory does not fail");
            }
        }
        let side = width + 2 * QUIET;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
        );
        Some(Code { svg, said: said.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_code_and_a_book_has_none() {
        let code = Code::of("https://lanjiang.example/status/ABCDEFGH", "扫码查看办理进度").unwrap();
        assert!(code.svg.starts_with("<svg") && code.svg.contains("M4 4h1"), "{}", code.svg);
        assert_eq!(Code::of(&"长".repeat(2000), ""), None);
    }
}
