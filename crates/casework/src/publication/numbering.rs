//! 索引号: how an agency writes the numbers of what it publishes.

use law::calendar::Day;
use law::identifier::index_number::{IndexNumberError, IndexPattern, Numbered};

/// The agency's pattern with its code, proved to make numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    pattern: IndexPattern,
    organisation: String,
}

impl Numbering {
    /// Refuses a code that does not fit the pattern, before anything is to be published.
    pub fn new(pattern: IndexPattern, organisation: &str) -> Result<Numbering, IndexNumberError> {
        let numbering = Numbering { pattern, organisation: organisation.to_owned() };
        numbering.pattern.write(organisation, Numbered { year: 2025, month: Some(1), serial: 1 })?;
        Ok(numbering)
    }

    /// The number of what is published on this day as the `serial`-th of its year. A register that outgrows the pattern goes
    /// on with more digits, for a number must never be given twice.
    pub fn write(&self, on: Day, serial: u32) -> String {
        let document = Numbered { year: on.year(), month: Some(on.month()), serial };
        match self.pattern.write(&self.organisation, document) {
            Ok(number) => number.to_string(),
            Err(_) => format!("{}/{}-{serial}", self.organisation, on.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_agency_does() {
        let numbering = Numbering::new(IndexPattern::default(), "014225972").unwrap();
        let on = Day::constant(2019, 3, 5);
        assert_eq!(numbering.write(on, 7), "014225972/2019-00007");
        assert_eq!(numbering.write(on, 100_000), "014225972/2019-100000");
    }

    #[test]
    fn a_code_that_does_not_fit_is_refused_at_once() {
        assert!(Numbering::new(IndexPattern::default(), "1").is_err());
        let uscc: IndexPattern = "{uscc}/{YYYY}{MM}-{NNNNN}".parse().unwrap();
        let numbering = Numbering::new(uscc, "91512081MA62K0260E").unwrap();
        assert_eq!(numbering.write(Day::constant(2019, 3, 5), 7), "91512081MA62K0260E/201903-00007");
    }
}
