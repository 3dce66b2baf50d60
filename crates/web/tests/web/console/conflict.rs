//! Two officers on one file: the second is told what changed and loses nothing typed.

use axum::http::StatusCode;
use casework::who::Duty;

use super::house::{House, read};
use super::journey::{done, file};

#[tokio::test]
async fn the_second_sees_what_changed_and_keeps_what_was_typed() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let path = format!("{file}/correction");
    let second = house.get(Duty::IntakeOfficer, &path).await;
    done(&house, Duty::OpenGovernmentOffice, &format!("{file}/assignment"), &[("unit", "2"), ("on", "2025-11-19")])
        .await;

    let typed = [("points", "title"), ("words", "请写明断面名称"), ("answer_by", "2025-12-05"), ("on", "2025-11-19")];
    let conflict = house.send(Duty::IntakeOfficer, &path, &second, &typed).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let text = read(&conflict.text);
    assert!(text.contains("案卷刚刚有新的记录") && text.contains("转承办科室"), "{text}");
    assert!(conflict.text.contains("请写明断面名称</textarea>"));

    let again = house.send(Duty::IntakeOfficer, &path, &conflict, &typed).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", read(&again.text));
}

#[tokio::test]
async fn a_step_that_was_taken_meanwhile_says_so_and_a_double_click_does_not() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let path = format!("{file}/withdrawal");
    let typed = [("on", "2025-11-19"), ("words", "来电表示不再需要")];
    let (one, two) = (house.get(Duty::IntakeOfficer, &path).await, house.get(Duty::OpenGovernmentOffice, &path).await);
    for _ in 0..2 {
        let taken = house.send(Duty::IntakeOfficer, &path, &one, &typed).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
    }
    let late = house.send(Duty::OpenGovernmentOffice, &path, &two, &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("来电表示不再需要</textarea>"));
    let late = house.send(Duty::OpenGovernmentOffice, &path, &late, &typed).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&late.text).contains("已在2025年11月19日办结"), "{}", read(&late.text));
}
