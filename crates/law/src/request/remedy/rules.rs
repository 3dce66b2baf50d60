//! The shipped rules of `data/remedies.toml`, by date.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::agency::{Seat, Standing};
use super::wording::Template;
use super::{Act, Route, Terms};
use crate::article::Article;
use crate::in_force::InForce;

/// Which way for which rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) rows: Vec<Act>,
    pub(super) in_force: InForce,
    pub(super) route: Route,
    #[serde(default = "settled")]
    pub(super) settled: bool,
    pub(super) articles: Vec<Article>,
}

fn settled() -> bool {
    true
}

/// Before which bodies.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Competence {
    pub(super) standing: Standing,
    pub(super) in_force: InForce,
    pub(super) seats: Vec<Seat>,
    pub(super) articles: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedTerms {
    in_force: InForce,
    reconsideration_days: u8,
    suit_months: u8,
    suit_after_reconsideration_days: u8,
    articles: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    route: Route,
    act: WordedAct,
    in_force: InForce,
    text: Template,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WordedAct {
    Reply,
    NoReply,
}

/// The clause for decisions that are served on line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Online {
    in_force: InForce,
    pub(super) text: Template,
    pub(super) articles: Vec<Article>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    terms: Vec<DatedTerms>,
    rule: Vec<Rule>,
    competence: Vec<Competence>,
    wording: Vec<Wording>,
    online: Vec<Online>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/remedies.toml")).expect("the shipped remedies are valid (tested)")
});

pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    FILE.rule.iter()
}

pub(super) fn rule(act: Act, on: Date) -> Option<&'static Rule> {
    all().find(|rule| rule.in_force.contains(on) && rule.rows.contains(&act))
}

pub(super) fn competence(standing: Standing, on: Date) -> Option<&'static Competence> {
    FILE.competence.iter().find(|line| line.standing == standing && line.in_force.contains(on))
}

pub(super) fn terms(on: Date) -> Option<(Terms, &'static [Article])> {
    let dated = FILE.terms.iter().find(|terms| terms.in_force.contains(on))?;
    let terms = Terms {
        reconsideration_days: dated.reconsideration_days,
        suit_months: dated.suit_months,
        suit_after_reconsideration_days: dated.suit_after_reconsideration_days,
    };
    Some((terms, &dated.articles))
}

pub(super) fn wording(route: Route, act: Act, on: Date) -> Option<&'static Template> {
    let worded = if act == Act::NoReply { WordedAct::NoReply } else { WordedAct::Reply };
    let fits = |wording: &&Wording| wording.route == route && wording.act == worded && wording.in_force.contains(on);
    FILE.wording.iter().find(fits).map(|wording| &wording.text)
}

pub(super) fn online(on: Date) -> Option<&'static Online> {
    FILE.online.iter().find(|online| online.in_force.contains(on))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::super::outcome::Outcome;
    use super::*;

    #[test]
    fn on_every_day_there_is_exactly_one_rule_for_every_row_and_words_for_it() {
        let days = [date(2019, 5, 15), date(2023, 12, 31), date(2024, 1, 1), date(2025, 5, 31), date(2025, 6, 1)];
        let acts = Outcome::ALL.map(Act::Reply).into_iter().chain([Act::NoReply]);
        for act in acts {
            for on in days {
                let rules: Vec<_> =
                    all().filter(|rule| rule.in_force.contains(on) && rule.rows.contains(&act)).collect();
                assert_eq!(rules.len(), 1, "{act:?} on {on}");
                assert!(!rules[0].articles.is_empty());
                assert!(wording(rules[0].route, act, on).is_some(), "{act:?} on {on}");
            }
        }
        assert!(days.into_iter().all(|on| terms(on).is_some()));
    }

    #[test]
    fn on_every_day_every_standing_has_its_bodies() {
        let standings = [
            Standing::Department,
            Standing::Branch,
            Standing::BranchByDistrict,
            Standing::Government,
            Standing::Vertical,
        ];
        for standing in standings {
            for on in [date(2019, 5, 15), date(2023, 12, 31), date(2024, 1, 1)] {
                let found: Vec<_> = FILE
                    .competence
                    .iter()
                    .filter(|line| line.standing == standing && line.in_force.contains(on))
                    .collect();
                assert_eq!(found.len(), 1, "{standing:?} on {on}");
                assert!(!found[0].seats.is_empty() && !found[0].articles.is_empty());
            }
        }
    }

    #[test]
    fn no_text_but_the_online_clause_has_a_place_for_addresses() {
        for wording in &FILE.wording {
            assert!(!String::from(wording.text.clone()).contains("{online}"));
        }
        assert!(String::from(FILE.online[0].text.clone()).contains("{online}"));
    }
}
