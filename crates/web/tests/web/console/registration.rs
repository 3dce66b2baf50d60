//! 登记, from the form to the file.

use axum::http::StatusCode;
use casework::who::Duty;
use office::request::{Scope, Which};
use office::testing::officer;

use super::house::{House, hidden, read};

const PATH: &str = "/console/requests/registration";

pub(super) const LETTER: [(&str, &str); 12] = [
    ("channel", "counter"),
    ("handed_in", "2025-11-19"),
    ("kind", "natural_person"),
    ("name", "沈静澜"),
    ("id_kind", "居民身份证"),
    ("id_number", "11010519491231002X"),
    ("phone", "13800001234"),
    ("address", "澜江区东街8号"),
    ("title", "静海河断面水质监测数据"),
    ("supply", "paper"),
    ("delivery", "post"),
    ("remark", ""),
];

pub(super) fn but<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = LETTER.iter().copied().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

async fn registered(house: &House) -> usize {
    let ours = officer(Duty::OpenGovernmentOffice);
    house.bureau.office.worklist(&ours, Scope::Office, Which::Open, None, 10).await.unwrap().len()
}

#[tokio::test]
async fn a_letter_over_the_counter_gets_its_number_and_its_code() {
    let house = House::on("2025-11-19").await;
    let page = house.fill(Duty::IntakeOfficer, PATH, &LETTER).await;
    assert_eq!(page.status, StatusCode::OK, "{}", read(&page.text));
    let text = read(&page.text);
    assert!(text.contains("已登记：澜环公开申〔2025〕1号"), "{text}");
    assert!(text.contains("最迟12月17日前答复"), "{text}");
    let code = text.split("查询码 ").nth(1).unwrap().split(' ').next().unwrap();
    let status = house.bureau.office.request_status(code).await.unwrap();
    assert_eq!(status.title, "静海河断面水质监测数据");
}

#[tokio::test]
async fn what_came_by_mail_waits_for_confirmation_and_has_no_number_yet() {
    let house = House::on("2025-11-19").await;
    let mail = but(&[("channel", "email"), ("handed_in", ""), ("arrived", "2025-11-18")]);
    let text = read(&house.fill(Duty::IntakeOfficer, PATH, &mail).await.text);
    assert!(text.contains("已登记，等待确认") && text.contains("确认后编号"), "{text}");
    let list = read(&house.get(Duty::IntakeOfficer, "/console?which=unconfirmed").await.text);
    assert!(list.contains("静海河断面水质监测数据") && list.contains("尚未编号"), "{list}");
}

#[tokio::test]
async fn the_form_comes_back_filled_in_with_every_mistake() {
    let house = House::on("2025-11-19").await;
    let wrong = but(&[
        ("channel", "registered_post"),
        ("signed", ""),
        ("id_number", "11010519491231002Y"),
        ("name", ""),
        ("title", "a<b>\"c\""),
    ]);
    let page = house.fill(Duty::IntakeOfficer, PATH, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&page.text).contains("请填写签收日期"), "{}", read(&page.text));
    assert!(page.text.contains("a&#60;b&#62;&#34;c&#34;") && !page.text.contains("a<b>"));

    let signed: Vec<_> =
        wrong.iter().map(|(n, v)| if *n == "signed" { (*n, "2025-11-18") } else { (*n, *v) }).collect();
    let page = house.send(Duty::IntakeOfficer, PATH, &page, &signed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = read(&page.text);
    assert!(text.contains("请填写姓名") && text.contains("还不能提交"), "{text}");
    assert_eq!(registered(&house).await, 0);
}

#[tokio::test]
async fn a_day_that_is_still_to_come_is_refused_in_one_sentence() {
    let house = House::on("2025-11-19").await;
    let page = house.fill(Duty::IntakeOfficer, PATH, &but(&[("handed_in", "2025-11-20")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&page.text).contains("日期2025年11月20日还没有到"), "{}", read(&page.text));
}

#[tokio::test]
async fn a_double_click_registers_once_and_shows_the_same_receipt() {
    let house = House::on("2025-11-19").await;
    let page = house.get(Duty::IntakeOfficer, PATH).await;
    let first = house.send(Duty::IntakeOfficer, PATH, &page, &LETTER).await;
    let second = house.send(Duty::IntakeOfficer, PATH, &page, &LETTER).await;
    let shown = |text: &str| read(text).split("查询码 ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(shown(&first.text), shown(&second.text));
    assert_eq!(registered(&house).await, 1);
}

#[tokio::test]
async fn a_form_without_its_token_or_with_another_persons_does_nothing() {
    let house = House::on("2025-11-19").await;
    let without = house.post(Duty::IntakeOfficer, PATH, &LETTER).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text.contains("沈静澜"), "what was typed is still there");

    let others = house.get(Duty::OpenGovernmentOffice, PATH).await;
    let forged = house.send(Duty::IntakeOfficer, PATH, &others, &LETTER).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(registered(&house).await, 0);

    let hidden = hidden(&forged.text);
    assert!(hidden.iter().any(|(name, value)| name == "form_token" && !value.is_empty()));
    let again = house.send(Duty::IntakeOfficer, PATH, &forged, &LETTER).await;
    assert_eq!(again.status, StatusCode::OK, "the form that came back can be sent");
}

#[tokio::test]
async fn a_letter_of_days_ago_asks_for_its_proof_and_loses_nothing() {
    let house = House::on("2025-11-19").await;
    let late = but(&[("handed_in", "2025-11-14")]);
    let asked = house.fill(Duty::IntakeOfficer, PATH, &late).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = read(&asked.text);
    assert!(text.contains("申请2025年11月14日就到了，今天才登记") && text.contains("迟登的理由"), "{text}");
    assert!(
        asked.text.contains("value=\"2025-11-14\"") && asked.text.contains("沈静澜"),
        "what was typed is still there"
    );
    let explained = but(&[("handed_in", "2025-11-14"), ("late_reason", "信送到了下属单位")]);
    let taken = house.fill(Duty::IntakeOfficer, PATH, &explained).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", read(&taken.text));
}
