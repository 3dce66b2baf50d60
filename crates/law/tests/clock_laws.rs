//! What holds of every clock, whatever the facts.

use std::collections::BTreeSet;

use jiff::ToSpan;
use law::calendar::{Calendar, Day, WorkingDays};
use law::request::clock::{Application, Clock, Event, Fact};
use law::request::consultation::Consulted;
use law::request::extension::ExtensionDays;
use law::request::receipt::Channel;
use proptest::prelude::*;

/// A consultation of one party, by days after the receipt: asked, and answered so many days later.
type Asking = (u16, Option<u16>);

fn after(start: Day, days: u16) -> Day {
    start.checked_add(i64::from(days).days()).expect("tests stay within the calendar")
}

fn received(start: u16) -> Day {
    after(Day::constant(2019, 1, 1), start)
}

/// Far enough ahead that everything has run out, near enough that the data reach.
fn read_on(received: Day) -> Day {
    after(received, 400)
}

fn fact(on: Day, event: Event) -> Fact {
    Fact { on, event }
}

fn application(received: Day, askings: &[Asking], extension: Option<(u16, u16)>) -> Application {
    let mut facts = vec![fact(received, Event::HandedIn)];
    for (index, (asked, answered)) in askings.iter().enumerate() {
        let (consulted, party) = (Consulted::ThirdParty, Some(index.to_string()));
        let on = after(received, *asked);
        facts.push(fact(on, Event::Asked { consulted, party: party.clone(), reached_on: None }));
        if let Some(later) = answered {
            facts.push(fact(after(on, *later), Event::Answered { consulted, party }));
        }
    }
    if let Some((told, days)) = extension {
        let days = ExtensionDays::new(WorkingDays(days)).expect("1 to 20 days");
        facts.push(fact(received, Event::ExtensionApproved { days }));
        facts.push(fact(after(received, told), Event::ExtensionTold));
    }
    Application { channel: Channel::Counter, facts }
}

fn due_on(application: &Application, received: Day) -> Day {
    Clock::of(application, read_on(received), Calendar::national())
        .expect("these facts can have happened")
        .due_on
        .expect("a reply is owed")
}

fn askings() -> impl Strategy<Value = Vec<Asking>> {
    prop::collection::vec((0_u16..45, prop::option::of(0_u16..30)), 0..4)
}

/// Reckoned anew: working days one by one from the day of receipt, passing over the union of the days of all askings.
fn reckoned(received: Day, askings: &[Asking], length: usize) -> Day {
    let calendar = Calendar::national();
    let mut passed_over: BTreeSet<Day> = BTreeSet::new();
    for (asked, answered) in askings {
        let asked = after(received, *asked);
        let silence = (1..)
            .map(|days| after(asked, days))
            .filter(|day| calendar.is_working(*day))
            .nth(14)
            .expect("working days do not end");
        let end = answered.map_or(silence, |later| after(asked, later).min(silence));
        passed_over.extend((1..).map(|days| after(asked, days)).take_while(|day| *day <= end));
    }
    (1..)
        .map(|days| after(received, days))
        .filter(|day| calendar.is_working(*day) && !passed_over.contains(day))
        .nth(length - 1)
        .expect("working days do not end")
}

