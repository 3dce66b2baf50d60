//! 行政复议、行政诉讼 about the office's work (Art. 51): a plain register of cases, and where they count in table four of the yearly
//! report.

use law::calendar::Day;
use law::report::{CellId, Table};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::context::Context;
use crate::who::{Duty, Viewer};

/// One case before a reconsideration body or a court.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemedyCase {
    /// Which way was gone.
    pub kind: Kind,
    /// In what role this agency stands in it.
    pub role: Role,
    /// The day from which it is counted: filed with, or accepted by, the body.
    pub from: Day,
    /// How it ended and when; `None` while it is pending.
    pub ended: Option<Ended>,
}

/// The groups of table four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼，未经复议直接起诉.
    LitigationDirect,
    /// 行政诉讼，复议后起诉.
    LitigationAfterReconsideration,
}

/// 国办公开办函〔2016〕201号: a suit is counted by the agency that made the original act, not by the reconsideration body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 原行为主体.
    OriginalAct,
    /// 复议机关: it decides, or is a co-defendant only.
    ReconsiderationBody,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The day of the decision or judgment.
    pub on: Day,
    /// What it said.
    pub result: Ending,
}

/// The columns of table four but 尚未审结 and 总计. 维持 is `Upheld`; 撤销、变更、确认违法、责令履行 are `Corrected`;
/// 驳回申请、不予受理、撤回、调解 are `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// 结果维持.
    Upheld,
    /// 结果纠正.
    Corrected,
    /// 其他结果.
    Other,
}

/// A case whose days are out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("审结日期{on}早于受理日期{from}，请核对")]
pub struct EndsBeforeItBegins {
    /// The day from which it is counted.
    pub from: Day,
    /// The day on which it ended.
    pub on: Day,
}

/// Who keeps the register: the open-government office, and who represents the agency before the bodies.
const KEEPERS: [Duty; 3] = [Duty::OpenGovernmentOffice, Duty::OpenGovernmentOfficeHead, Duty::LegalReviewer];

/// The register is kept by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("复议诉讼登记簿由公开办和法制审核人员填写，请转给他们")]
pub struct NotYours;

/// Whether this viewer may enter cases of `cx.agency` today.
pub fn may_enter(viewer: &Viewer, cx: &Context<'_>) -> Result<(), NotYours> {
    let keeps = viewer.agency() == cx.agency && KEEPERS.into_iter().any(|duty| viewer.has(duty, cx.today));
    if keeps { Ok(()) } else { Err(NotYours) }
}

impl RemedyCase {
    /// Checks the days.
    pub fn new(kind: Kind, role: Role, from: Day, ended: Option<Ended>) -> Result<RemedyCase, EndsBeforeItBegins> {
        match ended {
            Some(ended) if ended.on < from => Err(EndsBeforeItBegins { from, on: ended.on }),
            _ => Ok(RemedyCase { kind, role, from, ended }),
        }
    }

    /// The cell in which it counts in the report of a year: its result in the year of its end, 尚未审结 in every year before, since
    /// counts include what earlier years left pending.
    pub fn cell(&self, year: i16) -> Option<CellId> {
        if self.role == Role::ReconsiderationBody {
            return None;
        }
        let column = match self.ended {
            _ if self.from.year() > year => return None,
            Some(ended) if ended.on.year() < year => return None,
            Some(ended) if ended.on.year() == year => ended.result.code(),
            _ => "pending",
        };
        Some(CellId { table: Table::Remedies, row: self.kind.code(), column })
    }
}

