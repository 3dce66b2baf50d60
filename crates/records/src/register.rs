//! What must hold across files: a counter without gaps, in a row that is locked until the file that takes the number is
//! written.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement};

use casework::who::Agency;

use crate::append::number;
use crate::database::Records;
use crate::error::StorageError;
use crate::sql;

/// The register of a kind of file in which numbers begin anew each year.
pub fn of_year(kind: &str, year: i16) -> String {
    format!("{kind}/{year}")
}

/// The next number of a register, from 1. It is taken only if the transaction is.
pub async fn next(transaction: &DatabaseTransaction, agency: i64, register: &str) -> Result<i64, DbErr> {
    let row = transaction
        .query_one_raw(Statement::from_sql_and_values(
            transaction.get_database_backend(),
            "INSERT INTO register (agency, name, taken) VALUES ($1, $2, 1)
             ON CONFLICT (agency, name) DO UPDATE SET taken = register.taken + 1
             RETURNING taken",
            [agency.into(), register.into()],
        ))
        .await?;
    row.ok_or_else(|| DbErr::Custom("登记册没有给出编号".to_owned()))?.try_get("", "taken")
}

impl Records {
    /// The number that a register would give next. Somebody else may take it first: [`Listed::written_with`] holds it against the register.
    ///
    /// [`Listed::written_with`]: crate::listed::Listed::written_with
    pub async fn next_number(&self, agency: Agency, register: &str) -> Result<u32, StorageError> {
        let text = "SELECT taken FROM register WHERE agency = $1 AND name = $2";
        let row = sql::one(self.reading(), text, vec![number(agency).into(), register.into()]).await?;
        let taken = row.map_or(Ok(0), |row| row.try_get::<i64>("", "taken"))?;
        let used_up = || StorageError::Broken(format!("登记册{register}的编号已用尽"));
        taken.checked_add(1).and_then(|next| u32::try_from(next).ok()).ok_or_else(used_up)
    }
}

/// Raises a register that stands below a number that was given; what stands higher stays.
pub(crate) async fn raise(
    transaction: &DatabaseTransaction,
    agency: i64,
    register: &str,
    given: i64,
) -> Result<(), DbErr> {
    let text = "INSERT INTO register (agency, name, taken) VALUES ($1, $2, $3)
                ON CONFLICT (agency, name) DO UPDATE SET taken = excluded.taken WHERE register.taken < excluded.taken";
    sql::execute(transaction, text, vec![agency.into(), register.into(), given.into()]).await?;
    Ok(())
}
