//! 索引号: the number under which a published document is found. Unique, gapless per agency and year, never used again.
//!
//! How it is written is a setting of the agency: no norm fixes it, and every province has its own habit.

mod pattern;

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use self::pattern::Piece;
pub use self::pattern::{IndexPattern, PatternError};
use super::half_width;

/// The years that an index number may name: a typing mistake must not pass as a year.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2199;

/// An index number: its text, and what the text says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndexNumber {
    text: String,
    organisation: String,
    year: i16,
    month: Option<i8>,
    serial: u32,
}

/// Why a text is no index number, or why none can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexNumberError {
    /// The text is not of the pattern.
    #[error("索引号“{text}”不符合格式“{pattern}”，请核对")]
    Shape {
        /// As it was read, in half width.
        text: String,
        /// The pattern that it should follow.
        pattern: String,
    },
    /// The text is of none of the patterns in use.
    #[error("索引号“{0}”不是已知的格式，请核对")]
    Unknown(String),
    /// No such year or month.
    #[error("索引号中的年月“{0}”不存在，请核对")]
    Date(String),
    /// The serial number is 0 or has more digits than the pattern gives it.
    #[error("流水号{serial}超出索引号格式的范围（1至{most}），请调整格式的位数")]
    Serial {
        /// The number that was to be written.
        serial: u32,
        /// The greatest one that fits.
        most: u32,
    },
    /// The pattern writes the month and none was given.
    #[error("本单位索引号含月份，请给出月份")]
    MonthNeeded,
    /// The organisation's code has the wrong length or characters for the pattern.
    #[error("机构代码“{0}”不符合索引号格式，请在机构设置中核对统一社会信用代码")]
    Organisation(String),
}

/// Which document a new number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The year whose serial numbers are counted.
    pub year: i16,
    /// The month, 1 to 12; only patterns that write it look at it.
    pub month: Option<i8>,
    /// From 1, without a gap, per agency and year.
    pub serial: u32,
}

impl IndexPattern {
    /// Writes the number of a document. `organisation` is the agency's code as the pattern writes it: 9 characters or 18.
    pub fn write(&self, organisation: &str, document: Numbered) -> Result<IndexNumber, IndexNumberError> {
        let Numbered { year, month, serial } = document;
        let organisation = half_width(organisation).to_ascii_uppercase();
        if !YEARS.contains(&year) {
            return Err(IndexNumberError::Date(year.to_string()));
        }
        if let Some(month) = month.filter(|month| !(1..=12).contains(month)) {
            return Err(IndexNumberError::Date(format!("{year}年{month}月")));
        }
        let mut text = String::new();
        let mut written_month = None;
        for piece in &self.pieces {
            let part = match piece {
                Piece::OrganisationCode | Piece::Uscc if piece.fits(&organisation) => organisation.clone(),
                Piece::OrganisationCode | Piece::Uscc => return Err(IndexNumberError::Organisation(organisation)),
                Piece::Year => format!("{year:04}"),
                Piece::Month => {
                    let month = month.ok_or(IndexNumberError::MonthNeeded)?;
                    written_month = Some(month);
                    format!("{month:02}")
                }
                Piece::Serial { digits } => {
                    let most = greatest(*digits);
                    if !(1..=most).contains(&serial) {
                        return Err(IndexNumberError::Serial { serial, most });
                    }
                    format!("{serial:0digits$}")
                }
                Piece::Literal(sign) => sign.clone(),
            };
            text.push_str(&part);
        }
        Ok(IndexNumber { text, organisation, year, month: written_month, serial })
    }

    /// Reads a number that follows this pattern, in half or full width, in either case, blanks inside.
    pub fn read(&self, text: &str) -> Result<IndexNumber, IndexNumberError> {
        let text = half_width(text).to_ascii_uppercase();
        let wrong_shape = || IndexNumberError::Shape { text: text.clone(), pattern: self.to_string() };
        let (mut organisation, mut year, mut month, mut serial) = (String::new(), 0, None, 0);
        let mut rest = text.as_str();
        // Every piece has its own fixed width, so there is only one way to cut the text.
        for piece in &self.pieces {
            let (part, after) = rest.split_at_checked(piece.width()).ok_or_else(wrong_shape)?;
            if !piece.fits(part) {
                return Err(wrong_shape());
            }
            match piece {
                Piece::OrganisationCode | Piece::Uscc => part.clone_into(&mut organisation),
                Piece::Year => year = part.parse().map_err(|_| wrong_shape())?,
                Piece::Month => month = Some(part.parse().map_err(|_| wrong_shape())?),
                Piece::Serial { .. } => serial = part.parse().map_err(|_| wrong_shape())?,
                Piece::Literal(_) => {}
            }
            rest = after;
        }
        if !rest.is_empty() {
            return Err(wrong_shape());
        }
        // Writing it again proves year, month and serial.
        self.write(&organisation, Numbered { year, month, serial })
    }
}

/// The greatest number of so many digits (at most 9).
fn greatest(digits: usize) -> u32 {
    u32::try_from(digits).ok().and_then(|digits| 10_u32.checked_pow(digits)).map_or(u32::MAX, |next| next - 1)
}

impl IndexNumber {
    /// The code of the organisation, as it is written in the number.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month, where the pattern writes one.
    pub fn month(&self) -> Option<i8> {
        self.month
    }

