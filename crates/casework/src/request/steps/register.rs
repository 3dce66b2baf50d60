//! 登记: an application is entered in the register (Arts. 29, 31 and 45).

use law::calendar::Day;
use law::request::receipt::{Channel, Proof};

use super::{not_ahead, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Applicant, Arrival, Fact};
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the officer enters from the form or letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// How it came in.
    pub channel: Channel,
    /// The days of its way in.
    pub arrival: Arrival,
    /// The kind of applicant.
    pub applicant: Applicant,
    /// Name, proof of identity, contact.
    pub person: Sealed,
    /// What is asked for.
    pub words: Sealed,
    /// What speaks for a day that lies back.
    pub late: LateEntry,
}

/// What speaks for the day of an application that is entered later than it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LateEntry {
    /// A scan comes along that shows the day: letter, envelope, proof of signing.
    pub proven: bool,
    /// Why it is entered only now.
    pub reason: Option<Sealed>,
}

/// Whether an application may be registered now.
pub fn may_register(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Register, cx)?;
    if request.version() > 0 { Err(Refusal::AlreadyRegistered) } else { Ok(()) }
}

/// Registers an application. Its day of receipt follows from the channel (Art. 31), not from the day of registering.
pub fn register(request: &Request, step: Register, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_register(request, cx, by)?;
    enter(request, step, cx)
}

/// What the applicant sends over the web form. Art. 27: anybody may apply; nothing is confirmed by it yet (Art. 31).
pub fn submit(request: &Request, step: Register, cx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    if step.channel != Channel::Internet || step.arrival.submitted != Some(cx.today) {
        return Err(Refusal::NotOnline);
    }
    if request.version() > 0 { Err(Refusal::AlreadyRegistered) } else { enter(request, step, cx) }
}

fn enter(request: &Request, step: Register, cx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    let Register { channel, arrival, applicant, person, words, late } = step;
    let Arrival { handed_in, posted, submitted, signed, arrived } = arrival;
    for day in [handed_in, posted, submitted, signed, arrived].into_iter().flatten() {
        not_ahead(day, cx)?;
    }
    let explained = explained(channel, &arrival, late, cx)?;
    let registered = Fact::Registered { on: cx.today, channel, arrival, applicant, person, words };
    settle(request, std::iter::once(registered).chain(explained).collect(), cx)
}

/// The term runs from a day that the officer states. What is entered on that day or the next needs nothing more; what lies back asks for the scan that shows
/// it, or, where there is none, for the reason.
fn explained(channel: Channel, arrival: &Arrival, late: LateEntry, cx: &Context<'_>) -> Result<Option<Fact>, Refusal> {
    let Some(came) = came_in(channel, arrival) else { return Ok(None) };
    let allowed = usize::from(cx.practice.register_within_working_days.0);
    if cx.calendar.working_days(came, cx.today) <= allowed {
        return Ok(None);
    }
    match late {
        LateEntry { reason: Some(words), .. } => Ok(Some(Fact::LateEntryExplained { on: cx.today, words })),
        LateEntry { proven: true, reason: None } => Ok(None),
        LateEntry { proven: false, reason: None } => Err(Refusal::LateEntry(came)),
    }
}

/// The day on which it came, on which all rests that follows.
fn came_in(channel: Channel, arrival: &Arrival) -> Option<Day> {
    match channel.proof() {
        Proof::HandingIn => arrival.handed_in,
        Proof::SignOff => arrival.signed,
        Proof::Confirmation => arrival.arrived.or(arrival.submitted),
    }
}

