//! The agency's main colour, and the two shades that follow from it. Amber and red are the same everywhere.

use std::fmt;

use thiserror::Error;

/// A colour that reads well: white text on it, and it on white, at 4.5 to 1 or more (WCAG 2.2, 1.4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    main: Rgb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rgb([u8; 3]);

/// A main colour that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoPalette {
    /// Not written as a colour.
    #[error("主色“{0}”应写作 #0b5563 这样的六位十六进制颜色")]
    Unreadable(String),
    /// Too light.
    #[error("主色{0}太浅，白字在上面看不清（对比度不足4.5:1），请选深一些的颜色")]
    TooLight(String),
}

impl Palette {
    /// The palette of a main colour such as `#0b5563`.
    pub fn of(colour: &str) -> Result<Palette, NoPalette> {
        let unreadable = || NoPalette::Unreadable(colour.chars().take(20).collect());
        let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(unreadable)?;
        let bytes = hex::decode(digits).map_err(|_| unreadable())?;
        let main = Rgb([bytes[0], bytes[1], bytes[2]]);
        if main.contrast_with_white() < 4.5 {
            return Err(NoPalette::TooLight(colour.to_owned()));
        }
        Ok(Palette { main })
    }

    /// The sheet that sets the three shades; dark pages keep their own.
    pub(crate) fn sheet(self) -> String {
        let (deep, tint) = (self.main.mixed_with(0, 0.30), self.main.mixed_with(255, 0.90));
        format!(":root {{ --main: {}; --main-deep: {deep}; --main-tint: {tint}; }}\n", self.main)
    }
}

impl Default for Palette {
    /// The teal of the shipped sheet.
    fn default() -> Self {
        Palette { main: Rgb([0x0b, 0x55, 0x63]) }
    }
}

impl Rgb {
    fn mixed_with(self, other: u8, share: f32) -> Rgb {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of two bytes is a byte")]
        Rgb(self.0.map(|part| f32::from(part).mul_add(1.0 - share, f32::from(other) * share).round() as u8))
    }

    fn contrast_with_white(self) -> f32 {
        let linear = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", hex::encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_reads_well_is_taken() {
        assert_eq!(Palette::of("#0b5563"), Ok(Palette::default()));
        assert!(Palette::of("#8c1d18").unwrap().sheet().contains("--main: #8c1d18; --main-deep: #621411;"));
    }

    #[test]
    fn others_are_refused_with_the_reason() {
        assert!(matches!(Palette::of("#ffbf47"), Err(NoPalette::TooLight(_))));
        for text in ["", "teal", "0b5563", "#0b556", "#0b556g", "#0b5563; }", "#颜色"] {
            assert!(matches!(Palette::of(text), Err(NoPalette::Unreadable(_))), "{text}");
        }
    }
}
