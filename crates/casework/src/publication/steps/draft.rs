//! 拟稿送审: the provider hands in what is to be published or kept, and answers for it. Also the way to revise what is
//! public: nothing reaches the public without review.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::catalogue::{Catalogue, ItemCode};
use law::request::exemption::Exemption;

use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::publication::act::{Act, chain, permit, permit_in};
use crate::publication::facts::{Attribute, Declaration, Draft, Fact, Genre, Interprets, Norm, Scope};
use crate::publication::state::{Screening, Work};
use crate::publication::{Publication, Refusal};
use crate::sealed::Sealed;
use crate::who::{Unit, Viewer};

/// A draft as its writer hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandIn {
    /// The day.
    pub on: Day,
    /// What is to become of the text.
    pub wish: Wish,
    /// Title, text and attachments.
    pub text: Sealed,
}

/// What is to become of a text, and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are those of `facts::Draft`")]
pub struct Wish {
    pub attribute: Attribute,
    pub item: ItemCode,
    pub genre: Genre,
    pub document: Option<Norm>,
    pub scope: Scope,
    pub provider: Unit,
    pub formed_on: Day,
    pub declared: BTreeSet<Declaration>,
    pub interprets: Option<Interprets>,
}

/// Whether a draft may be handed in now.
pub fn may_draft(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::Draft, cx)?;
    not_withdrawn(publication)?;
    if let Some(repealed) = publication.repealed() {
        return Err(Refusal::AlreadyRepealed(repealed.on));
    }
    match publication.work() {
        Work::Running { screening: Screening::Passed, .. } => Err(Refusal::InReview),
        Work::Approved { draft } if draft.attribute.is_proactive() => Err(Refusal::AwaitsPublishing),
        // Art. 18: what was kept is looked at again, and may be published when circumstances have changed.
        // Until a draft has passed the screening nobody has looked at it, and what was found is mended by writing anew.
        Work::None | Work::Returned { .. } | Work::Running { .. } | Work::Approved { .. } => Ok(()),
    }
}

