//! Where an application stands, folded once from its entries (`fold`); every question about the file is answered from here.
//! `standing` names how far each side of it has come, `order` says what may follow what.

mod fold;
mod order;
mod standing;

use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::outcome::Outcome;
use law::request::receipt::{self, ReceiptDate};
use law::request::reply::ReplyKind;

pub use standing::{Assigned, Consultation, Correction, Ended, Extension, Fee, Number, Reasons, Registered, Review};

use super::facts::{Fact, Level, Reply, Said};
use super::letter::{Issued, LetterKind};
use crate::disposal::Erasure;
use crate::entry::Entry;
use crate::paper::Paper;

/// An application after all entries so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    history: Vec<Entry<Fact>>,
    /// What each entry says now that mistakes are mended; `None` for what was struck, and for the mending itself.
    valid: Vec<Option<Entry<Fact>>>,
    pub(super) registered: Option<Registered>,
    pub(super) number: Option<Number>,
    pub(super) assigned: Option<Assigned>,
    pub(super) confirmed: Option<Day>,
    pub(super) correction: Correction,
    pub(super) consultations: Vec<Consultation>,
    pub(super) extension: Extension,
    pub(super) reasons: Reasons,
    pub(super) delayed: Option<Day>,
    pub(super) fee: Fee,
    issued: Vec<Issued>,
    pub(super) review: Review,
    pub(super) ended: Option<Ended>,
    pub(super) archived: Option<Day>,
    pub(super) erased: Option<Erasure>,
    codes: u32,
    latest: Option<Day>,
}

impl Request {
    /// The files that were put into it, each with the number of the entry by which; none once they are destroyed.
    pub fn papers(&self) -> impl Iterator<Item = (usize, &Paper)> {
        self.valid().filter(|_| self.erased.is_none()).flat_map(|(number, entry)| match &entry.fact {
            Fact::PapersFiled { papers, .. } => papers.iter().map(|paper| (number, paper)).collect(),
            _ => Vec::new(),
        })
    }

    /// How many times a new query code was issued for it.
    pub fn codes_renewed(&self) -> u32 {
        self.codes
    }

    /// How many entries it has: what a step was decided on, and what the record holds it against.
    pub fn version(&self) -> usize {
        self.history.len()
    }

    /// All entries as they were made, mistakes included.
    pub fn history(&self) -> &[Entry<Fact>] {
        &self.history
    }

    /// The entries that hold, mended, each with its number from 1.
    pub fn valid(&self) -> impl Iterator<Item = (usize, &Entry<Fact>)> {
        (1..).zip(&self.valid).filter_map(|(number, entry)| Some((number, entry.as_ref()?)))
    }

    /// The entry of this number, where it holds.
    pub fn entry(&self, number: usize) -> Option<&Entry<Fact>> {
        self.valid.get(number.checked_sub(1)?)?.as_ref()
    }

    /// What registration wrote down.
    pub fn registered(&self) -> Option<Registered> {
        self.registered
    }

    /// Its place in the register, once its day of receipt is certain.
    pub fn number(&self) -> Option<Number> {
        self.number
    }

    /// Who handles it.
    pub fn assigned(&self) -> Option<Assigned> {
        self.assigned
    }

    /// Art. 31: the day of receipt; `None` while its proof is missing, and where it turned out to be no application at all.
    pub fn received(&self) -> Option<ReceiptDate> {
        let registered = self.registered.filter(|_| !self.is_void())?;
        let arrival = receipt::Arrival {
            handed_in: registered.arrival.handed_in,
            submitted: registered.arrival.submitted,
            signed: registered.arrival.signed,
            confirmed: self.confirmed,
        };
        ReceiptDate::determine(registered.channel, &arrival)
    }

    /// Art. 30: how far a correction has come.
    pub fn correction(&self) -> Correction {
        self.correction
    }

    /// Arts. 32 and 34: the letters asking for an opinion, in order of asking.
    pub fn consultations(&self) -> &[Consultation] {
        &self.consultations
    }

    /// Art. 33: how far an extension has come.
    pub fn extension(&self) -> Extension {
        self.extension
    }

    /// Art. 35: how far the reasons for so many applications have come.
    pub fn reasons(&self) -> Reasons {
        self.reasons
    }

    /// Art. 42: how far a fee has come.
    pub fn fee(&self) -> Fee {
        self.fee
    }

