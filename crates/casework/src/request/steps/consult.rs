//! 征求意见: third parties (Art. 32) and agencies (Art. 34) are asked in writing; meanwhile no day counts (Art. 33 ¶3).

use law::calendar::Day;
use law::request::clock::Standing;
use law::request::consultation::Consulted;

use super::{handled, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The letter that goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consult {
    /// The day of sending.
    pub on: Day,
    /// Third party or agency.
    pub consulted: Consulted,
    /// Whom.
    pub party: Sealed,
    /// The day on which the letter arrived, where it is known; its 15 working days run from it.
    pub reached_on: Option<Day>,
}

/// Whether somebody may be asked now.
pub fn may_consult(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Consult, cx)?;
    let (clock, _) = handled(request, cx)?;
    if clock.standing == Standing::AwaitingCorrection { Err(Refusal::AwaitingCorrection) } else { Ok(()) }
}

/// Asks for an opinion.
pub fn consult(request: &Request, step: Consult, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_consult(request, cx, by)?;
    let Consult { on, consulted, party, reached_on } = step;
    for one in request.consultations().iter().filter(|one| one.party == party) {
        if one.in_law(cx)?.is_open_on(on) {
            return Err(Refusal::AlreadyAskedParty);
        }
    }
    settle(request, vec![Fact::OpinionAsked { on, consulted, party, reached_on }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{asked, consulted, day, given, received, sealed};

    fn letter(party: u8, on: &str, reached_on: Option<&str>) -> Consult {
        let reached_on = reached_on.map(day);
        Consult { on: day(on), consulted: Consulted::ThirdParty, party: sealed(party), reached_on }
    }

    #[test]
    fn asking_stops_the_clock() {
        given([received("2025-06-09")])
            .today("2025-06-11")
            .when(consult, letter(1, "2025-06-11", None))
            .facts([consulted("2025-06-11", 1)]);
    }

    #[test]
    fn the_same_party_is_not_asked_while_it_still_has_time() {
        let asked_once = || given([received("2025-06-09"), consulted("2025-06-11", 1)]).today("2025-06-12");
        asked_once().when(consult, letter(1, "2025-06-12", None)).refused(Refusal::AlreadyAskedParty);
        assert_eq!(asked_once().when(consult, letter(2, "2025-06-12", None)).then().consultations().len(), 2);
    }

    #[test]
    fn a_letter_does_not_arrive_before_it_is_sent() {
        given([received("2025-06-09")])
            .today("2025-06-12")
            .when(consult, letter(1, "2025-06-12", Some("2025-06-11")))
            .refused(Refusal::ReachedBeforeSending(day("2025-06-12")));
    }

    #[test]
    fn while_the_application_is_unclear_nobody_is_asked() {
        given([received("2025-06-09"), asked("2025-06-10")])
            .today("2025-06-12")
            .when(consult, letter(1, "2025-06-12", None))
            .refused(Refusal::AwaitingCorrection);
    }
}
