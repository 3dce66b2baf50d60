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
    /// Its number.
    pub id: String,
    /// When, in the record's form.
    pub read_at: String,
    /// Who, as in the column `actor` of an entry.
    pub reader: String,
    /// The file; empty where somebody looked for a value that no file has.
    pub file: String,
    /// What of it: the reference of a sealed text, or [`SOUGHT`] and the code of a field where files were looked for.
    pub reference: String,
    /// What for.
    pub purpose: String,
}

/// Stands before the code of a field in the reference of a reading that was a search.
pub const SOUGHT: &str = "sought:";

/// The place behind which the next page of the log begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// The time of the last line.
    pub read_at: String,
    /// Its number.
    pub id: String,
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

    /// The same for somebody who looks: that he did is logged with every file that was found, and once where none was.
    pub async fn look_up(
        &self,
        records: &Records,
        agency: i64,
        field: Field,
        value: &str,
        reader: Reader<'_>,
    ) -> Result<Vec<FileId>, VaultError> {
        let found = self.find(records, agency, field, value).await?;
        let reference = format!("{SOUGHT}{}", field.code());
        let lines: Vec<(&str, &str)> = match &found[..] {
            [] => vec![("", &reference)],
            files => files.iter().map(|file| (file.text(), reference.as_str())).collect(),
        };
        // A value that many files have is logged in pieces that every database takes.
        for lines in lines.chunks(LINES_AT_ONCE) {
            write_log(records, agency, lines, reader).await?;
        }
        Ok(found)
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

/// So many lines are written at once: seven values each, far below what a statement may have.
const LINES_AT_ONCE: usize = 500;

/// Nothing is shown before this is on the disk.
async fn log(
    records: &Records,
    agency: i64,
    texts: &[(&FileId, &Sealed)],
    reader: Reader<'_>,
) -> Result<(), StorageError> {
    let lines: Vec<_> = texts.iter().map(|(file, sealed)| (file.text(), sealed.reference())).collect();
    write_log(records, agency, &lines, reader).await
}

async fn write_log(
    records: &Records,
    agency: i64,
    texts: &[(&str, &str)],
    reader: Reader<'_>,
) -> Result<(), StorageError> {
    let (at, by) = (time::written(reader.at), entry::actor(reader.by));
    let mut values: Vec<Value> = Vec::new();
    for (file, reference) in texts {
        values.extend([agency.into(), hex::encode(random::<16>()).into(), at.clone().into(), by.clone().into()]);
        values.extend([(*file).into(), (*reference).into(), reader.purpose.into()]);
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
    let text = "SELECT id, read_at, reader, file, reference, purpose FROM read_log
                WHERE agency = $1 AND file = $2 ORDER BY read_at DESC, id LIMIT $3";
    let values = vec![agency.into(), file.text().into(), i64::from(limit).into()];
    read_lines(&sql::all(records.reading(), text, values).await?)
}

/// All readings of an agency, the latest first, or those of one reader, or of one file: `limit` lines behind `after`.
pub async fn log_of_readings(
    records: &Records,
    agency: i64,
    of: Of<'_>,
    after: Option<&After>,
    limit: u32,
) -> Result<Vec<Reading>, StorageError> {
    let mut values: Vec<Value> = vec![agency.into(), i64::from(limit).into()];
    let whose = match of {
        Of::Everybody => "",
        Of::Reader(by) => {
            values.push(entry::actor(by).into());
            " AND reader = $3"
        }
        Of::File(file) => {
            values.push(file.text().into());
            " AND file = $3"
        }
    };
    let mut behind = String::new();
    if let Some(After { read_at, id }) = after {
        let (at, after) = (values.len() + 1, values.len() + 2);
        values.extend([read_at.clone().into(), id.clone().into()]);
        behind = format!(" AND (read_at, id) < (${at}, ${after})");
    }
    let text = format!(
        "SELECT id, read_at, reader, file, reference, purpose FROM read_log
         WHERE agency = $1{whose}{behind} ORDER BY read_at DESC, id DESC LIMIT $2"
    );
    read_lines(&sql::all(records.reading(), &text, values).await?)
}

/// Whose readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    /// All of the agency's.
    Everybody,
    /// One reader's.
    Reader(Author),
    /// Those of one file.
    File(&'a FileId),
}

fn read_lines(rows: &[QueryResult]) -> Result<Vec<Reading>, StorageError> {
    let reading = |row: &QueryResult| {
        Ok(Reading {
            id: row.try_get("", "id")?,
            read_at: row.try_get("", "read_at")?,
            reader: row.try_get("", "reader")?,
            file: row.try_get("", "file")?,
            reference: row.try_get("", "reference")?,
            purpose: row.try_get("", "purpose")?,
        })
    };
    rows.iter().map(reading).collect::<Result<_, sea_orm::DbErr>>().map_err(StorageError::from)
}
