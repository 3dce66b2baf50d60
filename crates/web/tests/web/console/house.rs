//! The office with its door: somebody of each duty comes in under the name of that duty.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Request, header};
use casework::who::{Account, Duty, Unit, Viewer};
use jiff::Timestamp;
use office::testing::{Bureau, officer};
use records::testing::{Backend, Place};
use web::Site;
use web::console::{Console, Door, Names, Officer, Shut};

use crate::bureau::{self, Answer, ask};

pub(super) struct House {
    pub(super) bureau: Bureau,
}

struct EveryDuty;

#[async_trait]
impl Door for EveryDuty {
    async fn officer(&self, session: &str, _: Timestamp) -> Result<Officer, Shut> {
        let duty = Duty::of_code(session).map_err(|_| Shut::SignIn)?;
        Ok(Officer { name: "陈某".into(), viewer: officer(duty) })
    }

    async fn names(&self, _: &Viewer) -> Result<Names, Shut> {
        let units = vec![(Unit(3), "水生态科".to_owned()), (Unit(5), "监测站".to_owned())];
        Ok(Names { units, people: vec![(Account(2), "顾某".to_owned())] })
    }
}

impl House {
    pub(super) async fn on(day: &str) -> House {
        House { bureau: Bureau::open(Place::new(Backend::Sqlite).await, day).await }
    }

    pub(super) fn site(&self) -> Site {
        let office = self.bureau.office.clone();
        let clock = office.clone();
        let mut site = bureau::site().with_console(Console { office, door: Box::new(EveryDuty) });
        site.clock = Arc::new(move || clock.now());
        site
    }

    pub(super) async fn get(&self, by: Duty, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, session(by)).body(Body::empty()).unwrap();
        ask(self.site(), request).await
    }

    pub(super) async fn post(&self, by: Duty, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header(header::COOKIE, session(by))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encoded(fields)))
            .unwrap();
        ask(self.site(), request).await
    }

    /// Opens a page and sends its form with these answers, as a browser would.
    pub(super) async fn fill(&self, by: Duty, path: &str, answers: &[(&str, &str)]) -> Answer {
        let page = self.get(by, path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text);
        self.send(by, path, &page, answers).await
    }

    /// Sends the form of a page that is open already.
    pub(super) async fn send(&self, by: Duty, path: &str, page: &Answer, answers: &[(&str, &str)]) -> Answer {
        let hidden = hidden(&page.text);
        let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = hidden.chain(answers.iter().copied()).collect();
        self.post(by, path, &fields).await
    }
}

fn session(by: Duty) -> String {
    format!("gk_session={}", by.code())
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let plain = |text: &str| -> String {
        text.bytes()
            .map(
                |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") },
            )
            .collect()
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
