//! Agencies, how they stand to each other, and which powers moved between them.

use casework::who::{Agency, Name, Power, PowerMove, PowerMoveError, PowerMoves, Tie, TieError, TieKind, Tree};
use law::calendar::Day;
use law::in_force::InForce;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};

use super::{EVERYWHERE, all, broken, counted, day, days, number, one, run, written};
use crate::register;

/// An agency as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyRow {
    /// Its number.
    pub agency: Agency,
    /// Its code: the unified social credit code, or a short one of the installation's own. Unique.
    pub code: String,
    /// Its name, as it stands in documents.
    pub name: String,
    /// The days on which it exists.
    pub days: InForce,
}

/// What an agency was called before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// The agency.
    pub agency: Agency,
    /// The name.
    pub name: String,
    /// The last day on which it was called so.
    pub until: Day,
}

/// Adds an agency. The caller has made sure that the code is new.
pub async fn add(transaction: &DatabaseTransaction, code: &str, name: &Name, days: InForce) -> Result<Agency, DbErr> {
    let next = register::next(transaction, EVERYWHERE, "agency").await?;
    run(
        transaction,
        "INSERT INTO agency (agency, code, name, from_day, to_day) VALUES ($1, $2, $3, $4, $5)",
        [
            next.into(),
            code.into(),
            name.as_str().into(),
            written(days.first_day()).into(),
            written(days.last_day()).into(),
        ],
    )
    .await?;
    Ok(Agency(counted(next)?))
}

/// The agency of this code.
pub async fn of_code<C: ConnectionTrait>(on: &C, code: &str) -> Result<Option<AgencyRow>, DbErr> {
    one(on, "SELECT * FROM agency WHERE code = $1", [code.into()]).await?.map(|row| read(&row)).transpose()
}

/// All agencies, in the order in which they were added.
pub async fn list<C: ConnectionTrait>(on: &C) -> Result<Vec<AgencyRow>, DbErr> {
    all(on, "SELECT * FROM agency ORDER BY agency", []).await?.iter().map(read).collect()
}

/// The agency of this number.
pub async fn get<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<Option<AgencyRow>, DbErr> {
    one(on, "SELECT * FROM agency WHERE agency = $1", [number(agency.0).into()])
        .await?
        .map(|row| read(&row))
        .transpose()
}

/// Writes a name anew. `last` is the last day of the old one.
pub async fn rename(transaction: &DatabaseTransaction, old: &AgencyRow, name: &Name, last: Day) -> Result<(), DbErr> {
    let agency = number(old.agency.0);
    let next = register::next(transaction, EVERYWHERE, "agency_former_name").await?;
    let former = "INSERT INTO agency_former_name (agency, id, name, to_day) VALUES ($1, $2, $3, $4)";
    let values = [agency.into(), next.into(), old.name.clone().into(), last.to_string().into()];
    run(transaction, former, values).await?;
    let values = [name.as_str().into(), agency.into()];
    run(transaction, "UPDATE agency SET name = $1 WHERE agency = $2", values).await.map(|_| ())
}

/// What agencies were called before, the latest first.
pub async fn former_names<C: ConnectionTrait>(on: &C) -> Result<Vec<FormerName>, DbErr> {
    let rows = all(on, "SELECT agency, name, to_day FROM agency_former_name ORDER BY to_day DESC, id DESC", []).await?;
    let names = rows.iter().map(|row| {
        Ok(FormerName {
            agency: Agency(counted(row.try_get("", "agency")?)?),
            name: row.try_get("", "name")?,
            until: day(&row.try_get::<String>("", "to_day")?)?,
        })
    });
    names.collect()
}

/// Writes the last day of an agency.
pub async fn end(transaction: &DatabaseTransaction, agency: Agency, last: Day) -> Result<(), DbErr> {
    let values = [last.to_string().into(), number(agency.0).into()];
    run(transaction, "UPDATE agency SET to_day = $1 WHERE agency = $2", values).await.map(|_| ())
}

fn read(row: &QueryResult) -> Result<AgencyRow, DbErr> {
    Ok(AgencyRow {
        agency: Agency(counted(row.try_get("", "agency")?)?),
        code: row.try_get("", "code")?,
        name: row.try_get("", "name")?,
        days: days(row)?,
    })
}

