//! 执行: what two have agreed to is done. The file is looked at once more, for it may have changed since.

use super::open;
use crate::context::Context;
use crate::disposal::act::Act;
use crate::disposal::facts::Fact;
use crate::disposal::state::Stage;
use crate::disposal::{Disposal, Erasure, Refusal, Subject};
use crate::file::FileNumber;
use crate::who::Viewer;

/// What follows for the two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedOut {
    /// For the disposal.
    pub facts: Vec<Fact>,
    /// For the file that is destroyed.
    pub erasure: Erasure,
}

/// Whether it may be carried out as far as the disposal itself says.
pub fn may_carry_out(disposal: &Disposal, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::CarryOut.by(by, cx)?;
    open(disposal)?;
    if disposal.stage() == Stage::Approved { Ok(()) } else { Err(Refusal::NotApproved) }
}

/// Carries it out. `number` is that of the disposal, `subject` the file as it now stands.
pub fn carry_out(
    disposal: &Disposal,
    number: FileNumber,
    subject: Subject,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<CarriedOut, Refusal> {
    may_carry_out(disposal, cx, by)?;
    let ground = open(disposal)?.ground.kind();
    subject.ground(ground, cx.today)?;
    let on = cx.today;
    let erasure = Erasure { on, disposal: number, void: subject.closed_on.is_none() };
    Ok(CarriedOut { facts: vec![Fact::CarriedOut { on }], erasure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disposal::facts::Ground;
    use crate::disposal::steps::given::{approved, closed, disposal, open, over, proposed, target};
    use crate::request::given::{day, under, with_duties};
    use crate::who::{Account, Duty};

    fn carrying(facts: &[Fact], subject: Subject, duty: Duty) -> Result<CarriedOut, Refusal> {
        under(day("2030-01-07"), |cx| {
            carry_out(&disposal(facts), target().file, subject, cx, &with_duties(Account(9), &[duty]))
        })
    }

    #[test]
    fn what_two_agreed_to_is_carried_out_by_the_office() {
        let done = carrying(&approved(over()), closed(), Duty::OpenGovernmentOffice).unwrap();
        assert_eq!(done.facts, [Fact::CarriedOut { on: day("2030-01-07") }]);
        assert!(!done.erasure.void, "what had ended stays in the figures");
        let again = [approved(over()), done.facts].concat();
        assert_eq!(carrying(&again, closed(), Duty::OpenGovernmentOffice), Err(Refusal::Ended));
    }

    #[test]
    fn nothing_goes_before_two_have_agreed() {
        let all = approved(over());
        for facts in [&all[..1], &all[..2]] {
            assert_eq!(carrying(facts, closed(), Duty::OpenGovernmentOffice), Err(Refusal::NotApproved));
        }
        let head = carrying(&all, closed(), Duty::Head);
        assert_eq!(head, Err(Refusal::NotYours(Act::CarryOut)), "who decides does not carry out");
    }

    #[test]
    fn a_file_that_was_taken_up_again_meanwhile_stays() {
        assert_eq!(carrying(&approved(over()), open(), Duty::OpenGovernmentOffice), Err(Refusal::Unfinished));
        let disputed = carrying(&approved(over()), closed().disputed(true), Duty::OpenGovernmentOffice);
        assert_eq!(disputed, Err(Refusal::InDispute));
    }

    #[test]
    fn what_was_entered_by_mistake_and_never_ended_counts_nowhere() {
        let facts = approved(Ground::WronglyEntered);
        assert!(carrying(&facts, open(), Duty::OpenGovernmentOffice).unwrap().erasure.void);
        assert!(!carrying(&facts, closed(), Duty::OpenGovernmentOffice).unwrap().erasure.void);
        let none = carrying(&[], open(), Duty::OpenGovernmentOffice);
        assert_eq!(none, Err(Refusal::NotProposed));
        assert!(disposal(&[proposed(Ground::Ordered)]).proposed().is_some());
    }
}
