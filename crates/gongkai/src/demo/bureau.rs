//! The invented bureau: its units, its people, one account for each duty.

use std::collections::BTreeMap;

use anyhow::Context;
use casework::who::{Account, Agency, Charge, Duty, Held, Name, NewUnit, Unit, UnitKind, Viewer};
use jiff::Timestamp;
use law::calendar::Day;
use law::in_force::InForce;
use office::Office;
use office::people::{Moment, NewPerson};

use super::content::UNITS;

/// Its name, in the demonstration and on its letters.
pub(crate) const NAME: &str = "云州市澜江生态环境局";
/// Its code.
pub(crate) const CODE: &str = "lanjiang";
/// The one password of all demonstration accounts.
pub(crate) const PASSWORD: &str = "Lanjiang-2019";
/// The day from which everybody is there.
const SINCE: Day = Day::constant(2019, 1, 1);

/// Whoever is not of a unit stands for the whole agency.
const PEOPLE: [(&str, &str, Duty); 10] = [
    ("shouli", "陈晓澜", Duty::IntakeOfficer),
    ("fagui", "何秋实", Duty::LegalReviewer),
    ("fenguan", "沈培元", Duty::DeputyHead),
    ("juzhang", "严守信", Duty::Head),
    ("gongkai", "苏明朗", Duty::OpenGovernmentOffice),
    ("gongkaizhang", "林书远", Duty::OpenGovernmentOfficeHead),
    ("zhuguan", "周敏（市信息中心）", Duty::Supervisor),
    ("xitong", "系统管理员", Duty::SystemAdministrator),
    ("anquan", "安全管理员", Duty::SecurityAdministrator),
    ("shenji", "审计管理员", Duty::AuditAdministrator),
];

/// Of each unit: its key, who handles, who heads it.
const OF_UNITS: [(&str, &str, &str); 8] = [
    ("office", "许佳宁", "方建国"),
    ("law", "姚思远", "韦丽华"),
    ("eia", "潘志强", "钱国栋"),
    ("air", "卢海燕", "汤学军"),
    ("water", "顾文静", "陆正平"),
    ("soil", "施小凡", "费建平"),
    ("station", "吴清源", "祝伟民"),
    ("brigade", "丁一鸣", "邵卫国"),
];

/// The people and units of the bureau, once they are there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bureau {
    viewers: BTreeMap<String, Viewer>,
    units: BTreeMap<&'static str, Unit>,
}

impl Bureau {
    /// Makes the units and accounts.
    pub(crate) async fn found(office: &Office, at: Timestamp) -> anyhow::Result<Bureau> {
        let agency = office.profile().agency;
        let moment = Moment { now: at, today: SINCE };
        let machine = office.people().at_the_machine("演示");
        let mut bureau = Bureau::default();
        for (key, name, subordinate) in UNITS {
            let kind = if subordinate { UnitKind::Subordinate } else { UnitKind::Section };
            let new = NewUnit { kind, name: Name::new(name)?, days: InForce::since(SINCE) };
            bureau.units.insert(key, machine.add_unit(agency, new, moment).await?);
        }
        for (login, name, duty, of) in people() {
            let new = NewPerson { login: login.clone(), name: name.to_owned() };
            let account = machine.add_demonstration_account(agency, new, PASSWORD, moment).await?;
            let unit = of.and_then(|of| bureau.units.get(of)).copied();
            let held = Held { duty, from: SINCE, to: None };
            machine.give_duty(agency, account, held, unit, moment).await?;
            bureau.viewers.insert(login, viewer(account, agency, held, unit)?);
        }
        Ok(bureau)
    }

    /// Somebody by login.
    pub(crate) fn who(&self, login: &str) -> &Viewer {
        self.viewers.get(login).expect("the demonstration names its own people")
    }

    /// A unit by its key.
    pub(crate) fn unit(&self, key: &str) -> anyhow::Result<Unit> {
        self.units.get(key).copied().with_context(|| format!("演示数据里没有科室“{key}”"))
    }
}

/// Everybody: login, name, duty, unit. The head of a unit signs in as `water-head`.
fn people() -> Vec<(String, &'static str, Duty, Option<&'static str>)> {
    let alone = PEOPLE.into_iter().map(|(login, name, duty)| (login.to_owned(), name, duty, None));
    let of_units = OF_UNITS.into_iter().flat_map(|(key, handler, head)| {
        [(key.to_owned(), handler, Duty::Handler, Some(key)), (format!("{key}-head"), head, Duty::UnitHead, Some(key))]
    });
    alone.chain(of_units).collect()
}

fn viewer(account: Account, agency: Agency, held: Held, unit: Option<Unit>) -> anyhow::Result<Viewer> {
    Ok(Viewer::staff(account, agency, vec![Charge { unit, ..Charge::own(held) }])?)
}

/// One account for each duty, as they are printed at the start.
pub(crate) fn accounts() -> String {
    let mut text = String::new();
    for (login, name, duty, unit) in people() {
        if unit.is_none_or(|unit| unit == "water") {
            let of = UNITS.iter().find(|(key, ..)| Some(*key) == unit).map_or("", |(_, name, _)| name);
            text += &format!("  {login:<14}{name}　{of}{}\n", duty.label());
        }
    }
    text + &format!("  密码都是 {PASSWORD}\n")
}
