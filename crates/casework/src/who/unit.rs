//! The two kinds of unit that handle a matter: a section of the agency itself, and a unit subordinate to it.

use law::in_force::InForce;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What kind of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 机关科室.
    Section,
    /// 下属单位.
    Subordinate,
}

impl UnitKind {
    /// Both kinds.
    pub const ALL: [UnitKind; 2] = [UnitKind::Section, UnitKind::Subordinate];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            UnitKind::Section => "机关科室",
            UnitKind::Subordinate => "下属单位",
        }
    }

    /// Its name in the record.
    pub fn code(self) -> &'static str {
        match self {
            UnitKind::Section => "section",
            UnitKind::Subordinate => "subordinate",
        }
    }

    /// The kind of this name.
    pub fn of_code(code: &str) -> Option<UnitKind> {
        UnitKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A unit as it is founded: its kind, name and days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// Its kind.
    pub kind: UnitKind,
    /// Its name, as it stands in documents.
    pub name: Name,
    /// The days on which it exists.
    pub days: InForce,
}

/// The name of a person, unit or agency: 1 to 60 characters without line breaks or other control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

/// No name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("名称应当为1至60个字，不能有换行等控制字符")]
pub struct NotAName;

impl Name {
    /// The longest name, in characters.
    pub const LONGEST: usize = 60;

    /// Takes a name as typed; blanks around it are dropped.
    pub fn new(typed: &str) -> Result<Name, NotAName> {
        let name = typed.trim();
        let fits = (1..=Name::LONGEST).contains(&name.chars().count());
        if fits && !name.chars().any(char::is_control) { Ok(Name(name.to_owned())) } else { Err(NotAName) }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_by_their_own_names() {
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::of_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        assert_eq!(UnitKind::of_code("科室"), None);
    }

    #[test]
    fn a_name_is_short_and_stands_on_one_line() {
        assert_eq!(Name::new(" 政策法规科 ").unwrap().as_str(), "政策法规科");
        assert!(Name::new(&"科".repeat(60)).is_ok());
        for odd in ["", "  ", "政策\n法规科", "a\u{0}b", &"科".repeat(61)] {
            assert_eq!(Name::new(odd), Err(NotAName), "{odd:?}");
        }
    }
}
