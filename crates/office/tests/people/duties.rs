//! Accounts and duties: no administrator makes anybody powerful alone; who stands in for whom.

use casework::who::{DelegationError, Duty, GroupError, Membership, NotTogether, PeopleAct, PeopleRefusal, Role};
use office::people::{GiveDuty, Lend, PeopleError};
use records::on_both;
use records::people::security_log::Event;

use super::*;

fn from_today(duty: Duty) -> Held {
    Held { duty, from: morning().today, to: None }
}

on_both!(one_makes_the_account_and_another_gives_the_duty, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let (system, security) =
        (bureau.viewer(Duty::SystemAdministrator).await, bureau.viewer(Duty::SecurityAdministrator).await);
    let people = &bureau.people;
    let new = NewPerson { login: "li.na".into(), name: "李娜".into() };
    let refused = people.add_account(&security, new.clone(), morning()).await.unwrap_err();
    assert_eq!(refused, PeopleError::Refused(PeopleRefusal::NotYours(PeopleAct::AddAccount)));
    let made = people.add_account(&system, new.clone(), morning()).await.unwrap();
    let give = |account| GiveDuty { account, held: from_today(Duty::Head), unit: None };
    let refused = people.give_duty(&system, give(made.account), morning()).await.unwrap_err();
    assert_eq!(refused, PeopleError::Refused(PeopleRefusal::NotYours(PeopleAct::GiveDuty)));
    let own = people.give_duty(&security, give(security.account().unwrap()), morning()).await.unwrap_err();
    assert_eq!(own, PeopleError::Refused(PeopleRefusal::Oneself(PeopleAct::GiveDuty)));
    people.give_duty(&security, give(made.account), morning()).await.unwrap();

    let again = people.add_account(&system, new, morning()).await.unwrap_err();
    assert_eq!(again, PeopleError::LoginTaken("li.na".into()));
    let auditor = bureau.viewer(Duty::AuditAdministrator).await;
    let log = people.security_log(&auditor, None, 100, morning()).await.unwrap();
    let refusals = log.iter().filter(|row| row.event == Event::Refused).count();
    assert_eq!(refusals, 3, "who tried is written down");
    assert!(people.security_log(&system, None, 100, morning()).await.is_err());
});

on_both!(nobody_gets_what_does_not_go_with_his_own, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    let auditor = bureau.hire(Duty::AuditAdministrator).await;
    let give = GiveDuty { account: auditor, held: from_today(Duty::Head), unit: None };
    let refused = bureau.people.give_duty(&security, give, morning()).await.unwrap_err();
    assert_eq!(refused, PeopleError::NotTogether(NotTogether(Duty::AuditAdministrator, Duty::Head)));
});

on_both!(two_duties_given_at_once_do_not_slip_past_each_other, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    let account = bureau.person("wang.fang").await;
    let give = |duty| {
        let give = GiveDuty { account, held: from_today(duty), unit: None };
        bureau.people.give_duty(&security, give, morning())
    };
    let answers = futures::future::join(give(Duty::Head), give(Duty::AuditAdministrator)).await;
    assert_eq!([answers.0.is_ok(), answers.1.is_ok()].into_iter().filter(|given| *given).count(), 1);
});

on_both!(a_duty_is_given_where_it_belongs_and_from_today_on, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    let account = bureau.person("wang.fang").await;
    let head = from_today(Duty::Head);
    let yesterday = day("2025-06-08");
    for (held, unit, refusal) in [
        (from_today(Duty::Handler), None, PeopleError::NeedsUnit("承办人员")),
        (head, Some(bureau.section), PeopleError::NoUnit("主要领导")),
        (from_today(Duty::Handler), Some(Unit(99)), PeopleError::NoSuchUnit),
        (Held { from: yesterday, ..head }, None, PeopleError::InThePast),
        (Held { to: Some(yesterday), ..head }, None, PeopleError::EndsBeforeItBegins),
    ] {
        let refused = bureau.people.give_duty(&security, GiveDuty { account, held, unit }, morning()).await;
        assert_eq!(refused.unwrap_err(), refusal);
    }
    let stranger = GiveDuty { account: Account(999), held: head, unit: None };
    assert_eq!(bureau.people.give_duty(&security, stranger, morning()).await.unwrap_err(), PeopleError::NoAccount);
});

