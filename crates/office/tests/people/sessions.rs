//! Sessions: how long they hold, that they end at once, and who sees them.

use casework::who::{Duty, SessionOver};
use office::people::PeopleError;
use records::on_both;

use super::*;

on_both!(a_session_ends_idle_and_in_any_case, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let session = async |token: &SessionToken, moment| bureau.people.session(token, moment).await.map(|one| one.login);

    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    assert!(session(&token, later(morning(), minutes(29))).await.is_ok());
    assert!(session(&token, later(morning(), minutes(58))).await.is_ok(), "it was used half an hour ago");
    assert_eq!(session(&token, later(morning(), minutes(88))).await, Err(PeopleError::Over(SessionOver::Idle)));

    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    for minute in (0..720).step_by(20) {
        assert!(session(&token, later(morning(), minutes(minute))).await.is_ok(), "{minute}");
    }
    assert_eq!(session(&token, later(morning(), minutes(720))).await, Err(PeopleError::Over(SessionOver::Longest)));
});

on_both!(nobody_comes_in_with_a_made_up_token, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let refused = bureau.people.session(&SessionToken::random(), morning()).await;
    assert_eq!(refused, Err(PeopleError::SignedOut));
});

on_both!(signing_out_ends_the_session_and_no_other, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let (one, other) =
        (bureau.sign_in("wang.fang", morning()).await.unwrap(), bureau.sign_in("wang.fang", morning()).await.unwrap());
    assert_ne!(one.id(), other.id(), "a new one each time");
    assert!(bureau.people.session(&one, morning()).await.is_ok());
    bureau.people.sign_out(&one, morning()).await.unwrap();
    assert_eq!(bureau.people.session(&one, morning()).await, Err(PeopleError::SignedOut));
    assert!(bureau.people.session(&other, morning()).await.is_ok());
    bureau.people.sign_out(&one, morning()).await.unwrap();
});

on_both!(an_ended_session_stops_here_at_once_and_elsewhere_within_seconds, async |place: Place| {
    let elsewhere = process(&place, Cost::least()).await;
    let bureau = Bureau::new(place).await;
    let account = bureau.person("wang.fang").await;
    let (lost, own) =
        (bureau.sign_in("wang.fang", morning()).await.unwrap(), bureau.sign_in("wang.fang", morning()).await.unwrap());
    for people in [&bureau.people, &elsewhere] {
        assert!(people.session(&lost, morning()).await.is_ok());
    }
    let viewer = bureau.people.session(&own, morning()).await.unwrap().viewer().unwrap().clone();
    let listed = bureau.people.sessions(&viewer, account, morning()).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!((listed[0].address.as_str(), listed[0].client.as_str()), ("10.1.2.3", "Mozilla/5.0"));

    bureau.people.revoke(&viewer, account, lost.id(), morning()).await.unwrap();
    assert_eq!(bureau.people.session(&lost, morning()).await, Err(PeopleError::SignedOut));
    let soon = later(morning(), SignedDuration::from_secs(3));
    assert_eq!(elsewhere.session(&lost, soon).await, Err(PeopleError::SignedOut));
    assert_eq!(bureau.people.sessions(&viewer, account, morning()).await.unwrap().len(), 1);
});

on_both!(anothers_sessions_are_ended_by_the_security_administrator_alone, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let account = bureau.hire_as("wang.fang".into(), Duty::Head).await;
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    for duty in [Duty::SystemAdministrator, Duty::AuditAdministrator, Duty::OpenGovernmentOfficeHead] {
        let viewer = bureau.viewer(duty).await;
        let refused = bureau.people.revoke_all(&viewer, account, None, morning()).await;
        assert!(matches!(refused, Err(PeopleError::Refused(_))), "{duty:?}");
        assert!(bureau.people.session(&token, morning()).await.is_ok());
    }
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    bureau.people.revoke_all(&security, account, None, morning()).await.unwrap();
    assert_eq!(bureau.people.session(&token, morning()).await, Err(PeopleError::SignedOut));
});

on_both!(old_sessions_and_failures_are_forgotten_and_live_ones_stay, async |place: Place| {
    let bureau = Bureau::new(place).await;
    bureau.person("wang.fang").await;
    let old = bureau.sign_in("wang.fang", morning()).await.unwrap();
    let next_day = later(morning(), minutes(24 * 60 + 1));
    let live = bureau.sign_in("wang.fang", next_day).await.unwrap();
    bureau.people.forget(next_day).await.unwrap();
    assert_eq!(bureau.people.session(&old, morning()).await, Err(PeopleError::SignedOut));
    assert!(bureau.people.session(&live, next_day).await.is_ok());
});
