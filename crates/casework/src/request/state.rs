//! Where an application stands: folded once from its entries; every question about the file is answered from here.

use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::outcome::Outcome;
use law::request::receipt::{self, Channel, ReceiptDate};
use law::request::reply::ReplyKind;

use super::facts::{Applicant, Arrival, Fact, Level, Reply, Said};
use super::letter::{Issued, LetterKind};
use crate::disposal::Erasure;
use crate::entry::{Author, Entry};
use crate::paper::Paper;
use crate::sealed::Sealed;
use crate::who::{Account, Unit};

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

/// What registration wrote down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The way on which it came in.
    pub channel: Channel,
    /// Its days.
    pub arrival: Arrival,
    /// The column of the report.
    pub applicant: Applicant,
}

/// Its place in the register of the agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number {
    /// The year of the register.
    pub year: i16,
    /// The place in it, from 1.
    pub serial: u32,
}

/// Who handles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The section or subordinate unit.
    pub unit: Unit,
    /// Who of it.
    pub handler: Option<Account>,
}

/// Art. 30: how far a correction has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Correction {
    /// None was asked for.
    #[default]
    None,
    /// Waiting for the applicant.
    Asked {
        /// The last day to answer.
        answer_by: Day,
    },
    /// It came.
    Answered {
        /// The day.
        on: Day,
    },
}

/// One letter asking for an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// The number of the entry that asked, by which it is called.
    pub entry: usize,
    /// Third party or agency.
    pub consulted: Consulted,
    /// Whom.
    pub party: Sealed,
    /// The day of asking.
    pub asked_on: Day,
    /// The day on which the letter arrived.
    pub reached_on: Option<Day>,
    /// The answer and its day.
    pub answer: Option<(Day, Said)>,
    /// The worker has stated that nothing came in time.
    pub ran_out: bool,
    /// Art. 32: it was told what is disclosed nevertheless.
    pub told_on: Option<Day>,
}

/// Art. 35: how far the reasons for so many applications have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reasons {
    /// None were asked for.
    #[default]
    None,
    /// Waiting for the applicant; the term of reply runs on.
    Asked {
        /// The last day to answer.
        answer_by: Day,
        /// The day of asking.
        on: Day,
    },
    /// They came.
    Given {
        /// The day.
        on: Day,
    },
}

/// Art. 42: how far a fee has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fee {
    /// None was asked for.
    #[default]
    None,
    /// Waiting for the payment.
    Asked {
        /// The day of the notice.
        on: Day,
        /// The day on which it arrived.
        reached_on: Option<Day>,
    },
    /// It was paid.
    Paid {
        /// The day.
        on: Day,
    },
}

/// Art. 33: how far an extension of the running term has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extension {
    /// None.
    #[default]
    None,
    /// Consented to; it counts once it is told.
    Approved,
    /// The applicant was told.
    Told,
}

/// How far a reply has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// No draft, or it was given back.
    #[default]
    NoDraft,
    /// A draft on its way.
    Running {
        /// The draft.
        reply: Reply,
        /// Who wrote it.
        by: Author,
        /// How many levels have agreed.
        passed: usize,
    },
    /// All levels have agreed.
    Approved {
        /// What may be served.
        reply: Reply,
    },
}

/// How an application ended: the row of the report and the day that decides the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The day on which the reply was made, or on which it was withdrawn or taken as given up.
    pub on: Day,
    /// The row.
    pub outcome: Outcome,
}

impl Request {
    /// An application from its entries.
    pub fn of(history: impl IntoIterator<Item = Entry<Fact>>) -> Request {
        let mut request = Request::default();
        history.into_iter().for_each(|entry| request.evolve(entry));
        request
    }

    /// Takes the next entry. Whether it may come next was decided by the step that made it.
    pub fn evolve(&mut self, entry: Entry<Fact>) {
        let mended = match &entry.fact {
            Fact::Struck { entry, .. } => Some((*entry, None)),
            Fact::Amended { entry, right, .. } => Some((*entry, Some((**right).clone()))),
            _ => None,
        };
        self.history.push(entry.clone());
        match mended {
            None => {
                self.take(self.history.len(), &entry);
                self.valid.push(Some(entry));
            }
            Some((number, right)) => {
                self.valid.push(None);
                if let Some(line) = number.checked_sub(1).and_then(|index| self.valid.get_mut(index)) {
                    *line = line.take().zip(right).map(|(wrong, fact)| Entry { by: wrong.by, fact });
                }
                self.fold_again();
            }
        }
    }

