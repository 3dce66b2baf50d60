//! Arts. 32–34: asking third parties and other agencies; those days are not counted.

use super::practice::ConsultationDays;
use crate::calendar::{BeyondCalendar, Calendar, Day, WorkingDays};

/// Arts. 32 and 34: the one asked answers within 15 working days of the day on which the letter reached it.
pub const ANSWER_WITHIN: WorkingDays = WorkingDays(15);

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consulted {
    /// Art. 32: somebody whose lawful rights disclosure would harm.
    ThirdParty,
    /// Arts. 33 and 34: another agency, above all one that made the information together with this one.
    Agency,
}

/// What it means that nothing was answered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Art. 32: neither consent nor refusal; the agency decides by the Regulation.
    AgencyDecides,
    /// Art. 34: 「逾期未提出意见的视为同意公开」.
    Consent,
}

impl Consulted {
    /// What silence means: the two rules are opposites.
    pub fn silence(self) -> Silence {
        match self {
            Consulted::ThirdParty => Silence::AgencyDecides,
            Consulted::Agency => Silence::Consent,
        }
    }
}

/// One letter asking for an opinion, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Third party or agency.
    pub consulted: Consulted,
    /// Its name, where the file gives one.
    pub party: Option<String>,
    /// The day of asking, itself still counted in the term of reply.
    pub asked_on: Day,
    /// The day on which silence ends the consultation.
    pub runs_out_on: Day,
    /// The day on which the answer came in.
    pub answered_on: Option<Day>,
}

impl Consultation {
    /// A letter sent on `asked_on`. Its term runs from the day on which it reached the one asked, or, where that is not
    /// known, from the day of asking.
    pub fn ask(
        consulted: Consulted,
        party: Option<String>,
        asked_on: Day,
        reached_on: Option<Day>,
        calendar: &Calendar,
    ) -> Result<Consultation, BeyondCalendar> {
        let runs_out_on = calendar.add(reached_on.unwrap_or(asked_on), ANSWER_WITHIN)?.date;
        Ok(Consultation { consulted, party, asked_on, runs_out_on, answered_on: None })
    }

    /// The day of its end: the answer, or the end of the 15 working days. An answer after them prolongs nothing. While
    /// it is open, silence to its end is assumed.
    pub fn ends_on(&self) -> Day {
        self.answered_on.map_or(self.runs_out_on, |answered| answered.min(self.runs_out_on))
    }

    /// Whether an answer is still awaited on `day`. The 15th working day itself still belongs to the one asked.
    pub fn is_open_on(&self, day: Day) -> bool {
        self.asked_on <= day && day <= self.runs_out_on && self.answered_on.is_none_or(|answered| day < answered)
    }
}

/// The days that do not count in the term of reply (Art. 33 ¶3): as a rule those after each day of asking, up to and with
/// the day of its end. Where consultations overlap, a day is left out once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uncounted {
    spans: Vec<(Day, Day)>, // after the first day, up to and with the second; apart from each other and in order
}

impl Uncounted {
    /// The union of the days of `consultations`.
    pub fn of(consultations: &[Consultation], days: ConsultationDays) -> Uncounted {
        let mut spans: Vec<(Day, Day)> =
            consultations.iter().map(|one| span(one, days)).filter(|(asked, ended)| asked < ended).collect();
        spans.sort_unstable();
        let mut apart: Vec<(Day, Day)> = Vec::with_capacity(spans.len());
        for (asked, ended) in spans {
            match apart.last_mut() {
                Some((_, last)) if asked <= *last => *last = ended.max(*last),
                _ => apart.push((asked, ended)),
            }
        }
        Uncounted { spans: apart }
    }

    /// Whether `day` is left out.
    pub fn holds(&self, day: Day) -> bool {
        self.end_of_stretch(day).is_some()
    }

    /// The last day of the stretch in which `day` is left out.
    pub fn end_of_stretch(&self, day: Day) -> Option<Day> {
        let begun = self.spans.partition_point(|(asked, _)| *asked < day);
        let (_, ended) = self.spans.get(begun.checked_sub(1)?)?;
        (day <= *ended).then_some(*ended)
    }

    /// How many working days are left out after `after`, up to and with `through`.
    pub fn working_days(&self, after: Day, through: Day, calendar: &Calendar) -> usize {
        self.spans.iter().map(|(asked, ended)| calendar.working_days((*asked).max(after), (*ended).min(through))).sum()
    }
}

