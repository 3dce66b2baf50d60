//! 撰写正文: the text of a section, which lies in a table of its own.

use law::calendar::Day;

use super::{compiling, in_order};
use crate::annual_report::act::Act;
use crate::annual_report::note::Digest;
use crate::annual_report::{AnnualReport, Fact, Refusal};
use crate::context::Context;
use crate::who::Viewer;

/// The new text of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteNarrative {
    /// The day.
    pub on: Day,
    /// 0 for the preface, 1 to 6 for the sections of the form.
    pub section: u8,
    /// The text.
    pub digest: Digest,
}

/// Whether texts may be written now.
pub fn may_write_narrative(report: &AnnualReport, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    Act::WriteNarrative.by(by, cx)?;
    compiling(report).map(|_| ())
}

/// Writes a section. The same text once more is no fact.
pub fn write_narrative(
    report: &AnnualReport,
    step: WriteNarrative,
    cx: &Context<'_>,
    by: &Viewer,
) -> Result<Vec<Fact>, Refusal> {
    may_write_narrative(report, cx, by)?;
    let WriteNarrative { on, section, digest } = step;
    in_order(on, report, cx)?;
    let sections = &compiling(report)?.edition.form().sections;
    if section != 0 && !sections.iter().any(|heading| heading.number == section) {
        return Err(Refusal::NoSuchSection(section));
    }
    if report.texts().get(&section) == Some(&digest) {
        return Ok(Vec::new());
    }
    Ok(vec![Fact::NarrativeWritten { on, section, digest }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{day, digest, given, opened, submitted};

    fn writing(section: u8, number: u8) -> WriteNarrative {
        WriteNarrative { on: day("2026-01-06"), section, digest: digest(number) }
    }

    #[test]
    fn a_section_is_what_was_last_written() {
        let facts = |numbers: &[u8]| {
            let written = numbers.iter().map(|number| Fact::NarrativeWritten {
                on: day("2026-01-06"),
                section: 1,
                digest: digest(*number),
            });
            std::iter::once(opened("2026-01-05")).chain(written).collect::<Vec<_>>()
        };
        let after = given(facts(&[1])).when(write_narrative, writing(1, 2)).then();
        assert_eq!(after.texts()[&1], digest(2));
        given(facts(&[1, 2])).when(write_narrative, writing(1, 2)).facts([]);
    }

    #[test]
    fn there_are_a_preface_and_six_sections() {
        let start = || given([opened("2026-01-05")]).today("2026-01-06");
        for section in 0..=6 {
            assert_eq!(start().when(write_narrative, writing(section, 1)).then().texts().len(), 1);
        }
        start().when(write_narrative, writing(7, 1)).refused(Refusal::NoSuchSection(7));
    }

    #[test]
    fn a_text_that_others_look_at_stays() {
        given(submitted("2026-01-06")).when(write_narrative, writing(1, 9)).refused(Refusal::InReview);
    }
}
