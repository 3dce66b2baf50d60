//! The handling of an application, folded once over its facts in order of date.
//!
//! A term that runs out is not a fact: before each fact, and at the end, time is let pass up to its day.

mod consulting;
mod correcting;
mod delaying;
mod extending;
mod paying;

use super::super::consultation::{Consultation, Uncounted};
use super::super::extension::ExtensionDays;
use super::super::practice::{AtNewTerm, Late, OpenConsultation, Practice};
use super::super::receipt::ReceiptDate;
use super::super::{correction, term};
use super::words::{self, Parties, day_in, first_counted_day};
use super::{Clock, ClockError, Dated, Ending, Event, Refusal, Standing, Step};
use crate::calendar::{BeyondCalendar, Calendar, Day, Due, WorkingDays};

pub(super) struct Course<'a> {
    calendar: &'a Calendar,
    practice: &'a Practice,
    received: ReceiptDate,
    last_day_to_ask: Due,
    /// Day 0 of the term of reply that runs now.
    term_start: Day,
    phase: Phase,
    correction_asked: bool,
    answer_correction_by: Option<Due>,
    fee_asked: bool,
    delay: Delay,
    consultations: Vec<Consultation>,
    approved: Option<ExtensionDays>,
    extension: Option<ExtensionDays>,
    provisional: bool,
    parties: Parties,
    steps: Vec<Step>,
}

/// Whom the application waits for.
#[derive(Clone, Debug)]
enum Phase {
    /// The agency: the term of reply runs.
    Counting,
    /// The applicant's correction; `None` where the notice named no term.
    AwaitingCorrection { by: Option<Day> },
    /// The applicant's payment.
    AwaitingPayment { by: Day },
    /// Nobody. With the due date of a reply that was owed.
    Closed { ending: Ending, due: Option<Due> },
}

/// Art. 35: whether the reply can be put off, and to which day it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delay {
    /// Nobody has been asked for reasons.
    NoReasonsAsked,
    /// Reasons were asked for.
    Possible,
    /// The applicant was told of this day.
    Until(Day),
}

