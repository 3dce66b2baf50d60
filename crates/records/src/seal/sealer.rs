//! The sealer: gives committed entries their positions, without a gap, and puts them into the log. Sequence numbers would
//! not do, for their order is not the order of commits; here only what is committed gets a position, so whoever follows
//! positions misses nothing.
//!
//! Any number of processes may try. One holds the lease; its token is checked and the row of state locked in the same
//! transaction that writes, so that one that fell asleep and lost its lease writes nothing.

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::tree::{Frontier, Hash, hash_from_hex};
use crate::database::{Records, locks_rows};
use crate::error::{StorageError, WriteError};
use crate::{sql, time};

/// How many entries are sealed in one command.
const BATCH: i64 = 1000;
/// For how long a lease is good without being used.
const LEASE: SignedDuration = SignedDuration::from_secs(15);

/// One process's attempt to be the sealer.
#[derive(Clone, Debug)]
pub struct Sealer {
    name: String,
    token: Option<i64>,
}

/// What a round brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// So many entries were sealed; with 0 nothing waits.
    Sealed(u64),
    /// Another process is the sealer now.
    Elsewhere,
}

/// How far the log reaches.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) frontier: Frontier,
    token: i64,
}

impl Sealer {
    /// One that goes by this name, which no other process may have.
    pub fn new(name: &str) -> Sealer {
        Sealer { name: name.to_owned(), token: None }
    }

    /// Seals what waits, at most a batch of it. Call it again at once while it is full, and otherwise every second or so.
    pub async fn seal(&mut self, records: &Records, now: Timestamp) -> Result<Round, StorageError> {
        let token = match self.token {
            Some(token) => token,
            None => match self.take_lease(records, now).await? {
                Some(token) => *self.token.insert(token),
                None => return Ok(Round::Elsewhere),
            },
        };
        let until = lease_end(now);
        let written = records.write(move |transaction| seal_batch(transaction, token, until).boxed()).await;
        match written {
            Ok(sealed) => Ok(Round::Sealed(sealed)),
            Err(WriteError::Refused(NotSealed::LostLease)) => {
                self.token = None;
                Ok(Round::Elsewhere)
            }
            Err(WriteError::Refused(NotSealed::Odd(what))) => Err(StorageError::Broken(what)),
            Err(WriteError::Storage(error)) => Err(error),
        }
    }

    /// Whether anything waits to be sealed. It is only a look: a sealer that rests writes nothing.
    pub async fn waits(records: &Records) -> Result<bool, StorageError> {
        let text = "SELECT 1 AS one FROM entry WHERE position IS NULL LIMIT 1";
        Ok(sql::one(records.reading(), text, vec![]).await?.is_some())
    }

    /// Seals everything that waits now.
    pub async fn seal_all(&mut self, records: &Records, now: Timestamp) -> Result<Round, StorageError> {
        let mut all = 0;
        loop {
            match self.seal(records, now).await? {
                Round::Sealed(0) => return Ok(Round::Sealed(all)),
                Round::Sealed(sealed) => all += sealed,
                Round::Elsewhere => return Ok(Round::Elsewhere),
            }
        }
    }

    /// Lets another process be the sealer at once.
    pub async fn give_up(&mut self, records: &Records) -> Result<(), StorageError> {
        let Some(token) = self.token.take() else { return Ok(()) };
        let text = "UPDATE seal_state SET held_until = '' WHERE log = 1 AND token = $1";
        let written = records.write(move |transaction| {
            async move {
                sql::execute(transaction, text, vec![token.into()]).await?;
                Ok::<_, WriteError<NotSealed>>(())
            }
            .boxed()
        });
        match written.await {
            Ok(()) | Err(WriteError::Refused(_)) => Ok(()),
            Err(WriteError::Storage(error)) => Err(error),
        }
    }

