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
    let code = applied(&site).await;
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
    // The report in the making: what is still to be done stands beside its cells.
    head.go("/console/reports").await;
    head.pick("year", &head.value("return new Date().getFullYear()").await.to_string()).await;
    head.press("开始编制").await;
    head.arrives("年度报告").await;
    album.keep(&head, "board").await;

    let approver = Browser::open(&site, Reader::Phone).await;
    approver.sign_in("fagui").await;
    album.keep(&approver, "phone-worklist").await;
    approver.press_at("a[href$='/review']").await;
    approver.arrives("法制审核").await;
    album.keep(&approver, "phone-approval").await;
}

/// A way to look at a page.
struct Way {
    name: &'static str,
    reader: Reader,
    dark: bool,
    elder: bool,
    paper: bool,
}

const fn way(name: &'static str, reader: Reader) -> Way {
    Way { name, reader, dark: false, elder: false, paper: false }
}

/// The pages that the public reads, and what each is called among the pictures.
const PUBLIC: [(&str, &str); 20] = [
    ("/", "home"),
    ("/catalogue", "catalogue"),
    ("/catalogue?item=15", "catalogue-item"),
    ("/search?q=水质", "search"),
    ("/search?q=没有这样的词", "search-nothing"),
    ("/guide", "guide"),
    ("/rules", "rules"),
    ("/reports", "reports"),
    ("/reports/2019", "report"),
    ("/apply", "apply"),
    ("/apply/form", "apply-form"),
    ("/status", "status-lookup"),
    ("/accessibility", "accessibility"),
    ("/sitemap", "sitemap"),
    ("/tour", "tour"),
    ("/no-such-page", "not-found"),
    ("/console/sign-in", "sign-in"),
    ("/status?code=", "status-wrong"),
    ("/catalogue?theme=none", "catalogue-nothing"),
    ("/reports/1999", "report-missing"),
];

/// Every page in every way in which it is read, for whoever wants to look at them all: one folder a way, the whole page a
/// picture. They are no part of the documentation; `scripts/screenshots all FOLDER` says where they go.
#[tokio::test]
#[ignore = "slow: real browser"]
async fn pictures_of_every_page() {
    let Some(folder) = env::var_os("GONGKAI_ALL_PICTURES").map(PathBuf::from) else { return };
    let site = Demonstration::serve();
    let elder = Way { elder: true, ..way("portal-elder", Reader::Phone) };
    let paper = Way { paper: true, ..way("portal-paper", Reader::Desk) };
    for way in [way("portal", Reader::Desk), way("portal-phone", Reader::Phone), elder, paper] {
        let album = Album::at(&folder.join(way.name), way.paper);
        let browser = looking(&site, &way).await;
        for (path, name) in PUBLIC {
            album.whole(&browser, path, name).await;
        }
        browser.go("/search?q=水质").await;
        let first = browser.paths("main .rows a").await;
        album.whole(&browser, first.first().expect("the demonstration writes of water"), "publication").await;
        let code = applied(&site).await;
        browser.go("/status").await;
        browser.fill("code", &code).await;
        browser.press("查询").await;
        browser.comes(".answer, h1").await;
        album.here(&browser, "status").await;
    }
    let dark = Way { dark: true, ..way("console-dark", Reader::Desk) };
    let elder = Way { elder: true, ..way("console-elder", Reader::Phone) };
    let paper = Way { paper: true, ..way("console-paper", Reader::Desk) };
    for way in [way("console-phone", Reader::Phone), elder, paper, dark, way("console", Reader::Desk)] {
        for login in ["shouli", "water", "gongkai", "gongkaizhang", "fagui", "shenji", "anquan", "xitong"] {
            let album = Album::at(&folder.join(way.name), way.paper);
            let browser = looking(&site, &way).await;
            browser.sign_in(login).await;
            let rooms = browser.paths("nav.rail a").await;
            for room in rooms.iter().map(String::as_str).chain(["/console/style"]) {
                album.whole(&browser, room, &format!("{login}{}", called(room))).await;
                if room.ends_with("/style") {
                    continue; // its links lead nowhere
                }
                // A step further in: what a list names first, and every step and form that is offered there.
                browser.go(room).await;
                let mut further = browser.paths("main table a, main .rows a").await;
                further.truncate(1);
                further.extend(browser.paths("main a.button").await);
                for (number, page) in further.iter().enumerate() {
                    let name = format!("{login}{}-{number}", called(room));
                    album.whole(&browser, page, &name).await;
                    for (step, offered) in browser.paths("main a.step").await.iter().enumerate() {
                        album.whole(&browser, offered, &format!("{name}-step{step}")).await;
                    }
                }
            }
            if login == "gongkaizhang" {
                album.report(&browser).await;
            }
        }
    }
}

