//! Signing in: right and wrong, too often, and what is written down of it.

use casework::who::{Duty, Shut};
use office::people::{PeopleError, Stage};
use records::on_both;
use records::people::security_log::{self, Actor, Event};

use super::*;

on_both!(somebody_signs_in_and_is_who_he_is, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let account = bureau.hire_as("wang.fang".into(), Duty::Handler).await;
    let token = bureau.sign_in(" Wang.Fang ", morning()).await.unwrap();
    let session = bureau.people.session(&token, morning()).await.unwrap();
    assert_eq!((session.account, session.agency, session.name.as_str()), (account, bureau.agency, "演示wang.fang"));
    let viewer = session.viewer().unwrap();
    assert_eq!(viewer.account(), Some(account));
    assert_eq!(viewer.units(morning().today), [bureau.section].into());
    assert!(viewer.has(Duty::Handler, day("2025-06-09")) && !viewer.has(Duty::Handler, day("2024-12-31")));
});

on_both!(a_wrong_password_and_an_unknown_name_get_the_same_answer, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    for (login, password) in
        [("wang.fang", "Lanjiang-86x3"), ("wang.fang", ""), ("nobody", PASSWORD), ("", PASSWORD), ("张 ' OR 1=1", "x")]
    {
        let refused = bureau.people.sign_in(knock(login, password), morning()).await;
        assert_eq!(refused.unwrap_err(), PeopleError::WrongNameOrPassword, "{login}");
    }
});

on_both!(the_sixth_try_is_not_looked_at_whoever_it_is, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    for login in ["wang.fang", "nobody"] {
        for _ in 0..5 {
            let refused = bureau.people.sign_in(knock(login, "Lanjiang-86x3"), morning()).await.unwrap_err();
            assert_eq!(refused, PeopleError::WrongNameOrPassword);
        }
        let refused = bureau.people.sign_in(knock(login, PASSWORD), morning()).await.unwrap_err();
        assert_eq!(refused, PeopleError::Shut(Shut(minutes(10))), "{login}: even the right one");
    }
    let after = later(morning(), minutes(10));
    assert!(bureau.sign_in("wang.fang", after).await.is_ok());
    let log = security_log::list(bureau.people.records().reading(), Some(bureau.agency), None, 3).await.unwrap();
    let events: Vec<Event> = log.iter().map(|row| row.event).collect();
    assert_eq!(events, [Event::SignedIn, Event::Shut, Event::SignInFailed]);
});

on_both!(a_right_password_clears_the_count, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    for _ in 0..3 {
        for _ in 0..4 {
            bureau.people.sign_in(knock("wang.fang", "Lanjiang-86x3"), morning()).await.unwrap_err();
        }
        bureau.sign_in("wang.fang", morning()).await.unwrap();
    }
});

on_both!(many_tries_at_once_are_no_way_around_the_limit, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let tries = (0..20).map(|n| bureau.people.sign_in(knock("wang.fang", &format!("Guess-{n}-xyz")), morning()));
    let answers = futures::future::join_all(tries).await;
    let looked_at = answers.iter().filter(|answer| matches!(answer, Err(PeopleError::WrongNameOrPassword))).count();
    assert_eq!(looked_at, 5);
});

on_both!(many_sign_in_at_once_from_many_places, async |place: Place| {
    let bureau = Bureau::new(place).await;
    for n in 0..6 {
        bureau.person(&format!("person{n}")).await;
    }
    let knocks = (0..48).map(|n| {
        let knock = Knock { address: format!("10.0.0.{}", n % 5), ..knock(&format!("person{}", n % 6), PASSWORD) };
        bureau.people.sign_in(knock, morning())
    });
    for answer in futures::future::join_all(knocks).await {
        assert!(matches!(answer, Ok(_) | Err(PeopleError::Shut(_))), "{answer:?}");
    }
});

on_both!(an_address_that_tries_many_names_is_shut_and_others_are_not, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    for n in 0..50 {
        bureau.people.sign_in(knock(&format!("guess{n}"), PASSWORD), morning()).await.unwrap_err();
    }
    assert!(matches!(bureau.sign_in("wang.fang", morning()).await, Err(PeopleError::Shut(_))));
    let elsewhere = Knock { address: "10.9.9.9".into(), ..knock("wang.fang", PASSWORD) };
    assert!(bureau.people.sign_in(elsewhere, morning()).await.is_ok());
});

on_both!(what_was_typed_in_place_of_a_name_is_nowhere, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.people.sign_in(knock("Lanjiang-86x2", ""), morning()).await.unwrap_err();
    let log = security_log::list(bureau.people.records().reading(), None, None, 9).await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].actor.clone(), log[0].event), (Actor::Nobody, Event::SignInFailed));
    assert!(!format!("{log:?}").to_lowercase().contains("lanjiang"), "{log:?}");
});

on_both!(a_handed_out_password_is_changed_before_anything_else, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let new = NewPerson { login: "li.na".into(), name: "李娜".into() };
    let machine = bureau.people.at_the_machine("root");
    let made = machine.add_account_with_duty(bureau.agency, new, Duty::Head, None, morning()).await.unwrap();
    let token = bureau.people.sign_in(knock("li.na", &made.first_password), morning()).await.unwrap();
    let session = bureau.people.session(&token, morning()).await.unwrap();
    assert_eq!(session.stage, Stage::NewPassword(office::people::WhyNewPassword::First));
    assert_eq!(session.viewer().unwrap_err(), PeopleError::NotYetIn);
    let first = made.first_password.to_string();
    let token = bureau.people.change_password(&token, first, PASSWORD.into(), morning()).await.unwrap();
    assert!(bureau.people.session(&token, morning()).await.unwrap().viewer().is_ok());
});
