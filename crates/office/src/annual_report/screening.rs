//! Art. 17: the texts of a report are searched while they are written and while they are reviewed, as those of publications are.

use ::screening::{Masking, Screener};
use law::report::Report;

use crate::publication::Screened;
use crate::setup::Office;

const PARTS: [&str; 7] = ["引言", "第一部分", "第二部分", "第三部分", "第四部分", "第五部分", "第六部分"];

/// What is found in the paragraphs of a section; the place is 「第一部分第2段」.
pub(super) fn paragraphs<'t>(
    section: u8,
    paragraphs: impl Iterator<Item = &'t str>,
    masking: Masking,
) -> Vec<Screened> {
    let screener = Screener::new(masking);
    let part = PARTS.get(usize::from(section)).copied().unwrap_or_default();
    let found = (1..).zip(paragraphs).flat_map(|(number, words): (usize, _)| {
        let place = format!("{part}第{number}段");
        screener.screen(words).into_iter().map(move |finding| Screened { place: place.clone(), finding })
    });
    found.collect()
}

/// What is found in all texts of a report.
pub(super) fn narrative(report: &Report, masking: Masking) -> Vec<Screened> {
    let of = |wanted: u8| report.narrative.paragraphs().filter(move |(section, _)| *section == wanted);
    (0..=6).flat_map(|section| paragraphs(section, of(section).map(|(_, words)| words), masking)).collect()
}

impl Office {
    /// What is found in a text that is being typed for this section of a report.
    pub fn screen_section(&self, section: u8, text: &str) -> Vec<Screened> {
        paragraphs(section, text.lines().map(str::trim).filter(|line| !line.is_empty()), self.masking)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_told_with_its_part_and_paragraph() {
        let texts = ["全年受理申请3件。", "联系人身份证号码11010519491231002X。"];
        let found = paragraphs(1, texts.into_iter(), Masking::default());
        let places: Vec<_> = found.iter().map(|one| one.place.as_str()).collect();
        assert_eq!(places, ["第一部分第2段"]);
        assert!(paragraphs(5, texts.into_iter().take(1), Masking::default()).is_empty());
    }
}
