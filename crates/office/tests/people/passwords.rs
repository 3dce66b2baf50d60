//! Passwords: changed by their owner, reset and released by two administrators, old ones renewed.

use casework::who::{Duty, WeakPassword};
use office::people::{PeopleError, Stage, WhyNewPassword};
use records::on_both;

use super::*;

on_both!(who_changes_his_password_goes_on_and_all_other_sessions_end, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let (here, there) =
        (bureau.sign_in("wang.fang", morning()).await.unwrap(), bureau.sign_in("wang.fang", morning()).await.unwrap());
    assert!(bureau.people.session(&there, morning()).await.is_ok());
    let new = "Qingshan-77!".to_owned();
    let next = bureau.people.change_password(&here, PASSWORD.into(), new.clone(), morning()).await.unwrap();
    for ended in [&here, &there] {
        assert_eq!(bureau.people.session(ended, morning()).await, Err(PeopleError::SignedOut));
    }
    assert!(bureau.people.session(&next, morning()).await.is_ok());
    assert_eq!(bureau.sign_in("wang.fang", morning()).await.unwrap_err(), PeopleError::WrongNameOrPassword);
    assert!(bureau.people.sign_in(knock("wang.fang", &new), morning()).await.is_ok());
});

on_both!(a_password_is_changed_only_by_who_knows_it_and_to_a_good_one, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    for (in_use, new, refusal) in [
        ("Lanjiang-86x3", "Qingshan-77!", PeopleError::WrongPassword),
        (PASSWORD, "short", PeopleError::Weak(WeakPassword::TooShort)),
        (PASSWORD, "Wang.Fang-2025", PeopleError::Weak(WeakPassword::HoldsName)),
        (PASSWORD, PASSWORD, PeopleError::Weak(WeakPassword::Unchanged)),
    ] {
        let refused = bureau.people.change_password(&token, in_use.into(), new.into(), morning()).await;
        assert_eq!(refused.unwrap_err(), refusal);
    }
    assert!(bureau.people.session(&token, morning()).await.is_ok());
    assert!(bureau.sign_in("wang.fang", morning()).await.is_ok());
});

on_both!(a_password_is_renewed_after_ninety_days_but_not_in_a_demonstration, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let new = NewPerson { login: "li.na".into(), name: "李娜".into() };
    let made = bureau.people.at_the_machine("root").add_account(bureau.agency, new, morning()).await.unwrap();
    let token = bureau.people.sign_in(knock("li.na", &made.first_password), morning()).await.unwrap();
    let first = made.first_password.to_string();
    bureau.people.change_password(&token, first, PASSWORD.into(), morning()).await.unwrap();
    bureau.person("wang.fang").await;
    let stage = async |login: &str, moment| {
        let token = bureau.sign_in(login, moment).await.unwrap();
        bureau.people.session(&token, moment).await.unwrap().stage
    };
    assert!(matches!(stage("li.na", at("2025-09-06T09:00:00+08:00")).await, Stage::In(_)));
    let old = at("2025-09-07T09:00:00+08:00");
    assert_eq!(stage("li.na", old).await, Stage::NewPassword(WhyNewPassword::Old));
    assert!(matches!(stage("wang.fang", at("2031-09-07T09:00:00+08:00")).await, Stage::In(_)));
});

on_both!(a_reset_account_stays_shut_until_another_administrator_releases_it, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let (system, security) =
        (bureau.viewer(Duty::SystemAdministrator).await, bureau.viewer(Duty::SecurityAdministrator).await);
    let account = bureau.hire_as("wang.fang".into(), Duty::Head).await;
    let open = bureau.sign_in("wang.fang", morning()).await.unwrap();

    let first = bureau.people.reset_password(&system, account, morning()).await.unwrap();
    assert_eq!(bureau.people.session(&open, morning()).await, Err(PeopleError::SignedOut));
    let knocks = knock("wang.fang", &first);
    let refused = bureau.people.sign_in(knocks.clone(), morning()).await.unwrap_err();
    assert_eq!(refused, PeopleError::AwaitingRelease);
    assert!(matches!(bureau.people.release_account(&system, account, morning()).await, Err(PeopleError::Refused(_))));

    bureau.people.release_account(&security, account, morning()).await.unwrap();
    let token = bureau.people.sign_in(knocks, morning()).await.unwrap();
    let stage = bureau.people.session(&token, morning()).await.unwrap().stage;
    assert_eq!(stage, Stage::NewPassword(WhyNewPassword::First));
    let again = bureau.people.release_account(&security, account, morning()).await;
    assert_eq!(again, Err(PeopleError::NothingToRelease));
});

on_both!(the_machine_gives_a_way_back_in, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let machine = bureau.people.at_the_machine("root");
    let first = machine.reset_password("Wang.Fang", morning()).await.unwrap();
    assert!(bureau.people.sign_in(knock("wang.fang", &first), morning()).await.is_ok());
    assert_eq!(machine.reset_password("nobody", morning()).await.unwrap_err(), PeopleError::NoAccount);
    machine.disable_account("wang.fang", morning()).await.unwrap();
    assert_eq!(machine.reset_password("wang.fang", morning()).await.unwrap_err(), PeopleError::Disabled);
    let refused = bureau.people.sign_in(knock("wang.fang", &first), morning()).await;
    assert_eq!(refused.unwrap_err(), PeopleError::Disabled, "who knows the password is told");
});

on_both!(a_password_is_hashed_anew_when_the_cost_was_raised, async |place: Place| {
    let dearer = process(&place, Cost::default()).await;
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let stored = async || {
        let login = casework::who::Login::new("wang.fang").unwrap();
        records::people::account::proof(bureau.people.records().reading(), &login).await.unwrap().unwrap().password
    };
    assert!(stored().await.contains("m=8,t=1"));
    dearer.sign_in(knock("wang.fang", PASSWORD), morning()).await.unwrap();
    assert!(stored().await.contains("m=19456,t=2"));
    assert!(dearer.sign_in(knock("wang.fang", PASSWORD), morning()).await.is_ok());
});
