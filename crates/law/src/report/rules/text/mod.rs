//! What the narrative says: its figures against the tables (W4–W9), copied text (W11), foreign places (W12), gaps (W13).
//!
//! `figures` finds numbers, `sentence` the words that belong to each, `claims` which cells (`base`) of table three a number
//! claims to repeat, `enumeration` which numbers form a list, `gazetteer` the names of places; the other files are a rule
//! each. Nothing here knows what a document looked like.

mod base;
mod claims;
mod copied;
mod counts;
mod enumeration;
mod fees;
mod figures;
mod gaps;
mod gazetteer;
mod lists;
mod phrases;
mod places;
mod remedies;
mod sentence;
mod shares;
#[cfg(test)]
mod tests;

pub use copied::{Copied, share};

use claims::Claim;
use rust_decimal::Decimal;
use sentence::Sentence;

use crate::report::{Finding, Narrative, Report};

/// A figure of the narrative, for people to look through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The section, 1 to 6; 0 for what stands before section one.
    pub section: u8,
    /// The words that lead to it, and itself, in quotation marks.
    pub words: String,
    /// The number; of a rough one (「600余条」) what is written.
    pub value: Decimal,
    /// Its unit, or nothing.
    pub unit: &'static str,
    /// Not rough: only these can be checked.
    pub exact: bool,
}

/// Every figure of a narrative but those of dates and terms.
pub fn figures(narrative: &Narrative) -> Vec<Stated> {
    let mut found = Vec::new();
    for sentence in sentence::sentences(narrative) {
        for (index, figure) in sentence.figures.iter().enumerate().filter(|(_, figure)| !figure.is_time()) {
            let words = sentence.quote(index);
            let (value, unit, exact) = (figure.value, figure.unit, figure.exact);
            found.push(Stated { section: sentence.section, words, value, unit, exact });
        }
    }
    found
}

/// W4–W9, W12, W13.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let sentences = sentence::sentences(&report.narrative);
    let claims: Vec<Vec<Claim>> = sentences.iter().map(|sentence| claims::claims(sentence, report)).collect();
    let mut findings = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let stated: (&Sentence, &[Claim]) = (sentence, &claims[index]);
        let before = index.checked_sub(1).filter(|before| sentences[*before].paragraph == sentence.paragraph);
        let previous = before.map(|before| (&sentences[before], &*claims[before]));
        findings.extend(counts::check(sentence, stated.1, report));
        findings.extend(shares::check(sentence, stated.1, report));
        findings.extend(remedies::check(sentence, report));
        findings.extend(lists::check(stated, previous, report));
    }
    findings.extend(fees::check(&sentences, report));
    findings.extend(places::check(&sentences, report));
    findings.extend(gaps::check(&sentences, report));
    findings.sort_by_key(|finding| finding.rule); // stable: within a rule in the order of the text
    findings
}

/// W11: how much of the narrative is last year's, word for word.
pub(super) fn check_copied(report: &Report, previous: &Report) -> Vec<Finding> {
    copied::check(report, previous).into_iter().collect()
}