/// How all agencies stand to each other.
pub async fn tree<C: ConnectionTrait>(on: &C) -> Result<Tree, DbErr> {
    let rows = all(on, "SELECT agency, above, kind, from_day, to_day FROM agency_tie ORDER BY agency, id", []).await?;
    let ties = rows.iter().map(|row| {
        let kind: String = row.try_get("", "kind")?;
        Ok(Tie {
            agency: Agency(counted(row.try_get("", "agency")?)?),
            above: Agency(counted(row.try_get("", "above")?)?),
            kind: TieKind::of_code(&kind).ok_or_else(|| broken("上下级关系", &kind))?,
            days: days(row)?,
        })
    });
    Tree::new(ties.collect::<Result<_, DbErr>>()?).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Puts one agency below another, where the whole still is a tree.
pub async fn tie(transaction: &DatabaseTransaction, new: Tie) -> Result<Result<(), TieError>, DbErr> {
    super::lock_all(transaction).await?;
    let mut ties = tree(transaction).await?.ties().to_vec();
    ties.push(new);
    if let Err(error) = Tree::new(ties) {
        return Ok(Err(error));
    }
    insert_tie(transaction, new).await?;
    Ok(Ok(()))
}

async fn insert_tie(transaction: &DatabaseTransaction, new: Tie) -> Result<(), DbErr> {
    let Tie { agency, above, kind, days } = new;
    let next = register::next(transaction, EVERYWHERE, "agency_tie").await?;
    run(
        transaction,
        "INSERT INTO agency_tie (agency, id, above, kind, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            number(agency.0).into(),
            next.into(),
            number(above.0).into(),
            kind.code().into(),
            written(days.first_day()).into(),
            written(days.last_day()).into(),
        ],
    )
    .await
    .map(|_| ())
}

/// Writes all ties of one agency anew, history and all, where the whole still is a tree.
pub async fn set_ties(
    transaction: &DatabaseTransaction,
    of: Agency,
    ties: &[Tie],
) -> Result<Result<(), TieError>, DbErr> {
    super::lock_all(transaction).await?;
    let others = tree(transaction).await?;
    let others = others.ties().iter().filter(|tie| tie.agency != of);
    if let Err(error) = Tree::new(others.chain(ties).copied().collect()) {
        return Ok(Err(error));
    }
    run(transaction, "DELETE FROM agency_tie WHERE agency = $1", [number(of.0).into()]).await?;
    for tie in ties {
        insert_tie(transaction, *tie).await?;
    }
    Ok(Ok(()))
}

/// All powers that moved.
pub async fn power_moves<C: ConnectionTrait>(on: &C) -> Result<PowerMoves, DbErr> {
    let rows =
        all(on, "SELECT agency, power, receiver, on_day FROM power_move ORDER BY on_day, agency, id", []).await?;
    let moves = rows.iter().map(|row| {
        let power: Option<String> = row.try_get("", "power")?;
        Ok(PowerMove {
            power: power.map_or(Power::Rest, Power::Named),
            from: Agency(counted(row.try_get("", "agency")?)?),
            to: Agency(counted(row.try_get("", "receiver")?)?),
            on: day(&row.try_get::<String>("", "on_day")?)?,
        })
    });
    PowerMoves::new(moves.collect::<Result<_, DbErr>>()?).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Records that a power moved, where it stays clear on every day who holds it.
pub async fn move_power(
    transaction: &DatabaseTransaction,
    new: PowerMove,
) -> Result<Result<(), PowerMoveError>, DbErr> {
    super::lock_all(transaction).await?;
    let mut moves = power_moves(transaction).await?.moves().to_vec();
    moves.push(new.clone());
    if let Err(error) = PowerMoves::new(moves) {
        return Ok(Err(error));
    }
    let next = register::next(transaction, EVERYWHERE, "power_move").await?;
    let power = match new.power {
        Power::Named(name) => Some(name),
        Power::Rest => None,
    };
    run(
        transaction,
        "INSERT INTO power_move (agency, id, power, receiver, on_day) VALUES ($1, $2, $3, $4, $5)",
        [number(new.from.0).into(), next.into(), power.into(), number(new.to.0).into(), new.on.to_string().into()],
    )
    .await?;
    Ok(Ok(()))
}
