//! 更正: what an entry says, in the plain words of the step that states such a thing, and the way back: so that the form of
//! a step mends what the step wrote.

use casework::request::facts::Fact;
use casework::request::{Refusal, Request, steps};
use casework::sealed::Sealed;
use casework::who::{Subject, Viewer};
use law::calendar::Day;
use records::file::FileId;
use records::vault::Sealing;

use super::intake::Intake;
use super::register::seal;
use super::step::Step;
use crate::error::Failed;
use crate::setup::Office;

/// What an entry says, or should have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// The registration.
    Registration(Box<Intake>),
    /// What this step states. One that states no such entry is refused.
    Step(Box<Step>),
}

/// An amendment as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The number of the entry that was wrong.
    pub entry: usize,
    /// What it said before.
    pub before: Right,
    /// What it says since.
    pub after: Right,
}

impl Office {
    /// Whether this viewer may strike the entry, and whether he may state what is right instead.
    pub fn may_mend(&self, by: &Viewer, request: &Request, entry: usize) -> [Result<(), Refusal>; 2] {
        let cx = self.context(by);
        [steps::may_mend(request, entry, &cx, by), steps::may_replace(request, entry, &cx, by)]
    }

    /// What an entry says now, for the form on which it is amended. Opening its words is logged. Errors: a [`Refusal`]
    /// where it may not be amended, or not by this viewer.
    pub async fn stated(&self, by: &Viewer, file: &FileId, entry: usize) -> Result<Right, Failed> {
        let request = self.read(by, file, Subject::File).await?;
        let [_, replaced] = self.may_mend(by, &request, entry);
        replaced?;
        let made = request.entry(entry).ok_or(Refusal::NoEntry(entry))?;
        let right = self.in_plain_words(by, file, &request, &made.fact, "更正记录").await?;
        Ok(right.ok_or(Refusal::NotReplaced(entry))?)
    }

    /// What an amendment has changed; `None` where the entry of this number is none. Opening the words is logged.
    pub async fn amendment(&self, by: &Viewer, file: &FileId, entry: usize) -> Result<Option<Amendment>, Failed> {
        let request = self.read(by, file, Subject::File).await?;
        let history = request.history();
        let made = entry.checked_sub(1).and_then(|index| history.get(index)).map(|made| &made.fact);
        let Some(Fact::Amended { entry: wrong, right, .. }) = made else { return Ok(None) };
        // It may have been amended before: what counts is how it read just then.
        let then = Request::of(history[..entry - 1].iter().cloned());
        let Some(before) = then.entry(*wrong) else { return Ok(None) };
        let before = self.in_plain_words(by, file, &request, &before.fact, "查阅案卷").await?;
        let after = self.in_plain_words(by, file, &request, right, "查阅案卷").await?;
        Ok(before.zip(after).map(|(before, after)| Amendment { entry: *wrong, before, after }))
    }

