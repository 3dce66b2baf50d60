//! Which bodies and courts an agency names: its own data, with from and to dates, never text in a template.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::in_force::InForce;

/// What kind of agency it is, as far as the body for reconsideration depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 工作部门 of a local government.
    Department,
    /// 派出机构 of a department, acting in its own name.
    Branch,
    /// 派出机构 that a department of a prefecture-level city (or of a municipality under the State Council) has set up
    /// by administrative district, such as a county's ecology bureau since the vertical reform.
    BranchByDistrict,
    /// A local government itself (below the provinces).
    Government,
    /// Vertically led: customs, finance, foreign exchange, taxes, state security.
    Vertical,
}

/// What a body for reconsideration is to the agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// The government of the department's level; for a branch, of the level of the department that set it up.
    OwnGovernment,
    /// The government of the place where the branch is.
    LocalGovernment,
    /// The next higher department.
    SuperiorDepartment,
    /// The department that set up the branch.
    SettingDepartment,
    /// The next higher government.
    SuperiorGovernment,
}

impl Seat {
    /// What it is called in a message to the clerk.
    pub fn label(self) -> &'static str {
        match self {
            Self::OwnGovernment => "本级人民政府（派出机构为设立它的部门的本级人民政府）",
            Self::LocalGovernment => "派出机构所在地的人民政府",
            Self::SuperiorDepartment => "上一级主管部门",
            Self::SettingDepartment => "设立该派出机构的部门",
            Self::SuperiorGovernment => "上一级人民政府",
        }
    }
}

/// What the agency was, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedStanding {
    /// What it was.
    pub standing: Standing,
    /// When.
    #[serde(default)]
    pub in_force: InForce,
}

/// A body for reconsideration under the name that it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// What it is to the agency.
    pub seat: Seat,
    /// Its full name.
    pub name: String,
    /// When it was this body under this name.
    #[serde(default)]
    pub in_force: InForce,
    /// Where it takes applications on line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<String>,
}

/// A court under the name that it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Court {
    /// Its full name.
    pub name: String,
    /// When cases against the agency went there. Two on one day are both named.
    #[serde(default)]
    pub in_force: InForce,
}

/// An agency's dated bodies and courts, free of contradictions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Agency(Written);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    standings: Vec<DatedStanding>,
    bodies: Vec<Body>,
    courts: Vec<Court>,
}

/// What contradicts itself in an agency's data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgencyError {
    /// Two standings on one day.
    #[error("机构性质的有效期重叠（{0}与{1}），请调整起止日期")]
    TwoStandings(InForce, InForce),
    /// Two bodies with one seat on one day.
    #[error("“{0}”与“{1}”同为{label}且有效期重叠，请调整起止日期", label = .2.label())]
    TwoBodies(String, String, Seat),
    /// A body or a court without a name.
    #[error("复议机关、法院的名称不能为空，请补充")]
    NoName,
}

impl Agency {
    /// Puts an agency's data together.
    pub fn new(standings: Vec<DatedStanding>, bodies: Vec<Body>, courts: Vec<Court>) -> Result<Self, AgencyError> {
        let names = bodies.iter().map(|body| &body.name).chain(courts.iter().map(|court| &court.name));
        if names.into_iter().any(|name| name.trim().is_empty()) {
            return Err(AgencyError::NoName);
        }
        if let Some((one, other)) = first_pair(&standings, |one, other| one.in_force.overlaps(other.in_force)) {
            return Err(AgencyError::TwoStandings(one.in_force, other.in_force));
        }
        let clash = |one: &Body, other: &Body| one.seat == other.seat && one.in_force.overlaps(other.in_force);
        if let Some((one, other)) = first_pair(&bodies, clash) {
            return Err(AgencyError::TwoBodies(one.name.clone(), other.name.clone(), one.seat));
        }
        Ok(Self(Written { standings, bodies, courts }))
    }

    /// What the agency was on this day.
    pub fn standing(&self, on: Date) -> Option<Standing> {
        self.0.standings.iter().find(|dated| dated.in_force.contains(on)).map(|dated| dated.standing)
    }

    /// The body with this seat on this day.
    pub fn body(&self, seat: Seat, on: Date) -> Option<&Body> {
        self.0.bodies.iter().find(|body| body.seat == seat && body.in_force.contains(on))
    }

    /// The courts of this day.
    pub fn courts(&self, on: Date) -> impl Iterator<Item = &Court> {
        self.0.courts.iter().filter(move |court| court.in_force.contains(on))
    }
}

/// The first two things of which something holds.
fn first_pair<T>(things: &[T], holds: impl Fn(&T, &T) -> bool) -> Option<(&T, &T)> {
    things
        .iter()
        .enumerate()
        .find_map(|(at, one)| things[at + 1..].iter().find(|other| holds(one, other)).map(|other| (one, other)))
}

impl TryFrom<Written> for Agency {
    type Error = AgencyError;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(written.standings, written.bodies, written.courts)
    }
}

impl From<Agency> for Written {
    fn from(agency: Agency) -> Self {
        agency.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn body(name: &str, in_force: InForce) -> Body {
        Body { seat: Seat::LocalGovernment, name: name.into(), in_force, online: None }
    }

    #[test]
    fn a_body_that_was_renamed_is_found_under_the_name_of_its_day() {
        let bodies = vec![
            body("甲市人民政府", InForce::until(date(2020, 6, 30))),
            body("乙市甲区人民政府", InForce::since(date(2020, 7, 1))),
        ];
        let agency = Agency::new(vec![], bodies, vec![]).unwrap();
        assert_eq!(agency.body(Seat::LocalGovernment, date(2020, 6, 30)).unwrap().name, "甲市人民政府");
        assert_eq!(agency.body(Seat::LocalGovernment, date(2020, 7, 1)).unwrap().name, "乙市甲区人民政府");
        assert_eq!(agency.body(Seat::OwnGovernment, date(2020, 7, 1)), None);
    }

    #[test]
    fn contradictions_are_refused() {
        let twice = vec![body("甲市人民政府", InForce::ALWAYS), body("乙市人民政府", InForce::since(date(2020, 7, 1)))];
        assert!(matches!(Agency::new(vec![], twice, vec![]), Err(AgencyError::TwoBodies(..))));
        let standing = |standing| DatedStanding { standing, in_force: InForce::ALWAYS };
        let both = vec![standing(Standing::Department), standing(Standing::Branch)];
        assert!(matches!(Agency::new(both, vec![], vec![]), Err(AgencyError::TwoStandings(..))));
        let nameless = vec![Court { name: "\u{3000}".into(), in_force: InForce::ALWAYS }];
        assert_eq!(Agency::new(vec![], vec![], nameless), Err(AgencyError::NoName));
    }

    #[test]
    fn data_is_read_only_when_it_is_free_of_contradictions() {
        let twice = r#"{"standings":[],"courts":[],"bodies":[
            {"seat":"own_government","name":"甲"},{"seat":"own_government","name":"乙"}]}"#;
        assert!(serde_json::from_str::<Agency>(twice).is_err());
        let once = twice.replacen("own_government", "local_government", 1);
        let agency: Agency = serde_json::from_str(&once).unwrap();
        assert_eq!(serde_json::from_str::<Agency>(&serde_json::to_string(&agency).unwrap()).unwrap(), agency);
    }
}
