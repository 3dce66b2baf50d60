//! The clock of a file: its facts in the law's own words, and the law's answer. Nothing is computed here, so that a due
//! date has one source.

use law::request::clock::{Application, Clock, Event, Fact as Dated};
use law::request::consultation::{self, Consulted};
use law::request::correction::AnswerTerm;

use super::facts::{Arrival, Fact};
use super::state::{Consultation, Request};
use super::{Refusal, facts};
use crate::context::Context;

impl Request {
    /// The clock at the end of today, with its explanation in dated steps. A file that is not registered has none.
    pub fn clock(&self, cx: &Context<'_>) -> Result<Clock, Refusal> {
        let application = self.application().ok_or(Refusal::NotRegistered)?;
        Ok(Clock::under(cx.practice, &application, cx.today, cx.calendar)?)
    }

    /// The facts that count, as the law knows them.
    pub fn application(&self) -> Option<Application> {
        let channel = self.registered?.channel;
        let mut facts: Vec<Dated> = self.valid().flat_map(|(_, entry)| self.in_words_of_the_law(&entry.fact)).collect();
        // What was no application runs against no term.
        facts.extend(
            self.erased()
                .filter(|erasure| erasure.void)
                .map(|erasure| Dated { on: erasure.on, event: Event::Withdrawn }),
        );
        Some(Application { channel, facts })
    }

    fn in_words_of_the_law(&self, fact: &Fact) -> Vec<Dated> {
        let event = match fact {
            Fact::Registered { arrival, .. } => return way_in(arrival),
            Fact::ContactFailed { .. } => Event::ContactFailed,
            Fact::Confirmed { .. } => Event::Confirmed,
            Fact::CorrectionAsked { answer_by, .. } => {
                Event::CorrectionAsked { reached_on: None, term: AnswerTerm::By(*answer_by) }
            }
            Fact::Corrected { good_reason, .. } => Event::Corrected { good_reason: *good_reason },
            Fact::OpinionAsked { consulted, party, reached_on, .. } => {
                let number = self.consultations.iter().position(|one| one.party == *party).map_or(0, |place| place + 1);
                Event::Asked { consulted: *consulted, party: Some(named(*consulted, number)), reached_on: *reached_on }
            }
            Fact::OpinionAnswered { consultation, .. } => {
                let Some(asked) = self.consultation(*consultation) else { return Vec::new() };
                let first = self.consultations.iter().position(|one| one.party == asked.party);
                let number = first.map_or(0, |place| place + 1);
                Event::Answered { consulted: asked.consulted, party: Some(named(asked.consulted, number)) }
            }
            Fact::ExtensionApproved { days, .. } => Event::ExtensionApproved { days: *days },
            Fact::ExtensionTold { .. } => Event::ExtensionTold,
            Fact::ReasonsAsked { .. } => Event::ReasonsAsked,
            Fact::Delayed { until, .. } => Event::Delayed { until: *until },
            Fact::FeeAsked { reached_on, .. } => Event::FeeAsked { reached_on: *reached_on },
            Fact::FeePaid { .. } => Event::FeePaid,
            Fact::Served { .. } => Event::Replied,
            Fact::Withdrawn { .. } => Event::Withdrawn,
            // What time brings about the law finds by itself; the rest moves no term.
            Fact::Numbered { .. }
            | Fact::Assigned { .. }
            | Fact::GivenUp { .. }
            | Fact::ConsultationRanOut { .. }
            | Fact::ReasonsGiven { .. }
            | Fact::FeeRanOut { .. }
            | Fact::ThirdPartyTold { .. }
            | Fact::LetterIssued { .. }
            | Fact::ClosingTold { .. }
            | Fact::ReplyDrafted { .. }
            | Fact::ReviewApproved { .. }
            | Fact::ReviewReturned { .. }
            | Fact::Amended { .. }
            | Fact::Struck { .. }
            | Fact::Erased { .. }
            | Fact::PapersFiled { .. }
            | Fact::LateEntryExplained { .. }
            | Fact::CodeRenewed { .. }
            | Fact::Archived { .. } => return Vec::new(),
        };
        vec![Dated { on: fact.on(), event }]
    }

    /// The letter that went out by the entry of this number.
    pub fn consultation(&self, entry: usize) -> Option<&Consultation> {
        self.consultations.iter().find(|one| one.entry == entry)
    }
}

impl Consultation {
    /// The same as the law sees it: until when an answer is in time.
    pub fn in_law(&self, cx: &Context<'_>) -> Result<consultation::Consultation, Refusal> {
        let mut one =
            consultation::Consultation::ask(self.consulted, None, self.asked_on, self.reached_on, cx.calendar)?;
        one.answered_on = self.answer.map(|(on, _)| on);
        Ok(one)
    }
}

/// The applicant reads the explanation, so that parties go by number and not by name.
fn named(consulted: Consulted, number: usize) -> String {
    match consulted {
        Consulted::ThirdParty => format!("第三方{number}"),
        Consulted::Agency => format!("机关{number}"),
    }
}

fn way_in(arrival: &Arrival) -> Vec<Dated> {
    let facts::Arrival { handed_in, posted, submitted, signed, arrived } = *arrival;
    let days = [
        (handed_in, Event::HandedIn),
        (posted, Event::Posted),
        (submitted, Event::Submitted),
        (signed, Event::Signed),
        (arrived, Event::Arrived),
    ];
    days.into_iter().filter_map(|(on, event)| Some(Dated { on: on?, event })).collect()
}

#[cfg(test)]
mod tests {
    use law::request::clock::Standing;

    use super::*;
    use crate::request::facts::Said;
    use crate::request::given::{answered, by, consulted, day, received, under};

    #[test]
    fn the_due_date_is_the_laws() {
        let request = Request::of([by(1)(received("2025-06-09"))]);
        under(day("2025-06-10"), |cx| {
            let clock = request.clock(cx).unwrap();
            assert_eq!((clock.due_on, clock.standing), (Some(day("2025-07-07")), Standing::Running));
        });
    }

    #[test]
    fn the_days_of_a_consultation_do_not_count_and_nobody_is_named() {
        let facts = [received("2025-06-09"), consulted("2025-06-11", 1), consulted("2025-06-11", 2)];
        let answers = [answered("2025-06-16", 3, Said::Consented), answered("2025-06-18", 2, Said::Objected)];
        let request = Request::of(facts.into_iter().chain(answers).map(by(1)));
        under(day("2025-06-20"), |cx| {
            let clock = request.clock(cx).unwrap();
            assert_eq!(clock.due_on, Some(day("2025-07-14")), "five working days more");
            let told: String = clock.steps.iter().map(|step| step.text.as_str()).collect();
            assert!(told.contains("第三方甲") && !told.contains("vault"), "{told}");
        });
    }
}