proptest! {
    #[test]
    fn the_due_date_is_a_working_day_and_that_of_a_second_reckoning(start in 0_u16..2500, askings in askings()) {
        let received = received(start);
        let due = due_on(&application(received, &askings, None), received);
        prop_assert!(Calendar::national().is_working(due));
        prop_assert_eq!(due, reckoned(received, &askings, 20));
    }

    #[test]
    fn an_extension_told_in_time_adds_its_own_days(
        start in 0_u16..2500, askings in askings(), told in 0_u16..25, days in 1_u16..=20,
    ) {
        let received = received(start);
        let due = due_on(&application(received, &askings, Some((told, days))), received);
        // 25 calendar days may lie before or after the due date; without an asking the term as it stood is plain.
        let stood = reckoned(received, &[], 20);
        if after(received, told) <= stood {
            prop_assert_eq!(due, reckoned(received, &askings, 20 + usize::from(days)));
        } else if askings.is_empty() {
            prop_assert_eq!(due, stood);
        }
    }

    #[test]
    fn a_further_consultation_never_shortens(start in 0_u16..2500, askings in askings(), further in (0_u16..45, prop::option::of(0_u16..30))) {
        let received = received(start);
        let before = due_on(&application(received, &askings, None), received);
        let more: Vec<Asking> = askings.iter().copied().chain([further]).collect();
        prop_assert!(due_on(&application(received, &more, None), received) >= before);
    }

    // Answered within 15 calendar days, which is never after silence: around 调休 15 working days are only 18 calendar days, and
    // then an inner consultation that is answered later than that outlasts the outer one.
    #[test]
    fn a_consultation_inside_another_changes_nothing(start in 0_u16..2500, asked in 0_u16..20, length in 0_u16..=15, inner in 0_u16..=15) {
        let received = received(start);
        let alone = application(received, &[(asked, Some(length))], None);
        let begun = inner.min(length);
        let both = application(received, &[(asked, Some(length)), (asked + begun, Some(length - begun))], None);
        prop_assert_eq!(due_on(&both, received), due_on(&alone, received));
    }

    #[test]
    fn the_order_of_the_facts_does_not_matter(start in 0_u16..2500, turn in 0_usize..9) {
        let received = received(start);
        let days = ExtensionDays::new(WorkingDays(10)).unwrap();
        let (consulted, party) = (Consulted::Agency, Some("甲局".to_owned()));
        let in_order = Application { channel: Channel::Counter, facts: vec![
            fact(received, Event::HandedIn),
            fact(after(received, 3), Event::Asked { consulted, party: party.clone(), reached_on: None }),
            fact(after(received, 5), Event::ExtensionApproved { days }),
            fact(after(received, 6), Event::ExtensionTold),
            fact(after(received, 9), Event::Answered { consulted, party }),
            fact(after(received, 70), Event::Replied),
        ]};
        let mut turned = in_order.clone();
        turned.facts.rotate_left(turn % 6);
        let mut mirrored = in_order.clone();
        mirrored.facts.reverse();
        let clock = |application| Clock::of(application, read_on(received), Calendar::national()).unwrap();
        prop_assert_eq!(clock(&turned), clock(&in_order));
        prop_assert_eq!(clock(&mirrored), clock(&in_order));
    }

    #[test]
    fn a_correction_starts_a_whole_term(start in 0_u16..2500, sent_back in 0_u16..10) {
        let received = received(start);
        let term = law::request::correction::AnswerTerm::WorkingDays(WorkingDays(15));
        let corrected = after(received, sent_back);
        let application = Application { channel: Channel::Counter, facts: vec![
            fact(received, Event::HandedIn),
            fact(received, Event::CorrectionAsked { reached_on: None, term }),
            fact(corrected, Event::Corrected { good_reason: false }),
        ]};
        prop_assert_eq!(due_on(&application, received), reckoned(corrected, &[], 20));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,80}") {
        let _ = Application::from_json(&text);
    }

    /// Any jumble of facts is either a clock with its steps in order or one refusal; nothing panics.
    #[test]
    fn any_jumble_of_facts_has_an_answer(kinds in prop::collection::vec((0_usize..20, 0_u8..28), 0..12), channel in 0_usize..9) {
        const KINDS: [&str; 20] = [
            "handed_in", "posted", "signed", "arrived", "submitted", "contact_failed", "confirmed", "correction_asked",
            "corrected", "third_party_asked", "third_party_answered", "agency_asked", "agency_answered",
            "reasons_asked", "fee_asked", "fee_paid", "extension_approved", "extension_told", "replied", "withdrawn",
        ];
        let facts: Vec<String> = kinds.iter().map(|(kind, day)| {
            let kind = KINDS[*kind];
            let more = if kind == "extension_approved" { ", \"working_days\": 10" } else { "" };
            format!("{{\"kind\": \"{kind}\", \"on\": \"2025-06-{:02}\"{more}}}", day + 1)
        }).collect();
        let json = format!("{{\"channel\": \"{}\", \"facts\": [{}]}}", Channel::ALL[channel].code(), facts.join(","));
        let application = Application::from_json(&json).unwrap();
        for on in [Day::constant(2025, 6, 10), Day::constant(2025, 6, 30), Day::constant(2025, 12, 1)] {
            if let Ok(clock) = Clock::of(&application, on, Calendar::national()) {
                prop_assert!(clock.steps.is_sorted_by_key(|step| step.on));
                prop_assert!(!clock.headline().is_empty());
                prop_assert!(clock.received.is_some() || clock.due_on.is_none());
            }
        }
    }
}