/// Hands a draft in for screening and review. Who must agree follows from its scope and attribute and is never chosen.
pub fn draft(publication: &Publication, step: HandIn, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_draft(publication, cx, by)?;
    let HandIn { on, wish, text } = step;
    let Wish { attribute, item, genre, document, scope, provider, formed_on, declared, interprets } = wish;
    permit_in(provider, by, Act::Draft, cx)?;
    dated(on, publication, cx)?;
    if formed_on > on {
        return Err(Refusal::BeforeForming(formed_on));
    }
    if !item.is_added() && Catalogue::of_the_regulation().item(item, on).is_none() {
        return Err(Refusal::NoSuchItem(item));
    }
    let missing: Vec<Declaration> = Declaration::ALL.into_iter().filter(|one| !declared.contains(one)).collect();
    if !missing.is_empty() {
        return Err(Refusal::NotDeclared(missing));
    }
    if matches!(attribute, Attribute::Withheld { exemption: Exemption::StateSecret, .. }) {
        return Err(Refusal::StateSecret);
    }
    if document.is_some() && !attribute.is_proactive() {
        return Err(Refusal::NormNotProactive);
    }
    if interprets.is_some() != (genre == Genre::Interpretation) {
        return Err(if interprets.is_some() { Refusal::InterpretsNothing } else { Refusal::OfWhichDocument });
    }
    let chain = chain(scope, &attribute).to_vec();
    let draft =
        Draft { attribute, item, genre, document, scope, provider, formed_on, declared, text, chain, interprets };
    Ok(vec![Fact::Drafted { on, draft }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::facts::{Found, Interpretation, Level};
    use crate::publication::given::{
        approved, day, drafted, found, given, nothing, published, returned, screened, sealed, wish,
    };
    use crate::who::Duty;

    fn handing_in(on: &str, wish: Wish) -> HandIn {
        HandIn { on: day(on), wish, text: sealed(1) }
    }

    #[test]
    fn a_draft_goes_into_review() {
        given(nothing())
            .today("2025-06-09")
            .by(Duty::Handler)
            .when(draft, handing_in("2025-06-09", wish("2025-06-09")))
            .facts([drafted("2025-06-09")]);
    }

    #[test]
    fn who_must_agree_follows_from_its_scope() {
        let important = Wish { scope: Scope::Important, ..wish("2025-06-09") };
        let after = given(nothing()).today("2025-06-09").when(draft, handing_in("2025-06-09", important)).then();
        assert_eq!(after.draft().unwrap().chain, [Level::UnitHead, Level::DeputyHead, Level::Head]);
    }

    #[test]
    fn the_provider_answers_for_all_three() {
        let one = Wish { declared: [Declaration::Truthful].into(), ..wish("2025-06-09") };
        let refusal = given(nothing()).today("2025-06-09").when(draft, handing_in("2025-06-09", one)).refusal();
        assert_eq!(refusal.to_string(), "请由信息提供者确认合法性、准确性（谁主管、谁负责）");
    }

    #[test]
    fn secrets_stay_outside_and_norms_are_public() {
        let secret = Attribute::Withheld { exemption: Exemption::StateSecret, reason: sealed(2) };
        let refused = |wish| given(nothing()).today("2025-06-09").when(draft, handing_in("2025-06-09", wish)).refusal();
        assert_eq!(refused(Wish { attribute: secret, ..wish("2025-06-09") }), Refusal::StateSecret);
        let kept =
            Wish { attribute: Attribute::OnRequest, document: Some(Norm::NormativeDocument), ..wish("2025-06-09") };
        assert_eq!(refused(kept), Refusal::NormNotProactive);
    }

    #[test]
    fn an_interpretation_says_what_it_explains_and_nothing_else_does() {
        let handed = |wish| given(nothing()).today("2025-06-09").when(draft, handing_in("2025-06-09", wish));
        let interprets = |document: Option<&str>| {
            Some(Interprets { kind: Interpretation::Policy, document: document.map(str::to_owned) })
        };
        let of = |genre, interprets| Wish { genre, interprets, ..wish("2025-06-09") };
        handed(of(Genre::Interpretation, None)).refused(Refusal::OfWhichDocument);
        handed(of(Genre::Notice, interprets(None))).refused(Refusal::InterpretsNothing);
        for document in [None, Some("01j0")] {
            let after = handed(of(Genre::Interpretation, interprets(document))).then();
            assert_eq!(after.draft().unwrap().interprets, interprets(document));
        }
    }

    #[test]
    fn only_items_of_the_catalogue_and_days_that_have_been() {
        let refused = |wish| given(nothing()).today("2025-06-09").when(draft, handing_in("2025-06-09", wish)).refusal();
        let item: ItemCode = "20.16".parse().unwrap();
        assert_eq!(refused(Wish { item, ..wish("2025-06-09") }), Refusal::NoSuchItem(item));
        assert_eq!(refused(wish("2025-06-10")), Refusal::BeforeForming(day("2025-06-10")));
        given(nothing())
            .today("2025-06-09")
            .when(draft, handing_in("2025-06-10", wish("2025-06-09")))
            .refused(Refusal::InTheFuture(day("2025-06-10")));
        let added = Wish { item: "22.1".parse().unwrap(), ..wish("2025-06-09") };
        given(nothing()).today("2025-06-09").when(draft, handing_in("2025-06-09", added)).then();
    }

    #[test]
    fn a_draft_is_written_anew_until_somebody_looks_at_it() {
        let again = || handing_in("2025-06-10", wish("2025-06-09"));
        let open = found("2025-06-09", Found { likely: 1, ..Found::default() });
        for facts in [
            vec![drafted("2025-06-09")],
            vec![drafted("2025-06-09"), open],
            vec![drafted("2025-06-09"), screened("2025-06-09"), returned("2025-06-10")],
        ] {
            given(facts).today("2025-06-10").when(draft, again()).then();
        }
        let facts = [drafted("2025-06-09"), screened("2025-06-09")];
        given(facts.clone()).today("2025-06-10").when(draft, again()).refused(Refusal::InReview);
        let passed = facts.into_iter().chain([approved("2025-06-10")]);
        given(passed).today("2025-06-10").when(draft, again()).refused(Refusal::AwaitsPublishing);
    }

    #[test]
    fn what_is_public_is_revised_by_a_new_draft() {
        let facts = [drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")];
        let after = given(facts).today("2025-07-09").when(draft, handing_in("2025-07-09", wish("2025-07-09"))).then();
        assert!(after.is_public() && after.draft().is_some());
    }
}
