//! Out of the vault. Who reads what is logged before it is shown, apart from the record: reading changes no file.

use std::collections::{BTreeSet, HashMap};

use casework::entry::Author;
use casework::sealed::Sealed;
use futures::{FutureExt, StreamExt};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use zeroize::Zeroizing;

use super::file_key::FileKey;
use super::item::{Item, OpenError};
use super::secret::random;
use super::suite::Suite;
use super::{Field, Vault, VaultError};
use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::file::FileId;
use crate::{entry, sql, time};

/// Who reads, what for, and when.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Who.
    pub by: Author,
    /// What for: the page or letter, a short Chinese phrase.
    pub purpose: &'a str,
    /// When.
    pub at: Timestamp,
}

/// A text from the vault, wiped from memory when it is let go.
pub type Plain = Zeroizing<String>;

/// One reading, as it was logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When, in the record's form.
    pub read_at: String,
    /// Who, as in the column `actor` of an entry.
    pub reader: String,
    /// The file.
    pub file: String,
    /// What of it.
    pub reference: String,
    /// What for.
    pub purpose: String,
}

impl Vault {
    /// Opens texts of one file, in their order.
    pub async fn read(
        &self,
        records: &Records,
        agency: i64,
        file: &FileId,
        texts: &[&Sealed],
        reader: Reader<'_>,
    ) -> Result<Vec<Plain>, VaultError> {
        let asked: Vec<_> = texts.iter().map(|sealed| (file, *sealed)).collect();
        let opened = self.read_many(records, agency, &asked, reader).await?;
        opened.into_iter().map(|opened| opened.map_err(VaultError::from)).collect()
    }

    /// Opens texts of several files, as a list shows them; one that cannot be opened spoils no other.
    pub async fn read_many(
        &self,
        records: &Records,
        agency: i64,
        texts: &[(&FileId, &Sealed)],
        reader: Reader<'_>,
    ) -> Result<Vec<Result<Plain, OpenError>>, VaultError> {
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let keys = self.keys(records.reading(), agency, texts).await?;
        let items = items(records.reading(), agency, texts).await?;
        let mut opened = Vec::with_capacity(texts.len());
        for (file, sealed) in texts {
            let key = keys.get(file.text());
            opened.push(match (key, items.get(&(file.text(), sealed.reference()))) {
                (Some(Err(())), _) => Err(OpenError::Erased),
                (Some(Ok(key)), Some(item)) => open_text(key, sealed, item),
                _ => Err(OpenError::Missing(sealed.reference().to_owned())),
            });
        }
        log(records, agency, texts, reader).await?;
        Ok(opened)
    }

    /// Opens an upload, whole. The limit is that under which it was stored.
    pub async fn download(
        &self,
        records: &Records,
        agency: i64,
        file: &FileId,
        sealed: &Sealed,
        reader: Reader<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let missing = || OpenError::Missing(sealed.reference().to_owned());
        let key = self.key(records.reading(), agency, file.text()).await?.ok_or_else(missing)?;
        let content = self.open_blob(&key, sealed).await?;
        log(records, agency, &[(file, sealed)], reader).await?;
        Ok(content)
    }

    /// Opens an upload that everybody may read; nobody is asked who he is, and nothing is logged. That it is public, the
    /// caller knows from the public row.
    pub async fn public_content(
        &self,
        records: &Records,
        agency: i64,
        file: &FileId,
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let missing = || OpenError::Missing(sealed.reference().to_owned());
        let key = self.key(records.reading(), agency, file.text()).await?.ok_or_else(missing)?;
        self.open_blob(&key, sealed).await
    }

    /// Opens a blob without telling anybody: for the download and for those who verify.
    pub(crate) async fn open_blob(&self, key: &FileKey, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let mut stored = Box::pin(self.blobs().read(key.place(), sealed.reference()).await?);
        let mut stream = key.open_stream(sealed);
        let mut content = Zeroizing::new(Vec::new());
        while let Some(piece) = stored.next().await {
            content.extend_from_slice(&stream.push(piece?.as_ref())?);
        }
        content.extend_from_slice(&stream.finish()?);
        Ok(content)
    }

    /// The agency's files with this value, the newest first. Exact, after normalising.
    pub async fn find(
        &self,
        records: &Records,
        agency: i64,
        field: Field,
        value: &str,
    ) -> Result<Vec<FileId>, VaultError> {
        let Some(blind) = field.blind(self.installation(), agency, value) else { return Ok(Vec::new()) };
        let text = "SELECT file FROM blind WHERE agency = $1 AND field = $2 AND mac = $3 ORDER BY file DESC";
        let rows =
            sql::all(records.reading(), text, vec![agency.into(), field.code().into(), blind.mac.into()]).await?;
        let mut files = Vec::with_capacity(rows.len());
        for row in rows {
            files.extend(row.try_get::<String>("", "file")?.parse::<FileId>().ok());
        }
        Ok(files)
    }