    /// The serial number within the year.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// The number as it is printed.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// The patterns seen on agencies' own pages, most usual first. No two of them fit the same text: they differ in length
/// or in a sign. Older numbers (21 digits, or region, class and date in a row) are too various to be taken apart.
static IN_USE: LazyLock<[IndexPattern; 4]> = LazyLock::new(|| {
    ["{orgcode9}/{YYYY}-{NNNNN}", "{uscc}/{YYYY}-{NNNNN}", "{uscc}/{YYYY}{MM}-{NNNNN}", "{orgcode9}-{YYYY}-{NNNNNN}"]
        .map(|pattern| pattern.parse().expect("the list holds valid patterns (tested)"))
});

/// Reads a number in one of the patterns seen on agencies' own pages, for imports and searches. An agency's new numbers
/// are read by its own [`IndexPattern`].
impl FromStr for IndexNumber {
    type Err = IndexNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        for pattern in IN_USE.iter() {
            match pattern.read(text) {
                Err(IndexNumberError::Shape { .. }) => {}
                read => return read,
            }
        }
        Err(IndexNumberError::Unknown(half_width(text)))
    }
}

impl fmt::Display for IndexNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIRST: Numbered = Numbered { year: 2025, month: Some(6), serial: 1 };

    #[test]
    fn numbers_seen_on_real_pages_are_read_and_written_the_same() {
        let seen = [
            ("000014349/2017-00110", "000014349", 2017, None, 110),
            ("014225972/2019-00001", "014225972", 2019, None, 1),
            ("053533505/2021-00106", "053533505", 2021, None, 106),
            ("11341702486344515H/202110-00013", "11341702486344515H", 2021, Some(10), 13),
            ("11620622013933539B/2021-03844", "11620622013933539B", 2021, None, 3844),
            ("01527918X-2020-153077", "01527918X", 2020, None, 153_077),
        ];
        for (text, organisation, year, month, serial) in seen {
            let number: IndexNumber = text.parse().unwrap();
            assert_eq!(number.to_string(), text);
            assert_eq!(
                (number.organisation(), number.year(), number.month(), number.serial()),
                (organisation, year, month, serial)
            );
        }
    }

    #[test]
    fn full_width_and_lower_case_are_understood() {
        let number: IndexNumber = "０１５２７９１８ｘ－２０２０－１５３０７７".parse().unwrap();
        assert_eq!(number.as_str(), "01527918X-2020-153077");
    }

    #[test]
    fn the_default_pattern_is_the_usual_one() {
        assert_eq!(IndexPattern::default().to_string(), "{orgcode9}/{YYYY}-{NNNNN}");
        assert_eq!(IndexPattern::default(), "{orgcode9}/{YYYY}-{NNNNN}".parse().unwrap());
        assert_eq!(IndexPattern::default().write("014225972", FIRST).unwrap().as_str(), "014225972/2025-00001");
    }

    #[test]
    fn a_serial_number_that_does_not_fit_is_refused_and_not_cut() {
        let pattern = IndexPattern::default();
        for serial in [0, 100_000, u32::MAX] {
            let refused = pattern.write("014225972", Numbered { serial, ..FIRST });
            assert_eq!(refused, Err(IndexNumberError::Serial { serial, most: 99_999 }));
        }
        assert!(pattern.write("014225972", Numbered { serial: 99_999, ..FIRST }).is_ok());
        assert!(pattern.read("014225972/2025-00000").is_err());
    }

    #[test]
    fn a_month_must_be_there_and_exist_where_it_is_written() {
        let pattern: IndexPattern = "{uscc}/{YYYY}{MM}-{NNNNN}".parse().unwrap();
        let agency = "11341702486344515H";
        assert_eq!(pattern.write(agency, Numbered { month: None, ..FIRST }), Err(IndexNumberError::MonthNeeded));
        assert!(matches!(pattern.read("11341702486344515H/202113-00013"), Err(IndexNumberError::Date(_))));
        assert_eq!(pattern.write(agency, FIRST).unwrap().as_str(), "11341702486344515H/202506-00001");
    }

    #[test]
    fn the_organisation_must_suit_the_pattern() {
        for code in ["", "0142259", "11341702486344515H", "海门1234567"] {
            let refused = IndexPattern::default().write(code, FIRST);
            assert!(matches!(refused, Err(IndexNumberError::Organisation(_))), "{code}");
        }
    }

    #[test]
    fn other_texts_are_no_index_numbers() {
        for text in
            ["", "014225972", "014225972/2019-0001", "014225972/2019-000011", "014225972/0019-00001", "/-", "海门"]
        {
            assert!(text.parse::<IndexNumber>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_equal(
            year in 1949i16..=2199, month in 1i8..=12, serial in 1u32..=99_999, code in "[0-9A-Z]{8}[0-9X]",
        ) {
            for pattern in ["{orgcode9}/{YYYY}-{NNNNN}", "{YYYY}{MM}{orgcode9}{NNNNNNNNN}", "GK-{NNNNN}.{orgcode9}.{YYYY}"] {
                let pattern: IndexPattern = pattern.parse().unwrap();
                let written = pattern.write(&code, Numbered { year, month: Some(month), serial }).unwrap();
                prop_assert_eq!(&pattern.read(written.as_str()).unwrap(), &written);
                prop_assert_eq!(pattern.to_string().parse::<IndexPattern>().unwrap(), pattern);
            }
        }

        #[test]
        fn two_documents_never_get_the_same_number(
            first in (2000i16..=2030, 1u32..=300), second in (2000i16..=2030, 1u32..=300),
        ) {
            let write = |(year, serial)| {
                IndexPattern::default().write("014225972", Numbered { year, month: None, serial }).unwrap()
            };
            prop_assert_eq!(first == second, write(first).as_str() == write(second).as_str());
        }

        #[test]
        fn no_text_makes_the_readers_panic(text in "\\PC{0,40}") {
            let _ = text.parse::<IndexNumber>();
            let _ = text.parse::<IndexPattern>();
        }
    }
}
