//! The agencies around the bureau: the one over it, the one that guides its open-government work, and another bureau below the
//! same superior, with a few applications of its own and a report of 2019, so that a supervisor has something to see.

use casework::who::{Account, Agency, Charge, Duty, Held, Tie, TieKind, Viewer};
use documents::reading::{self, Limits};
use documents::report::find;
use jiff::{Timestamp, ToSpan};
use law::calendar::Day;
use law::in_force::InForce;
use law::report::{Cell, CellId, Narrative, Report, Table};
use office::annual_report::Import;
use office::people::{Moment, NewPerson};
use office::request::{Command, Step};
use office::{CommandKey, Office};

use super::bureau::{PASSWORD, SINCE};
use super::report::TEXT;
use super::requests::handed_in;
use super::story::{StoryClock, at};

const SUPERIOR: (&str, &str) = ("yunzhou", "云州市生态环境局");
const GUIDE: (&str, &str) = ("xxzx", "云州市信息中心");
const SIBLING: (&str, &str) = ("jinghai", "云州市静海生态环境局");

/// Their people: the agency's code, login, name, duty. Those of the sibling work in the story and are not shown.
pub(crate) const PEOPLE: [(&str, &str, &str, Duty); 4] = [
    ("yunzhou", "shiju", "高远（市生态环境局）", Duty::Supervisor),
    ("yunzhou", "shiju-xitong", "市局系统管理员", Duty::SystemAdministrator),
    ("xxzx", "zhuguan", "周敏（市信息中心）", Duty::Supervisor),
    ("jinghai", "jinghai", "钟海宁（静海局）", Duty::OpenGovernmentOffice),
];

/// The sibling in the story.
pub(crate) struct Sibling {
    office: Viewer,
}

impl Sibling {
    /// Founds the agencies, ties the bureau to them, and makes their accounts.
    pub(crate) async fn found(office: &Office, now: Timestamp) -> anyhow::Result<Sibling> {
        let at = Moment { now, today: SINCE };
        let machine = office.people().at_the_machine("演示");
        let mut agencies = Vec::new();
        for (code, name) in [SUPERIOR, GUIDE, SIBLING] {
            agencies.push((code, machine.add_agency(code, name, InForce::since(SINCE), at).await?));
        }
        let of = |code: &str| agencies.iter().find(|(known, _)| *known == code).map(|(_, agency)| *agency);
        let [(_, superior), (_, guide), (_, sibling)] = agencies[..] else {
            anyhow::bail!("演示的机关没有建全")
        };
        let days = InForce::since(SINCE);
        for agency in [office.profile().agency, sibling] {
            machine.tie(Tie { agency, above: superior, kind: TieKind::Superior, days }, at).await?;
        }
        machine.tie(Tie { agency: office.profile().agency, above: guide, kind: TieKind::Guide, days }, at).await?;
        let mut in_the_story = None;
        for (code, login, name, duty) in PEOPLE {
            let Some(agency) = of(code) else { continue };
            let new = NewPerson { login: login.to_owned(), name: name.to_owned() };
            let account = machine.add_demonstration_account(agency, new, PASSWORD, at).await?;
            let held = Held { duty, from: SINCE, to: None };
            machine.give_duty(agency, account, held, None, at).await?;
            if agency == sibling {
                in_the_story = Some(viewer(account, agency, held)?);
            }
        }
        let office = in_the_story.ok_or_else(|| anyhow::anyhow!("演示的邻局没有人"))?;
        Ok(Sibling { office })
    }

    /// Its report of 2019, as it was published.
    pub(crate) async fn report_of_2019(&self, office: &Office, clock: &StoryClock) -> anyhow::Result<()> {
        let on = Day::constant(2020, 1, 20);
        clock.set(at(on, 10, 0));
        let printed = find(&reading::read(TEXT, "lanjiang-2019.txt", &Limits::default())?)?.report;
        let import = Import { on, year: 2019, report: theirs(printed), source: "演示数据".to_owned() };
        office.import_annual_report(&self.office, import).await?;
        Ok(())
    }

    /// What it has in hand this year: two applications that ended in time, one that runs, one that is overdue.
    /// The clock does not go back: all of it is recorded at the end of the story, with the days on which it happened.
    pub(crate) async fn work(&self, office: &Office, today: Day) -> anyhow::Result<()> {
        for (number, ago, withdrawn) in [(1, 60, true), (2, 45, true), (3, 40, false), (4, 5, false)] {
            let on = today.checked_sub(ago.days())?;
            let mut intake = handed_in(on, "季○○", 900 + number, "静海片区声环境功能区监测数据");
            "演示数据，补登".clone_into(&mut intake.late_reason);
            let file = office.register_request(&self.office, CommandKey::random(), intake).await?.file;
            if withdrawn {
                let version = office.request_version(&self.office, &file).await?;
                let step = Step::Withdraw { on, words: "已从网站查到".to_owned() };
                let command = Command { file, version, key: CommandKey::random(), step };
                office.take_step(&self.office, command).await?;
            }
        }
        Ok(())
    }
}

fn viewer(account: Account, agency: Agency, held: Held) -> anyhow::Result<Viewer> {
    Ok(Viewer::staff(account, agency, vec![Charge::own(held)])?)
}

/// The sibling's figures in the form of the bureau's: other numbers, the same sums.
fn theirs(of_the_bureau: Report) -> Report {
    let agency = SIBLING.1.to_owned();
    let mut report = Report {
        title: Some(format!("{agency}信息公开2019年度报告")),
        agency: Some(agency),
        narrative: Narrative {
            preface: vec!["本报告所列数据的统计期限为2019年1月1日至12月31日。".to_owned()],
            sections: of_the_bureau
                .narrative
                .sections
                .iter()
                .cloned()
                .map(|mut section| {
                    section.paragraphs = match section.number {
                        1 => vec!["全年收到政府信息公开申请6件，全部在法定期限内办结。".to_owned()],
                        5 => vec!["基层人员的培训覆盖不全，2020年将组织专题培训。".to_owned()],
                        6 => vec!["无。".to_owned()],
                        _ => Vec::new(),
                    };
                    section
                })
                .collect(),
        },
        ..of_the_bureau
    };
    let mut set = |table, row, figures: &[(&str, i64)]| {
        for (column, figure) in figures {
            if let Some(id) = CellId::find(table, row, column) {
                report.tables.set(id, Cell::number(*figure));
            }
        }
    };
    let items =
        |previous, change, decisions| [("previous_items", previous), ("change", change), ("decisions", decisions)];
    set(Table::Proactive, "licences", &items(4, 0, 31));
    set(Table::Proactive, "other_services", &items(9, 0, 190));
    set(Table::Proactive, "penalties", &items(119, 4, 48));
    set(Table::Proactive, "coercive_measures", &items(4, 0, 17));
    set(Table::Proactive, "procurement", &[("items", 4), ("amount", 868)]);
    let row =
        |person, enterprise| [("natural_person", person), ("enterprise", enterprise), ("total", person + enterprise)];
    set(Table::Requests, "received", &row(5, 1));
    set(Table::Requests, "granted", &row(4, 1));
    set(Table::Requests, "unavailable_not_held", &row(1, 0));
    set(Table::Requests, "total", &row(5, 1));
    report
}
