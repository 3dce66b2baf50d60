//! Duties: who holds which, in which unit, on which days; and who stands in for whom.

use std::collections::BTreeSet;

use casework::who::{Account, Agency, Charge, Delegation, Duty, Held, Unit};
use law::calendar::Day;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};

use super::{all, broken, counted, day, number, one, run, written};
use crate::register;

/// A duty that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// The number under which it is ended.
    pub id: i64,
    /// Who holds it.
    pub account: Account,
    /// The duty and its days. Its last day lies before its first where it was taken back before it began.
    pub held: Held,
    /// In which unit; `None` for the whole agency.
    pub unit: Option<Unit>,
}

/// Somebody who stands in for another, for one duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelegationRow {
    /// The number under which it is ended.
    pub id: i64,
    /// Who holds the duty.
    pub principal: Account,
    /// Who stands in.
    pub substitute: Account,
    /// The duty and the days.
    pub held: Held,
}

/// Gives a duty. The caller has made sure that it may be.
pub async fn give(
    transaction: &DatabaseTransaction,
    agency: Agency,
    account: Account,
    held: Held,
    unit: Option<Unit>,
) -> Result<i64, DbErr> {
    let next = register::next(transaction, number(agency.0), "duty_held").await?;
    run(
        transaction,
        "INSERT INTO duty_held (agency, id, account, duty, unit, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            number(agency.0).into(),
            next.into(),
            number(account.0).into(),
            held.duty.code().into(),
            unit.map(|unit| number(unit.0)).into(),
            held.from.to_string().into(),
            written(held.to).into(),
        ],
    )
    .await?;
    Ok(next)
}

/// Sets the last day of a duty.
pub async fn end(transaction: &DatabaseTransaction, agency: Agency, id: i64, last: Day) -> Result<(), DbErr> {
    let values = [number(agency.0).into(), id.into(), last.to_string().into()];
    run(transaction, "UPDATE duty_held SET to_day = $3 WHERE agency = $1 AND id = $2", values).await.map(|_| ())
}

/// The duty of this number.
pub async fn get<C: ConnectionTrait>(on: &C, agency: Agency, id: i64) -> Result<Option<DutyRow>, DbErr> {
    let sql = "SELECT * FROM duty_held WHERE agency = $1 AND id = $2";
    one(on, sql, [number(agency.0).into(), id.into()]).await?.map(|row| read(&row)).transpose()
}

/// All duties that were ever given in an agency, by account and first day.
pub async fn list<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<Vec<DutyRow>, DbErr> {
    let sql = "SELECT * FROM duty_held WHERE agency = $1 ORDER BY account, from_day, id";
    all(on, sql, [number(agency.0).into()]).await?.iter().map(read).collect()
}

/// All who ever stood in for another in an agency, the latest first.
pub async fn delegations<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<Vec<DelegationRow>, DbErr> {
    let sql = "SELECT * FROM delegation WHERE agency = $1 ORDER BY id DESC";
    all(on, sql, [number(agency.0).into()]).await?.iter().map(read_delegation).collect()
}

/// The delegation of this number.
pub async fn delegation<C: ConnectionTrait>(on: &C, agency: Agency, id: i64) -> Result<Option<DelegationRow>, DbErr> {
    let sql = "SELECT * FROM delegation WHERE agency = $1 AND id = $2";
    one(on, sql, [number(agency.0).into(), id.into()]).await?.map(|row| read_delegation(&row)).transpose()
}