on_both!(a_duty_that_ends_is_over_for_open_sessions_too, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    let account = bureau.hire_as("wang.fang".into(), Duty::Head).await;
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    assert!(bureau.people.session(&token, morning()).await.unwrap().viewer().unwrap().has(Duty::Head, morning().today));
    let people = bureau.people.accounts(&security, morning()).await.unwrap();
    let held = people.iter().find(|person| person.row.account == account).unwrap().duties[0];
    let yesterday = day("2025-06-08");
    bureau.people.end_duty(&security, held.id, yesterday, morning()).await.unwrap();
    let session = bureau.people.session(&token, morning()).await.unwrap();
    assert!(!session.viewer().unwrap().has(Duty::Head, morning().today));
    assert!(session.viewer().unwrap().has(Duty::Head, yesterday), "what he was, he was");
});

on_both!(who_stands_in_acts_for_the_days_and_stays_himself, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let head = bureau.viewer(Duty::UnitHead).await;
    let deputy = bureau.person("wang.fang").await;
    let (principal, today) = (head.account().unwrap(), morning().today);
    let lend = Lend { principal, substitute: deputy, duties: [Duty::UnitHead].into(), from: today, to: today };
    bureau.people.delegate(&head, lend.clone(), morning()).await.unwrap();

    let viewer = bureau.viewer_at("wang.fang", morning()).await;
    assert!(viewer.has(Duty::UnitHead, today) && !viewer.has(Duty::UnitHead, today.tomorrow().unwrap()));
    assert_eq!(viewer.instead_of(Duty::UnitHead, today), Some(principal));
    assert_eq!(viewer.units(today), [bureau.section].into());
    assert_eq!(viewer.author(), casework::entry::Author::Account(deputy));

    let third = bureau.person("zhao.lei").await;
    let on = Lend { principal: deputy, substitute: third, ..lend.clone() };
    let refused = bureau.people.delegate(&viewer, on, morning()).await.unwrap_err();
    assert_eq!(refused, PeopleError::Delegation(DelegationError::NotHis(Duty::UnitHead, today)), "never lent on");
    let others = bureau.people.delegate(&viewer, Lend { substitute: third, ..lend }, morning()).await.unwrap_err();
    assert_eq!(others, PeopleError::Refused(PeopleRefusal::NotYours(PeopleAct::Delegate)));
});

on_both!(a_delegation_ends_when_it_is_ended_or_the_holder_is_gone, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let head = bureau.viewer(Duty::Head).await;
    let system = bureau.viewer(Duty::SystemAdministrator).await;
    let deputy = bureau.person("wang.fang").await;
    let (principal, today) = (head.account().unwrap(), morning().today);
    let lend = Lend { principal, substitute: deputy, duties: [Duty::Head].into(), from: today, to: day("2025-06-20") };
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    let is_head = async || {
        let session = bureau.people.session(&token, morning()).await.unwrap();
        session.viewer().unwrap().has(Duty::Head, today)
    };
    bureau.people.delegate(&head, lend.clone(), morning()).await.unwrap();
    assert!(is_head().await);
    let people = bureau.people.accounts(&system, morning()).await.unwrap();
    let stands_in = people.iter().find(|person| person.row.account == deputy).unwrap().stands_in[0];
    bureau.people.end_delegation(&head, stands_in.id, morning()).await.unwrap();
    assert!(!is_head().await);

    bureau.people.delegate(&head, lend, morning()).await.unwrap();
    assert!(is_head().await);
    bureau.people.disable_account(&system, principal, morning()).await.unwrap();
    assert!(!is_head().await);
});

on_both!(a_disabled_account_is_out_at_once, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let system = bureau.viewer(Duty::SystemAdministrator).await;
    let account = bureau.hire_as("wang.fang".into(), Duty::Head).await;
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    assert!(bureau.people.session(&token, morning()).await.is_ok());
    bureau.people.disable_account(&system, account, morning()).await.unwrap();
    assert_eq!(bureau.people.session(&token, morning()).await, Err(PeopleError::SignedOut));
    let oneself = bureau.people.disable_account(&system, system.account().unwrap(), morning()).await;
    assert!(matches!(oneself, Err(PeopleError::Refused(PeopleRefusal::Oneself(_)))));
    let person = bureau.people.accounts(&system, morning()).await.unwrap();
    let person = person.into_iter().find(|person| person.row.account == account).unwrap();
    assert_eq!(person.duties[0].held.to, Some(morning().today));
});

