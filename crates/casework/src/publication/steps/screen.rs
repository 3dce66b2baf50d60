//! 筛查 (Art. 17): the draft was searched for personal data and marks of secrecy. What was found is mended or justified.

use law::calendar::Day;

use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::publication::act::{Act, permit};
use crate::publication::facts::{Fact, Found};
use crate::publication::state::{Screening, Work};
use crate::publication::{Publication, Refusal};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What a screening of the draft in hand found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The day.
    pub on: Day,
    /// How much.
    pub found: Found,
    /// Why it may be published all the same.
    pub justified: Option<Sealed>,
}

/// Whether a screening is due.
pub fn may_screen(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::Screen, cx)?;
    not_withdrawn(publication)?;
    match publication.work() {
        Work::Running { screening: Screening::NotYet | Screening::Open(_), .. } => Ok(()),
        Work::Running { .. } => Err(Refusal::AlreadyScreened),
        Work::Approved { .. } => Err(Refusal::AwaitsPublishing),
        Work::None | Work::Returned { .. } => Err(Refusal::NoDraft),
    }
}

/// States what was found. A mark of secrecy cannot be justified: nothing goes on the file.
pub fn screen(publication: &Publication, step: Screen, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_screen(publication, cx, by)?;
    let Screen { on, found, justified } = step;
    dated(on, publication, cx)?;
    if found.secrecy_marks > 0 {
        return Err(Refusal::SecrecyMark(found.secrecy_marks));
    }
    let justified = justified.filter(|_| !found.is_clean());
    Ok(vec![Fact::Screened { on, found, justified }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{day, drafted, given, nothing, screened, sealed};

    fn finding(found: Found, justified: Option<Sealed>) -> Screen {
        Screen { on: day("2025-06-09"), found, justified }
    }

    fn screening(step: Screen) -> crate::publication::given::When {
        given([drafted("2025-06-09")]).today("2025-06-09").when(screen, step)
    }

    fn stands(publication: &Publication) -> Screening {
        match publication.work() {
            Work::Running { screening, .. } => *screening,
            other => panic!("{other:?} is not on its way"),
        }
    }

    #[test]
    fn a_clean_draft_passes_and_needs_no_words() {
        screening(finding(Found::default(), Some(sealed(2)))).facts([screened("2025-06-09")]);
        assert_eq!(stands(&screening(finding(Found::default(), None)).then()), Screening::Passed);
    }

    #[test]
    fn what_is_found_stays_open_until_it_is_justified() {
        let two = Found { certain: 1, likely: 1, secrecy_marks: 0 };
        assert_eq!(stands(&screening(finding(two, None)).then()), Screening::Open(two));
        assert_eq!(stands(&screening(finding(two, Some(sealed(2)))).then()), Screening::Passed);
    }

    #[test]
    fn a_mark_of_secrecy_is_beyond_any_reason() {
        let marked = Found { secrecy_marks: 1, ..Found::default() };
        screening(finding(marked, Some(sealed(2)))).refused(Refusal::SecrecyMark(1));
    }

    #[test]
    fn there_is_something_to_screen() {
        let clean = || finding(Found::default(), None);
        given(nothing()).today("2025-06-09").when(screen, clean()).refused(Refusal::NoDraft);
        given([drafted("2025-06-09"), screened("2025-06-09")]).when(screen, clean()).refused(Refusal::AlreadyScreened);
    }
}
