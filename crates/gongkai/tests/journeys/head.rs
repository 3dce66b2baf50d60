//! The head of the open-government office in January: the year's report, number by number, and what the public gets.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn the_head_looks_behind_a_number_and_at_the_published_report() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Desk).await;
    browser.sign_in("gongkaizhang").await;
    browser.press("年报").await;
    browser.arrives("年报").await;

    // This year's is begun; its numbers are there already, for they come from the records.
    browser.press("开始编制").await;
    browser.arrives("年度报告").await;
    assert!(browser.count("td a.computed").await > 10, "computed");
    let at = "//h2[contains(., '申请')]/following::a[@class='computed'][not(normalize-space(.)='0')][1]";
    let figure = browser.text_at(at).await;
    browser.press_path(at).await;
    browser.check().await;
    assert_eq!(browser.text(".big-figure").await, figure);
    assert_eq!(browser.count("table tbody tr").await.to_string(), figure, "the number opens the files that it counts");
    browser.press_at("table tbody a").await;
    browser.check().await;
    assert_eq!(browser.count(".timeline").await, 1, "and each of them its file");

    // The report of 2019 as it was published, on a page and in files.
    browser.go("/console/reports/2019").await;
    browser.arrives("2019年").await;
    browser.press("看已发布的报告").await;
    browser.arrives("2019年政府信息公开工作年度报告").await;
    for (ending, magic) in [("pdf", b"%PDF".as_slice()), ("docx", b"PK"), ("xlsx", b"PK")] {
        let href = browser.property(&format!("a[href$='report.{ending}']"), "href").await;
        let bytes = browser.fetched(&href).await;
        assert!(bytes.starts_with(magic) && bytes.len() > 2_000, "{href} holds {} bytes", bytes.len());
    }
}
