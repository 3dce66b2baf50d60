//! A reader at a browser: Debian's Chromium, driven by WebDriver.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::cdp::Cdp;
use thirtyfour::prelude::*;
use thirtyfour::session::handle::SessionHandle;

use crate::accessibility;
use crate::demonstration::{Demonstration, PASSWORD};
use crate::process::Process;

/// What somebody reads with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// 1280 pixels wide, with a mouse.
    Desk,
    /// 390 pixels wide, to be touched.
    Phone,
    /// The same phone, which no script of a page reaches.
    PhoneWithoutScripts,
}

/// One browser with a profile of its own. Whatever fails ends the journey: there is nothing to be mended in between.
pub(crate) struct Browser<'d> {
    driver: Arc<SessionHandle>,
    site: &'d Demonstration,
    reader: Reader,
    _process: Process,
    _profile: TempDir,
}

impl<'d> Browser<'d> {
    pub(crate) async fn open(site: &'d Demonstration, reader: Reader) -> Browser<'d> {
        let (process, port) = Process::start(Command::new("chromedriver").arg("--port=0"), |line| {
            line.split_once("successfully on port ")?.1.trim().trim_end_matches('.').parse::<u16>().ok()
        });
        let profile = TempDir::new().expect("a temporary folder can be made");
        let capabilities = capabilities(reader, &profile).expect("these are capabilities");
        // The client that speaks with the browser, over plain HTTP, comes without one since the store of uploads chose its own.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.expect("Chromium opens");
        let handle = driver.handle().clone();
        // The session ends with its process. Left to itself the library would ask for the end and wait for an answer.
        driver.leak().expect("nobody has ended it");
        let driver = handle;
        if reader == Reader::PhoneWithoutScripts {
            // Chromium's own switch stops WebDriver, too. All scripts of pages are files, for their policy forbids any other.
            let page = Cdp::new(driver.clone());
            for (order, what) in
                [("Network.enable", json!({})), ("Network.setBlockedURLs", json!({ "urls": ["*.js"] }))]
            {
                page.send_raw(order, what).await.expect("scripts can be held back");
            }
        }
        Browser { driver, site, reader, _process: process, _profile: profile }
    }

    /// From now on the reader's system asks for dark pages.
    pub(crate) async fn darken(&self) {
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        Cdp::new(self.driver.clone()).send_raw("Emulation.setEmulatedMedia", wish).await.expect("it can be asked for");
    }

    /// Types an address.
    pub(crate) async fn go(&self, path: &str) {
        self.driver.goto(self.site.at(path)).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Signs in at the console.
    pub(crate) async fn sign_in(&self, login: &str) {
        self.go("/console").await;
        self.arrives("登录").await;
        self.fill("login", login).await;
        self.fill("password", PASSWORD).await;
        self.press("登录").await;
        self.arrives("工作台").await;
    }

    /// A link or button by its words; the first that is shown.
    async fn door(&self, words: &str) -> WebElement {
        let words = format!("contains(normalize-space(.), '{words}')");
        let path = format!("//a[{words}] | //button[{words}] | //summary[{words}]");
        for found in self.driver.find_all(By::XPath(path)).await.expect("the page can be searched") {
            if found.is_displayed().await.unwrap_or(false) {
                return found;
            }
        }
        panic!("nothing to press with the words {words} on {}", self.here().await);
    }

    /// Presses a link or button by its words.
    pub(crate) async fn press(&self, words: &str) {
        let door = self.door(words).await;
        door.click().await.unwrap_or_else(|error| panic!("「{words}」: {error}"));
    }

    /// Presses what a selector finds first.
    pub(crate) async fn press_at(&self, selector: &str) {
        let found = self.element(selector).await;
        found.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    async fn element(&self, selector: &str) -> WebElement {
        let found = self.driver.find(By::Css(selector)).await;
        match found {
            Ok(found) => found,
            Err(error) => panic!("{selector} is not on {}: {error}", self.here().await),
        }
    }

    async fn at_path(&self, path: &str) -> WebElement {
        let found = self.driver.find(By::XPath(path)).await;
        match found {
            Ok(found) => found,
            Err(error) => panic!("{path} is not on {}: {error}", self.here().await),
        }
    }

    /// Presses what an XPath finds first.
    pub(crate) async fn press_path(&self, path: &str) {
        let found = self.at_path(path).await;
        found.click().await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// The text of what an XPath finds first.
    pub(crate) async fn text_at(&self, path: &str) -> String {
        self.at_path(path).await.text().await.expect("it has words")
    }

    /// How often a selector finds something.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        self.driver.find_all(By::Css(selector)).await.expect("the page can be searched").len()
    }

    /// Types into a field of a form, in place of what is there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.element(&format!("[name='{name}']")).await;
        field.clear().await.expect("it can be written in");
        field.send_keys(text).await.expect("it can be written in");
    }

    /// A day in a field for days, as its picker writes it; what keys do there depends on the language of the browser.
    pub(crate) async fn day(&self, name: &str, day: &str) {
        let field = self.element(&format!("[name='{name}']")).await;
        let arguments = [field.to_json().expect("an element has an id"), json!(day)];
        let set =
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }));";
        self.driver.execute(set, arguments).await.expect("it is a script");
    }

    /// Nobody fills in a form in a moment, and the form for everybody takes whoever does for a machine.
    pub(crate) async fn take_time(&self) {
        tokio::time::sleep(Duration::from_secs(5)).await;
    }

    /// What stands in a field.
    pub(crate) async fn filled(&self, name: &str) -> String {
        let field = self.element(&format!("[name='{name}']")).await;
        field.value().await.expect("a field has a value").unwrap_or_default()
    }

    /// Chooses one of a group by its label.
    pub(crate) async fn choose(&self, name: &str, label: &str) {
        let path = format!("//label[starts-with(normalize-space(.), '{label}')][@for=//input[@name='{name}']/@id]");
        let found = self.driver.find(By::XPath(path)).await.unwrap_or_else(|_| panic!("{name} has no choice {label}"));
        found.click().await.expect("it can be chosen");
    }

    /// Chooses from a menu by its words.
    pub(crate) async fn pick(&self, name: &str, words: &str) {
        let path = format!("//select[@name='{name}']/option[contains(normalize-space(.), '{words}')]");
        let found = self.driver.find(By::XPath(path)).await.unwrap_or_else(|_| panic!("{name} has no {words}"));
        found.click().await.expect("it can be chosen");
    }

    /// A value of the page, by a script of ours.
    pub(crate) async fn value(&self, script: &str) -> Value {
        self.driver.execute(script, []).await.expect("it is a script").json().clone()
    }

    /// One key.
    pub(crate) async fn key(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.expect("a key can be pressed");
    }

    /// Keys, one after another, to whatever has the focus.
    pub(crate) async fn keys(&self, text: &str) {
        self.driver.action_chain().send_keys(text).perform().await.expect("keys can be pressed");
    }

    /// On by the tab key until the element with this id, or with these words, has the focus. It must be seen at each stop.
    pub(crate) async fn tab_to(&self, target: &str) {
        const STOP: &str = "const at = document.activeElement; const look = getComputedStyle(at); return [at.id, \
                            at.textContent.trim(), at === document.body || look.outlineStyle !== 'none' || look.boxShadow !== 'none'];";
        for _ in 0..80 {
            self.key(Key::Tab).await;
            let stop = self.value(STOP).await;
            assert_eq!(stop[2], true, "the focus cannot be seen at {stop} on {}", self.here().await);
            if stop[0] == target || stop[1] == target {
                return;
            }
        }
        panic!("the tab key does not lead to {target} on {}", self.here().await);
    }

    /// All words of the page.
    pub(crate) async fn words(&self) -> String {
        self.element("body").await.text().await.expect("a page has words")
    }

    /// The text of what a selector finds first.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.element(selector).await.text().await.expect("it has words")
    }

    /// An attribute of what a selector finds first, as the address that a browser makes of it.
    pub(crate) async fn property(&self, selector: &str, name: &str) -> String {
        let found = self.element(selector).await.prop(name.to_owned()).await;
        found.expect("it can be asked").unwrap_or_else(|| panic!("{selector} has no {name}"))
    }

    /// Where the links lead that a selector finds, within the site.
    pub(crate) async fn paths(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(link => link.pathname + link.search)";
        let found = self.driver.execute(script, [json!(selector)]).await.expect("it is a script");
        found.convert().expect("a list of texts")
    }

    /// What a link of the page gives to this reader, with the reader's cookies.
    pub(crate) async fn fetched(&self, href: &str) -> Vec<u8> {
        let script = "const done = arguments[1]; fetch(arguments[0]).then(async got => { \
                      const bytes = [...new Uint8Array(await got.arrayBuffer())]; done(got.ok ? bytes : []); }, () => done([]));";
        let got = self.driver.execute_async(script, [json!(href)]).await.expect("it is a script");
        got.convert().expect("a list of bytes")
    }

    /// The address at which the browser is.
    pub(crate) async fn here(&self) -> String {
        self.driver.current_url().await.map_or_else(|error| error.to_string(), |url| url.to_string())
    }

    /// Waits for the page whose heading begins so, and holds it against everything that each page owes its readers.
    pub(crate) async fn arrives(&self, heading: &str) {
        let mut found = String::new();
        for _ in 0..200 {
            let shown = self.driver.find(By::Css("h1")).await;
            // A heading may go away under our hands, while the next page comes.
            found = match shown {
                Ok(shown) => shown.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if found.contains(heading) {
                return self.check().await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("expected 「{heading}」, but 「{found}」 came at {}:\n{}", self.here().await, self.words().await);
    }

    /// Waits for what a selector finds, on the page that comes.
    pub(crate) async fn comes(&self, selector: &str) {
        self.comes_with(selector, "").await;
    }

    /// Waits for what a selector finds first to have these words.
    pub(crate) async fn comes_with(&self, selector: &str, words: &str) {
        for _ in 0..200 {
            if let Ok(found) = self.driver.find(By::Css(selector)).await
                && found.text().await.is_ok_and(|text| text.contains(words))
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{selector} with 「{words}」 did not come at {}:\n{}", self.here().await, self.words().await);
    }

    /// Accessible, and no wider than the window.
    pub(crate) async fn check(&self) {
        let here = self.here().await;
        let wide =
            self.value("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
        assert_eq!(wide, 0, "{here} scrolls sideways by so many pixels");
        let found = self.driver.execute_async(accessibility::check(), []).await;
        let found: Vec<String> = found.expect("axe-core runs").convert().expect("a list of texts");
        assert!(found.is_empty(), "{here} is not accessible:\n{}", found.join("\n"));
    }

    /// Whether scripts of pages run; the journey without them must not be one with them by mistake.
    pub(crate) fn has_scripts(&self) -> bool {
        self.reader != Reader::PhoneWithoutScripts
    }

    /// The page is laid out as on paper, or on the screen again.
    pub(crate) async fn as_on_paper(&self, paper: bool) {
        let medium = json!({ "media": if paper { "print" } else { "" } });
        Cdp::new(self.driver.clone())
            .send_raw("Emulation.setEmulatedMedia", medium)
            .await
            .expect("it can be asked for");
    }

    /// The whole page from its head to its foot, as png, up to so many pixels of its own.
    pub(crate) async fn whole_picture(&self, most: u32) -> Vec<u8> {
        let size = "const page = document.documentElement; return [page.clientWidth, page.scrollHeight]";
        let size: (u32, u32) = self.driver.execute(size, []).await.expect("it is a script").convert().expect("a size");
        let clip = json!({ "x": 0, "y": 0, "width": size.0, "height": size.1.min(most), "scale": 1 });
        let order = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let taken = Cdp::new(self.driver.clone()).send_raw("Page.captureScreenshot", order).await;
        let taken = taken.expect("Chromium draws");
        BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture")).expect("it is base64")
    }

    /// What the window shows, as png.
    pub(crate) async fn picture(&self) -> Vec<u8> {
        self.driver.screenshot_as_png().await.expect("Chromium draws")
    }
}

fn capabilities(reader: Reader, profile: &TempDir) -> WebDriverResult<thirtyfour::ChromeCapabilities> {
    let mut asked = DesiredCapabilities::chrome();
    let user_data = format!("--user-data-dir={}", profile.path().display());
    for argument in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-prefers-reduced-motion",
        "--lang=zh-CN",
        &user_data,
    ] {
        asked.add_arg(argument)?;
    }
    let device = match reader {
        Reader::Desk => json!({ "width": 1280, "height": 900, "pixelRatio": 1, "touch": false, "mobile": false }),
        _ => json!({ "width": 390, "height": 844, "pixelRatio": 2, "touch": true, "mobile": true }),
    };
    asked.add_experimental_option("mobileEmulation", json!({ "deviceMetrics": device }))?;
    Ok(asked)
}
