//! 延期: once, by consent of the head of the open-government office, told to the applicant in time (Art. 33).

use law::calendar::{Day, WorkingDays};
use law::request::extension::{ExtensionDays, is_told_in_time};
use law::request::practice::Late;

use super::{handled, running, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::state::Extension;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// The day of consent.
    pub on: Day,
    /// Its length.
    pub days: ExtensionDays,
    /// Why, as the applicant is told.
    pub reason: Option<Sealed>,
}

/// The telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TellExtension {
    /// The day on which the applicant was told.
    pub on: Day,
}

/// Whether the term may be extended today.
pub fn may_extend(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    let days = ExtensionDays::new(WorkingDays(1)).expect("one day is the shortest extension");
    extend(request, Extend { on: cx.today, days, reason: None }, cx, by).map(|_| ())
}

/// Consents to an extension. It counts once the applicant is told.
pub fn extend(request: &Request, step: Extend, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    by.may(Act::Extend, cx)?;
    let Extend { on, days, reason } = step;
    in_term(on, request, cx)?;
    settle(request, vec![Fact::ExtensionApproved { on, days, reason }], cx)
}

/// Whether there is an extension to tell today.
pub fn may_tell_extension(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    tell_extension(request, TellExtension { on: cx.today }, cx, by).map(|_| ())
}

/// States that the applicant was told of the extension.
pub fn tell_extension(
    request: &Request,
    step: TellExtension,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    by.may(Act::TellExtension, cx)?;
    handled(request, cx)?;
    if request.extension() != Extension::Approved {
        return Err(Refusal::NoExtensionApproved);
    }
    if cx.practice.late_extension != Late::Counts {
        in_term(step.on, request, cx)?;
    }
    settle(request, vec![Fact::ExtensionTold { on: step.on }], cx)
}

/// Only a term that runs on that day can be extended.
pub(super) fn in_term(on: Day, request: &Request, cx: &Context<'_>) -> Result<(), Refusal> {
    match running(request, cx)?.due_on {
        Some(due) if !is_told_in_time(on, due) => Err(Refusal::TermOver(due)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, received, sealed};
    use crate::who::Duty;

    fn by_ten_days(on: &str) -> Extend {
        Extend { on: day(on), days: ExtensionDays::new(WorkingDays(10)).unwrap(), reason: Some(sealed(10)) }
    }

    fn approved(on: &str) -> Fact {
        let (on, days) = (day(on), ExtensionDays::new(WorkingDays(10)).unwrap());
        Fact::ExtensionApproved { on, days, reason: Some(sealed(10)) }
    }

    fn told(on: &str) -> Fact {
        Fact::ExtensionTold { on: day(on) }
    }

    #[test]
    fn the_head_of_the_office_consents() {
        given([received("2025-06-09")])
            .today("2025-07-01")
            .when(extend, by_ten_days("2025-07-01"))
            .facts([approved("2025-07-01")]);
    }

    #[test]
    fn nobody_else_does() {
        for duty in Duty::ALL.into_iter().filter(|duty| *duty != Duty::OpenGovernmentOfficeHead) {
            given([received("2025-06-09")])
                .today("2025-07-01")
                .by(duty)
                .when(extend, by_ten_days("2025-07-01"))
                .refused(Refusal::NotYours(Act::Extend));
        }
    }

    #[test]
    fn it_is_possible_once() {
        let twice = Refusal::Clock(law::request::clock::Refusal::SecondExtension);
        given([received("2025-06-09"), approved("2025-06-30"), told("2025-06-30")])
            .today("2025-07-01")
            .when(extend, by_ten_days("2025-07-01"))
            .refused(twice);
    }

    #[test]
    fn what_has_run_out_is_not_extended() {
        given([received("2025-06-09")])
            .today("2025-07-08")
            .when(extend, by_ten_days("2025-07-08"))
            .refused(Refusal::TermOver(day("2025-07-07")));
        given([received("2025-06-09"), approved("2025-07-07")])
            .today("2025-07-08")
            .when(tell_extension, TellExtension { on: day("2025-07-08") })
            .refused(Refusal::TermOver(day("2025-07-07")));
    }

    #[test]
    fn told_in_time_it_moves_the_due_date() {
        let after = given([received("2025-06-09"), approved("2025-07-01")])
            .today("2025-07-07")
            .when(tell_extension, TellExtension { on: day("2025-07-07") });
        assert_eq!(after.clock().due_on, Some(day("2025-07-21")));
    }

    #[test]
    fn without_consent_there_is_nothing_to_tell() {
        given([received("2025-06-09")])
            .today("2025-07-01")
            .when(tell_extension, TellExtension { on: day("2025-07-01") })
            .refused(Refusal::NoExtensionApproved);
    }
}