    /// Keys by file; `Err` where a file's vault was erased.
    async fn keys(
        &self,
        on: &impl ConnectionTrait,
        agency: i64,
        texts: &[(&FileId, &Sealed)],
    ) -> Result<HashMap<String, Result<FileKey, ()>>, VaultError> {
        let files: BTreeSet<_> = texts.iter().map(|(file, _)| file.text()).collect();
        let wanted: Vec<_> = (0..files.len()).map(|at| format!("${}", at + 2)).collect();
        let text = format!(
            "SELECT file, suite, generation, wrapped FROM vault_key WHERE agency = $1 AND file IN ({})",
            wanted.join(", ")
        );
        let mut values: Vec<Value> = vec![agency.into()];
        values.extend(files.into_iter().map(Value::from));
        let mut keys = HashMap::new();
        for row in sql::all(on, &text, values).await? {
            let file: String = row.try_get("", "file")?;
            let key = match self.unwrap(&row, agency, &file) {
                Err(VaultError::Open(OpenError::Erased)) => Err(()),
                other => Ok(other?),
            };
            keys.insert(file, key);
        }
        Ok(keys)
    }
}

async fn items<'a>(
    on: &impl ConnectionTrait,
    agency: i64,
    texts: &[(&'a FileId, &'a Sealed)],
) -> Result<HashMap<(&'a str, &'a str), Item>, VaultError> {
    // The asked first, each then looked up by the primary key: the order of a CROSS JOIN is the one that SQLite keeps.
    let text = format!(
        "WITH asked (file, reference) AS (VALUES {})
         SELECT item.file AS file, item.reference AS reference, item.suite AS suite, item.sealed AS sealed
         FROM asked CROSS JOIN vault_item AS item
         WHERE item.agency = ${} AND item.file = asked.file AND item.reference = asked.reference
           AND item.sealed IS NOT NULL",
        sql::places(texts.len(), 2),
        2 * texts.len() + 1
    );
    let mut values: Vec<Value> = Vec::new();
    for (file, sealed) in texts {
        values.extend([file.text().into(), sealed.reference().into()]);
    }
    values.push(agency.into());
    let mut items = HashMap::new();
    for row in sql::all(on, &text, values).await? {
        let item = item(&row)?;
        let file: String = row.try_get("", "file")?;
        let asked = texts.iter().find(|(asked, sealed)| asked.text() == file && sealed.reference() == item.reference);
        if let Some((file, sealed)) = asked {
            items.insert((file.text(), sealed.reference()), item);
        }
    }
    Ok(items)
}

fn item(row: &QueryResult) -> Result<Item, VaultError> {
    let suite = Suite::of(row.try_get("", "suite")?).map_err(super::UnwrapError::from)?;
    Ok(Item { reference: row.try_get("", "reference")?, suite, bytes: row.try_get("", "sealed")? })
}

fn open_text(key: &FileKey, sealed: &Sealed, item: &Item) -> Result<Plain, OpenError> {
    let plain = key.open(sealed, item)?;
    match std::str::from_utf8(&plain) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(OpenError::NotText(sealed.reference().to_owned())),
    }
}

/// Nothing is shown before this is on the disk.
async fn log(
    records: &Records,
    agency: i64,
    texts: &[(&FileId, &Sealed)],
    reader: Reader<'_>,
) -> Result<(), StorageError> {
    let (at, by) = (time::written(reader.at), entry::actor(reader.by));
    let mut values: Vec<Value> = Vec::new();
    for (file, sealed) in texts {
        values.extend([agency.into(), hex::encode(random::<16>()).into(), at.clone().into(), by.clone().into()]);
        values.extend([file.text().into(), sealed.reference().into(), reader.purpose.into()]);
    }
    let text = format!(
        "INSERT INTO read_log (agency, id, read_at, reader, file, reference, purpose) VALUES {}",
        sql::places(texts.len(), 7)
    );
    let written = records.write::<_, std::convert::Infallible, _>(move |transaction| {
        async move {
            sql::execute(transaction, &text, values).await?;
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

/// Who has read what of a file, the latest first, at most `limit`.
pub async fn readings(records: &Records, agency: i64, file: &FileId, limit: u32) -> Result<Vec<Reading>, StorageError> {
    let text = "SELECT read_at, reader, file, reference, purpose FROM read_log
                WHERE agency = $1 AND file = $2 ORDER BY read_at DESC, id LIMIT $3";
    let values = vec![agency.into(), file.text().into(), i64::from(limit).into()];
    let rows = sql::all(records.reading(), text, values).await?;
    let reading = |row: &QueryResult| {
        Ok(Reading {
            read_at: row.try_get("", "read_at")?,
            reader: row.try_get("", "reader")?,
            file: row.try_get("", "file")?,
            reference: row.try_get("", "reference")?,
            purpose: row.try_get("", "purpose")?,
        })
    };
    rows.iter().map(reading).collect::<Result<_, sea_orm::DbErr>>().map_err(StorageError::from)
}
