//! 代理: somebody stands in for a holder of duties for some days. The duty works as the holder's would; the record keeps
//! who really acted. What was lent is not lent on, and nobody comes by it to duties that may not go together.

use std::collections::BTreeSet;

use law::calendar::{Day, in_words};
use thiserror::Error;

use super::duty::all_go_together;
use super::{Account, Charge, Duty, Held, NotTogether};

/// Who stands in for whom, in which duties, on which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Who holds the duties.
    pub principal: Account,
    /// Who stands in.
    pub substitute: Account,
    /// Which duties.
    pub duties: BTreeSet<Duty>,
    /// The first day.
    pub from: Day,
    /// The last day: an absence has an end.
    pub to: Day,
}

/// Why nobody can stand in like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DelegationError {
    /// For himself.
    #[error("代理人不能是本人，请另选代理人")]
    Himself,
    /// Nothing lent.
    #[error("请选择要代理的职责")]
    NoDuty,
    /// Backwards.
    #[error("代理的起始日期晚于结束日期，请核对日期")]
    EndsBeforeItBegins,
    /// Without end.
    #[error("一次代理最长不超过一年，到期需要继续的请重新指定")]
    TooLong,
    /// An administrator.
    #[error("{}不能由人代理，请由安全管理员另行指定人员", .0.label())]
    Administrator(Duty),
    /// Not his own on all the days.
    #[error("本人在{}没有“{}”职责，不能交由他人代理（代理来的职责不能再转交）", in_words(*.1, 0), .0.label())]
    NotHis(Duty, Day),
    /// The substitute holds what does not go with it.
    #[error(transparent)]
    NotTogether(#[from] NotTogether),
}

impl Delegation {
    /// The longest time for which somebody stands in, in days.
    pub const LONGEST: i32 = 366;

    /// Whether it may be: the principal holds every duty himself on every day of it, and all of it goes with what the
    /// substitute carries on these days, own or lent.
    pub fn check(&self, of_principal: &[Charge], of_substitute: &[Charge]) -> Result<(), DelegationError> {
        if self.principal == self.substitute {
            return Err(DelegationError::Himself);
        }
        if self.duties.is_empty() {
            return Err(DelegationError::NoDuty);
        }
        if self.from > self.to {
            return Err(DelegationError::EndsBeforeItBegins);
        }
        if (self.to - self.from).get_days() > Delegation::LONGEST {
            return Err(DelegationError::TooLong);
        }
        if let Some(duty) = self.duties.iter().find(|duty| duty.is_administrator()) {
            return Err(DelegationError::Administrator(*duty));
        }
        for duty in &self.duties {
            self.is_held_throughout(*duty, of_principal)?;
        }
        let mut together: Vec<Held> = of_substitute.iter().map(|charge| charge.held).collect();
        together.extend(self.duties.iter().map(|duty| self.days(*duty)));
        Ok(all_go_together(&together)?)
    }

    /// What the substitute carries by it: each charge of the principal's own, in its unit, on the days of both.
    pub fn lends(&self, of_principal: &[Charge]) -> Vec<Charge> {
        let own = of_principal.iter().filter(|charge| charge.instead_of.is_none());
        let lent = own.filter(|charge| self.duties.contains(&charge.held.duty)).filter_map(|charge| {
            let held = charge.held.within(self.days(charge.held.duty))?;
            Some(Charge { held, unit: charge.unit, instead_of: Some(self.principal) })
        });
        lent.collect()
    }

    fn days(&self, duty: Duty) -> Held {
        Held { duty, from: self.from, to: Some(self.to) }
    }