impl Kind {
    /// All groups in printed order.
    pub const ALL: [Kind; 3] = [Kind::Reconsideration, Kind::LitigationDirect, Kind::LitigationAfterReconsideration];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Reconsideration => "行政复议",
            Kind::LitigationDirect => "行政诉讼（未经复议直接起诉）",
            Kind::LitigationAfterReconsideration => "行政诉讼（复议后起诉）",
        }
    }

    /// The code of its row.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Reconsideration => "reconsideration",
            Kind::LitigationDirect => "litigation_direct",
            Kind::LitigationAfterReconsideration => "litigation_after_reconsideration",
        }
    }

    /// The kind of this code.
    pub fn of_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Role {
    /// Both.
    pub const ALL: [Role; 2] = [Role::OriginalAct, Role::ReconsiderationBody];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Role::OriginalAct => "原行为主体",
            Role::ReconsiderationBody => "复议机关",
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Role::OriginalAct => "original_act",
            Role::ReconsiderationBody => "reconsideration_body",
        }
    }

    /// The role of this code.
    pub fn of_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl Ending {
    /// All in printed order.
    pub const ALL: [Ending; 3] = [Ending::Upheld, Ending::Corrected, Ending::Other];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Ending::Upheld => "结果维持",
            Ending::Corrected => "结果纠正",
            Ending::Other => "其他结果",
        }
    }

    /// The code of its column.
    pub fn code(self) -> &'static str {
        match self {
            Ending::Upheld => "upheld",
            Ending::Corrected => "corrected",
            Ending::Other => "other",
        }
    }

    /// The ending of this code.
    pub fn of_code(code: &str) -> Option<Ending> {
        Ending::ALL.into_iter().find(|ending| ending.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use law::calendar::parse_day;
    use law::report::Edition;

    use super::*;

    fn case(kind: Kind, role: Role, from: &str, ended: Option<(&str, Ending)>) -> RemedyCase {
        let ended = ended.map(|(on, result)| Ended { on: parse_day(on).unwrap(), result });
        RemedyCase::new(kind, role, parse_day(from).unwrap(), ended).unwrap()
    }

    fn columns(case: RemedyCase) -> Vec<(i16, &'static str)> {
        (2022..=2026).filter_map(|year| Some((year, case.cell(year)?.column))).collect()
    }

    #[test]
    fn what_is_pending_is_counted_again_until_it_ends() {
        let ended = Some(("2025-03-01", Ending::Corrected));
        let long = case(Kind::Reconsideration, Role::OriginalAct, "2023-11-20", ended);
        assert_eq!(columns(long), [(2023, "pending"), (2024, "pending"), (2025, "corrected")]);
        let open = case(Kind::LitigationDirect, Role::OriginalAct, "2025-12-31", None);
        assert_eq!(columns(open), [(2025, "pending"), (2026, "pending")]);
    }

    #[test]
    fn a_suit_is_counted_by_the_maker_of_the_act_alone() {
        let ended = Some(("2025-03-01", Ending::Upheld));
        let kind = Kind::LitigationAfterReconsideration;
        assert_eq!(columns(case(kind, Role::OriginalAct, "2025-01-02", ended)), [(2025, "upheld")]);
        assert_eq!(columns(case(kind, Role::ReconsiderationBody, "2025-01-02", ended)), []);
    }

    #[test]
    fn every_cell_is_one_of_the_forms() {
        for kind in Kind::ALL {
            for ending in Ending::ALL.into_iter().map(Some).chain([None]) {
                let ended = ending.map(|ending| ("2025-03-01", ending));
                let cell = case(kind, Role::OriginalAct, "2025-01-02", ended).cell(2025).unwrap();
                assert!(Edition::ALL.iter().all(|edition| edition.form().cells().any(|known| known == cell)), "{cell}");
            }
        }
    }

    #[test]
    fn the_register_is_kept_by_the_office_and_its_lawyers() {
        use crate::context::Settings;
        use crate::who::{Account, Agency, Held};
        let settings = Settings::default();
        let today = Day::constant(2026, 1, 12);
        let keeping = |agency| {
            let keeps = move |duty: &Duty| {
                let held = Held { duty: *duty, from: Day::constant(2019, 1, 1), to: None };
                let viewer = Viewer::new(Account(1), Agency(1), vec![held]).unwrap();
                may_enter(&viewer, &settings.context(agency, today)).is_ok()
            };
            Duty::ALL.into_iter().filter(keeps).collect::<Vec<_>>()
        };
        let keepers = [Duty::LegalReviewer, Duty::OpenGovernmentOffice, Duty::OpenGovernmentOfficeHead];
        assert_eq!(keeping(Agency(1)), keepers);
    }

    #[test]
    fn codes_come_back_and_nothing_ends_before_it_begins() {
        assert!(Kind::ALL.into_iter().all(|kind| Kind::of_code(kind.code()) == Some(kind)));
        assert!(Role::ALL.into_iter().all(|role| Role::of_code(role.code()) == Some(role)));
        assert!(Ending::ALL.into_iter().all(|ending| Ending::of_code(ending.code()) == Some(ending)));
        let (from, on) = (Day::constant(2025, 3, 1), Day::constant(2025, 2, 28));
        let early =
            RemedyCase::new(Kind::Reconsideration, Role::OriginalAct, from, Some(Ended { on, result: Ending::Other }));
        assert_eq!(early, Err(EndsBeforeItBegins { from, on }));
    }
}
