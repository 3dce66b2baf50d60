//! Lists of applications, read page by page with a key and never by counting rows.

use std::collections::BTreeSet;

use casework::request::facts::Level;
use casework::who::{Account, Agency, Unit};
use law::calendar::Day;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};

use super::row::level_code;
use super::{Column, Entity, Row};
use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::file::FileId;

/// Whose part of the open applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of the agency.
    All,
    /// Those of a section or subordinate unit.
    Unit(Unit),
    /// Those of any of these.
    Units(BTreeSet<Unit>),
    /// Those of one handler.
    Handler(Account),
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressing {
    /// All.
    Any,
    /// Something is owed today.
    Today(Day),
    /// Its day has passed.
    Overdue(Day),
    /// To be confirmed with the applicant (Art. 31).
    Unconfirmed,
    /// A draft that waits for one of these levels.
    Awaited(Levels),
}

/// Levels of review, each at most once.
pub type Levels = [Option<Level>; 4];

/// The place behind which the next page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The sort column of the last row.
    pub by: String,
    /// Its file.
    pub file: String,
}

impl Records {
    /// Open applications, the most pressing first. `limit` rows behind `after`.
    pub async fn open_requests(
        &self,
        agency: Agency,
        part: Part,
        pressing: Pressing,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Row>, StorageError> {
        Ok(most_pressing(agency, part, pressing, after).limit(limit).all(self.reading()).await?)
    }

    /// How many there are, counted up to `most`.
    pub async fn count_open_requests(
        &self,
        agency: Agency,
        part: Part,
        pressing: Pressing,
        most: u64,
    ) -> Result<usize, StorageError> {
        let files = counted(agency, part, pressing).limit(most);
        Ok(files.into_tuple::<String>().all(self.reading()).await?.len())
    }

    /// All applications of an agency, the latest first.
    pub async fn requests(&self, agency: Agency, after: Option<&After>, limit: u64) -> Result<Vec<Row>, StorageError> {
        let mut condition = Condition::all().add(Column::Agency.eq(number(agency)));
        if let Some(After { by, file }) = after {
            let key = Expr::tuple([Expr::col(Column::StartedAt), Expr::col(Column::File)]);
            condition = condition.add(key.lt(Expr::tuple([Expr::val(by.clone()), Expr::val(file.clone())])));
        }
        let query = Entity::find()
            .filter(condition)
            .order_by(Column::StartedAt, Order::Desc)
            .order_by(Column::File, Order::Desc);
        Ok(query.limit(limit).all(self.reading()).await?)
    }

    /// The row of one application.
    pub async fn request_row(&self, agency: Agency, file: &FileId) -> Result<Option<Row>, StorageError> {
        Ok(Entity::find_by_id((number(agency), file.text().to_owned())).one(self.reading()).await?)
    }

    /// The application with this number in the register of its year.
    pub async fn request_numbered(&self, agency: Agency, year: i16, serial: u32) -> Result<Option<Row>, StorageError> {
        let query = Entity::find()
            .filter(Column::Agency.eq(number(agency)))
            .filter(Column::Year.eq(i64::from(year)))
            .filter(Column::Serial.eq(i64::from(serial)));
        Ok(query.one(self.reading()).await?)
    }

    /// Files on which time may have brought something about by this day.
    pub async fn requests_waking(&self, agency: Agency, today: Day, limit: u64) -> Result<Vec<Row>, StorageError> {
        let query = Entity::find()
            .filter(Column::Agency.eq(number(agency)))
            .filter(Column::WakesOn.lte(today.to_string()))
            .order_by_asc(Column::WakesOn);
        Ok(query.limit(limit).all(self.reading()).await?)
    }
}

fn most_pressing(agency: Agency, part: Part, pressing: Pressing, after: Option<&After>) -> Select<Entity> {
    let mut condition = open(agency, part, pressing);
    if let Some(After { by, file }) = after {
        let key = Expr::tuple([Expr::col(Column::OwedBy), Expr::col(Column::File)]);
        condition = condition.add(key.gt(Expr::tuple([Expr::val(by.clone()), Expr::val(file.clone())])));
    }
    Entity::find().filter(condition).order_by_asc(Column::OwedBy).order_by_asc(Column::File)
}

fn counted(agency: Agency, part: Part, pressing: Pressing) -> Select<Entity> {
    Entity::find().select_only().column(Column::File).filter(open(agency, part, pressing))
}

fn open(agency: Agency, part: Part, pressing: Pressing) -> Condition {
    // In words and not as a value: only then do both databases see that an index of what is open alone will do.
    let condition = Condition::all().add(Column::Agency.eq(number(agency))).add(Expr::cust("is_open = 1"));
    let condition = match part {
        Part::All => condition,
        Part::Unit(Unit(unit)) => condition.add(Column::Unit.eq(id(unit))),
        Part::Units(units) => condition.add(Column::Unit.is_in(units.into_iter().map(|Unit(unit)| id(unit)))),
        Part::Handler(Account(handler)) => condition.add(Column::Handler.eq(id(handler))),
    };
    match pressing {
        Pressing::Any => condition,
        Pressing::Today(day) => condition.add(Column::OwedBy.eq(day.to_string())),
        Pressing::Overdue(day) => condition.add(Column::OwedBy.lt(day.to_string())),
        Pressing::Unconfirmed => condition.add(Expr::cust("standing = 'unconfirmed'")),
        Pressing::Awaited(levels) => {
            let codes = levels.into_iter().flatten().map(level_code);
            condition.add(Expr::cust("owed = 'review'")).add(Column::Awaited.is_in(codes))
        }
    }
}

fn id(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX) // no such number was ever given
}

