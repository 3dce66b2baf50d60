//! Into the vault. A step seals what people wrote before it writes its facts; the rows go into the same transaction as the
//! entries that speak of them, so that neither is ever there without the other.

use std::fmt;

use casework::sealed::Sealed;
use futures::{Stream, StreamExt};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};

use super::blind::{Blind, Field};
use super::blobs::away;
use super::file_key::{FileKey, Place, UnwrapError, Wrapped};
use super::installation::InstallationKey;
use super::item::{Item, OpenError};
use super::stream::TooLong;
use super::suite::Suite;
use super::{BlobError, Vault, VaultError};
use crate::append::Also;
use crate::file::FileId;
use crate::key_file::KeyFileError;
use crate::sql::{self, Together};
use crate::time;

/// What one command seals for one file.
#[derive(Debug)]
pub struct Sealing {
    key: FileKey,
    installation: InstallationKey,
    /// The key, where the file had none.
    new_key: Option<Wrapped>,
    items: Vec<Item>,
    uploads: Vec<Uploaded>,
    blinds: Vec<Blind>,
    /// Whether the file is no longer found by what it was found by before.
    afresh: bool,
}

#[derive(Debug)]
struct Uploaded {
    reference: String,
    suite: Suite,
    length: u64,
}

/// An upload was not stored.
#[derive(Debug)]
pub enum UploadError<E> {
    /// It is too long.
    TooLong(TooLong),
    /// The store refused.
    Store(BlobError),
    /// Whoever sent it broke off.
    Broken(E),
}

impl Vault {
    /// Begins to seal for a file that has no entries yet.
    pub fn new_file(&self, agency: i64, file: &FileId) -> Result<Sealing, KeyFileError> {
        let key = FileKey::new(Place::new(agency, file.text()), self.suite);
        let wrapped = key.wrap(&self.installation)?;
        Ok(self.sealing(key, Some(wrapped)))
    }

    /// Begins to seal for a file that may have a key. [`OpenError::Erased`] where its vault was destroyed.
    pub async fn file<C: ConnectionTrait>(&self, on: &C, agency: i64, file: &FileId) -> Result<Sealing, VaultError> {
        match self.key(on, agency, file.text()).await? {
            Some(key) => Ok(self.sealing(key, None)),
            None => Ok(self.new_file(agency, file)?),
        }
    }

    fn sealing(&self, key: FileKey, new_key: Option<Wrapped>) -> Sealing {
        let installation = self.installation.clone();
        Sealing {
            key,
            installation,
            new_key,
            items: Vec::new(),
            uploads: Vec::new(),
            blinds: Vec::new(),
            afresh: false,
        }
    }

    /// The key of a file; `None` where it never had one.
    pub(crate) async fn key<C: ConnectionTrait>(
        &self,
        on: &C,
        agency: i64,
        file: &str,
    ) -> Result<Option<FileKey>, VaultError> {
        let text = "SELECT suite, generation, wrapped FROM vault_key WHERE agency = $1 AND file = $2";
        let row = sql::one(on, text, vec![agency.into(), file.into()]).await?;
        row.map(|row| self.unwrap(&row, agency, file)).transpose()
    }

    /// The key in a row with `suite`, `generation` and `wrapped`. [`OpenError::Erased`] where it was destroyed.
    pub(super) fn unwrap(&self, row: &QueryResult, agency: i64, file: &str) -> Result<FileKey, VaultError> {
        let Some(bytes) = row.try_get::<Option<Vec<u8>>>("", "wrapped")? else { return Err(OpenError::Erased.into()) };
        let suite = Suite::of(row.try_get("", "suite")?).map_err(UnwrapError::from)?;
        let wrapped = Wrapped { generation: row.try_get("", "generation")?, suite, bytes };
        Ok(FileKey::unwrap(Place::new(agency, file), &wrapped, &self.installation)?)
    }

