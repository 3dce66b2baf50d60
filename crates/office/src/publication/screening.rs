//! Art. 17: a text is searched before anybody sees it, and again before it goes out.

use casework::publication::facts::Found;
use casework::publication::text::PublicText;
use screening::{Certainty, Finding, Kind, Masking, Screener};

/// What was found in a text, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    /// 「标题」, 「内容概述」, or 「第3段」.
    pub place: String,
    /// The finding.
    pub finding: Finding,
}

/// Searches title, summary and every paragraph; what could stand in the place of a finding follows from `masking`.
pub fn screen(text: &PublicText, masking: Masking) -> Vec<Screened> {
    let screener = Screener::new(masking);
    let paragraphs = (1..).zip(text.paragraphs()).map(|(number, words): (usize, _)| (format!("第{number}段"), words));
    let heads = [("标题".to_owned(), text.title()), ("内容概述".to_owned(), text.summary())];
    let all = heads.into_iter().chain(paragraphs);
    all.flat_map(|(place, words)| {
        let findings = screener.screen(words);
        findings.into_iter().map(move |finding| Screened { place: place.clone(), finding })
    })
    .collect()
}

/// How much of it there is, as the record keeps it.
pub(super) fn found(screened: &[Screened]) -> Found {
    let mut found = Found::default();
    for Screened { finding, .. } in screened {
        match (finding.kind, finding.certainty) {
            (Kind::SecrecyMark, _) => found.secrecy_marks += 1,
            (_, Certainty::Certain) => found.certain += 1,
            (_, Certainty::Likely) => found.likely += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_published_is_found_wherever_it_stands() {
        let text = PublicText::new("关于处罚的决定", "", "当事人身份证号码11010519491231002X。\n责令改正。\n秘密★1年")
            .unwrap();
        let screened = screen(&text, Masking::default());
        let places: Vec<_> = screened.iter().map(|one| one.place.as_str()).collect();
        assert!(places.contains(&"第1段") && places.contains(&"第3段"), "{places:?}");
        assert!(places.contains(&"内容概述"), "the summary is made of the first paragraph");
        let found = found(&screened);
        assert!(found.certain >= 2 && found.secrecy_marks == 1, "{found:?}");
    }

    #[test]
    fn what_stays_to_be_read_is_a_setting() {
        let text = PublicText::new("关于处罚的决定", "无", "联系电话13800001234。").unwrap();
        let suggested =
            |masking| screen(&text, masking).into_iter().map(|one| one.finding.suggestion).collect::<Vec<_>>();
        assert_eq!(suggested(Masking::default()), ["*******1234"]);
        assert_eq!(suggested(Masking::NOTHING), ["***********"]);
    }

    #[test]
    fn a_clean_text_is_clean() {
        let text = PublicText::new("水质月报", "", "断面水质达到Ⅲ类。").unwrap();
        assert!(found(&screen(&text, Masking::default())).is_clean());
    }
}
