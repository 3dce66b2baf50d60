//! 拟写答复: what was found out becomes an outcome, a kind of letter and its grounds (Arts. 30, 35–39).

use std::collections::BTreeSet;

use law::calendar::Day;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::ground::{
    Ground, GroundDraft, GroundError, Part, PartDraft, PartialError, ThirdParty, partial_disclosure,
};
use law::request::outcome::Outcome;
use law::request::reply::{Element, ReplyKind};
use law::request::situation::Situation;

use super::{not_before_the_rest, running, settle, without_draft};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Fact, Reply, Said, SearchRecord, Withheld};
use crate::request::state::{Correction, Fee, Reasons};
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// A reply as its writer hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The day.
    pub on: Day,
    /// What is answered.
    pub answer: Answer,
    /// Art. 36 (4): the search.
    pub search: Option<SearchRecord>,
    /// The words of each ground of the answer, in its order: which part, why, and why the discretion is used.
    pub grounds: Vec<Sealed>,
    /// What else the letter holds. What the file itself proves (receipt, correction, search, grounds) is added from it,
    /// and is not believed from here.
    pub elements: BTreeSet<Element>,
    /// The text beside the grounds.
    pub words: Sealed,
}

/// What is answered. What is withheld comes with its grounds or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Arts. 14–16, 36 (3): withheld as a whole, on exactly one ground.
    Refused(GroundDraft),
    /// Art. 37: given but for these parts.
    Partly(Vec<PartDraft>),
    /// Any other ending.
    Otherwise(Situation),
}

/// Whether a reply may be written now.
pub fn may_reply(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Reply, cx)?;
    running(request, cx)?;
    without_draft(request)
}

/// Hands a draft in for review. The outcome follows from what was found out and is never chosen.
pub fn reply(request: &Request, step: Draft, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_reply(request, cx, by)?;
    let Draft { on, answer, search, grounds, elements, words } = step;
    not_before_the_rest(on, request)?;
    reasons_were_heard(&answer, on, request)?;
    let (kind, outcome, withheld) = judge(answer, request, cx)?;
    let mut grounds = grounds.into_iter();
    let withheld: Vec<Withheld> = withheld.into_iter().map(|one| one.with(grounds.next())).collect();
    let elements = on_file(elements, request, search.as_ref(), kind, &withheld);
    let exemptions: Vec<Exemption> = withheld.iter().filter_map(Withheld::exemption).collect();
    let lacks = kind.lacks(&elements, &exemptions);
    if !lacks.is_empty() {
        return Err(Refusal::Lacks(lacks));
    }
    let chain = cx.review_chain.levels().to_vec();
    let reply = Reply { kind, outcome, withheld, search, elements, words, chain };
    settle(request, vec![Fact::ReplyDrafted { on, reply }], cx)
}

/// Art. 35: that the reasons are not reasonable is found once they are there, or the time for them is over.
fn reasons_were_heard(answer: &Answer, on: Day, request: &Request) -> Result<(), Refusal> {
    match (answer, request.reasons()) {
        (Answer::Otherwise(Situation::Excessive), Reasons::Asked { answer_by, .. }) if on <= answer_by => {
            Err(Refusal::ReasonsAwaited(answer_by))
        }
        _ => Ok(()),
    }
}

fn judge(answer: Answer, request: &Request, cx: &Context<'_>) -> Result<(ReplyKind, Outcome, Vec<Withheld>), Refusal> {
    let (situation, withheld) = match answer {
        Answer::Refused(draft) => {
            let ground = with_what_was_said(draft, request, cx)?.check().map_err(Refusal::Ground)?;
            (Situation::Withheld(ground.exemption()), vec![Withheld::on(&ground)])
        }
        Answer::Partly(parts) => {
            let asked = parts.into_iter().map(|part| match part {
                PartDraft::Withheld(draft) => with_what_was_said(draft, request, cx).map(PartDraft::Withheld),
                other @ PartDraft::NotGovernmentInformation { .. } => Ok(other),
            });
            let parts = partial_disclosure(asked.collect::<Result<_, _>>()?).map_err(Refusal::Parts)?;
            (Situation::Separable, parts.iter().map(Withheld::part).collect())
        }
        Answer::Otherwise(Situation::Withheld(_)) => return Err(Refusal::Ground(vec![GroundError::None])),
        Answer::Otherwise(Situation::Separable) => return Err(Refusal::Parts(vec![PartialError::NothingLeftOut])),
        Answer::Otherwise(situation) => (situation, Vec::new()),
    };
    Ok((situation.reply_kind(), situation.outcome(cx.misc_rows), withheld))
}

