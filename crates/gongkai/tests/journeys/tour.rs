//! The guided tour of the demonstration, taken at its word: every link leads somewhere, and who signs in as it says finds what it
//! names. What is done on the way is walked by the other journeys.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn the_tour_keeps_what_it_promises() {
    let site = Demonstration::serve();
    let guest = Browser::open(&site, Reader::Desk).await;
    guest.go("/tour").await;
    guest.arrives("十步看完一条线").await;
    assert_eq!(guest.count(".tour > li").await, 10);
    let links = guest.paths(".tour a").await;
    assert!(links.len() > 10, "{links:?}");
    for link in links {
        guest.go(&link).await;
        if link.starts_with("/console") {
            guest.arrives("登录").await;
        } else {
            guest.check().await;
            assert!(!guest.words().await.contains("没有找到这一页"), "{link}");
        }
    }

    let intake = Browser::open(&site, Reader::Desk).await;
    intake.sign_in("shouli").await;
    let words = intake.words().await;
    for named in ["待确认", "已超期", "征求意见中"] {
        assert!(words.contains(named), "the worklist does not show {named}");
    }
    intake.press("污水处理厂在线监测数据").await;
    intake.arrives("污水处理厂在线监测数据").await;
    intake.press("为什么").await;
    assert!(intake.text(".why").await.contains("第三十三条"), "{}", intake.text(".why").await);
    intake.go("/console").await;
    intake.press("待确认").await;
    intake.arrives("工作台").await;
    intake.press_at("main table tbody a").await;
    intake.comes_with(".steps", "与申请人确认").await;

    for login in ["fagui", "gongkaizhang"] {
        let staff = Browser::open(&site, Reader::Desk).await;
        staff.sign_in(login).await;
        if login == "fagui" {
            staff.press("待我审核").await;
            staff.arrives("工作台").await;
            assert!(staff.count("main table tbody a[href$='/review']").await > 0);
        } else {
            staff.go("/console/reports").await;
            staff.pick("year", &staff.value("return new Date().getFullYear()").await.to_string()).await;
            staff.press("开始编制").await;
            staff.arrives("年度报告").await;
            assert!(staff.text(".checks").await.contains("正文"));
        }
    }
}
