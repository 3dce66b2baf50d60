//! 编号: with its day of receipt an application gets its place in the register of the agency and year (Art. 45). The record
//! counts; here it is only said when, so that what never comes about (an unconfirmed web form) leaves no gap.

use law::calendar::Day;

use crate::request::state::Number;
use crate::request::{Fact, Request};

/// The fact that is owed once the day of receipt is certain and no number was given: in the register of the year of receipt.
pub fn number(request: &Request, on: Day) -> Option<(i16, impl FnOnce(u32) -> Fact + use<>)> {
    let received = request.received()?;
    if request.number().is_some() {
        return None;
    }
    let year = received.day().year();
    Some((year, move |serial| Fact::Numbered { on, year, serial }))
}

impl std::fmt::Display for Number {
    /// 「〔2025〕27号」, to which the agency's own short name is put.
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "〔{}〕{}号", self.year, self.serial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{by, day, received, submitted};

    #[test]
    fn the_number_comes_with_the_day_of_receipt_and_only_once() {
        let mut request = Request::of([by(1)(received("2025-12-31"))]);
        let (year, numbered) = number(&request, day("2026-01-04")).unwrap();
        assert_eq!(year, 2025, "the register of the year in which it came");
        request.evolve(by(1)(numbered(27)));
        assert_eq!(request.number().unwrap().to_string(), "〔2025〕27号");
        assert!(number(&request, day("2026-01-04")).is_none());
        assert!(number(&Request::of([by(1)(submitted("2025-12-31"))]), day("2026-01-04")).is_none());
    }
}
