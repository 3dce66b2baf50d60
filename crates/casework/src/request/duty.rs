//! What is owed on an application, by when: derived from the file and the law's clock, for worklists and reminders.

use law::calendar::Day;
use law::request::clock::{Clock, Standing};

use super::facts::Level;
use super::state::{Correction, Extension, Review};
use super::{Refusal, Request};
use crate::context::Context;

/// Something that must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub what: What,
    /// The last day for it. `None` where the law names none: as soon as it can be.
    pub by: Option<Day>,
    /// The day may still move, since a later year's holidays are not known.
    pub provisional: bool,
}

/// What must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Art. 31: to be confirmed with the applicant on the day on which it came, for no term runs before.
    Confirm,
    /// Art. 30: if the application is unclear, the last day to ask.
    AskCorrection,
    /// Art. 33: an extension is consented to and counts only when it is told.
    TellExtension,
    /// The draft waits for this level.
    Review(Level),
    /// Art. 32: a third party objected, and is to be told what is disclosed nevertheless.
    TellThirdParty,
    /// The reply is approved and has to go out.
    Serve,
    /// Art. 33: the reply.
    Reply,
    /// Art. 45: closed and not put away.
    Archive,
}

impl Owed {
    /// Whether its day has passed.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.by.is_some_and(|by| by < today)
    }

    /// What a list row keeps of it.
    pub fn code(&self) -> &'static str {
        match self.what {
            What::Confirm => "confirm",
            What::AskCorrection => "ask_correction",
            What::TellExtension => "tell_extension",
            What::Review(_) => "review",
            What::TellThirdParty => "tell_third_party",
            What::Serve => "serve",
            What::Reply => "reply",
            What::Archive => "archive",
        }
    }

    /// What the worklist calls it.
    pub fn label(&self) -> &'static str {
        match self.what {
            What::Confirm => "与申请人确认",
            What::AskCorrection => "内容不明确的，要求补正",
            What::TellExtension => "告知延期",
            What::Review(level) => level.label(),
            What::TellThirdParty => "书面告知第三方",
            What::Serve => "送达答复",
            What::Reply => "作出答复",
            What::Archive => "归档",
        }
    }
}

/// All that is owed on the file today, the most pressing first. Nothing while it waits for the applicant.
pub fn owed(request: &Request, cx: &Context<'_>) -> Result<Vec<Owed>, Refusal> {
    if request.is_archived() || request.erased().is_some() || request.registered().is_none() {
        return Ok(Vec::new());
    }
    if request.ended().is_some() {
        let told = request.overridden().map(|_| What::TellThirdParty);
        let owe = |what| Owed { what, by: None, provisional: false };
        return Ok(told.into_iter().chain([What::Archive]).map(owe).collect());
    }
    let clock = request.clock(cx)?;
    if clock.standing == Standing::Unconfirmed {
        return Ok(vec![Owed { what: What::Confirm, by: came_in(request), provisional: false }]);
    }
    let mut owed = handling(request, &clock, cx);
    owed.sort_by_key(|one| one.by.unwrap_or(Day::MAX)); // stable: the nearest step before the reply that it serves
    Ok(owed)
}

/// Until when what was sent without a signature should have been confirmed: the day on which it came.
fn came_in(request: &Request) -> Option<Day> {
    let arrival = request.registered()?.arrival;
    arrival.arrived.or(arrival.submitted)
}

fn handling(request: &Request, clock: &Clock, cx: &Context<'_>) -> Vec<Owed> {
    let owe = |what, by| Owed { what, by, provisional: clock.provisional };
    let Some(due) = clock.due_on else { return Vec::new() };
    let mut owed = Vec::new();
    match request.review() {
        Review::Approved { .. } => {
            owed.extend(request.overridden().map(|_| owe(What::TellThirdParty, Some(due))));
            owed.push(owe(What::Serve, Some(due)));
        }
        Review::Running { .. } => {
            owed.extend(request.awaited_level().map(|level| owe(What::Review(level), Some(due))));
        }
        Review::NoDraft if request.correction() == Correction::None => {
            owed.extend(
                clock
                    .correction_due_on
                    .filter(|last| *last >= cx.today)
                    .map(|last| owe(What::AskCorrection, Some(last))),
            );
        }
        Review::NoDraft => {}
    }
    if request.extension() == Extension::Approved {
        owed.push(owe(What::TellExtension, Some(due)));
    }
    owed.push(owe(What::Reply, Some(due)));
    owed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Fact;
    use crate::request::given::{asked, by, day, drafted, received, reviewed, served, submitted, under};

    fn owed_on(today: &str, facts: &[Fact]) -> Vec<(What, Option<Day>)> {
        let request = Request::of(facts.iter().cloned().map(by(1)));
        let owed = under(day(today), |cx| owed(&request, cx).unwrap());
        owed.into_iter().map(|one| (one.what, one.by)).collect()
    }

    #[test]
    fn what_came_over_the_internet_is_to_be_confirmed_the_same_day() {
        assert_eq!(owed_on("2025-06-12", &[submitted("2025-06-09")]), [(What::Confirm, Some(day("2025-06-09")))]);
    }

    #[test]
    fn a_reply_is_owed_and_first_the_chance_to_ask() {
        let reply = (What::Reply, Some(day("2025-07-07")));
        let ask = (What::AskCorrection, Some(day("2025-06-18")));
        assert_eq!(owed_on("2025-06-18", &[received("2025-06-09")]), [ask, reply]);
        assert_eq!(owed_on("2025-06-19", &[received("2025-06-09")]), [reply]);
    }

    #[test]
    fn nothing_is_owed_while_the_applicant_is_to_correct() {
        assert_eq!(owed_on("2025-06-18", &[received("2025-06-09"), asked("2025-06-10")]), []);
    }

    #[test]
    fn a_draft_goes_its_way_until_the_file_is_put_away() {
        let due = Some(day("2025-07-07"));
        let mut facts = vec![received("2025-06-09"), drafted("2025-06-16")];
        assert_eq!(owed_on("2025-06-16", &facts), [(What::Review(Level::UnitHead), due), (What::Reply, due)]);
        facts.push(reviewed("2025-06-17"));
        assert_eq!(owed_on("2025-06-17", &facts), [(What::Serve, due), (What::Reply, due)]);
        facts.push(served("2025-06-18"));
        assert_eq!(owed_on("2025-06-18", &facts), [(What::Archive, None)]);
        facts.push(Fact::Archived { on: day("2025-06-30") });
        assert_eq!(owed_on("2025-06-30", &facts), []);
    }

    #[test]
    fn the_day_itself_is_still_in_time() {
        let reply = Owed { what: What::Reply, by: Some(day("2025-07-07")), provisional: false };
        assert!(!reply.is_overdue(day("2025-07-07")));
        assert!(reply.is_overdue(day("2025-07-08")));
    }
}
