//! A bureau with applications whose words lie in the vault.

use std::sync::Arc;

use casework::context::Settings;
use casework::entry::Author;
use casework::request::Request;
use casework::request::facts::{Applicant, Arrival, Fact};
use casework::who::{Account, Agency};
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use law::calendar::parse_day;
use law::request::receipt::Channel;
use records::Records;
use records::append::{Append, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::seal::{Sealer, sealing_key};
use records::testing::Place;
use records::vault::{Blobs, Field, Reader, Suite, Vault};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

pub(crate) const OURS: i64 = 1;

pub(crate) struct Bureau {
    pub(crate) place: Place,
    pub(crate) records: Records,
    pub(crate) vault: Vault,
    pub(crate) signing: SigningKey,
}

impl Bureau {
    pub(crate) async fn new(place: Place) -> Bureau {
        let records = place.open().await;
        let vault = Bureau::open_vault(&place, &records).await;
        let signing = sealing_key::create(&place.folder.path().join("keys/sealing.key")).unwrap();
        Bureau { place, records, vault, signing }
    }

    pub(crate) async fn open_vault(place: &Place, records: &Records) -> Vault {
        let blobs = Blobs::folder(&place.folder.path().join("blobs")).unwrap();
        Vault::open(records, &place.folder.path().join("keys/installation.key"), blobs, Suite::default()).await.unwrap()
    }

    /// Registers an application of a person who wrote something.
    pub(crate) async fn registers(&self, name: &str, words: &str) -> FileId {
        let file = FileId::random();
        let mut sealing = self.vault.new_file(OURS, &file).unwrap();
        let (person, words) = (sealing.seal(name), sealing.seal(words));
        sealing.find_by(Field::Name, name);
        let on = parse_day("2025-06-09").unwrap();
        let arrival = Arrival { handed_in: Some(on), ..Arrival::default() };
        let (channel, applicant) = (Channel::Counter, Applicant::NaturalPerson);
        let fact = Fact::Registered { on, channel, arrival, applicant, person, words };
        self.append(&file, Opened::default(), vec![fact], vec![sealing.rows(now())]).await;
        file
    }

    /// Notes something on a file, which needs no words.
    pub(crate) async fn withdraws(&self, file: &FileId) {
        let opened = self.records.open_file::<Request>(Agency(1), file).await.unwrap();
        let mut sealing = self.vault.file(self.records.reading(), OURS, file).await.unwrap();
        let fact = Fact::Withdrawn { on: parse_day("2025-06-10").unwrap(), words: sealing.seal("不需要了") };
        self.append(file, opened, vec![fact], vec![sealing.rows(now())]).await;
    }

    async fn append(&self, file: &FileId, before: Opened<Request>, facts: Vec<Fact>, also: Vec<records::append::Also>) {
        let append = Append {
            agency: Agency(1),
            file: file.clone(),
            before,
            by: Author::Account(Account(7)),
            at: now(),
            facts,
            numbered: None,
            key: CommandKey::random(),
            settings: Arc::new(Settings::default()),
            also,
        };
        self.records.append(append).await.unwrap();
    }

    pub(crate) async fn seal(&self) {
        let mut sealer = Sealer::new("test");
        sealer.seal_all(&self.records, now()).await.unwrap();
        sealer.give_up(&self.records).await.unwrap();
    }

    /// A connection of somebody who holds the database in his hands.
    pub(crate) async fn intruder(&self) -> DatabaseConnection {
        Database::connect(&self.place.url).await.unwrap()
    }

    pub(crate) async fn falsify(&self, sql: &str) {
        let intruder = self.intruder().await;
        let touched = intruder.execute_unprepared(sql).await.unwrap().rows_affected();
        assert!(touched > 0, "it touches nothing: {sql}");
        intruder.close().await.unwrap();
    }
}

pub(crate) fn now() -> Timestamp {
    "2025-06-09T09:00:00+08:00".parse().unwrap()
}

pub(crate) fn reader() -> Reader<'static> {
    Reader { by: Author::Account(Account(7)), purpose: "办理申请", at: now() }
}
