//! 政策解读: a public 规章 or 行政规范性文件 is interpreted within three working days (国办发〔2016〕80号), or somebody says why it need
//! not be. That it was interpreted nobody types: it follows from the interpretation, which names the document.

use law::calendar::Day;

use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::file::FileNumber;
use crate::publication::act::{Act, permit_in};
use crate::publication::clock::Standing;
use crate::publication::facts::Fact;
use crate::publication::{Publication, Refusal};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// The word that no interpretation is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiveInterpretation {
    /// The day.
    pub on: Day,
    /// Why.
    pub words: Sealed,
}

/// Whether an interpretation is owed that can be done without.
pub fn may_waive_interpretation(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    let Some(draft) = publication.subject() else { return Err(Refusal::NoInterpretationOwed) };
    permit_in(draft.provider, by, Act::WaiveInterpretation, cx)?;
    not_withdrawn(publication)?;
    if is_owed(publication, cx)? { Ok(()) } else { Err(Refusal::NoInterpretationOwed) }
}

/// Says why none is needed.
pub fn waive_interpretation(
    publication: &Publication,
    step: WaiveInterpretation,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_waive_interpretation(publication, cx, by)?;
    let WaiveInterpretation { on, words } = step;
    dated(on, publication, cx)?;
    Ok(vec![Fact::InterpretationWaived { on, words }])
}

/// What follows for the document when an interpretation of it is public since this day. Nothing where none is owed any more.
pub fn interpreted(
    publication: &Publication,
    since: Day,
    interpretation: FileNumber,
    cx: &Context<'_>,
) -> Result<Vec<Fact>, Refusal> {
    let Some(public) = publication.public().filter(|_| is_owed(publication, cx).unwrap_or_default()) else {
        return Ok(Vec::new());
    };
    Ok(vec![Fact::Interpreted { on: since.max(public.on), interpretation }])
}

fn is_owed(publication: &Publication, cx: &Context<'_>) -> Result<bool, Refusal> {
    let clock = publication.interpretation_clock(cx)?;
    Ok(clock.is_some_and(|clock| matches!(clock.standing, Some(Standing::Running | Standing::Overdue))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{approved, by, day, drafted, given, interpreted as was, norm, published, screened};
    use crate::publication::given::{sealed, under, waived};
    use crate::who::Duty;

    fn document() -> Vec<Fact> {
        vec![norm("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")]
    }

    fn waiving(on: &str) -> WaiveInterpretation {
        WaiveInterpretation { on: day(on), words: sealed(6) }
    }

    #[test]
    fn who_provides_the_document_says_why_none_is_needed() {
        let when = |facts: Vec<Fact>| given(facts).today("2025-06-12").by(Duty::Handler);
        when(document()).when(waive_interpretation, waiving("2025-06-12")).facts([waived("2025-06-12")]);
        let refused = |facts| when(facts).when(waive_interpretation, waiving("2025-06-12"));
        refused([document(), vec![waived("2025-06-12")]].concat()).refused(Refusal::NoInterpretationOwed);
        refused([document(), vec![was("2025-06-12")]].concat()).refused(Refusal::NoInterpretationOwed);
        refused(document()[..3].to_vec()).refused(Refusal::NoInterpretationOwed);
        given(document())
            .today("2025-06-12")
            .when(waive_interpretation, waiving("2025-06-13"))
            .refused(Refusal::InTheFuture(day("2025-06-13")));
        given(document())
            .today("2025-06-12")
            .by(Duty::Head)
            .when(waive_interpretation, waiving("2025-06-12"))
            .refused(Refusal::NotYours(Act::WaiveInterpretation));
    }

    #[test]
    fn an_interpretation_ends_the_duty_once_and_from_the_day_of_the_document_at_the_earliest() {
        let number = FileNumber::new(&"0e".repeat(16)).unwrap();
        let after = |facts: Vec<Fact>, since| {
            let publication = Publication::of(facts.into_iter().map(by(1)));
            under(day("2025-06-20"), |cx| interpreted(&publication, day(since), number.clone(), cx).unwrap())
        };
        let on = |on| vec![Fact::Interpreted { on: day(on), interpretation: number.clone() }];
        assert_eq!(after(document(), "2025-06-12"), on("2025-06-12"));
        assert_eq!(after(document(), "2025-06-02"), on("2025-06-11"), "it was there before the document");
        assert_eq!(after([document(), vec![was("2025-06-12")]].concat(), "2025-06-13"), []);
        let plain =
            vec![drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")];
        assert_eq!(after(plain, "2025-06-12"), [], "what is no document owes none");
    }
}