    async fn take_lease(&self, records: &Records, now: Timestamp) -> Result<Option<i64>, StorageError> {
        let (name, now, until) = (self.name.clone(), time::written(now), lease_end(now));
        let written = records.write(move |transaction| {
            async move {
                let text = "UPDATE seal_state SET holder = $1, token = token + 1, held_until = $2
                            WHERE log = 1 AND (held_until < $3 OR holder = $1)";
                let taken = sql::execute(transaction, text, vec![name.into(), until.into(), now.into()]).await?;
                if taken == 0 {
                    return Err(WriteError::Refused(NotSealed::LostLease));
                }
                Ok(state(transaction, false).await?.token)
            }
            .boxed()
        });
        match written.await {
            Ok(token) => Ok(Some(token)),
            Err(WriteError::Refused(_)) => Ok(None),
            Err(WriteError::Storage(error)) => Err(error),
        }
    }
}

/// Why nothing was sealed. No trouble of the database: others in the same group must not suffer from it.
#[derive(Debug)]
enum NotSealed {
    LostLease,
    Odd(String),
}

fn odd(what: String) -> WriteError<NotSealed> {
    WriteError::Refused(NotSealed::Odd(what))
}

fn lease_end(now: Timestamp) -> String {
    time::written(now.checked_add(LEASE).unwrap_or(Timestamp::MAX))
}

/// How far the log reaches now.
pub(crate) async fn state<C: ConnectionTrait>(on: &C, lock: bool) -> Result<State, DbErr> {
    let text = "SELECT frontier, token FROM seal_state WHERE log = 1";
    let text = if lock { format!("{text} FOR UPDATE") } else { text.to_owned() };
    let row = sql::one(on, &text, vec![]).await?.ok_or_else(|| DbErr::RecordNotFound("seal_state".to_owned()))?;
    let frontier: String = row.try_get("", "frontier")?;
    let frontier = Frontier::from_text(&frontier).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(State { frontier, token: row.try_get("", "token")? })
}

async fn seal_batch(
    transaction: &DatabaseTransaction,
    token: i64,
    until: String,
) -> Result<u64, WriteError<NotSealed>> {
    let State { mut frontier, token: valid } = state(transaction, locks_rows(transaction)).await?;
    if valid != token {
        return Err(WriteError::Refused(NotSealed::LostLease));
    }
    let size = i64::try_from(frontier.size()).expect("positions are BIGINT");
    // The limit stands inside, so that a long queue is not numbered whole for each batch of it.
    let text = "WITH waiting AS (
                    SELECT agency, file, version, ROW_NUMBER() OVER (ORDER BY recorded_at, agency, file, version) AS place
                    FROM (SELECT agency, file, version, recorded_at FROM entry WHERE position IS NULL
                          ORDER BY recorded_at, agency, file, version LIMIT $2) AS next)
                UPDATE entry SET position = $1 + waiting.place FROM waiting
                WHERE entry.agency = waiting.agency AND entry.file = waiting.file AND entry.version = waiting.version
                RETURNING entry.position AS position, entry.hash AS hash";
    let rows = sql::all(transaction, text, vec![size.into(), BATCH.into()]).await?;
    let mut sealed: Vec<(i64, Hash)> = Vec::with_capacity(rows.len());
    for row in rows {
        let hash: String = row.try_get("", "hash")?;
        let hash = hash_from_hex(&hash).ok_or_else(|| odd(format!("封存时发现不合格式的校验值：{hash}")))?;
        sealed.push((row.try_get("", "position")?, hash));
    }
    sealed.sort_unstable();
    let expected = (1..).map(|place| size + place);
    if sealed.iter().map(|(position, _)| *position).ne(expected.take(sealed.len())) {
        return Err(odd("封存位置不连续".to_owned()));
    }
    if let (Some((first, _)), Some((last, _))) = (sealed.first(), sealed.last()) {
        let mut hashes = Vec::with_capacity(sealed.len() * 32);
        for (_, hash) in &sealed {
            frontier.push(hash);
            hashes.extend_from_slice(hash);
        }
        let text = "INSERT INTO seal_block (first_position, last_position, hashes) VALUES ($1, $2, $3)";
        sql::execute(transaction, text, vec![(*first).into(), (*last).into(), hashes.into()]).await?;
    }
    let text = "UPDATE seal_state SET size = $1, frontier = $2, held_until = $3 WHERE log = 1";
    let size = i64::try_from(frontier.size()).expect("positions are BIGINT");
    sql::execute(transaction, text, vec![size.into(), frontier.to_text().into(), until.into()]).await?;
    Ok(sealed.len() as u64)
}
