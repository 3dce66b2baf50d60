//! Who manages people: the table `data/people.toml`. None of the three administrators can make himself, or an account of
//! his own making, powerful alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use law::calendar::Day;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Account, Agency, Duty, Tree, Viewer};

/// What can be done to accounts, duties and the agency itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleAct {
    /// Make an account. It holds no duty yet.
    AddAccount,
    /// Write a person's name anew.
    RenameAccount,
    /// Shut an account for good; what it did stays.
    DisableAccount,
    /// Give a new first password. The account stays shut until another administrator has released it.
    ResetPassword,
    /// Let an account in again after its password was reset.
    ReleaseAccount,
    /// Take a lost second factor away.
    ResetSecondFactor,
    /// End sessions.
    RevokeSessions,
    /// Charge somebody with a duty.
    GiveDuty,
    /// Take it back.
    EndDuty,
    /// Let somebody stand in.
    Delegate,
    /// End that early.
    EndDelegation,
    /// Say which duties need a second factor.
    RequireSecondFactor,
    /// Found a section or subordinate unit.
    AddUnit,
    /// Close it.
    EndUnit,
    /// Say who is in the leading group.
    SetLeadingGroup,
    /// Found an agency.
    FoundAgency,
    /// Write the name of an agency anew.
    RenameAgency,
    /// Say on which day an agency ends.
    EndAgency,
    /// Say who is over an agency, and who guides it.
    TieAgency,
    /// Record that a power moved from one agency to another.
    MovePower,
}

/// Why it cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PeopleRefusal {
    /// Another one's business.
    #[error("“{}”由{}办理，请转给他们", .0.label(), labels(*.0))]
    NotYours(PeopleAct),
    /// Another agency's.
    #[error("这不属于您所在的机关，请由该机关的管理员办理")]
    OtherAgency,
    /// To himself.
    #[error("管理员不能对自己的账号办理“{}”，请由另一位管理员办理", .0.label())]
    Oneself(PeopleAct),
    /// To an agency that does not stand below.
    #[error("系统管理员只能对本机关的下级机关办理“{}”，请由该机关的上级机关的系统管理员办理", .0.label())]
    NotBelow(PeopleAct),
}

impl PeopleAct {
    /// All of them.
    pub const ALL: [PeopleAct; 20] = [
        PeopleAct::AddAccount,
        PeopleAct::RenameAccount,
        PeopleAct::DisableAccount,
        PeopleAct::ResetPassword,
        PeopleAct::ReleaseAccount,
        PeopleAct::ResetSecondFactor,
        PeopleAct::RevokeSessions,
        PeopleAct::GiveDuty,
        PeopleAct::EndDuty,
        PeopleAct::Delegate,
        PeopleAct::EndDelegation,
        PeopleAct::RequireSecondFactor,
        PeopleAct::AddUnit,
        PeopleAct::EndUnit,
        PeopleAct::SetLeadingGroup,
        PeopleAct::FoundAgency,
        PeopleAct::RenameAgency,
        PeopleAct::EndAgency,
        PeopleAct::TieAgency,
        PeopleAct::MovePower,
    ];

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            PeopleAct::AddAccount => "新建账号",
            PeopleAct::RenameAccount => "修改姓名",
            PeopleAct::DisableAccount => "停用账号",
            PeopleAct::ResetPassword => "重置密码",
            PeopleAct::ReleaseAccount => "核准启用",
            PeopleAct::ResetSecondFactor => "解除动态口令",
            PeopleAct::RevokeSessions => "注销登录",
            PeopleAct::GiveDuty => "授予职责",
            PeopleAct::EndDuty => "终止职责",
            PeopleAct::Delegate => "指定代理",
            PeopleAct::EndDelegation => "终止代理",
            PeopleAct::RequireSecondFactor => "设置动态口令要求",
            PeopleAct::AddUnit => "新建科室（单位）",
            PeopleAct::EndUnit => "撤销科室（单位）",
            PeopleAct::SetLeadingGroup => "调整领导小组",
            PeopleAct::FoundAgency => "新建机关",
            PeopleAct::RenameAgency => "机关更名",
            PeopleAct::EndAgency => "撤销机关",
            PeopleAct::TieAgency => "调整上级和指导机关",
            PeopleAct::MovePower => "登记职权划转",
        }
    }

    /// The duties that allow it.
    pub fn duties(self) -> &'static BTreeSet<Duty> {
        TABLE.may.get(&self).expect("the shipped table has every act (tested)")
    }
}

