//! The ribbon of an application, from its facts and the law's clock. The clock decides; here its answer is laid out.

use law::calendar::{Calendar, Day, in_words};
use law::request::clock::{Application, Clock, Ending, Event, Standing};
use law::request::consultation::{Consultation, Uncounted};
use law::request::practice::Practice;

use super::{Kind, Ribbon, Stretch};

impl Ribbon {
    /// The ribbon of an application as its clock stands. `None` while it has not been received, for then no day counts.
    pub fn of_clock(
        clock: &Clock,
        application: &Application,
        practice: &Practice,
        calendar: &Calendar,
    ) -> Option<Ribbon> {
        let received = clock.received?.day();
        let today = clock.as_of;
        let strip = Strip { clock, application, received };
        let waits = strip.waits();
        let uncounted = Uncounted::of(&strip.consultations(calendar), practice.consultation_days);
        let ends = strip.ends();
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut day = received;
        while day < ends
            && let Ok(next) = day.tomorrow()
        {
            let (kind, label) = strip.what_of(next, &waits, &uncounted);
            match stretches.last_mut() {
                Some(last) if last.kind == kind && last.label == label => last.through = next,
                _ => stretches.push(Stretch { after: day, through: next, kind, label }),
            }
            day = next;
        }
        let open = strip.closed_on().is_none();
        let said = strip.said(&stretches);
        Some(Ribbon::new(received, stretches, open.then_some(today), strip.first(), strip.last(ends), said))
    }
}

/// A stretch in which the applicant has the next move.
struct Wait {
    after: Day,
    through: Day,
    label: &'static str,
}

struct Strip<'a> {
    clock: &'a Clock,
    application: &'a Application,
    received: Day,
}

