//! What the file that is to be destroyed says of itself: whether it has ended, how long it is kept, and what stands in the way.

use law::calendar::Day;
use law::retention::Class;

use super::facts::{Ground, GroundKind, TargetKind};
use super::{Erasure, Refusal};
use crate::file::File;
use crate::publication::facts::Fact as PublicationFact;
use crate::publication::state::Work;
use crate::publication::{self, Publication};
use crate::request::{self, Request};

/// A kind of file whose words can be destroyed.
pub trait Disposable: File {
    /// What a disposal calls it.
    const TARGET: TargetKind;

    /// What the file says of itself.
    fn for_disposal(&self) -> Subject;

    /// The fact by which it knows of its destruction.
    fn erased_by(erasure: Erasure) -> Self::Fact;
}

/// The file that is to be destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What its term hangs on.
    pub class: Class,
    /// The day on which it ended; `None` while it is worked on.
    pub closed_on: Option<Day>,
    /// Everybody can read it now.
    pub is_public: bool,
    /// There is a reconsideration or a suit about it that has not ended.
    pub in_dispute: bool,
    /// It is destroyed already.
    pub erased_on: Option<Day>,
}

impl Subject {
    /// The same where there were reconsiderations or suits about it; `open` where one has not ended.
    #[must_use]
    pub fn disputed(self, open: bool) -> Subject {
        Subject { class: Class::RequestInDispute, in_dispute: open, ..self }
    }

    /// The ground as the file bears it out, or why it does not.
    pub fn ground(self, asked: GroundKind, today: Day) -> Result<Ground, Refusal> {
        if let Some(on) = self.erased_on {
            return Err(Refusal::AlreadyErased(on));
        }
        if self.is_public {
            return Err(Refusal::StillPublic);
        }
        if self.in_dispute {
            return Err(Refusal::InDispute);
        }
        match (asked, self.closed_on) {
            (GroundKind::WronglyEntered, _) => Ok(Ground::WronglyEntered),
            (_, None) => Err(Refusal::Unfinished),
            (GroundKind::Ordered, Some(_)) => Ok(Ground::Ordered),
            (GroundKind::TermOver, Some(closed_on)) => match self.class.over_from(closed_on) {
                None => Err(Refusal::KeptForGood(&self.class.term().name)),
                Some(over_from) if over_from > today => Err(Refusal::NotOver(over_from)),
                Some(over_from) => Ok(Ground::TermOver { class: self.class, closed_on, over_from }),
            },
        }
    }
}

impl Disposable for Request {
    const TARGET: TargetKind = TargetKind::Request;

    fn for_disposal(&self) -> Subject {
        Subject {
            class: Class::Request,
            closed_on: self.ended().map(|ended| ended.on),
            is_public: false,
            in_dispute: false,
            erased_on: self.erased().map(|erasure| erasure.on),
        }
    }

    fn erased_by(erasure: Erasure) -> request::Fact {
        let Erasure { on, disposal, void } = erasure;
        request::Fact::Erased { on, disposal, void }
    }
}

impl Disposable for Publication {
    const TARGET: TargetKind = TargetKind::Publication;

    fn for_disposal(&self) -> Subject {
        let binding = |draft: &publication::facts::Draft| draft.document.is_some();
        let document = self.history().iter().any(|entry| match &entry.fact {
            PublicationFact::Drafted { draft, .. } => binding(draft),
            _ => false,
        });
        let closed_on = match (self.withdrawn(), self.work()) {
            (Some((on, _)), _) => Some(on),
            // What was agreed to and is not to be published is kept, and has ended with the last word on it.
            (None, Work::Approved { draft }) if !draft.attribute.is_proactive() => self.latest(),
            _ => None,
        };
        Subject {
            class: if document { Class::NormativeDocument } else { Class::Publication },
            closed_on,
            is_public: self.is_public(),
            in_dispute: false,
            erased_on: self.erased().map(|erasure| erasure.on),
        }
    }

    fn erased_by(erasure: Erasure) -> PublicationFact {
        let Erasure { on, disposal, void } = erasure;
        PublicationFact::Erased { on, disposal, void }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given as told;
    use crate::request::given::{by, day, received, withdrawn};

    fn request(facts: &[request::Fact]) -> Subject {
        Request::of(facts.iter().cloned().map(by(1))).for_disposal()
    }

    fn publication(facts: &[PublicationFact]) -> Subject {
        Publication::of(facts.iter().cloned().map(told::by(1))).for_disposal()
    }

    #[test]
    fn an_application_that_has_not_ended_goes_only_when_it_was_entered_by_mistake() {
        let open = request(&[received("2019-06-03")]);
        let today = day("2031-01-01");
        assert_eq!(open.ground(GroundKind::TermOver, today), Err(Refusal::Unfinished));
        assert_eq!(open.ground(GroundKind::Ordered, today), Err(Refusal::Unfinished));
        assert_eq!(open.ground(GroundKind::WronglyEntered, today), Ok(Ground::WronglyEntered));
    }

    #[test]
    fn the_term_is_over_on_its_first_day_and_not_on_its_last() {
        let ended = request(&[received("2019-06-03"), withdrawn("2019-06-10")]);
        let over_from = day("2030-01-01");
        assert_eq!(ended.ground(GroundKind::TermOver, day("2029-12-31")), Err(Refusal::NotOver(over_from)));
        let over = Ground::TermOver { class: Class::Request, closed_on: day("2019-06-10"), over_from };
        assert_eq!(ended.ground(GroundKind::TermOver, over_from), Ok(over));
    }

    #[test]
    fn a_dispute_keeps_it_and_afterwards_keeps_it_longer() {
        let ended = request(&[received("2019-06-03"), withdrawn("2019-06-10")]);
        for ground in GroundKind::ALL {
            assert_eq!(ended.disputed(true).ground(ground, day("2051-01-01")), Err(Refusal::InDispute));
        }
        let longer = Err(Refusal::NotOver(day("2050-01-01")));
        assert_eq!(ended.disputed(false).ground(GroundKind::TermOver, day("2030-01-01")), longer);
    }

    #[test]
    fn what_is_public_is_taken_back_first_and_what_binds_is_kept_for_good() {
        let start = [told::drafted("2025-06-09"), told::screened("2025-06-09"), told::approved("2025-06-10")];
        assert_eq!(publication(&start).closed_on, None, "approved and not out yet");
        let public = [&start[..], &[told::published("2025-06-11")]].concat();
        for ground in GroundKind::ALL {
            assert_eq!(publication(&public).ground(ground, day("2099-01-01")), Err(Refusal::StillPublic));
        }
        let gone = [&public[..], &[told::withdrawn("2025-06-12")]].concat();
        let today = day("2036-01-01");
        assert!(matches!(publication(&gone).ground(GroundKind::TermOver, today), Ok(Ground::TermOver { .. })));
        let norm = [
            told::norm("2025-06-09"),
            told::screened("2025-06-09"),
            told::approved("2025-06-10"),
            told::published("2025-06-11"),
            told::withdrawn("2025-06-12"),
        ];
        let refused = publication(&norm).ground(GroundKind::TermOver, today);
        assert!(matches!(refused, Err(Refusal::KeptForGood(_))));
        assert_eq!(publication(&norm).ground(GroundKind::Ordered, today), Ok(Ground::Ordered));
    }
}
