//! Uploads that no row names: the program was stopped, or the database was away, between the store and the commit. They are
//! ciphertexts that nobody can reach, and they take room.
//!
//! What lies there is listed first and the record asked afterwards, so that what is named in between is found to be named; and
//! only what has lain there for a day is spoken of, while no form takes longer than minutes. Nothing removes them by itself: a
//! database that was copied to another machine, with the same configuration, would take the next uploads of the first for such
//! leftovers. Whoever runs the site looks, and says so.

use std::collections::HashSet;

use futures::{StreamExt, TryStreamExt};
use jiff::{SignedDuration, Timestamp};
use sea_orm::Value;

use super::blobs::Lying;
use super::{Vault, VaultError};
use crate::database::Records;
use crate::sql;

/// How long an upload lies there before it is taken for one that nothing will name.
pub const SETTLED: SignedDuration = SignedDuration::from_hours(24);

/// So many are looked for in the record at once.
const AT_ONCE: usize = 300;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unnamed {
    /// How many uploads there are in the store, those of the last day included.
    pub uploads: u64,
    /// Those that nothing names, oldest first.
    pub unnamed: Vec<Lying>,
}

impl Vault {
    /// Looks for uploads that no row names and that lie there for longer than [`SETTLED`].
    pub async fn unnamed(&self, records: &Records, now: Timestamp) -> Result<Unnamed, VaultError> {
        let before = now - SETTLED;
        let mut found = Unnamed::default();
        let mut listed = self.blobs().all()?.try_chunks(AT_ONCE);
        while let Some(lying) = listed.next().await {
            let lying = lying.map_err(|error| error.1)?;
            found.uploads += lying.iter().filter(|one| !one.unfinished).count() as u64;
            let settled: Vec<Lying> = lying.into_iter().filter(|one| one.since < before).collect();
            let named = named(records, &settled).await?;
            found.unnamed.extend(settled.into_iter().filter(|one| one.unfinished || !named.contains(&one.name())));
        }
        found.unnamed.sort_by_key(|one| one.since);
        Ok(found)
    }

    /// Removes what [`Vault::unnamed`] found; says how many went. What the record names by now stays.
    pub async fn clear_unnamed(&self, records: &Records, unnamed: &[Lying]) -> Result<u64, VaultError> {
        let mut cleared = 0;
        for some in unnamed.chunks(AT_ONCE) {
            let named = named(records, some).await?;
            for one in some.iter().filter(|one| one.unfinished || !named.contains(&one.name())) {
                self.blobs().remove(one).await?;
                cleared += 1;
            }
        }
        Ok(cleared)
    }
}

type Name = (i64, String, String);

/// Which of these the record names.
async fn named(records: &Records, lying: &[Lying]) -> Result<HashSet<Name>, VaultError> {
    let mut known = HashSet::new();
    if lying.is_empty() {
        return Ok(known);
    }
    let text = format!(
        "WITH asked (agency, file, reference) AS (VALUES {})
         SELECT item.agency AS agency, item.file AS file, item.reference AS reference
         FROM asked CROSS JOIN vault_item AS item
         WHERE item.agency = asked.agency AND item.file = asked.file AND item.reference = asked.reference",
        sql::places(lying.len(), 3)
    );
    let mut values: Vec<Value> = Vec::with_capacity(3 * lying.len());
    for one in lying {
        let (agency, file, reference) = one.name();
        values.extend([agency.into(), file.into(), reference.into()]);
    }
    for row in sql::all(records.reading(), &text, values).await? {
        known.insert((row.try_get("", "agency")?, row.try_get("", "file")?, row.try_get("", "reference")?));
    }
    Ok(known)
}