on_both!(the_leading_group_is_kept_by_the_office_with_one_head, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let office = bureau.viewer(Duty::OpenGovernmentOffice).await;
    let deputy = bureau.hire(Duty::DeputyHead).await;
    let member = |account, role| Membership { account, role, days: InForce::since(day("2025-01-01")) };
    let group = vec![member(deputy, Role::Head), member(office.account().unwrap(), Role::Member)];
    bureau.people.set_leading_group(&office, group.clone(), morning()).await.unwrap();
    let read = bureau.people.leading_group(&office).await.unwrap();
    assert_eq!((read.head(morning().today), read.history()), (Some(deputy), group.as_slice()));

    let two = vec![member(deputy, Role::Head), member(office.account().unwrap(), Role::Head)];
    let refused = bureau.people.set_leading_group(&office, two, morning()).await.unwrap_err();
    assert_eq!(refused, PeopleError::Group(GroupError::TwoHeads));
    let stranger = vec![member(Account(999), Role::Head)];
    assert_eq!(bureau.people.set_leading_group(&office, stranger, morning()).await, Err(PeopleError::NoAccount));
    assert_eq!(bureau.people.leading_group(&office).await.unwrap().history().len(), 2, "nothing of it is kept");
});

on_both!(agencies_stand_in_a_tree_with_days_and_powers_move, async |place: Place| {
    use casework::who::{Power, PowerMove, PowerMoveError, Tie, TieError, TieKind};
    let bureau = Bureau::new(place).await;
    let machine = bureau.people.at_the_machine("root");
    let county = machine.add_agency("YZ", "云州市人民政府", InForce::ALWAYS, morning()).await.unwrap();
    let water = machine.add_agency("SL", "云州市水务局", InForce::until(day("2025-03-31")), morning()).await.unwrap();
    let taken = machine.add_agency(" YZ ", "别的机关", InForce::ALWAYS, morning()).await.unwrap_err();
    assert_eq!(taken, PeopleError::AgencyTaken("YZ".into()));

    let tie = |agency, above, kind| Tie { agency, above, kind, days: InForce::since(day("2025-01-01")) };
    machine.tie(tie(bureau.agency, county, TieKind::Superior), morning()).await.unwrap();
    let circle = machine.tie(tie(county, bureau.agency, TieKind::Superior), morning()).await.unwrap_err();
    assert_eq!(circle, PeopleError::Tie(TieError::Circle(bureau.agency)));
    let tree = bureau.people.tree().await.unwrap();
    assert!(tree.supervises(county, bureau.agency, day("2025-01-01")));
    assert!(!tree.supervises(county, bureau.agency, day("2024-12-31")));

    let on = day("2025-04-01");
    let moved = PowerMove { power: Power::Rest, from: water, to: bureau.agency, on };
    machine.move_power(moved.clone(), morning()).await.unwrap();
    assert_eq!(machine.move_power(moved, morning()).await, Err(PeopleError::PowerMove(PowerMoveError::Twice)));
    let moves = records::people::agency::power_moves(bureau.people.records().reading()).await.unwrap();
    assert_eq!(moves.holder("入河排污口设置审批", water, on), bureau.agency);

    assert_eq!(machine.agency(Some("YZ")).await, Ok(county));
    assert_eq!(machine.agency(None).await, Err(PeopleError::NoAgency(String::new())), "there are three");
});

on_both!(nobody_reaches_into_another_agency, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let machine = bureau.people.at_the_machine("root");
    let other = machine.add_agency("YZ", "云州市人民政府", InForce::ALWAYS, morning()).await.unwrap();
    let new = NewPerson { login: "qian".into(), name: "钱".into() };
    let theirs = machine.add_account(other, new, morning()).await.unwrap().account;
    let (system, security) =
        (bureau.viewer(Duty::SystemAdministrator).await, bureau.viewer(Duty::SecurityAdministrator).await);
    let people = &bureau.people;
    let give = GiveDuty { account: theirs, held: from_today(Duty::Head), unit: None };
    assert_eq!(people.disable_account(&system, theirs, morning()).await, Err(PeopleError::NoAccount));
    assert_eq!(people.reset_password(&system, theirs, morning()).await.unwrap_err(), PeopleError::NoAccount);
    assert_eq!(people.give_duty(&security, give, morning()).await, Err(PeopleError::NoAccount));
    assert!(people.accounts(&system, morning()).await.unwrap().iter().all(|person| person.row.agency == bureau.agency));
    assert!(people.colleagues(&system).await.unwrap().iter().all(|colleague| colleague.account != theirs));
});