async fn looking<'d>(site: &'d Demonstration, way: &Way) -> Browser<'d> {
    let browser = Browser::open(site, way.reader).await;
    if way.dark {
        browser.darken().await;
    }
    if way.elder {
        browser.go("/").await;
        browser.press("长辈版").await;
        browser.arrives("政府信息公开").await;
    }
    browser
}

/// What a picture of this address is called.
fn called(path: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    path.trim_start_matches("/console").chars().map(plain).collect()
}

/// Somebody at the counter gets a code for an application.
async fn applied(site: &Demonstration) -> String {
    let officer = Browser::open(site, Reader::Desk).await;
    officer.sign_in("shouli").await;
    officer.go("/console/requests/registration").await;
    officer.arrives("登记申请").await;
    officer.choose("channel", "当面提交").await;
    officer.fill("name", "沈书宁").await;
    officer.fill("phone", "0513-55500100").await;
    officer.fill("title", "静海河口断面2026年水质监测数据").await;
    officer.choose("delivery", "自行领取").await;
    officer.press("登记").await;
    officer.arrives("已登记").await;
    officer.text(".receipt .code").await
}

/// Where pictures are kept.
struct Album {
    folder: PathBuf,
    /// Whether pages are taken as they are printed.
    paper: bool,
}

impl Album {
    fn open() -> Album {
        let usual = || Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        let folder = env::var_os("GONGKAI_PICTURES").map_or_else(usual, PathBuf::from);
        fs::create_dir_all(&folder).expect("the folder for pictures can be made");
        Album { folder, paper: false }
    }

    fn at(folder: &Path, paper: bool) -> Album {
        fs::create_dir_all(folder).expect("the folder for pictures can be made");
        Album { folder: folder.to_owned(), paper }
    }

    /// The whole of a page.
    async fn whole(&self, browser: &Browser<'_>, path: &str, name: &str) {
        browser.go(path).await;
        self.here(browser, name).await;
    }

    /// The whole of the page at hand, as far as somebody would look.
    async fn here(&self, browser: &Browser<'_>, name: &str) {
        const MOST: u32 = 4_000;
        if self.paper {
            browser.as_on_paper(true).await;
        }
        let picture = browser.whole_picture(MOST).await;
        if self.paper {
            browser.as_on_paper(false).await; // a button that is not printed cannot be pressed
        }
        fs::write(self.folder.join(name).with_extension("png"), picture).expect("a picture can be written");
    }

    /// The pages of a report that is being made; it is begun for the first picture of it.
    async fn report(&self, browser: &Browser<'_>) {
        browser.go("/console/reports").await;
        let year = browser.value("return new Date().getFullYear() - 1").await;
        let board = format!("/console/reports/{year}");
        if !browser.paths("main table a").await.contains(&board) {
            browser.press("开始编制").await;
            browser.arrives("年度报告").await;
        }
        for (path, name) in [
            ("", "board"),
            ("/cells", "report-missing"),
            ("/text/1", "report-text"),
            ("/submission", "report-submission"),
            ("/cells/requests.received.natural_person", "report-cell"),
            ("/cells/proactive.licences.decisions", "report-cell-missing"),
        ] {
            self.whole(browser, &format!("{board}{path}"), name).await;
        }
        self.whole(browser, "/console/reports/2019", "board-published").await;
    }

    async fn keep(&self, browser: &Browser<'_>, name: &str) {
        fs::write(self.folder.join(name).with_extension("png"), browser.picture().await)
            .expect("a picture can be written");
    }
}
