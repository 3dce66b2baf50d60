//! A code for the camera: dark modules as one path, sharp at every size, or as a picture of whole points a module.

mod png;

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};
use thiserror::Error;

/// White around, in modules, as the norm asks.
pub const QUIET: usize = 4;

/// A code, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    /// Length of a side with the white around, in modules.
    pub side: usize,
    /// The dark modules, as the data of an SVG path.
    pub path: String,
    /// Which modules are dark, row by row, the white around included.
    dark: Vec<bool>,
}

/// More than a code can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("内容太长，不能做成二维码")]
pub struct TooLong;

impl Modules {
    /// The code of a text, usually an address.
    pub fn of(text: &str) -> Result<Modules, TooLong> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| TooLong)?;
        let width = code.width();
        let side = width + 2 * QUIET;
        let (mut path, mut dark) = (String::new(), vec![false; side * side]);
        for (place, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (x, y) = (place % width + QUIET, place / width + QUIET);
                write!(path, "M{x} {y}h1v1h-1z").expect("writing into memory does not fail");
                dark[y * side + x] = true;
            }
        }
        Ok(Modules { side, path, dark })
    }

    /// The code as a png in black and white, for programs that draw no paths. A module is a square of whole points, so that no edge is blurred.
    pub fn png(&self) -> Vec<u8> {
        /// Points a module: about 350 to the inch at the size at which letters print a code.
        const POINTS: usize = 8;
        let side = self.side * POINTS;
        png::black_and_white(side, |x, y| self.dark[y / POINTS * self.side + x / POINTS])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_finders_and_white_around() {
        let code = Modules::of("https://example.gov.cn/r/ABC").unwrap();
        let end = code.side - QUIET - 1;
        for (x, y) in [(QUIET, QUIET), (end, QUIET), (QUIET, end)] {
            assert!(code.path.contains(&format!("M{x} {y}h1")), "{x} {y}");
        }
        assert!(!code.path.contains(&format!("M{} ", QUIET - 1)));
    }

    #[test]
    fn a_text_beyond_every_code_is_refused() {
        assert_eq!(Modules::of(&"长".repeat(2000)), Err(TooLong));
    }
}
