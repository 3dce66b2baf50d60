//! 收到意见: what the one asked says comes in (Arts. 32 and 34).

use law::calendar::Day;

use super::{handled, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Fact, Said};
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerConsultation {
    /// The day on which it came in.
    pub on: Day,
    /// The number of the entry that asked.
    pub consultation: usize,
    /// What it says.
    pub said: Said,
    /// Its words.
    pub words: Sealed,
}

/// Whether an answer is still to come. After its term one may come too: it moves no date, but the agency knows it.
pub fn may_answer_consultation(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::AnswerConsultation, cx)?;
    handled(request, cx)?;
    match request.consultations() {
        [] => Err(Refusal::NobodyIsAsked),
        asked if asked.iter().all(|one| one.answer.is_some()) => {
            Err(Refusal::AlreadyAnswered(asked[asked.len() - 1].entry))
        }
        _ => Ok(()),
    }
}

/// Takes an opinion in.
pub fn answer_consultation(
    request: &Request,
    step: AnswerConsultation,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_answer_consultation(request, cx, by)?;
    let AnswerConsultation { on, consultation, said, words } = step;
    let asked = request.consultation(consultation).ok_or(Refusal::NobodyAsked(consultation))?;
    if asked.answer.is_some() {
        return Err(Refusal::AlreadyAnswered(consultation));
    }
    if on < asked.asked_on {
        return Err(Refusal::AnsweredBeforeAsking(asked.asked_on));
    }
    settle(request, vec![Fact::OpinionAnswered { on, consultation, said, words }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{answered, consulted, day, given, received, sealed};

    fn objection(on: &str, consultation: usize) -> AnswerConsultation {
        AnswerConsultation { on: day(on), consultation, said: Said::Objected, words: sealed(5) }
    }

    #[test]
    fn an_answer_belongs_to_its_letter() {
        let asked = || given([received("2025-06-09"), consulted("2025-06-11", 1)]).today("2025-06-18");
        asked().when(answer_consultation, objection("2025-06-18", 2)).facts([answered(
            "2025-06-18",
            2,
            Said::Objected,
        )]);
        asked().when(answer_consultation, objection("2025-06-18", 1)).refused(Refusal::NobodyAsked(1));
        asked()
            .when(answer_consultation, objection("2025-06-10", 2))
            .refused(Refusal::AnsweredBeforeAsking(day("2025-06-11")));
    }

    #[test]
    fn a_letter_is_answered_once() {
        given([received("2025-06-09"), consulted("2025-06-11", 1), answered("2025-06-16", 2, Said::Consented)])
            .today("2025-06-18")
            .when(answer_consultation, objection("2025-06-18", 2))
            .refused(Refusal::AlreadyAnswered(2));
    }

    #[test]
    fn nobody_answers_unasked() {
        given([received("2025-06-09")])
            .today("2025-06-18")
            .when(answer_consultation, objection("2025-06-18", 2))
            .refused(Refusal::NobodyIsAsked);
    }
}
