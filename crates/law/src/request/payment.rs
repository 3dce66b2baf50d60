//! Art. 42 and 国办函〔2020〕109号: the notice of a fee, and what follows from paying it or not. The tariff is in `fee`.
//!
//! The notice is given within the term of reply. From then on the application waits for the payment; the term of reply
//! starts again from it, and without it the application is taken as given up (视为放弃申请).

use super::fee::Tariff;
use crate::calendar::{BeyondCalendar, Calendar, Day, Due, WorkingDays};

/// The time to pay where no tariff is in force on the day of the notice. There was nothing to charge by then; the clock
/// of such a file runs all the same.
const WITHOUT_TARIFF: WorkingDays = WorkingDays(20);

/// How long after the day on which the notice was received the fee may be paid, by the tariff of the day of the notice.
pub fn pay_within(asked_on: Day) -> WorkingDays {
    Tariff::on(asked_on).map_or(WITHOUT_TARIFF, |tariff| WorkingDays(tariff.pay_within_working_days))
}

/// The last day to pay; counted from the day on which the notice reached the applicant, or, where that is not known,
/// from the day of the notice.
pub fn last_day_to_pay(asked_on: Day, reached_on: Option<Day>, calendar: &Calendar) -> Result<Due, BeyondCalendar> {
    calendar.add(reached_on.unwrap_or(asked_on), pay_within(asked_on))
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