#[cfg(test)]
mod tests {
    use law::calendar::parse_day;
    use sea_orm::{DbBackend, QueryTrait};

    use super::*;
    use crate::{sql, testing};

    /// Whatever part of the worklist is asked for, what has ended is not walked over: of a million applications a few
    /// thousand are open, and these figures stand beside every page.
    #[tokio::test(flavor = "multi_thread")]
    async fn worklists_walk_along_what_is_open_alone() {
        let place = testing::Place::new(testing::Backend::Sqlite).await;
        let records = place.open().await;
        let day = parse_day("2026-11-24").unwrap();
        let reviews = Pressing::Awaited([Some(Level::UnitHead), Some(Level::LegalReviewer), None, None]);
        let pressing = [Pressing::Any, Pressing::Today(day), Pressing::Overdue(day), Pressing::Unconfirmed, reviews];
        let after = After { by: "2026-11-24".to_owned(), file: "f".to_owned() };
        for pressing in pressing {
            for part in [Part::All, Part::Unit(Unit(3)), Part::Handler(Account(4))] {
                let list = most_pressing(Agency(1), part.clone(), pressing, Some(&after)).limit(30);
                let count = counted(Agency(1), part.clone(), pressing).limit(100);
                for statement in [list.build(DbBackend::Sqlite), count.build(DbBackend::Sqlite)] {
                    let plan = sql::plan(records.reading(), statement).await;
                    let of_what_is_open = ["owed", "of_unit", "of_handler", "unconfirmed", "awaited"];
                    let along = of_what_is_open.iter().any(|name| plan.contains(&format!("INDEX request_{name} (")));
                    assert!(along, "{part:?}, {pressing:?}: {plan}");
                }
            }
        }
        let unconfirmed = counted(Agency(1), Part::All, Pressing::Unconfirmed).build(DbBackend::Sqlite);
        assert!(sql::plan(records.reading(), unconfirmed).await.contains("request_unconfirmed"));
        let awaited = counted(Agency(1), Part::All, reviews).build(DbBackend::Sqlite);
        assert!(sql::plan(records.reading(), awaited).await.contains("request_awaited"));
    }
}
