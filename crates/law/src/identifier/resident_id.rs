//! 公民身份号码 (GB 11643-1999), and the 15-digit number that came before it.
//!
//! Nothing here prints a number by accident: `Debug` and the errors are masked, only `Display` shows it whole.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::half_width;

const LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;

/// GB 11643-1999: the weight of each of the first 17 digits.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// GB 11643-1999: the check character for a weighted sum that leaves 0 to 10 when divided by 11.
const CHECK: [u8; 11] = *b"10X98765432";

/// A resident's number of 18 characters whose check character is right and whose birthday exists.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ResidentId {
    characters: [u8; LENGTH],
    born: Date,
}

/// Why a text is no resident's number. The messages do not repeat the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResidentIdError {
    /// Neither 18 nor 15 characters.
    #[error("公民身份号码应为18位，现为{found}位，请核对")]
    Length {
        /// How many characters there are, blanks not counted.
        found: usize,
    },
    /// Something other than digits, or than a digit or X in the last place.
    #[error("公民身份号码第{place}位不是数字（仅末位可为X），请核对")]
    Character {
        /// Counted from 1.
        place: usize,
    },
    /// No area begins with 0.
    #[error("公民身份号码的地址码不能以0开头，请核对")]
    Area,
    /// The eight digits of the birthday are no date.
    #[error("公民身份号码中的出生日期不存在，请核对第7至14位")]
    Birthday,
    /// Born after the day on which the number is given.
    #[error("公民身份号码中的出生日期晚于今天，请核对第7至14位")]
    BornInFuture,
    /// The check character is another one.
    #[error("公民身份号码校验位不符，请对照证件逐位核对")]
    Check,
    /// Fifteen digits: the form in use before 1999, see [`OldResidentId`].
    #[error("这是15位的旧身份证号码，请填写18位公民身份号码")]
    OldForm,
}

impl ResidentId {
    /// Reads a number that somebody gives on the day `today`: as [`FromStr`], and nobody is born in the future.
    pub fn parse(text: &str, today: Date) -> Result<Self, ResidentIdError> {
        let id: Self = text.parse()?;
        if id.born > today { Err(ResidentIdError::BornInFuture) } else { Ok(id) }
    }

    /// The birthday in the number.
    pub fn born(&self) -> Date {
        self.born
    }

    /// The code of the area in which the number was first given (six digits).
    pub fn area(&self) -> &str {
        &self.as_str()[..6]
    }

    /// The number with everything hidden but its last four characters, for lists and letters.
    pub fn masked(&self) -> String {
        format!("{}{}", "*".repeat(LENGTH - 4), &self.as_str()[LENGTH - 4..])
    }

    /// The whole number: personal data.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.characters).expect("only ASCII digits and X are stored")
    }
}

/// Reads 18 characters in half or full width, blanks inside, `x` for `X`. Whether the birthday lies in the future
/// cannot be judged here: [`ResidentId::parse`] does.
impl FromStr for ResidentId {
    type Err = ResidentIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = half_width(text).to_ascii_uppercase();
        let found = text.chars().count();
        if found == OLD_LENGTH && OldResidentId::from_str(&text).is_ok() {
            return Err(ResidentIdError::OldForm);
        }
        if found != LENGTH {
            return Err(ResidentIdError::Length { found });
        }
        let allowed =
            |(at, character): (usize, char)| character.is_ascii_digit() || (at == LENGTH - 1 && character == 'X');
        if let Some(at) = text.chars().enumerate().position(|numbered| !allowed(numbered)) {
            return Err(ResidentIdError::Character { place: at + 1 });
        }
        let characters: [u8; LENGTH] = text.as_bytes().try_into().expect("18 ASCII characters were counted");
        if characters[0] == b'0' {
            return Err(ResidentIdError::Area);
        }
        let born = birthday(&text[6..14]).ok_or(ResidentIdError::Birthday)?;
        if check_character(&characters) != characters[LENGTH - 1] {
            return Err(ResidentIdError::Check);
        }
        Ok(Self { characters, born })
    }
}

