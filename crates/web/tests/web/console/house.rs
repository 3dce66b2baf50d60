//! An office with its people: somebody of each duty, who signs in over the page as people do.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::who::{Agency, Duty, Held, Name, NewUnit, Unit, UnitKind};
use law::in_force::InForce;
use office::people::NewPerson;
use office::testing::{Bureau, day};
use records::testing::{Backend, Place};
use web::Site;

use crate::asking::{self, Answer, ask};

pub(super) const PASSWORD: &str = "云州市澜江环境2025";

pub(super) struct House {
    pub(super) bureau: Bureau,
    signed_in: Mutex<HashMap<Duty, String>>,
    employed: Mutex<HashSet<Duty>>,
}

impl House {
    /// At nine o'clock of a day. The unit 1 is 水生态科, and all duties of units are held there.
    pub(super) async fn on(day: &str) -> House {
        let bureau = Bureau::open(Place::new(Backend::Sqlite).await, day).await;
        let machine = bureau.office.people().at_the_machine("suite");
        let at = bureau.office.moment();
        machine.add_agency("lanjiang", "云州市澜江生态环境局", InForce::ALWAYS, at).await.unwrap();
        for name in ["水生态科", "监测站"] {
            let unit = NewUnit { kind: UnitKind::Section, name: Name::new(name).unwrap(), days: InForce::ALWAYS };
            machine.add_unit(Agency(1), unit, at).await.unwrap();
        }
        House { bureau, signed_in: Mutex::default(), employed: Mutex::default() }
    }

    /// It is nine o'clock of another day, and everybody signs in anew.
    pub(super) fn on_the(&self, day: &str) {
        self.bureau.on(day);
        self.signed_in.lock().unwrap().clear();
    }

    pub(super) fn site(&self) -> Site {
        let office = self.bureau.office.clone();
        let clock = office.clone();
        let mut site = asking::site().with_console(office);
        site.clock = Arc::new(move || clock.now());
        site
    }

    /// The public's pages over the same office.
    pub(super) fn public_site(&self) -> Site {
        let mut site = self.site();
        site.portal = Arc::new(web::portal::OfOffice::new(self.bureau.office.clone()));
        site
    }

    pub(super) async fn read_publicly(&self, path: &str) -> Answer {
        ask(self.public_site(), Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Somebody of this duty, with the cookie of a session.
    pub(super) async fn session(&self, of: Duty) -> String {
        if let Some(cookie) = self.signed_in.lock().unwrap().get(&of) {
            return cookie.clone();
        }
        self.employ(of).await;
        let cookie = self.sign_in(of.code(), PASSWORD).await.header(header::SET_COOKIE).to_owned();
        assert!(cookie.starts_with("gk_session="), "{of:?} signs in: {cookie}");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        self.signed_in.lock().unwrap().insert(of, cookie.clone());
        cookie
    }

    /// Makes an account that bears the name of its duty.
    pub(super) async fn employ(&self, duty: Duty) {
        if !self.employed.lock().unwrap().insert(duty) {
            return;
        }
        let machine = self.bureau.office.people().at_the_machine("suite");
        let at = self.bureau.office.moment();
        let new = NewPerson { login: duty.code().into(), name: format!("陈{}", duty.label()) };
        let account = machine.add_demonstration_account(Agency(1), new, PASSWORD, at).await.unwrap();
        let held = Held { duty, from: day("2019-01-01"), to: None };
        let unit = duty.is_of_a_unit().then_some(Unit(1));
        machine.give_duty(Agency(1), account, held, unit, at).await.unwrap();
    }

    /// Fills in the page of the door.
    pub(super) async fn sign_in(&self, login: &str, password: &str) -> Answer {
        let path = "/console/sign-in";
        let page = ask(self.site(), Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK);
        let browser = page.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
        let fields = with_hidden(&page, &[("login", login), ("password", password)]);
        ask(self.site(), post(path, &browser, &fields)).await
    }

    pub(super) async fn get(&self, by: Duty, path: &str) -> Answer {
        self.get_as(&self.session(by).await, path).await
    }

    pub(super) async fn get_as(&self, cookie: &str, path: &str) -> Answer {
        ask(self.site(), Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(&self, by: Duty, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ask(self.site(), post(path, &self.session(by).await, &fields)).await
    }

    /// Opens a page and sends its form with these answers, as a browser would.
    pub(super) async fn fill(&self, by: Duty, path: &str, answers: &[(&str, &str)]) -> Answer {
        let page = self.get(by, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", read(&page.text));
        self.send(by, path, &page, answers).await
    }

    /// Sends the form of a page that is open already.
    pub(super) async fn send(&self, by: Duty, path: &str, page: &Answer, answers: &[(&str, &str)]) -> Answer {
        self.send_as(&self.session(by).await, path, page, answers).await
    }

    /// The same with files, as a browser sends them.
    pub(super) async fn fill_with_files(
        &self,
        by: Duty,
        path: &str,
        answers: &[(&str, &str)],
        files: &[asking::File<'_>],
    ) -> Answer {
        let page = self.get(by, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", read(&page.text));
        let (kind, body) = asking::multipart(&with_hidden(&page, answers), files);
        let request = Request::post(path).header(header::COOKIE, self.session(by).await);
        ask(self.site(), request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
    }

    pub(super) async fn send_as(&self, cookie: &str, path: &str, page: &Answer, answers: &[(&str, &str)]) -> Answer {
        ask(self.site(), post(path, cookie, &with_hidden(page, answers))).await
    }
}

fn with_hidden(page: &Answer, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let answers = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    hidden(&page.text).into_iter().chain(answers).collect()
}

fn post(path: &str, cookie: &str, fields: &[(String, String)]) -> Request<Body> {
    Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(encoded(fields)))
        .unwrap()
}

fn encoded(fields: &[(String, String)]) -> String {
    let plain = |text: &str| -> String {
        let of = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).into() } else { format!("%{byte:02X}") };
        text.bytes().map(of).collect()
    };
    fields.iter().map(|(name, value)| format!("{}={}", plain(name), plain(value))).collect::<Vec<_>>().join("&")
}

/// The unseen fields of the form in the middle of a page, not those for signing out.
pub(super) fn hidden(html: &str) -> Vec<(String, String)> {
    let main = html.split("<main").nth(1).unwrap_or_default();
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split(&format!("{name}=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let tags = main.split("<input type=\"hidden\"").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    tags.map(|tag| (attribute(tag, " name"), attribute(tag, " value"))).collect()
}

/// What a reader sees: the text without its tags.
pub(super) fn read(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html);
    let mut text = String::new();
    for piece in main.split('<') {
        let visible = piece.split_once('>').map_or("", |(_, visible)| visible);
        text.push_str(visible);
        if !visible.is_empty() {
            text.push(' ');
        }
    }
    let text = text.replace("&#34;", "\"").replace("&#38;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
