//! 归档: the last of the five stages of Art. 45; from now on the file is only read.

use law::calendar::Day;

use super::{not_before_the_rest, settle, writable};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::who::Viewer;

/// The putting away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The day.
    pub on: Day,
}

/// Whether the file may be put away: it has ended.
pub fn may_archive(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::Archive, cx)?;
    writable(request)?;
    match request.ended() {
        _ if request.registered().is_none() => Err(Refusal::NotRegistered),
        Some(_) if request.overridden().is_some() => Err(Refusal::ThirdPartyNotTold),
        Some(_) => Ok(()),
        None => Err(Refusal::NotClosed),
    }
}

/// Puts a file away.
pub fn archive(request: &Request, step: Archive, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_archive(request, cx, by)?;
    not_before_the_rest(step.on, request)?;
    settle(request, vec![Fact::Archived { on: step.on }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, received, sealed, withdrawn};
    use crate::request::steps::{Withdraw, withdraw};

    #[test]
    fn what_has_ended_is_put_away_and_then_only_read() {
        let step = Archive { on: day("2025-06-30") };
        let archived = Fact::Archived { on: day("2025-06-30") };
        let ended = || [received("2025-06-09"), withdrawn("2025-06-12")];
        given(ended()).today("2025-06-30").when(archive, step).facts([archived.clone()]);
        given([received("2025-06-09")]).today("2025-06-30").when(archive, step).refused(Refusal::NotClosed);
        let away = || given(ended().into_iter().chain([archived.clone()])).today("2025-06-30");
        away().when(archive, step).refused(Refusal::Archived);
        let words = sealed(7);
        away().when(withdraw, Withdraw { on: day("2025-06-30"), words }).refused(Refusal::Archived);
    }
}
