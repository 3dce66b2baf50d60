//! A section's table comes into the ledger: what can be read is taken, what cannot is shown with line, column and reason.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn rows_that_cannot_be_read_are_shown_with_their_reason() {
    let site = Demonstration::serve();
    let browser = Browser::open(&site, Reader::Desk).await;
    browser.sign_in("gongkai").await;
    browser.press("台账").await;
    browser.arrives("台账").await;
    browser.go("/console/ledgers/decisions/import").await;
    browser.arrives("导入表格").await;
    // Nothing chosen, nothing pasted.
    browser.press_at("main form button").await;
    browser.arrives("导入表格").await;
    assert!(browser.text(".form-wrong").await.contains("请选择文件，或者把表格粘贴在下面"));

    let table = "决定书文号,案由,决定日期,当事人\n澜环罚〔2026〕901号,超标排放,2026-03-05,某某公司\n\
                 澜环罚〔2026〕902号,无证排污,2026-13-05,某某\n澜环罚〔2026〕903号,偷排,2026-02-30,某某\n";
    browser.fill("pasted", table).await;
    browser.pick("kind", "行政处罚").await;
    browser.press_at("main form button").await;
    browser.arrives("导入了1行").await;
    assert_eq!(browser.count("main table tbody tr").await, 2, "{}", browser.words().await);
    let words = browser.words().await;
    for part in ["第3行", "2026-13-05", "第4行", "2026-02-30", "台账不收的列：当事人"] {
        assert!(words.contains(part), "{part}: {words}");
    }

    // The same again adds nothing.
    browser.press("再导入一张").await;
    browser.arrives("导入表格").await;
    browser.fill("pasted", table).await;
    browser.pick("kind", "行政处罚").await;
    browser.press_at("main form button").await;
    browser.arrives("导入了0行").await;
    assert!(browser.words().await.contains("1行原来就有"));
}