impl fmt::Display for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResidentId({})", "*".repeat(LENGTH))
    }
}

/// The number of 15 digits used before 1999: no check character, two digits for a year of the last century. It must be
/// found when documents are screened, but nobody can apply with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OldResidentId {
    digits: [u8; OLD_LENGTH],
    born: Date,
}

impl OldResidentId {
    /// The birthday in the number, taken to lie between 1900 and 1999.
    pub fn born(&self) -> Date {
        self.born
    }

    /// The number with everything hidden but its last three digits: the fourth from the end is of the day of birth.
    pub fn masked(&self) -> String {
        format!("{}{}", "*".repeat(OLD_LENGTH - 3), &self.as_str()[OLD_LENGTH - 3..])
    }

    /// The whole number: personal data.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits).expect("only ASCII digits are stored")
    }
}

/// Reads 15 digits in half or full width, blanks inside.
impl FromStr for OldResidentId {
    type Err = ResidentIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = half_width(text);
        let found = text.chars().count();
        if found != OLD_LENGTH {
            return Err(ResidentIdError::Length { found });
        }
        if let Some(at) = text.chars().position(|character| !character.is_ascii_digit()) {
            return Err(ResidentIdError::Character { place: at + 1 });
        }
        let digits: [u8; OLD_LENGTH] = text.as_bytes().try_into().expect("15 ASCII digits were counted");
        if digits[0] == b'0' {
            return Err(ResidentIdError::Area);
        }
        let born = birthday(&format!("19{}", &text[6..12])).ok_or(ResidentIdError::Birthday)?;
        Ok(Self { digits, born })
    }
}

impl fmt::Display for OldResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for OldResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OldResidentId({})", "*".repeat(OLD_LENGTH))
    }
}

