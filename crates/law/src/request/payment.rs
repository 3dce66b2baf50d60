//! Art. 42 and 国办函〔2020〕109号: the notice of a fee, and what follows from paying it or not. The tariff is in `fee`.
//!
//! The notice is given within the term of reply. From then on the application waits for the payment; the term of reply
//! starts again from it, and without it the application is taken as given up (视为放弃申请).

use crate::calendar::{BeyondCalendar, Calendar, Day, Due, WorkingDays};

/// The fee is paid within 20 working days of the day on which the notice was received.
pub const PAY_WITHIN: WorkingDays = WorkingDays(20);

/// The last day to pay; counted from the day on which the notice reached the applicant, or, where that is not known,
/// from the day of the notice.
pub fn last_day_to_pay(asked_on: Day, reached_on: Option<Day>, calendar: &Calendar) -> Result<Due, BeyondCalendar> {
    calendar.add(reached_on.unwrap_or(asked_on), PAY_WITHIN)
}

/// Whether a notice given on `asked_on` counts; one after the due date of the reply changes nothing.
pub fn is_asked_in_time(asked_on: Day, due: Day) -> bool {
    asked_on <= due
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_working_days_from_the_day_on_which_the_notice_arrived() {
        let asked = Day::constant(2025, 9, 26);
        let last = |reached| last_day_to_pay(asked, reached, Calendar::national()).unwrap().date;
        assert_eq!(last(None), Day::constant(2025, 10, 30));
        assert_eq!(last(Some(Day::constant(2025, 9, 28))), Day::constant(2025, 10, 31));
    }
}
