//! Art. 26: within twenty working days of its forming or change it is public. Derived from the file, never typed in.

use law::calendar::Day;
use law::publication::{interpretation_due, term};

use super::state::Interpreted;
use super::{Publication, Refusal};
use crate::context::Context;

/// How a publication stands to its term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day of forming or change, which is not counted.
    pub formed_on: Day,
    /// The last day.
    pub due_on: Day,
    /// The day may still move, since a later year's holidays are not known.
    pub provisional: bool,
    /// Where the term stands: 「条例第二十六条」.
    pub basis: &'static str,
    /// How far it has come.
    pub standing: Standing,
}

/// How far a term has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is not public yet, and there is time.
    Running,
    /// It is not public yet, and the day has passed.
    Overdue,
    /// It became public on this day.
    Done {
        /// The day.
        on: Day,
        /// That was after the last day.
        late: bool,
    },
}

/// How a public document stands to the term of its interpretation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterpretationClock {
    /// The last day.
    pub due_on: Day,
    /// The day may still move, since a later year's holidays are not known.
    pub provisional: bool,
    /// Where the term stands: 「国办发〔2016〕80号」.
    pub basis: &'static str,
    /// How far it has come; `None` where somebody said that none is needed.
    pub standing: Option<Standing>,
}

impl Publication {
    /// 政策解读: the clock of the interpretation of a 规章 or 行政规范性文件 that is public. `None` for all else, for what became
    /// public before the rule, and for what ceased to hold before anybody interpreted it.
    pub fn interpretation_clock(&self, cx: &Context<'_>) -> Result<Option<InterpretationClock>, Refusal> {
        let Some(public) = self.public().filter(|_| self.is_public() && self.erased().is_none()) else {
            return Ok(None);
        };
        if public.draft.document.is_none() || (self.interpreted().is_none() && self.repealed().is_some()) {
            return Ok(None);
        }
        let Some(due) = interpretation_due(public.on, cx.calendar) else { return Ok(None) };
        let (due, basis) = due?;
        let standing = match self.interpreted() {
            Some(Interpreted::Waived { .. }) => None,
            Some(Interpreted::By { on, .. }) => Some(Standing::Done { on: *on, late: *on > due.date }),
            None if cx.today > due.date => Some(Standing::Overdue),
            None => Some(Standing::Running),
        };
        Ok(Some(InterpretationClock { due_on: due.date, provisional: due.provisional, basis, standing }))
    }

    /// The clock of what is in hand, or else of what is public. `None` where nothing is to be published.
    pub fn clock(&self, cx: &Context<'_>) -> Result<Option<Clock>, Refusal> {
        if self.erased().is_some_and(|erasure| erasure.void) {
            return Ok(None);
        }
        let in_hand = self.draft().filter(|draft| draft.attribute.is_proactive());
        let (draft, done) = match (in_hand, self.public()) {
            (Some(draft), _) => (draft, None),
            (None, Some(public)) => (&public.draft, Some(public.revised_on.unwrap_or(public.on))),
            (None, None) => return Ok(None),
        };
        let term = term(draft.genre.term(), draft.formed_on);
        let due = term.due(draft.formed_on, cx.calendar)?;
        let standing = match done {
            Some(on) => Standing::Done { on, late: on > due.date },
            None if cx.today > due.date => Standing::Overdue,
            None => Standing::Running,
        };
        Ok(Some(Clock {
            formed_on: draft.formed_on,
            due_on: due.date,
            provisional: due.provisional,
            basis: term.basis(),
            standing,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::Fact;
    use crate::publication::facts::{Attribute, Genre};
    use crate::publication::given::{
        approved, by, day, drafted, drafted_from, drafted_with, published, screened, under, wish,
    };
    use crate::publication::steps::Wish;

    fn clock(facts: &[Fact], today: &str) -> Option<(Day, Standing)> {
        let publication = Publication::of(facts.iter().cloned().map(by(1)));
        let clock = under(day(today), |cx| publication.clock(cx).unwrap());
        clock.map(|clock| (clock.due_on, clock.standing))
    }

    #[test]
    fn twenty_working_days_from_its_forming() {
        let facts = [drafted("2025-06-09")];
        let due = day("2025-07-07");
        assert_eq!(clock(&facts, "2025-07-07"), Some((due, Standing::Running)));
        assert_eq!(clock(&facts, "2025-07-08"), Some((due, Standing::Overdue)));
    }

    #[test]
    fn a_penalty_decision_within_seven() {
        let facts = [drafted_from("2025-06-09", Wish { genre: Genre::PenaltyDecision, ..wish("2025-06-09") })];
        assert_eq!(clock(&facts, "2025-06-10"), Some((day("2025-06-18"), Standing::Running)));
    }

    #[test]
    fn what_is_public_was_in_time_or_late_and_a_change_counts_anew() {
        let mut facts = vec![drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10")];
        let with = |facts: &[Fact], on| clock(&[facts, &[published(on)]].concat(), "2025-09-01").unwrap().1;
        assert_eq!(with(&facts, "2025-07-07"), Standing::Done { on: day("2025-07-07"), late: false });
        assert_eq!(with(&facts, "2025-07-08"), Standing::Done { on: day("2025-07-08"), late: true });
        facts.extend([published("2025-06-11"), drafted("2025-09-01")]);
        assert_eq!(clock(&facts, "2025-09-01"), Some((day("2025-09-28"), Standing::Running)));
    }

    #[test]
    fn a_document_is_interpreted_within_three_working_days_or_somebody_says_why_not() {
        use crate::publication::given::{interpreted, norm, repealed, waived};
        let clock = |also: &[Fact], today| {
            let facts =
                [&[norm("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-13")], also];
            let publication = Publication::of(facts.concat().into_iter().map(by(1)));
            let clock = under(day(today), |cx| publication.interpretation_clock(cx).unwrap());
            clock.map(|clock| (clock.due_on, clock.standing))
        };
        let due = day("2025-06-18");
        assert_eq!(clock(&[], "2025-06-18"), Some((due, Some(Standing::Running))));
        assert_eq!(clock(&[], "2025-06-19"), Some((due, Some(Standing::Overdue))));
        let done = |on, late| Some((due, Some(Standing::Done { on: day(on), late })));
        assert_eq!(clock(&[interpreted("2025-06-18")], "2025-09-01"), done("2025-06-18", false));
        assert_eq!(clock(&[interpreted("2025-06-19")], "2025-09-01"), done("2025-06-19", true));
        assert_eq!(clock(&[waived("2025-06-16")], "2025-09-01"), Some((due, None)));
        assert_eq!(clock(&[repealed("2025-06-16")], "2025-09-01"), None);
    }

    #[test]
    fn what_is_no_document_needs_no_interpretation() {
        let facts = [drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-13")];
        let publication = Publication::of(facts.map(by(1)));
        assert_eq!(under(day("2025-09-01"), |cx| publication.interpretation_clock(cx)), Ok(None));
    }

    #[test]
    fn what_is_kept_owes_nothing() {
        assert_eq!(clock(&[drafted_with("2025-06-09", Attribute::OnRequest)], "2025-12-01"), None);
        assert_eq!(clock(&[], "2025-12-01"), None);
    }
}
