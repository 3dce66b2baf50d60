//! 文书: the letters of an application. Which there are follows from its entries; which of them are signed off, by which number, is stated by
//! an entry of its own, and from then on that letter is its stored bytes.

use std::fmt;

use law::calendar::Day;
use law::request::reply::Notice;
use serde::{Deserialize, Serialize};

use super::state::Review;
use super::{Fact, Request};
use crate::entry::{Author, Entry};
use crate::sealed::Sealed;

/// A kind of letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// 登记回执.
    Receipt,
    /// 补正告知书.
    Correction,
    /// 征求意见书.
    Consultation,
    /// 征求意见告知书 to the applicant.
    ConsultationTold,
    /// 第三方告知书: what is disclosed although it objected.
    ThirdPartyTold,
    /// 延期答复告知书.
    Extension,
    /// 说明理由告知书.
    Reasons,
    /// 延迟答复告知书.
    Delay,
    /// 收费通知书.
    Fee,
    /// 答复书 or 告知书; also where the application was given up or withdrawn.
    Reply,
    /// 送达回证.
    Delivery,
}

/// 发文字号: the agency's word, the year, the place in the register of that word and year, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterNumber {
    /// The agency's word for such letters, as it was then.
    pub mark: String,
    /// The year of the letter.
    pub year: i16,
    /// Its place.
    pub serial: u32,
}

/// The registers in which letters get their numbers: each without gaps, by agency and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Register {
    /// What ends an application.
    Replies,
    /// The letters on the way.
    Notices,
}

/// A letter that an application has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterOf {
    /// Which one.
    pub kind: LetterKind,
    /// The number of the entry that it tells of.
    pub entry: usize,
    /// The day of that entry.
    pub on: Day,
}

/// A letter that was signed off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Which one.
    pub kind: LetterKind,
    /// The number of the entry that it tells of.
    pub about: usize,
    /// 成文日期.
    pub on: Day,
    /// 发文字号.
    pub number: LetterNumber,
    /// The Word document.
    pub docx: Sealed,
    /// The letter for print.
    pub pdf: Option<Sealed>,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [LetterKind; 11] = [
        LetterKind::Receipt,
        LetterKind::Correction,
        LetterKind::Consultation,
        LetterKind::ConsultationTold,
        LetterKind::ThirdPartyTold,
        LetterKind::Extension,
        LetterKind::Reasons,
        LetterKind::Delay,
        LetterKind::Fee,
        LetterKind::Reply,
        LetterKind::Delivery,
    ];

    /// Its code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            LetterKind::Receipt => "receipt",
            LetterKind::Correction => "correction",
            LetterKind::Consultation => "consultation",
            LetterKind::ConsultationTold => "consultation-told",
            LetterKind::ThirdPartyTold => "third-party-told",
            LetterKind::Extension => "extension",
            LetterKind::Reasons => "reasons",
            LetterKind::Delay => "delay",
            LetterKind::Fee => "fee",
            LetterKind::Reply => "reply",
            LetterKind::Delivery => "delivery",
        }
    }

    /// What it is called in a list.
    pub fn label(self) -> &'static str {
        match self {
            LetterKind::Receipt => "登记回执",
            LetterKind::Correction => Notice::Correction.title(),
            LetterKind::Consultation => Notice::Consultation.title(),
            LetterKind::ConsultationTold => "征求意见告知书",
            LetterKind::ThirdPartyTold => "第三方告知书",
            LetterKind::Extension => Notice::Extension.title(),
            LetterKind::Reasons => Notice::Reasons.title(),
            LetterKind::Delay => Notice::Delay.title(),
            LetterKind::Fee => Notice::Fee.title(),
            LetterKind::Reply => "答复书（告知书）",
            LetterKind::Delivery => "送达回证",
        }
    }

    /// Where it gets its number; forms to be filled in have none.
    pub fn register(self) -> Option<Register> {
        match self {
            LetterKind::Receipt | LetterKind::Delivery => None,
            LetterKind::Reply => Some(Register::Replies),
            _ => Some(Register::Notices),
        }
    }
}

impl Register {
    /// Its name in the record.
    pub fn code(self) -> &'static str {
        match self {
            Register::Replies => "request_reply",
            Register::Notices => "request_notice",
        }
    }
}

impl fmt::Display for LetterNumber {
    /// 「示环公复〔2025〕27号」 (GB/T 9704-2012).
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}〔{}〕{}号", self.mark, self.year, self.serial)
    }
}

