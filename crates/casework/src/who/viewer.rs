//! Somebody who reads or acts. No list and no step exists without one.

use std::collections::BTreeSet;

use law::calendar::Day;

use super::duty::all_go_together;
use super::{Account, Agency, Duty, Held, NotTogether, Unit};
use crate::entry::Author;

/// Somebody who reads or acts, for one agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    who: Who,
    agency: Agency,
    charges: Vec<Charge>,
}

/// What kind of viewer it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody of the office.
    Staff(Account),
    /// An applicant, let in by the secret of one file.
    Applicant {
        /// The id of that file.
        file: String,
    },
    /// The program itself, where time alone brings something about.
    Worker,
}

/// A duty as one person carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The duty and its days.
    pub held: Held,
    /// The unit in which it is held; `None` for the whole agency.
    pub unit: Option<Unit>,
    /// The holder for whom this person stands in (代理); `None` where the duty is his own.
    pub instead_of: Option<Account>,
}

impl Charge {
    /// A duty of one's own for the whole agency.
    pub fn own(held: Held) -> Charge {
        Charge { held, unit: None, instead_of: None }
    }
}

impl Viewer {
    /// Somebody of the office with duties of his own, none bound to a unit. Refuses duties that nobody may hold together
    /// on any day.
    pub fn new(account: Account, agency: Agency, duties: Vec<Held>) -> Result<Viewer, NotTogether> {
        Viewer::staff(account, agency, duties.into_iter().map(Charge::own).collect())
    }

    /// Somebody of the office. Refuses duties, own or stood in for, that nobody may hold together on any day.
    pub fn staff(account: Account, agency: Agency, charges: Vec<Charge>) -> Result<Viewer, NotTogether> {
        all_go_together(&charges.iter().map(|charge| charge.held).collect::<Vec<_>>())?;
        Ok(Viewer { who: Who::Staff(account), agency, charges })
    }

    /// The applicant of this file, after its secret has been checked.
    pub fn applicant(agency: Agency, file: &str) -> Viewer {
        Viewer { who: Who::Applicant { file: file.to_owned() }, agency, charges: Vec::new() }
    }

    /// The program itself, working for this agency.
    pub fn worker(agency: Agency) -> Viewer {
        Viewer { who: Who::Worker, agency, charges: Vec::new() }
    }

    /// What kind of viewer it is.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The account, of somebody of the office.
    pub fn account(&self) -> Option<Account> {
        match self.who {
            Who::Staff(account) => Some(account),
            Who::Applicant { .. } | Who::Worker => None,
        }
    }

    /// Whose word the facts are that this viewer states. Who stands in for another still speaks for himself.
    pub fn author(&self) -> Author {
        match self.who {
            Who::Staff(account) => Author::Account(account),
            Who::Applicant { .. } => Author::Applicant,
            Who::Worker => Author::Worker,
        }
    }

    /// The agency for which it acts.
    pub fn agency(&self) -> Agency {
        self.agency
    }

    /// Whether the duty is held on this day, own or stood in for.
    pub fn has(&self, duty: Duty, on: Day) -> bool {
        self.charges(on).any(|charge| charge.held.duty == duty)
    }

    /// What is carried on this day.
    pub fn charges(&self, on: Day) -> impl Iterator<Item = &Charge> {
        self.charges.iter().filter(move |charge| charge.held.on(on))
    }

    /// The duties of this day, each once.
    pub fn duties(&self, on: Day) -> BTreeSet<Duty> {
        self.charges(on).map(|charge| charge.held.duty).collect()
    }

    /// The units in which a duty is held on this day.
    pub fn units(&self, on: Day) -> BTreeSet<Unit> {
        self.charges(on).filter_map(|charge| charge.unit).collect()
    }

