//! What people do about people, on both databases.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod agencies;
mod duties;
mod factor;
mod passwords;
mod sessions;
mod signing_in;

use casework::who::{Account, Agency, Duty, Held, Limits, Name, NewUnit, Unit, UnitKind, Viewer};
use jiff::{SignedDuration, Timestamp};
use law::calendar::{Day, parse_day};
use law::in_force::InForce;
use office::people::{Knock, Moment, NewPerson, People, PeopleError};
use records::people::hashing::Cost;
use records::people::token::SessionToken;
use records::testing::Place;
use records::vault::{Blobs, Suite, Vault};

/// Everybody's password here.
const PASSWORD: &str = "Lanjiang-86x2";

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

/// A Monday morning.
fn morning() -> Moment {
    at("2025-06-09T09:00:00+08:00")
}

fn at(text: &str) -> Moment {
    let now: Timestamp = text.parse().unwrap();
    Moment { now, today: day(&text[..10]) }
}

fn later(moment: Moment, span: SignedDuration) -> Moment {
    let now = moment.now.checked_add(span).unwrap();
    let china = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    Moment { now, today: china.to_datetime(now).date() }
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// A bureau with a section, and one account for each duty that a test asks for: `zhang.head` and so on.
struct Bureau {
    people: People,
    agency: Agency,
    section: Unit,
    #[expect(dead_code, reason = "it is removed when this is dropped")]
    place: Place,
}

impl Bureau {
    async fn new(place: Place) -> Bureau {
        let people = process(&place, Cost::least()).await;
        let machine = people.at_the_machine("root");
        let agency = machine.add_agency("LJ", "云州市澜江生态环境局", InForce::ALWAYS, morning()).await.unwrap();
        let section =
            NewUnit { kind: UnitKind::Section, name: Name::new("政策法规科").unwrap(), days: InForce::ALWAYS };
        let section = machine.add_unit(agency, section, morning()).await.unwrap();
        Bureau { people, agency, section, place }
    }

    /// An account that holds this duty since the beginning of the year.
    async fn hire(&self, duty: Duty) -> Account {
        self.hire_as(duty.code().replace('_', "."), duty).await
    }

    async fn hire_as(&self, login: String, duty: Duty) -> Account {
        let account = self.person(&login).await;
        let held = Held { duty, from: day("2025-01-01"), to: None };
        let unit = duty.is_of_a_unit().then_some(self.section);
        self.people.at_the_machine("root").give_duty(self.agency, account, held, unit, morning()).await.unwrap();
        account
    }

    /// An account without any duty.
    async fn person(&self, login: &str) -> Account {
        let new = NewPerson { login: login.to_owned(), name: format!("演示{login}") };
        let machine = self.people.at_the_machine("root");
        machine.add_demonstration_account(self.agency, new, PASSWORD, morning()).await.unwrap()
    }

    async fn sign_in(&self, login: &str, moment: Moment) -> Result<SessionToken, PeopleError> {
        self.people.sign_in(knock(login, PASSWORD), moment).await
    }

    async fn viewer_at(&self, login: &str, moment: Moment) -> Viewer {
        let token = self.sign_in(login, moment).await.unwrap();
        self.people.session(&token, moment).await.unwrap().viewer().unwrap().clone()
    }

    /// Hires somebody for this duty and signs him in.
    async fn viewer(&self, duty: Duty) -> Viewer {
        self.hire(duty).await;
        self.viewer_at(&duty.code().replace('_', "."), morning()).await
    }
}

/// One process on the database of a place.
async fn process(place: &Place, cost: Cost) -> People {
    let (records, folder) = (place.open().await, place.folder.path());
    let blobs = Blobs::folder(&folder.join("blobs")).unwrap();
    let vault = Vault::open(&records, &folder.join("installation.key"), blobs, Suite::Aes256Gcm).await.unwrap();
    People::new(records, vault, Limits::default(), cost)
}

fn knock(login: &str, password: &str) -> Knock {
    Knock {
        login: login.to_owned(),
        password: password.to_owned(),
        address: "10.1.2.3".to_owned(),
        client: "Mozilla/5.0".to_owned(),
    }
}
