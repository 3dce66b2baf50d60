//! How often signing in failed under a name or from an address, and how often a query code of an applicant was wrong. Names are kept as fingerprints: somebody may have typed a
//! password into the wrong field, and a name that nobody has is treated as any other.

use casework::who::{Counted, Failures, Limits, Shut};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::{EVERYWHERE, one, run, time};
use crate::people::token::fingerprint;
use crate::time as clock;

fn code(counted: Counted) -> &'static str {
    match counted {
        Counted::Name => "name",
        Counted::Address => "address",
        Counted::CodesOfAddress => "code_address",
        Counted::Codes => "code",
    }
}

/// How often it failed.
pub async fn read<C: ConnectionTrait>(on: &C, counted: Counted, of: &str) -> Result<Failures, DbErr> {
    let sql = "SELECT failures, first_at, last_at, shut_until FROM login_failure
               WHERE agency = $1 AND kind = $2 AND subject = $3";
    let kind = code(counted);
    let values = [EVERYWHERE.into(), kind.into(), fingerprint(kind, of).into()];
    let Some(row) = one(on, sql, values).await? else { return Ok(Failures::default()) };
    let shut_until: Option<String> = row.try_get("", "shut_until")?;
    Ok(Failures {
        count: u32::try_from(row.try_get::<i64>("", "failures")?).unwrap_or(u32::MAX),
        first: Some(time(&row.try_get::<String>("", "first_at")?)?),
        last: Some(time(&row.try_get::<String>("", "last_at")?)?),
        shut_until: shut_until.map(|text| time(&text)).transpose()?,
    })
}

/// Counts a try as failed before it is looked at, so that many tries at once are no way around the limit. Refuses it where
/// there were too many.
pub async fn count(
    transaction: &DatabaseTransaction,
    counted: Counted,
    of: &str,
    now: Timestamp,
    limits: &Limits,
) -> Result<Result<(), Shut>, DbErr> {
    // Writing the row first takes it: whoever tries at the same time waits here, and then reads what this one wrote.
    let kind = code(counted);
    run(
        transaction,
        "INSERT INTO login_failure (agency, kind, subject, failures, first_at, last_at) VALUES ($1, $2, $3, 0, $4, $4)
         ON CONFLICT (agency, kind, subject) DO UPDATE SET failures = login_failure.failures",
        [EVERYWHERE.into(), kind.into(), fingerprint(kind, of).into(), clock::written(now).into()],
    )
    .await?;
    let failures = read(transaction, counted, of).await?;
    if let Err(shut) = failures.may_try(now) {
        return Ok(Err(shut));
    }
    write(transaction, counted, of, failures.after_failure(counted, now, limits)).await.map(Ok)
}

/// A try was good after all: the name begins anew, the address has one failure less.
pub async fn forgive(transaction: &DatabaseTransaction, counted: Counted, of: &str) -> Result<(), DbErr> {
    let failures = match counted {
        Counted::Name => Failures::default(),
        Counted::Address | Counted::CodesOfAddress | Counted::Codes => {
            read(transaction, counted, of).await?.without_one()
        }
    };
    if failures.count > 0 {
        return write(transaction, counted, of, failures).await;
    }
    let kind = code(counted);
    let sql = "DELETE FROM login_failure WHERE agency = $1 AND kind = $2 AND subject = $3";
    run(transaction, sql, [EVERYWHERE.into(), kind.into(), fingerprint(kind, of).into()]).await.map(|_| ())
}

/// Forgets what is older than any limit; so many rows at most.
pub async fn forget_before(transaction: &DatabaseTransaction, before: Timestamp) -> Result<u64, DbErr> {
    run(transaction, "DELETE FROM login_failure WHERE last_at < $1", [clock::written(before).into()]).await
}

async fn write(transaction: &DatabaseTransaction, counted: Counted, of: &str, failures: Failures) -> Result<(), DbErr> {
    let kind = code(counted);
    run(
        transaction,
        "UPDATE login_failure SET failures = $4, first_at = COALESCE($5, first_at), last_at = COALESCE($6, last_at),
             shut_until = $7 WHERE agency = $1 AND kind = $2 AND subject = $3",
        [
            EVERYWHERE.into(),
            kind.into(),
            fingerprint(kind, of).into(),
            i64::from(failures.count).into(),
            failures.first.map(clock::written).into(),
            failures.last.map(clock::written).into(),
            failures.shut_until.map(clock::written).into(),
        ],
    )
    .await
    .map(|_| ())
}
