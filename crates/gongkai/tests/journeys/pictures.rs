//! The pictures of the documentation: the pages that a newcomer should see first, as they are now. `scripts/screenshots`
//! says where they go (`GONGKAI_PICTURES`); a plain run of the tests takes them too, so that the script does not rot.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::browser::{Browser, Reader};
use crate::demonstration::Demonstration;

#[tokio::test]
#[ignore = "slow: real browser"]
async fn pictures_of_the_pages() {
    let site = Demonstration::serve();
    let album = Album::open();
    for (reader, on) in [(Reader::Desk, ""), (Reader::Phone, "phone-")] {
        let browser = Browser::open(&site, reader).await;
        for (path, heading, name) in [
            ("/", "政府信息公开", "home"),
            ("/catalogue", "法定主动公开内容", "catalogue"),
            ("/apply/form", "政府信息公开申请", "apply"),
            ("/reports/2019", "2019年", "report"),
        ] {
            browser.go(path).await;
            browser.arrives(heading).await;
            if name == "apply" {
                browser.choose("applicant", "公民").await;
            }
            album.keep(&browser, &format!("{on}{name}")).await;
        }
        browser.go("/search?q=水质").await;
        browser.arrives("水质").await;
        browser.press_at("main .rows a").await;
        browser.check().await;
        album.keep(&browser, &format!("{on}publication")).await;
    }

    // Somebody at the counter gets a code, and sees at home how it stands.
    let officer = Browser::open(&site, Reader::Desk).await;
    officer.sign_in("shouli").await;
    album.keep(&officer, "worklist").await;
    officer.press_at("table tbody a").await;
    officer.check().await;
    album.keep(&officer, "file").await;
    officer.go("/console/requests/registration").await;
    officer.arrives("登记申请").await;
    officer.choose("channel", "当面提交").await;
    officer.fill("name", "沈书宁").await;
    officer.fill("phone", "0513-55500100").await;
    officer.fill("title", "静海河口断面2026年水质监测数据").await;
    officer.choose("delivery", "自行领取").await;
    officer.press("登记").await;
    officer.arrives("已登记").await;
    let code = officer.text(".receipt .code").await;
    for (reader, name) in [(Reader::Desk, "status"), (Reader::Phone, "phone-status")] {
        let applicant = Browser::open(&site, reader).await;
        applicant.go("/status").await;
        applicant.fill("code", &code).await;
        applicant.press("查询").await;
        applicant.arrives("正在办理").await;
        album.keep(&applicant, name).await;
    }

    let head = Browser::open(&site, Reader::Desk).await;
    head.sign_in("gongkaizhang").await;
    head.go("/console/reports/2019").await;
    head.arrives("2019年").await;
    album.keep(&head, "board").await;

    let approver = Browser::open(&site, Reader::Phone).await;
    approver.sign_in("fagui").await;
    album.keep(&approver, "phone-worklist").await;
    approver.press_at("a[href$='/review']").await;
    approver.arrives("法制审核").await;
    album.keep(&approver, "phone-approval").await;
}

/// Where pictures are kept.
struct Album(PathBuf);

impl Album {
    fn open() -> Album {
        let usual = || Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        let folder = env::var_os("GONGKAI_PICTURES").map_or_else(usual, PathBuf::from);
        fs::create_dir_all(&folder).expect("the folder for pictures can be made");
        Album(folder)
    }

    async fn keep(&self, browser: &Browser<'_>, name: &str) {
        fs::write(self.0.join(name).with_extension("png"), browser.picture().await).expect("a picture can be written");
    }
}
