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

/// Above this share a person should look. Two honest reports of one city share about a fifth (headings, slogans, lists
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
                Some(last)
                    if figure && last.value == '#' && (last.end == start || printed[last.end..start] == *".") =>
                {
                    last.end = end;
                }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;

    fn narrative(text: &str) -> Narrative {
        let section =
            Section { number: 1, heading: String::new(), paragraphs: text.lines().map(str::to_owned).collect() };
        Narrative {
            preface: vec!["本报告所列数据的统计期限自1月1日起至12月31日止。".into()], sections: vec![section]
        }
    }

    const FIRST: &str = "我局把政府信息公开列入年度重点任务，由办公室统一安排并逐月检查落实情况。\n\
         全年在门户网站发布各类信息320条，其中政策解读材料15篇，图表解读6篇。\n\
         下一步将充实公开专栏，邀请群众代表走进办事大厅了解办理流程。";
    const SECOND: &str = "围绕群众关心的供水、供气和垃圾分类问题，我们开通了专题页面并定期回应来信。\n\
         今年新设的查阅点分布在六个社区，每个查阅点配有电脑和打印设备。\n\
         存在的不足是更新不够及时，计划明年起实行每周巡查制度。";

    #[test]
    fn the_same_text_is_copied_whole_and_another_not_at_all() {
        assert_eq!(share(&narrative(FIRST), &narrative(FIRST)).percent(), Decimal::ONE_HUNDRED);
        assert_eq!(share(&narrative(SECOND), &narrative(FIRST)).percent(), Decimal::ZERO);
        assert_eq!(share(&narrative(""), &narrative(FIRST)).percent(), Decimal::ZERO);
        assert_eq!(share(&narrative("短"), &narrative("短")).percent(), Decimal::ZERO);
    }

    #[test]
    fn text_with_only_the_figures_changed_is_still_copied() {
        let changed = FIRST.replace("320", "1,415").replace("15篇", "二十篇").replace("6篇", "9篇");
        assert_eq!(share(&narrative(&changed), &narrative(FIRST)).percent(), Decimal::ONE_HUNDRED);
    }

    #[test]
    fn half_a_text_is_half_copied_and_the_longest_passage_named() {
        let (kept, _) = FIRST.split_once('\n').expect("three lines");
        let mixed = format!("{kept}\n{SECOND}");
        let copied = share(&narrative(&mixed), &narrative(FIRST));
        let expected = kept.chars().filter(|c| c.is_alphabetic()).count();
        assert_eq!(copied.copied, expected);
        assert_eq!(copied.longest, kept.trim_end_matches('。'));
    }

    #[test]
    fn a_copy_is_warned_of_with_its_share_and_its_longest_passage() {
        let report = |text: &str| Report { narrative: narrative(text), ..Report::default() };
        assert_eq!(check(&report(&format!("{FIRST}{SECOND}")), &report("另起炉灶")), None);
        let text = format!("{FIRST}\n{SECOND}");
        let found = check(&report(&text), &report(&text)).expect("copied whole");
        assert!(found.message.contains("100.0%") || found.message.contains("100%"), "{}", found.message);
        assert!(found.message.contains("我局把政府信息公开列入年度重点任务"), "{}", found.message);
    }

    #[test]
    fn the_share_never_leaves_its_range() {
        use proptest::prelude::*;
        proptest!(|(left in "[甲乙丙1，]{0,80}", right in "[甲乙丙1，]{0,80}")| {
            let copied = share(&narrative(&left), &narrative(&right));
            prop_assert!(copied.copied <= copied.characters);
            prop_assert!((Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&copied.percent()));
        });
    }
}
