//! Who may see what, and how far: the table `data/reading.toml`. Every list and every page asks here first.
//!
//! Whose identity a tipster has is in no row of it: that is for people who are named one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use law::calendar::Day;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Account, Agency, Duty, Held, Tree, Unit, Viewer, Who};

/// What can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Counts, without any file behind them.
    Figures,
    /// Where a file stands, in plain words.
    Status,
    /// A file's whole timeline, its letters and drafts.
    File,
    /// What is sealed: names, addresses, numbers, the applicant's words. Every opening is logged.
    PersonalData,
    /// Who holds which account and duty.
    Accounts,
    /// What happened to accounts and sessions.
    SecurityLog,
    /// Who opened which personal data.
    ReadingLog,
}

/// How far somebody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// This one file.
    OwnFile(String),
    /// What belongs to one of these units of the own agency.
    Units(BTreeSet<Unit>),
    /// What belongs to the own agency.
    Agency,
    /// The own agency, and those that it is over or guides.
    Supervised,
}

/// To whom something belongs that somebody wants to see.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The agency.
    pub agency: Agency,
    /// The units that handle it, if any do yet.
    pub units: &'a [Unit],
    /// The file, where it is one.
    pub file: Option<&'a str>,
}

/// It is not for this viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{}", .0.refused())]
pub struct NotForYou(pub Subject);

impl Subject {
    /// All that can be seen.
    pub const ALL: [Subject; 7] = [
        Subject::Figures,
        Subject::Status,
        Subject::File,
        Subject::PersonalData,
        Subject::Accounts,
        Subject::SecurityLog,
        Subject::ReadingLog,
    ];

    fn refused(self) -> &'static str {
        match self {
            Subject::Figures => "这些数字不在您的查看范围内，需要的请与公开办联系",
            Subject::Status | Subject::File => "这份案卷不在您的查看范围内，需要办理的请由公开办转办",
            Subject::PersonalData => "个人信息只对承办这份案卷的人员开放，需要的请由公开办转办",
            Subject::Accounts => "账号和职责由管理员和公开办查看，需要变更的请与其联系",
            Subject::SecurityLog | Subject::ReadingLog => "日志由审计管理员查看，需要核对的请与其联系",
        }
    }
}

impl Viewer {
    /// How far this viewer sees on this day: what a list is narrowed to.
    pub fn reach(&self, subject: Subject, on: Day) -> Reach {
        match self.who() {
            Who::Staff(_) => self.reach_of_duties(subject, on),
            Who::Applicant { file } => match TABLE.applicant.get(&subject) {
                Some(Width::OwnFile) => Reach::OwnFile(file.clone()),
                _ => Reach::Nothing,
            },
            Who::Worker => match TABLE.worker.get(&subject) {
                Some(Width::Agency) => Reach::Agency,
                _ => Reach::Nothing,
            },
        }
    }

    fn reach_of_duties(&self, subject: Subject, on: Day) -> Reach {
        let mut units = BTreeSet::new();
        let mut widest = None;
        for charge in self.charges(on) {
            let width = TABLE.reach[&charge.held.duty].get(&subject).copied();
            // A duty that reaches the agency reaches no further than the unit for which somebody was given it.
            if let (Some(Width::Unit | Width::Agency), Some(unit)) = (width, charge.unit) {
                units.insert(unit);
            } else if width != Some(Width::Unit) {
                widest = widest.max(width);
            }
        }
        match widest {
            Some(Width::Supervised) => Reach::Supervised,
            Some(Width::Agency) => Reach::Agency,
            _ if units.is_empty() => Reach::Nothing,
            _ => Reach::Units(units),
        }
    }

    /// Whether this viewer may see this on this day.
    pub fn may_see(&self, subject: Subject, place: Place<'_>, tree: &Tree, on: Day) -> Result<(), NotForYou> {
        let own = place.agency == self.agency();
        let seen = match self.reach(subject, on) {
            Reach::Nothing => false,
            Reach::OwnFile(file) => own && place.file == Some(&file),
            Reach::Units(units) => own && place.units.iter().any(|unit| units.contains(unit)),
            Reach::Agency => own,
            Reach::Supervised => own || tree.supervises(self.agency(), place.agency, on),
        };
        if seen { Ok(()) } else { Err(NotForYou(subject)) }
    }
}