impl Viewer {
    /// Whether this viewer may do this in this agency today, to this account where it is done to one.
    pub fn may_manage(
        &self,
        act: PeopleAct,
        agency: Agency,
        to: Option<Account>,
        on: Day,
    ) -> Result<(), PeopleRefusal> {
        if self.agency() != agency {
            return Err(PeopleRefusal::OtherAgency);
        }
        let oneself = to.is_some() && to == self.account();
        if oneself && TABLE.own.contains(&act) {
            return Ok(());
        }
        if !act.duties().iter().any(|duty| self.has(*duty, on)) {
            return Err(PeopleRefusal::NotYours(act));
        }
        if oneself { Err(PeopleRefusal::Oneself(act)) } else { Ok(()) }
    }

    /// Whether this viewer may do this to an agency today. Nobody changes what is above him, or how his own agency stands to
    /// it: who supervises is not for the supervised to say. An agency without any superior answers for itself.
    pub fn may_keep_agency(&self, act: PeopleAct, to: Agency, tree: &Tree, on: Day) -> Result<(), PeopleRefusal> {
        if !act.duties().iter().any(|duty| self.has(*duty, on)) {
            return Err(PeopleRefusal::NotYours(act));
        }
        let own = to == self.agency();
        let kept = match act {
            PeopleAct::FoundAgency | PeopleAct::RenameAgency | PeopleAct::MovePower => own,
            PeopleAct::TieAgency => own && tree.superior(to, on).is_none(),
            _ => false,
        };
        let below = tree.superiors(to, on).any(|superior| superior == self.agency());
        if kept || below { Ok(()) } else { Err(PeopleRefusal::NotBelow(act)) }
    }
}

