//! The code on a receipt: as SVG, and as png for the Word document.

use serde::Serialize;

use crate::qr::Modules;

/// A code with what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Code {
    pub(super) svg: String,
    #[serde(skip)]
    pub(super) png: Vec<u8>,
    pub(super) said: String,
}

impl Code {
    /// The code of an address; `None` where it is longer than any code.
    pub(super) fn of(address: &str, said: &str) -> Option<Code> {
        let modules = Modules::of(address).ok()?;
        let (side, path) = (modules.side, &modules.path);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
        );
        Some(Code { svg, png: modules.png(), said: said.to_owned() })
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
