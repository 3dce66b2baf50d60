//! From entries to the state: each entry is taken once, and where one is mended all are taken again.

use law::request::outcome::Outcome;

use super::{Assigned, Consultation, Correction, Ended, Extension, Fee, Number, Reasons, Registered, Request, Review};
use crate::disposal::Erasure;
use crate::entry::Entry;
use crate::request::facts::Fact;
use crate::request::letter::Issued;

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

    pub(super) fn take(&mut self, number: usize, entry: &Entry<Fact>) {
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
            Fact::ClosingTold { .. }
            | Fact::ContactFailed { .. }
            | Fact::PapersFiled { .. }
            | Fact::LateEntryExplained { .. }
            | Fact::Amended { .. }
            | Fact::Struck { .. } => {}
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
