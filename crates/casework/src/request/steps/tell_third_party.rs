//! 告知第三方: a third party does not agree with reason, and the agency finds that withholding would gravely harm the public interest; it decides to
//! disclose, 「并将决定公开的政府信息内容和理由书面告知第三方」 (Art. 32). The law names no order of this and the service of the reply; before the file is
//! put away it must have been done.

use law::calendar::Day;

use super::{settle, writable};
use crate::context::Context;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::sealed::Sealed;
use crate::who::Viewer;

/// What the third party is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellThirdParty {
    /// The day of telling.
    pub on: Day,
    /// The number of the entry that asked it.
    pub consultation: usize,
    /// What is disclosed and why.
    pub words: Sealed,
}

/// Whether a third party is to be told: the reply that discloses is approved.
pub fn may_tell_third_party(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::TellThirdParty, cx)?;
    writable(request)?;
    request.overridden().map(|_| ()).ok_or(Refusal::NobodyOverridden)
}

/// Tells it.
pub fn tell_third_party(
    request: &Request,
    step: TellThirdParty,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_tell_third_party(request, cx, by)?;
    let TellThirdParty { on, consultation, words } = step;
    if request.all_overridden().all(|one| one.entry != consultation) {
        return Err(Refusal::NotOverridden(consultation));
    }
    settle(request, vec![Fact::ThirdPartyTold { on, consultation, words }], cx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::facts::Said;
    use crate::request::given::{answered, consulted, day, drafted, given, received, reviewed, sealed, served};
    use crate::request::steps::{Archive, archive};

    fn overridden(said: Said) -> Vec<Fact> {
        let asked = [received("2025-06-09"), consulted("2025-06-11", 1), answered("2025-06-18", 2, said)];
        asked.into_iter().chain([drafted("2025-06-19"), reviewed("2025-06-20")]).collect()
    }

    fn telling() -> TellThirdParty {
        TellThirdParty { on: day("2025-06-23"), consultation: 2, words: sealed(17) }
    }

    #[test]
    fn who_objected_with_reason_is_told_before_or_after_the_reply_goes_out() {
        let told = Fact::ThirdPartyTold { on: day("2025-06-23"), consultation: 2, words: sealed(17) };
        given(overridden(Said::Objected)).today("2025-06-23").when(tell_third_party, telling()).facts([told.clone()]);
        let ended: Vec<Fact> = overridden(Said::Objected).into_iter().chain([served("2025-06-20")]).collect();
        let putting_away = Archive { on: day("2025-06-23") };
        given(ended.clone()).today("2025-06-23").when(archive, putting_away).refused(Refusal::ThirdPartyNotTold);
        given(ended.clone()).today("2025-06-23").when(tell_third_party, telling()).facts([told.clone()]);
        let after = given(ended.into_iter().chain([told])).today("2025-06-23").when(archive, putting_away);
        assert!(after.then().is_archived());
    }

    #[test]
    fn nobody_is_told_who_agreed_gave_no_reason_or_is_not_overridden_yet() {
        for said in [Said::Consented, Said::ObjectedWithoutReason] {
            let nobody = given(overridden(said)).today("2025-06-23").when(tell_third_party, telling());
            nobody.refused(Refusal::NobodyOverridden);
        }
        let undecided = overridden(Said::Objected).into_iter().take(3);
        given(undecided).today("2025-06-23").when(tell_third_party, telling()).refused(Refusal::NobodyOverridden);
        let other = TellThirdParty { consultation: 1, ..telling() };
        given(overridden(Said::Objected))
            .today("2025-06-23")
            .when(tell_third_party, other)
            .refused(Refusal::NotOverridden(1));
    }
}