/// The letters that an application has, in the order of its entries. Of drafts only the one that stands or can still be worked on.
pub fn letters(request: &Request) -> Vec<LetterOf> {
    if request.erased().is_some() {
        return Vec::new(); // there is nothing left of which they could be made
    }
    // One that was given back can still be worked on.
    let standing = standing_draft(request).or_else(|| request.draft_at_hand().map(|(entry, _)| entry));
    let of = |(entry, fact): (usize, &Fact)| {
        let kinds: &[LetterKind] = match fact {
            Fact::Registered { .. } => &[LetterKind::Receipt],
            Fact::ReplyDrafted { .. } if standing == Some(entry) => &[LetterKind::Reply, LetterKind::Delivery],
            // Of what was never confirmed there is no day of receipt that a letter could name.
            Fact::GivenUp { .. } | Fact::FeeRanOut { .. } | Fact::Withdrawn { .. } if request.received().is_some() => {
                &[LetterKind::Reply]
            }
            fact => on_the_way(fact),
        };
        // A letter that was signed off bears the day of that; a draft was written earlier.
        let day = move |kind: LetterKind| request.issued(kind, entry).map_or(fact.on(), |issued| issued.on);
        kinds.iter().map(move |kind| LetterOf { kind: *kind, entry, on: day(*kind) }).collect::<Vec<_>>()
    };
    request.valid().map(|(entry, made)| (entry, &made.fact)).flat_map(of).collect()
}

/// The letters that go out with an entry.
fn on_the_way(fact: &Fact) -> &'static [LetterKind] {
    match fact {
        Fact::CorrectionAsked { .. } => &[LetterKind::Correction],
        Fact::OpinionAsked { .. } => &[LetterKind::Consultation, LetterKind::ConsultationTold],
        Fact::ThirdPartyTold { .. } => &[LetterKind::ThirdPartyTold],
        Fact::ExtensionApproved { .. } => &[LetterKind::Extension],
        Fact::ReasonsAsked { .. } => &[LetterKind::Reasons],
        Fact::Delayed { .. } => &[LetterKind::Delay],
        Fact::FeeAsked { .. } => &[LetterKind::Fee],
        _ => &[],
    }
}

/// The letters that the applicant has been sent: nothing of the agency's own, and no draft.
pub fn letters_sent(request: &Request) -> Vec<LetterOf> {
    let told = request.valid().any(|(_, made)| matches!(made.fact, Fact::ExtensionTold { .. }));
    let replied = request.ended().is_some();
    // What time or the applicant ended has a letter only once somebody has signed it off.
    let is_reply = |entry| matches!(request.entry(entry), Some(made) if matches!(made.fact, Fact::ReplyDrafted { .. }));
    let sent = |one: &LetterOf| match one.kind {
        LetterKind::Receipt
        | LetterKind::Correction
        | LetterKind::ConsultationTold
        | LetterKind::Reasons
        | LetterKind::Delay
        | LetterKind::Fee => true,
        LetterKind::Extension => told,
        LetterKind::Reply => replied && (is_reply(one.entry) || request.issued(one.kind, one.entry).is_some()),
        LetterKind::Consultation | LetterKind::ThirdPartyTold | LetterKind::Delivery => false,
    };
    letters(request).into_iter().filter(sent).collect()
}

/// The letters that are signed off by these new facts and have no number yet: those on the way with the entry that they tell of, the reply when
/// the last level agrees, or at the latest when it is served; what ended without a reply, when that is told.
pub fn signed_off(before: &Request, facts: &[Fact]) -> Vec<LetterOf> {
    let mut after = before.clone();
    let mut due = Vec::new();
    for fact in facts {
        after.evolve(Entry { by: Author::Worker, fact: fact.clone() });
        let entry = after.version();
        due.extend(on_the_way(fact).iter().map(|kind| LetterOf { kind: *kind, entry, on: fact.on() }));
        if let Fact::ClosingTold { on, about } = fact {
            due.push(LetterOf { kind: LetterKind::Reply, entry: *about, on: *on });
        }
        let ends_review = match fact {
            Fact::ReviewApproved { .. } => matches!(after.review(), Review::Approved { .. }),
            Fact::Served { .. } => true,
            _ => false,
        };
        if ends_review && let (Some(entry), Some(on)) = (standing_draft(&after), approved_on(&after)) {
            due.push(LetterOf { kind: LetterKind::Reply, entry, on });
        }
    }
    due.retain(|one| after.issued(one.kind, one.entry).is_none());
    due
}

