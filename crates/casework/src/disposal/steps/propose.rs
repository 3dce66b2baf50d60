//! 提请: somebody of the open-government office proposes that a file's words be destroyed, on one of three grounds.

use crate::context::Context;
use crate::disposal::act::Act;
use crate::disposal::facts::{Fact, GroundKind, Target};
use crate::disposal::{Refusal, Subject};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propose {
    /// Which file.
    pub target: Target,
    /// On which ground.
    pub ground: GroundKind,
    /// Why in words.
    pub reason: Sealed,
}

/// Whether this viewer may propose anything of a file at all.
pub fn may_propose(subject: Subject, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::Propose.by(by, cx)?;
    // What lets nothing be proposed lets it on no ground.
    let borne_out = |ground| subject.ground(ground, cx.today).map(|_| ());
    GroundKind::ALL.into_iter().map(borne_out).reduce(Result::or).unwrap_or(Ok(()))
}

/// Proposes it. The file must bear the ground out.
pub fn propose(subject: Subject, step: Propose, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    Act::Propose.by(by, cx)?;
    let Propose { target, ground, reason } = step;
    let ground = subject.ground(ground, cx.today)?;
    Ok(vec![Fact::Proposed { on: cx.today, target, ground, reason }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disposal::facts::Ground;
    use crate::disposal::steps::given::{closed, open, target};
    use crate::request::given::{day, sealed, under, with_duties};
    use crate::who::{Account, Duty};

    fn proposing(subject: Subject, ground: GroundKind, duty: Duty) -> Result<Vec<Fact>, Refusal> {
        let step = Propose { target: target(), ground, reason: sealed(1) };
        under(day("2030-01-07"), |cx| propose(subject, step, cx, &with_duties(Account(1), &[duty])))
    }

    #[test]
    fn the_office_proposes_on_a_ground_that_the_file_bears_out() {
        let facts = proposing(closed(), GroundKind::TermOver, Duty::OpenGovernmentOffice).unwrap();
        assert!(matches!(facts[..], [Fact::Proposed { ground: Ground::TermOver { .. }, .. }]));
        let unfinished = proposing(open(), GroundKind::TermOver, Duty::OpenGovernmentOffice);
        assert_eq!(unfinished, Err(Refusal::Unfinished));
    }

    #[test]
    fn nobody_else_proposes_not_even_who_runs_the_program() {
        for duty in Duty::ALL.into_iter().filter(|duty| !Act::Propose.duties().contains(duty)) {
            let refused = proposing(closed(), GroundKind::TermOver, duty);
            assert_eq!(refused, Err(Refusal::NotYours(Act::Propose)), "{duty:?}");
        }
    }

    #[test]
    fn a_page_offers_it_where_one_ground_at_least_holds() {
        let offered = |subject| {
            under(day("2030-01-07"), |cx| {
                may_propose(subject, cx, &with_duties(Account(1), &[Duty::OpenGovernmentOffice]))
            })
        };
        assert_eq!(offered(open()), Ok(()), "it may have been entered by mistake");
        let gone = Subject { erased_on: Some(day("2030-01-02")), ..closed() };
        assert_eq!(offered(gone), Err(Refusal::AlreadyErased(day("2030-01-02"))));
    }
}
