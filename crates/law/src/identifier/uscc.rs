//! 统一社会信用代码 (GB 32100-2015).
//!
//! Some codes given in the first years break the standard's own check, so a wrong check character warns and does not
//! block.

use std::fmt;
use std::str::FromStr;

use super::half_width;

const LENGTH: usize = 18;

/// GB 32100-2015: the 31 characters, each worth its place in this list. I, O, Z, S and V are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 32100-2015: 3 to the power of 0…16, modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A code of 18 characters of the standard's alphabet; [`Uscc::warning`] says whether its check character is right.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uscc([u8; LENGTH]);

/// Why a text is no such code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsccError {
    /// Not 18 characters.
    #[error("统一社会信用代码应为18位，现为{found}位，请核对")]
    Length {
        /// How many characters there are, blanks not counted.
        found: usize,
    },
    /// A character that the standard does not use.
    #[error("统一社会信用代码第{place}位“{found}”不在允许的字符内（不使用I、O、Z、S、V），请核对")]
    Character {
        /// Counted from 1.
        place: usize,
        /// The character found there.
        found: char,
    },
}

/// The check character does not follow from the other 17: a typing mistake, or a code of the first years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("统一社会信用代码校验位应为“{expected}”，现为“{found}”，请对照证照核对；确为证照所载的，可以继续")]
pub struct WrongCheck {
    /// By the standard.
    pub expected: char,
    /// In the code.
    pub found: char,
}

impl Uscc {
    /// What to ask the clerk to look at, if the check character is not the standard's.
    pub fn warning(&self) -> Option<WrongCheck> {
        let expected = char::from(check_character(&self.0));
        let found = char::from(self.0[LENGTH - 1]);
        (expected != found).then_some(WrongCheck { expected, found })
    }

    /// The 9-character code of the organisation (characters 9 to 17), which index numbers begin with.
    pub fn organisation(&self) -> &str {
        &self.as_str()[8..17]
    }

    /// The code of the area of registration (characters 3 to 8).
    pub fn area(&self) -> &str {
        &self.as_str()[2..8]
    }

    /// The whole code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only characters of the ASCII alphabet are stored")
    }
}

/// Reads 18 characters in half or full width, in either case, blanks inside.
impl FromStr for Uscc {
    type Err = UsccError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = half_width(text).to_ascii_uppercase();
        let found = text.chars().count();
        if found != LENGTH {
            return Err(UsccError::Length { found });
        }
        let mut characters = [0; LENGTH];
        for (at, found) in text.chars().enumerate() {
            let place = at + 1;
            characters[at] = u8::try_from(found)
                .ok()
                .filter(|character| ALPHABET.contains(character))
                .ok_or(UsccError::Character { place, found })?;
        }
        Ok(Self(characters))
    }
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uscc({self})")
    }
}

fn check_character(characters: &[u8; LENGTH]) -> u8 {
    let worth = |character: &u8| {
        ALPHABET.iter().position(|known| known == character).expect("only characters of the alphabet are stored")
    };
    let sum: usize = WEIGHTS.iter().zip(characters).map(|(weight, character)| weight * worth(character)).sum();
    ALPHABET[(31 - sum % 31) % 31]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn real_codes_pass_without_a_warning() {
        for text in ["91512081MA62K0260E", "91350100M000100Y43", "11341702486344515H", "11620622013933539B"] {
            let code: Uscc = text.parse().unwrap();
            assert_eq!(code.warning(), None, "{text}");
            assert_eq!(code.to_string(), text);
        }
    }

    #[test]
    fn a_wrong_check_character_warns_but_does_not_block() {
        // Given the code by which the check is often explained, with a Z (not in the alphabet) or an 8 in the end.
        assert_eq!("91350100M000100Y4Z".parse::<Uscc>(), Err(UsccError::Character { place: 18, found: 'Z' }));
        let code: Uscc = "91350100M000100Y48".parse().unwrap();
        assert_eq!(code.warning(), Some(WrongCheck { expected: '3', found: '8' }));
        assert!(code.warning().unwrap().to_string().contains("校验位应为“3”"));
    }

    #[test]
    fn the_organisation_is_characters_nine_to_seventeen() {
        let code: Uscc = "11341702486344515H".parse().unwrap();
        assert_eq!(code.organisation(), "486344515");
        assert_eq!(code.area(), "341702");
    }

    #[test]
    fn lower_case_full_width_and_blanks_are_understood() {
        for text in ["91512081ma62k0260e", "９１５１２０８１ＭＡ６２Ｋ０２６０Ｅ", "91512081 MA62K0260 E"]
        {
            assert_eq!(text.parse::<Uscc>().unwrap().as_str(), "91512081MA62K0260E");
        }
    }

    #[test]
    fn odd_input_is_refused() {
        assert_eq!("".parse::<Uscc>(), Err(UsccError::Length { found: 0 }));
        assert_eq!("9151208１MA62K026OE".parse::<Uscc>(), Err(UsccError::Character { place: 17, found: 'O' }));
        assert_eq!("海1512081MA62K0260E".parse::<Uscc>(), Err(UsccError::Character { place: 1, found: '海' }));
    }

    proptest! {
        #[test]
        fn one_wrong_character_always_warns(at in 0usize..18, by in 1usize..31) {
            let mut characters = *b"91512081MA62K0260E";
            let worth = ALPHABET.iter().position(|known| *known == characters[at]).unwrap();
            characters[at] = ALPHABET[(worth + by) % 31];
            let code: Uscc = std::str::from_utf8(&characters).unwrap().parse().unwrap();
            prop_assert!(code.warning().is_some());
        }

        #[test]
        fn every_code_is_read_back_and_mended_by_its_warning(text in "[0-9A-HJ-NPQRTUWXY]{18}") {
            let code: Uscc = text.parse().unwrap();
            prop_assert_eq!(code.to_string(), text.clone());
            if let Some(WrongCheck { expected, .. }) = code.warning() {
                let mended: Uscc = format!("{}{expected}", &text[..17]).parse().unwrap();
                prop_assert_eq!(mended.warning(), None);
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,24}") {
            let _ = text.parse::<Uscc>();
        }
    }
}