/// The people who may see who a tipster is, named for one file (环境保护法第五十七条：对举报人的相关信息予以保密).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confidants(pub Vec<Confidant>);

/// One of them, and the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confidant {
    /// The person.
    pub account: Account,
    /// The first day.
    pub from: Day,
    /// The last day; `None` while no end is known.
    pub to: Option<Day>,
}

/// Not among those who are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("举报人的身份信息只对指定的人员开放（环境保护法第五十七条）")]
pub struct NotNamed;

impl Confidants {
    /// Whether this viewer may see who the tipster is. No duty gives it, nobody stands in for somebody here, and an
    /// administrator is never one of them.
    pub fn may_see_tipster(&self, viewer: &Viewer, on: Day) -> Result<(), NotNamed> {
        let Some(account) = viewer.account() else { return Err(NotNamed) };
        let named = |confidant: &Confidant| {
            let Confidant { account: named, from, to } = *confidant;
            named == account && Held { duty: Duty::Handler, from, to }.on(on)
        };
        let administrator = viewer.duties(on).into_iter().any(Duty::is_administrator);
        if !administrator && self.0.iter().any(named) { Ok(()) } else { Err(NotNamed) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Width {
    OwnFile,
    Unit,
    Agency,
    Supervised,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reach: BTreeMap<Duty, BTreeMap<Subject, Width>>,
    applicant: BTreeMap<Subject, Width>,
    worker: BTreeMap<Subject, Width>,
}

static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/reading.toml")).expect("the shipped table is valid and whole (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::who::{Charge, Tie, TieKind};
    use law::in_force::InForce;

    const DAY: Day = Day::constant(2025, 6, 9);
    const OWN: Unit = Unit(3);

    /// The whole table once more as a picture: what can be seen across in the order of `Subject::ALL`, duties down.
    /// u own unit, a agency, s supervised agencies too.
    const PICTURE: [(&str, Duty); 12] = [
        ("aaaa...", Duty::IntakeOfficer),
        ("uuuu...", Duty::Handler),
        ("uuuu...", Duty::UnitHead),
        ("aaaa...", Duty::LegalReviewer),
        ("aaaa...", Duty::DeputyHead),
        ("aaaa...", Duty::Head),
        ("aaaaa..", Duty::OpenGovernmentOffice),
        ("aaaaa..", Duty::OpenGovernmentOfficeHead),
        ("s......", Duty::Supervisor),
        ("....a..", Duty::SystemAdministrator),
        ("....a..", Duty::SecurityAdministrator),
        ("....aaa", Duty::AuditAdministrator),
    ];

    fn with(duty: Duty, unit: Option<Unit>) -> Viewer {
        let held = Held { duty, from: Day::constant(2025, 1, 1), to: Some(Day::constant(2025, 12, 31)) };
        Viewer::staff(Account(1), Agency(1), vec![Charge { unit, ..Charge::own(held) }]).unwrap()
    }

    /// Agency 2 is below agency 1, agency 3 guided by it, agency 4 neither.
    fn tree() -> Tree {
        let tie = |below, kind| Tie { agency: Agency(below), above: Agency(1), kind, days: InForce::ALWAYS };
        Tree::new(vec![tie(2, TieKind::Superior), tie(3, TieKind::Guide)]).unwrap()
    }

    fn sees(viewer: &Viewer, subject: Subject, agency: u64, units: &[Unit]) -> bool {
        let place = Place { agency: Agency(agency), units, file: Some("a1") };
        viewer.may_see(subject, place, &tree(), DAY).is_ok()
    }

    #[test]
    fn every_duty_sees_just_what_the_table_says() {
        assert_eq!(PICTURE.map(|(_, duty)| duty), Duty::ALL);
        for (row, duty) in PICTURE {
            let viewer = with(duty, duty.is_of_a_unit().then_some(OWN));
            for (subject, mark) in Subject::ALL.into_iter().zip(row.chars()) {
                let cell = format!("{duty:?} {subject:?}");
                assert_eq!(sees(&viewer, subject, 1, &[Unit(4), OWN]), mark != '.', "own unit's: {cell}");
                assert_eq!(sees(&viewer, subject, 1, &[Unit(4)]), "as".contains(mark), "another unit's: {cell}");
                assert_eq!(sees(&viewer, subject, 1, &[]), "as".contains(mark), "no unit's yet: {cell}");
                for supervised in [2, 3] {
                    assert_eq!(sees(&viewer, subject, supervised, &[OWN]), mark == 's', "below: {cell}");
                }
                assert!(!sees(&viewer, subject, 4, &[OWN]), "a stranger's: {cell}");
            }
        }
    }

    #[test]
    fn a_duty_that_is_not_held_today_shows_nothing() {
        for duty in Duty::ALL {
            let viewer = with(duty, Some(OWN));
            for subject in Subject::ALL {
                assert_eq!(viewer.reach(subject, Day::constant(2026, 1, 1)), Reach::Nothing);
            }
        }
    }

    #[test]
    fn a_leader_of_some_units_sees_those() {
        let held = Held { duty: Duty::DeputyHead, from: Day::constant(2025, 1, 1), to: None };
        let charge = |unit| Charge { unit: Some(Unit(unit)), ..Charge::own(held) };
        let viewer = Viewer::staff(Account(1), Agency(1), vec![charge(3), charge(4)]).unwrap();
        assert_eq!(viewer.reach(Subject::File, DAY), Reach::Units([Unit(3), Unit(4)].into()));
        let all = Viewer::staff(Account(1), Agency(1), vec![charge(3), Charge::own(held)]).unwrap();
        assert_eq!(all.reach(Subject::File, DAY), Reach::Agency);
    }

    #[test]
    fn a_handler_without_a_unit_sees_no_file() {
        assert_eq!(with(Duty::Handler, None).reach(Subject::File, DAY), Reach::Nothing);
    }

    #[test]
    fn an_applicant_sees_where_his_own_file_stands_and_nothing_else() {
        let viewer = Viewer::applicant(Agency(1), "a1");
        let seen = |agency, file| {
            let place = Place { agency: Agency(agency), units: &[], file: Some(file) };
            Subject::ALL.map(|subject| viewer.may_see(subject, place, &tree(), DAY).is_ok())
        };
        assert_eq!(seen(1, "a1"), Subject::ALL.map(|subject| subject == Subject::Status));
        for (agency, file) in [(1, "a2"), (2, "a1")] {
            assert_eq!(seen(agency, file), [false; 7]);
        }
    }

    #[test]
    fn the_worker_opens_nothing_sealed() {
        let seen = Subject::ALL.map(|subject| sees(&Viewer::worker(Agency(1)), subject, 1, &[]));
        assert_eq!(seen, [true, true, true, false, false, false, false]);
        assert!(!sees(&Viewer::worker(Agency(1)), Subject::Figures, 2, &[]));
    }

    #[test]
    fn a_tipster_is_seen_by_those_who_are_named_and_by_no_duty() {
        let named = |account| Confidant { account: Account(account), from: DAY, to: Some(DAY) };
        for duty in Duty::ALL {
            let viewer = with(duty, Some(OWN));
            assert_eq!(Confidants::default().may_see_tipster(&viewer, DAY), Err(NotNamed), "{duty:?}");
            assert_eq!(Confidants(vec![named(2)]).may_see_tipster(&viewer, DAY), Err(NotNamed), "{duty:?}");
            let only_him = Confidants(vec![named(1)]).may_see_tipster(&viewer, DAY);
            assert_eq!(only_him.is_ok(), !duty.is_administrator(), "{duty:?}");
            let next_day = DAY.tomorrow().unwrap();
            assert_eq!(Confidants(vec![named(1)]).may_see_tipster(&viewer, next_day), Err(NotNamed));
        }
        for stranger in [Viewer::applicant(Agency(1), "a1"), Viewer::worker(Agency(1))] {
            assert_eq!(Confidants(vec![named(1)]).may_see_tipster(&stranger, DAY), Err(NotNamed));
        }
    }

    #[test]
    fn who_stands_in_for_a_confidant_is_none_himself() {
        let held = Held { duty: Duty::Handler, from: Day::constant(2025, 1, 1), to: None };
        let lent = Charge { instead_of: Some(Account(9)), unit: Some(OWN), held };
        let viewer = Viewer::staff(Account(1), Agency(1), vec![lent]).unwrap();
        let named = Confidant { account: Account(9), from: DAY, to: None };
        assert_eq!(Confidants(vec![named]).may_see_tipster(&viewer, DAY), Err(NotNamed));
    }
}
