//! What somebody is charged with, from a day and perhaps to a day, and what nobody may hold together.

use law::calendar::Day;
use serde::{Deserialize, Serialize};
use thiserror::Error;

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

/// Two duties that one person may not hold on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}和{}不能由同一人同时担任，请另行指定人员", .0.label(), .1.label())]
pub struct NotTogether(pub Duty, pub Duty);

/// A word that names no duty.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("没有“{0}”这种职责，可用的有：{list}", list = Duty::ALL.map(Duty::code).join("、"))]
pub struct NotADuty(pub String);

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

    /// Its name in data files, in the record and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Duty::IntakeOfficer => "intake_officer",
            Duty::Handler => "handler",
            Duty::UnitHead => "unit_head",
            Duty::LegalReviewer => "legal_reviewer",
            Duty::DeputyHead => "deputy_head",
            Duty::Head => "head",
            Duty::OpenGovernmentOffice => "open_government_office",
            Duty::OpenGovernmentOfficeHead => "open_government_office_head",
            Duty::Supervisor => "supervisor",
            Duty::SystemAdministrator => "system_administrator",
            Duty::SecurityAdministrator => "security_administrator",
            Duty::AuditAdministrator => "audit_administrator",
        }
    }

    /// The duty of this name.
    pub fn of_code(code: &str) -> Result<Duty, NotADuty> {
        Duty::ALL.into_iter().find(|duty| duty.code() == code).ok_or_else(|| NotADuty(code.to_owned()))
    }

    /// One of the three administrators, who run the program and work on no file.
    pub fn is_administrator(self) -> bool {
        matches!(self, Duty::SystemAdministrator | Duty::SecurityAdministrator | Duty::AuditAdministrator)
    }

    /// Whether it is held in one unit and reaches no further: it cannot be given without naming the unit.
    pub fn is_of_a_unit(self) -> bool {
        matches!(self, Duty::Handler | Duty::UnitHead)
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

    /// Whether there is a day on which both are held.
    pub fn meets(self, other: Held) -> bool {
        let ends = |held: Held| held.to.unwrap_or(Day::MAX);
        self.from.max(other.from) <= ends(self).min(ends(other))
    }

    /// The days that lie within the other's days too; `None` where there are none.
    pub fn within(self, other: Held) -> Option<Held> {
        let to = match (self.to, other.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let from = self.from.max(other.from);
        (to.is_none_or(|to| from <= to)).then_some(Held { from, to, ..self })
    }
}

/// Refuses duties of one person that nobody may hold together on any day.
pub(super) fn all_go_together(held: &[Held]) -> Result<(), NotTogether> {
    for (index, one) in held.iter().enumerate() {
        for other in &held[..index] {
            if one.meets(*other) && !one.duty.goes_with(other.duty) {
                return Err(NotTogether(other.duty, one.duty));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(from: i8, to: Option<i8>) -> Held {
        let day = |month| Day::constant(2025, month, 1);
        Held { duty: Duty::Head, from: day(from), to: to.map(day) }
    }

    #[test]
    fn every_duty_is_found_by_its_own_name_and_no_other() {
        for duty in Duty::ALL {
            assert_eq!(Duty::of_code(duty.code()), Ok(duty));
            assert_eq!(serde_json::to_value(duty).unwrap(), duty.code(), "data files call it the same");
        }
        for odd in ["", "Head", "head ", "系统管理员"] {
            assert!(Duty::of_code(odd).unwrap_err().to_string().contains("intake_officer"), "{odd}");
        }
    }

    #[test]
    fn spans_meet_on_their_common_days_only() {
        assert_eq!(held(1, Some(6)).within(held(6, None)), Some(held(6, Some(6))));
        assert_eq!(held(1, None).within(held(3, None)), Some(held(3, None)));
        assert_eq!(held(1, Some(5)).within(held(6, None)), None);
        for (one, other) in [(held(1, Some(6)), held(6, None)), (held(1, Some(5)), held(6, None))] {
            assert_eq!(one.meets(other), one.within(other).is_some());
            assert_eq!(one.meets(other), other.meets(one));
        }
    }
}
