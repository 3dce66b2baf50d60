//! The signed heads of the record: one a day, and one whenever somebody asks for it to carry it off the machine.

use ed25519_dalek::SigningKey;
use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::head::Head;
use super::sealer::state;
use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::{sql, time};

/// How long a head may be the newest.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Signs the record as it is sealed now, and keeps the head.
pub async fn sign(records: &Records, key: &SigningKey, now: Timestamp) -> Result<Head, StorageError> {
    let frontier = state(records.reading(), false).await?.frontier;
    let head = Head::sign(frontier.size(), &frontier.root(), &time::written(now), key);
    keep(records, head.clone()).await?;
    Ok(head)
}

/// Signs the head of the day, where the newest is older than a day and something was sealed since. `None` where none is due.
pub async fn sign_daily(records: &Records, key: &SigningKey, now: Timestamp) -> Result<Option<Head>, StorageError> {
    let newest = newest(records.reading()).await?;
    let size = state(records.reading(), false).await?.frontier.size();
    let due = match &newest {
        None => size > 0,
        Some(head) => {
            let signed = time::read(&head.at);
            head.size < size && signed.is_none_or(|signed| now.duration_since(signed) >= A_DAY)
        }
    };
    if due { Ok(Some(sign(records, key, now).await?)) } else { Ok(None) }
}

/// The newest head that is kept.
pub async fn newest<C: ConnectionTrait>(on: &C) -> Result<Option<Head>, StorageError> {
    let row = sql::one(on, &format!("{SELECT} ORDER BY size DESC, at DESC LIMIT 1"), vec![]).await?;
    Ok(row.map(|row| read(&row)).transpose()?)
}

/// All heads that are kept, from the smallest.
pub(super) async fn all<C: ConnectionTrait>(on: &C) -> Result<Vec<Head>, DbErr> {
    let rows = sql::all(on, &format!("{SELECT} ORDER BY size, at, signer"), vec![]).await?;
    rows.iter().map(read).collect()
}

const SELECT: &str = "SELECT size, at, root, suite, signer, public_key, signature FROM head";

fn read(row: &QueryResult) -> Result<Head, DbErr> {
    Ok(Head {
        form: super::head::FORM.to_owned(),
        size: row.try_get::<i64>("", "size")?.unsigned_abs(),
        root: row.try_get("", "root")?,
        at: row.try_get("", "at")?,
        suite: row.try_get("", "suite")?,
        key: row.try_get("", "signer")?,
        public_key: row.try_get("", "public_key")?,
        signature: row.try_get("", "signature")?,
    })
}

async fn keep(records: &Records, head: Head) -> Result<(), StorageError> {
    let written = records.write::<_, std::convert::Infallible, _>(move |transaction| {
        async move {
            let text = "INSERT INTO head (size, at, root, suite, signer, public_key, signature)
                        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
            let size = i64::try_from(head.size).expect("positions are BIGINT");
            let Head { at, root, suite, key, public_key, signature, .. } = head;
            let values = vec![
                size.into(),
                at.into(),
                root.into(),
                suite.into(),
                key.into(),
                public_key.into(),
                signature.into(),
            ];
            sql::execute(transaction, text, values).await?;
            Ok(())
        }
        .boxed()
    });
    match written.await {
        Ok(()) => Ok(()),
        Err(WriteError::Storage(error)) => Err(error),
        Err(WriteError::Refused(never)) => match never {},
    }
}
