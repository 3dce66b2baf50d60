//! What may follow what: held against a file whose earlier entries were mended, so that nothing stands on a premise that is gone.

use super::{Correction, Extension, Fee, Reasons, Request, Review};
use crate::request::facts::Fact;

impl Request {
    /// The first entry that cannot come after those before it as they now read: what was mended is its premise.
    pub(in crate::request) fn first_out_of_place(&self) -> Option<usize> {
        let mut before = Request::default();
        for (number, entry) in self.valid() {
            if !before.can_be_followed_by(&entry.fact) {
                return Some(number);
            }
            before.take(number, entry);
        }
        None
    }

    fn can_be_followed_by(&self, fact: &Fact) -> bool {
        let open = self.registered.is_some() && self.ended.is_none();
        let after_the_rest = Some(fact.on()) >= self.latest;
        match fact {
            Fact::Registered { .. } => self.registered.is_none(),
            Fact::Corrected { .. } => {
                matches!(self.correction, Correction::Asked { .. }) && (open || self.is_given_up())
            }
            Fact::GivenUp { .. } => open && matches!(self.correction, Correction::Asked { .. }),
            Fact::OpinionAnswered { on, consultation, .. } => {
                open && self.consultation(*consultation).is_some_and(|one| one.asked_on <= *on)
            }
            Fact::ConsultationRanOut { consultation, .. } => open && self.consultation(*consultation).is_some(),
            Fact::ExtensionTold { .. } => open && self.extension == Extension::Approved,
            Fact::ReasonsGiven { on, .. } => {
                open && matches!(self.reasons, Reasons::Asked { on: asked, .. } if asked <= *on)
            }
            Fact::Delayed { .. } => open && matches!(self.reasons, Reasons::Given { .. }),
            Fact::FeePaid { .. } => matches!(self.fee, Fee::Asked { .. }) && (open || self.is_fee_unpaid()),
            Fact::FeeRanOut { .. } => open && matches!(self.fee, Fee::Asked { .. }),
            Fact::ThirdPartyTold { consultation, .. } => self.consultation(*consultation).is_some(),
            Fact::ReviewApproved { .. } | Fact::ReviewReturned { .. } => {
                open && after_the_rest && matches!(self.review, Review::Running { .. })
            }
            Fact::Served { .. } => open && after_the_rest && matches!(self.review, Review::Approved { .. }),
            Fact::ReplyDrafted { .. } | Fact::Withdrawn { .. } => open && after_the_rest,
            Fact::Archived { .. } | Fact::ClosingTold { .. } => self.ended.is_some() && after_the_rest,
            Fact::Numbered { .. } => self.registered.is_some() && self.number.is_none(),
            Fact::Assigned { .. }
            | Fact::ContactFailed { .. }
            | Fact::Confirmed { .. }
            | Fact::CorrectionAsked { .. }
            | Fact::OpinionAsked { .. }
            | Fact::ReasonsAsked { .. }
            | Fact::FeeAsked { .. }
            | Fact::ExtensionApproved { .. } => open,
            // A letter that went out has gone out, whatever is mended afterwards.
            Fact::PapersFiled { .. }
            | Fact::LateEntryExplained { .. }
            | Fact::CodeRenewed { .. }
            | Fact::LetterIssued { .. } => self.registered.is_some(),
            Fact::Amended { .. } | Fact::Struck { .. } | Fact::Erased { .. } => true,
        }
    }
}
