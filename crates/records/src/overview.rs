//! What is counted over a year for those who answer for the whole: by month, by unit.

use std::collections::BTreeMap;

use casework::who::{Agency, Unit};
use law::calendar::Day;
use sea_orm::{QueryResult, Value};

use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::sql;

/// Open applications of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// The unit; `None` where nobody handles them yet.
    pub unit: Option<Unit>,
    /// Not answered yet.
    pub open: u64,
    /// Of those, something owed has passed its day.
    pub overdue: u64,
}

/// What happened in a year by month: 12 figures each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// Applications received.
    pub received: [u64; 12],
    /// Applications that ended.
    pub ended: [u64; 12],
    /// Publications made public.
    pub published: [u64; 12],
}

impl Records {
    /// The applications that are not answered, by unit: the most overdue first.
    pub async fn backlog(&self, agency: Agency, today: Day) -> Result<Vec<Backlog>, StorageError> {
        let text = "SELECT unit, COUNT(*) AS many, COUNT(CASE WHEN owed_by < $2 THEN 1 END) AS late FROM request_row
                    WHERE agency = $1 AND is_open = 1 AND ended_on IS NULL GROUP BY unit";
        let rows = sql::all(self.reading(), text, vec![number(agency).into(), today.to_string().into()]).await?;
        let mut backlog = Vec::with_capacity(rows.len());
        for row in &rows {
            let unit: Option<i64> = row.try_get("", "unit")?;
            let unit = unit.and_then(|unit| u64::try_from(unit).ok()).map(Unit);
            backlog.push(Backlog { unit, open: count(row, "many")?, overdue: count(row, "late")? });
        }
        backlog.sort_by_key(|one| (std::cmp::Reverse((one.overdue, one.open)), one.unit));
        Ok(backlog)
    }

    /// What happened in a year, month by month.
    pub async fn months(&self, agency: Agency, year: i16) -> Result<Months, StorageError> {
        let of = async |table: &str, column: &str, also: &str| -> Result<[u64; 12], StorageError> {
            let text = format!(
                "SELECT substr({column}, 6, 2) AS month, COUNT(*) AS many FROM {table}
                 WHERE agency = $1 AND {column} >= $2 AND {column} <= $3{also} GROUP BY substr({column}, 6, 2)"
            );
            let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
            let values: Vec<Value> = vec![number(agency).into(), first.into(), last.into()];
            let rows = sql::all(self.reading(), &text, values).await?;
            let mut counted = BTreeMap::new();
            for row in &rows {
                counted.insert(row.try_get::<String>("", "month")?, count(row, "many")?);
            }
            Ok(std::array::from_fn(|month| counted.get(&format!("{:02}", month + 1)).copied().unwrap_or_default()))
        };
        Ok(Months {
            received: of("request_row", "received_on", "").await?,
            ended: of("request_row", "ended_on", " AND received_on IS NOT NULL").await?,
            published: of("publication_row", "published_on", " AND is_public = 1").await?,
        })
    }
}

fn count(row: &QueryResult, column: &str) -> Result<u64, sea_orm::DbErr> {
    Ok(u64::try_from(row.try_get::<i64>("", column)?).unwrap_or_default())
}
