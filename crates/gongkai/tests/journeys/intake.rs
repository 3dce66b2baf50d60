//! The intake officer in the morning: confirms what came on line, registers a letter in one go, hands it on.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn an_intake_officer_confirms_registers_and_assigns() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Desk).await;
    browser.sign_in("shouli").await;

    // What waits for confirmation is one press away, and so is what to do about it.
    browser.press("待确认").await;
    browser.arrives("工作台").await;
    let wanted = browser.text("table tbody a").await;
    browser.press(&wanted).await;
    browser.arrives(&wanted).await;
    browser.press("与申请人确认").await;
    browser.arrives("与申请人确认").await;
    browser.press("记录").await;
    browser.arrives("与申请人确认").await;
    assert!(browser.text(".form-wrong").await.contains("请选择联系的结果"));
    browser.choose("reached", "已确认").await;
    browser.press("记录").await;
    browser.arrives(&wanted).await;
    assert!(browser.words().await.contains("前答复"), "the clock runs from today");
    assert_eq!(browser.count(".chips .chip.soon").await, 0, "nothing waits for confirmation any more");

    // A letter by registered post, on one page.
    browser.press("申请").await;
    browser.arrives("申请").await;
    browser.press("登记申请").await;
    browser.arrives("登记申请").await;
    let today = browser.filled("handed_in").await;
    browser.choose("channel", "挂号信").await;
    browser.day("signed", &today).await;
    browser.choose("kind", "自然人").await;
    browser.fill("name", "顾明川").await;
    browser.fill("phone", "0513-55500100").await;
    browser.fill("address", "云州市澜江区示范路8号").await;
    browser.fill("title", "示范港区2026年环境执法检查计划").await;
    browser.choose("supply", "纸质").await;
    browser.choose("delivery", "邮寄").await;
    browser.press("登记").await;
    browser.arrives("已登记：澜环公开申").await;
    assert_eq!(browser.count(".receipt .code").await, 1);

    browser.press("打开案卷").await;
    browser.arrives("示范港区2026年环境执法检查计划").await;
    browser.press("转承办科室").await;
    browser.arrives("转承办科室").await;
    browser.pick("unit", "执法").await;
    browser.press("转办").await;
    browser.arrives("示范港区2026年环境执法检查计划").await;
    assert!(browser.text(".timeline").await.contains("转承办科室"));
}