/// Art. 15: what the third party said is taken from the file; only that it could not be reached is the officer's word.
fn with_what_was_said(draft: GroundDraft, request: &Request, cx: &Context<'_>) -> Result<GroundDraft, Refusal> {
    if draft.exemptions != [Exemption::ThirdParty] || draft.third_party == Some(ThirdParty::Unreachable) {
        return Ok(draft);
    }
    let mut said = Vec::new();
    for one in request.consultations().iter().filter(|one| one.consulted == Consulted::ThirdParty) {
        let in_law = one.in_law(cx)?;
        said.push(match one.answer {
            Some((_, Said::Objected)) => ThirdParty::Objected,
            Some((_, Said::ObjectedWithoutReason)) => ThirdParty::ObjectedWithoutReason,
            Some((_, Said::Consented)) => ThirdParty::Consented,
            None if in_law.is_open_on(cx.today) => return Err(Refusal::StillConsulting(in_law.runs_out_on)),
            None => ThirdParty::Silent,
        });
    }
    // Of several, the one that weighs most for withholding; only where all agree is it consent.
    let weight = [ThirdParty::Objected, ThirdParty::ObjectedWithoutReason, ThirdParty::Silent, ThirdParty::Consented];
    let third_party = weight.into_iter().find(|one| said.contains(one));
    Ok(GroundDraft { third_party, ..draft })
}

fn on_file(
    stated: BTreeSet<Element>,
    request: &Request,
    search: Option<&SearchRecord>,
    kind: ReplyKind,
    withheld: &[Withheld],
) -> BTreeSet<Element> {
    const FROM_THE_FILE: [Element; 12] = [
        Element::ReceiptDate,
        Element::RequestContent,
        Element::Ground,
        Element::WithheldParts,
        Element::DiscretionReason,
        Element::SearchRecord,
        Element::CorrectionNotice,
        Element::CorrectionReceived,
        Element::ReasonsAsked,
        Element::FeeNotice,
        Element::Withdrawal,
        Element::MiscReason,
    ];
    let searched = search.is_some_and(|search| search.stores.iter().any(|store| !store.trim().is_empty()));
    let proven = [
        (Element::ReceiptDate, request.received().is_some()),
        (Element::RequestContent, request.registered().is_some()),
        (Element::Ground, kind == ReplyKind::Refused && !withheld.is_empty()),
        (Element::WithheldParts, kind == ReplyKind::PartlyGranted && !withheld.is_empty()),
        (Element::DiscretionReason, !withheld.is_empty()), // the ground was held against Art. 16 (`GroundDraft::check`)
        (Element::SearchRecord, searched),
        (Element::CorrectionNotice, request.correction() != Correction::None),
        (Element::CorrectionReceived, matches!(request.correction(), Correction::Answered { .. })),
        (Element::ReasonsAsked, request.reasons() != Reasons::None),
        (Element::FeeNotice, request.fee() != Fee::None),
        (Element::MiscReason, kind == ReplyKind::ClosedMisc), // the situation itself names it
    ];
    let stated = stated.into_iter().filter(|element| !FROM_THE_FILE.contains(element));
    stated.chain(proven.into_iter().filter(|(_, holds)| *holds).map(|(element, _)| element)).collect()
}

impl Withheld {
    /// The exemption, where there is one.
    pub fn exemption(&self) -> Option<Exemption> {
        match self {
            Withheld::Exempt { exemption, .. } => Some(*exemption),
            Withheld::NotGovernmentInformation { .. } => None,
        }
    }

    /// Its words, where an entry holds them.
    pub fn words(&self) -> Option<&Sealed> {
        match self {
            Withheld::Exempt { words, .. } | Withheld::NotGovernmentInformation { words } => words.as_ref(),
        }
    }

    pub(super) fn with(mut self, sealed: Option<Sealed>) -> Withheld {
        match &mut self {
            Withheld::Exempt { words, .. } | Withheld::NotGovernmentInformation { words } => *words = sealed,
        }
        self
    }

