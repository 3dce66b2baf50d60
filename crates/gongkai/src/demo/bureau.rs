//! The invented bureau: its units, its people, one account for each duty.

use std::collections::BTreeMap;

use anyhow::Context;
use casework::who::{Account, Agency, Charge, Duty, Held, Name, NewUnit, Unit, UnitKind, Viewer};
use jiff::Timestamp;
use law::calendar::Day;
use law::in_force::InForce;
use office::Office;
use office::people::{Moment, NewPerson, People};

/// Its name, in the demonstration and on its letters.
pub(crate) const NAME: &str = "云州市澜江生态环境局";
/// Its code.
pub(crate) const CODE: &str = "lanjiang";
/// The one password of all demonstration accounts.
pub(crate) const PASSWORD: &str = "Lanjiang-2019";
/// The day from which everybody is there.
const SINCE: Day = Day::constant(2019, 1, 1);

/// Its sections and subordinate units, by the name that the demonstration's data uses.
pub(crate) const UNITS: [(&str, UnitKind); 7] = [
    ("办公室", UnitKind::Section),
    ("行政审批科", UnitKind::Section),
    ("水生态环境科", UnitKind::Section),
    ("大气环境科", UnitKind::Section),
    ("法规宣教科", UnitKind::Section),
    ("生态环境综合行政执法大队", UnitKind::Subordinate),
    ("环境监测站", UnitKind::Subordinate),
];

/// Whoever is not of a unit stands for the whole agency.
const PEOPLE: [(&str, &str, Duty, Option<&str>); 14] = [
    ("shouli", "陈晓澜", Duty::IntakeOfficer, None),
    ("shuike", "顾文静", Duty::Handler, Some("水生态环境科")),
    ("shuizhang", "陆正平", Duty::UnitHead, Some("水生态环境科")),
    ("zhifa", "丁一鸣", Duty::Handler, Some("生态环境综合行政执法大队")),
    ("zhifazhang", "邵卫国", Duty::UnitHead, Some("生态环境综合行政执法大队")),
    ("fagui", "何秋实", Duty::LegalReviewer, None),
    ("fenguan", "沈培元", Duty::DeputyHead, None),
    ("juzhang", "严守信", Duty::Head, None),
    ("gongkai", "苏明朗", Duty::OpenGovernmentOffice, None),
    ("gongkaizhang", "林书远", Duty::OpenGovernmentOfficeHead, None),
    ("zhuguan", "市信息中心周敏", Duty::Supervisor, None),
    ("xitong", "系统管理员", Duty::SystemAdministrator, None),
    ("anquan", "安全管理员", Duty::SecurityAdministrator, None),
    ("shenji", "审计管理员", Duty::AuditAdministrator, None),
];

/// The people and units of the bureau, once they are there.
#[derive(Clone, Debug)]
pub(crate) struct Bureau {
    viewers: BTreeMap<&'static str, Viewer>,
    units: BTreeMap<String, Unit>,
}

impl Bureau {
    /// Makes the units and accounts.
    pub(crate) async fn found(office: &Office, at: Timestamp) -> anyhow::Result<Bureau> {
        let agency = office.profile().agency;
        let moment = Moment { now: at, today: SINCE };
        let machine = office.people().at_the_machine("演示");
        let mut units = BTreeMap::new();
        for (name, kind) in UNITS {
            let new = NewUnit { kind, name: Name::new(name)?, days: InForce::since(SINCE) };
            units.insert(name.to_owned(), machine.add_unit(agency, new, moment).await?);
        }
        let mut viewers = BTreeMap::new();
        for (login, name, duty, of) in PEOPLE {
            let new = NewPerson { login: login.to_owned(), name: name.to_owned() };
            let account = machine.add_demonstration_account(agency, new, PASSWORD, moment).await?;
            let unit = of.and_then(|of| units.get(of)).copied();
            let held = Held { duty, from: SINCE, to: None };
            machine.give_duty(agency, account, held, unit, moment).await?;
            viewers.insert(login, viewer(account, agency, held, unit)?);
        }
        Ok(Bureau { viewers, units })
    }

    /// Somebody by login.
    pub(crate) fn who(&self, login: &str) -> &Viewer {
        self.viewers.get(login).expect("the demonstration names its own people")
    }

    /// A unit by name.
    pub(crate) fn unit(&self, name: &str) -> anyhow::Result<Unit> {
        self.units.get(name).copied().with_context(|| format!("演示数据里没有科室“{name}”"))
    }
}

fn viewer(account: Account, agency: Agency, held: Held, unit: Option<Unit>) -> anyhow::Result<Viewer> {
    Ok(Viewer::staff(account, agency, vec![Charge { unit, ..Charge::own(held) }])?)
}

/// The accounts, as they are printed at the start.
pub(crate) fn accounts() -> String {
    let mut text = String::new();
    for (login, name, duty, unit) in PEOPLE {
        let unit = unit.map(|unit| format!("，{unit}")).unwrap_or_default();
        text += &format!("  {login:<13}{name}（{}{unit}）\n", duty.label());
    }
    text + &format!("  密码都是 {PASSWORD}\n")
}

/// Whether the people were made before (a second start on the same folder).
pub(crate) async fn is_founded(people: &People) -> anyhow::Result<bool> {
    Ok(people.agencies().await?.iter().any(|row| row.code == CODE))
}