/// 成文日期 of a reply: the day on which the last level agreed; a draft has none.
pub fn approved_on(request: &Request) -> Option<Day> {
    let Review::Approved { .. } = request.review() else { return None };
    let approved = request.valid().filter_map(|(_, made)| match &made.fact {
        Fact::ReviewApproved { on, .. } => Some(*on),
        _ => None,
    });
    approved.last()
}

/// The draft in review or approved.
pub fn standing_draft(request: &Request) -> Option<usize> {
    if *request.review() == Review::NoDraft {
        return None;
    }
    request.valid().filter(|(_, made)| matches!(made.fact, Fact::ReplyDrafted { .. })).map(|(entry, _)| entry).last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::facts::Level;
    use crate::request::given::{asked, by, consulted, day, drafted_through, issued, received, served};

    fn kinds(letters: &[LetterOf]) -> Vec<(LetterKind, usize)> {
        letters.iter().map(|one| (one.kind, one.entry)).collect()
    }

    fn approved(on: &str, level: Level) -> Fact {
        Fact::ReviewApproved { on: day(on), level }
    }

    #[test]
    fn a_number_is_printed_as_the_standard_asks() {
        let number = LetterNumber { mark: "通海环依复".into(), year: 2019, serial: 3 };
        assert_eq!(number.to_string(), "通海环依复〔2019〕3号");
    }

    #[test]
    fn a_letter_on_the_way_is_signed_off_with_its_entry() {
        let before = Request::of([received("2025-06-09")].map(by(1)));
        assert_eq!(kinds(&signed_off(&before, &[asked("2025-06-10")])), [(LetterKind::Correction, 2)]);
        let both = [(LetterKind::Consultation, 2), (LetterKind::ConsultationTold, 2)];
        assert_eq!(kinds(&signed_off(&before, &[consulted("2025-06-10", 1)])), both);
        assert!(signed_off(&before, &[Fact::ContactFailed { on: day("2025-06-10") }]).is_empty());
    }

    #[test]
    fn a_reply_is_signed_off_by_the_last_level_and_not_twice() {
        let chain = [Level::UnitHead, Level::LegalReviewer];
        let mut request = Request::of([received("2025-06-09"), drafted_through("2025-06-16", &chain)].map(by(1)));
        let first = approved("2025-06-17", Level::UnitHead);
        assert!(signed_off(&request, std::slice::from_ref(&first)).is_empty());
        request.evolve(by(2)(first));
        let last = approved("2025-06-18", Level::LegalReviewer);
        let due = signed_off(&request, std::slice::from_ref(&last));
        assert_eq!((kinds(&due), due[0].on), (vec![(LetterKind::Reply, 2)], day("2025-06-18")));
        request.evolve(by(3)(last));
        let late = kinds(&signed_off(&request, &[served("2025-06-19")]));
        assert_eq!(late, [(LetterKind::Reply, 2)], "what an earlier release approved gets its number when it goes out");
        request.evolve(by(3)(issued("2025-06-18", LetterKind::Reply, 2)));
        assert!(signed_off(&request, &[served("2025-06-19")]).is_empty());
    }

    #[test]
    fn what_ended_without_a_reply_is_signed_off_when_it_is_told() {
        let facts = [received("2025-06-09"), asked("2025-06-10"), Fact::GivenUp { on: day("2025-06-25") }];
        let mut request = Request::of(facts.map(by(1)));
        assert!(!letters_sent(&request).iter().any(|one| one.kind == LetterKind::Reply), "nobody has signed it");
        let told = Fact::ClosingTold { on: day("2025-06-26"), about: 3 };
        let due = signed_off(&request, std::slice::from_ref(&told));
        assert_eq!((kinds(&due), due[0].on), (vec![(LetterKind::Reply, 3)], day("2025-06-26")));
        request.evolve(by(2)(told));
        request.evolve(by(2)(issued("2025-06-26", LetterKind::Reply, 3)));
        let sent = letters_sent(&request).into_iter().find(|one| one.kind == LetterKind::Reply).unwrap();
        assert_eq!((sent.entry, sent.on), (3, day("2025-06-26")));
    }

    #[test]
    fn no_two_kinds_share_a_code() {
        let mut codes: Vec<_> = LetterKind::ALL.map(LetterKind::code).into();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), LetterKind::ALL.len());
    }
}
