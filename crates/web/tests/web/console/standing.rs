//! Who stands in for whom, who leads, which units there are, whom the door asks for a second factor.

use axum::http::{StatusCode, header};
use casework::who::Duty;

use super::house::{House, read};
use super::journey::{done, file};

const SECURITY: Duty = Duty::SecurityAdministrator;
const OURS: Duty = Duty::OpenGovernmentOffice;

/// The number of somebody's account, as his name stands in the menu of a page.
fn account(page: &str, name: &str) -> String {
    page.split(&format!(">{name}</option>"))
        .next()
        .unwrap()
        .rsplit("value=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .into()
}

#[tokio::test]
async fn a_head_on_holiday_is_stood_in_for_and_the_record_says_by_whom() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    house.session(Duty::LegalReviewer).await;
    done(&house, OURS, &format!("{file}/assignment"), &[("unit", "1"), ("on", "2025-11-19")]).await;
    let draft =
        [("situation", "disclosable"), ("facts", "经检索，本机关保存。"), ("given", "attached"), ("on", "2025-11-19")];
    done(&house, OURS, &format!("{file}/reply"), &draft).await;

    let page = house.get(Duty::UnitHead, "/console/substitutes").await;
    assert!(page.text.contains("checked"), "the only duty is chosen already");
    let lawyer = account(&page.text, "陈法制审核人员");
    let answers =
        [("substitute", lawyer.as_str()), ("duties", "unit_head"), ("from", "2025-11-19"), ("to", "2025-11-21")];
    let lent = house.send(Duty::UnitHead, "/console/substitutes", &page, &answers).await;
    assert_eq!(lent.status, StatusCode::SEE_OTHER, "{}", read(&lent.text));
    let standing = read(&house.get(Duty::LegalReviewer, "/console/substitutes").await.text);
    assert!(standing.contains("陈法制审核人员代理陈科室（单位）负责人"), "{standing}");
    assert!(
        !read(&house.get(Duty::Head, "/console/substitutes").await.text).contains("陈法制审核人员代理"),
        "not his affair"
    );

    let review = [("decision", "approve"), ("words", "")];
    done(&house, Duty::LegalReviewer, &format!("{file}/review"), &review).await;
    let told = read(&house.get(OURS, &file).await.text);
    assert!(told.contains("科室（单位）负责人审核通过 第5项，陈法制审核人员"), "{told}");

    let page = house.get(Duty::UnitHead, "/console/substitutes").await;
    let id = page.text.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let back = house.send(Duty::UnitHead, "/console/substitutes/end", &page, &[("id", &id)]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", read(&back.text));
    let after = read(&house.get(Duty::UnitHead, "/console/substitutes").await.text);
    assert!(after.contains("没有代理") && after.contains("没有开始就已取消"), "{after}");
}

#[tokio::test]
async fn nobody_lends_what_he_has_not_and_the_security_administrator_appoints_for_others() {
    let house = House::on("2025-11-19").await;
    for duty in [Duty::Head, Duty::DeputyHead] {
        house.session(duty).await;
    }
    let path = "/console/substitutes";
    let page = house.get(Duty::DeputyHead, path).await;
    let head = account(&page.text, "陈主要领导");
    let days = [("from", "2025-11-19"), ("to", "2025-11-30")];
    let foreign = [&[("substitute", head.as_str()), ("duties", "head")][..], &days].concat();
    let refused = house.send(Duty::DeputyHead, path, &page, &foreign).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(read(&refused.text).contains("没有“主要领导”职责"), "{}", read(&refused.text));
    let nothing = house.send(Duty::DeputyHead, path, &page, &[("substitute", &head), ("from", "2025-11-19")]).await;
    let said = read(&nothing.text);
    assert!(said.contains("请选择要代理的职责") && said.contains("请填写结束日期"), "{said}");

    let page = house.get(SECURITY, path).await;
    let deputy = account(&page.text, "陈分管领导");
    let answers =
        [&[("principal", head.as_str()), ("substitute", deputy.as_str()), ("duties", "head")][..], &days].concat();
    let lent = house.send(SECURITY, path, &page, &answers).await;
    assert_eq!(lent.status, StatusCode::SEE_OTHER, "{}", read(&lent.text));
    assert!(read(&house.get(Duty::Head, path).await.text).contains("陈分管领导代理陈主要领导"));
    assert!(read(&house.get(Duty::SystemAdministrator, path).await.text).contains("您没有可以由他人代理的职责"));
}

#[tokio::test]
async fn the_leading_group_is_kept_with_its_days() {
    let house = House::on("2025-11-19").await;
    for duty in [Duty::Head, Duty::DeputyHead] {
        house.session(duty).await;
    }
    let path = "/console/people/group";
    let page = house.get(OURS, path).await;
    let (head, deputy) = (account(&page.text, "陈主要领导"), account(&page.text, "陈分管领导"));
    let member = |account: &str, role: &'static str, from: &'static str| {
        [("account", account.to_owned()), ("role", role.into()), ("from", from.into()), ("to", String::new())]
    };
    for (account, role) in [(&head, "head"), (&deputy, "deputy_head")] {
        let answers = member(account, role, "2025-01-01");
        let answers: Vec<_> = answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(house.fill(OURS, path, &answers).await.status, StatusCode::SEE_OTHER);
    }
    let second = member(&deputy, "head", "2025-06-01");
    let second: Vec<_> = second.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = house.fill(OURS, path, &second).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("form-wrong"), "two heads, or twice the same: {}", read(&refused.text));

    let page = house.get(OURS, path).await;
    let shown = read(&page.text);
    assert!(shown.contains("组长 陈主要领导 2025年1月1日至今"), "{shown}");
    let ended = house.send(OURS, "/console/people/group/end", &page, &[]).await; // the first of the list
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", read(&ended.text));
    house.on_the("2025-11-20");
    let later = house.get(Duty::Handler, path).await;
    let shown = read(&later.text);
    assert!(shown.contains("历任 组长 陈主要领导 2025年1月1日至2025年11月19日"), "{shown}");
    assert!(!later.text.contains("登记成员"), "others read it");
    let again = house.send(OURS, "/console/people/group/end", &page, &[]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "a token of another session");
}

