//! 转承办: the file goes to the section or subordinate unit that knows the matter (Art. 45); it may go on to another.

use law::calendar::Day;

use super::{open, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Assigned;
use crate::request::{Refusal, Request};
use crate::who::{Account, Unit, Viewer};

/// To whom it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assign {
    /// The day.
    pub on: Day,
    /// The section or subordinate unit.
    pub unit: Unit,
    /// Who of it, where that is settled.
    pub handler: Option<Account>,
}

/// Whether the file can be handed on: it is open, though its day of receipt may still be unproven.
pub fn may_assign(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Assign, cx)?;
    open(request, cx).map(|_| ())
}

/// Hands the file to a unit.
pub fn assign(request: &Request, step: Assign, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_assign(request, cx, by)?;
    let Assign { on, unit, handler } = step;
    if request.assigned() == Some(Assigned { unit, handler }) {
        return Err(Refusal::AlreadyAssigned);
    }
    settle(request, vec![Fact::Assigned { on, unit, handler }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, received, withdrawn};

    fn to(unit: u64, handler: Option<u64>) -> Assign {
        Assign { on: day("2025-06-10"), unit: Unit(unit), handler: handler.map(Account) }
    }

    #[test]
    fn a_file_goes_to_a_unit_and_on_to_somebody_of_it() {
        let first = given([received("2025-06-09")]).today("2025-06-10").when(assign, to(3, None)).then();
        assert_eq!(first.assigned(), Some(Assigned { unit: Unit(3), handler: None }));
        let held = Fact::Assigned { on: day("2025-06-09"), unit: Unit(3), handler: None };
        let on = given([received("2025-06-09"), held]).today("2025-06-10").when(assign, to(3, Some(7))).then();
        assert_eq!(on.assigned(), Some(Assigned { unit: Unit(3), handler: Some(Account(7)) }));
    }

    #[test]
    fn it_does_not_go_to_where_it_is_or_after_its_end() {
        let held = Fact::Assigned { on: day("2025-06-09"), unit: Unit(3), handler: None };
        given([received("2025-06-09"), held])
            .today("2025-06-10")
            .when(assign, to(3, None))
            .refused(Refusal::AlreadyAssigned);
        given([received("2025-06-09"), withdrawn("2025-06-10")])
            .today("2025-06-10")
            .when(assign, to(3, None))
            .refused(Refusal::Closed(day("2025-06-10")));
    }
}
