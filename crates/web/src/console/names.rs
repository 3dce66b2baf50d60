//! What units and colleagues are called, for lists and choices.

use casework::entry::Author;
use casework::who::{Account, Unit, Viewer};
use law::calendar::Day;
use office::people::{People, PeopleError};

/// The names of an agency's units and people.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    units: Vec<Named<Unit>>,
    people: Vec<Named<Account>>,
}

#[derive(Clone, Debug)]
struct Named<T> {
    one: T,
    name: String,
    /// Whether it is there at all today.
    active: bool,
    /// Whether files go to it today.
    in_use: bool,
}

impl Names {
    /// The names in the viewer's agency.
    pub(super) async fn of(people: &People, by: &Viewer, today: Day) -> Result<Names, PeopleError> {
        let units = people.units(by).await?.into_iter();
        let colleagues = people.colleagues(by).await?.into_iter();
        let handlers = people.handlers(by, today).await?;
        Ok(Names {
            units: units
                .map(|row| {
                    let there = row.days.contains(today);
                    Named { one: row.unit, name: row.name.clone(), active: there, in_use: there }
                })
                .collect(),
            people: colleagues
                .map(|one| Named {
                    one: one.account,
                    name: one.name,
                    active: one.active,
                    in_use: one.active && handlers.contains(&one.account),
                })
                .collect(),
        })
    }

    /// The name of a unit.
    pub(super) fn unit(&self, unit: Unit) -> String {
        let found = self.units.iter().find(|named| named.one == unit);
        found.map_or_else(|| format!("科室（单位）{}", unit.0), |named| named.name.clone())
    }

    /// The name of somebody.
    pub(super) fn person(&self, account: Account) -> String {
        let found = self.people.iter().find(|named| named.one == account);
        found.map_or_else(|| format!("{}号账号", account.0), |named| named.name.clone())
    }

    /// Everybody whose account is in use.
    pub(super) fn in_use(&self) -> impl Iterator<Item = (Account, &str)> {
        self.people.iter().filter(|named| named.active).map(|named| (named.one, named.name.as_str()))
    }

    /// Everybody who has or had an account.
    pub(super) fn everybody(&self) -> impl Iterator<Item = (Account, &str)> {
        self.people.iter().map(|named| (named.one, named.name.as_str()))
    }

    /// Who made an entry.
    pub(super) fn author(&self, by: Author) -> String {
        match by {
            Author::Account(account) => self.person(account),
            Author::Applicant => "申请人".to_owned(),
            Author::Worker => "系统".to_owned(),
        }
    }

    /// The units that exist today.
    pub(super) fn units_today(&self) -> impl Iterator<Item = (Unit, &str)> {
        self.units.iter().filter(|named| named.in_use).map(|named| (named.one, named.name.as_str()))
    }

    /// The people who can handle files today.
    pub(super) fn people_today(&self) -> impl Iterator<Item = (Account, &str)> {
        self.people.iter().filter(|named| named.in_use).map(|named| (named.one, named.name.as_str()))
    }
}
