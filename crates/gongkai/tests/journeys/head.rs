//! The head of the open-government office in January: last year's report from its beginning to what the public reads, a
//! correction of it, and what the records say later.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

const TITLE: &str = "政府信息公开工作年度报告";
const CALM: &str = "本年度工作平稳，没有需要另行说明的情况。";
const CORRECTED: &str = "主动公开的及时性还需要提高。";

#[tokio::test]
#[ignore = "slow: real browser"]
async fn the_head_looks_behind_a_number_and_at_the_published_report() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Desk).await;
    browser.sign_in("gongkaizhang").await;
    browser.press("年报").await;
    browser.arrives("年报").await;

    // This year's is begun; its numbers are there already, for they come from the records.
    let this_year = browser.value("return new Date().getFullYear()").await.to_string();
    browser.pick("year", &format!("{this_year}年")).await;
    browser.press("开始编制").await;
    browser.arrives(TITLE).await;
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
    downloads_are_there(&browser).await;
}

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
    // The year that is due stands first.
    head.press("开始编制").await;
    head.arrives(&year).await;

    states_what_no_record_knows(&head).await;
    writes_what_is_missing(&head).await;
    hands_in(&head).await;
    approve(&site).await;
    publishes(&head, &board).await;

    let reader = Browser::open(&site, Reader::Phone).await;
    let public = format!("/reports/{year}");
    reader.go(&public).await;
    reader.arrives(TITLE).await;
    assert!(reader.words().await.contains(CALM), "what was written is what is read");
    assert!(reader.count(".bars").await > 0 && reader.count(".annual-report table").await >= 3, "figures and tables");
    downloads_are_there(&reader).await;

    a_later_fact_shows(&site, &head, &board, &year).await;
    corrects(&head, &board).await;
    reader.go(&public).await;
    reader.arrives(TITLE).await;
    assert!(!reader.words().await.contains(CORRECTED), "until it is approved, the published one stands");
    hands_in(&head).await;
    approve(&site).await;
    publishes(&head, &board).await;
    let findings = head.text("#findings").await;
    assert!(!findings.contains("发布后记录的变动"), "the correction took the later fact in: {findings}");

    // Pages for everybody are kept ready for two seconds, and by a browser for a minute: another reader comes.
    drop(reader);
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let reader = Browser::open(&site, Reader::Phone).await;
    reader.go(&public).await;
    reader.arrives(TITLE).await;
    let words = reader.words().await;
    assert!(words.contains(CORRECTED) && words.contains("更正"), "{words}");
}

/// What no ledger tells is asked for on one page, with one source; a cell by itself tells whose word it is.
async fn states_what_no_record_knows(head: &Browser<'_>) {
    assert!(head.count("td a.missing").await > 0, "no fees are kept in a ledger");
    head.press("填报还没有数字的").await;
    head.arrives("没有数字").await;
    head.choose("rest", "全年没有发生").await;
    head.press("填报").await;
    head.comes(".form-wrong").await;
    head.check().await;
    head.fill("source", "各科室（单位）报送，全年没有发生").await;
    head.press("填报").await;
    head.arrives(TITLE).await;
    assert_eq!(head.count("td a.missing").await, 0);
    assert!(head.text(".checks").await.contains("各格都有数字"));

    head.press_at("td a.declared").await;
    head.comes("[name='figure']").await;
    head.check().await;
    head.fill("figure", "很多").await;
    head.press_at("aside form button").await;
    head.comes(".form-wrong").await;
    head.check().await;
    head.fill("figure", "1.25").await;
    head.fill("source", "财务室收费票据").await;
    head.press_at("aside form button").await;
    head.comes_with(".pairs", "财务室收费票据").await;
    assert!(head.text(".pairs").await.contains("林书远"), "who says so stands beside the figure");
    head.press_at(".crumbs li:last-child a").await;
    head.arrives(TITLE).await;
}