#[tokio::test]
async fn a_unit_is_closed_by_the_system_administrator_and_gets_no_more_files() {
    let house = House::on("2025-11-19").await;
    let file = file(&house).await;
    let system = Duty::SystemAdministrator;
    let path = "/console/people/unit/2";
    let past = house.fill(system, path, &[("last", "2025-11-18")]).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", read(&past.text));
    assert_eq!(house.fill(SECURITY, path, &[("last", "2025-11-19")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let closed = house.fill(system, path, &[("last", "2025-11-19")]).await;
    assert_eq!(closed.header(header::LOCATION), "/console/people", "{}", read(&closed.text));
    assert!(house.get(OURS, &format!("{file}/assignment")).await.text.contains("监测站"), "its last day");
    house.on_the("2025-11-20");
    assert!(!house.get(OURS, &format!("{file}/assignment")).await.text.contains("监测站"));
    assert!(read(&house.get(system, "/console/people").await.text).contains("2025年11月19日已撤销"));
    assert_eq!(house.get(system, "/console/people/unit/9").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_second_factor_is_asked_of_the_duties_that_are_chosen() {
    let house = House::on("2025-11-19").await;
    house.session(Duty::Head).await;
    let path = "/console/people/factor";
    let set = house.fill(SECURITY, path, &[("duties", "head")]).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", read(&set.text));
    let head = house.get(Duty::Head, "/console").await;
    assert_eq!(head.status, StatusCode::SEE_OTHER, "who has none is led to set it up");
    assert!(head.header(header::LOCATION).contains("/console/account/factor"), "{}", head.header(header::LOCATION));
    let page = house.get(SECURITY, path).await.text;
    assert_eq!(page.matches(" checked").count(), 1);
    assert_eq!(house.fill(OURS, path, &[("duties", "head")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
