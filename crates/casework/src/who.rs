//! Who acts: an account of an agency with its duties, each from a day and perhaps to a day. What a duty allows is data
//! of each kind of file (for applications `data/request.toml`).

use law::calendar::Day;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The number of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Account(pub u64);

/// The number of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Agency(pub u64);

/// The number of a section or subordinate unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unit(pub u64);

/// What somebody is charged with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// 受理人员.
    IntakeOfficer,
    /// 承办人员 of a section or subordinate unit.
    Handler,
    /// 科室、单位负责人.
    UnitHead,
    /// 法制审核人员.
    LegalReviewer,
    /// 分管领导.
    DeputyHead,
    /// 主要领导.
    Head,
    /// Art. 4: a member of the 政府信息公开工作机构.
    OpenGovernmentOffice,
    /// Its head, who alone consents to extensions (Art. 33).
    OpenGovernmentOfficeHead,
    /// 主管部门.
    Supervisor,
    /// 系统管理员.
    SystemAdministrator,
    /// 安全管理员.
    SecurityAdministrator,
    /// 审计管理员.
    AuditAdministrator,
}

/// A duty and the days on which somebody holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The duty.
    pub duty: Duty,
    /// The first day.
    pub from: Day,
    /// The last day; `None` while no end is known.
    pub to: Option<Day>,
}

/// Somebody who reads or acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    account: Account,
    agency: Agency,
    duties: Vec<Held>,
}

/// Two duties that one person may not hold on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}和{}不能由同一人同时担任，请另行指定人员", .0.label(), .1.label())]
pub struct NotTogether(pub Duty, pub Duty);

impl Duty {
    /// All duties.
    pub const ALL: [Duty; 12] = [
        Duty::IntakeOfficer,
        Duty::Handler,
        Duty::UnitHead,
        Duty::LegalReviewer,
        Duty::DeputyHead,
        Duty::Head,
        Duty::OpenGovernmentOffice,
        Duty::OpenGovernmentOfficeHead,
        Duty::Supervisor,
        Duty::SystemAdministrator,
        Duty::SecurityAdministrator,
        Duty::AuditAdministrator,
    ];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Duty::IntakeOfficer => "受理人员",
            Duty::Handler => "承办人员",
            Duty::UnitHead => "科室（单位）负责人",
            Duty::LegalReviewer => "法制审核人员",
            Duty::DeputyHead => "分管领导",
            Duty::Head => "主要领导",
            Duty::OpenGovernmentOffice => "公开办工作人员",
            Duty::OpenGovernmentOfficeHead => "公开办负责人",
            Duty::Supervisor => "主管部门人员",
            Duty::SystemAdministrator => "系统管理员",
            Duty::SecurityAdministrator => "安全管理员",
            Duty::AuditAdministrator => "审计管理员",
        }
    }

    /// One of the three administrators, who run the program and work on no file.
    pub fn is_administrator(self) -> bool {
        matches!(self, Duty::SystemAdministrator | Duty::SecurityAdministrator | Duty::AuditAdministrator)
    }

    /// Whether one person may hold both at once: an administrator holds nothing else.
    pub fn goes_with(self, other: Duty) -> bool {
        self == other || !(self.is_administrator() || other.is_administrator())
    }
}

impl Held {
    /// Whether it is held on this day.
    pub fn on(self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    fn meets(self, other: Held) -> bool {
        let ends = |held: Held| held.to.unwrap_or(Day::MAX);
        self.from <= ends(other) && other.from <= ends(self)
    }
}

impl Viewer {
    /// Refuses duties that nobody may hold together on any day.
    pub fn new(account: Account, agency: Agency, duties: Vec<Held>) -> Result<Viewer, NotTogether> {
        for (index, one) in duties.iter().enumerate() {
            for other in &duties[..index] {
                if one.meets(*other) && !one.duty.goes_with(other.duty) {
                    return Err(NotTogether(other.duty, one.duty));
                }
            }
        }
        Ok(Viewer { account, agency, duties })
    }

    /// The account.
    pub fn account(&self) -> Account {
        self.account
    }

    /// The agency for which it acts.
    pub fn agency(&self) -> Agency {
        self.agency
    }

    /// Whether the duty is held on this day.
    pub fn has(&self, duty: Duty, on: Day) -> bool {
        self.duties.iter().any(|held| held.duty == duty && held.on(on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(duty: Duty, from: (i16, i8, i8), to: Option<(i16, i8, i8)>) -> Held {
        let day = |(year, month, date)| Day::constant(year, month, date);
        Held { duty, from: day(from), to: to.map(day) }
    }

    fn viewer(duties: Vec<Held>) -> Result<Viewer, NotTogether> {
        Viewer::new(Account(1), Agency(1), duties)
    }

    #[test]
    fn an_administrator_is_nothing_else() {
        let start = (2025, 1, 1);
        for one in Duty::ALL {
            for other in Duty::ALL {
                let allowed = viewer(vec![held(one, start, None), held(other, start, None)]).is_ok();
                let administrators = [one, other].into_iter().filter(|duty| duty.is_administrator()).count();
                assert_eq!(allowed, one == other || administrators == 0, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn one_after_the_other_is_not_at_once() {
        let handler = held(Duty::Handler, (2025, 1, 1), Some((2025, 6, 30)));
        assert!(viewer(vec![handler, held(Duty::AuditAdministrator, (2025, 7, 1), None)]).is_ok());
        let refused = viewer(vec![handler, held(Duty::AuditAdministrator, (2025, 6, 30), None)]);
        assert_eq!(refused, Err(NotTogether(Duty::Handler, Duty::AuditAdministrator)));
    }

    #[test]
    fn a_duty_is_held_from_its_first_to_its_last_day() {
        let viewer = viewer(vec![held(Duty::Head, (2025, 1, 1), Some((2025, 6, 30)))]).unwrap();
        for (day, has) in [((2024, 12, 31), false), ((2025, 1, 1), true), ((2025, 6, 30), true), ((2025, 7, 1), false)]
        {
            assert_eq!(viewer.has(Duty::Head, Day::constant(day.0, day.1, day.2)), has, "{day:?}");
        }
        assert!(!viewer.has(Duty::Handler, Day::constant(2025, 2, 1)));
    }
}