    /// For whom this viewer stands in when acting by this duty; `None` where the duty is his own too, or not his at all.
    pub fn instead_of(&self, duty: Duty, on: Day) -> Option<Account> {
        let mut of_duty = self.charges(on).filter(|charge| charge.held.duty == duty);
        let first = of_duty.next()?.instead_of?;
        of_duty.all(|charge| charge.instead_of.is_some()).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(duty: Duty, from: (i16, i8, i8), to: Option<(i16, i8, i8)>) -> Held {
        let day = |(year, month, date)| Day::constant(year, month, date);
        Held { duty, from: day(from), to: to.map(day) }
    }

    fn viewer(duties: Vec<Held>) -> Result<Viewer, NotTogether> {
        Viewer::new(Account(1), Agency(1), duties)
    }

    #[test]
    fn an_administrator_is_nothing_else() {
        let start = (2025, 1, 1);
        for one in Duty::ALL {
            for other in Duty::ALL {
                let allowed = viewer(vec![held(one, start, None), held(other, start, None)]).is_ok();
                let administrators = [one, other].into_iter().filter(|duty| duty.is_administrator()).count();
                assert_eq!(allowed, one == other || administrators == 0, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn one_after_the_other_is_not_at_once() {
        let handler = held(Duty::Handler, (2025, 1, 1), Some((2025, 6, 30)));
        assert!(viewer(vec![handler, held(Duty::AuditAdministrator, (2025, 7, 1), None)]).is_ok());
        let refused = viewer(vec![handler, held(Duty::AuditAdministrator, (2025, 6, 30), None)]);
        assert_eq!(refused, Err(NotTogether(Duty::Handler, Duty::AuditAdministrator)));
    }

    #[test]
    fn a_duty_is_held_from_its_first_to_its_last_day() {
        let viewer = viewer(vec![held(Duty::Head, (2025, 1, 1), Some((2025, 6, 30)))]).unwrap();
        for (day, has) in [((2024, 12, 31), false), ((2025, 1, 1), true), ((2025, 6, 30), true), ((2025, 7, 1), false)]
        {
            assert_eq!(viewer.has(Duty::Head, Day::constant(day.0, day.1, day.2)), has, "{day:?}");
        }
        assert!(!viewer.has(Duty::Handler, Day::constant(2025, 2, 1)));
    }

    #[test]
    fn who_stands_in_has_the_duty_and_stays_himself() {
        let start = (2025, 1, 1);
        let day = Day::constant(2025, 2, 1);
        let lent = Charge { instead_of: Some(Account(9)), ..Charge::own(held(Duty::UnitHead, start, None)) };
        let own = Charge { unit: Some(Unit(3)), ..Charge::own(held(Duty::Handler, start, None)) };
        let viewer = Viewer::staff(Account(1), Agency(1), vec![lent, own]).unwrap();
        assert!(viewer.has(Duty::UnitHead, day) && viewer.has(Duty::Handler, day));
        assert_eq!(viewer.instead_of(Duty::UnitHead, day), Some(Account(9)));
        assert_eq!(viewer.instead_of(Duty::Handler, day), None);
        assert_eq!(viewer.instead_of(Duty::Head, day), None);
        assert_eq!(viewer.author(), Author::Account(Account(1)));
        assert_eq!(viewer.units(day), [Unit(3)].into());

        let both = vec![lent, Charge::own(held(Duty::UnitHead, start, None))];
        let viewer = Viewer::staff(Account(1), Agency(1), both).unwrap();
        assert_eq!(viewer.instead_of(Duty::UnitHead, day), None, "what is his own he does not do for another");
    }

    #[test]
    fn a_lent_duty_must_go_with_the_others_too() {
        let lent = Charge { instead_of: Some(Account(9)), ..Charge::own(held(Duty::Head, (2025, 1, 1), None)) };
        let own = Charge::own(held(Duty::AuditAdministrator, (2025, 1, 1), None));
        let refused = Viewer::staff(Account(1), Agency(1), vec![own, lent]);
        assert_eq!(refused, Err(NotTogether(Duty::AuditAdministrator, Duty::Head)));
    }

    #[test]
    fn applicant_and_worker_hold_no_duty() {
        for (viewer, author) in
            [(Viewer::applicant(Agency(1), "a1"), Author::Applicant), (Viewer::worker(Agency(1)), Author::Worker)]
        {
            assert_eq!((viewer.author(), viewer.account()), (author, None));
            assert!(viewer.duties(Day::constant(2025, 2, 1)).is_empty());
        }
    }
}