/// Art. 31: the day on which the receipt rests, by channel.
pub(super) fn has_come_in(channel: Channel, arrival: &Arrival) -> Result<(), Refusal> {
    let missing = match channel.proof() {
        Proof::HandingIn => arrival.handed_in.is_none().then_some("当面提交的日期"),
        Proof::SignOff => arrival.signed.is_none().then_some("签收日期"),
        Proof::Confirmation => arrival.submitted.or(arrival.arrived).is_none().then_some("提交或者到达的日期"),
    };
    missing.map_or(Ok(()), |missing| Err(Refusal::NoArrival(missing)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, nothing, received, sealed, under};

    fn by_letter(signed: Option<&str>, posted: &str) -> Register {
        let arrival = Arrival { posted: Some(day(posted)), signed: signed.map(day), ..Arrival::default() };
        let (person, words) = (sealed(1), sealed(2));
        let (applicant, late) = (Applicant::NaturalPerson, LateEntry { proven: true, reason: None });
        Register { channel: Channel::RegisteredPost, arrival, applicant, person, words, late }
    }

    #[test]
    fn what_came_days_ago_asks_for_the_scan_or_the_reason() {
        // Friday the 6th; it is entered on Monday the 9th, or on the 10th.
        let bare = |late: LateEntry| Register { late, ..by_letter(Some("2025-06-06"), "2025-06-05") };
        let on = |today: &str, late| given(nothing()).today(today).when(register, bare(late));
        let nothing_said = LateEntry::default;
        assert!(on("2025-06-06", nothing_said()).then().received().is_some());
        assert_eq!(on("2025-06-09", nothing_said()).then().version(), 1, "the next working day needs nothing");
        on("2025-06-10", nothing_said()).refused(Refusal::LateEntry(day("2025-06-06")));
        let proven = LateEntry { proven: true, reason: None };
        assert_eq!(on("2025-06-10", proven).then().version(), 1);
        let explained = |proven| LateEntry { proven, reason: Some(sealed(21)) };
        let why = Fact::LateEntryExplained { on: day("2025-06-10"), words: sealed(21) };
        assert_eq!(on("2025-06-10", explained(false)).then().history().last().map(|one| one.fact.clone()), Some(why));
        assert_eq!(on("2025-06-09", explained(false)).then().version(), 1, "there is nothing to explain");
        let after = on("2025-06-10", explained(false)).then();
        assert_eq!(after.latest(), Some(day("2025-06-06")), "what follows is dated from the day on which it came");
    }

    #[test]
    fn how_late_needs_no_word_is_the_agencys_to_set() {
        use law::request::practice::{Practice, RegisterWithin};
        let step = || Register { late: LateEntry::default(), ..by_letter(Some("2025-06-06"), "2025-06-05") };
        let practice = Practice { register_within_working_days: RegisterWithin(3), ..Practice::default() };
        for (today, fine) in [("2025-06-11", true), ("2025-06-12", false)] {
            let entered =
                under(day(today), |cx| enter(&Request::default(), step(), &Context { practice: &practice, ..*cx }));
            assert_eq!(entered.is_ok(), fine, "{today}");
        }
    }

    #[test]
    fn a_letter_is_registered_with_the_day_on_which_it_was_signed_for() {
        let request = given(nothing()).today("2025-06-12").when(register, by_letter(Some("2025-06-09"), "2025-06-06"));
        assert_eq!(request.then().received().unwrap().day(), day("2025-06-09"));
    }

    #[test]
    fn anybody_applies_over_the_web_and_only_for_today() {
        let online = |submitted: &str, channel| Register {
            channel,
            arrival: Arrival { submitted: Some(day(submitted)), ..Arrival::default() },
            ..by_letter(None, "2025-06-06")
        };
        let sent = |step| under(day("2025-06-12"), |cx| submit(&Request::default(), step, cx));
        assert!(sent(online("2025-06-12", Channel::Internet)).is_ok());
        assert_eq!(sent(online("2025-06-11", Channel::Internet)), Err(Refusal::NotOnline));
        assert_eq!(sent(online("2025-06-12", Channel::Counter)), Err(Refusal::NotOnline));
    }

    #[test]
    fn the_day_that_the_channel_asks_for_is_needed() {
        given(nothing())
            .today("2025-06-12")
            .when(register, by_letter(None, "2025-06-06"))
            .refused(Refusal::NoArrival("签收日期"));
    }

    #[test]
    fn nothing_comes_in_before_it_was_sent_or_tomorrow() {
        given(nothing())
            .today("2025-06-12")
            .when(register, by_letter(Some("2025-06-13"), "2025-06-06"))
            .refused(Refusal::InTheFuture(day("2025-06-13")));
        let sent = law::request::clock::Refusal::BeforeSending { sent: day("2025-06-10") };
        given(nothing())
            .today("2025-06-12")
            .when(register, by_letter(Some("2025-06-09"), "2025-06-10"))
            .refused(Refusal::Clock(sent));
    }

    #[test]
    fn one_file_is_one_application() {
        given([received("2025-06-09")])
            .today("2025-06-12")
            .when(register, by_letter(Some("2025-06-09"), "2025-06-06"))
            .refused(Refusal::AlreadyRegistered);
    }
}
