//! What is owed on a publication, by when: derived from the file and its term, for worklists and reminders.

use law::calendar::Day;

use super::clock::Standing;
use super::facts::Level;
use super::state::{Screening, Work};
use super::{Publication, Refusal};
use crate::context::Context;

/// Something that must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub what: What,
    /// The last day for it. `None` where nothing is to be published.
    pub by: Option<Day>,
    /// The day may still move, since a later year's holidays are not known.
    pub provisional: bool,
}

/// What must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was given back.
    WriteAnew,
    /// Art. 17: nobody has searched it.
    Screen,
    /// Art. 17: what was found is to be mended or justified.
    Justify,
    /// It waits for this level.
    Review(Level),
    /// It has passed.
    Publish,
    /// A revision has passed.
    Revise,
    /// 政策解读: the document is public and nobody has interpreted it.
    Interpret,
}

impl Owed {
    /// Whether its day has passed.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.by.is_some_and(|by| by < today)
    }

    /// The code under which lists keep it.
    pub fn code(&self) -> &'static str {
        match self.what {
            What::WriteAnew => "write_anew",
            What::Screen => "screen",
            What::Justify => "justify",
            What::Review(_) => "review",
            What::Publish => "publish",
            What::Revise => "revise",
            What::Interpret => "interpret",
        }
    }

    /// What the worklist calls it.
    pub fn label(&self) -> &'static str {
        match self.what {
            What::WriteAnew => "修改退回的稿件",
            What::Screen => "筛查稿件",
            What::Justify => "处理筛查发现的问题",
            What::Review(Level::UnitHead) => "科室（单位）审核",
            What::Review(Level::OpenGovernmentOffice) => "公开办审查",
            What::Review(Level::DeputyHead) => "分管领导审阅",
            What::Review(Level::Head) => "主要领导审定",
            What::Publish => "发布",
            What::Revise => "发布修订",
            What::Interpret => "发布政策解读",
        }
    }
}

/// What is owed on the file today: one thing at a time, or nothing. A document that is being revised may have to be interpreted
/// first.
pub fn owed(publication: &Publication, cx: &Context<'_>) -> Result<Option<Owed>, Refusal> {
    let (on_the_draft, interpretation) = (owed_on_the_draft(publication, cx)?, owed_interpretation(publication, cx)?);
    Ok(match (on_the_draft, interpretation) {
        (Some(draft), Some(interpretation)) if draft.by.is_none_or(|by| interpretation.by < Some(by)) => {
            Some(interpretation)
        }
        (draft, interpretation) => draft.or(interpretation),
    })
}

fn owed_interpretation(publication: &Publication, cx: &Context<'_>) -> Result<Option<Owed>, Refusal> {
    let clock = publication.interpretation_clock(cx)?;
    let clock = clock.filter(|clock| matches!(clock.standing, Some(Standing::Running | Standing::Overdue)));
    Ok(clock.map(|clock| Owed { what: What::Interpret, by: Some(clock.due_on), provisional: clock.provisional }))
}

fn owed_on_the_draft(publication: &Publication, cx: &Context<'_>) -> Result<Option<Owed>, Refusal> {
    let what = match publication.work() {
        _ if publication.erased().is_some() => return Ok(None),
        Work::None => return Ok(None),
        Work::Returned { .. } => What::WriteAnew,
        Work::Running { screening: Screening::NotYet, .. } => What::Screen,
        Work::Running { screening: Screening::Open(_), .. } => What::Justify,
        Work::Running { .. } => match publication.awaited_level() {
            Some(level) => What::Review(level),
            None => return Ok(None),
        },
        Work::Approved { draft } if !draft.attribute.is_proactive() => return Ok(None),
        Work::Approved { .. } if publication.is_public() => What::Revise,
        Work::Approved { .. } => What::Publish,
    };
    let in_hand = publication.draft().is_some_and(|draft| draft.attribute.is_proactive());
    let clock = if in_hand { publication.clock(cx)? } else { None };
    Ok(Some(Owed {
        what,
        by: clock.as_ref().map(|clock| clock.due_on),
        provisional: clock.is_some_and(|clock| clock.provisional),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::Fact;
    use crate::publication::facts::{Attribute, Found};
    use crate::publication::given::{
        approved, approved_by_office, by, day, drafted, drafted_with, found, published, returned, screened, under,
    };

    fn owed_on(facts: &[Fact]) -> Option<(What, Option<Day>)> {
        let publication = Publication::of(facts.iter().cloned().map(by(1)));
        under(day("2025-06-12"), |cx| owed(&publication, cx).unwrap()).map(|one| (one.what, one.by))
    }

    #[test]
    fn one_thing_after_the_other_until_it_is_public() {
        let due = Some(day("2025-07-07"));
        let mut facts = vec![];
        assert_eq!(owed_on(&facts), None);
        facts.push(drafted("2025-06-09"));
        assert_eq!(owed_on(&facts), Some((What::Screen, due)));
        facts.push(found("2025-06-09", Found { likely: 1, ..Found::default() }));
        assert_eq!(owed_on(&facts), Some((What::Justify, due)));
        facts.push(screened("2025-06-09"));
        assert_eq!(owed_on(&facts), Some((What::Review(Level::UnitHead), due)));
        assert_eq!(owed_on(&[&facts[..], &[returned("2025-06-10")]].concat()), Some((What::WriteAnew, due)));
        facts.push(approved("2025-06-10"));
        assert_eq!(owed_on(&facts), Some((What::Publish, due)));
        facts.push(published("2025-06-11"));
        assert_eq!(owed_on(&facts), None);
        facts.extend([drafted("2025-06-12"), screened("2025-06-12"), approved("2025-06-12")]);
        assert_eq!(owed_on(&facts), Some((What::Revise, Some(day("2025-07-10")))));
    }

    #[test]
    fn a_document_is_to_be_interpreted_when_it_is_public_and_before_a_revision_that_has_time() {
        use crate::publication::given::{interpreted, norm};
        let due = Some(day("2025-06-16"));
        let mut facts =
            vec![norm("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")];
        assert_eq!(owed_on(&facts), Some((What::Interpret, due)));
        facts.push(norm("2025-06-12"));
        assert_eq!(owed_on(&facts), Some((What::Interpret, due)));
        facts.push(interpreted("2025-06-12"));
        assert_eq!(owed_on(&facts), Some((What::Screen, Some(day("2025-07-10")))));
    }

    #[test]
    fn what_is_kept_is_reviewed_and_then_owes_nothing() {
        let mut facts = vec![drafted_with("2025-06-09", Attribute::OnRequest), screened("2025-06-09")];
        assert_eq!(owed_on(&facts), Some((What::Review(Level::UnitHead), None)));
        facts.push(approved("2025-06-10"));
        assert_eq!(owed_on(&facts), Some((What::Review(Level::OpenGovernmentOffice), None)));
        facts.push(approved_by_office("2025-06-10"));
        assert_eq!(owed_on(&facts), None);
    }

    #[test]
    fn the_day_itself_is_still_in_time() {
        let publish = Owed { what: What::Publish, by: Some(day("2025-07-07")), provisional: false };
        assert!(!publish.is_overdue(day("2025-07-07")));
        assert!(publish.is_overdue(day("2025-07-08")));
    }
}