/// Lets somebody stand in. The caller has made sure that it may be.
pub async fn delegate(transaction: &DatabaseTransaction, agency: Agency, new: &Delegation) -> Result<(), DbErr> {
    for duty in &new.duties {
        let next = register::next(transaction, number(agency.0), "delegation").await?;
        run(
            transaction,
            "INSERT INTO delegation (agency, id, principal, substitute, duty, from_day, to_day)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                number(agency.0).into(),
                next.into(),
                number(new.principal.0).into(),
                number(new.substitute.0).into(),
                duty.code().into(),
                new.from.to_string().into(),
                new.to.to_string().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Sets the last day of a delegation.
pub async fn end_delegation(
    transaction: &DatabaseTransaction,
    agency: Agency,
    id: i64,
    last: Day,
) -> Result<(), DbErr> {
    let values = [number(agency.0).into(), id.into(), last.to_string().into()];
    run(transaction, "UPDATE delegation SET to_day = $3 WHERE agency = $1 AND id = $2", values).await.map(|_| ())
}

/// What somebody carries: his own duties, and those in which he stands in for others whose accounts are in use.
pub(super) const CARRIED: &str = "
    SELECT d.agency, d.account, d.duty, d.unit, d.from_day, d.to_day,
           CAST(NULL AS BIGINT) AS principal, CAST(NULL AS TEXT) AS lent_from, CAST(NULL AS TEXT) AS lent_to
    FROM duty_held d
    UNION ALL
    SELECT g.agency, g.substitute, d.duty, d.unit, d.from_day, d.to_day, g.principal, g.from_day, g.to_day
    FROM delegation g
    JOIN account p ON p.agency = g.agency AND p.account = g.principal AND p.state <> 'disabled'
    JOIN duty_held d ON d.agency = g.agency AND d.account = g.principal AND d.duty = g.duty";

/// What somebody carries, on whatever days.
pub async fn charges<C: ConnectionTrait>(on: &C, agency: Agency, account: Account) -> Result<Vec<Charge>, DbErr> {
    let sql = format!("SELECT * FROM ({CARRIED}) c WHERE c.agency = $1 AND c.account = $2");
    let rows = all(on, &sql, [number(agency.0).into(), number(account.0).into()]).await?;
    let charges = rows.iter().map(|row| Ok(charge(row)?.into_iter().collect::<Vec<_>>()));
    Ok(charges.collect::<Result<Vec<_>, DbErr>>()?.concat())
}

/// The duty in a row of [`CARRIED`]; `None` where the days of holder and substitute do not meet, or where there is none.
pub(super) fn charge(row: &QueryResult) -> Result<Option<Charge>, DbErr> {
    let Some(duty) = row.try_get::<Option<String>>("", "duty")? else { return Ok(None) };
    let unit: Option<i64> = row.try_get("", "unit")?;
    let held = span(&duty, row, "from_day", "to_day")?;
    let principal: Option<i64> = row.try_get("", "principal")?;
    let held = match principal {
        Some(_) => match held.within(span(&duty, row, "lent_from", "lent_to")?) {
            Some(held) => held,
            None => return Ok(None),
        },
        None => held,
    };
    Ok(Some(Charge {
        held,
        unit: unit.map(counted).transpose()?.map(Unit),
        instead_of: principal.map(counted).transpose()?.map(Account),
    }))
}

fn span(duty: &str, row: &QueryResult, from: &str, to: &str) -> Result<Held, DbErr> {
    let to: Option<String> = row.try_get("", to)?;
    Ok(Held {
        duty: Duty::of_code(duty).map_err(|_| broken("职责", duty))?,
        from: day(&row.try_get::<String>("", from)?)?,
        to: to.map(|to| day(&to)).transpose()?,
    })
}

fn read(row: &QueryResult) -> Result<DutyRow, DbErr> {
    let duty: String = row.try_get("", "duty")?;
    let unit: Option<i64> = row.try_get("", "unit")?;
    Ok(DutyRow {
        id: row.try_get("", "id")?,
        account: Account(counted(row.try_get("", "account")?)?),
        held: span(&duty, row, "from_day", "to_day")?,
        unit: unit.map(counted).transpose()?.map(Unit),
    })
}

fn read_delegation(row: &QueryResult) -> Result<DelegationRow, DbErr> {
    let duty: String = row.try_get("", "duty")?;
    Ok(DelegationRow {
        id: row.try_get("", "id")?,
        principal: Account(counted(row.try_get("", "principal")?)?),
        substitute: Account(counted(row.try_get("", "substitute")?)?),
        held: span(&duty, row, "from_day", "to_day")?,
    })
}

/// The duties for which an agency asks a second factor.
pub async fn needing_factor<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<BTreeSet<Duty>, DbErr> {
    let rows = all(on, "SELECT duty FROM factor_duty WHERE agency = $1", [number(agency.0).into()]).await?;
    let duties = rows.iter().map(|row| {
        let duty: String = row.try_get("", "duty")?;
        Duty::of_code(&duty).map_err(|_| broken("职责", &duty))
    });
    duties.collect()
}

/// Sets them.
pub async fn need_factor(
    transaction: &DatabaseTransaction,
    agency: Agency,
    duties: &BTreeSet<Duty>,
) -> Result<(), DbErr> {
    run(transaction, "DELETE FROM factor_duty WHERE agency = $1", [number(agency.0).into()]).await?;
    for duty in duties {
        let values = [number(agency.0).into(), duty.code().into()];
        run(transaction, "INSERT INTO factor_duty (agency, duty) VALUES ($1, $2)", values).await?;
    }
    Ok(())
}
