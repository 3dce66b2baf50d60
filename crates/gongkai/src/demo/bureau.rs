//! The invented bureau: its units, its people, one account for each duty.

use std::collections::BTreeMap;

use anyhow::Context;
use casework::who::{Account, Agency, Charge, Duty, Held, Membership, Name, NewUnit, Role, Unit, UnitKind, Viewer};
use jiff::Timestamp;
use law::calendar::Day;
use law::in_force::InForce;
use law::request::remedy;
use law::request::remedy::agency::{Body, Court, DatedStanding, Seat, Standing};
use office::Office;
use office::people::{Moment, NewPerson};

use super::content::UNITS;
use super::neighbours;

/// Its name, in the demonstration and on its letters.
pub(crate) const NAME: &str = "云州市澜江生态环境局";
/// Its code.
pub(crate) const CODE: &str = "lanjiang";
/// The one password of all demonstration accounts.
pub(crate) const PASSWORD: &str = "Lanjiang-2019";
/// The day from which everybody is there.
pub(super) const SINCE: Day = Day::constant(2019, 1, 1);

/// Whoever is not of a unit stands for the whole agency.
const PEOPLE: [(&str, &str, Duty); 9] = [
    ("shouli", "陈晓澜", Duty::IntakeOfficer),
    ("fagui", "何秋实", Duty::LegalReviewer),
    ("fenguan", "沈培元", Duty::DeputyHead),
    ("juzhang", "严守信", Duty::Head),
    ("gongkai", "苏明朗", Duty::OpenGovernmentOffice),
    ("gongkaizhang", "林书远", Duty::OpenGovernmentOfficeHead),
    ("xitong", "系统管理员", Duty::SystemAdministrator),
    ("anquan", "安全管理员", Duty::SecurityAdministrator),
    ("shenji", "审计管理员", Duty::AuditAdministrator),
];

/// Of each unit: its key, who handles, the login of its head, who that is.
const OF_UNITS: [(&str, &str, &str, &str); 8] = [
    ("office", "许佳宁", "office-head", "方建国"),
    ("law", "姚思远", "law-head", "韦丽华"),
    ("eia", "潘志强", "eia-head", "钱国栋"),
    ("air", "卢海燕", "air-head", "汤学军"),
    ("water", "顾文静", "water-head", "陆正平"),
    ("soil", "施小凡", "soil-head", "费建平"),
    ("station", "吴清源", "station-head", "祝伟民"),
    ("brigade", "丁一鸣", "brigade-head", "邵卫国"),
];

/// The leading group: its head, his deputy, and the heads of the sections that publish most.
const GROUP: [(&str, Role); 5] = [
    ("juzhang", Role::Head),
    ("fenguan", Role::DeputyHead),
    ("gongkaizhang", Role::Member),
    ("law-head", Role::Member),
    ("water-head", Role::Member),
];

/// The subordinate units; the others are sections.
const SUBORDINATE: [&str; 2] = ["station", "brigade"];

/// The people and units of the bureau, once they are there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bureau {
    viewers: BTreeMap<&'static str, Viewer>,
    units: BTreeMap<&'static str, Unit>,
}

impl Bureau {
    /// Makes the units and accounts.
    pub(crate) async fn found(office: &Office, at: Timestamp) -> anyhow::Result<Bureau> {
        let agency = office.profile().agency;
        let moment = Moment { now: at, today: SINCE };
        let machine = office.people().at_the_machine("演示");
        let mut bureau = Bureau::default();
        for (key, name) in UNITS {
            let kind = if SUBORDINATE.contains(&key) { UnitKind::Subordinate } else { UnitKind::Section };
            let new = NewUnit { kind, name: Name::new(name)?, days: InForce::since(SINCE) };
            bureau.units.insert(key, machine.add_unit(agency, new, moment).await?);
        }
        for (login, name, duty, of) in people() {
            let new = NewPerson { login: login.to_owned(), name: name.to_owned() };
            let account = machine.add_demonstration_account(agency, new, PASSWORD, moment).await?;
            let unit = of.and_then(|of| bureau.units.get(of)).copied();
            let held = Held { duty, from: SINCE, to: None };
            machine.give_duty(agency, account, held, unit, moment).await?;
            bureau.viewers.insert(login, viewer(account, agency, held, unit)?);
        }
        let member = |(login, role): (&str, Role)| {
            let account = bureau.who(login).account()?;
            Some(Membership { account, role, days: InForce::since(SINCE) })
        };
        let group = GROUP.into_iter().filter_map(member).collect();
        office.people().set_leading_group(bureau.who("gongkai"), group, moment).await?;
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

/// Who of a unit handles and who heads it, by login. A handler signs in by the key of the unit.
pub(crate) fn people_of(key: &str) -> (&'static str, &'static str) {
    let found = OF_UNITS.iter().find(|(unit, ..)| *unit == key);
    found.map(|(unit, _, head, _)| (*unit, *head)).expect("every unit of the demonstration has its people")
}

/// Everybody: login, name, duty, unit.
fn people() -> Vec<(&'static str, &'static str, Duty, Option<&'static str>)> {
    let alone = PEOPLE.into_iter().map(|(login, name, duty)| (login, name, duty, None));
    let of_units = OF_UNITS.into_iter().flat_map(|(key, handler, head_login, head)| {
        [(key, handler, Duty::Handler, Some(key)), (head_login, head, Duty::UnitHead, Some(key))]
    });
    alone.chain(of_units).collect()
}

/// Where the bureau's decisions are contested: a bureau of a district under a city, as the seed's is.
pub(crate) fn remedies() -> remedy::Agency {
    let body = |seat, name: &str| Body { seat, name: name.to_owned(), in_force: InForce::ALWAYS, online: None };
    let bodies =
        vec![body(Seat::OwnGovernment, "云州市澜江区人民政府"), body(Seat::SuperiorDepartment, "云州市生态环境局")];
    let courts = vec![Court { name: "云州市澜江区人民法院".to_owned(), in_force: InForce::ALWAYS }];
    let standing = vec![DatedStanding { standing: Standing::Department, in_force: InForce::ALWAYS }];
    remedy::Agency::new(standing, bodies, courts).expect("the demonstration contradicts itself nowhere")
}

fn viewer(account: Account, agency: Agency, held: Held, unit: Option<Unit>) -> anyhow::Result<Viewer> {
    Ok(Viewer::staff(account, agency, vec![Charge { unit, ..Charge::own(held) }])?)
}

/// One account for each duty: its login, and who that is.
pub(crate) fn accounts() -> Vec<(String, String)> {
    let shown = people().into_iter().filter(|(_, _, _, unit)| unit.is_none_or(|unit| unit == "water"));
    let told = shown.map(|(login, name, duty, unit)| {
        let of = UNITS.iter().find(|(key, _)| Some(*key) == unit).map_or("", |(_, name)| name);
        (login.to_owned(), format!("{name}　{of}{}", duty.label()))
    });
    let around = neighbours::PEOPLE.into_iter().filter(|(code, ..)| *code != "jinghai");
    let around = around.map(|(_, login, name, duty)| (login.to_owned(), format!("{name}　{}", duty.label())));
    told.chain(around).collect()
}

/// The same as they are printed at the start.
pub(crate) fn printed() -> String {
    let mut lines: Vec<String> = accounts().iter().map(|(login, who)| format!("  {login:<14}{who}")).collect();
    lines.push(format!("  密码都是 {PASSWORD}\n"));
    lines.join("\n")
}
