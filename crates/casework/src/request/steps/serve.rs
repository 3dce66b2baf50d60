//! 送达: the reply is made, on the day of posting or of signature, and that ends the application.

use super::{not_before_the_rest, open, settle};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::{Fact, Service};
use crate::request::state::Review;
use crate::request::{Refusal, Request};
use crate::who::Viewer;

/// How and when the reply was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serve {
    /// How and when.
    pub service: Service,
}

/// Whether there is a reply to serve.
pub fn may_serve(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Serve, cx)?;
    open(request, cx)?;
    match request.review() {
        Review::Approved { .. } => Ok(()),
        Review::NoDraft | Review::Running { .. } => Err(Refusal::NotApproved),
    }
}

/// States that the reply was made. Late replies are stated like others: the clock says that they are.
pub fn serve(request: &Request, step: Serve, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_serve(request, cx, by)?;
    not_before_the_rest(step.service.made_on(), request)?;
    settle(request, vec![Fact::Served { service: step.service }], cx)
}

#[cfg(test)]
mod tests {
    use law::request::clock::{Ending, Standing};

    use super::*;
    use crate::request::given::{day, drafted, given, received, reviewed, served};

    fn posted(on: &str, signed_on: Option<&str>) -> Serve {
        Serve { service: Service::Post { posted_on: day(on), signed_on: signed_on.map(day) } }
    }

    fn approved() -> [Fact; 3] {
        [received("2025-06-09"), drafted("2025-07-07"), reviewed("2025-07-07")]
    }

    #[test]
    fn by_post_it_is_made_on_the_day_of_posting() {
        let after = given(approved()).today("2025-07-10").when(serve, posted("2025-07-07", Some("2025-07-09")));
        let in_time = Ending::Replied { on: day("2025-07-07"), late_by: None };
        assert_eq!(after.clock().standing, Standing::Closed(in_time));
        assert_eq!(after.then().ended().unwrap().on, day("2025-07-07"));
    }

    #[test]
    fn by_hand_it_is_made_when_it_is_signed_for() {
        let by_hand = Serve { service: Service::ByHand { signed_on: day("2025-07-08") } };
        let after = given(approved()).today("2025-07-10").when(serve, by_hand);
        let late = Ending::Replied { on: day("2025-07-08"), late_by: Some(1) };
        assert_eq!(after.clock().standing, Standing::Closed(late));
    }

    #[test]
    fn only_what_is_approved_goes_out_once_and_not_before() {
        let unapproved = given([received("2025-06-09"), drafted("2025-06-16")]).today("2025-06-18");
        unapproved.when(serve, posted("2025-06-18", None)).refused(Refusal::NotApproved);
        let early = given(approved()).today("2025-07-10").when(serve, posted("2025-07-04", None));
        early.refused(Refusal::BeforeEarlier(day("2025-07-07")));
        let twice = given(approved().into_iter().chain([served("2025-07-07")])).today("2025-07-10");
        twice.when(serve, posted("2025-07-10", None)).refused(Refusal::Closed(day("2025-07-07")));
    }

    #[test]
    fn it_is_not_signed_for_before_it_was_posted_or_tomorrow() {
        let wrong = given(approved()).today("2025-07-10").when(serve, posted("2025-07-09", Some("2025-07-08")));
        wrong.refused(Refusal::SignedBeforePosting(day("2025-07-09")));
        let ahead = given(approved()).today("2025-07-10").when(serve, posted("2025-07-09", Some("2025-07-11")));
        ahead.refused(Refusal::InTheFuture(day("2025-07-11")));
    }
}