    fn is_held_throughout(&self, duty: Duty, of_principal: &[Charge]) -> Result<(), DelegationError> {
        let own = |charge: &&Charge| charge.instead_of.is_none() && charge.held.duty == duty;
        let spans: Vec<Held> = of_principal.iter().filter(own).map(|charge| charge.held).collect();
        let mut day = self.from;
        while day <= self.to {
            let Some(span) = spans.iter().find(|held| held.on(day)) else {
                return Err(DelegationError::NotHis(duty, day));
            };
            match span.to.map(Day::tomorrow) {
                Some(Ok(next)) => day = next,
                _ => break, // held without end
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::{Agency, Unit, Viewer};
    use proptest::prelude::*;

    fn day(month: i8, date: i8) -> Day {
        Day::constant(2025, month, date)
    }

    fn own(duty: Duty, from: Day, to: Option<Day>) -> Charge {
        Charge::own(Held { duty, from, to })
    }

    fn leave(duties: &[Duty]) -> Delegation {
        let duties = duties.iter().copied().collect();
        Delegation { principal: Account(1), substitute: Account(2), duties, from: day(6, 9), to: day(6, 20) }
    }

    #[test]
    fn who_stands_in_carries_the_duty_for_the_days_of_both() {
        let head = Charge { unit: Some(Unit(3)), ..own(Duty::UnitHead, day(1, 1), Some(day(6, 15))) };
        let after = Charge { unit: Some(Unit(3)), ..own(Duty::UnitHead, day(6, 16), None) };
        let other = own(Duty::LegalReviewer, day(1, 1), None);
        let leave = leave(&[Duty::UnitHead]);
        assert_eq!(leave.check(&[head, after, other], &[]), Ok(()), "two terms of office without a gap");

        let lent = leave.lends(&[head, after, other]);
        let viewer = Viewer::staff(Account(2), Agency(1), lent).unwrap();
        for (on, has) in [(day(6, 8), false), (day(6, 9), true), (day(6, 20), true), (day(6, 21), false)] {
            assert_eq!(viewer.has(Duty::UnitHead, on), has, "{on}");
            assert!(!viewer.has(Duty::LegalReviewer, on));
        }
        assert_eq!(viewer.instead_of(Duty::UnitHead, day(6, 10)), Some(Account(1)));
        assert_eq!(viewer.units(day(6, 10)), [Unit(3)].into());
    }

    #[test]
    fn only_ones_own_duty_is_lent_and_only_while_one_has_it() {
        let until = own(Duty::UnitHead, day(1, 1), Some(day(6, 15)));
        let lent = Charge { instead_of: Some(Account(9)), ..own(Duty::UnitHead, day(1, 1), None) };
        let refused = |charges: &[Charge]| leave(&[Duty::UnitHead]).check(charges, &[]);
        assert_eq!(refused(&[]), Err(DelegationError::NotHis(Duty::UnitHead, day(6, 9))));
        assert_eq!(refused(&[until]), Err(DelegationError::NotHis(Duty::UnitHead, day(6, 16))));
        assert_eq!(refused(&[lent]), Err(DelegationError::NotHis(Duty::UnitHead, day(6, 9))), "never chained");
        assert!(leave(&[Duty::UnitHead]).lends(&[lent]).is_empty());
    }

    #[test]
    fn nobody_comes_to_what_does_not_go_with_his_own() {
        let head = own(Duty::Head, day(1, 1), None);
        let auditor = own(Duty::AuditAdministrator, day(6, 20), None);
        let refused = leave(&[Duty::Head]).check(&[head], &[auditor]);
        assert_eq!(refused, Err(NotTogether(Duty::AuditAdministrator, Duty::Head).into()));
        let later = own(Duty::AuditAdministrator, day(6, 21), None);
        assert_eq!(leave(&[Duty::Head]).check(&[head], &[later]), Ok(()));
        for duty in Duty::ALL.into_iter().filter(|duty| duty.is_administrator()) {
            let refused = leave(&[duty]).check(&[own(duty, day(1, 1), None)], &[]);
            assert_eq!(refused, Err(DelegationError::Administrator(duty)));
        }
    }

    #[test]
    fn odd_delegations_are_refused() {
        let head = [own(Duty::Head, day(1, 1), None)];
        let good = leave(&[Duty::Head]);
        let next_year = Day::constant(2026, 7, 1);
        for (odd, error) in [
            (Delegation { substitute: Account(1), ..good.clone() }, DelegationError::Himself),
            (Delegation { duties: BTreeSet::new(), ..good.clone() }, DelegationError::NoDuty),
            (Delegation { from: day(6, 21), ..good.clone() }, DelegationError::EndsBeforeItBegins),
            (Delegation { to: next_year, ..good.clone() }, DelegationError::TooLong),
        ] {
            assert_eq!(odd.check(&head, &[]), Err(error));
        }
    }

    proptest! {
        /// Whatever is accepted: the substitute holds the duty on exactly the days of the delegation.
        #[test]
        fn what_is_accepted_holds_on_all_its_days_and_no_other(
            spans in prop::collection::vec((1i8..=12, 1i8..=28, 0i16..200), 0..4), start in 1i16..300, length in 0i16..60,
        ) {
            let new_year = day(1, 1);
            let at = |days: i16| new_year.checked_add(jiff::Span::new().days(days)).unwrap();
            let charges: Vec<Charge> = spans.into_iter().map(|(month, date, length)| {
                let from = day(month, date);
                own(Duty::Head, from, Some(from.checked_add(jiff::Span::new().days(length)).unwrap()))
            }).collect();
            let one = Delegation { from: at(start), to: at(start + length), ..leave(&[Duty::Head]) };
            if one.check(&charges, &[]).is_ok() {
                let viewer = Viewer::staff(Account(2), Agency(1), one.lends(&charges)).unwrap();
                for days in start - 2..=start + length + 2 {
                    let within = (start..=start + length).contains(&days);
                    prop_assert_eq!(viewer.has(Duty::Head, at(days)), within);
                }
            }
        }
    }
}
