//! Who sees what, and who may do what.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};
use super::journey::file;
use crate::asking::{ask, get};

#[tokio::test]
async fn nobody_comes_in_without_a_session() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    for path in ["/console", "/console/requests", &file, &format!("{file}/reply")] {
        let answer = ask(house.site(), Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(
            (answer.status, answer.header(header::LOCATION)),
            (StatusCode::SEE_OTHER, "/console/sign-in"),
            "{path}"
        );
        let answer =
            ask(house.site(), Request::get(path).header(header::COOKIE, "gk_session=x").body(Body::empty()).unwrap())
                .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
    }
    let answer = ask(house.site(), Request::post(format!("{file}/reply")).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(read(&answer.text).contains("填写的内容还在"));
}

#[tokio::test]
async fn a_site_without_an_office_has_no_console() {
    let answer = get("/console").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_administrator_sees_no_file() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    for duty in Duty::ALL.into_iter().filter(|duty| duty.is_administrator()) {
        let work = house.get(duty, "/console").await;
        assert_eq!(work.status, StatusCode::OK);
        assert!(!work.text.contains("静海河") && !work.text.contains("/console/requests"), "{duty:?}");
        for path in ["/console/requests", &file, &format!("{file}/reply"), &format!("{file}/entries/1")] {
            let answer = house.get(duty, path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{duty:?} {path}");
            assert!(!answer.text.contains("静海河"), "{duty:?} {path}");
        }
    }
}

#[tokio::test]
async fn an_extension_is_the_heads_alone_and_says_so_to_others() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let offered = read(&house.get(Duty::IntakeOfficer, &file).await.text);
    assert!(offered.contains("延期须经公开办负责人同意（条例第三十三条）"), "{offered}");
    let path = format!("{file}/extension");
    assert_eq!(house.get(Duty::IntakeOfficer, &path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(Duty::OpenGovernmentOfficeHead, &path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_step_that_cannot_be_taken_now_shows_its_reason_instead_of_a_form() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let answer = house.get(Duty::IntakeOfficer, &format!("{file}/service")).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(read(&answer.text).contains("答复还没有审核通过"));
}

#[tokio::test]
async fn odd_addresses_lead_nowhere() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    for path in [
        "/console/requests/x".to_owned(),
        format!("/console/requests/{}", "0".repeat(32)),
        format!("{file}/nothing"),
        format!("{file}/entries/99"),
    ] {
        assert_eq!(house.get(Duty::IntakeOfficer, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn lists_find_by_number_and_by_exact_name() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let by_number = house.get(Duty::IntakeOfficer, "/console/requests?number=1").await;
    assert_eq!(by_number.header(header::LOCATION), file);
    let missing = house.get(Duty::IntakeOfficer, "/console/requests?number=2024-9").await;
    assert!(read(&missing.text).contains("没有登记号“2024-9”的申请"));

    let path = "/console/requests/search";
    let found = house.fill(Duty::IntakeOfficer, path, &[("field", "name"), ("value", "沈静澜")]).await;
    assert!(read(&found.text).contains("静海河断面水质监测数据"));
    let none = house.fill(Duty::IntakeOfficer, path, &[("field", "name"), ("value", "沈")]).await;
    assert!(read(&none.text).contains("没有找到"));
}
