//! A bureau for suites: an office on a new database, under a clock that the test sets, and people with their duties.

use std::io::{Cursor, Read, Write};
use std::sync::{Arc, Mutex};

use casework::context::Settings;
use casework::publication::facts::{Attribute, Declaration, Genre, Scope};
use casework::publication::numbering::Numbering;
use casework::publication::steps::Wish;
use casework::request::facts::{Applicant, Arrival};
use casework::who::{Account, Agency, Charge, Duty, Held, Unit, Viewer};
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use law::identifier::index_number::IndexPattern;
use law::in_force::InForce;
use law::request::receipt::Channel;
use law::request::remedy;
use law::request::remedy::agency::{Body, Court, DatedStanding, Seat, Standing};
use records::testing::Place;
use records::vault::{Blobs, Suite, Vault};

use crate::clock::Clock;
use crate::request::{Intake, Person, Wanted};
use crate::setup::{Office, Profile};

/// The bureau.
#[derive(Debug)]
pub struct Bureau {
    /// Its office.
    pub office: Office,
    now: Arc<Mutex<Timestamp>>,
    place: Place,
}

impl Bureau {
    /// Opens on a new database, at nine o'clock of a day.
    pub async fn open(place: Place, day: &str) -> Bureau {
        let now = Arc::new(Mutex::new(morning(day)));
        let clock = Clock::new({
            let now = Arc::clone(&now);
            move || *now.lock().expect("no test panics while setting the clock")
        });
        let records = place.open().await;
        let blobs = Blobs::folder(&place.folder.path().join("blobs")).expect("a folder can be made");
        let key = place.folder.path().join("keys").join("installation.key");
        let vault = Vault::open(&records, &key, blobs, Suite::default()).await.expect("the vault opens");
        let office = Office::open(records, vault, Settings::default(), profile(), clock);
        Bureau { office, now, place }
    }

    /// It is nine o'clock of this day now.
    pub fn on(&self, day: &str) {
        *self.now.lock().expect("no test panics while setting the clock") = morning(day);
    }

    /// The folder of keys and uploads.
    pub fn folder(&self) -> &std::path::Path {
        self.place.folder.path()
    }
}

fn profile() -> Profile {
    Profile {
        agency: Agency(1),
        name: "云州市澜江生态环境局".into(),
        request_mark: "澜环公开申".into(),
        reply_mark: "澜环公复".into(),
        notice_mark: "澜环公函".into(),
        numbering: Numbering::new(IndexPattern::default(), "014225972").expect("a code that fits"),
        remedies: Some(remedies()),
        site: "https://lanjiang.example".into(),
        address: "澜江区滨江路1号".into(),
        telephone: "0999-8221 2345".into(),
        hours: "工作日9:00–17:30".into(),
        mail: "gongkai@lanjiang.example".into(),
    }
}

/// The bodies and courts that the bureau's replies name.
pub fn remedies() -> remedy::Agency {
    let body = |seat, name: &str| Body { seat, name: name.into(), in_force: InForce::ALWAYS, online: None };
    remedy::Agency::new(
        vec![DatedStanding { standing: Standing::Department, in_force: InForce::ALWAYS }],
        vec![body(Seat::OwnGovernment, "澜江区人民政府"), body(Seat::SuperiorDepartment, "云州市生态环境局")],
        vec![Court { name: "云州市城中区人民法院".into(), in_force: InForce::ALWAYS }],
    )
    .expect("its days contradict each other nowhere")
}

fn morning(day: &str) -> Timestamp {
    format!("{day}T09:00:00+08:00").parse().expect("a day")
}

/// A day.
pub fn day(text: &str) -> Day {
    parse_day(text).expect("a day")
}

/// The unit that handles what is handled in tests.
pub const UNIT: Unit = Unit(1);

/// Somebody of the bureau with one duty: handlers and heads of units of [`UNIT`], others for the whole agency. Accounts
/// differ by duty.
pub fn officer(duty: Duty) -> Viewer {
    let number = Duty::ALL.iter().position(|one| *one == duty).map_or(0, |place| place as u64 + 1);
    let held = Held { duty, from: day("2019-01-01"), to: None };
    let unit = matches!(duty, Duty::Handler | Duty::UnitHead).then_some(UNIT);
    let charge = Charge { unit, ..Charge::own(held) };
    Viewer::staff(Account(number), Agency(1), vec![charge]).expect("one duty goes with itself")
}

/// What the unit wants to publish: monitoring data of its own.
pub fn wish(formed_on: &str) -> Wish {
    Wish {
        attribute: Attribute::Proactive,
        item: "20.13".parse().expect("an item of Art. 20"),
        genre: Genre::Monitoring,
        document: None,
        scope: Scope::Unit,
        provider: UNIT,
        formed_on: day(formed_on),
        declared: Declaration::ALL.into(),
        interprets: None,
    }
}

/// A letter handed in at the counter on a day.
pub fn letter(on: &str) -> Intake {
    Intake {
        channel: Channel::Counter,
        arrival: Arrival { handed_in: Some(day(on)), ..Arrival::default() },
        applicant: Applicant::NaturalPerson,
        person: Person {
            name: "沈静澜".into(),
            id_kind: "居民身份证".into(),
            id_number: "11010519491231002X".into(),
            phone: "13800001234".into(),
            address: "澜江区东街8号".into(),
            ..Person::default()
        },
        wanted: Wanted { title: "2023年以来静海河断面水质监测数据".into(), ..Wanted::default() },
        late_reason: "演练补登".into(),
    }
}

/// A Word document in which somebody has typed one text over another; it must stand there.
pub fn typed_over(docx: &[u8], from: &str, to: &str) -> Vec<u8> {
    const WHOLE: &str = "a document that the program wrote is whole";
    let mut old = zip::ZipArchive::new(Cursor::new(docx)).expect(WHOLE);
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut member = old.by_index(index).expect(WHOLE);
        let name = member.name().expect(WHOLE).into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect(WHOLE);
        if name == "word/document.xml" {
            let text = String::from_utf8(content).expect(WHOLE);
            assert!(text.contains(from), "{from}");
            content = text.replace(from, to).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
        new.write_all(&content).expect("memory takes it");
    }
    new.finish().expect("memory takes it").into_inner()
}
