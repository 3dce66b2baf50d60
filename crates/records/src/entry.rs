//! The table of entries, as the contract states it: outsiders read it to verify the record. Entries are added and never
//! changed; only `position` is set once, when the entry is sealed.

use jiff::Timestamp;
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, QueryOrder, QuerySelect};

use casework::entry::Author;
use casework::who::Account;

use crate::error::StorageError;
use crate::seal::Columns;
use crate::time;

#[expect(missing_docs, reason = "the columns are those of the contract, docs/integrity.md")]
mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agency: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub file: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub kind: String,
        pub v: i64,
        pub happened_on: String,
        pub recorded_at: String,
        pub actor: String,
        pub data: String,
        pub hash: String,
        pub position: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use table::{ActiveModel, Column, Entity, Model};

impl Model {
    /// What its hash covers.
    pub fn columns(&self) -> Columns<'_> {
        Columns {
            agency: self.agency,
            file: &self.file,
            version: self.version,
            kind: &self.kind,
            v: self.v,
            happened_on: &self.happened_on,
            recorded_at: &self.recorded_at,
            actor: &self.actor,
            data: &self.data,
        }
    }
}

/// Whose word an entry is, as the column has it.
pub fn actor(author: Author) -> String {
    match author {
        Author::Account(Account(number)) => number.to_string(),
        Author::Applicant => "applicant".to_owned(),
        Author::Worker => "worker".to_owned(),
    }
}

/// The same read back; `None` for what no release has written.
pub fn author(actor: &str) -> Option<Author> {
    match actor {
        "applicant" => Some(Author::Applicant),
        "worker" => Some(Author::Worker),
        number => number.parse().ok().map(|number| Author::Account(Account(number))),
    }
}

#[derive(FromQueryResult)]
struct Time {
    recorded_at: String,
}

/// The latest time that is recorded: of what waits to be sealed, or else of what was sealed last.
pub(crate) async fn latest_time(reading: &DatabaseConnection) -> Result<Option<Timestamp>, StorageError> {
    let times = || Entity::find().select_only().column(Column::RecordedAt);
    let unsealed = times().filter(Column::Position.is_null()).order_by_desc(Column::RecordedAt);
    let sealed = times().filter(Column::Position.is_not_null()).order_by_desc(Column::Position);
    let mut latest = None;
    for query in [unsealed, sealed] {
        let found = query.into_model::<Time>().one(reading).await?;
        latest = latest.max(found.and_then(|found| time::read(&found.recorded_at)));
    }
    Ok(latest)
}