fn span(one: &Consultation, days: ConsultationDays) -> (Day, Day) {
    let before = |day: Day| day.yesterday().unwrap_or(day);
    let (asked, ended) = (one.asked_on, one.ends_on());
    match days {
        ConsultationDays::AfterAskingToTheEnd => (asked, ended),
        ConsultationDays::FromAskingToTheEnd => (before(asked), ended),
        ConsultationDays::AfterAskingBeforeTheEnd => (asked, before(ended)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn june(day: i8) -> Day {
        Day::constant(2025, 6, day)
    }

    fn ask(asked: i8, reached: Option<i8>) -> Consultation {
        Consultation::ask(Consulted::ThirdParty, None, june(asked), reached.map(june), Calendar::national()).unwrap()
    }

    #[test]
    fn silence_ends_it_fifteen_working_days_after_the_letter_arrived() {
        assert_eq!(ask(9, None).ends_on(), june(30));
        assert_eq!(ask(9, Some(13)).ends_on(), Day::constant(2025, 7, 4));
    }

    #[test]
    fn an_answer_ends_it_but_a_late_one_prolongs_nothing() {
        let answered = |day| Consultation { answered_on: Some(day), ..ask(9, None) };
        assert_eq!(answered(june(12)).ends_on(), june(12));
        assert_eq!(answered(Day::constant(2025, 7, 9)).ends_on(), june(30));
        assert!(answered(june(12)).is_open_on(june(11)));
        assert!(!answered(june(12)).is_open_on(june(12)));
        assert!(ask(9, None).is_open_on(june(9)));
        assert!(ask(9, None).is_open_on(june(30)));
        assert!(!ask(9, None).is_open_on(Day::constant(2025, 7, 1)));
        assert!(!ask(9, None).is_open_on(june(8)));
    }

    #[test]
    fn silence_of_an_agency_is_consent_and_that_of_a_third_party_is_neither() {
        assert_eq!(Consulted::Agency.silence(), Silence::Consent);
        assert_eq!(Consulted::ThirdParty.silence(), Silence::AgencyDecides);
    }

    #[test]
    fn the_day_of_asking_counts_and_the_day_of_the_end_does_not() {
        let uncounted = Uncounted::of(&answered_on_the_twelfth(), ConsultationDays::default());
        assert_eq!(left_out(&uncounted), [10, 11, 12]);
        assert_eq!(uncounted.working_days(june(10), june(30), Calendar::national()), 2);
    }

    #[test]
    fn an_agency_may_hold_otherwise_of_the_first_and_the_last_day() {
        for (days, expected) in [
            (ConsultationDays::FromAskingToTheEnd, vec![9, 10, 11, 12]),
            (ConsultationDays::AfterAskingBeforeTheEnd, vec![10, 11]),
        ] {
            assert_eq!(left_out(&Uncounted::of(&answered_on_the_twelfth(), days)), expected);
        }
        let answered_at_once = [Consultation { answered_on: Some(june(9)), ..ask(9, None) }];
        let none = Uncounted::of(&answered_at_once, ConsultationDays::AfterAskingBeforeTheEnd);
        assert!(left_out(&none).is_empty());
    }

    fn answered_on_the_twelfth() -> [Consultation; 1] {
        [Consultation { answered_on: Some(june(12)), ..ask(9, None) }]
    }

    fn left_out(uncounted: &Uncounted) -> Vec<i8> {
        (1..=30).filter(|day| uncounted.holds(june(*day))).collect()
    }

    proptest! {
        #[test]
        fn overlapping_consultations_leave_out_the_union_of_their_days(
            spans in prop::collection::vec((1_i8..29, 0_i8..20), 0..6),
        ) {
            let consultations: Vec<Consultation> = spans
                .iter()
                .map(|(asked, length)| Consultation { answered_on: Some(june((asked + length).min(30))), ..ask(*asked, None) })
                .collect();
            let uncounted = Uncounted::of(&consultations, ConsultationDays::default());
            for day in (1..=30).map(june) {
                let in_any = consultations.iter().any(|one| one.asked_on < day && day <= one.ends_on());
                prop_assert_eq!(uncounted.holds(day), in_any);
            }
            let counted = (1..=30).map(june).filter(|day| uncounted.holds(*day) && Calendar::national().is_working(*day));
            prop_assert_eq!(uncounted.working_days(june(1), june(30), Calendar::national()), counted.count());
        }
    }
}
