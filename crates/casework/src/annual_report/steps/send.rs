//! 提交主管部门 (Art. 49): departments submit what they publish, before or after they publish it.

use law::calendar::Day;

use super::in_order;
use crate::annual_report::act::Act;
use crate::annual_report::state::Stage;
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::who::Viewer;

/// The submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendToSupervisor {
    /// The day on which it went out.
    pub on: Day,
}

/// Whether it may be submitted: it is approved, and this version was not submitted before.
pub fn may_send_to_supervisor(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::SendToSupervisor.by(by, cx)?;
    match (report.stage(), report.sent_on()) {
        _ if report.opened().is_none() => Err(Refusal::NotOpened),
        (_, Some(on)) => Err(Refusal::AlreadySent(on)),
        (Stage::Approved { .. } | Stage::Published, None) => Ok(()),
        (Stage::Compiling | Stage::InReview { .. }, None) => Err(Refusal::NotApproved),
    }
}

/// Notes the submission.
pub fn send_to_supervisor(
    report: &AnnualReport,
    step: SendToSupervisor,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_send_to_supervisor(report, cx, by)?;
    in_order(step.on, report, cx)?;
    Ok(vec![Fact::SentToSupervisor { on: step.on }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{approved, correcting, day, given, published, submitted};

    const STEP: SendToSupervisor = SendToSupervisor { on: Day::constant(2026, 1, 20) };

    #[test]
    fn it_goes_to_the_supervisor_once_it_is_approved() {
        for facts in [approved("2026-01-12"), published("2026-01-12")] {
            let after = given(facts).today("2026-01-20").when(send_to_supervisor, STEP).then();
            assert_eq!(after.sent_on(), Some(day("2026-01-20")));
        }
        given(submitted("2026-01-12")).today("2026-01-20").when(send_to_supervisor, STEP).refused(Refusal::NotApproved);
    }

    #[test]
    fn each_version_goes_once() {
        let sent = |mut facts: Vec<Fact>| {
            facts.push(Fact::SentToSupervisor { on: day("2026-01-12") });
            facts
        };
        given(sent(published("2026-01-12")))
            .today("2026-01-20")
            .when(send_to_supervisor, STEP)
            .refused(Refusal::AlreadySent(day("2026-01-12")));
        let again = given(correcting("2026-01-12")).today("2026-01-20").when(send_to_supervisor, STEP).then();
        assert_eq!(again.sent_on(), Some(day("2026-01-20")), "the corrected version is another one");
    }

    #[test]
    fn what_is_taken_back_after_sending_is_sent_again() {
        let facts = approved("2026-01-12")
            .into_iter()
            .chain([Fact::SentToSupervisor { on: day("2026-01-12") }, Fact::TakenBack { on: day("2026-01-13") }]);
        let after = given(facts).today("2026-01-20");
        assert_eq!(after.when(send_to_supervisor, STEP).refusal(), Refusal::NotApproved);
    }
}