/// The list of what is still to do leads to each text.
async fn writes_what_is_missing(head: &Browser<'_>) {
    // What contradicts the tables is said beside the editor before anything is kept.
    head.press_at(".checks a[href*='/text/1']").await;
    head.comes("[name='text']").await;
    head.check().await;
    head.fill("text", "全年共收到政府信息公开申请15件。").await;
    head.press("核对，先不保存").await;
    head.comes(".findings").await;
    head.check().await;
    assert!(head.text("aside").await.contains("W4"), "{}", head.text("aside").await);
    head.fill("text", &format!("{CALM}联系人身份证号码11010519491231002X。")).await;
    head.press("核对，先不保存").await;
    head.comes_with("aside", "不宜公开的内容").await;
    head.fill("text", CALM).await;
    head.press("保存").await;
    head.arrives(TITLE).await;
    while head.count(".checks a[href*='/text/']").await > 0 {
        head.press_at(".checks a[href*='/text/']").await;
        head.comes("[name='text']").await;
        head.fill("text", CALM).await;
        head.press("保存").await;
        head.arrives(TITLE).await;
    }
    assert_eq!(head.count(".checks li:not(.done)").await, 0, "{}", head.text(".checks").await);
}

async fn hands_in(head: &Browser<'_>) {
    head.press_at("a.step.first").await;
    head.arrives("送审").await;
    head.press_at("main form button").await;
    head.arrives(TITLE).await;
    assert!(head.text(".chips").await.contains("审核中"));
}

/// Whoever handed it in does not review it: the head of a section does, then the two leaders, each in their own way.
async fn approve(site: &Demonstration) {
    for (login, reader) in [("office-head", Reader::Phone), ("fenguan", Reader::Phone), ("juzhang", Reader::Desk)] {
        let leader = Browser::open(site, reader).await;
        leader.sign_in(login).await;
        leader.press("年报").await;
        leader.arrives("年报").await;
        leader.press_at("main table tbody a").await;
        leader.arrives(TITLE).await;
        leader.press_at("a.step.first").await;
        leader.arrives("审核").await;
        for part in ["主要数字", "核对", "正文", CALM] {
            assert!(leader.words().await.contains(part), "{login} does not see {part}");
        }
        leader.press("同意").await;
        leader.arrives(TITLE).await;
    }
}

async fn publishes(head: &Browser<'_>, board: &str) {
    head.go(board).await;
    head.arrives(TITLE).await;
    head.press_at("a.step.first").await;
    head.arrives("发布").await;
    head.press_at("main form button").await;
    head.arrives(TITLE).await;
    assert!(head.text(".chips").await.contains("已发布"));
}

/// Somebody finds an application of the old year in a drawer. What is published stands; the board says what changed.
async fn a_later_fact_shows(site: &Demonstration, head: &Browser<'_>, board: &str, year: &str) {
    let intake = Browser::open(site, Reader::Desk).await;
    intake.sign_in("shouli").await;
    intake.go("/console/requests/registration").await;
    intake.arrives("登记申请").await;
    intake.choose("channel", "当面提交").await;
    intake.day("handed_in", &format!("{year}-12-30")).await;
    intake.choose("kind", "自然人").await;
    intake.fill("name", "顾明川").await;
    intake.fill("phone", "0513-55500100").await;
    intake.fill("title", "河口闸站年度调度记录").await;
    intake.choose("delivery", "自行领取").await;
    intake.press("登记").await;
    intake.comes_with("main", "今天才登记").await;
    intake.fill("late_reason", "申请书夹在其他来信中，清理时才发现").await;
    intake.press("登记").await;
    intake.arrives("已登记").await;
    head.go(board).await;
    head.arrives(TITLE).await;
    let findings = head.text("#findings").await;
    assert!(findings.contains("发布后记录的变动") && findings.contains("发布时0，现在1"), "{findings}");
}

async fn corrects(head: &Browser<'_>, board: &str) {
    head.press("更正已发布的报告").await;
    head.arrives("更正已发布的报告").await;
    head.fill("reason", "补计一件申请，第五部分漏写一个问题").await;
    head.press_at("main form button").await;
    head.arrives(TITLE).await;
    head.go(&format!("{board}/text/5")).await;
    head.comes("[name='text']").await;
    head.fill("text", &format!("{CALM}\n{CORRECTED}")).await;
    head.press("保存").await;
    head.arrives(TITLE).await;
}

async fn downloads_are_there(browser: &Browser<'_>) {
    for (ending, magic) in [("pdf", b"%PDF".as_slice()), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")] {
        let href = browser.property(&format!("a[href$='report.{ending}']"), "href").await;
        let bytes = browser.fetched(&href).await;
        assert!(bytes.starts_with(magic) && bytes.len() > 2_000, "{href} holds {} bytes", bytes.len());
    }
}
