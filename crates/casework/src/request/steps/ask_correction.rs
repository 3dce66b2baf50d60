//! 要求补正: the agency asks once for a clearer application (Art. 30).

use std::collections::BTreeSet;

use law::calendar::Day;
use law::request::correction::last_day_to_ask;

use super::{handled, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Fact, UnclearPoint};
use crate::request::state::Correction;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the officer states. `on` is the day the notice went out, which may lie before today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskCorrection {
    /// The day of sending.
    pub on: Day,
    /// What is unclear.
    pub points: BTreeSet<UnclearPoint>,
    /// The guidance.
    pub words: Sealed,
    /// The last day to answer.
    pub answer_by: Day,
}

/// Whether a correction may still be asked for today.
pub fn may_ask_correction(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    may_ask_on(cx.today, request, cx, by)
}

fn may_ask_on(on: Day, request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::AskCorrection, cx)?;
    let (_, received) = handled(request, cx)?;
    if request.correction() != Correction::None {
        return Err(Refusal::AlreadyAsked);
    }
    let last_day = last_day_to_ask(received, cx.calendar)?.date;
    if on > last_day { Err(Refusal::TooLateToAsk { last_day }) } else { Ok(()) }
}

/// Asks the applicant to make an unclear application clear (Art. 30), once per application.
pub fn ask_correction(
    request: &Request,
    step: AskCorrection,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    let AskCorrection { on, points, words, answer_by } = step;
    may_ask_on(on, request, cx, by)?;
    settle(request, vec![Fact::CorrectionAsked { on, points, words, answer_by }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{asked, day, given, received, sealed, submitted};

    fn about(point: UnclearPoint, on: &str, answer_by: &str) -> AskCorrection {
        AskCorrection { on: day(on), points: [point].into(), words: sealed(3), answer_by: day(answer_by) }
    }

    #[test]
    fn is_asked_with_its_points_and_its_term() {
        given([received("2025-06-09")])
            .today("2025-06-10")
            .when(ask_correction, about(UnclearPoint::Title, "2025-06-10", "2025-06-24"))
            .facts([asked("2025-06-10")]);
    }

    #[test]
    fn is_asked_only_once() {
        given([received("2025-06-09"), asked("2025-06-10")])
            .today("2025-06-11")
            .when(ask_correction, about(UnclearPoint::Title, "2025-06-11", "2025-06-25"))
            .refused(Refusal::AlreadyAsked);
    }

    #[test]
    fn is_refused_after_the_seventh_working_day() {
        // 调休 Sunday worked, then the National Day week: day 7 is 13 October.
        given([received("2025-09-26")])
            .today("2025-10-14")
            .when(ask_correction, about(UnclearPoint::Period, "2025-10-14", "2025-10-28"))
            .refused(Refusal::TooLateToAsk { last_day: day("2025-10-13") });
    }

    #[test]
    fn what_was_sent_in_time_may_be_entered_later() {
        let entered = given([received("2025-09-26")])
            .today("2025-10-14")
            .when(ask_correction, about(UnclearPoint::Period, "2025-10-13", "2025-10-28"));
        assert_eq!(entered.then().correction(), Correction::Asked { answer_by: day("2025-10-28") });
    }

    #[test]
    fn a_notice_names_points_and_gives_time() {
        let pointless =
            AskCorrection { points: BTreeSet::new(), ..about(UnclearPoint::Title, "2025-06-10", "2025-06-24") };
        given([received("2025-06-09")]).today("2025-06-10").when(ask_correction, pointless).refused(Refusal::NoPoints);
        given([received("2025-06-09")])
            .today("2025-06-10")
            .when(ask_correction, about(UnclearPoint::Title, "2025-06-10", "2025-06-10"))
            .refused(Refusal::NoTimeToAnswer);
    }

    #[test]
    fn what_is_not_received_yet_is_confirmed_first() {
        given([submitted("2025-06-09")])
            .today("2025-06-10")
            .when(ask_correction, about(UnclearPoint::Title, "2025-06-10", "2025-06-24"))
            .refused(Refusal::NotYetReceived);
    }
}
