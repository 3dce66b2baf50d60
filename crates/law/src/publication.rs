//! Art. 26: by when something must be public, and by when a wrong one must be gone. The lengths are data by date.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::calendar::{BeyondCalendar, Calendar, Day, Due, WorkingDays};
use crate::in_force::InForce;

/// What is published, as far as the term differs by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// Anything else: Art. 26.
    Any,
    /// A decision on a licence.
    LicenceDecision,
    /// A penalty decision.
    PenaltyDecision,
}

/// A term and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    kind: TermKind,
    within: u16,
    basis: String,
    source: String,
    #[serde(default)]
    in_force: InForce,
}

impl Term {
    /// Its length in working days.
    pub fn within(&self) -> WorkingDays {
        WorkingDays(self.within)
    }

    /// Where it stands, as a clerk quotes it.
    pub fn basis(&self) -> &str {
        &self.basis
    }

    /// The last day for something that was formed or changed on `day`, which is not counted.
    pub fn due(&self, day: Day, calendar: &Calendar) -> Result<Due, BeyondCalendar> {
        calendar.add(day, self.within())
    }
}

/// Art. 26: the term for something formed or changed on this day. A shorter one of another norm goes first.
pub fn term(kind: TermKind, formed_on: Day) -> &'static Term {
    find(&TABLE.term, kind, formed_on)
        .or_else(|| find(&TABLE.term, TermKind::Any, formed_on))
        .expect("the rule of Art. 26 is always in force (tested)")
}

/// The term for taking something back after the day on which it ceased to hold; `None` where no norm sets one.
pub fn retraction(kind: TermKind, ceased_on: Day) -> Option<&'static Term> {
    find(&TABLE.retraction, kind, ceased_on)
}

/// The last day for the interpretation of a policy document that became public on `day`, and where that stands; `None` for what
/// became public before the rule.
pub fn interpretation_due(day: Day, calendar: &Calendar) -> Option<Result<(Due, &'static str), BeyondCalendar>> {
    let rule = &TABLE.interpretation;
    let due = || Ok((calendar.add(day, WorkingDays(rule.within))?, rule.basis.as_str()));
    rule.in_force.contains(day).then(due)
}

fn find(terms: &'static [Term], kind: TermKind, day: Day) -> Option<&'static Term> {
    terms.iter().find(|term| term.kind == kind && term.in_force.contains(day))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Term>,
    retraction: Vec<Term>,
    interpretation: InterpretationTerm,
}

/// The term for interpreting what is published.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InterpretationTerm {
    within: u16,
    basis: String,
    #[expect(dead_code, reason = "for whoever reads the data")]
    source: String,
    in_force: InForce,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/publication_terms.toml")).expect("the shipped terms are valid (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_day;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn art_26_gives_twenty_working_days() {
        let term = term(TermKind::Any, day("2019-09-12"));
        assert_eq!(term.within(), WorkingDays(20));
        // Mid-Autumn Friday, a worked Sunday, and the National Day week with a worked Saturday lie between.
        let due = term.due(day("2019-09-12"), Calendar::national()).unwrap();
        assert_eq!(due.date, day("2019-10-16"));
        assert_eq!(term.basis(), "条例第二十六条");
    }

    #[test]
    fn licences_and_penalties_go_out_sooner_once_the_norm_is_in_force() {
        for kind in [TermKind::LicenceDecision, TermKind::PenaltyDecision] {
            assert_eq!(term(kind, day("2018-12-31")).within(), WorkingDays(20));
            assert_eq!(term(kind, day("2019-01-01")).within(), WorkingDays(7));
        }
    }

    #[test]
    fn a_policy_document_is_interpreted_within_three_working_days_since_2016() {
        let due = |on| interpretation_due(day(on), Calendar::national());
        // A Friday before a weekend; the day of publishing is not counted.
        let (last, basis) = due("2025-06-13").unwrap().unwrap();
        assert_eq!((last.date, basis), (day("2025-06-18"), "国办发〔2016〕80号"));
        assert_eq!(due("2016-11-09"), None);
        assert!(due("2016-11-10").is_some());
    }

    #[test]
    fn a_penalty_that_does_not_hold_is_taken_back_within_three_days_since_2021() {
        assert_eq!(retraction(TermKind::PenaltyDecision, day("2021-07-14")), None);
        let term = retraction(TermKind::PenaltyDecision, day("2021-07-15")).unwrap();
        assert_eq!(term.within(), WorkingDays(3));
        assert_eq!(retraction(TermKind::Any, day("2021-07-15")), None);
    }
}