    /// A mended entry changes what came after it, so that all is folded again.
    fn fold_again(&mut self) {
        let (history, valid) = (std::mem::take(&mut self.history), std::mem::take(&mut self.valid));
        *self = Request::default();
        for (number, entry) in (1..).zip(&valid) {
            if let Some(entry) = entry {
                self.take(number, entry);
            }
        }
        (self.history, self.valid) = (history, valid);
    }

    fn take(&mut self, number: usize, entry: &Entry<Fact>) {
        let on = entry.fact.on();
        self.latest = self.latest.max(entry.fact.latest());
        match &entry.fact {
            Fact::Registered { channel, arrival, applicant, .. } => {
                self.registered = Some(Registered { channel: *channel, arrival: *arrival, applicant: *applicant });
            }
            Fact::Numbered { year, serial, .. } => self.number = Some(Number { year: *year, serial: *serial }),
            Fact::Assigned { unit, handler, .. } => self.assigned = Some(Assigned { unit: *unit, handler: *handler }),
            Fact::Confirmed { on } => self.confirmed = Some(*on),
            Fact::CorrectionAsked { answer_by, .. } => {
                self.correction = Correction::Asked { answer_by: *answer_by };
                self.review = Review::NoDraft; // it answered an application that nobody understood
            }
            Fact::Corrected { on, .. } => {
                self.correction = Correction::Answered { on: *on };
                self.extension = Extension::None; // Art. 30: the whole term again, which has an extension of its own
                self.delayed = None;
                self.ended = None; // given up, and taken up again for good reason
            }
            Fact::GivenUp { on } => self.ended = Some(Ended { on: *on, outcome: Outcome::OtherNotCorrected }),
            Fact::OpinionAsked { on, consulted, party, reached_on } => self.consultations.push(Consultation {
                entry: number,
                consulted: *consulted,
                party: party.clone(),
                asked_on: *on,
                reached_on: *reached_on,
                answer: None,
                ran_out: false,
                told_on: None,
            }),
            Fact::OpinionAnswered { on, consultation, said, .. } => {
                if let Some(one) = self.consultation_mut(*consultation) {
                    one.answer = Some((*on, *said));
                }
            }
            Fact::ConsultationRanOut { consultation, .. } => {
                if let Some(one) = self.consultation_mut(*consultation) {
                    one.ran_out = true;
                }
            }
            Fact::ExtensionApproved { .. } => self.extension = Extension::Approved,
            Fact::ExtensionTold { .. } => self.extension = Extension::Told,
            Fact::ReasonsAsked { on, answer_by, .. } => {
                self.reasons = Reasons::Asked { answer_by: *answer_by, on: *on };
            }
            Fact::ReasonsGiven { on, .. } => self.reasons = Reasons::Given { on: *on },
            Fact::Delayed { until, .. } => self.delayed = Some(*until),
            Fact::FeeAsked { on, reached_on, .. } => self.fee = Fee::Asked { on: *on, reached_on: *reached_on },
            Fact::FeePaid { on } => {
                if self.is_fee_unpaid() {
                    self.ended = None; // it was paid in time, and that was entered later
                }
                self.fee = Fee::Paid { on: *on };
                if self.extension == Extension::Told {
                    self.extension = Extension::None; // the whole term again
                }
                self.delayed = None;
            }
            Fact::FeeRanOut { on } => self.ended = Some(Ended { on: *on, outcome: Outcome::OtherFeeUnpaid }),
            Fact::ThirdPartyTold { on, consultation, .. } => {
                if let Some(one) = self.consultation_mut(*consultation) {
                    one.told_on = Some(*on);
                }
            }
            Fact::LetterIssued { on, letter, about, number: printed, docx, pdf } => self.issued.push(Issued {
                kind: *letter,
                about: *about,
                on: *on,
                number: printed.clone(),
                docx: docx.clone(),
                pdf: pdf.clone(),
            }),
            Fact::ReplyDrafted { reply, .. } => {
                self.review = Review::Running { reply: reply.clone(), by: entry.by, passed: 0 };
            }
            Fact::ReviewApproved { .. } => self.pass_level(),
            Fact::ReviewReturned { .. } => self.review = Review::NoDraft,
            Fact::Served { .. } => {
                if let Review::Approved { reply } = &self.review {
                    self.ended = Some(Ended { on, outcome: reply.outcome });
                }
            }
            Fact::Withdrawn { on, .. } => self.ended = Some(Ended { on: *on, outcome: Outcome::OtherMisc }),
            Fact::Archived { on } => self.archived = Some(*on),
            Fact::Erased { on, disposal, void } => {
                self.erased = Some(Erasure { on: *on, disposal: disposal.clone(), void: *void });
            }
            Fact::CodeRenewed { .. } => self.codes += 1,
            Fact::ContactFailed { .. } | Fact::PapersFiled { .. } | Fact::Amended { .. } | Fact::Struck { .. } => {}
        }
    }

