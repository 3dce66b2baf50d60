//! Accounts and duties by three administrators, none of whom can do it all; the log that the third reads.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};

const SYSTEM: Duty = Duty::SystemAdministrator;
const SECURITY: Duty = Duty::SecurityAdministrator;
const AUDIT: Duty = Duty::AuditAdministrator;

#[tokio::test]
async fn one_makes_the_account_and_another_gives_it_its_duty() {
    let house = House::on("2025-11-19").await;
    let new = [("login", "linxin"), ("name", "林新")];
    let made = house.fill(SYSTEM, "/console/people/account", &new).await;
    let text = read(&made.text);
    assert!(text.contains("林新的账号已建立") && text.contains("初始密码只显示这一次"), "{text}");
    assert_eq!(made.header(header::CACHE_CONTROL), "no-store");
    let password = made.text.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap();
    let first = house.sign_in("linxin", password).await;
    assert_eq!(first.header(header::LOCATION), "/console/account/password");

    let list = house.get(SYSTEM, "/console/people").await;
    let person = list.text.split("林新").next().unwrap().rsplit("href=\"").next().unwrap();
    let person = person.split('"').next().unwrap().to_owned();
    let duty = [("duty", "handler"), ("unit", "1"), ("from", "2025-11-19"), ("to", "")];
    let path = format!("{person}/duty");
    let page = house.get(SYSTEM, &person).await;
    let refused = house.send(SYSTEM, &path, &page, &duty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&refused.text).contains("安全管理员"), "{}", read(&refused.text));
    let page = house.get(SECURITY, &person).await;
    let given = house.send(SECURITY, &path, &page, &duty).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", read(&given.text));
    assert!(read(&house.get(SECURITY, &person).await.text).contains("承办人员（水生态科）"));

    let taken = house.fill(SYSTEM, "/console/people/account", &new).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&taken.text).contains("已有人使用") && taken.text.contains("value=\"林新\""));
}

#[tokio::test]
async fn only_the_auditor_reads_the_log() {
    let house = House::on("2025-11-19").await;
    house.get(Duty::Handler, "/console").await;
    house.sign_in("handler", "错的").await;
    let log = read(&house.get(AUDIT, "/console/audit").await.text);
    assert!(log.contains("登录失败") && log.contains("登录成功") && log.contains("授予职责"), "{log}");
    for duty in [SYSTEM, SECURITY, Duty::Head, Duty::OpenGovernmentOfficeHead] {
        let answer = house.get(duty, "/console/audit").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{duty:?}");
        assert!(!house.get(duty, "/console").await.text.contains("/console/audit"), "{duty:?}");
    }
}

#[tokio::test]
async fn a_unit_is_founded_and_offices_see_the_list_alone() {
    let house = House::on("2025-11-19").await;
    let unit = [("name", "土壤科"), ("kind", "section")];
    let founded = house.fill(SYSTEM, "/console/people/unit", &unit).await;
    assert_eq!(founded.status, StatusCode::SEE_OTHER, "{}", read(&founded.text));
    let list = read(&house.get(Duty::OpenGovernmentOffice, "/console/people").await.text);
    assert!(list.contains("土壤科") && list.contains("陈公开办工作人员"), "{list}");
    let outside = house.get(Duty::Handler, "/console/people").await;
    assert_eq!(outside.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_auditor_reads_what_was_done_at_the_machine_too() {
    use records::people::security_log::{self, Actor, Event, Happened};
    let house = House::on("2025-11-19").await;
    house.sign_in("nobody-has-this", "错的").await;
    let now = house.bureau.office.now();
    let rotated = Happened {
        agency: None,
        actor: Actor::Machine("root".into()),
        account: None,
        event: Event::KeyRotated,
        detail: "第2把".into(),
        address: String::new(),
    };
    let written = house.bureau.office.records().write(move |transaction| {
        Box::pin(async move {
            security_log::add(transaction, &rotated, now).await?;
            Ok::<_, records::WriteError<std::convert::Infallible>>(())
        })
    });
    written.await.unwrap();
    let page = house.get(AUDIT, "/console/audit").await;
    assert!(page.text.contains("/console/audit/machine") && !read(&page.text).contains("更换安装密钥"));
    let machine = read(&house.get(AUDIT, "/console/audit/machine").await.text);
    assert!(machine.contains("更换安装密钥 第2把") && machine.contains("本机：root"), "{machine}");
    assert!(machine.contains("登录失败") && !machine.contains("nobody-has-this"), "{machine}");
    assert!(read(&house.get(AUDIT, "/console/audit/machine?before=1").await.text).contains("没有记录"));
    for duty in [SYSTEM, SECURITY, Duty::Head, Duty::Supervisor] {
        assert_eq!(house.get(duty, "/console/audit/machine").await.status, StatusCode::FORBIDDEN, "{duty:?}");
    }
}
