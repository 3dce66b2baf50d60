//! Art. 30: 补正, asking once for a clearer application.
//!
//! The application waits for the applicant: no reply is owed meanwhile. What comes in within the time set starts the
//! whole term of reply anew; what does not come in time is taken as given up (视为放弃申请).

use super::receipt::ReceiptDate;
use crate::calendar::{BeyondCalendar, Calendar, Day, Due, WorkingDays};

/// Art. 30: the agency asks once, within 7 working days of receipt, naming the points and a reasonable term.
pub const ASK_WITHIN: WorkingDays = WorkingDays(7);

/// The last day on which a correction may still be asked for. A request after it restarts nothing.
pub fn last_day_to_ask(received: ReceiptDate, calendar: &Calendar) -> Result<Due, BeyondCalendar> {
    calendar.add(received.day(), ASK_WITHIN)
}

/// The time that the notice gives the applicant; the Regulation asks for a reasonable one and names no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerTerm {
    /// So many working days after the notice reached the applicant.
    WorkingDays(WorkingDays),
    /// Up to and with this day.
    By(Day),
    /// The notice names no term. Nothing runs out, so nothing is given up.
    Unstated,
}

/// The last day for the applicant's answer; the term counts from the day on which the notice reached the applicant, or,
/// where that is not known, from the day on which it was sent.
pub fn answer_by(
    asked_on: Day,
    reached_on: Option<Day>,
    term: AnswerTerm,
    calendar: &Calendar,
) -> Result<Option<Due>, BeyondCalendar> {
    match term {
        AnswerTerm::WorkingDays(days) => calendar.add(reached_on.unwrap_or(asked_on), days).map(Some),
        AnswerTerm::By(date) => Ok(Some(Due { date, provisional: false })), // told to the applicant as a date
        AnswerTerm::Unstated => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::receipt::{Arrival, Channel};
    use super::*;

    #[test]
    fn it_is_asked_for_within_seven_working_days() {
        // 调休 Sunday worked, then the National Day week
        let arrival = Arrival { handed_in: Some(Day::constant(2025, 9, 26)), ..Arrival::default() };
        let received = ReceiptDate::determine(Channel::Counter, &arrival).unwrap();
        let last = last_day_to_ask(received, Calendar::national()).unwrap();
        assert_eq!(last, Due { date: Day::constant(2025, 10, 13), provisional: false });
    }

    #[test]
    fn the_answer_counts_from_the_day_on_which_the_notice_arrived() {
        let asked = Day::constant(2025, 6, 10);
        let five = AnswerTerm::WorkingDays(WorkingDays(5));
        let by = |reached, term| answer_by(asked, reached, term, Calendar::national()).unwrap().map(|due| due.date);
        assert_eq!(by(None, five), Some(Day::constant(2025, 6, 17)));
        assert_eq!(by(Some(Day::constant(2025, 6, 13)), five), Some(Day::constant(2025, 6, 20)));
        let saturday = Day::constant(2025, 6, 21);
        assert_eq!(by(None, AnswerTerm::By(saturday)), Some(saturday));
        assert_eq!(by(None, AnswerTerm::Unstated), None);
    }
}
