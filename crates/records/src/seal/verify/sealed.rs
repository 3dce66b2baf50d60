//! What entries have in the vault: that it is there, and with the vault at hand, that it is what the entry was made of.

use std::collections::{HashMap, HashSet};

use casework::sealed::Sealed;
use serde_json::Value;

use super::{At, Check, Fault, Report};
use crate::database::Records;
use crate::entry::Model;
use crate::error::StorageError;
use crate::sql;
use crate::vault::{BlobError, Blobs, FileKey, Item, OpenError, Place, Suite, Vault, VaultError};

/// A file's key, as far as a verifier is concerned.
enum Key {
    /// Destroyed: what was under it is rightly gone.
    Erased,
    /// There.
    There,
}

struct Stored {
    length: i64,
    suite: i64,
    bytes: Option<Vec<u8>>,
}

/// Compares what a page of entries says with what the vault holds. The page is in the order of files.
pub(super) async fn compare(
    records: &Records,
    check: Check<'_>,
    page: &[Model],
    report: &mut Report,
) -> Result<(), StorageError> {
    let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(()) };
    let ends = [first.agency.into(), first.file.clone().into(), last.agency.into(), last.file.clone().into()];
    let keys = keys(records, &ends, report, page).await?;
    let with_bytes = check.vault.is_some();
    let items = items(records, &ends, with_bytes).await?;
    let mut opened: Option<(Place, Option<FileKey>)> = None;
    for entry in page {
        for sealed in sealed_in(&entry.data) {
            let place = Place::new(entry.agency, &entry.file);
            let wrong = match keys.get(&place) {
                Some(Key::Erased) => continue,
                None => Some(Fault::KeyMissing),
                Some(Key::There) => match items.get(&(place.clone(), sealed.reference().to_owned())) {
                    None => Some(Fault::SealedMissing),
                    Some(stored) => match check.vault {
                        None => None,
                        Some(vault) => {
                            if opened.as_ref().is_none_or(|(of, _)| *of != place) {
                                opened = Some((place.clone(), key_of(records, vault, &place).await?));
                            }
                            let key = opened.as_ref().and_then(|(_, key)| key.as_ref());
                            try_open(vault, key, &sealed, stored, check.uploads).await?
                        }
                    },
                },
            };
            match wrong {
                None => report.sealed_items += 1,
                Some(_) if erased_meanwhile(records, &place).await? => {}
                Some(fault) => report.add(
                    At {
                        agency: Some(entry.agency),
                        file: Some(&entry.file),
                        version: Some(entry.version),
                        position: entry.position.map(i64::unsigned_abs),
                        more: Some(format!("密存编号{}", sealed.reference())),
                        ..At::default()
                    }
                    .finding(fault),
                ),
            }
        }
    }
    Ok(())
}