    fn on(ground: &Ground) -> Withheld {
        let draft = ground.draft();
        let only = |exemption| ground.exemption() == exemption;
        Withheld::Exempt {
            exemption: ground.exemption(),
            norm: draft.norm.clone().filter(|_| only(Exemption::ForbiddenByLaw)),
            third_party: draft.third_party.filter(|_| only(Exemption::ThirdParty)),
            words: None,
        }
    }

    fn part(part: &Part) -> Withheld {
        match part {
            Part::Withheld(ground) => Withheld::on(ground),
            Part::NotGovernmentInformation { .. } => Withheld::NotGovernmentInformation { words: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{
        answered, asked, consulted, corrected, day, drafted, given, granting, reasons_asked, received, sealed, search,
    };

    fn replying(on: &str, answer: Answer) -> Draft {
        Draft { answer, ..granting(on) }
    }

    fn on_ground(exemption: Exemption) -> GroundDraft {
        GroundDraft {
            exemptions: vec![exemption],
            reason: "属实".into(),
            discretion: "需要".into(),
            ..GroundDraft::default()
        }
    }

    #[test]
    fn a_grant_goes_into_review() {
        given([received("2025-06-09")])
            .today("2025-06-16")
            .when(reply, granting("2025-06-16"))
            .facts([drafted("2025-06-16")]);
    }

    #[test]
    fn a_refusal_has_exactly_one_ground() {
        let refusing = |draft| {
            given([received("2025-06-09")])
                .today("2025-06-16")
                .when(reply, replying("2025-06-16", Answer::Refused(draft)))
        };
        refusing(GroundDraft::default()).refused(Refusal::Ground(vec![GroundError::None]));
        let two = vec![Exemption::Deliberative, Exemption::EnforcementFile];
        refusing(GroundDraft { exemptions: two, ..GroundDraft::default() })
            .refused(Refusal::Ground(vec![GroundError::Several(2)]));
        let draft = refusing(on_ground(Exemption::Deliberative)).reply();
        assert_eq!((draft.kind, draft.outcome), (ReplyKind::Refused, Outcome::RefusedDeliberative));
        given([received("2025-06-09")])
            .today("2025-06-16")
            .when(reply, replying("2025-06-16", Answer::Otherwise(Situation::Withheld(Exemption::Deliberative))))
            .refused(Refusal::Ground(vec![GroundError::None]));
    }

    #[test]
    fn a_third_partys_rights_rest_on_what_it_said_on_the_file() {
        let refusal = || replying("2025-07-10", Answer::Refused(on_ground(Exemption::ThirdParty)));
        let sent = || [received("2025-06-09"), consulted("2025-06-11", 1)];
        let never = given([received("2025-06-09")]).today("2025-07-10");
        never.when(reply, refusal()).refused(Refusal::Ground(vec![GroundError::ThirdPartyNotAsked]));
        given(sent())
            .today("2025-07-02")
            .when(reply, Draft { on: day("2025-07-02"), ..refusal() })
            .refused(Refusal::StillConsulting(day("2025-07-02")));
        let heard = |said| sent().into_iter().chain([answered("2025-06-16", 2, said)]);
        let consents = given(heard(Said::Consented)).today("2025-07-10").when(reply, refusal());
        consents.refused(Refusal::Ground(vec![GroundError::ThirdPartyConsented]));
        let said = |draft: Reply| match draft.withheld[..] {
            [Withheld::Exempt { third_party, .. }] => third_party,
            _ => None,
        };
        let objects = given(heard(Said::Objected)).today("2025-07-10").when(reply, refusal()).reply();
        assert_eq!(said(objects), Some(ThirdParty::Objected));
        let silent = given(sent()).today("2025-07-10").when(reply, refusal()).reply();
        assert_eq!(said(silent), Some(ThirdParty::Silent));
    }

    #[test]
    fn that_something_does_not_exist_needs_its_search_and_a_tick_is_none() {
        let none = || replying("2025-06-16", Answer::Otherwise(Situation::NotExisting));
        let lacks =
            |draft| given([received("2025-06-09")]).today("2025-06-16").when(reply, draft).refusal().to_string();
        let ticked = Draft { elements: [Element::SearchRecord].into_iter().chain(none().elements).collect(), ..none() };
        assert!(lacks(ticked).contains("检索记录"));
        let nowhere = SearchRecord { stores: vec![" ".into()], ..search("2025-06-12") };
        assert!(lacks(Draft { search: Some(nowhere), ..none() }).contains("检索记录"));
        let found_nothing = Draft { search: Some(search("2025-06-12")), ..none() };
        let draft = given([received("2025-06-09")]).today("2025-06-16").when(reply, found_nothing).reply();
        assert_eq!(draft.outcome, Outcome::UnavailableNotHeld);
    }

    #[test]
    fn each_part_left_out_has_its_ground() {
        let parts = |parts| {
            given([received("2025-06-09")])
                .today("2025-06-16")
                .when(reply, replying("2025-06-16", Answer::Partly(parts)))
        };
        parts(vec![]).refused(Refusal::Parts(vec![PartialError::NothingLeftOut]));
        let left_out = vec![
            PartDraft::Withheld(on_ground(Exemption::InternalAffairs)),
            PartDraft::NotGovernmentInformation { what: "附件二".into(), reason: "私人信件".into() },
        ];
        let draft = parts(left_out).reply();
        assert_eq!((draft.outcome, draft.withheld.len()), (Outcome::PartlyGranted, 2));
    }

    #[test]
    fn each_ground_keeps_its_words_in_order() {
        let parts = vec![
            PartDraft::Withheld(on_ground(Exemption::InternalAffairs)),
            PartDraft::NotGovernmentInformation { what: "附件二".into(), reason: "私人信件".into() },
        ];
        let draft = Draft { grounds: vec![sealed(11), sealed(12)], ..replying("2025-06-16", Answer::Partly(parts)) };
        let reply = given([received("2025-06-09")]).today("2025-06-16").when(reply, draft).reply();
        let words: Vec<_> = reply.withheld.iter().map(|one| one.words().cloned()).collect();
        assert_eq!(words, [Some(sealed(11)), Some(sealed(12))]);
    }

    #[test]
    fn reasons_that_are_not_reasonable_are_found_after_they_were_heard() {
        let declining = |on| replying(on, Answer::Otherwise(Situation::Excessive));
        let lacking = given([received("2025-06-09")]).today("2025-06-16").when(reply, declining("2025-06-16"));
        assert!(lacking.refusal().to_string().contains("要求申请人说明理由的告知书"));
        let asked = [received("2025-06-09"), reasons_asked("2025-06-10", "2025-06-24")];
        given(asked.clone())
            .today("2025-06-24")
            .when(reply, declining("2025-06-24"))
            .refused(Refusal::ReasonsAwaited(day("2025-06-24")));
        let silent = given(asked.clone()).today("2025-06-25").when(reply, declining("2025-06-25")).reply();
        assert_eq!(silent.outcome, Outcome::DeclinedExcessive);
        let heard = asked.into_iter().chain([Fact::ReasonsGiven { on: day("2025-06-12"), words: sealed(13) }]);
        let heard = given(heard).today("2025-06-16").when(reply, declining("2025-06-16")).reply();
        assert_eq!(heard.kind, ReplyKind::DeclinedExcessive);
    }

    #[test]
    fn still_unclear_is_said_only_after_a_correction() {
        let unclear = || replying("2025-06-20", Answer::Otherwise(Situation::StillUnclear));
        let uncorrected = given([received("2025-06-09")]).today("2025-06-20").when(reply, unclear()).refusal();
        assert!(uncorrected.to_string().contains("补正告知书"), "{uncorrected}");
        let facts = [received("2025-06-09"), asked("2025-06-10"), corrected("2025-06-16")];
        assert_eq!(given(facts).today("2025-06-20").when(reply, unclear()).reply().kind, ReplyKind::StillUnclear);
    }

    #[test]
    fn nothing_is_replied_while_the_applicant_has_time_or_twice() {
        given([received("2025-06-09"), asked("2025-06-10")])
            .today("2025-06-16")
            .when(reply, granting("2025-06-16"))
            .refused(Refusal::AwaitingCorrection);
        given([received("2025-06-09"), drafted("2025-06-16")])
            .today("2025-06-16")
            .when(reply, granting("2025-06-16"))
            .refused(Refusal::InReview);
        given([received("2025-06-09")])
            .today("2025-06-16")
            .when(reply, granting("2025-06-08"))
            .refused(Refusal::BeforeEarlier(day("2025-06-09")));
    }
}
