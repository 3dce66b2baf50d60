//! Art. 31: the way in, from the applicant's hand to the day of receipt, told in steps.

use super::super::receipt::{Arrival, Channel, Proof, ReceiptDate};
use super::words::{day_in, first_counted_day};
use super::{Clock, ClockError, Dated, Ending, Event, Refusal, Standing, Step};
use crate::calendar::{Calendar, Day};

/// What is known of the way in.
pub(super) struct Way {
    pub(super) received: Option<ReceiptDate>,
    pub(super) steps: Vec<Step>,
}

impl Way {
    /// Finds the day of receipt among the known facts, which are in order of date.
    pub(super) fn of(channel: Channel, known: &[Dated<'_>], calendar: &Calendar) -> Result<Way, ClockError> {
        let first = |events: &[Event]| known.iter().find(|dated| events.contains(&dated.fact.event)).map(|d| d.fact.on);
        let sent = first(&[Event::HandedIn, Event::Posted, Event::Submitted]);
        let arrived = first(&[Event::Arrived]);
        for dated in known {
            let on = dated.fact.on;
            let came_in = matches!(dated.fact.event, Event::Signed | Event::Arrived | Event::Confirmed);
            if let Some(sent) = sent.filter(|sent| came_in && on < *sent) {
                return Err(dated.refused(Refusal::BeforeSending { sent }));
            }
            let confirmed = channel.proof() == Proof::Confirmation && dated.fact.event == Event::Confirmed;
            if let Some(arrived) = arrived.filter(|arrived| confirmed && on < *arrived) {
                return Err(dated.refused(Refusal::BeforeArrival { arrived }));
            }
        }
        let arrival = Arrival {
            handed_in: first(&[Event::HandedIn]),
            submitted: first(&[Event::Submitted]),
            signed: first(&[Event::Signed]),
            confirmed: first(&[Event::Confirmed]),
        };
        let received = ReceiptDate::determine(channel, &arrival);
        let mut steps = Vec::new();
        for dated in known.iter().filter(|dated| dated.fact.event.is_arrival()) {
            let on = dated.fact.on;
            if let Some(text) = told(channel, &dated.fact.event, on, received) {
                steps.push(Step { on, text, article: Some("31") });
            }
        }
        if let Some(received) = received.map(ReceiptDate::day) {
            let text = receipt(channel, received, known, calendar);
            steps.push(Step { on: received, text, article: Some("31") });
        }
        Ok(Way { received, steps })
    }
}

/// The clock of an application that is not received yet. It may be replied to or withdrawn all the same; any other
/// step of handling presupposes the receipt.
pub(super) fn without_receipt<'a>(
    handling: impl Iterator<Item = &'a Dated<'a>>,
    as_of: Day,
) -> Result<Clock, ClockError> {
    let mut standing = Standing::Unconfirmed;
    let mut steps = Vec::new();
    for dated in handling {
        let on = dated.fact.on;
        let (ending, text) = match dated.fact.event {
            _ if matches!(standing, Standing::Closed(_)) => continue,
            Event::Replied => (Ending::Replied { on, late_by: None }, "已经答复您。"),
            Event::Withdrawn => (Ending::Withdrawn { on }, "您撤回了申请，不再答复。"),
            _ => return Err(dated.refused(Refusal::NotReceived)),
        };
        steps.push(Step { on, text: text.to_owned(), article: None });
        standing = Standing::Closed(ending);
    }
    if standing == Standing::Unconfirmed {
        let text = "还没有收到的凭据（当面提交、签收，或者与您双方确认），答复期限没有起算；公开办应当尽快与您确认。";
        steps.push(Step { on: as_of, text: text.to_owned(), article: Some("31") });
    }
    Ok(Clock {
        as_of,
        received: None,
        due_on: None,
        correction_due_on: None,
        answer_correction_by: None,
        provisional: false,
        standing,
        steps,
        left_out: 0,
    })
}

/// What is said of a fact of the way in, apart from the receipt itself.
fn told(channel: Channel, event: &Event, on: Day, received: Option<ReceiptDate>) -> Option<String> {
    let received_today = received.is_some_and(|received| received.day() == on);
    let by_confirmation = channel.proof() == Proof::Confirmation;
    let text = match event {
        Event::Posted => "您寄出申请。",
        Event::Submitted if channel.proof() != Proof::HandingIn => "您提交申请。",
        Event::Arrived if by_confirmation => "公开办收到，要与您确认；确认的那一天才算收到申请。",
        Event::Arrived if !received_today => "申请转到公开办。收到的日期以签收为准，不以转到为准。",
        Event::ContactFailed => "没有联系上您，申请已经登记；联系上并确认之后开始计算期限。",
        _ => return None,
    };
    Some(text.to_owned())
}

fn receipt(channel: Channel, received: Day, known: &[Dated<'_>], calendar: &Calendar) -> String {
    let on = day_in(received, received);
    let signed = known.iter().any(|dated| dated.fact.event == Event::Signed);
    let ground = match channel.proof() {
        Proof::HandingIn => format!("{on}收到您的申请"),
        Proof::SignOff if signed => format!("{on}签收您的来信，这一天就算收到您的申请（不论由哪个部门签收）"),
        Proof::SignOff | Proof::Confirmation => format!("{on}与您双方确认，这一天算收到您的申请"),
    };
    let first = day_in(first_counted_day(received, calendar), received);
    let late = late_confirmation(channel, received, known)
        .map(|arrived| format!("平信应当在收到当天（{}）与您确认，这次确认晚了。", day_in(arrived, received)));
    format!("{ground}，当天不计，从{first}起算。{}", late.unwrap_or_default())
}

/// Art. 31(2): an ordinary letter is confirmed on the day on which the office gets it. The day on which it came, where
/// the office confirmed later although nobody had tried in vain to reach the applicant on that day.
fn late_confirmation(channel: Channel, received: Day, known: &[Dated<'_>]) -> Option<Day> {
    let on_day = |event: Event, day: Day| known.iter().any(|dated| dated.fact.event == event && dated.fact.on == day);
    let arrived = known.iter().find(|dated| dated.fact.event == Event::Arrived)?.fact.on;
    let late = channel == Channel::OrdinaryPost && arrived < received && !on_day(Event::ContactFailed, arrived);
    late.then_some(arrived)
}
