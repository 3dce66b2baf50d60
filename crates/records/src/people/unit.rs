//! Sections and subordinate units of an agency.

use casework::who::{Agency, NewUnit, Unit, UnitKind};
use law::calendar::Day;
use law::in_force::InForce;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::{all, broken, counted, days, number, run, written};
use crate::register;

/// A unit as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Its number within the agency.
    pub unit: Unit,
    /// Its kind.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// The days on which it exists.
    pub days: InForce,
}

/// Founds a unit.
pub async fn add(transaction: &DatabaseTransaction, agency: Agency, new: &NewUnit) -> Result<Unit, DbErr> {
    let next = register::next(transaction, number(agency.0), "unit").await?;
    run(
        transaction,
        "INSERT INTO unit (agency, unit, kind, name, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            number(agency.0).into(),
            next.into(),
            new.kind.code().into(),
            new.name.as_str().into(),
            written(new.days.first_day()).into(),
            written(new.days.last_day()).into(),
        ],
    )
    .await?;
    Ok(Unit(counted(next)?))
}

/// Closes a unit: `last` is its last day.
pub async fn end(transaction: &DatabaseTransaction, agency: Agency, unit: Unit, last: Day) -> Result<(), DbErr> {
    let values = [number(agency.0).into(), number(unit.0).into(), last.to_string().into()];
    run(transaction, "UPDATE unit SET to_day = $3 WHERE agency = $1 AND unit = $2", values).await.map(|_| ())
}

/// All units of an agency, those that are closed too, in the order in which they were founded.
pub async fn list<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<Vec<UnitRow>, DbErr> {
    let rows = all(on, "SELECT * FROM unit WHERE agency = $1 ORDER BY unit", [number(agency.0).into()]).await?;
    let units = rows.iter().map(|row| {
        let kind: String = row.try_get("", "kind")?;
        Ok(UnitRow {
            unit: Unit(counted(row.try_get("", "unit")?)?),
            kind: UnitKind::of_code(&kind).ok_or_else(|| broken("科室类别", &kind))?,
            name: row.try_get("", "name")?,
            days: days(row)?,
        })
    });
    units.collect()
}
