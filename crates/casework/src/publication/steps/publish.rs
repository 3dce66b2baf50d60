//! 发布: what all levels have agreed to becomes public, under a number that is never used again.

use std::collections::BTreeSet;

use law::calendar::Day;

use super::{dated, not_withdrawn};
use crate::context::Context;
use crate::publication::act::{Act, permit};
use crate::publication::facts::{Channel, Fact};
use crate::publication::numbering::Numbering;
use crate::publication::state::Work;
use crate::publication::text::TextDigest;
use crate::publication::{Publication, Refusal};
use crate::who::Viewer;

/// The act of publishing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publish {
    /// The day.
    pub on: Day,
    /// 文号.
    pub document_number: Option<String>,
    /// Where; the platform among them.
    pub channels: BTreeSet<Channel>,
    /// What the public will read: the text that passed.
    pub text: TextDigest,
}

/// What is published once the register of the agency has given it its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnumbered(Publish);

impl Unnumbered {
    /// The year in whose register it is numbered.
    pub fn year(&self) -> i16 {
        self.0.on.year()
    }

    /// The fact, with the number that `serial` is written as.
    pub fn numbered(self, numbering: &Numbering, serial: u32) -> Fact {
        let Publish { on, document_number, channels, text } = self.0;
        Fact::Published { on, index_number: numbering.write(on, serial), document_number, channels, text }
    }
}

/// Whether it may be published now.
pub fn may_publish(publication: &Publication, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    permit(by, Act::Publish, cx)?;
    not_withdrawn(publication)?;
    if publication.is_public() {
        return Err(Refusal::AlreadyPublished);
    }
    passed(publication)
}

/// A draft that may go out has passed all levels and is 主动公开.
pub(super) fn passed(publication: &Publication) -> Result<(), Refusal> {
    match publication.work() {
        Work::Approved { draft } if draft.attribute.is_proactive() => Ok(()),
        Work::Approved { .. } => Err(Refusal::NotProactive),
        Work::Running { .. } => Err(Refusal::NotApproved),
        Work::None | Work::Returned { .. } => Err(Refusal::NoDraft),
    }
}

/// Publishes it.
pub fn publish(publication: &Publication, step: Publish, cx: &Context<'_>, by: &Viewer) -> Result<Unnumbered, Refusal> {
    may_publish(publication, cx, by)?;
    let Publish { on, document_number, channels, text } = step;
    dated(on, publication, cx)?;
    if !channels.contains(&Channel::Platform) {
        return Err(Refusal::NotOnPlatform);
    }
    let document_number = document_number.map(|number| number.trim().to_owned());
    if document_number.as_ref().is_some_and(|number| number.is_empty() || number.chars().nth(60).is_some()) {
        return Err(Refusal::DocumentNumber);
    }
    Ok(Unnumbered(Publish { on, document_number, channels, text }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::facts::Attribute;
    use crate::publication::given::{
        approved, day, digest, drafted, drafted_with, given, numbering, published, returned, screened,
    };
    use crate::who::Duty;

    fn publishing(on: &str) -> Publish {
        Publish { on: day(on), document_number: None, channels: [Channel::Platform].into(), text: digest() }
    }

    fn publish(publication: &Publication, step: Publish, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
        super::publish(publication, step, cx, by).map(|ready| vec![ready.numbered(&numbering(), 1)])
    }

    fn passed() -> Vec<Fact> {
        vec![drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10")]
    }

    #[test]
    fn what_has_passed_becomes_public() {
        given(passed())
            .today("2025-06-11")
            .by(Duty::OpenGovernmentOffice)
            .when(publish, publishing("2025-06-11"))
            .facts([published("2025-06-11")]);
    }

    #[test]
    fn nothing_goes_out_without_review() {
        let when = |facts: Vec<Fact>| given(facts).today("2025-06-11").when(publish, publishing("2025-06-11"));
        when(vec![]).refused(Refusal::NoDraft);
        when(passed()[..2].to_vec()).refused(Refusal::NotApproved);
        when([&passed()[..2], &[returned("2025-06-10")]].concat()).refused(Refusal::NoDraft);
        when([&passed()[..], &[published("2025-06-11")]].concat()).refused(Refusal::AlreadyPublished);
    }

    #[test]
    fn what_is_kept_does_not_go_out() {
        let mut facts = passed();
        facts[0] = drafted_with("2025-06-09", Attribute::OnRequest);
        facts.push(crate::publication::given::approved_by_office("2025-06-10"));
        given(facts).today("2025-06-11").when(publish, publishing("2025-06-11")).refused(Refusal::NotProactive);
    }

    #[test]
    fn the_platform_is_always_among_the_channels_and_a_number_is_one() {
        let elsewhere = Publish { channels: [Channel::Weibo].into(), ..publishing("2025-06-11") };
        given(passed()).today("2025-06-11").when(publish, elsewhere).refused(Refusal::NotOnPlatform);
        for number in [" ".to_owned(), "号".repeat(61)] {
            let odd = Publish { document_number: Some(number), ..publishing("2025-06-11") };
            given(passed()).today("2025-06-11").when(publish, odd).refused(Refusal::DocumentNumber);
        }
    }

    #[test]
    fn it_is_dated_after_its_review_and_not_ahead() {
        given(passed())
            .today("2025-06-11")
            .when(publish, publishing("2025-06-12"))
            .refused(Refusal::InTheFuture(day("2025-06-12")));
        given(passed())
            .today("2025-06-11")
            .when(publish, publishing("2025-06-09"))
            .refused(Refusal::BeforeEarlier(day("2025-06-10")));
    }
}