    /// The letters that were signed off, in order.
    pub fn letters_issued(&self) -> &[Issued] {
        &self.issued
    }

    /// The letter of this kind about the entry of this number, where it was signed off.
    pub fn issued(&self, kind: LetterKind, about: usize) -> Option<&Issued> {
        self.issued.iter().find(|one| one.kind == kind && one.about == about)
    }

    /// How far the reply has come.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// The draft whose words may still be changed, with the number of its entry: the last one, while nothing has happened since on which an
    /// answer could rest.
    pub fn draft_at_hand(&self) -> Option<(usize, &Reply)> {
        let mut back: Vec<_> = self.valid().collect();
        back.reverse();
        for (number, entry) in back {
            match &entry.fact {
                Fact::ReplyDrafted { reply, .. } => return Some((number, reply)),
                Fact::ReviewApproved { .. }
                | Fact::ReviewReturned { .. }
                | Fact::Assigned { .. }
                | Fact::PapersFiled { .. }
                | Fact::CodeRenewed { .. }
                | Fact::ExtensionApproved { .. }
                | Fact::ExtensionTold { .. }
                | Fact::ThirdPartyTold { .. }
                | Fact::LetterIssued { .. } => {}
                _ => return None,
            }
        }
        None
    }

    /// The level that is to look at the draft now.
    pub fn awaited_level(&self) -> Option<Level> {
        match &self.review {
            Review::Running { reply, passed, .. } => reply.chain.get(*passed).copied(),
            _ => None,
        }
    }

    /// How and when it ended.
    pub fn ended(&self) -> Option<Ended> {
        self.ended
    }

    /// The entry by which it ended without a reply: what time or the applicant himself brought about.
    pub fn closing(&self) -> Option<(usize, &Fact)> {
        self.ended?;
        let ends = self.valid().map(|(number, entry)| (number, &entry.fact)).filter(|(_, fact)| {
            matches!(fact, Fact::GivenUp { .. } | Fact::FeeRanOut { .. } | Fact::Withdrawn { .. } | Fact::Served { .. })
        });
        ends.last().filter(|(_, fact)| !matches!(fact, Fact::Served { .. }))
    }

    /// When the applicant was told in writing of the end in the entry of this number.
    pub fn closing_told(&self, about: usize) -> Option<Day> {
        self.valid().find_map(|(_, entry)| match entry.fact {
            Fact::ClosingTold { on, about: told } if told == about => Some(on),
            _ => None,
        })
    }

    /// Art. 30: it ended because no correction came.
    pub fn is_given_up(&self) -> bool {
        self.ended.is_some_and(|ended| ended.outcome == Outcome::OtherNotCorrected)
    }

    /// Art. 42: it ended because the fee was not paid.
    pub fn is_fee_unpaid(&self) -> bool {
        matches!(self.fee, Fee::Asked { .. })
            && self.ended.is_some_and(|ended| ended.outcome == Outcome::OtherFeeUnpaid)
    }

    /// Art. 32: a third party that objected with reason, has not been told, and whose objection the approved reply overrides. Where the
    /// reply withholds something for a third party's sake, its objection is heeded.
    pub fn overridden(&self) -> Option<&Consultation> {
        self.all_overridden().next()
    }

    /// All of them.
    pub fn all_overridden(&self) -> impl Iterator<Item = &Consultation> {
        let decided = match &self.review {
            Review::Approved { reply } => {
                matches!(reply.kind, ReplyKind::Granted | ReplyKind::PartlyGranted)
                    && reply.withheld.iter().all(|one| one.exemption() != Some(Exemption::ThirdParty))
            }
            Review::NoDraft | Review::Running { .. } => false,
        };
        let objected = |one: &&Consultation| {
            one.consulted == Consulted::ThirdParty
                && one.told_on.is_none()
                && matches!(one.answer, Some((_, Said::Objected)))
        };
        self.consultations.iter().filter(objected).filter(move |_| decided)
    }

    /// Art. 45: put away.
    pub fn is_archived(&self) -> bool {
        self.archived.is_some()
    }

    /// The destruction of all that was sealed for the file.
    pub fn erased(&self) -> Option<&Erasure> {
        self.erased.as_ref()
    }

    /// It was entered by mistake, had not ended, and was destroyed: it counts nowhere.
    pub fn is_void(&self) -> bool {
        self.erased.as_ref().is_some_and(|erasure| erasure.void)
    }

    /// The latest day of anything on the file.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }
}
