//! A handler of a section: a task comes in, its draft is returned once, goes through at the second try, and is served.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

const WANTED: &str = "示范河2026年逐月溶解氧监测数据";

#[tokio::test]
#[ignore = "slow: real browser"]
async fn a_handler_answers_an_application_with_one_return_on_the_way() {
    let site = Demonstration::serve();
    let intake = Browser::open(&site, Reader::Desk).await;
    intake.sign_in("shouli").await;
    let file = registered_and_assigned(&intake).await;

    let handler = Browser::open(&site, Reader::Desk).await;
    handler.sign_in("water").await;
    handler.press(WANTED).await;
    handler.arrives(WANTED).await;
    drafts(&handler, "经检索，本机关保存该数据。").await;

    let unit_head = Browser::open(&site, Reader::Phone).await;
    unit_head.sign_in("water-head").await;
    unit_head.go(&format!("{file}/review")).await;
    unit_head.arrives("科室（单位）审核").await;
    unit_head.press("退回修改").await;
    unit_head.fill("words", "请写明监测点位").await;
    unit_head.press_at("button[value='return']").await;
    unit_head.arrives(WANTED).await;

    // The task is back, with what has to be changed.
    handler.go("/console").await;
    handler.arrives("工作台").await;
    handler.press(WANTED).await;
    handler.arrives(WANTED).await;
    assert!(handler.text(".timeline").await.contains("退回"));
    drafts(&handler, "经检索，本机关保存河口、港区两个点位的数据。").await;

    unit_head.go(&format!("{file}/review")).await;
    unit_head.arrives("科室（单位）审核").await;
    assert!(unit_head.words().await.contains("河口、港区两个点位"), "the second draft is before her");
    unit_head.press("同意").await;
    unit_head.arrives(WANTED).await;
    for (login, level) in [("fagui", "法制审核"), ("fenguan", "分管领导审核")] {
        let leader = Browser::open(&site, Reader::Phone).await;
        leader.sign_in(login).await;
        leader.go(&format!("{file}/review")).await;
        leader.arrives(level).await;
        leader.press("同意").await;
        leader.arrives(WANTED).await;
    }

    intake.go(&file).await;
    intake.arrives(WANTED).await;
    intake.press("送达答复").await;
    intake.arrives("送达答复").await;
    intake.choose("how", "邮寄").await;
    intake.press_at("main form button").await;
    intake.arrives(WANTED).await;
    assert!(intake.words().await.contains("答复"), "{}", intake.words().await);
    handler.go(&file).await;
    handler.arrives(WANTED).await;
    assert!(handler.words().await.contains("已办结"), "{}", handler.words().await);
}

/// The path of the new file.
async fn registered_and_assigned(intake: &Browser<'_>) -> String {
    intake.go("/console/requests/registration").await;
    intake.arrives("登记申请").await;
    intake.choose("channel", "当面提交").await;
    intake.fill("name", "顾明川").await;
    intake.fill("phone", "0513-55500100").await;
    intake.fill("address", "云州市澜江区示范路8号").await;
    intake.fill("title", WANTED).await;
    intake.choose("delivery", "邮寄").await;
    intake.press("登记").await;
    intake.arrives("已登记：澜环公开申").await;
    intake.press("打开案卷").await;
    intake.arrives(WANTED).await;
    let file = intake.value("return location.pathname").await.as_str().expect("a path").to_owned();
    intake.press("转承办科室").await;
    intake.arrives("转承办科室").await;
    intake.pick("unit", "水").await;
    intake.press("转办").await;
    intake.arrives(WANTED).await;
    file
}

async fn drafts(handler: &Browser<'_>, facts: &str) {
    handler.press("拟写答复").await;
    handler.arrives("拟写答复").await;
    handler.choose("situation", "可以公开").await;
    handler.fill("facts", facts).await;
    handler.choose("given", "随答复书提供").await;
    handler.press("提交审核").await;
    handler.arrives(WANTED).await;
}
