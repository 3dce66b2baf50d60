//! The words of the remedy paragraph, with places for names and terms; and what a lawyer has settled where the law has
//! not.

use serde::{Deserialize, Serialize};

use super::{Act, Route, rules};
use crate::in_force::InForce;

/// A text with places such as `{bodies}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Template(String);

/// What may stand in a template, by the name of its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub(super) bodies: String,
    pub(super) courts: String,
    pub(super) reconsideration_term: String,
    pub(super) suit_term: String,
    pub(super) suit_after_term: String,
    pub(super) online: String,
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Nothing would be printed.
    #[error("救济告知的文字不能为空")]
    Empty,
    /// A brace without its other half.
    #[error("救济告知文字中的花括号不成对，请核对")]
    Braces,
    /// A place that nothing stands in.
    #[error(
        "救济告知文字中的“{{{0}}}”无法识别，可用：bodies、courts、reconsideration_term、suit_term、suit_after_term、online"
    )]
    UnknownPlace(String),
}

impl Template {
    pub(super) fn fill(&self, places: &Places) -> String {
        let mut text = String::new();
        self.walk(|piece| {
            text.push_str(match piece {
                Piece::Words(words) => words,
                Piece::Place(name) => places.named(name).unwrap_or_default(),
            });
            Ok(())
        })
        .expect("a template was walked when it was made");
        text
    }

    fn walk(&self, mut visit: impl FnMut(Piece<'_>) -> Result<(), TemplateError>) -> Result<(), TemplateError> {
        let mut rest = self.0.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let (words, after) = rest.split_at(at);
            visit(Piece::Words(words))?;
            let inside = after.strip_prefix('{').ok_or(TemplateError::Braces)?;
            let (name, after) = inside.split_once('}').ok_or(TemplateError::Braces)?;
            visit(Piece::Place(name))?;
            rest = after;
        }
        visit(Piece::Words(rest))
    }
}

enum Piece<'a> {
    Words(&'a str),
    Place(&'a str),
}

impl Places {
    fn named(&self, name: &str) -> Option<&str> {
        Some(match name {
            "bodies" => &self.bodies,
            "courts" => &self.courts,
            "reconsideration_term" => &self.reconsideration_term,
            "suit_term" => &self.suit_term,
            "suit_after_term" => &self.suit_after_term,
            "online" => &self.online,
            _ => return None,
        })
    }
}

impl TryFrom<String> for Template {
    type Error = TemplateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() {
            return Err(TemplateError::Empty);
        }
        let (template, places) = (Self(text), Places::default());
        template.walk(|piece| match piece {
            Piece::Place(name) if places.named(name).is_none() => Err(TemplateError::UnknownPlace(name.to_owned())),
            _ => Ok(()),
        })?;
        Ok(template)
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.0
    }
}

/// How the agency's lawyer has decided a question that the law leaves open, for these rows and days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// For which rows, or for silence.
    pub acts: Vec<Act>,
    /// When.
    #[serde(default)]
    pub in_force: InForce,
    /// Which way is told.
    pub route: Route,
    /// In which words; the shipped ones of the route if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Template>,
}

/// The rulings of an agency; of two that hold on one day, the later in the list counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Ruling>", into = "Vec<Ruling>")]
pub struct Rulings(Vec<Ruling>);

/// Why a ruling cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulingError {
    /// The law has settled the question: there is nothing to rule on.
    #[error("“{label}”在{in_force}的救济途径已有定论，不能另行设定", label = act.label())]
    Settled {
        /// For this row.
        act: Act,
        /// On these days.
        in_force: InForce,
    },
    /// The letters on the way carry no remedy, whatever anybody rules.
    #[error("“{0}”属于程序性告知，不附救济告知，不能设定")]
    Notice(&'static str),
    /// 「先复议」 for a part makes sense only where a part was withheld.
    #[error("只有部分公开才能按“不予公开部分先行复议”告知，请改选其他途径")]
    NothingWithheld,
}

impl Rulings {
    /// Takes rulings on questions that are open on every day that they hold.
    pub fn new(rulings: Vec<Ruling>) -> Result<Self, RulingError> {
        for ruling in &rulings {
            if ruling.route == Route::ReconsiderationFirstForWithheld {
                return Err(RulingError::NothingWithheld);
            }
            for act in &ruling.acts {
                if let Act::Notice(notice) = act {
                    return Err(RulingError::Notice(notice.title()));
                }
                let settled = |rule: &&rules::Rule| rule.settled && rule.rows.contains(act);
                if let Some(rule) = rules::all().find(|rule| settled(rule) && rule.in_force.overlaps(ruling.in_force)) {
                    return Err(RulingError::Settled { act: *act, in_force: rule.in_force });
                }
            }
        }
        Ok(Self(rulings))
    }

    pub(super) fn on(&self, act: Act, day: jiff::civil::Date) -> Option<&Ruling> {
        self.0.iter().rev().find(|ruling| ruling.in_force.contains(day) && ruling.acts.contains(&act))
    }
}

impl TryFrom<Vec<Ruling>> for Rulings {
    type Error = RulingError;

    fn try_from(rulings: Vec<Ruling>) -> Result<Self, Self::Error> {
        Self::new(rulings)
    }
}

impl From<Rulings> for Vec<Ruling> {
    fn from(rulings: Rulings) -> Self {
        rulings.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Result<Template, TemplateError> {
        text.to_owned().try_into()
    }

    #[test]
    fn names_are_put_in_their_places_and_never_read_as_places() {
        let places = Places { bodies: "{courts}".into(), courts: "某法院".into(), ..Places::default() };
        assert_eq!(template("向{bodies}，向{courts}。").unwrap().fill(&places), "向{courts}，向某法院。");
        assert_eq!(template("{courts}").unwrap().fill(&places), "某法院");
    }

    #[test]
    fn a_text_with_unknown_places_is_refused() {
        assert_eq!(template("向{body}"), Err(TemplateError::UnknownPlace("body".into())));
        assert_eq!(template("向{bodies"), Err(TemplateError::Braces));
        assert_eq!(template("向bodies}"), Err(TemplateError::Braces));
        assert_eq!(template("}{"), Err(TemplateError::Braces));
        assert_eq!(template(" \u{3000}"), Err(TemplateError::Empty));
    }
}