fn labels(act: PeopleAct) -> String {
    act.duties().iter().map(|duty| duty.label()).collect::<Vec<_>>().join("、")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    own: BTreeSet<PeopleAct>,
    may: BTreeMap<PeopleAct, BTreeSet<Duty>>,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/people.toml")).expect("the shipped table is valid (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::Held;

    const DAY: Day = Day::constant(2025, 6, 9);

    /// The whole table once more as a picture: duties across in the order of `Duty::ALL`, acts down; `o` at the end where
    /// everybody does it for himself.
    const PICTURE: [(&str, PeopleAct); 20] = [
        (".........x...", PeopleAct::AddAccount),
        (".........x...", PeopleAct::RenameAccount),
        (".........xx..", PeopleAct::DisableAccount),
        (".........x...", PeopleAct::ResetPassword),
        ("..........x..", PeopleAct::ReleaseAccount),
        ("..........x..", PeopleAct::ResetSecondFactor),
        ("..........x.o", PeopleAct::RevokeSessions),
        ("..........x..", PeopleAct::GiveDuty),
        ("..........x..", PeopleAct::EndDuty),
        ("..........x.o", PeopleAct::Delegate),
        ("..........x.o", PeopleAct::EndDelegation),
        ("..........x..", PeopleAct::RequireSecondFactor),
        (".........x...", PeopleAct::AddUnit),
        (".........x...", PeopleAct::EndUnit),
        ("......xx.....", PeopleAct::SetLeadingGroup),
        (".........x...", PeopleAct::FoundAgency),
        (".........x...", PeopleAct::RenameAgency),
        (".........x...", PeopleAct::EndAgency),
        (".........x...", PeopleAct::TieAgency),
        (".........x...", PeopleAct::MovePower),
    ];

    fn with(duty: Duty) -> Viewer {
        let held = Held { duty, from: Day::constant(2025, 1, 1), to: Some(Day::constant(2025, 12, 31)) };
        Viewer::new(Account(1), Agency(1), vec![held]).unwrap()
    }

    #[test]
    fn every_duty_manages_just_what_the_table_says() {
        assert_eq!(PICTURE.map(|(_, act)| act), PeopleAct::ALL);
        for (row, act) in PICTURE {
            let own = row.ends_with('o');
            for (duty, mark) in Duty::ALL.into_iter().zip(row.chars()) {
                let may = |to| with(duty).may_manage(act, Agency(1), to, DAY);
                let another = if mark == 'x' { Ok(()) } else { Err(PeopleRefusal::NotYours(act)) };
                let oneself = match mark {
                    _ if own => Ok(()),
                    'x' => Err(PeopleRefusal::Oneself(act)),
                    _ => Err(PeopleRefusal::NotYours(act)),
                };
                assert_eq!(may(None), another, "{act:?} {duty:?}");
                assert_eq!(may(Some(Account(2))), another, "{act:?} {duty:?}");
                assert_eq!(may(Some(Account(1))), oneself, "{act:?} {duty:?}");
            }
        }
    }

    #[test]
    fn no_single_duty_makes_an_account_and_gives_it_power_or_takes_one_over() {
        let holders = |act: PeopleAct| act.duties().clone();
        for (make, arm) in [
            (PeopleAct::AddAccount, PeopleAct::GiveDuty),
            (PeopleAct::ResetPassword, PeopleAct::ReleaseAccount),
            (PeopleAct::ResetPassword, PeopleAct::ResetSecondFactor),
            (PeopleAct::AddAccount, PeopleAct::Delegate),
        ] {
            assert!(holders(make).is_disjoint(&holders(arm)), "{make:?} {arm:?}");
        }
        for act in PeopleAct::ALL {
            assert!(!holders(act).contains(&Duty::AuditAdministrator), "the auditor changes nothing: {act:?}");
        }
    }

    #[test]
    fn neither_another_agency_nor_another_day_nor_another_kind_of_viewer() {
        for act in PeopleAct::ALL {
            for duty in Duty::ALL {
                let viewer = with(duty);
                assert_eq!(viewer.may_manage(act, Agency(2), None, DAY), Err(PeopleRefusal::OtherAgency));
                let over = viewer.may_manage(act, Agency(1), None, Day::constant(2026, 1, 1));
                assert_eq!(over, Err(PeopleRefusal::NotYours(act)));
            }
            for viewer in [Viewer::applicant(Agency(1), "a1"), Viewer::worker(Agency(1))] {
                assert_eq!(viewer.may_manage(act, Agency(1), None, DAY), Err(PeopleRefusal::NotYours(act)));
            }
        }
    }

    /// The agency acts of a system administrator of agency 1, which stands under 9 and over 2, which stands over 3; it guides 4.
    #[test]
    fn an_administrator_keeps_what_is_below_him_and_not_what_is_above() {
        // Own agency, below, further below, guided, above, a stranger.
        const OF: [u64; 6] = [1, 2, 3, 4, 9, 5];
        use crate::who::{Tie, TieKind};
        use law::in_force::InForce;
        let tie =
            |agency, above, kind| Tie { agency: Agency(agency), above: Agency(above), kind, days: InForce::ALWAYS };
        let below = vec![tie(2, 1, TieKind::Superior), tie(3, 2, TieKind::Superior), tie(4, 1, TieKind::Guide)];
        let top = Tree::new(below.clone()).unwrap();
        let under = Tree::new([below, vec![tie(1, 9, TieKind::Superior)]].concat()).unwrap();
        let kept = |act, tree: &Tree| {
            let may = |of| with(Duty::SystemAdministrator).may_keep_agency(act, Agency(of), tree, DAY);
            OF.map(|of| match may(of) {
                Ok(()) => 'x',
                Err(refusal) => {
                    assert_eq!(refusal, PeopleRefusal::NotBelow(act));
                    '.'
                }
            })
        };
        for (act, at_the_top, with_a_superior) in [
            (PeopleAct::FoundAgency, "xxx...", "xxx..."),
            (PeopleAct::RenameAgency, "xxx...", "xxx..."),
            (PeopleAct::EndAgency, ".xx...", ".xx..."),
            (PeopleAct::TieAgency, "xxx...", ".xx..."),
            (PeopleAct::MovePower, "xxx...", "xxx..."),
        ] {
            assert_eq!(kept(act, &top).iter().collect::<String>(), at_the_top, "{act:?}");
            assert_eq!(kept(act, &under).iter().collect::<String>(), with_a_superior, "{act:?}");
            for duty in Duty::ALL.into_iter().filter(|duty| *duty != Duty::SystemAdministrator) {
                let refused = with(duty).may_keep_agency(act, Agency(2), &top, DAY);
                assert_eq!(refused, Err(PeopleRefusal::NotYours(act)), "{duty:?}");
            }
        }
    }
}