    /// The first entry that cannot come after those before it as they now read: what was mended is its premise.
    pub(super) fn first_out_of_place(&self) -> Option<usize> {
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
            Fact::Archived { .. } => self.ended.is_some() && after_the_rest,
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
            Fact::PapersFiled { .. } | Fact::CodeRenewed { .. } | Fact::LetterIssued { .. } => {
                self.registered.is_some()
            }
            Fact::Amended { .. } | Fact::Struck { .. } | Fact::Erased { .. } => true,
        }
    }

    fn pass_level(&mut self) {
        if let Review::Running { reply, by, passed } = std::mem::take(&mut self.review) {
            let passed = passed + 1;
            self.review = if passed >= reply.chain.len() {
                Review::Approved { reply }
            } else {
                Review::Running { reply, by, passed }
            };
        }
    }

    fn consultation_mut(&mut self, number: usize) -> Option<&mut Consultation> {
        self.consultations.iter_mut().find(|one| one.entry == number)
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{asked, by, corrected, day, drafted, received, reviewed, sealed, served};

    #[test]
    fn a_struck_entry_counts_as_if_it_had_never_been_and_stays_in_the_history() {
        let struck = Fact::Struck { on: day("2025-06-12"), entry: 2, reason: sealed(9) };
        let request = Request::of([received("2025-06-09"), asked("2025-06-10"), struck].map(by(1)));
        assert_eq!(request.correction(), Correction::None);
        assert_eq!(request.version(), 3);
        assert_eq!(request.entry(2), None);
        assert_eq!(request.history()[1].fact, asked("2025-06-10"));
    }

    #[test]
    fn an_amended_entry_counts_as_it_is_now_and_remains_its_authors() {
        let right = Box::new(received("2025-06-05"));
        let amended = Fact::Amended { on: day("2025-06-12"), entry: 1, right, reason: sealed(9) };
        let request = Request::of([by(1)(received("2025-06-09")), by(2)(amended)]);
        assert_eq!(request.received().unwrap().day(), day("2025-06-05"));
        assert_eq!(request.entry(1), Some(&by(1)(received("2025-06-05"))));
    }

    #[test]
    fn an_amendment_is_itself_never_counted_twice() {
        let amend = |to: &str| Fact::Amended {
            on: day("2025-06-12"),
            entry: 1,
            right: Box::new(received(to)),
            reason: sealed(9),
        };
        let request = Request::of([received("2025-06-09"), amend("2025-06-05"), amend("2025-06-06")].map(by(1)));
        assert_eq!(request.received().unwrap().day(), day("2025-06-06"));
        assert_eq!(request.valid().count(), 1);
    }

    #[test]
    fn the_day_on_which_the_reply_was_posted_ends_the_file() {
        let facts = [received("2025-06-09"), drafted("2025-06-16"), reviewed("2025-06-17"), served("2025-06-18")];
        let request = Request::of(facts.map(by(1)));
        assert_eq!(request.ended(), Some(Ended { on: day("2025-06-18"), outcome: Outcome::Granted }));
    }

    #[test]
    fn a_correction_gives_the_term_back_and_takes_its_extension() {
        let told = Fact::ExtensionTold { on: day("2025-06-10") };
        let facts = [received("2025-06-09"), told, asked("2025-06-10"), corrected("2025-06-16")];
        let request = Request::of(facts.map(by(1)));
        assert_eq!(request.extension(), Extension::None);
        assert_eq!(request.correction(), Correction::Answered { on: day("2025-06-16") });
    }
}
