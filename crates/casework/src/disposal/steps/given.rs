//! The tests speak in sentences: given this proposal, when somebody says this, then it stands there.

use law::retention::Class;

use super::decide::{Vote, decide};
use crate::disposal::facts::{Fact, Ground, Target, TargetKind};
use crate::disposal::{Disposal, Refusal, Subject};
use crate::entry::{Author, Entry};
use crate::file::FileNumber;
use crate::request::given::{day, sealed, under, with_duties};
use crate::who::{Account, Duty};

pub(crate) fn target() -> Target {
    Target { kind: TargetKind::Request, file: FileNumber::new(&"0f".repeat(16)).unwrap() }
}

/// An application that ended in 2019.
pub(crate) fn closed() -> Subject {
    let closed_on = Some(day("2019-06-03"));
    Subject { class: Class::Request, closed_on, is_public: false, in_dispute: false, erased_on: None }
}

/// One that has not ended.
pub(crate) fn open() -> Subject {
    Subject { closed_on: None, ..closed() }
}

pub(crate) fn over() -> Ground {
    Ground::TermOver { class: Class::Request, closed_on: day("2019-06-03"), over_from: day("2030-01-01") }
}

pub(crate) fn proposed(ground: Ground) -> Fact {
    Fact::Proposed { on: day("2030-01-05"), target: target(), ground, reason: sealed(1) }
}

/// Proposed by account 1, agreed to by accounts 2 (legal reviewer) and 3 (head).
pub(crate) fn approved(ground: Ground) -> Vec<Fact> {
    let on = day("2030-01-06");
    vec![proposed(ground), Fact::Approved { on, duty: Duty::LegalReviewer }, Fact::Approved { on, duty: Duty::Head }]
}

/// Entry n is account n's word.
pub(crate) fn disposal(facts: &[Fact]) -> Disposal {
    let entry = |(account, fact): (u64, &Fact)| Entry { by: Author::Account(Account(account)), fact: fact.clone() };
    Disposal::of((1..).zip(facts).map(entry))
}

pub(crate) fn says(facts: &[Fact], account: u64, duty: Duty, vote: Vote) -> Result<Disposal, Refusal> {
    let mut after = disposal(facts);
    let viewer = with_duties(Account(account), &[duty]);
    for fact in under(day("2030-01-07"), |cx| decide(&after, vote, cx, &viewer))? {
        after.evolve(Entry { by: viewer.author(), fact });
    }
    Ok(after)
}
