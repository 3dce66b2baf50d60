//! Disposals: their list row, newest first, and the one that is open about a file.

mod row;

use casework::file::FileNumber;
use casework::who::Agency;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};

use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;

pub use row::Model as Row;
use row::{Column, Entity};

impl Records {
    /// The disposals of an agency, the newest first; `after` is where the page before ended (its `started_at` and file).
    pub async fn disposals(
        &self,
        agency: Agency,
        after: Option<(&str, &str)>,
        limit: u64,
    ) -> Result<Vec<Row>, StorageError> {
        let mut condition = Condition::all().add(Column::Agency.eq(number(agency)));
        if let Some((started_at, file)) = after {
            let key = Expr::tuple([Expr::col(Column::StartedAt), Expr::col(Column::File)]);
            condition = condition.add(key.lt(Expr::tuple([Expr::val(started_at), Expr::val(file)])));
        }
        let query = Entity::find()
            .filter(condition)
            .order_by(Column::StartedAt, Order::Desc)
            .order_by(Column::File, Order::Desc);
        Ok(query.limit(limit).all(self.reading()).await?)
    }

    /// How many disposals of an agency are still to be agreed to or carried out.
    pub async fn count_open_disposals(&self, agency: Agency) -> Result<usize, StorageError> {
        let query = Entity::find().filter(Column::Agency.eq(number(agency))).filter(Expr::cust("is_open = 1"));
        Ok(query.all(self.reading()).await?.len())
    }

    /// The disposal about this file that has not ended.
    pub async fn open_disposal_of(&self, agency: Agency, target: &FileNumber) -> Result<Option<Row>, StorageError> {
        let query = Entity::find()
            .filter(Column::Agency.eq(number(agency)))
            .filter(Column::Target.eq(target.text()))
            .filter(Expr::cust("is_open = 1"));
        Ok(query.one(self.reading()).await?)
    }
}
