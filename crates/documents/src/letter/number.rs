//! 发文字号: 「示环公复〔2025〕27号」.

use std::fmt;
use std::num::NonZeroU32;

use super::words::clean;

/// The number of a letter: the agency's code for such letters, the year in hexagonal brackets, the serial without leading zeros and
/// without 第 (GB/T 9704-2012).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    code: String,
    year: i16,
    serial: NonZeroU32,
}

/// Parts that make no number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDocumentNumber {
    /// Without the agency's code nobody knows whose letter it is.
    #[error("发文机关代字不能为空，请在机构设置中填写，例如“示环公复”")]
    NoCode,
    /// A year is printed with four digits.
    #[error("发文字号的年份应为四位数字，不能是{0}")]
    Year(i16),
    /// Serials begin with 1.
    #[error("发文顺序号从1开始，不能是0")]
    Zero,
}

impl DocumentNumber {
    /// Puts a number together.
    pub fn new(code: &str, year: i16, serial: u32) -> Result<DocumentNumber, NoDocumentNumber> {
        let code = clean(code);
        if code.is_empty() {
            return Err(NoDocumentNumber::NoCode);
        }
        if !(1000..=9999).contains(&year) {
            return Err(NoDocumentNumber::Year(year));
        }
        let serial = NonZeroU32::new(serial).ok_or(NoDocumentNumber::Zero)?;
        Ok(DocumentNumber { code, year, serial })
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_printed_with_hexagonal_brackets_and_without_leading_zeros() {
        assert_eq!(DocumentNumber::new(" 示环公复", 2025, 27).unwrap().to_string(), "示环公复〔2025〕27号");
    }

    #[test]
    fn what_nobody_could_cite_is_no_number() {
        assert_eq!(DocumentNumber::new("　", 2025, 1), Err(NoDocumentNumber::NoCode));
        assert_eq!(DocumentNumber::new("示环公复", 25, 1), Err(NoDocumentNumber::Year(25)));
        assert_eq!(DocumentNumber::new("示环公复", 2025, 0), Err(NoDocumentNumber::Zero));
    }
}
