//! 政务公开工作领导小组: who leads it, who is in it, and from when to when. It directs; it gives nobody a right.

use law::calendar::Day;
use law::in_force::InForce;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Account;

/// Somebody's place in the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Who.
    pub account: Account,
    /// As what.
    pub role: Role,
    /// The days.
    pub days: InForce,
}

/// What somebody is in the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 组长.
    Head,
    /// 副组长.
    DeputyHead,
    /// 成员.
    Member,
}

/// A group that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GroupError {
    /// Two heads at once.
    #[error("领导小组同一天只能有一位组长，请先写明原组长的终止日期")]
    TwoHeads,
    /// The same person twice at once.
    #[error("同一人在重叠的日期内只能登记一次，请核对日期")]
    Twice(Account),
}

/// The group with its whole history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeadingGroup(Vec<Membership>);

impl Role {
    /// All roles, in the order of the list.
    pub const ALL: [Role; 3] = [Role::Head, Role::DeputyHead, Role::Member];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Role::Head => "组长",
            Role::DeputyHead => "副组长",
            Role::Member => "成员",
        }
    }

    /// Its name in the record.
    pub fn code(self) -> &'static str {
        match self {
            Role::Head => "head",
            Role::DeputyHead => "deputy_head",
            Role::Member => "member",
        }
    }

    /// The role of this name.
    pub fn of_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl LeadingGroup {
    /// Refuses two heads on one day, and one person twice on one day.
    pub fn new(members: Vec<Membership>) -> Result<LeadingGroup, GroupError> {
        for (index, one) in members.iter().enumerate() {
            for other in members[..index].iter().filter(|other| other.days.overlaps(one.days)) {
                if one.account == other.account {
                    return Err(GroupError::Twice(one.account));
                }
                if (one.role, other.role) == (Role::Head, Role::Head) {
                    return Err(GroupError::TwoHeads);
                }
            }
        }
        Ok(LeadingGroup(members))
    }

    /// Everybody who ever was in it.
    pub fn history(&self) -> &[Membership] {
        &self.0
    }

    /// Who leads it on this day.
    pub fn head(&self, on: Day) -> Option<Account> {
        self.members(on).find(|one| one.role == Role::Head).map(|one| one.account)
    }

    /// Who is in it on this day, head and members.
    pub fn members(&self, on: Day) -> impl Iterator<Item = &Membership> {
        self.0.iter().filter(move |one| one.days.contains(on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(account: u64, role: Role, from: i16, until: Option<i16>) -> Membership {
        let until = until.map(|year| Day::constant(year, 12, 31));
        let days = InForce::new(Some(Day::constant(from, 1, 1)), until).unwrap();
        Membership { account: Account(account), role, days }
    }

    #[test]
    fn it_has_one_head_and_remembers_the_ones_before() {
        let group = LeadingGroup::new(vec![
            member(1, Role::Head, 2018, Some(2018)),
            member(2, Role::Head, 2019, None),
            member(1, Role::Member, 2019, None),
            member(3, Role::Member, 2018, Some(2018)),
        ])
        .unwrap();
        let on = |year| Day::constant(year, 6, 1);
        assert_eq!(group.head(on(2018)), Some(Account(1)));
        assert_eq!(group.head(on(2019)), Some(Account(2)));
        assert_eq!(group.head(on(2017)), None);
        assert_eq!(group.members(on(2019)).map(|one| one.account.0).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn nobody_is_in_it_twice_and_two_do_not_lead_it() {
        let twice = vec![member(1, Role::Member, 2018, None), member(1, Role::Head, 2019, None)];
        assert_eq!(LeadingGroup::new(twice), Err(GroupError::Twice(Account(1))));
        let two = vec![member(1, Role::Head, 2018, Some(2019)), member(2, Role::Head, 2019, None)];
        assert_eq!(LeadingGroup::new(two), Err(GroupError::TwoHeads));
    }

    #[test]
    fn roles_are_found_by_their_own_names() {
        for role in Role::ALL {
            assert_eq!(Role::of_code(role.code()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
    }
}
