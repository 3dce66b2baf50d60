//! W11: text that stands word for word in another report.
//!
//! Both texts are cut into overlapping runs of 13 characters. A character is copied if one of its runs stands in the other
//! text. Runs find copied half-sentences that sentence hashes miss; 13 characters are longer than the set phrases of
//! the trade (政府信息公开工作年度报告 has twelve). Figures count as one sign, so that a sentence in which only the numbers
//! were changed is still copied; blanks and punctuation do not count.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use rust_decimal::Decimal;

use crate::report::{Finding, Narrative, Report, Rule};

/// Characters of one run.
const RUN: usize = 13;

/// Above this share a person should look. Two honest reports of one city share a third (their headings, slogans and lists
/// of channels); a report that was copied and only given new figures shares nearly everything.
const WARN_ABOVE_PERCENT: u32 = 50;

/// Below this many characters a share means nothing.
const SHORTEST: usize = 100;

/// How much of one text stands in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Characters of the text that stand in the other one too, figures and punctuation left out.
    pub copied: usize,
    /// All its characters.
    pub characters: usize,
    /// The longest passage that stands in both, as the text has it.
    pub longest: String,
}

impl Copied {
    /// The copied share in percent, 0 to 100.
    pub fn percent(&self) -> Decimal {
        let (copied, all) = (Decimal::from(self.copied), Decimal::from(self.characters.max(1)));
        (copied * Decimal::ONE_HUNDRED / all).round_dp(1)
    }
}

/// How much of `text` stands word for word in `other`: last year's report, or another agency's. The preface (period,
/// addresses) is the same every year by right and does not count.
pub fn share(text: &Narrative, other: &Narrative) -> Copied {
    let (text, other) = (signs(text), signs(other));
    let known: HashSet<u64, BuildHasherDefault<Ready>> = runs(&other.signs).collect();
    let mut copied = 0;
    let mut covered_to = 0; // characters before this one are settled
    let mut passage = (0, 0);
    let mut longest = (0, 0);
    for (start, hash) in runs(&text.signs).enumerate() {
        if !known.contains(&hash) {
            continue;
        }
        let end = start + RUN;
        copied += end - covered_to.max(start);
        passage = if start <= covered_to && passage.1 > 0 { (passage.0, end) } else { (start, end) };
        covered_to = end;
        if passage.1 - passage.0 > longest.1 - longest.0 {
            longest = passage;
        }
    }
    let passage = &text.signs[longest.0..longest.1];
    let longest = match (passage.first(), passage.last()) {
        (Some(first), Some(last)) => text.printed[first.start..last.end].to_owned(),
        _ => String::new(),
    };
    Copied { copied, characters: text.signs.len(), longest }
}

/// W11 against the report of the year before.
pub(super) fn check(report: &Report, previous: &Report) -> Option<Finding> {
    let copied = share(&report.narrative, &previous.narrative);
    let percent = copied.percent();
    if copied.characters < SHORTEST || percent <= Decimal::from(WARN_ABOVE_PERCENT) {
        return None;
    }
    let passage: String = copied.longest.chars().take(60).collect();
    let more = if copied.longest.chars().count() > 60 { "…" } else { "" };
    let message = format!(
        "正文有{percent}%（{}字中的{}字）与上一年度报告逐字相同（数字不计），最长的一段为“{passage}{more}”，请按本年度实际情况改写",
        copied.characters, copied.copied
    );
    Some(Finding::new(Rule::W11, message).sides(percent, Decimal::from(WARN_ABOVE_PERCENT)))
}

/// A text as its signs: letters, and one for each figure.
struct Signs {
    printed: String,
    signs: Vec<Sign>,
}

/// A character that counts, and where it is printed.
#[derive(Clone, Copy)]
struct Sign {
    value: char,
    start: usize,
    end: usize,
}

fn signs(narrative: &Narrative) -> Signs {
    let mut printed = String::new();
    let mut signs: Vec<Sign> = Vec::new();
    for (_, paragraph) in narrative.paragraphs().filter(|(section, _)| *section > 0) {
        for c in paragraph.chars().filter(|c| !c.is_whitespace()) {
            let start = printed.len();
            printed.push(c);
            let figure = c.is_numeric() || "一二三四五六七八九十百千万两〇零%％余".contains(c);
            let end = printed.len();
            match signs.last_mut() {
                Some(last) if figure && last.value == '#' && (last.end == start || printed[last.end..start] == *".") => last.end = end,
                _ if figure => signs.push(Sign { value: '#', start, end }),
                _ if c.is_alphabetic() => signs.push(Sign { value: c, start, end }),
                _ => {}
            }
        }
    }
    Signs { printed, signs }
}

/// A hash of every run, rolling.
fn runs(signs: &[Sign]) -> impl Iterator<Item = u64> + '_ {
    const BASE: u64 = 0x0100_0000_01b3;
    let leading = (1..RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let value = |sign: &Sign| u64::from(u32::from(sign.value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut hash = 0_u64;
    signs.iter().enumerate().filter_map(move |(at, sign)| {
        if at >= RUN {
            hash = hash.wrapping_sub(value(&signs[at - RUN]).wrapping_mul(leading));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(value(sign));
        (at + 1 >= RUN).then_some(hash)
    })
}

/// The runs are hashes already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only u64 is hashed")
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash ^ (hash >> 32);
    }
}
