//! The head of the office in January: last year's report from its beginning to what the public reads, and a correction of it.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

const TITLE: &str = "政府信息公开工作年度报告";

#[tokio::test]
#[ignore = "slow: real browser"]
async fn the_head_brings_the_report_to_the_public_and_corrects_it() {
    let site = Demonstration::serve();
    let head = Browser::open(&site, Reader::Desk).await;
    head.sign_in("gongkaizhang").await;
    let year = head.value("return new Date().getFullYear() - 1").await.to_string();
    let board = format!("/console/reports/{year}");
    head.press("年报").await;
    head.arrives("年报").await;
    head.pick("year", &format!("{year}年")).await;
    head.press("开始编制").await;
    head.arrives(&year).await;

    states_what_is_missing(&head, &board).await;
    writes_what_is_missing(&head, &board, "本年度工作平稳，没有需要另行说明的情况。").await;
    hands_in(&head, &board).await;
    for approver in ["office-head", "fenguan", "juzhang"] {
        approves(&site, approver, &board).await;
    }
    publishes(&head, &board).await;
    let reader = Browser::open(&site, Reader::Phone).await;
    reader.go(&format!("/reports/{year}")).await;
    reader.arrives(TITLE).await;
    assert!(reader.words().await.contains("本年度工作平稳"), "what was written is what is read");

    // Somebody finds a mistake in it.
    head.go(&board).await;
    head.arrives(&year).await;
    head.press("更正已发布的报告").await;
    head.arrives("更正已发布的报告").await;
    head.fill("reason", "第五部分漏写了一个问题").await;
    head.press_at("main form button").await;
    head.arrives(&year).await;
    head.go(&format!("{board}/text/5")).await;
    head.check().await;
    head.fill("text", "主动公开的及时性还需要提高。").await;
    head.press("保存").await;
    head.arrives(&year).await;
    reader.go(&format!("/reports/{year}")).await;
    reader.arrives(TITLE).await;
    assert!(!reader.words().await.contains("及时性还需要提高"), "until it is approved, the published one stands");
    hands_in(&head, &board).await;
    for approver in ["office-head", "fenguan", "juzhang"] {
        approves(&site, approver, &board).await;
    }
    publishes(&head, &board).await;
    // Pages for everybody are kept ready for two seconds.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    reader.go(&format!("/reports/{year}")).await;
    reader.arrives(TITLE).await;
    let words = reader.words().await;
    assert!(words.contains("及时性还需要提高") && words.contains("更正"), "{words}");
}

/// Every cell of which the records know nothing gets its figure, with a source.
async fn states_what_is_missing(head: &Browser<'_>, board: &str) {
    let missing = head.paths("td a.missing").await;
    assert!(!missing.is_empty(), "the records do not know everything");
    for (number, cell) in missing.iter().enumerate() {
        head.go(cell).await;
        if number == 0 {
            head.check().await;
        }
        head.fill("figure", "0").await;
        head.fill("source", "各科室报送，全年没有发生").await;
        head.press_at("main aside form button").await;
        head.comes(".pairs").await;
    }
    head.go(board).await;
    head.arrives(TITLE).await;
    assert_eq!(head.count("td a.missing").await, 0);
}

async fn writes_what_is_missing(head: &Browser<'_>, board: &str, text: &str) {
    for section in head.paths("ul.plain-list a[href*='/text/']").await {
        head.go(&section).await;
        head.check().await;
        if head.filled("text").await.is_empty() {
            head.fill("text", text).await;
            head.press("保存").await;
            head.arrives(TITLE).await;
        }
    }
    head.go(board).await;
    head.arrives(TITLE).await;
}

async fn hands_in(head: &Browser<'_>, board: &str) {
    head.go(&format!("{board}/submission")).await;
    head.arrives("送审").await;
    head.press_at("main form button").await;
    head.arrives(TITLE).await;
}

/// On a phone, as leaders do.
async fn approves(site: &Demonstration, login: &str, board: &str) {
    let leader = Browser::open(site, Reader::Phone).await;
    leader.sign_in(login).await;
    leader.go(&format!("{board}/review")).await;
    leader.arrives("审核").await;
    leader.choose("decision", "同意").await;
    leader.press_at("main form button").await;
    leader.arrives(TITLE).await;
}

async fn publishes(head: &Browser<'_>, board: &str) {
    head.go(&format!("{board}/publication")).await;
    head.arrives("发布").await;
    head.press_at("main form button").await;
    head.arrives(TITLE).await;
    assert!(head.words().await.contains("已发布"));
}
