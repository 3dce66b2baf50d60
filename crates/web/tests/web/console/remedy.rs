//! The register of reconsiderations and suits, and the cells of table four that open it.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};
use super::journey::file;

const NEW: &str = "/console/remedies/case";
const LAWYER: Duty = Duty::LegalReviewer;

const CASE: [(&str, &str); 7] = [
    ("kind", "reconsideration"),
    ("role", "original_act"),
    ("from", "2025-11-03"),
    ("request", "1"),
    ("note", "澜政复〔2025〕12号"),
    ("result", ""),
    ("ended_on", ""),
];

fn but<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = CASE.iter().copied().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

#[tokio::test]
async fn a_case_is_entered_gets_its_result_and_is_opened_from_its_cell() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let page = house.get(LAWYER, NEW).await;
    for _ in 0..2 {
        let entered = house.send(LAWYER, NEW, &page, &CASE).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", read(&entered.text));
        assert_eq!(entered.header(header::LOCATION), "/console/remedies?year=2025");
    }
    let list = house.get(LAWYER, "/console/remedies").await;
    let text = read(&list.text);
    assert_eq!(text.matches("澜政复〔2025〕12号").count(), 1, "a double click enters one case: {text}");
    assert!(text.contains("尚未审结") && list.text.contains(&file) && text.contains("澜环公开申〔2025〕1号"), "{text}");

    let address = list
        .text
        .split("/console/remedies/")
        .find(|rest| rest.as_bytes()[0].is_ascii_hexdigit() && !rest.starts_with("case"));
    let address = format!("/console/remedies/{}", &address.unwrap()[..32]);
    let form = house.get(LAWYER, &address).await;
    assert!(form.text.contains("value=\"澜政复〔2025〕12号\"") && form.text.contains("value=\"2025-11-03\""));
    let ended = but(&[("result", "corrected"), ("ended_on", "2025-11-18")]);
    assert_eq!(house.fill(LAWYER, &address, &ended).await.status, StatusCode::SEE_OTHER);

    let head = Duty::OpenGovernmentOfficeHead;
    let year = [("year", "2025")];
    assert_eq!(house.fill(head, "/console/reports", &year).await.status, StatusCode::SEE_OTHER);
    let cell = house.get(head, "/console/reports/2025/cells/remedies.reconsideration.corrected").await;
    assert!(
        cell.text.contains(&address) && read(&cell.text).contains("结果纠正 2025年11月18日"),
        "{}",
        read(&cell.text)
    );
    let pending = house.get(head, "/console/reports/2025/cells/remedies.reconsideration.pending").await;
    assert!(!pending.text.contains(&address));
}

#[tokio::test]
async fn what_cannot_be_is_said_beside_its_field() {
    let house = House::on("2025-11-19").await;
    for (changes, said) in [
        (&[("kind", "")][..], "请选择案件的种类"),
        (&[("request", "99")], "没有这个登记号的申请"),
        (&[("request", "某某")], "请填写登记号"),
        (&[("request", ""), ("ended_on", "2025-11-10")], "填写了审结日期，请选择结果"),
        (&[("request", ""), ("result", "upheld")], "请填写审结日期"),
        (&[("request", ""), ("result", "upheld"), ("ended_on", "2025-11-01")], "早于受理日期"),
        (&[("request", ""), ("from", "2025-11-20")], "日期还没有到"),
        (&[("request", ""), ("note", "联系电话13800001234")], "不能写个人信息"),
    ] {
        let back = house.fill(LAWYER, NEW, &but(changes)).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        assert!(read(&back.text).contains(said), "{changes:?}: {}", read(&back.text));
    }
    assert!(read(&house.get(LAWYER, "/console/remedies").await.text).contains("没有复议、诉讼案件"));
}

#[tokio::test]
async fn others_read_the_register_and_administrators_do_not() {
    let house = House::on("2025-11-19").await;
    assert_eq!(house.get(Duty::Head, "/console/remedies").await.status, StatusCode::OK);
    assert_eq!(house.get(Duty::Head, NEW).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(Duty::SystemAdministrator, "/console/remedies").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.get(Duty::Head, "/console/remedies/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_second_writer_is_told_what_changed_and_loses_nothing() {
    let house = House::on("2025-11-19").await;
    let without = but(&[("request", "")]);
    assert_eq!(house.fill(LAWYER, NEW, &without).await.status, StatusCode::SEE_OTHER);
    let list = house.get(LAWYER, "/console/remedies").await;
    let mut addresses =
        list.text.split("/console/remedies/").skip(1).filter(|rest| rest.as_bytes()[0].is_ascii_hexdigit());
    let id = addresses.find(|rest| !rest.starts_with("case")).unwrap();
    let address = format!("/console/remedies/{}", &id[..32]);

    let (mine, hers) = (house.get(LAWYER, &address).await, house.get(Duty::OpenGovernmentOffice, &address).await);
    let ended = but(&[("request", ""), ("result", "upheld"), ("ended_on", "2025-11-18")]);
    let first = house.send(Duty::OpenGovernmentOffice, &address, &hers, &ended).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", read(&first.text));
    let typed = but(&[("request", ""), ("note", "澜政复〔2025〕13号")]);
    let second = house.send(LAWYER, &address, &mine, &typed).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let text = read(&second.text);
    assert!(second.text.contains("value=\"澜政复〔2025〕13号\""), "what was typed is there");
    assert!(text.contains("陈公开办工作人员") && text.contains("结果：尚未审结→结果维持（2025年11月18日）"), "{text}");

    let merged =
        but(&[("request", ""), ("note", "澜政复〔2025〕13号"), ("result", "upheld"), ("ended_on", "2025-11-18")]);
    let saved = house.send(LAWYER, &address, &second, &merged).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "who has seen it may save");
    let history = read(&house.get(LAWYER, &address).await.text);
    assert!(history.contains("案号或者备注：澜政复〔2025〕12号→澜政复〔2025〕13号"), "{history}");
    assert!(history.contains("录入") && !history.contains("与安全日志不符"), "{history}");
    let log = read(&house.get(Duty::AuditAdministrator, "/console/audit").await.text);
    assert_eq!(log.matches("登记复议诉讼案件").count(), 3, "{log}");
}
