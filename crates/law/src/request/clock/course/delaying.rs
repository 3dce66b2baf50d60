//! Art. 35: the reasons for so many applications are reasonable, but they cannot be answered in the term of Art. 33: 「可以确定延迟答复的合理期限并告知
//! 申请人」. It counts where the applicant is told of it on or before the due date as it then stood, and belongs to that term.

use super::super::words::day_in;
use super::super::{ClockError, Dated, Refusal};
use super::{Course, Delay, Phase};
use crate::calendar::Day;

impl Course<'_> {
    pub(super) fn delayed(&mut self, dated: &Dated<'_>, until: Day) -> Result<(), ClockError> {
        if self.delay == Delay::NoReasonsAsked {
            return Err(dated.refused(Refusal::NoReasonsAsked));
        }
        if !matches!(self.phase, Phase::Counting) {
            return Err(dated.refused(Refusal::Waiting));
        }
        let on = dated.fact.on;
        let due = self.due()?.date;
        let text = if on > due {
            format!("告知您延迟答复，但答复期限已在{}届满，不算数。", day_in(due, on))
        } else if until <= due {
            format!("告知您延迟到{}前答复，没有晚于现在的期限，期限不变。", day_in(until, on))
        } else {
            self.delay = Delay::Until(until);
            format!(
                "您说明的理由合理，但申请的数量多，无法在{}前答复，告知您延迟到{}前答复。",
                day_in(due, on),
                day_in(until, on)
            )
        };
        self.say(on, Some("35"), text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Application, Clock, Event, Fact, Standing};
    use super::*;
    use crate::calendar::{Calendar, parse_day};
    use crate::request::receipt::Channel;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// Handed in on 9 June 2025, to be answered by 7 July.
    fn clock(today: &str, events: &[(&str, Event)]) -> Result<Clock, ClockError> {
        let first = Fact { on: day("2025-06-09"), event: Event::HandedIn };
        let facts = events.iter().map(|(on, event)| Fact { on: day(on), event: event.clone() });
        let application =
            Application { channel: Channel::Counter, facts: std::iter::once(first).chain(facts).collect() };
        Clock::of(&application, day(today), Calendar::national())
    }

    fn until(text: &str) -> Event {
        Event::Delayed { until: day(text) }
    }

    #[test]
    fn the_day_that_was_told_is_the_due_date() {
        let asked = ("2025-06-11", Event::ReasonsAsked);
        let told = clock("2025-07-10", &[asked, ("2025-07-07", until("2025-09-30"))]).unwrap();
        assert_eq!((told.due_on, told.standing.clone()), (Some(day("2025-09-30")), Standing::Running));
        assert!(told.steps.iter().any(|step| step.article == Some("35") && step.text.contains("延迟到9月30日前答复")));
    }

    #[test]
    fn what_is_told_too_late_or_sets_no_later_day_changes_nothing() {
        let asked = ("2025-06-11", Event::ReasonsAsked);
        let late = clock("2025-07-10", &[asked.clone(), ("2025-07-08", until("2025-09-30"))]).unwrap();
        assert_eq!(late.due_on, Some(day("2025-07-07")));
        let sooner = clock("2025-07-01", &[asked, ("2025-06-20", until("2025-06-30"))]).unwrap();
        assert_eq!(sooner.due_on, Some(day("2025-07-07")));
    }

    #[test]
    fn it_follows_reasons_and_ends_with_its_term() {
        let alone = clock("2025-07-01", &[("2025-06-20", until("2025-09-30"))]);
        assert!(alone.unwrap_err().to_string().contains("第三十五条"));
        let events = [
            ("2025-06-11", Event::ReasonsAsked),
            ("2025-06-20", until("2025-09-30")),
            ("2025-06-23", Event::FeeAsked { reached_on: None }),
            ("2025-06-30", Event::FeePaid),
        ];
        assert_eq!(clock("2025-07-01", &events).unwrap().due_on, Some(day("2025-07-28")), "the whole term anew");
    }
}