mod practice {
    //! An agency may hold otherwise where practice differs; each choice shows in the clock.

    use law::request::correction::AnswerTerm;
    use law::request::practice::{AtNewTerm, ConsultationDays, Late, OpenConsultation, Practice};

    use super::*;

    fn june(day: i8) -> Day {
        Day::constant(2025, 6, day)
    }

    fn july(day: i8) -> Day {
        Day::constant(2025, 7, day)
    }

    /// The due dates under the default and under `practice`.
    fn due_dates(practice: Practice, on: Day, more: Vec<Fact>) -> (Option<Day>, Option<Day>) {
        let facts = [vec![fact(june(9), Event::HandedIn)], more].concat();
        let application = Application { channel: Channel::Counter, facts };
        let due = |practice| {
            Clock::under(&practice, &application, on, Calendar::national())
                .expect("these facts can have happened")
                .due_on
        };
        (due(Practice::default()), due(practice))
    }

    fn asked(on: Day) -> Fact {
        fact(on, Event::Asked { consulted: Consulted::ThirdParty, party: None, reached_on: None })
    }

    fn answered(on: Day) -> Fact {
        fact(on, Event::Answered { consulted: Consulted::ThirdParty, party: None })
    }

    fn correction(on: Day) -> Fact {
        let term = AnswerTerm::WorkingDays(WorkingDays(5));
        fact(on, Event::CorrectionAsked { reached_on: None, term })
    }

    fn corrected(on: Day) -> Fact {
        fact(on, Event::Corrected { good_reason: false })
    }

    fn extended(approved: Day, told: Day) -> Vec<Fact> {
        let days = ExtensionDays::new(WorkingDays(10)).expect("10 days");
        vec![fact(approved, Event::ExtensionApproved { days }), fact(told, Event::ExtensionTold)]
    }

    #[test]
    fn the_first_or_the_last_day_of_a_consultation() {
        let consulted = vec![asked(june(16)), answered(june(25))];
        let with =
            |days| due_dates(Practice { consultation_days: days, ..Practice::default() }, june(30), consulted.clone());
        assert_eq!(with(ConsultationDays::FromAskingToTheEnd), (Some(july(16)), Some(july(17))));
        assert_eq!(with(ConsultationDays::AfterAskingBeforeTheEnd), (Some(july(16)), Some(july(15))));
    }

    #[test]
    fn no_due_date_while_a_consultation_is_open() {
        let practice = Practice { open_consultation: OpenConsultation::NoDueDate, ..Practice::default() };
        assert_eq!(due_dates(practice, june(20), vec![asked(june(16))]), (Some(july(28)), None));
        assert_eq!(due_dates(practice, july(8), vec![asked(june(16))]), (Some(july(28)), Some(july(28))));
    }

    #[test]
    fn an_extension_told_late() {
        let practice = Practice { late_extension: Late::Counts, ..Practice::default() };
        assert_eq!(due_dates(practice, july(9), extended(july(1), july(8))), (Some(july(7)), Some(july(21))));
    }

    #[test]
    fn an_extension_that_outlives_a_new_term() {
        let practice = Practice { extension_at_new_term: AtNewTerm::Stays, ..Practice::default() };
        let facts = [extended(june(10), june(10)), vec![correction(june(11)), corrected(june(16))]].concat();
        assert_eq!(due_dates(practice, june(20), facts), (Some(july(14)), Some(july(28))));
    }

    #[test]
    fn a_correction_asked_for_late_or_given_late() {
        let practice = Practice { late_correction_request: Late::Counts, ..Practice::default() };
        let facts = vec![correction(june(19)), corrected(june(23))];
        assert_eq!(due_dates(practice, june(30), facts), (Some(july(7)), Some(july(21))));
        let practice = Practice { late_correction: Late::Counts, ..Practice::default() };
        let facts = vec![correction(june(11)), corrected(june(23))];
        assert_eq!(due_dates(practice, june(30), facts), (None, Some(july(21))));
    }
}
