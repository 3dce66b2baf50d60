//! Sentences with planted data and with look-alikes: the text in, what must be found out (`sentences.toml`).

use screening::{Certainty, Finding, screen};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentences {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    found: Vec<String>,
}

fn describe(finding: &Finding) -> String {
    let kind = serde_json::to_value(finding.kind).expect("a kind is a word");
    let certainty = if finding.certainty == Certainty::Certain { "certain" } else { "likely" };
    format!("{} {certainty} {}", kind.as_str().unwrap_or_default(), finding.text)
}

#[test]
fn every_sentence_yields_what_it_holds_and_nothing_else() {
    let sentences: Sentences = toml::from_str(include_str!("sentences.toml")).unwrap();
    let (planted, alike): (Vec<&Sentence>, Vec<&Sentence>) =
        sentences.sentence.iter().partition(|sentence| !sentence.found.is_empty());
    assert!(planted.len() >= 60 && alike.len() >= 60, "{} planted, {} alike", planted.len(), alike.len());

    let mut wrong = Vec::new();
    for Sentence { text, found } in &sentences.sentence {
        let findings: Vec<String> = screen(text).iter().map(describe).collect();
        if findings != *found {
            wrong.push(format!("{text}\n  expected {found:?}\n  found    {findings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_is_where_it_says_and_hidden_in_its_suggestion() {
    let sentences: Sentences = toml::from_str(include_str!("sentences.toml")).unwrap();
    for Sentence { text, .. } in &sentences.sentence {
        for finding in screen(text) {
            let cut: String = text.chars().skip(finding.start).take(finding.end - finding.start).collect();
            assert_eq!(cut, finding.text);
            assert!(!finding.suggestion.contains(&finding.text), "{finding:?}");
            assert!(!finding.why.is_empty());
        }
    }
}
