//! An approver on a phone: two taps from the worklist to the approval, with the whole file seen on the way.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn a_reviewer_approves_in_two_taps_on_a_phone_and_the_next_one_returns() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Phone).await;
    browser.sign_in("fagui").await;

    browser.press_at("a[href$='/review']").await;
    browser.arrives("法制审核").await;
    let page = browser.words().await;
    for part in ["答复稿", "依据", "申请的内容", "经过", "前答复"] {
        assert!(page.contains(part), "{part} is not before whoever decides");
    }
    browser.press("同意").await;
    browser.arrives("水质").await;
    assert!(browser.text(".timeline").await.contains("法制审核"));
    let file = browser.here().await;
    drop(browser);

    // It is the deputy head's turn now, who wants a word changed and must say which.
    let browser = Browser::open(&site, Reader::Phone).await;
    browser.sign_in("fenguan").await;
    browser.press("待我审核").await;
    browser.arrives("工作台").await;
    browser.press_at("a[href$='/review']").await;
    browser.arrives("分管领导审核").await;
    browser.press("退回修改").await;
    browser.press_at("button[value='return']").await;
    browser.arrives("分管领导审核").await;
    assert!(browser.text(".form-wrong").await.contains("请写明要改什么"));
    browser.fill("words", "请写明附件的名称").await;
    browser.press_at("button[value='return']").await;
    browser.arrives("水质").await;
    assert!(browser.here().await.starts_with(file.split('?').next().unwrap_or_default()));
    assert!(browser.text(".timeline").await.contains("退回"));
}