    /// Stores an upload of at most `limit` bytes while it comes in. It is on the disk when this returns.
    pub async fn upload<B, E, S>(
        &self,
        sealing: &mut Sealing,
        limit: u64,
        mut content: S,
    ) -> Result<Sealed, UploadError<E>>
    where
        B: AsRef<[u8]>,
        S: Stream<Item = Result<B, E>> + Unpin,
    {
        let mut stream = sealing.key.seal_stream(limit);
        let reference = stream.reference().to_owned();
        let mut blob = self.blobs.write(sealing.key.place(), &reference).await.map_err(UploadError::Store)?;
        let mut stored = 0;
        let broken = loop {
            match content.next().await {
                None => break None,
                Some(Err(error)) => break Some(UploadError::Broken(error)),
                Some(Ok(piece)) => match stream.push(piece.as_ref()) {
                    Err(error) => break Some(UploadError::TooLong(error)),
                    Ok(bytes) => {
                        stored += bytes.len() as u64;
                        blob.write(&bytes);
                    }
                },
            }
            // Not more than a few parts of it stand in memory, however fast it comes in.
            if let Err(error) = blob.wait_for_capacity(2).await {
                break Some(UploadError::Store(away(&error)));
            }
        };
        if let Some(error) = broken {
            // Of what cannot be taken back, a ciphertext stays that nothing names.
            let _ = blob.abort().await;
            return Err(error);
        }
        let (sealed, last, _) = stream.finish();
        stored += last.len() as u64;
        blob.write(&last);
        blob.finish().await.map_err(|error| UploadError::Store(away(&error)))?;
        sealing.uploads.push(Uploaded { reference, suite: sealing.key.suite(), length: stored });
        Ok(sealed)
    }
}

impl Sealing {
    /// Seals a text: what the fact keeps.
    pub fn seal(&mut self, text: &str) -> Sealed {
        let (sealed, item) = self.key.seal(text.as_bytes());
        self.items.push(item);
        sealed
    }

    /// Lets the file be found by a value. One without letters or digits cannot be searched for and is left out.
    pub fn find_by(&mut self, field: Field, value: &str) {
        if let Some(blind) = field.blind(&self.installation, self.key.place().agency, value)
            && !self.blinds.contains(&blind)
        {
            self.blinds.push(blind);
        }
    }

    /// The file is found from now on by what this command says alone: what stood there before was wrong.
    pub fn find_afresh(&mut self) {
        self.afresh = true;
    }

    /// The rows, to be written with the entries. `at` is the time of the command.
    pub fn rows(self, at: Timestamp) -> Also {
        Also::rows(move |_, together| self.put(together, at))
    }

    /// Writes the rows.
    pub async fn write<C: ConnectionTrait>(&self, on: &C, at: Timestamp) -> Result<(), DbErr> {
        let mut together = Together::default();
        self.put(&mut together, at);
        together.run(on).await
    }

    fn put(&self, together: &mut Together, at: Timestamp) {
        let place = self.key.place();
        let (agency, file) = (place.agency, place.file.as_str());
        if let Some(Wrapped { generation, suite, bytes }) = &self.new_key {
            let text = "INSERT INTO vault_key (agency, file, suite, generation, wrapped, made_at, swept)
                        VALUES ($1, $2, $3, $4, $5, $6, 0)";
            let values = vec![
                agency.into(),
                file.into(),
                suite.id().into(),
                (*generation).into(),
                bytes.clone().into(),
                time::written(at).into(),
            ];
            together.add(text, values);
        }
        let items = self.items.iter().map(|item| {
            let length = i64::try_from(item.bytes.len()).expect("a text fits in memory");
            (&item.reference, item.suite, length, Some(item.bytes.clone()))
        });
        let uploads = self.uploads.iter().map(|upload| {
            let length = i64::try_from(upload.length).expect("uploads have a limit");
            (&upload.reference, upload.suite, length, None)
        });
        let mut values: Vec<Value> = Vec::new();
        for (reference, suite, length, bytes) in items.chain(uploads) {
            values.extend([agency.into(), file.into(), reference.clone().into(), suite.id().into(), length.into()]);
            values.push(bytes.into());
        }
        insert(together, "vault_item (agency, file, reference, suite, length, sealed)", 6, "", values);
        if self.afresh {
            let text = "DELETE FROM blind WHERE agency = $1 AND file = $2";
            together.add(text, vec![agency.into(), file.into()]);
        }
        let mut values: Vec<Value> = Vec::new();
        for Blind { field, mac } in &self.blinds {
            values.extend([agency.into(), field.code().into(), mac.clone().into(), file.into()]);
        }
        // A file may have been found by the same value before.
        insert(together, "blind (agency, field, mac, file)", 4, " ON CONFLICT DO NOTHING", values);
    }
}

fn insert(together: &mut Together, table: &str, columns: usize, end: &str, values: Vec<Value>) {
    if !values.is_empty() {
        let places = sql::places(values.len() / columns, columns);
        together.add(format!("INSERT INTO {table} VALUES {places}{end}"), values);
    }
}

impl<E: fmt::Display> fmt::Display for UploadError<E> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UploadError::TooLong(error) => error.fmt(to),
            UploadError::Store(error) => error.fmt(to),
            UploadError::Broken(error) => write!(to, "上传中断，请重新上传（{error}）"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for UploadError<E> {}
