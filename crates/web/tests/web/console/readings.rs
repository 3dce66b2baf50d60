//! The auditor reads who read what, and none of it.

use axum::http::StatusCode;
use casework::who::Duty;

use super::house::{House, read};
use super::journey::file;

const AUDIT: Duty = Duty::AuditAdministrator;
const LOG: &str = "/console/audit/readings";

#[tokio::test]
async fn every_opening_and_every_search_is_read_by_the_auditor_alone() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let page = house.get(Duty::IntakeOfficer, &file).await;
    house.send(Duty::IntakeOfficer, &format!("{file}/applicant"), &page, &[("purpose", "与申请人联系")]).await;
    let search = "/console/requests/search";
    let ours = Duty::OpenGovernmentOffice;
    house.fill(ours, search, &[("field", "name"), ("value", "沈静澜")]).await;
    house.fill(ours, search, &[("field", "phone"), ("value", "13900009999")]).await;

    let log = house.get(AUDIT, LOG).await;
    let text = read(&log.text);
    assert!(text.contains("申请人的姓名、证件和联系方式 与申请人联系"), "{text}");
    assert!(text.contains("陈公开办工作人员 澜环公开申〔2025〕1号 按姓名或者单位名称查找到这件 查找申请"), "{text}");
    assert!(text.contains("按电话查找，没有找到"), "{text}");
    for secret in ["沈静澜", "13800001234", "13900009999", "静海河断面"] {
        assert!(!log.text.contains(secret), "{secret} stands in the log");
    }

    let intake = house.get(AUDIT, &format!("{LOG}?who=1")).await;
    let rows = |text: &str| text.matches("<tr><td").count();
    assert!(rows(&intake.text) > 0 && rows(&intake.text) < rows(&log.text), "one reader's are fewer");
    let id = file.rsplit('/').next().unwrap();
    let one = read(&house.get(AUDIT, &format!("{LOG}?file={id}")).await.text);
    assert!(one.contains("只列出一件的记录") && !one.contains("没有找到"), "{one}");

    for duty in [Duty::SystemAdministrator, Duty::SecurityAdministrator, Duty::Head, ours] {
        assert_eq!(house.get(duty, LOG).await.status, StatusCode::FORBIDDEN, "{duty:?}");
    }
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_without_a_gap() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    for _ in 0..60 {
        house.get(Duty::IntakeOfficer, &file).await;
    }
    let first = house.get(AUDIT, LOG).await;
    let rows = |text: &str| text.matches("<tr><td").count();
    assert_eq!(rows(&first.text), 50);
    let next = first.text.split("after=").nth(1).unwrap().split('"').next().unwrap();
    let second = house.get(AUDIT, &format!("{LOG}?after={next}")).await;
    let auditor = office::testing::officer(AUDIT);
    let logged = house.bureau.office.reading_log(&auditor, &office::reading_log::Whose::Everybody, None, 1000);
    assert_eq!(rows(&first.text) + rows(&second.text), logged.await.unwrap().len());
    let odd = house.get(AUDIT, &format!("{LOG}?after=x%27or&who=%27&file=..")).await;
    assert_eq!((odd.status, rows(&odd.text)), (StatusCode::OK, 50));
}
