//! Lists of the console, read page by page with a key and never by counting rows. Titles of drafts are sealed: whoever
//! shows such a list opens them row by row; those of what is public come along.

use casework::publication::facts::Level;
use casework::who::{Account, Agency, Unit};
use law::calendar::{Day, parse_day};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Row, Stage};
use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::file::FileId;
use crate::request::worklist::{After, Part};
use crate::sql;

/// Which of the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// All.
    Any,
    /// Something is owed today.
    Today(Day),
    /// Its day has passed.
    Overdue(Day),
    /// They wait for this level.
    For(Level),
    /// They have passed and are to be published.
    ToPublish,
}

impl Records {
    /// Publications on which something is owed, the most pressing first: `limit` rows behind `after`.
    pub async fn open_publications(
        &self,
        agency: Agency,
        part: Part,
        waiting: Waiting,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Row>, StorageError> {
        let mut condition = Condition::all().add(Column::Agency.eq(number(agency))).add(Expr::cust("is_open = 1"));
        condition = of_part(condition, part);
        condition = match waiting {
            Waiting::Any => condition,
            Waiting::Today(day) => condition.add(Column::OwedBy.eq(day.to_string())),
            Waiting::Overdue(day) => condition.add(Column::OwedBy.lt(day.to_string())),
            Waiting::For(level) => condition.add(Column::Awaited.eq(level.code())).add(Column::Owed.eq("review")),
            Waiting::ToPublish => condition.add(Column::Owed.is_in(["publish", "revise"])),
        };
        if let Some(After { by, file }) = after {
            let key = Expr::tuple([Expr::col(Column::OwedBy), Expr::col(Column::File)]);
            condition = condition.add(key.gt(Expr::tuple([Expr::val(by.clone()), Expr::val(file.clone())])));
        }
        let query = Entity::find().filter(condition).order_by_asc(Column::OwedBy).order_by_asc(Column::File);
        Ok(query.limit(limit).all(self.reading()).await?)
    }

    /// All publications of an agency, the one changed last first. `After::by` is the time of change.
    pub async fn publications(
        &self,
        agency: Agency,
        part: Part,
        stage: Option<Stage>,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Row>, StorageError> {
        let mut condition = of_part(Condition::all().add(Column::Agency.eq(number(agency))), part);
        if let Some(stage) = stage {
            condition = condition.add(Column::Stage.eq(stage.code()));
        }
        if let Some(After { by, file }) = after {
            let key = Expr::tuple([Expr::col(Column::ChangedAt), Expr::col(Column::File)]);
            condition = condition.add(key.lt(Expr::tuple([Expr::val(by.clone()), Expr::val(file.clone())])));
        }
        let query = Entity::find()
            .filter(condition)
            .order_by(Column::ChangedAt, Order::Desc)
            .order_by(Column::File, Order::Desc);
        Ok(query.limit(limit).all(self.reading()).await?)
    }

    /// The documents that owe an interpretation while one of them is public already: the document, the interpretation that became
    /// public first, and when. For whoever states what follows.
    pub async fn interpreted_documents(&self, agency: Agency) -> Result<Vec<(FileId, FileId, Day)>, StorageError> {
        let text = "SELECT d.file AS document, i.file AS interpretation, i.published_on FROM publication_row d
                    JOIN publication_row i ON i.agency = d.agency AND i.interprets = d.file AND i.is_public = 1
                    WHERE d.agency = $1 AND d.is_open = 1 AND d.owed = 'interpret'
                    ORDER BY d.file, i.published_on, i.file";
        let rows = sql::all(self.reading(), text, vec![number(agency).into()]).await?;
        let mut found: Vec<(FileId, FileId, Day)> = Vec::new();
        for row in &rows {
            let [document, interpretation, day] =
                ["document", "interpretation", "published_on"].map(|column| row.try_get::<String>("", column));
            let read = document?.parse().ok().zip(interpretation?.parse().ok()).zip(parse_day(&day?).ok());
            if let Some(((document, interpretation), day)) = read
                && found.last().is_none_or(|(last, ..)| *last != document)
            {
                found.push((document, interpretation, day));
            }
        }
        Ok(found)
    }

    /// The row of one publication.
    pub async fn publication_row(&self, agency: Agency, file: &FileId) -> Result<Option<Row>, StorageError> {
        Ok(Entity::find_by_id((number(agency), file.text().to_owned())).one(self.reading()).await?)
    }

    /// The titles of those of these files that are public, in no order.
    pub async fn public_titles(&self, agency: Agency, files: &[String]) -> Result<Vec<(String, String)>, StorageError> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (2..files.len() + 2).map(|place| format!("${place}")).collect();
        let text = format!(
            "SELECT r.file, t.title FROM publication_row r
             JOIN public_text t ON t.agency = r.agency AND t.file = r.file AND t.edition = r.edition
             WHERE r.is_public = 1 AND r.agency = $1 AND r.file IN ({})",
            places.join(", ")
        );
        let values = std::iter::once(number(agency).into()).chain(files.iter().map(|file| file.clone().into()));
        let rows = sql::all(self.reading(), &text, values.collect()).await?;
        let title =
            |row: &sea_orm::QueryResult| Ok::<_, sea_orm::DbErr>((row.try_get("", "file")?, row.try_get("", "title")?));
        Ok(rows.iter().map(title).collect::<Result<_, _>>()?)
    }
}

fn of_part(condition: Condition, part: Part) -> Condition {
    let id = |number: u64| i64::try_from(number).unwrap_or(i64::MAX); // no such number was ever given
    match part {
        Part::All => condition,
        Part::Unit(Unit(unit)) => condition.add(Column::Unit.eq(id(unit))),
        Part::Units(units) => condition.add(Column::Unit.is_in(units.into_iter().map(|Unit(unit)| id(unit)))),
        Part::Handler(Account(account)) => condition.add(Column::DraftedBy.eq(id(account))),
    }
}
