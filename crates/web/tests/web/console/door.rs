//! The door of the console: who comes in, how far, and out again.

use axum::http::{StatusCode, header};
use casework::who::{Agency, Duty};
use office::people::NewPerson;

use super::house::{House, PASSWORD, read};

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let house = House::on("2025-11-19").await;
    house.employ(Duty::Handler).await;
    let wrong = house.sign_in("handler", "云州市澜江环境2024").await;
    let unknown = house.sign_in("nobody", PASSWORD).await;
    for answer in [&wrong, &unknown] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(read(&answer.text).contains("登录名或者密码不正确"));
        assert!(!answer.header(header::SET_COOKIE).contains("gk_session"));
    }
    assert!(unknown.text.contains("value=\"nobody\"") && !unknown.text.contains(PASSWORD));
}

#[tokio::test]
async fn after_too_many_tries_the_name_is_shut() {
    let house = House::on("2025-11-19").await;
    house.employ(Duty::Handler).await;
    for _ in 0..5 {
        house.sign_in("handler", "错的").await;
    }
    let shut = house.sign_in("handler", PASSWORD).await;
    assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(read(&shut.text).contains("登录失败次数过多"), "{}", read(&shut.text));
}

#[tokio::test]
async fn the_cookie_is_for_this_site_alone_and_over_https_for_this_host_alone() {
    let house = House::on("2025-11-19").await;
    house.employ(Duty::Handler).await;
    let cookie = house.sign_in("handler", PASSWORD).await.header(header::SET_COOKIE).to_owned();
    assert!(cookie.starts_with("gk_session=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn a_password_that_was_handed_out_is_changed_first() {
    let house = House::on("2025-11-19").await;
    let at = house.bureau.office.moment();
    house.employ(Duty::Handler).await;
    let new = NewPerson { login: "new".into(), name: "林新".into() };
    let machine = house.bureau.office.people().at_the_machine("suite");
    let made = machine.add_account(Agency(1), new, at).await.unwrap();

    let answer = house.sign_in("new", &made.first_password).await;
    assert_eq!(answer.header(header::LOCATION), "/console/account/password");
    let cookie = answer.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    let work = house.get_as(&cookie, "/console").await;
    assert_eq!(work.header(header::LOCATION), "/console/account/password", "nothing else before that");

    let path = "/console/account/password";
    let page = house.get_as(&cookie, path).await;
    let weak = [("in_use", &**made.first_password), ("new", "12345678"), ("again", "12345678")];
    let refused = house.send_as(&cookie, path, &page, &weak).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text.contains("12345678"), "passwords do not come back");
    let good = [("in_use", &**made.first_password), ("new", "澜江Water2025"), ("again", "澜江Water2025")];
    let changed = house.send_as(&cookie, path, &page, &good).await;
    assert_eq!((changed.status, changed.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/console"));
    assert_eq!(house.get_as(&cookie, "/console").await.status, StatusCode::SEE_OTHER, "the old session is over");
    let cookie = changed.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    assert_eq!(house.get_as(&cookie, "/console").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_needs_its_form() {
    let house = House::on("2025-11-19").await;
    let cookie = house.session(Duty::IntakeOfficer).await;
    let bare = house.post(Duty::IntakeOfficer, "/console/sign-out", &[]).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    let page = house.get_as(&cookie, "/console").await;
    let token = page.text.split("name=\"form_token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let out = house.post(Duty::IntakeOfficer, "/console/sign-out", &[("form_token", token)]).await;
    assert_eq!(out.header(header::LOCATION), "/console/sign-in");
    assert_eq!(house.get_as(&cookie, "/console").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_the_others() {
    let house = House::on("2025-11-19").await;
    let here = house.session(Duty::IntakeOfficer).await;
    let there = house.sign_in(Duty::IntakeOfficer.code(), PASSWORD).await;
    let there = there.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    let page = house.get_as(&here, "/console/account").await;
    assert!(read(&page.text).contains("本次") && read(&page.text).contains("退出其他所有地方"), "{}", read(&page.text));
    house.send_as(&here, "/console/account/sessions/end", &page, &[("session", "others")]).await;
    let first = page.text.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(first.len(), 64);
    assert_eq!(house.get_as(&there, "/console").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get_as(&here, "/console").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_second_factor_is_set_up_and_asked_for() {
    let house = House::on("2025-11-19").await;
    let cookie = house.session(Duty::IntakeOfficer).await;
    let page = house.get_as(&cookie, "/console/account/factor").await;
    let begun = house.send_as(&cookie, "/console/account/factor", &page, &[]).await;
    assert!(begun.text.contains("class=\"qr\""));
    let path = "/console/account/factor/proof";
    let wrong = house.send_as(&cookie, path, &begun, &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&wrong.text).contains("动态口令不正确"), "{}", read(&wrong.text));
}
