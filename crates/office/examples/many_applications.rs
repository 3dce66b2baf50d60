//! Adds many applications to a bureau that `gongkai demo --prepare` has made, so that a large installation can be measured.
//!
//! `cargo run --release -p office --example many_applications -- FOLDER COUNT`
//!
//! Each is a file of its own with sealed words and a number from the register. Its facts follow from the same steps as in
//! daily work, and all facts of one file are appended at once. They lie in the ten years behind us, answered and archived;
//! one in two hundred was received in the last days and lies with a section.
#![expect(clippy::unwrap_used, reason = "a measurement stops where something is wrong")]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use casework::context::{Context, Settings};
use casework::entry::Entry;
use casework::file::File;
use casework::request::facts::{Applicant, Arrival, Level, Service};
use casework::request::steps::{self, Answer};
use casework::request::{Fact, Refusal, Request};
use casework::who::{Agency, Charge, Duty, Held, Unit, Viewer};
use futures::StreamExt;
use jiff::{Timestamp, ToSpan};
use law::calendar::{Calendar, Day, WorkingDays};
use law::request::receipt::Channel;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::request::{Person, Wanted};
use records::append::{Append, Numbered, Opened, number};
use records::file::FileId;
use records::key::CommandKey;
use records::people::account;
use records::vault::{Blobs, Field, Sealing, Suite, Vault};
use records::{Options, Records, register};

const BUREAU: Agency = Agency(1);
const YEARS: usize = 10;
/// One in so many is still being worked on.
const OPEN: usize = 200;
/// The section that handles all of them: the fifth that the demonstration founds.
const WATER: Unit = Unit(5);

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next().and_then(|count| count.parse().ok())) else {
        eprintln!("many_applications FOLDER COUNT");
        std::process::exit(2);
    };
    let folder = Path::new(&folder);
    let url = format!("sqlite://{}/gongkai.db", folder.display());
    let records = Records::open(&url, Options::default()).await.unwrap();
    let key = folder.join("keys").join("installation.key");
    let blobs = Blobs::folder(&folder.join("blobs")).unwrap();
    let vault = Vault::open(&records, &key, blobs, Suite::default()).await.unwrap();
    let bureau = Arc::new(Bureau::of(records, vault).await);
    let from = Instant::now();
    futures::stream::iter(0..count)
        .for_each_concurrent(512, |turn| {
            let bureau = Arc::clone(&bureau);
            async move { tokio::spawn(async move { bureau.add(turn).await }).await.unwrap() }
        })
        .await;
    println!("{count} applications in {:.0} s", from.elapsed().as_secs_f64());
    bureau.records.clone().close().await.unwrap();
}

/// Who does what, in one section of the demonstration.
struct Bureau {
    records: Records,
    vault: Vault,
    settings: Arc<Settings>,
    today: Day,
    intake: Viewer,
    handler: Viewer,
    reviewers: Vec<(Level, Viewer)>,
}

/// An application as it grows.
struct Growing<'b> {
    bureau: &'b Bureau,
    state: Request,
    facts: Vec<Fact>,
}

impl Bureau {
    async fn of(records: Records, vault: Vault) -> Bureau {
        let accounts = account::list(records.reading(), BUREAU).await.unwrap();
        let viewer = |login: &str, duty: Duty, unit: Option<Unit>| {
            let account = accounts.iter().find(|row| row.login.as_str() == login).unwrap().account;
            let held = Held { duty, from: Day::constant(2010, 1, 1), to: None };
            Viewer::staff(account, BUREAU, vec![Charge { unit, ..Charge::own(held) }]).unwrap()
        };
        let settings = Settings::default();
        Bureau {
            today: settings.day(Timestamp::now()),
            settings: Arc::new(settings),
            intake: viewer("shouli", Duty::IntakeOfficer, None),
            handler: viewer("water", Duty::Handler, Some(WATER)),
            reviewers: vec![
                (Level::UnitHead, viewer("water-head", Duty::UnitHead, Some(WATER))),
                (Level::LegalReviewer, viewer("fagui", Duty::LegalReviewer, None)),
                (Level::DeputyHead, viewer("fenguan", Duty::DeputyHead, None)),
            ],
            records,
            vault,
        }
    }

