//! The few free words that a fact of a report may hold, and the proof of longer ones.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A source, a reason: public words of the office about its own figures, never about a person. One line of 1 to 200
/// characters without long numbers, so that no identity card, telephone or account gets into the record by this way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// Words that a fact of a report may not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotANote {
    /// Nothing was written.
    #[error("请用一句话说明来源或者原因")]
    Empty,
    /// More than [`Note::LONGEST`].
    #[error("说明最多{}字，请写得简短些", Note::LONGEST)]
    TooLong,
    /// Line breaks and the like.
    #[error("说明请写成一行，不要换行或者使用控制字符")]
    Control,
    /// It looks like somebody's number.
    #[error("说明中有较长的数字，可能是证件号码、电话或者账号；这里不能写个人信息，请删去")]
    LongNumber,
}

impl Note {
    /// In characters.
    pub const LONGEST: usize = 200;

    /// Checks the words; spaces around them are dropped.
    pub fn new(words: &str) -> Result<Note, NotANote> {
        let words = words.trim();
        let longest_number =
            words.split(|c: char| !(c.is_numeric() || c == '-' || c == ' ')).map(digits).max().unwrap_or(0);
        if words.is_empty() {
            Err(NotANote::Empty)
        } else if words.chars().count() > Note::LONGEST {
            Err(NotANote::TooLong)
        } else if words.chars().any(char::is_control) {
            Err(NotANote::Control)
        } else if longest_number >= TELEPHONE {
            Err(NotANote::LongNumber)
        } else {
            Ok(Note(words.to_owned()))
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A mobile number has 11 digits; document numbers and dates have fewer in a row.
const TELEPHONE: usize = 11;

fn digits(part: &str) -> usize {
    part.chars().filter(|c| c.is_numeric()).count()
}

impl TryFrom<String> for Note {
    type Error = NotANote;

    fn try_from(words: String) -> Result<Note, NotANote> {
        Note::new(&words)
    }
}

impl From<Note> for String {
    fn from(note: Note) -> String {
        note.0
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The digest of a text or of a whole report that lies in a table of its own: 256 bits, SM3.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

/// Not the form of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("校验值应当是64位十六进制小写数字，请核对记录是否完整")]
pub struct NotADigest;

impl Digest {
    /// 64 lower-case hexadecimal digits.
    pub fn new(hex: &str) -> Result<Digest, NotADigest> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if hex.len() == 64 && hex.bytes().all(is_hex) { Ok(Digest(hex.to_owned())) } else { Err(NotADigest) }
    }

    /// In hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(hex: String) -> Result<Digest, NotADigest> {
        Digest::new(&hex)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_short_line() {
        assert_eq!(Note::new(" 行政审批科台账 ").unwrap().as_str(), "行政审批科台账");
        assert_eq!(Note::new(" \n "), Err(NotANote::Empty));
        assert_eq!(Note::new(&"字".repeat(201)), Err(NotANote::TooLong));
        assert!(Note::new(&"字".repeat(200)).is_ok());
        assert_eq!(Note::new("第一行\n第二行"), Err(NotANote::Control));
        assert_eq!(Note::new("零\u{0}"), Err(NotANote::Control));
    }

    #[test]
    fn nobodys_number_is_a_note() {
        for words in ["电话13800000000", "身份证110101 1990 0101 0015", "138-0000-0000", "１３８００００００００"]
        {
            assert_eq!(Note::new(words), Err(NotANote::LongNumber), "{words}");
        }
        assert!(Note::new("环办〔2019〕123号，2019年12月31日，2153.74万元").is_ok());
    }

    #[test]
    fn a_digest_has_64_hexadecimal_digits() {
        assert!(Digest::new(&"0a".repeat(32)).is_ok());
        for hex in ["", "0a", &"0A".repeat(32), &"0g".repeat(32), &"0a".repeat(33), &"张".repeat(64)] {
            assert_eq!(Digest::new(hex), Err(NotADigest), "{hex}");
        }
    }
}