impl Strip<'_> {
    /// What happens to one day, and what stands below it.
    fn what_of(&self, day: Day, waits: &[Wait], uncounted: &Uncounted) -> (Kind, String) {
        if let Some(wait) = waits.iter().find(|wait| wait.after < day && day <= wait.through) {
            return (Kind::Uncounted, wait.label.to_owned());
        }
        if uncounted.holds(day) && self.closed_on().is_none_or(|closed| day <= closed) {
            return (Kind::Uncounted, "征求意见，不计时".to_owned());
        }
        match (self.due(), self.closed_on()) {
            (Some(due), _) if day > due => (Kind::Late, "超过期限".to_owned()),
            (_, Some(closed)) if day > closed => (Kind::Left, format!("{} 办结", self.on(closed))),
            (_, None) if day > self.clock.as_of => (Kind::Left, String::new()),
            _ => (Kind::Used, String::new()),
        }
    }

    fn facts(&self) -> impl Iterator<Item = (Day, &Event)> {
        let facts = self.application.facts.iter().filter(|fact| fact.on <= self.clock.as_of);
        facts.map(|fact| (fact.on, &fact.event))
    }

    fn closed_on(&self) -> Option<Day> {
        match self.clock.standing {
            Standing::Closed(
                Ending::Replied { on, .. }
                | Ending::Withdrawn { on }
                | Ending::NotCorrected { on }
                | Ending::NotPaid { on },
            ) => Some(on),
            _ => None,
        }
    }

    fn due(&self) -> Option<Day> {
        self.clock.due_on
    }

    /// The strip runs to the due date or the day that the applicant has, and at least to today or to its end.
    fn ends(&self) -> Day {
        let by = match self.clock.standing {
            Standing::AwaitingCorrection => self.clock.answer_correction_by,
            Standing::AwaitingPayment { by } => Some(by),
            _ => self.due(),
        };
        let reached = self.closed_on().unwrap_or(self.clock.as_of);
        by.map_or(reached, |by| by.max(reached)).max(self.received)
    }

    /// The stretches in which the applicant has the next move. A correction asked for too late stops nothing, and the
    /// clock then names no day for its answer.
    fn waits(&self) -> Vec<Wait> {
        let waits_for_correction =
            self.clock.answer_correction_by.is_some() || self.clock.standing == Standing::AwaitingCorrection;
        let asked = |event: &Event| matches!(event, Event::CorrectionAsked { .. });
        let correction = self.wait("等您补正，不计时", asked, |event| matches!(event, Event::Corrected { .. }));
        let asked = |event: &Event| matches!(event, Event::FeeAsked { .. });
        let payment = self.wait("等您缴费，不计时", asked, |event| matches!(event, Event::FeePaid));
        correction.filter(|_| waits_for_correction).into_iter().chain(payment).collect()
    }

    /// From the day of asking to that of the answer; to the end of the strip where there is none.
    fn wait(&self, label: &'static str, asks: fn(&Event) -> bool, answers: fn(&Event) -> bool) -> Option<Wait> {
        let (after, _) = self.facts().find(|(_, event)| asks(event))?;
        let answered = self.facts().filter(|(on, event)| *on >= after && answers(event)).map(|(on, _)| on).min();
        Some(Wait { after, through: answered.unwrap_or_else(|| self.ends()), label })
    }

    fn consultations(&self, calendar: &Calendar) -> Vec<Consultation> {
        let mut consultations: Vec<Consultation> = Vec::new();
        let mut facts: Vec<(Day, &Event)> = self.facts().collect();
        facts.sort_by_key(|(on, _)| *on);
        for (on, event) in facts {
            match event {
                Event::Asked { consulted, party, reached_on } => {
                    let asked = Consultation::ask(*consulted, party.clone(), on, *reached_on, calendar);
                    consultations.extend(asked.ok());
                }
                Event::Answered { consulted, party } => {
                    let same = |one: &&mut Consultation| {
                        one.consulted == *consulted
                            && one.answered_on.is_none()
                            && (party.is_none() || one.party == *party)
                    };
                    if let Some(one) = consultations.iter_mut().find(same) {
                        one.answered_on = Some(on);
                    }
                }
                _ => {}
            }
        }
        consultations
    }

    fn first(&self) -> String {
        format!("{} 收到", self.on(self.received))
    }

    fn last(&self, ends: Day) -> String {
        let on = self.on(ends);
        match &self.clock.standing {
            Standing::Closed(Ending::Replied { .. }) if self.due() == Some(ends) => format!("{on} 期限"),
            Standing::Closed(Ending::Replied { .. }) => format!("{on} 答复"),
            Standing::Closed(_) => format!("{on} 结束"),
            Standing::AwaitingCorrection if self.clock.answer_correction_by.is_some() => format!("{on} 最迟补正"),
            Standing::AwaitingPayment { .. } => format!("{on} 最迟缴费"),
            Standing::Overdue { .. } => self.due().map_or(String::new(), |due| format!("应在{}答复", self.on(due))),
            _ if self.due().is_some() => format!("{on} 最迟答复"),
            _ => String::new(),
        }
    }

    fn said(&self, stretches: &[Stretch]) -> String {
        let mut said = vec![format!("{}收到", self.on(self.received))];
        for stretch in stretches.iter().filter(|stretch| !stretch.label.is_empty()) {
            said.push(format!("{}之后到{}{}", self.on(stretch.after), self.on(stretch.through), stretch.label));
        }
        match self.closed_on() {
            Some(on) => said.push(format!("{}办结", self.on(on))),
            None => said.push(format!("今天是{}", self.on(self.clock.as_of))),
        }
        if let Some(due) = self.due() {
            said.push(format!("最迟{}答复", self.on(due)));
        }
        said.join("，")
    }

    fn on(&self, day: Day) -> String {
        in_words(day, self.clock.as_of.year())
    }
}

