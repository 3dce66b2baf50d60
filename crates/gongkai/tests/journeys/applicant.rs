//! An applicant on a phone, without an account: from the home page to the answer to 「到哪一步了」.

use thirtyfour::Key;

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

const WANTED: &str = "2026年静海河口断面总磷逐月监测数据";

#[tokio::test]
#[ignore = "slow: real browser"]
async fn on_a_phone_an_applicant_applies_and_finds_the_application_again() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Phone).await;
    applies_and_finds_it_again(&browser).await;
}

#[tokio::test]
#[ignore = "slow: real browser"]
async fn it_all_works_without_scripts() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::PhoneWithoutScripts).await;
    applies_and_finds_it_again(&browser).await;
}

async fn applies_and_finds_it_again(browser: &Browser<'_>) {
    browser.go("/").await;
    browser.arrives("政府信息公开").await;
    browser.press("依申请公开").await;
    browser.arrives("依申请公开").await;
    browser.press("在线申请").await;
    browser.arrives("政府信息公开申请").await;

    // One mistake: the last digit of the identity number.
    browser.choose("applicant", "公民").await;
    browser.fill("name", "沈书宁").await;
    browser.fill("document_number", "110105194912310021").await;
    browser.fill("telephone", "138 0000 0000").await;
    browser.fill("description", WANTED).await;
    browser.choose("supply", "电子").await;
    browser.choose("way", "在本网站下载").await;
    browser.take_time().await;
    browser.press("提交申请").await;

    // It comes back filled in, with one list of what is wrong, which leads to the field.
    browser.arrives("政府信息公开申请").await;
    assert_eq!(browser.count(".form-wrong li").await, 1);
    assert!(browser.text(".form-wrong").await.contains("校验位"));
    assert_eq!(browser.filled("name").await, "沈书宁");
    assert_eq!(browser.filled("description").await, WANTED);
    browser.press_at(".form-wrong li a").await;
    assert!(browser.here().await.ends_with("#f-document_number"));
    browser.fill("document_number", "11010519491231002X").await;
    browser.take_time().await;
    browser.press("提交申请").await;

    // A receipt with a code, and the way back with nothing but that code.
    browser.arrives("已收到您的申请").await;
    let code = browser.text(".receipt .code").await;
    // The button for printing needs a script and is not there without one.
    assert_eq!(browser.count("button[data-print]:not([hidden])").await == 1, browser.has_scripts());
    browser.go("/").await;
    browser.press("查询办理进度").await;
    browser.arrives("查询办理进度").await;
    browser.fill("code", &code.to_lowercase()).await;
    browser.press("查询").await;
    browser.arrives("等待与您确认").await;
    assert!(browser.words().await.contains(WANTED));

    // The receipt can be seen again, and whoever wants nothing any more can say so.
    browser.press("查看回执").await;
    browser.arrives("已收到您的申请").await;
    browser.press("查看办理进度").await;
    browser.arrives("等待与您确认").await;
    browser.press("撤回申请").await;
    browser.arrives("撤回").await;
}

#[tokio::test]
#[ignore = "slow: real browser"]
async fn the_form_is_filled_in_by_keyboard_alone() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Desk).await;
    browser.go("/apply/form").await;
    browser.key(Key::Tab).await;
    assert_eq!(
        browser.value("return document.activeElement.textContent").await,
        "跳到正文",
        "the first stop leads past the head"
    );
    browser.key(Key::Enter).await;

    browser.tab_to("f-applicant").await;
    browser.keys(" ").await;
    browser.tab_to("f-name").await;
    browser.keys("沈书宁").await;
    browser.tab_to("f-document_number").await;
    browser.keys("11010519491231002X").await;
    browser.tab_to("f-telephone").await;
    browser.keys("0513-55500100").await;
    browser.tab_to("f-description").await;
    browser.keys(WANTED).await;
    browser.tab_to("f-supply").await;
    browser.keys(" ").await;
    // Within a group the arrows choose.
    browser.tab_to("f-way").await;
    browser.keys(" ").await;
    browser.key(Key::Down).await;
    browser.key(Key::Up).await;
    browser.take_time().await;
    browser.tab_to("提交申请").await;
    browser.key(Key::Enter).await;
    browser.arrives("已收到您的申请").await;

    // On to how it stands, and back in with nothing but the code.
    let code = browser.text(".receipt .code").await;
    browser.tab_to("查看办理进度").await;
    browser.key(Key::Enter).await;
    browser.arrives("等待与您确认").await;
    browser.go("/status").await;
    browser.arrives("查询办理进度").await;
    browser.tab_to("f-code").await;
    browser.keys(&code).await;
    browser.tab_to("查询").await;
    browser.key(Key::Enter).await;
    browser.arrives("等待与您确认").await;
    browser.tab_to("撤回申请").await;
    browser.key(Key::Enter).await;
    browser.arrives("撤回").await;
}

#[tokio::test]
#[ignore = "slow: real browser"]
async fn elder_mode_is_larger_and_stays() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Phone).await;
    let size = "return parseFloat(getComputedStyle(document.querySelector('main a')).fontSize)";
    browser.go("/").await;
    let usual = browser.value(size).await.as_f64().expect("a size");
    browser.press("长辈版").await;
    browser.arrives("政府信息公开").await;
    let elder = browser.value(size).await.as_f64().expect("a size");
    assert!(elder >= usual * 1.2, "{usual} pixels, {elder} for elders");
    for (path, heading) in [
        ("/apply", "依申请公开"),
        ("/apply/form", "政府信息公开申请"),
        ("/status", "查询办理进度"),
        ("/catalogue", "法定主动公开内容"),
        ("/reports/2019", "年度报告"),
    ] {
        browser.go(path).await;
        browser.arrives(heading).await;
        assert_eq!(browser.count("html[data-mode='elder']").await, 1, "{path}");
    }
    browser.press("返回标准版").await;
    browser.arrives("年度报告").await;
    assert_eq!(browser.count("html[data-mode='elder']").await, 0);
}

#[tokio::test]
#[ignore = "slow: real browser"]
async fn what_is_published_is_found_and_read() {
    let site = Demonstration::serve();
    for reader in [Reader::Phone, Reader::Desk] {
        let browser = Browser::open(&site, reader).await;
        browser.go("/").await;
        browser.fill("q", "水质").await;
        browser.press("搜索").await;
        browser.arrives("水质").await;
        assert!(browser.count("main .rows a").await > 0, "the demonstration writes of water");
        let title = browser.text("main .rows a").await;
        browser.press_at("main .rows a").await;
        browser.arrives(&title).await;
        for (path, heading) in [
            ("/catalogue", "法定主动公开内容"),
            ("/guide", "指南"),
            ("/rules", "制度"),
            ("/reports", "年报"),
            ("/accessibility", "无障碍"),
            ("/sitemap", "网站地图"),
            ("/no-such-page", "没有找到这一页"),
        ] {
            browser.go(path).await;
            browser.arrives(heading).await;
        }
    }
}
