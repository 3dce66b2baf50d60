//! 标注有效性: a document that does not hold any more stays public and says so on its own page (国办发〔2017〕47号).

use law::calendar::Day;

use super::not_withdrawn;
use crate::context::Context;
use crate::publication::act::{Act, permit};
use crate::publication::facts::{Fact, Repeal};
use crate::publication::{Publication, Refusal};
use crate::who::Viewer;

/// The mark that a document does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRepealed {
    /// The day from which it does not hold. It may lie before other entries: a term runs out by itself.
    pub on: Day,
    /// How that came.
    pub how: Repeal,
    /// The number of the document that says so.
    pub by_document: Option<String>,
}

/// Whether it can be marked.
pub fn may_repeal(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::Repeal, cx)?;
    not_withdrawn(publication)?;
    if let Some(repealed) = publication.repealed() {
        return Err(Refusal::AlreadyRepealed(repealed.on));
    }
    if publication.is_public() { Ok(()) } else { Err(Refusal::NotPublished) }
}

/// Marks it.
pub fn repeal(
    publication: &Publication,
    step: MarkRepealed,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_repeal(publication, cx, by)?;
    let MarkRepealed { on, how, by_document } = step;
    if on > cx.today {
        return Err(Refusal::InTheFuture(on));
    }
    let formed = publication.public().map(|public| public.first_formed_on);
    if let Some(formed) = formed.filter(|formed| on < *formed) {
        return Err(Refusal::BeforeForming(formed));
    }
    let by_document = by_document.map(|number| number.trim().to_owned());
    if by_document.as_ref().is_some_and(|number| number.is_empty() || number.chars().nth(60).is_some()) {
        return Err(Refusal::DocumentNumber);
    }
    Ok(vec![Fact::Repealed { on, how, by_document }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{approved, day, drafted, given, published, screened};

    fn public() -> Vec<Fact> {
        vec![drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")]
    }

    fn ending(on: &str) -> MarkRepealed {
        MarkRepealed { on: day(on), how: Repeal::Abolished, by_document: None }
    }

    #[test]
    fn a_document_ends_once_and_stays_public() {
        let after = given(public()).today("2025-12-31").when(repeal, ending("2025-12-01")).then();
        assert!(after.is_public());
        assert_eq!(after.repealed().unwrap().on, day("2025-12-01"));
        let twice = [public(), vec![Fact::Repealed { on: day("2025-12-01"), how: Repeal::Expired, by_document: None }]];
        given(twice.concat())
            .today("2025-12-31")
            .when(repeal, ending("2025-12-31"))
            .refused(Refusal::AlreadyRepealed(day("2025-12-01")));
    }

    #[test]
    fn it_ends_after_it_began_and_not_ahead() {
        let when = |on| given(public()).today("2025-12-31").when(repeal, ending(on));
        when("2025-06-08").refused(Refusal::BeforeForming(day("2025-06-09")));
        when("2026-01-01").refused(Refusal::InTheFuture(day("2026-01-01")));
        given(public()[..3].to_vec())
            .today("2025-12-31")
            .when(repeal, ending("2025-12-01"))
            .refused(Refusal::NotPublished);
    }
}
