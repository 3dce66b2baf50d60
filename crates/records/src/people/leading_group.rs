//! The leading group of an agency, with its history.

use casework::who::{Account, Agency, GroupError, LeadingGroup, Membership, Role};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::{all, broken, counted, days, number, run, written};
use crate::register;

/// The group of an agency.
pub async fn read<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<LeadingGroup, DbErr> {
    let sql = "SELECT account, role, from_day, to_day FROM leading_group_member WHERE agency = $1 ORDER BY id";
    let rows = all(on, sql, [number(agency.0).into()]).await?;
    let members = rows.iter().map(|row| {
        let role: String = row.try_get("", "role")?;
        Ok(Membership {
            account: Account(counted(row.try_get("", "account")?)?),
            role: Role::of_code(&role).ok_or_else(|| broken("领导小组角色", &role))?,
            days: days(row)?,
        })
    });
    LeadingGroup::new(members.collect::<Result<_, DbErr>>()?).map_err(|error| DbErr::Custom(error.to_string()))
}

/// Writes the group anew, history and all, where it can be.
pub async fn set(
    transaction: &DatabaseTransaction,
    agency: Agency,
    members: Vec<Membership>,
) -> Result<Result<(), GroupError>, DbErr> {
    super::lock(transaction, agency).await?;
    let group = match LeadingGroup::new(members) {
        Ok(group) => group,
        Err(error) => return Ok(Err(error)),
    };
    run(transaction, "DELETE FROM leading_group_member WHERE agency = $1", [number(agency.0).into()]).await?;
    for Membership { account, role, days } in group.history() {
        let next = register::next(transaction, number(agency.0), "leading_group").await?;
        run(
            transaction,
            "INSERT INTO leading_group_member (agency, id, account, role, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                number(agency.0).into(),
                next.into(),
                number(account.0).into(),
                role.code().into(),
                written(days.first_day()).into(),
                written(days.last_day()).into(),
            ],
        )
        .await?;
    }
    Ok(Ok(()))
}
