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
        let waiting = strip.waiting();
        let consultations = strip.consultations(calendar);
        let uncounted = Uncounted::of(&consultations, practice.consultation_days);
        let ends = strip.ends();
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut day = received;
        while day < ends
            && let Ok(next) = day.tomorrow()
        {
            let (kind, label) =
                if let Some(wait) = waiting.iter().find(|wait| wait.after < next && next <= wait.through) {
                    (Kind::Uncounted, wait.label)
                } else if uncounted.holds(next) {
                    (Kind::Uncounted, "征求意见，不计时")
                } else if strip.due().is_some_and(|due| next > due) {
                    (Kind::Late, "超过期限")
                } else if next <= strip.closed_on().unwrap_or(today) {
                    (Kind::Used, "")
                } else {
                    (Kind::Left, "")
                };
            match stretches.last_mut() {
                Some(last) if last.kind == kind && last.label == label => last.through = next,
                _ => stretches.push(Stretch { after: day, through: next, kind, label: label.to_owned() }),
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

    /// From the day of asking to that of the answer, or on while there is none. Only questions that stopped the term: one
    /// that came too late is not among them, and the clock then does not wait.
    fn waiting(&self) -> Vec<Wait> {
        let pairs = [
            ("等您补正，不计时", matches!(self.clock.standing, Standing::AwaitingCorrection)),
            ("等您缴费，不计时", matches!(self.clock.standing, Standing::AwaitingPayment { .. })),
        ];
        pairs
            .into_iter()
            .zip([false, true])
            .filter_map(|((label, still), payment)| {
                let asked = self.facts().find(|(_, event)| match event {
                    Event::CorrectionAsked { .. } => !payment,
                    Event::FeeAsked { .. } => payment,
                    _ => false,
                })?;
                let answered = self.facts().find(|(on, event)| {
                    *on >= asked.0
                        && matches!((event, payment), (Event::Corrected { .. }, false) | (Event::FeePaid, true))
                });
                let given_up = matches!(
                    (&self.clock.standing, payment),
                    (Standing::Closed(Ending::NotCorrected { .. }), false)
                        | (Standing::Closed(Ending::NotPaid { .. }), true)
                );
                let through = match answered {
                    Some((on, _)) if self.clock.due_on.is_some() => on,
                    None if still || given_up => self.ends(),
                    _ => return None,
                };
                Some(Wait { after: asked.0, through, label })
            })
            .collect()
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
