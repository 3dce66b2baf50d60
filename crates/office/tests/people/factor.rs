//! The second factor: set up, shown once each, lost and taken away, asked for by duties.

use casework::who::Duty;
use office::people::{PeopleError, Stage};
use records::on_both;
use records::people::second_factor::{self, SecondFactor};

use super::*;

/// The digits that the authenticator of an account shows.
async fn digits(bureau: &Bureau, account: Account, moment: Moment) -> String {
    let reading = bureau.people.records().reading();
    let row = records::people::account::get(reading, bureau.agency, account).await.unwrap().unwrap();
    let nonce = second_factor::nonce(reading, bureau.agency, account).await.unwrap().unwrap();
    SecondFactor::new(bureau.people.vault(), &row, &nonce, "").digits(moment.now)
}

/// Sets a second factor up for somebody; his recovery codes.
async fn set_up(bureau: &Bureau, login: &str, account: Account, moment: Moment) -> Vec<String> {
    let token = bureau.sign_in(login, moment).await.unwrap();
    bureau.people.set_up_factor(&token, moment).await.unwrap();
    let on = bureau.people.turn_on_factor(&token, &digits(bureau, account, moment).await, moment).await.unwrap();
    assert!(bureau.people.session(&on.token, moment).await.unwrap().viewer().is_ok());
    assert_eq!(bureau.people.session(&token, moment).await, Err(PeopleError::SignedOut), "a new token");
    on.recovery_codes.iter().map(|code| code.to_string()).collect()
}

on_both!(the_second_factor_is_asked_after_the_password_and_its_digits_are_good_once, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let account = bureau.person("wang.fang").await;
    set_up(&bureau, "wang.fang", account, morning()).await;

    let next = later(morning(), minutes(1));
    let token = bureau.sign_in("wang.fang", next).await.unwrap();
    let session = bureau.people.session(&token, next).await.unwrap();
    assert_eq!(session.stage, Stage::Factor);
    assert_eq!(session.viewer().unwrap_err(), PeopleError::NotYetIn);
    let used = digits(&bureau, account, morning()).await;
    assert_eq!(bureau.people.show_factor(&token, &used, next).await.unwrap_err(), PeopleError::WrongDigits);

    let good = digits(&bureau, account, next).await;
    let shown = bureau.people.show_factor(&token, &good, next).await.unwrap();
    assert!(bureau.people.session(&shown, next).await.unwrap().viewer().is_ok());
    assert_eq!(bureau.people.session(&token, next).await, Err(PeopleError::SignedOut), "a new token");

    let again = bureau.sign_in("wang.fang", next).await.unwrap();
    assert_eq!(bureau.people.show_factor(&again, &good, next).await.unwrap_err(), PeopleError::WrongDigits, "replayed");
    assert!(bureau.people.set_up_factor(&again, next).await.is_err(), "not before it is shown");
    assert!(bureau.people.change_password(&again, PASSWORD.into(), "Qingshan-77!".into(), next).await.is_err());
});

on_both!(guessing_digits_ends_the_session_and_shuts_the_name, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let account = bureau.person("wang.fang").await;
    set_up(&bureau, "wang.fang", account, morning()).await;
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    for guess in ["000000", "111111", "", "abc", "AAAA-BBBB-CCCC-DDDD"] {
        assert_eq!(bureau.people.show_factor(&token, guess, morning()).await.unwrap_err(), PeopleError::WrongDigits);
    }
    assert!(matches!(bureau.people.show_factor(&token, "222222", morning()).await, Err(PeopleError::Shut(_))));
    assert_eq!(bureau.people.session(&token, morning()).await, Err(PeopleError::SignedOut));
    assert!(matches!(bureau.sign_in("wang.fang", morning()).await, Err(PeopleError::Shut(_))));
});

on_both!(a_recovery_code_opens_once_however_it_is_typed, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let account = bureau.person("wang.fang").await;
    let codes = set_up(&bureau, "wang.fang", account, morning()).await;
    assert_eq!(codes.len(), 10);
    let typed = format!(" {} ", codes[3].to_lowercase().replace('-', " "));
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    let shown = bureau.people.show_factor(&token, &typed, morning()).await.unwrap();
    let viewer = bureau.people.session(&shown, morning()).await.unwrap().viewer().unwrap().clone();
    assert_eq!(bureau.people.recovery_codes_left(&viewer).await, Ok(9));
    let token = bureau.sign_in("wang.fang", morning()).await.unwrap();
    assert_eq!(bureau.people.show_factor(&token, &codes[3], morning()).await.unwrap_err(), PeopleError::WrongDigits);
});

on_both!(a_lost_factor_is_taken_away_by_the_security_administrator_alone, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let (system, security) =
        (bureau.viewer(Duty::SystemAdministrator).await, bureau.viewer(Duty::SecurityAdministrator).await);
    let account = bureau.person("wang.fang").await;
    set_up(&bureau, "wang.fang", account, morning()).await;
    assert!(bureau.people.reset_second_factor(&system, account, morning()).await.is_err());
    bureau.people.reset_second_factor(&security, account, morning()).await.unwrap();
    let viewer = bureau.viewer_at("wang.fang", morning()).await;
    assert_eq!(bureau.people.recovery_codes_left(&viewer).await, Ok(0));
});

on_both!(a_duty_may_ask_for_a_second_factor, async |place: Place| {
    let bureau = Bureau::new(place).await;
    let security = bureau.viewer(Duty::SecurityAdministrator).await;
    let head = bureau.hire_as("wang.fang".into(), Duty::Head).await;
    let handler = bureau.hire_as("zhao.lei".into(), Duty::Handler).await;
    bureau.people.require_second_factor(&security, [Duty::Head].into(), morning()).await.unwrap();
    let stage = async |login: &str| {
        let token = bureau.sign_in(login, morning()).await.unwrap();
        bureau.people.session(&token, morning()).await.unwrap().stage
    };
    assert_eq!(stage("wang.fang").await, Stage::SetUpFactor);
    assert!(matches!(stage("zhao.lei").await, Stage::In(viewer) if viewer.account() == Some(handler)));
    set_up(&bureau, "wang.fang", head, morning()).await;
    assert_eq!(stage("wang.fang").await, Stage::Factor);
});
