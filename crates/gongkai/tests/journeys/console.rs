//! Every page that the rail of the console leads to, for people of different duties, at a desk and on a phone, by day, in the
//! dark and in the mode for elders.

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn every_page_of_the_rail_is_accessible_and_fits_a_phone() {
    let site = Demonstration::serve();
    for (login, reader, dark, elder) in [
        ("gongkai", Reader::Desk, true, false),
        ("gongkaizhang", Reader::Phone, false, true),
        ("water", Reader::Phone, true, true),
        ("shenji", Reader::Desk, false, false),
    ] {
        let browser = Browser::open(&site, reader).await;
        if dark {
            browser.darken().await;
        }
        if elder {
            browser.go("/").await;
            browser.press("长辈版").await;
            browser.arrives("政府信息公开").await;
        }
        browser.sign_in(login).await;
        assert_eq!(browser.value("return matchMedia('(prefers-color-scheme: dark)').matches").await, dark);
        let mut rooms = browser.paths("nav.rail a").await;
        rooms.extend(["/tour", "/console/style"].map(String::from));
        for room in rooms {
            browser.go(&room).await;
            browser.check().await;
            // One step further in: the first that a list names.
            if let Some(first) = browser.paths("main table a, main .rows a").await.first() {
                browser.go(first).await;
                browser.check().await;
            }
        }
    }
}