    async fn add(&self, turn: usize) {
        let file = FileId::random();
        let mut sealing = self.vault.new_file(number(BUREAU), &file).unwrap();
        let facts = self.life(turn, &mut sealing);
        let after = Request::of(facts.iter().cloned().map(|fact| Entry { by: self.intake.author(), fact }));
        let (year, fact) = steps::number(&after, self.today).unwrap();
        let at = Timestamp::now();
        let append = Append::<Request> {
            agency: BUREAU,
            file,
            before: Opened::default(),
            by: self.intake.author(),
            at,
            facts,
            numbered: Some(Numbered::<Request> {
                register: register::of_year(Request::KIND, year),
                fact: Box::new(fact),
            }),
            key: CommandKey::random(),
            settings: Arc::clone(&self.settings),
            also: vec![sealing.rows(at)],
        };
        self.records.append(append).await.unwrap();
    }

    /// From the counter to the archive, or to the section where it lies now.
    fn life(&self, turn: usize, sealing: &mut Sealing) -> Vec<Fact> {
        let open = turn.is_multiple_of(OPEN);
        let received = if open { self.ago(turn % 7) } else { self.ago(40 + turn % (YEARS * 365)) };
        let mut growing = Growing { bureau: self, state: Request::default(), facts: Vec::new() };
        let entered = letter(turn, received, sealing);
        growing.take(received, |file, cx| steps::register(file, entered, cx, &self.intake));
        let assigned = steps::Assign { on: received, unit: WATER, handler: self.handler.account() };
        growing.take(received, |file, cx| steps::assign(file, assigned, cx, &self.intake));
        if open {
            return growing.facts;
        }
        let term = WorkingDays(u16::try_from(5 + turn % 14).unwrap());
        let answered = Calendar::national().add(received, term).unwrap().date;
        let draft = steps::Draft {
            on: answered,
            answer: Answer::Otherwise(Situation::Disclosable),
            search: None,
            grounds: Vec::new(),
            elements: ELEMENTS.into(),
            words: sealing.seal("您申请公开的水质监测数据见附件。"),
        };
        growing.take(answered, |file, cx| steps::reply(file, draft, cx, &self.handler));
        for (level, reviewer) in &self.reviewers {
            let review = steps::Review { on: answered, level: *level, vote: steps::Vote::Approve };
            growing.take(answered, |file, cx| steps::review(file, review, cx, reviewer));
        }
        let serve = steps::Serve { service: Service::Post { posted_on: answered, signed_on: None } };
        growing.take(answered, |file, cx| steps::serve(file, serve, cx, &self.intake));
        growing.take(answered, |file, cx| steps::archive(file, steps::Archive { on: answered }, cx, &self.intake));
        growing.facts
    }

    fn ago(&self, days: usize) -> Day {
        self.today.checked_sub(i64::try_from(days).unwrap().days()).unwrap()
    }
}

/// What comes in at the counter.
fn letter(turn: usize, received: Day, sealing: &mut Sealing) -> steps::Register {
    let person = Person {
        name: format!("压测申请人{turn}"),
        id_kind: "其他".into(),
        id_number: format!("压测证件{turn:08}"),
        phone: format!("139{turn:08}"),
        address: format!("云州市澜江区压测路{turn}号"),
        ..Person::default()
    };
    let title = format!("澜江第{}号断面{}年水质监测数据", turn % 997, received.year());
    let wanted = Wanted { title, ..Wanted::default() };
    sealing.find_by(Field::Name, &person.name);
    sealing.find_by(Field::Phone, &person.phone);
    steps::Register {
        channel: Channel::Counter,
        arrival: Arrival { handed_in: Some(received), ..Arrival::default() },
        applicant: Applicant::ALL[turn % Applicant::ALL.len()],
        person: sealing.seal(&serde_json::to_string(&person).unwrap()),
        words: sealing.seal(&serde_json::to_string(&wanted).unwrap()),
        late: steps::LateEntry { proven: true, reason: None },
    }
}

/// What the reply of each holds.
const ELEMENTS: [Element; 5] =
    [Element::FactsFound, Element::LegalBasis, Element::Reason, Element::InformationAttached, Element::WayToFind];

impl Growing<'_> {
    fn take(&mut self, on: Day, step: impl FnOnce(&Request, &Context<'_>) -> Result<Vec<Fact>, Refusal>) {
        let facts = step(&self.state, &self.bureau.settings.context(BUREAU, on)).unwrap();
        for fact in &facts {
            self.state.evolve(Entry { by: self.bureau.handler.author(), fact: fact.clone() });
        }
        self.facts.extend(facts);
    }
}
