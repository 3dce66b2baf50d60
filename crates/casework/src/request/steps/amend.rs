//! 更正: a mistake on the file is mended by a further entry that names it. What has legal effect is mended by somebody
//! else than the one who wrote it.

use law::calendar::Day;
use law::request::clock::{Ending, Standing};

use super::{not_ahead, settle, writable};
use crate::context::Context;
use crate::entry::{Author, Entry};
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// Which entry is wrong, and what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amend {
    /// The day of mending.
    pub on: Day,
    /// The number of the entry, from 1.
    pub entry: usize,
    /// How.
    pub mend: Mend,
    /// Why.
    pub reason: Sealed,
}

/// How a wrong entry is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// It holds in this wording.
    Replace(Box<Fact>),
    /// It does not hold.
    Strike,
}

/// Whether anything may be mended.
pub fn may_amend(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Amend, cx)?;
    writable(request)?;
    if request.registered().is_none() { Err(Refusal::NotRegistered) } else { Ok(()) }
}

/// Whether this viewer may mend this entry at all: what a page of mending is offered for.
pub fn may_mend(request: &Request, entry: usize, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    may_amend(request, cx, by)?;
    let wrong = request.entry(entry).ok_or(Refusal::NoEntry(entry))?;
    if !can_be_mended(&wrong.fact) {
        return Err(Refusal::NotMended(entry));
    }
    if has_legal_effect(&wrong.fact) && wrong.by == by.author() { Err(Refusal::OwnEntry) } else { Ok(()) }
}

/// Whether this viewer may besides state what it should have said, instead of striking it.
pub fn may_replace(request: &Request, entry: usize, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    may_mend(request, entry, cx, by)?;
    match request.entry(entry).map(|wrong| &wrong.fact) {
        // They follow from the register, the calendar and what was brought or done, and nobody states them.
        Some(
            Fact::Numbered { .. }
            | Fact::GivenUp { .. }
            | Fact::ConsultationRanOut { .. }
            | Fact::PapersFiled { .. }
            | Fact::LateEntryExplained { .. }
            | Fact::CodeRenewed { .. }
            | Fact::FeeAsked { .. }
            | Fact::FeeRanOut { .. }
            | Fact::ThirdPartyTold { .. }
            | Fact::ClosingTold { .. }
            | Fact::Erased { .. },
        ) => Err(Refusal::NotReplaced(entry)),
        // Art. 33: how long it is, is the same consent.
        Some(Fact::ExtensionApproved { .. }) => by.may(Act::Extend, cx),
        _ => Ok(()),
    }
}

/// Mends an entry. The file as it reads afterwards must be one that can have happened.
pub fn amend(request: &Request, step: Amend, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    let Amend { on, entry, mend, reason } = step;
    may_mend(request, entry, cx, by)?;
    let wrong = request.entry(entry).ok_or(Refusal::NoEntry(entry))?;
    let fact = match mend {
        Mend::Replace(right) => {
            may_replace(request, entry, cx, by)?;
            if std::mem::discriminant(&*right) != std::mem::discriminant(&wrong.fact) {
                return Err(Refusal::OtherKind);
            }
            right.latest().map_or(Ok(()), |day| not_ahead(day, cx))?;
            Fact::Amended { on, entry, right, reason }
        }
        Mend::Strike => Fact::Struck { on, entry, reason },
    };
    holds_together(request, &fact, cx)?;
    settle(request, vec![fact], cx)
}

fn holds_together(request: &Request, mend: &Fact, cx: &Context<'_>) -> Result<(), Refusal> {
    let mut after = request.clone();
    after.evolve(Entry { by: Author::Worker, fact: mend.clone() });
    if let Some(number) = after.first_out_of_place() {
        return Err(Refusal::NeededBy(number));
    }
    let given_up = after.valid().filter(|(_, entry)| matches!(entry.fact, Fact::GivenUp { .. })).last();
    if let Some((number, entry)) = given_up.filter(|_| after.is_given_up())
        && after.clock(cx)?.standing != Standing::Closed(Ending::NotCorrected { on: entry.fact.on() })
    {
        return Err(Refusal::NeededBy(number));
    }
    let unpaid = after.valid().filter(|(_, entry)| matches!(entry.fact, Fact::FeeRanOut { .. })).last();
    if let Some((number, entry)) = unpaid.filter(|_| after.is_fee_unpaid())
        && after.clock(cx)?.standing != Standing::Closed(Ending::NotPaid { on: entry.fact.on() })
    {
        return Err(Refusal::NeededBy(number));
    }
    Ok(())
}

/// Drafts and reviews are mended by returning and writing anew; mendings by mending again.
fn can_be_mended(fact: &Fact) -> bool {
    !matches!(
        fact,
        Fact::ReplyDrafted { .. }
            | Fact::ReviewApproved { .. }
            | Fact::ReviewReturned { .. }
            | Fact::LetterIssued { .. }
            | Fact::Amended { .. }
            | Fact::Struck { .. }
            | Fact::CodeRenewed { .. }
            | Fact::Archived { .. }
            | Fact::Erased { .. }
    )
}

