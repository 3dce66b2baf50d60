//! What may be done on an application: each step is a function of the file to the facts that follow, or to the reason why
//! it cannot be taken and what to do instead. `may_…` asks the same before anything is typed.

mod amend;
mod answer_consultation;
mod archive;
mod ask_correction;
mod ask_fee;
mod ask_reasons;
mod assign;
mod confirm;
mod consult;
mod correct;
mod delay;
mod extend;
mod file_papers;
mod give_reasons;
mod number;
mod pass_time;
mod pay_fee;
mod register;
mod renew_code;
mod reply;
mod review;
mod rework;
mod serve;
mod tell_closing;
mod tell_third_party;
mod withdraw;

pub use amend::{Amend, Mend, amend, may_amend, may_mend, may_replace};
pub use answer_consultation::{AnswerConsultation, answer_consultation, may_answer_consultation};
pub use archive::{Archive, archive, may_archive};
pub use ask_correction::{AskCorrection, ask_correction, may_ask_correction};
pub use ask_fee::{AskFee, ask_fee, may_ask_fee};
pub use ask_reasons::{AskReasons, ask_reasons, may_ask_reasons};
pub use assign::{Assign, assign, may_assign};
pub use confirm::{Confirm, confirm, may_confirm};
pub use consult::{Consult, consult, may_consult};
pub use correct::{Correct, correct, may_correct};
pub use delay::{Delay, delay, may_delay};
pub use extend::{Extend, TellExtension, extend, may_extend, may_tell_extension, tell_extension};
pub use file_papers::{FilePapers, enclosed, file_papers, may_file_papers};
pub use give_reasons::{GiveReasons, give_reasons, may_give_reasons};
pub use number::number;
pub use pass_time::{pass_time, wakes_on};
pub use pay_fee::{PayFee, may_pay_fee, pay_fee};
pub use register::{LateEntry, Register, may_register, register, submit};
pub use renew_code::{RenewCode, may_renew_code, renew_code};
pub use reply::{Answer, Draft, may_reply, reply};
pub use review::{Review, Vote, may_review, review};
pub use rework::{Rework, may_rework, rework};
pub use serve::{Serve, may_serve, serve};
pub use tell_closing::{TellClosing, may_tell_closing, tell_closing};
pub use tell_third_party::{TellThirdParty, may_tell_third_party, tell_third_party};
pub use withdraw::{Withdraw, may_withdraw, withdraw};

use law::calendar::Day;
use law::request::clock::{Clock, Ending, Standing};
use law::request::receipt::ReceiptDate;

use super::facts::Service;
use super::state;
use super::{Fact, Refusal, Request};
use crate::context::Context;
use crate::entry::{Author, Entry};

/// Whether anything can still be put on the file: it is neither put away nor destroyed.
fn writable(request: &Request) -> Result<(), Refusal> {
    match request.erased() {
        Some(erasure) => Err(Refusal::Erased(erasure.on)),
        None if request.is_archived() => Err(Refusal::Archived),
        None => Ok(()),
    }
}

/// The clock of a file that is registered and has not ended.
fn open(request: &Request, cx: &Context<'_>) -> Result<Clock, Refusal> {
    writable(request)?;
    let clock = request.clock(cx)?;
    match (request.ended(), &clock.standing) {
        (_, Standing::Closed(Ending::NotCorrected { .. })) => Err(Refusal::GivenUp),
        (_, Standing::Closed(Ending::NotPaid { .. })) => Err(Refusal::FeeUnpaid),
        (Some(ended), _) => Err(Refusal::Closed(ended.on)),
        (None, _) => Ok(clock),
    }
}

/// The same of a file whose day of receipt is known.
fn handled(request: &Request, cx: &Context<'_>) -> Result<(Clock, ReceiptDate), Refusal> {
    let clock = open(request, cx)?;
    let received = request.received().ok_or(Refusal::NotYetReceived)?;
    Ok((clock, received))
}

/// The same while the agency has the next move: neither a correction nor a fee is awaited.
fn running(request: &Request, cx: &Context<'_>) -> Result<Clock, Refusal> {
    let (clock, _) = handled(request, cx)?;
    match clock.standing {
        Standing::AwaitingCorrection => Err(Refusal::AwaitingCorrection),
        Standing::AwaitingPayment { by } => Err(Refusal::AwaitingPayment(by)),
        _ => Ok(clock),
    }
}

/// No draft is on its way.
fn without_draft(request: &Request) -> Result<(), Refusal> {
    match request.review() {
        state::Review::NoDraft => Ok(()),
        state::Review::Running { .. } => Err(Refusal::InReview),
        state::Review::Approved { .. } => Err(Refusal::AlreadyApproved),
    }
}

/// The last gate of every step: nothing is dated ahead, and the law finds that it can have happened like this.
fn settle(request: &Request, facts: Vec<Fact>, cx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    let mut after = request.clone();
    for fact in &facts {
        not_ahead(fact.on(), cx)?;
        sound(fact, cx)?;
        after.evolve(Entry { by: Author::Worker, fact: fact.clone() });
    }
    after.clock(cx)?;
    Ok(facts)
}

/// What a fact must say in itself, whichever step or amendment states it.
fn sound(fact: &Fact, cx: &Context<'_>) -> Result<(), Refusal> {
    match fact {
        Fact::Registered { channel, arrival, .. } => register::has_come_in(*channel, arrival),
        Fact::CorrectionAsked { points, .. } if points.is_empty() => Err(Refusal::NoPoints),
        Fact::CorrectionAsked { on, answer_by, .. } if answer_by <= on => Err(Refusal::NoTimeToAnswer),
        Fact::OpinionAsked { on, reached_on: Some(reached), .. } if reached < on => {
            Err(Refusal::ReachedBeforeSending(*on))
        }
        Fact::ReasonsAsked { on, answer_by, .. } if answer_by <= on => Err(Refusal::NoTimeForReasons),
        Fact::FeeAsked { on, reached_on: Some(reached), .. } if reached < on => Err(Refusal::NoticeBeforeSending(*on)),
        Fact::OpinionAsked { reached_on: Some(reached), .. } | Fact::FeeAsked { reached_on: Some(reached), .. } => {
            not_ahead(*reached, cx)
        }
        Fact::Served { service: Service::Post { posted_on, signed_on: Some(signed) } } if signed < posted_on => {
            Err(Refusal::SignedBeforePosting(*posted_on))
        }
        Fact::Served { service: Service::Post { signed_on: Some(signed), .. } } => not_ahead(*signed, cx),
        Fact::Amended { right, .. } => sound(right, cx),
        _ => Ok(()),
    }
}

fn not_ahead(on: Day, cx: &Context<'_>) -> Result<(), Refusal> {
    if on > cx.today { Err(Refusal::InTheFuture(on)) } else { Ok(()) }
}

/// Writing, reviewing and ending a reply follow all that is on the file.
fn not_before_the_rest(on: Day, request: &Request) -> Result<(), Refusal> {
    match request.latest() {
        Some(latest) if on < latest => Err(Refusal::BeforeEarlier(latest)),
        _ => Ok(()),
    }
}
