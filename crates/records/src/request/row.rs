//! What lists know of an application. It follows from the file alone and is never changed by hand; names and words are
//! not in it.

use casework::file::File;
use casework::request::duty::What;
use casework::request::facts::{Applicant, Fact, Level};
use casework::request::state::Number;
use casework::request::{Request, duty, steps};
use law::calendar::Day;
use law::request::clock::{Clock, Standing};
use law::request::receipt::ReceiptDate;

use crate::listed::{Listed, RowOf, Taken};
use crate::register;

/// Stands in `owed_by` where the law names no day, so that the column sorts alike on both databases.
pub(crate) const NO_DAY: &str = "9999-12-31";

#[expect(missing_docs, reason = "the columns are explained where they are filled, below")]
mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "request_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub file: String,
        pub version: i64,
        pub year: Option<i64>,
        pub serial: Option<i64>,
        pub channel: String,
        pub applicant: String,
        pub came_on: Option<String>,
        pub received_on: Option<String>,
        pub due_on: Option<String>,
        pub provisional: i64,
        pub standing: String,
        pub owed: Option<String>,
        pub owed_by: String,
        pub awaited: Option<String>,
        pub unit: Option<i64>,
        pub handler: Option<i64>,
        pub ended_on: Option<String>,
        pub outcome: Option<String>,
        pub wakes_on: Option<String>,
        pub is_open: i64,
        pub erased_on: Option<String>,
        pub started_at: String,
        pub changed_at: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use table::Model;
pub(crate) use table::{Column, Entity};

impl Listed for Request {
    type Rows = Entity;
    type Row = Model;

    fn row(&self, of: RowOf<'_>) -> Option<Model> {
        row(self, of)
    }

    fn place(row: &Model) -> (i64, &str) {
        (row.agency, &row.file)
    }

    fn written_with(fact: &Fact) -> Option<Taken> {
        let Fact::LetterIssued { letter, number, .. } = fact else { return None };
        let register = register::of_year(letter.register()?.code(), number.year);
        Some(Taken { register, serial: Some(number.serial) })
    }

    fn taken(&self) -> Vec<Taken> {
        let numbers = self.history().iter().filter_map(|entry| match entry.fact {
            Fact::Numbered { year, serial, .. } => {
                Some(Taken { register: register::of_year(Request::KIND, year), serial: Some(serial) })
            }
            _ => Request::written_with(&entry.fact),
        });
        numbers.collect()
    }
}

/// The row of an application; `None` before it is registered.
fn row(request: &Request, of: RowOf<'_>) -> Option<Model> {
    let registered = request.registered()?;
    let cx = &of.cx;
    let clock = request.clock(cx).ok();
    // That a correction may still be asked for is a chance with a day and no debt: it would stand in lists as overdue.
    let owed = duty::owed(request, cx).unwrap_or_default().into_iter().find(|owed| owed.what != What::AskCorrection);
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let ended = request.ended();
    let arrival = registered.arrival;
    let came_on = [arrival.handed_in, arrival.signed, arrival.arrived, arrival.submitted].into_iter().flatten().next();
    let number = request.number();
    Some(Model {
        agency: of.agency,
        file: of.file.text().to_owned(),
        version: i64::try_from(request.version()).expect("no file has so many entries"),
        year: number.map(|Number { year, .. }| year.into()),
        serial: number.map(|Number { serial, .. }| serial.into()),
        channel: registered.channel.code().to_owned(),
        applicant: registered.applicant.column().to_owned(),
        came_on: text(came_on),
        received_on: text(request.received().map(ReceiptDate::day)),
        due_on: text(clock.as_ref().and_then(|clock| clock.due_on)),
        provisional: clock.as_ref().is_some_and(|clock| clock.provisional).into(),
        standing: clock.as_ref().map_or("unclear", standing).to_owned(),
        owed: owed.map(|owed| owed.code().to_owned()),
        owed_by: text(owed.and_then(|owed| owed.by)).unwrap_or_else(|| NO_DAY.to_owned()),
        awaited: request.awaited_level().map(|level| level_code(level).to_owned()),
        unit: request.assigned().map(|assigned| number_of(assigned.unit.0)),
        handler: request.assigned().and_then(|assigned| assigned.handler).map(|handler| number_of(handler.0)),
        ended_on: text(ended.map(|ended| ended.on)),
        outcome: ended.map(|ended| ended.outcome.code().to_owned()),
        wakes_on: text(steps::wakes_on(request, cx).ok().flatten()),
        is_open: (!request.is_archived() && request.erased().is_none()).into(),
        erased_on: text(request.erased().map(|erasure| erasure.on)),
        started_at: of.started_at.to_owned(),
        changed_at: of.changed_at.to_owned(),
    })
}

/// Where it stands apart from the day: whether it is late is told when the list is read.
fn standing(clock: &Clock) -> &'static str {
    match clock.standing {
        Standing::Unconfirmed => "unconfirmed",
        Standing::Running | Standing::Overdue { .. } => "running",
        Standing::Consulting => "consulting",
        Standing::AwaitingCorrection => "awaiting_correction",
        Standing::AwaitingPayment { .. } => "awaiting_payment",
        Standing::Closed(_) => "closed",
    }
}

/// The code of a level.
pub(crate) fn level_code(level: Level) -> &'static str {
    match level {
        Level::UnitHead => "unit_head",
        Level::LegalReviewer => "legal_reviewer",
        Level::DeputyHead => "deputy_head",
        Level::Head => "head",
    }
}

impl Model {
    /// The kind of applicant.
    pub fn kind_of_applicant(&self) -> Option<Applicant> {
        Applicant::ALL.into_iter().find(|kind| kind.column() == self.applicant)
    }

    /// Its place in the register.
    pub fn number(&self) -> Option<Number> {
        Some(Number { year: i16::try_from(self.year?).ok()?, serial: u32::try_from(self.serial?).ok()? })
    }
}

fn number_of(id: u64) -> i64 {
    i64::try_from(id).expect("numbers are given by the database")
}