/// `YYYYMMDD` as a date, if there is such a day. The standard's own oldest example is of 1880.
fn birthday(digits: &str) -> Option<Date> {
    let year = digits[..4].parse().ok().filter(|year| *year >= 1800)?;
    Date::new(year, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

fn check_character(characters: &[u8; LENGTH]) -> u8 {
    let sum: u32 = WEIGHTS.iter().zip(characters).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    CHECK[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// The example of the standard; no living person's number.
    const STANDARD: &str = "11010519491231002X";
    const TODAY: Date = Date::constant(2025, 6, 9);

    /// A number whose check character is right, from its first 17 digits.
    fn complete(first: &str) -> String {
        let mut characters = [b'0'; LENGTH];
        characters[..17].copy_from_slice(first.as_bytes());
        format!("{first}{}", char::from(check_character(&characters)))
    }

    #[test]
    fn the_examples_of_the_standard_are_valid() {
        for text in [STANDARD, "440524188001010014"] {
            assert_eq!(ResidentId::parse(text, TODAY).unwrap().to_string(), text);
        }
        assert_eq!(STANDARD.parse::<ResidentId>().unwrap().born(), date(1949, 12, 31));
        assert_eq!(STANDARD.parse::<ResidentId>().unwrap().area(), "110105");
    }

    #[test]
    fn lower_case_full_width_and_blanks_are_understood() {
        for text in ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231\n002Ｘ "]
        {
            assert_eq!(ResidentId::parse(text, TODAY).unwrap().as_str(), STANDARD);
        }
    }

    #[test]
    fn a_wrong_check_character_is_refused() {
        assert_eq!("110105194912310021".parse::<ResidentId>(), Err(ResidentIdError::Check));
    }

    #[test]
    fn the_birthday_must_exist() {
        for birthday in ["19490231", "19491301", "19490100", "20230229", "00000101", "17991231"] {
            let text = complete(&format!("110105{birthday}002"));
            assert_eq!(text.parse::<ResidentId>(), Err(ResidentIdError::Birthday), "{birthday}");
        }
        assert!(complete("11010520240229002").parse::<ResidentId>().is_ok());
    }

    #[test]
    fn nobody_is_born_after_today() {
        let tomorrow = complete("11010520250610002");
        assert_eq!(ResidentId::parse(&tomorrow, TODAY), Err(ResidentIdError::BornInFuture));
        let today = complete("11010520250609002");
        assert!(ResidentId::parse(&today, TODAY).is_ok());
    }

    #[test]
    fn an_old_number_is_told_apart() {
        assert_eq!("110105491231002".parse::<ResidentId>(), Err(ResidentIdError::OldForm));
        assert_eq!("110105491231002".parse::<OldResidentId>().unwrap().born(), date(1949, 12, 31));
        // Fifteen digits without a birthday in them are no old number, only a wrong length.
        assert_eq!("110105491331002".parse::<ResidentId>(), Err(ResidentIdError::Length { found: 15 }));
        assert_eq!("110105491331002".parse::<OldResidentId>(), Err(ResidentIdError::Birthday));
        assert_eq!("11010549123100X".parse::<OldResidentId>(), Err(ResidentIdError::Character { place: 15 }));
    }

    #[test]
    fn odd_input_is_refused_with_its_place() {
        assert_eq!("".parse::<ResidentId>(), Err(ResidentIdError::Length { found: 0 }));
        assert_eq!("1101051949123100２３4".parse::<ResidentId>(), Err(ResidentIdError::Length { found: 19 }));
        assert_eq!("1101051949123100海X".parse::<ResidentId>(), Err(ResidentIdError::Character { place: 17 }));
        assert_eq!("X10105194912310021".parse::<ResidentId>(), Err(ResidentIdError::Character { place: 1 }));
        assert_eq!(complete("01010519491231002").parse::<ResidentId>(), Err(ResidentIdError::Area));
        assert_eq!("①②③④⑤⑥⑦⑧⑨①②③④⑤⑥⑦⑧⑨".parse::<ResidentId>(), Err(ResidentIdError::Character { place: 1 }));
    }

    #[test]
    fn debug_output_and_errors_hold_no_part_of_the_number() {
        let id: ResidentId = STANDARD.parse().unwrap();
        assert_eq!(format!("{id:?}"), "ResidentId(******************)");
        let old: OldResidentId = "110105491231002".parse().unwrap();
        assert_eq!(format!("{old:?}"), "OldResidentId(***************)");
        assert_eq!(id.masked(), "**************002X");
        assert_eq!(old.masked(), "************002");
        assert!(!ResidentIdError::Check.to_string().contains("1101"));
    }

    proptest! {
        #[test]
        fn every_number_with_its_own_check_character_is_read_back(
            area in 100_000u32..=999_999, year in 1900i16..=2024, month in 1i8..=12, day in 1i8..=28, order in 0u16..=999,
        ) {
            let text = complete(&format!("{area}{year}{month:02}{day:02}{order:03}"));
            let id = ResidentId::parse(&text, TODAY).unwrap();
            prop_assert_eq!(id.to_string(), text);
            prop_assert_eq!(id.born(), date(year, month, day));
        }

        #[test]
        fn one_wrong_digit_never_passes(at in 0usize..17, by in 1u8..=9) {
            let mut characters = STANDARD.as_bytes().to_vec();
            characters[at] = b'0' + (characters[at] - b'0' + by) % 10;
            prop_assert!(String::from_utf8(characters).unwrap().parse::<ResidentId>().is_err());
        }

        #[test]
        fn two_neighbours_in_the_wrong_order_never_pass(at in 0usize..16) {
            let mut characters = STANDARD.as_bytes().to_vec();
            prop_assume!(characters[at] != characters[at + 1]);
            characters.swap(at, at + 1);
            prop_assert!(String::from_utf8(characters).unwrap().parse::<ResidentId>().is_err());
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,24}") {
            let _ = text.parse::<ResidentId>();
            let _ = text.parse::<OldResidentId>();
        }
    }
}