/// All that moves a term, an outcome or a figure of the report.
fn has_legal_effect(fact: &Fact) -> bool {
    !matches!(fact, Fact::ContactFailed { .. } | Fact::PapersFiled { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::calendar::WorkingDays;
    use law::request::extension::ExtensionDays;

    use crate::request::facts::{Applicant, Arrival};
    use crate::request::given::{
        asked, by, corrected, day, drafted, given, received, received_from, reviewed, sealed, served, submitted, under,
        with_duties,
    };
    use crate::who::{Account, Duty};

    fn mending(entry: usize, mend: Mend) -> Amend {
        Amend { on: day("2025-07-10"), entry, mend, reason: sealed(8) }
    }

    fn replacing(entry: usize, right: Fact) -> Amend {
        mending(entry, Mend::Replace(Box::new(right)))
    }

    #[test]
    fn a_wrong_day_of_receipt_moves_the_due_date() {
        let after =
            given([received("2025-06-19")]).today("2025-07-10").when(amend, replacing(1, received("2025-06-18")));
        assert_eq!(after.clock().due_on, Some(day("2025-07-16")));
    }

    #[test]
    fn the_kind_of_applicant_is_mended_likewise() {
        let right = received_from(Applicant::Enterprise, "2025-06-19");
        let after = given([received("2025-06-19")]).today("2025-07-10").when(amend, replacing(1, right));
        assert_eq!(after.then().registered().unwrap().applicant, Applicant::Enterprise);
    }

    #[test]
    fn what_has_legal_effect_is_mended_by_somebody_else() {
        given([received("2025-06-19")])
            .written_by(Account(7))
            .today("2025-07-10")
            .then_by(Account(7))
            .when(amend, replacing(1, received("2025-06-18")))
            .refused(Refusal::OwnEntry);
        let tried = Fact::ContactFailed { on: day("2025-06-19") };
        let own = given([submitted("2025-06-19"), tried])
            .written_by(Account(7))
            .today("2025-07-10")
            .then_by(Account(7))
            .when(amend, mending(2, Mend::Strike));
        assert_eq!(own.then().entry(2), None);
    }

    #[test]
    fn what_others_rest_on_is_not_struck_from_under_them() {
        let facts = || [received("2025-06-09"), asked("2025-06-10"), corrected("2025-06-16")];
        given(facts()).today("2025-07-10").when(amend, mending(2, Mend::Strike)).refused(Refusal::NeededBy(3));
        given(facts()).today("2025-07-10").when(amend, mending(1, Mend::Strike)).refused(Refusal::NeededBy(2));
        let later = replacing(1, received("2025-06-12"));
        let before = law::request::clock::Refusal::BeforeReceipt { received: day("2025-06-12") };
        given(facts()).today("2025-07-10").when(amend, later).refused(Refusal::Clock(before));
    }

    #[test]
    fn a_service_that_never_was_opens_the_file_again() {
        let facts = [received("2025-06-09"), drafted("2025-06-16"), reviewed("2025-06-17"), served("2025-06-18")];
        let after = given(facts).today("2025-07-10").when(amend, mending(4, Mend::Strike));
        assert_eq!(after.then().ended(), None);
    }

    #[test]
    fn a_file_that_was_given_up_stays_so_until_that_is_struck() {
        let facts = [received("2025-06-09"), asked("2025-06-10"), Fact::GivenUp { on: day("2025-06-25") }];
        let more_time = match asked("2025-06-10") {
            Fact::CorrectionAsked { on, points, words, .. } => {
                Fact::CorrectionAsked { on, points, words, answer_by: day("2025-07-24") }
            }
            other => other,
        };
        given(facts).today("2025-07-10").when(amend, replacing(2, more_time)).refused(Refusal::NeededBy(3));
    }

    #[test]
    fn what_the_program_states_is_struck_and_not_rewritten() {
        let facts = [received("2025-06-09"), asked("2025-06-10"), Fact::GivenUp { on: day("2025-06-25") }];
        let later = replacing(3, Fact::GivenUp { on: day("2025-06-26") });
        given(facts).today("2025-07-10").when(amend, later).refused(Refusal::NotReplaced(3));
    }

    #[test]
    fn how_long_an_extension_is_remains_its_heads_word() {
        let extended = |days| {
            let days = ExtensionDays::new(WorkingDays(days)).unwrap();
            Fact::ExtensionApproved { on: day("2025-06-20"), days, reason: None }
        };
        let request = Request::of([received("2025-06-09"), extended(5)].map(by(1)));
        let replaced = |duty| {
            let viewer = with_duties(Account(2), &[duty]);
            under(day("2025-06-23"), |cx| may_replace(&request, 2, cx, &viewer))
        };
        assert_eq!(replaced(Duty::OpenGovernmentOffice), Err(Refusal::NotYours(Act::Extend)));
        assert_eq!(replaced(Duty::OpenGovernmentOfficeHead), Ok(()));
    }

    #[test]
    fn a_registration_keeps_the_day_that_its_channel_asks_for() {
        let bare = match received("2025-06-19") {
            Fact::Registered { on, channel, applicant, person, words, .. } => {
                Fact::Registered { on, channel, arrival: Arrival::default(), applicant, person, words }
            }
            other => other,
        };
        given([received("2025-06-19")])
            .today("2025-07-10")
            .when(amend, replacing(1, bare))
            .refused(Refusal::NoArrival("当面提交的日期"));
    }

    #[test]
    fn mending_stays_within_the_kind_and_names_an_entry_that_holds() {
        let one = || given([received("2025-06-19"), drafted("2025-06-20")]).today("2025-07-10");
        one().when(amend, replacing(1, served("2025-06-20"))).refused(Refusal::OtherKind);
        one().when(amend, mending(2, Mend::Strike)).refused(Refusal::NotMended(2));
        for entry in [0, 3, usize::MAX] {
            one().when(amend, mending(entry, Mend::Strike)).refused(Refusal::NoEntry(entry));
        }
        one().when(amend, replacing(1, received("2025-07-11"))).refused(Refusal::InTheFuture(day("2025-07-11")));
    }
}
