//! What time alone brings about: the worker states it when its day has passed (Arts. 30, 32, 34 and 42).

use law::calendar::Day;
use law::request::clock::{Ending, Standing};
use law::request::payment::last_day_to_pay;

use crate::context::Context;
use crate::request::facts::Fact;
use crate::request::state::{Correction, Fee};
use crate::request::{Refusal, Request};

/// The facts that the days up to today have brought about and that nobody has stated yet. Asked again after they are on
/// the file, it finds nothing.
pub fn pass_time(request: &Request, cx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    if request.registered().is_none() || request.ended().is_some() || request.erased().is_some() {
        return Ok(Vec::new());
    }
    if let Standing::Closed(Ending::NotCorrected { on }) = request.clock(cx)?.standing {
        return Ok(vec![Fact::GivenUp { on }]);
    }
    if let Standing::Closed(Ending::NotPaid { on }) = request.clock(cx)?.standing {
        return Ok(vec![Fact::FeeRanOut { on }]);
    }
    let mut facts = Vec::new();
    for one in request.consultations().iter().filter(|one| one.answer.is_none() && !one.ran_out) {
        let on = one.in_law(cx)?.runs_out_on;
        if on < cx.today {
            facts.push(Fact::ConsultationRanOut { on, consultation: one.entry });
        }
    }
    Ok(facts)
}

/// The next day on which [`pass_time`] may find something, so that the worker looks at few files.
pub fn wakes_on(request: &Request, cx: &Context<'_>) -> Result<Option<Day>, Refusal> {
    if request.registered().is_none() || request.ended().is_some() || request.erased().is_some() {
        return Ok(None);
    }
    let mut last_days = Vec::new();
    if let Correction::Asked { answer_by } = request.correction() {
        last_days.push(answer_by);
    }
    if let Fee::Asked { on, reached_on } = request.fee() {
        last_days.push(last_day_to_pay(on, reached_on, cx.calendar)?.date);
    }
    for one in request.consultations().iter().filter(|one| one.answer.is_none() && !one.ran_out) {
        last_days.push(one.in_law(cx)?.runs_out_on);
    }
    Ok(last_days.into_iter().min().and_then(|last| last.tomorrow().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{asked, by, consulted, day, fee_asked, received, under};

    fn passing(facts: &[Fact], today: &str) -> Vec<Fact> {
        let request = Request::of(facts.iter().cloned().map(by(1)));
        under(day(today), |cx| pass_time(&request, cx).unwrap())
    }

    #[test]
    fn an_application_that_is_not_corrected_is_given_up_on_the_day_after() {
        let facts = [received("2025-06-09"), asked("2025-06-10")]; // to answer by the 24th
        assert_eq!(passing(&facts, "2025-06-24"), []);
        let given_up = Fact::GivenUp { on: day("2025-06-25") };
        assert_eq!(passing(&facts, "2025-07-20"), std::slice::from_ref(&given_up), "however late the worker comes");
        let [first, second] = facts;
        assert_eq!(passing(&[first, second, given_up], "2025-07-20"), []);
    }

    #[test]
    fn a_consultation_runs_out_after_fifteen_working_days() {
        let facts = [received("2025-06-09"), consulted("2025-06-11", 1)];
        assert_eq!(passing(&facts, "2025-07-02"), []);
        let ran_out = Fact::ConsultationRanOut { on: day("2025-07-02"), consultation: 2 };
        assert_eq!(passing(&facts, "2025-07-03"), std::slice::from_ref(&ran_out));
        let [first, second] = facts;
        assert_eq!(passing(&[first, second, ran_out], "2025-07-03"), []);
    }

    #[test]
    fn an_application_whose_fee_is_not_paid_is_given_up_on_the_day_after() {
        let facts = [received("2025-06-09"), fee_asked("2025-06-16", None)]; // to pay by 14 July
        let request = Request::of(facts.clone().map(by(1)));
        assert_eq!(under(day("2025-06-20"), |cx| wakes_on(&request, cx).unwrap()), Some(day("2025-07-15")));
        assert_eq!(passing(&facts, "2025-07-14"), []);
        let ran_out = Fact::FeeRanOut { on: day("2025-07-15") };
        assert_eq!(passing(&facts, "2025-07-20"), std::slice::from_ref(&ran_out));
        let [first, second] = facts;
        assert_eq!(passing(&[first, second, ran_out], "2025-07-20"), []);
    }

    #[test]
    fn the_worker_is_woken_on_the_day_on_which_something_has_passed_and_not_before() {
        let wakes = |facts: &[Fact]| {
            let request = Request::of(facts.iter().cloned().map(by(1)));
            under(day("2025-06-12"), |cx| wakes_on(&request, cx).unwrap())
        };
        assert_eq!(wakes(&[received("2025-06-09")]), None);
        let corrected = [received("2025-06-09"), asked("2025-06-10")];
        assert_eq!(wakes(&corrected), Some(day("2025-06-25")));
        assert!(!passing(&corrected, "2025-06-25").is_empty() && passing(&corrected, "2025-06-24").is_empty());
        let asked_third_party = [received("2025-06-09"), consulted("2025-06-11", 1)];
        assert_eq!(wakes(&asked_third_party), Some(day("2025-07-03")));
    }
}
