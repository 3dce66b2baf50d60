//! What must hold across files: a counter without gaps, in a row that is locked until the file that takes the number is
//! written.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Statement};

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