/// Every sealed text or upload that an entry speaks of, wherever it stands in the payload.
fn sealed_in(data: &str) -> Vec<Sealed> {
    let mut found = Vec::new();
    if data.contains("\"commitment\"")
        && let Ok(value) = serde_json::from_str(data)
    {
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut Vec<Sealed>) {
    match value {
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            if fields.len() == 2
                && let (Some(reference), Some(commitment)) = (text("reference"), text("commitment"))
            {
                found.extend(Sealed::new(reference, commitment).ok());
            } else {
                fields.values().for_each(|value| collect(value, found));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// Whether a file's vault was erased while it was looked at.
async fn erased_meanwhile(records: &Records, place: &Place) -> Result<bool, StorageError> {
    let text = "SELECT erased_at FROM vault_key WHERE agency = $1 AND file = $2 AND erased_at IS NOT NULL";
    let row = sql::one(records.reading(), text, vec![place.agency.into(), place.file.clone().into()]).await?;
    Ok(row.is_some())
}

const BETWEEN: &str = "WHERE (agency, file) >= ($1, $2) AND (agency, file) <= ($3, $4)";

async fn keys(
    records: &Records,
    ends: &[sea_orm::Value],
    report: &mut Report,
    page: &[Model],
) -> Result<HashMap<Place, Key>, StorageError> {
    let begins: HashSet<_> =
        page.iter().filter(|entry| entry.version == 1).map(|entry| (entry.agency, &entry.file)).collect();
    let text = format!("SELECT agency, file, erased_at FROM vault_key {BETWEEN}");
    let mut keys = HashMap::new();
    for row in sql::all(records.reading(), &text, ends.to_vec()).await? {
        let place = Place { agency: row.try_get("", "agency")?, file: row.try_get("", "file")? };
        let erased = row.try_get::<Option<String>>("", "erased_at")?.is_some();
        // Once a file, on the page on which it begins.
        if erased && begins.contains(&(place.agency, &place.file)) {
            report.erased_files += 1;
        }
        keys.insert(place, if erased { Key::Erased } else { Key::There });
    }
    Ok(keys)
}

async fn items(
    records: &Records,
    ends: &[sea_orm::Value],
    with_bytes: bool,
) -> Result<HashMap<(Place, String), Stored>, StorageError> {
    let bytes = if with_bytes { ", sealed" } else { "" };
    let text = format!("SELECT agency, file, reference, suite, length{bytes} FROM vault_item {BETWEEN}");
    let mut items = HashMap::new();
    for row in sql::all(records.reading(), &text, ends.to_vec()).await? {
        let place = Place { agency: row.try_get("", "agency")?, file: row.try_get("", "file")? };
        let stored = Stored {
            length: row.try_get("", "length")?,
            suite: row.try_get("", "suite")?,
            bytes: if with_bytes { row.try_get("", "sealed")? } else { None },
        };
        items.insert((place, row.try_get("", "reference")?), stored);
    }
    Ok(items)
}

/// `None` where it cannot be unwrapped: then nothing under it opens, and each is named.
async fn key_of(records: &Records, vault: &Vault, place: &Place) -> Result<Option<FileKey>, StorageError> {
    match vault.key(records.reading(), place.agency, &place.file).await {
        Ok(key) => Ok(key),
        Err(VaultError::Storage(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

async fn try_open(
    vault: &Vault,
    key: Option<&FileKey>,
    sealed: &Sealed,
    stored: &Stored,
    uploads: bool,
) -> Result<Option<Fault>, StorageError> {
    let Some(key) = key else { return Ok(Some(Fault::SealedChanged)) };
    let Some(bytes) = stored.bytes.clone() else { return try_upload(vault, key, sealed, stored.length, uploads).await };
    let reference = sealed.reference().to_owned();
    let opens = Suite::of(stored.suite).is_ok_and(|suite| key.open(sealed, &Item { reference, suite, bytes }).is_ok());
    Ok(if opens { None } else { Some(Fault::SealedChanged) })
}

async fn try_upload(
    vault: &Vault,
    key: &FileKey,
    sealed: &Sealed,
    length: i64,
    whole: bool,
) -> Result<Option<Fault>, StorageError> {
    let away = |error: BlobError| StorageError::Uploads(error.to_string());
    let blobs: &Blobs = vault.blobs();
    match blobs.length(key.place(), sealed.reference()).await {
        Err(BlobError::Missing(_)) => return Ok(Some(Fault::SealedMissing)),
        Err(error) => return Err(away(error)),
        Ok(found) if Some(found) != u64::try_from(length).ok() => return Ok(Some(Fault::SealedChanged)),
        Ok(_) => {}
    }
    if !whole {
        return Ok(None);
    }
    match vault.open_blob(key, sealed).await {
        Ok(_) => Ok(None),
        Err(VaultError::Open(OpenError::Missing(_)) | VaultError::Blob(BlobError::Missing(_))) => {
            Ok(Some(Fault::SealedMissing))
        }
        Err(VaultError::Blob(error)) => Err(away(error)),
        Err(_) => Ok(Some(Fault::SealedChanged)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_found_at_any_depth() {
        let hex = "0a".repeat(32);
        let data = format!(
            r#"{{"person":{{"reference":"a","commitment":"{hex}"}},
                "parties":[{{"words":{{"commitment":"{hex}","reference":"b"}}}},{{"reference":"c"}}],
                "other":{{"reference":"d","commitment":"{hex}","more":1}}}}"#
        );
        let found: Vec<_> = sealed_in(&data).iter().map(|sealed| sealed.reference().to_owned()).collect();
        assert_eq!(found, ["a", "b"]);
        assert!(sealed_in("\"commitment\" {").is_empty());
    }
}