    /// `None` for what nobody states.
    async fn in_plain_words(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        fact: &Fact,
        purpose: &str,
    ) -> Result<Option<Right>, Failed> {
        if matches!(fact, Fact::Registered { .. }) {
            self.may_see(by, file, request, Subject::PersonalData)?;
        }
        let open = async |words: &Sealed| self.open_words(by, file, words, purpose).await;
        Ok(Some(Right::Step(Box::new(match fact {
            Fact::Registered { channel, arrival, applicant, person, words, .. } => {
                let unreadable = |error: serde_json::Error| Failed::Unreadable(error.to_string());
                let person = serde_json::from_str(&open(person).await?).map_err(unreadable)?;
                let wanted = serde_json::from_str(&open(words).await?).map_err(unreadable)?;
                let (channel, arrival, applicant) = (*channel, *arrival, *applicant);
                let late_reason = String::new(); // an amendment has a reason of its own
                let intake = Intake { channel, arrival, applicant, person, wanted, late_reason };
                return Ok(Some(Right::Registration(Box::new(intake))));
            }
            Fact::Assigned { on, unit, handler } => Step::Assign { on: *on, unit: *unit, handler: *handler },
            Fact::ContactFailed { on } => Step::Confirm { on: *on, reached: false },
            Fact::Confirmed { on } => Step::Confirm { on: *on, reached: true },
            Fact::CorrectionAsked { on, points, words, answer_by } => {
                let (points, words) = (points.clone(), open(words).await?);
                Step::AskCorrection { on: *on, points, words, answer_by: *answer_by }
            }
            Fact::Corrected { on, words, good_reason } => {
                Step::Correct { on: *on, words: open(words).await?, good_reason: *good_reason, papers: Vec::new() }
            }
            Fact::OpinionAsked { on, consulted, party, reached_on } => {
                let party = open(party).await?;
                Step::Consult { on: *on, consulted: *consulted, party, reached_on: *reached_on }
            }
            Fact::OpinionAnswered { on, consultation, said, words } => {
                let words = open(words).await?;
                Step::AnswerConsultation { on: *on, consultation: *consultation, said: *said, words }
            }
            Fact::ExtensionApproved { on, days, reason } => {
                let reason = match reason {
                    Some(reason) => open(reason).await?,
                    None => String::new(),
                };
                Step::Extend { on: *on, days: *days, reason }
            }
            Fact::ExtensionTold { on } => Step::TellExtension { on: *on },
            Fact::ReasonsAsked { on, words, answer_by } => {
                Step::AskReasons { on: *on, words: open(words).await?, answer_by: *answer_by }
            }
            Fact::ReasonsGiven { on, words } => Step::GiveReasons { on: *on, words: open(words).await? },
            Fact::Delayed { on, until, words } => Step::Delay { on: *on, until: *until, words: open(words).await? },
            Fact::FeePaid { on } => Step::PayFee { on: *on },
            Fact::Served { service } => Step::Serve { service: *service },
            Fact::Withdrawn { on, words } => Step::Withdraw { on: *on, words: open(words).await? },
            _ => return Ok(None),
        }))))
    }
}

/// What should stand there, sealed anew. `registered_on` is the day of entry, which a registration keeps.
pub(super) fn fact(right: Right, registered_on: Day, sealing: &mut Sealing) -> Result<Fact, Refusal> {
    let step = match right {
        Right::Registration(intake) => {
            sealing.find_afresh();
            let steps::Register { channel, arrival, applicant, person, words, .. } = seal(sealing, &intake);
            return Ok(Fact::Registered { on: registered_on, channel, arrival, applicant, person, words });
        }
        Right::Step(step) => *step,
    };
    Ok(match step {
        Step::Confirm { on, reached: true } => Fact::Confirmed { on },
        Step::Confirm { on, reached: false } => Fact::ContactFailed { on },
        Step::Assign { on, unit, handler } => Fact::Assigned { on, unit, handler },
        Step::AskCorrection { on, points, words, answer_by } => {
            Fact::CorrectionAsked { on, points, words: sealing.seal(&words), answer_by }
        }
        // What came along stays where it is: it is amended by filing other papers.
        Step::Correct { on, words, good_reason, .. } => {
            Fact::Corrected { on, words: sealing.seal(&words), good_reason }
        }
        Step::Consult { on, consulted, party, reached_on } => {
            Fact::OpinionAsked { on, consulted, party: sealing.seal(&party), reached_on }
        }
        Step::AnswerConsultation { on, consultation, said, words } => {
            Fact::OpinionAnswered { on, consultation, said, words: sealing.seal(&words) }
        }
        Step::Extend { on, days, reason } => {
            let reason = (!reason.trim().is_empty()).then(|| sealing.seal(&reason));
            Fact::ExtensionApproved { on, days, reason }
        }
        Step::TellExtension { on } => Fact::ExtensionTold { on },
        Step::AskReasons { on, words, answer_by } => Fact::ReasonsAsked { on, words: sealing.seal(&words), answer_by },
        Step::GiveReasons { on, words } => Fact::ReasonsGiven { on, words: sealing.seal(&words) },
        Step::Delay { on, until, words } => Fact::Delayed { on, until, words: sealing.seal(&words) },
        Step::PayFee { on } => Fact::FeePaid { on },
        Step::Serve { service } => Fact::Served { service },
        Step::Withdraw { on, words } => Fact::Withdrawn { on, words: sealing.seal(&words) },
        // A draft is written anew, a letter that left is followed by another one, and papers are struck.
        Step::Reply(_)
        | Step::Rework { .. }
        | Step::Review { .. }
        | Step::AskFee { .. }
        | Step::TellThirdParty { .. }
        | Step::TellClosing { .. }
        | Step::FilePapers { .. }
        | Step::RenewCode { .. }
        | Step::Strike { .. }
        | Step::Amend { .. }
        | Step::Archive { .. } => return Err(Refusal::OtherKind),
    })
}
