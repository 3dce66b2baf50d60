//! The two kinds of unit that handle a matter: a section of the agency itself, and a unit subordinate to it.

use law::in_force::InForce;
use serde::{Deserialize, Serialize};

use super::Name;

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
}
