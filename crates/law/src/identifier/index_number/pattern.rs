//! How an agency writes its index numbers: the setting, read and checked.

use std::fmt;
use std::str::FromStr;

use crate::identifier::uscc::Uscc;

/// How an agency writes its index numbers, such as `{orgcode9}/{YYYY}-{NNNNN}` (the default).
///
/// Pieces: `{orgcode9}` the organisation's 9 characters or `{uscc}` its 18; `{YYYY}`; `{MM}`; `{N…}` the serial number,
/// as many digits as there are N (1 to 9), filled up with zeros. Organisation, year and serial stand exactly once, or
/// numbers would not be unique. Between them stand signs or capital letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPattern {
    pub(super) pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    OrganisationCode,
    Uscc,
    Year,
    Month,
    Serial { digits: usize },
    Literal(String),
}

/// Why a setting cannot serve as a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A `{` without its `}`, or the other way round.
    #[error("索引号格式“{0}”的花括号不成对，请核对")]
    Braces(String),
    /// Braces around something that is not a piece.
    #[error("索引号格式中的“{{{0}}}”无法识别，可用：orgcode9、uscc、YYYY、MM、N（1至9个）")]
    UnknownPiece(String),
    /// A piece that would leave numbers of two agencies, two years or two documents alike.
    #[error("索引号格式缺少{0}，编号会重复，请补上")]
    Missing(&'static str),
    /// A piece that stands there twice.
    #[error("索引号格式中{0}出现了不止一次，请删去多余的")]
    Twice(&'static str),
    /// A sign that people cannot type again, or that would read as part of a number.
    #[error("索引号格式中不能使用“{0}”，请只用大写字母和 - / . _ : 等符号")]
    Literal(char),
}

impl Piece {
    /// In bytes, which are characters: everything in an index number is ASCII.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::OrganisationCode => 9,
            Self::Uscc => 18,
            Self::Year => 4,
            Self::Month => 2,
            Self::Serial { digits } => *digits,
            Self::Literal(sign) => sign.len(),
        }
    }

    /// Whether this part of a text can be this piece.
    pub(super) fn fits(&self, part: &str) -> bool {
        match self {
            // GB 11714: eight digits or capital letters, then a digit or X.
            Self::OrganisationCode => {
                part.len() == 9 && part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            }
            Self::Uscc => part.parse::<Uscc>().is_ok(),
            Self::Year | Self::Month | Self::Serial { .. } => part.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Literal(sign) => part == sign,
        }
    }
}

impl Default for IndexPattern {
    fn default() -> Self {
        Self {
            pieces: vec![
                Piece::OrganisationCode,
                Piece::Literal("/".into()),
                Piece::Year,
                Piece::Literal("-".into()),
                Piece::Serial { digits: 5 },
            ],
        }
    }
}

impl FromStr for IndexPattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let braces = || PatternError::Braces(text.to_owned());
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('{') {
                let (name, after) = after.split_once('}').ok_or_else(braces)?;
                pieces.push(named(name)?);
                rest = after;
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                let (signs, after) = rest.split_at(end);
                if signs.contains('}') {
                    return Err(braces());
                }
                let usable = |sign: &char| sign.is_ascii_uppercase() || "-/._:()[]".contains(*sign);
                if let Some(sign) = signs.chars().find(|sign| !usable(sign)) {
                    return Err(PatternError::Literal(sign));
                }
                pieces.push(Piece::Literal(signs.to_owned()));
                rest = after;
            }
        }
        let count = |wanted: fn(&Piece) -> bool| pieces.iter().filter(|piece| wanted(piece)).count();
        let needed = [
            ("机构代码", count(|piece| matches!(piece, Piece::OrganisationCode | Piece::Uscc))),
            ("年份", count(|piece| matches!(piece, Piece::Year))),
            ("流水号", count(|piece| matches!(piece, Piece::Serial { .. }))),
        ];
        for (name, times) in needed {
            match times {
                0 => return Err(PatternError::Missing(name)),
                1 => {}
                _ => return Err(PatternError::Twice(name)),
            }
        }
        if count(|piece| matches!(piece, Piece::Month)) > 1 {
            return Err(PatternError::Twice("月份"));
        }
        Ok(Self { pieces })
    }
}

fn named(name: &str) -> Result<Piece, PatternError> {
    match name {
        "orgcode9" => Ok(Piece::OrganisationCode),
        "uscc" => Ok(Piece::Uscc),
        "YYYY" => Ok(Piece::Year),
        "MM" => Ok(Piece::Month),
        serial if (1..=9).contains(&serial.len()) && serial.bytes().all(|byte| byte == b'N') => {
            Ok(Piece::Serial { digits: serial.len() })
        }
        unknown => Err(PatternError::UnknownPiece(unknown.to_owned())),
    }
}

impl fmt::Display for IndexPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::OrganisationCode => f.write_str("{orgcode9}")?,
                Piece::Uscc => f.write_str("{uscc}")?,
                Piece::Year => f.write_str("{YYYY}")?,
                Piece::Month => f.write_str("{MM}")?,
                Piece::Serial { digits } => write!(f, "{{{}}}", "N".repeat(*digits))?,
                Piece::Literal(sign) => f.write_str(sign)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_would_repeat_numbers_is_refused() {
        let refused = |text: &str| text.parse::<IndexPattern>().unwrap_err();
        assert_eq!(refused("{YYYY}-{NNNNN}"), PatternError::Missing("机构代码"));
        assert_eq!(refused("{orgcode9}-{NNNNN}"), PatternError::Missing("年份"));
        assert_eq!(refused("{orgcode9}-{YYYY}"), PatternError::Missing("流水号"));
        assert_eq!(refused(""), PatternError::Missing("机构代码"));
        assert_eq!(refused("{orgcode9}{uscc}/{YYYY}-{N}"), PatternError::Twice("机构代码"));
        assert_eq!(refused("{orgcode9}/{YYYY}{MM}{MM}-{N}"), PatternError::Twice("月份"));
        assert_eq!(refused("{orgcode9/{YYYY}-{N}"), PatternError::UnknownPiece("orgcode9/{YYYY".into()));
        assert_eq!(refused("{orgcode9}/{YYYY}-{N"), PatternError::Braces("{orgcode9}/{YYYY}-{N".into()));
        assert_eq!(refused("{orgcode9}}/{YYYY}-{N}"), PatternError::Braces("{orgcode9}}/{YYYY}-{N}".into()));
        assert_eq!(refused("{orgcode9}第{YYYY}-{N}"), PatternError::Literal('第'));
        assert_eq!(refused("{orgcode9}1{YYYY}-{N}"), PatternError::Literal('1'));
        assert_eq!(
            refused("{orgcode9}/{YYYY}-{NNNNNNNNNN}"),
            PatternError::UnknownPiece("NNNNNNNNNN".into()),
            "ten digits do not fit the counter"
        );
    }
}
