//! Applications and whoever handles them, for the suites of the record.
#![allow(dead_code, reason = "each suite takes what it needs")]

use std::sync::Arc;

use casework::context::Settings;
use casework::entry::{Author, Entry};
use casework::request::facts::{Applicant, Arrival, Fact};
use casework::request::{Request, steps};
use casework::sealed::Sealed;
use casework::who::{Account, Agency};
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use law::request::receipt::Channel;
use records::Records;
use records::append::{Append, Listed, Numbered, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::register::of_year;
use records::testing::Place;
use sea_orm::{ConnectionTrait, Database};

pub(crate) const OURS: Agency = Agency(1);

pub(crate) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(crate) fn morning(text: &str) -> Timestamp {
    format!("{text}T09:00:00+08:00").parse().unwrap()
}

pub(crate) fn sealed(number: u8) -> Sealed {
    Sealed::new(&format!("vault-{number}"), &format!("{number:02x}").repeat(32)).unwrap()
}

/// A letter that was handed in.
pub(crate) fn handed_in(on: &str) -> Fact {
    let arrival = Arrival { handed_in: Some(day(on)), ..Arrival::default() };
    let (on, person, words) = (day(on), sealed(1), sealed(2));
    Fact::Registered { on, channel: Channel::Counter, arrival, applicant: Applicant::NaturalPerson, person, words }
}

pub(crate) fn appending<F: Listed>(file: &FileId, before: Opened<F>, at: &str, facts: Vec<F::Fact>) -> Append<F> {
    Append {
        agency: OURS,
        file: file.clone(),
        before,
        by: Author::Account(Account(7)),
        at: morning(at),
        facts,
        numbered: None,
        key: CommandKey::random(),
        settings: Arc::new(Settings::default()),
        also: Vec::new(),
    }
}

/// The registration of a letter, with its number.
pub(crate) fn registering(file: &FileId, on: &str) -> Append<Request> {
    let mut append = appending(file, Opened::default(), on, vec![handed_in(on)]);
    let request = Request::of([Entry { by: append.by, fact: handed_in(on) }]);
    let (year, fact) = steps::number(&request, day(on)).unwrap();
    append.numbered = Some(Numbered { register: of_year("request", year), fact: Box::new(fact) });
    append
}

pub(crate) async fn registered(records: &Records, on: &str) -> FileId {
    let file = FileId::random();
    records.append(registering(&file, on)).await.unwrap();
    file
}

/// What somebody does who holds the database in his hands.
pub(crate) async fn intruder(place: &Place, sql: &str) {
    let intruder = Database::connect(&place.url).await.unwrap();
    let touched = intruder.execute_unprepared(sql).await.unwrap().rows_affected();
    assert!(touched > 0, "it touches nothing: {sql}");
    intruder.close().await.unwrap();
}