#[cfg(test)]
mod tests {
    use law::calendar::parse_day;
    use law::request::clock::Fact;
    use law::request::consultation::Consulted;
    use law::request::correction::AnswerTerm;
    use law::request::receipt::Channel;

    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// The stretches of an application that was confirmed on 3 November, as `kind from..to label`.
    fn drawn(today: &str, events: &[(&str, Event)]) -> Vec<String> {
        let confirmed = [("2025-11-02", Event::Submitted), ("2025-11-03", Event::Confirmed)];
        let facts = confirmed.iter().chain(events);
        let facts = facts.map(|(on, event)| Fact { on: day(on), event: event.clone() }).collect();
        let application = Application { channel: Channel::Internet, facts };
        let (practice, calendar) = (Practice::default(), Calendar::national());
        let clock = Clock::under(&practice, &application, day(today), calendar).unwrap();
        let ribbon = Ribbon::of_clock(&clock, &application, &practice, calendar).unwrap();
        let short = |day: Day| format!("{:02}-{:02}", day.month(), day.day());
        let stretches = ribbon.stretches.iter();
        stretches
            .map(|one| format!("{:?} {}..{} {}", one.kind, short(one.after), short(one.through), one.label))
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    fn asked() -> Event {
        Event::Asked { consulted: Consulted::ThirdParty, party: None, reached_on: None }
    }

    fn answered() -> Event {
        Event::Answered { consulted: Consulted::ThirdParty, party: None }
    }

    fn correction(by: &str) -> Event {
        Event::CorrectionAsked { reached_on: None, term: AnswerTerm::By(day(by)) }
    }

    #[test]
    fn days_of_a_consultation_are_hatched_and_the_due_date_moves() {
        let lines = drawn("2025-11-19", &[("2025-11-11", asked()), ("2025-11-18", answered())]);
        let expected =
            ["Used 11-03..11-11", "Uncounted 11-11..11-18 征求意见，不计时", "Used 11-18..11-19", "Left 11-19..12-08"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn an_open_consultation_is_hatched_beyond_today() {
        let lines = drawn("2025-11-19", &[("2025-11-11", asked())]);
        assert_eq!(lines[..2], ["Used 11-03..11-11", "Uncounted 11-11..12-02 征求意见，不计时"]);
        assert_eq!(lines[2].split(' ').next(), Some("Left"));
    }

    #[test]
    fn waiting_for_a_correction_is_hatched_to_its_last_day_and_afterwards_to_the_answer() {
        let asked = ("2025-11-05", correction("2025-11-20"));
        let waiting = drawn("2025-11-07", std::slice::from_ref(&asked));
        assert_eq!(waiting, ["Used 11-03..11-05", "Uncounted 11-05..11-20 等您补正，不计时"]);
        let corrected = drawn("2025-11-12", &[asked, ("2025-11-10", Event::Corrected { good_reason: false })]);
        let expected =
            ["Used 11-03..11-05", "Uncounted 11-05..11-10 等您补正，不计时", "Used 11-10..11-12", "Left 11-12..12-08"];
        assert_eq!(corrected, expected);
    }

    #[test]
    fn a_correction_asked_for_too_late_hatches_nothing() {
        let lines = drawn("2025-11-19", &[("2025-11-17", correction("2025-11-28"))]);
        assert_eq!(lines, ["Used 11-03..11-19", "Left 11-19..12-01"]);
    }

    #[test]
    fn what_lies_beyond_the_due_date_is_late() {
        assert_eq!(drawn("2025-12-04", &[]), ["Used 11-03..12-01", "Late 12-01..12-04 超过期限"]);
        let replied = drawn("2025-12-20", &[("2025-12-04", Event::Replied)]);
        assert_eq!(replied, ["Used 11-03..12-01", "Late 12-01..12-04 超过期限"]);
    }

    #[test]
    fn an_early_reply_leaves_the_rest_pale() {
        let lines = drawn("2025-12-20", &[("2025-11-10", Event::Replied)]);
        assert_eq!(lines, ["Used 11-03..11-10", "Left 11-10..12-01 11月10日 办结"]);
    }

    #[test]
    fn on_the_day_of_receipt_everything_is_left_and_before_it_nothing_is_drawn() {
        assert_eq!(drawn("2025-11-03", &[]), ["Left 11-03..12-01"]);
        let facts = vec![Fact { on: day("2025-11-02"), event: Event::Submitted }];
        let application = Application { channel: Channel::Internet, facts };
        let clock = Clock::of(&application, day("2025-11-03"), Calendar::national()).unwrap();
        assert_eq!(Ribbon::of_clock(&clock, &application, &Practice::default(), Calendar::national()), None);
    }
}