impl<'a> Course<'a> {
    pub(super) fn begin(
        received: ReceiptDate,
        parties: Parties,
        practice: &'a Practice,
        calendar: &'a Calendar,
    ) -> Result<Course<'a>, BeyondCalendar> {
        let last_day_to_ask = correction::last_day_to_ask(received, calendar)?;
        Ok(Course {
            calendar,
            practice,
            received,
            last_day_to_ask,
            term_start: received.day(),
            phase: Phase::Counting,
            correction_asked: false,
            answer_correction_by: None,
            fee_asked: false,
            delay: Delay::NoReasonsAsked,
            consultations: Vec::new(),
            approved: None,
            extension: None,
            provisional: last_day_to_ask.provisional,
            parties,
            steps: Vec::new(),
        })
    }

    /// Takes the next fact; facts come in order of date.
    pub(super) fn take(&mut self, dated: &Dated<'_>) -> Result<(), ClockError> {
        let (on, event) = (dated.fact.on, &dated.fact.event);
        if on < self.received.day() {
            return Err(dated.refused(Refusal::BeforeReceipt { received: self.received.day() }));
        }
        self.let_time_pass(on);
        if let Phase::Closed { ending, .. } = &self.phase {
            let ending = ending.clone();
            self.after_the_end(on, event, &ending);
            return Ok(());
        }
        match event {
            Event::CorrectionAsked { reached_on, term } => self.correction_asked(dated, *reached_on, *term),
            Event::Corrected { .. } => self.corrected(dated),
            Event::Asked { consulted, party, reached_on } => {
                self.asked(on, *consulted, party.as_ref(), *reached_on).map_err(ClockError::from)
            }
            Event::Answered { consulted, party } => self.answered(dated, *consulted, party.as_ref()),
            Event::FeeAsked { reached_on } => self.fee_asked(dated, *reached_on),
            Event::FeePaid => self.fee_paid(dated),
            Event::ExtensionApproved { days } => self.extension_approved(dated, *days),
            Event::ExtensionTold => self.extension_told(dated),
            Event::Replied => Ok(self.replied(on)?),
            Event::Withdrawn => {
                self.say(on, None, "您撤回了申请，不再答复。".to_owned());
                self.phase = Phase::Closed { ending: Ending::Withdrawn { on }, due: None };
                Ok(())
            }
            Event::Delayed { until } => self.delayed(dated, *until),
            Event::ReasonsAsked => {
                if self.delay == Delay::NoReasonsAsked {
                    self.delay = Delay::Possible;
                }
                let text = "申请的数量、频次明显较多，请您说明理由。答复期限照常计算。";
                self.say(on, Some("35"), text.to_owned());
                Ok(())
            }
            Event::HandedIn
            | Event::Posted
            | Event::Signed
            | Event::Arrived
            | Event::Submitted
            | Event::ContactFailed
            | Event::Confirmed => Ok(()), // the way in has dealt with them
        }
    }

    fn say(&mut self, on: Day, article: Option<&'static str>, text: String) {
        self.steps.push(Step { on, text, article });
    }

    /// What has run out before `on`.
    fn let_time_pass(&mut self, on: Day) {
        let (by, payment) = match self.phase {
            Phase::AwaitingCorrection { by: Some(by) } => (by, false),
            Phase::AwaitingPayment { by } => (by, true),
            _ => return,
        };
        let Some(after) = by.tomorrow().ok().filter(|after| *after <= on) else { return };
        let last = day_in(by, after);
        let ending = if payment {
            let text = format!("到{last}没有收到信息处理费，依规定视为放弃申请，不再处理。");
            self.say(after, Some("42"), text);
            Ending::NotPaid { on: after }
        } else {
            let text = format!("到{last}没有收到您的补正，依法视为放弃申请，不再处理。您可以重新提出申请。");
            self.say(after, Some("30"), text);
            Ending::NotCorrected { on: after }
        };
        self.phase = Phase::Closed { ending, due: None };
    }

    /// Nothing changes an application that has ended, but a late correction for which there was good reason (Art. 30).
    fn after_the_end(&mut self, on: Day, event: &Event, ending: &Ending) {
        match (ending, event) {
            (Ending::NotCorrected { .. }, Event::Corrected { good_reason: true }) => {
                self.restart(on, "30", "收到您补正后的申请。虽然过了补正期限，但有正当理由，");
            }
            (Ending::NotCorrected { .. }, Event::Corrected { .. }) if self.practice.late_correction == Late::Counts => {
                self.restart(on, "30", "收到您补正后的申请。虽然过了补正期限，仍予处理，");
            }
            (Ending::NotCorrected { .. }, Event::Corrected { .. }) => {
                let text = "收到您的补正，但已经过了补正期限，又没有正当理由，申请仍视为放弃。您可以重新提出申请。";
                self.say(on, Some("30"), text.to_owned());
            }
            (Ending::NotPaid { .. }, Event::FeePaid) => {
                let text = "收到信息处理费，但已经过了缴费期限，申请仍视为放弃。";
                self.say(on, Some("42"), text.to_owned());
            }
            _ => {}
        }
    }

    /// The whole term again from `on`; an extension of the term before ends with it.
    fn restart(&mut self, on: Day, article: &'static str, ground: &str) {
        self.phase = Phase::Counting;
        self.term_start = on;
        if let Delay::Until(_) = self.delay {
            self.delay = Delay::Possible; // the day was set for the term before
        }
        let first = day_in(first_counted_day(on, self.calendar), on);
        let mut text = format!("{}{ground}当天不计，答复期限从{first}起重新计算。", day_in(on, on));
        if self.practice.extension_at_new_term == AtNewTerm::Ends && self.extension.take().is_some() {
            text += "此前的延期随之失效。";
        }
        self.say(on, Some(article), text);
    }

    fn due(&self) -> Result<Due, BeyondCalendar> {
        let due = term::last_day_to_reply(self.term_start, self.length(), &self.uncounted(), self.calendar)?;
        Ok(match self.delay {
            Delay::Until(until) if until > due.date => Due { date: until, provisional: false },
            _ => due,
        })
    }

    fn uncounted(&self) -> Uncounted {
        Uncounted::of(&self.consultations, self.practice.consultation_days)
    }

    fn length(&self) -> WorkingDays {
        self.extension.map_or(term::REPLY_WITHIN, |extension| term::REPLY_WITHIN + extension.days())
    }

    fn replied(&mut self, on: Day) -> Result<(), BeyondCalendar> {
        let due = match self.phase {
            Phase::Counting => Some(self.due()?),
            _ => None,
        };
        let late_after = due.map(|due| due.date).filter(|due| *due < on);
        let late_by = late_after.map(|due| self.calendar.working_days(due, on));
        let text = match late_after {
            Some(date) => format!("已经答复您。答复期限到{}为止，{}。", day_in(date, on), words::late(late_by)),
            None => "已经答复您，在期限之内。".to_owned(),
        };
        self.say(on, Some("33"), text);
        self.phase = Phase::Closed { ending: Ending::Replied { on, late_by }, due };
        Ok(())
    }

    /// The clock at the end of the day on which it is read.
    pub(super) fn finish(mut self, as_of: Day) -> Result<Clock, BeyondCalendar> {
        self.let_time_pass(as_of);
        let (due, standing) = match &self.phase {
            Phase::Counting => {
                let due = self.due()?;
                let consulting = self.consultations.iter().any(|one| one.is_open_on(as_of));
                if due.date < as_of {
                    let working_days = self.calendar.working_days(due.date, as_of);
                    (Some(due), Standing::Overdue { working_days })
                } else if consulting && self.practice.open_consultation == OpenConsultation::NoDueDate {
                    (None, Standing::Consulting)
                } else if consulting {
                    (Some(due), Standing::Consulting)
                } else {
                    (Some(due), Standing::Running)
                }
            }
            Phase::AwaitingCorrection { .. } => (None, Standing::AwaitingCorrection),
            Phase::AwaitingPayment { by } => (None, Standing::AwaitingPayment { by: *by }),
            Phase::Closed { ending, due } => (*due, Standing::Closed(ending.clone())),
        };
        self.tell_of_silence(&standing, as_of);
        if let Some(due) = due {
            self.provisional |= due.provisional;
            if !matches!(standing, Standing::Closed(_)) {
                let how = if self.delay == Delay::Until(due.date) {
                    format!("延迟答复的期限到{}为止。", day_in(due.date, due.date))
                } else {
                    words::due(self.term_start, self.length(), due, &self.uncounted(), self.calendar)
                };
                let text = [how, words::may_still_change(due, standing == Standing::Consulting)];
                self.say(due.date, Some("33"), text.concat());
            }
        }
        if let (Standing::Overdue { working_days }, Some(due)) = (&standing, due) {
            let text = format!("到{}仍然没有答复，{}。", day_in(as_of, due.date), words::late(Some(*working_days)));
            self.say(as_of, Some("33"), text);
        }
        Ok(Clock {
            as_of,
            received: Some(self.received),
            due_on: due.map(|due| due.date),
            correction_due_on: Some(self.last_day_to_ask.date),
            answer_correction_by: self.answer_correction_by.map(|due| due.date),
            provisional: self.provisional,
            standing,
            steps: self.steps,
            left_out: 0,
        })
    }
}
