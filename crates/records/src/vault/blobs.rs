//! Where uploads lie, sealed: a folder, or a bucket of an S3 store (`s3`). A blob is whole and in the store before the commit
//! that names it: a folder has it under a temporary name, flushed, renamed, and its folder flushed; a bucket has answered that
//! the last part completes it. One whose commit never came is a ciphertext that nothing names.

mod reason;
pub mod s3;
#[cfg(test)]
mod tests;

use std::path::Path as FilePath;
use std::sync::Arc;

use futures::{Stream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use thiserror::Error;

use super::file_key::Place;
use crate::database::Records;
use crate::error::StorageError;
use crate::sql;
pub use s3::S3;

/// Where a store is tried out: no agency has this number.
const TRIAL: &str = "0";

/// The store of sealed uploads. Clones share it.
#[derive(Clone, Debug)]
pub struct Blobs {
    /// `None` where no upload may be touched.
    store: Option<Arc<dyn ObjectStore>>,
}

/// The store refused.
#[derive(Debug, Error)]
pub enum BlobError {
    /// There is no such blob.
    #[error("附件缺失（编号{0}），请审计管理员核验记录")]
    Missing(String),
    /// It cannot be read or written for now; what was sent can be sent again.
    #[error("附件存储暂时不可用（{0}），请稍后再试")]
    Away(String),
}

impl Blobs {
    /// A folder, which is made where there is none.
    pub fn folder(folder: &FilePath) -> Result<Blobs, BlobError> {
        let unusable = |error: &dyn std::fmt::Display| BlobError::Away(format!("{}：{error}", folder.display()));
        std::fs::create_dir_all(folder).map_err(|error| unusable(&error))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| unusable(&error))?;
        Ok(Blobs::store(Arc::new(store.with_fsync(true))))
    }

    /// For commands that touch no upload: each that is asked for is an error.
    pub fn none() -> Blobs {
        Blobs { store: None }
    }

    /// Another store.
    pub fn store(store: Arc<dyn ObjectStore>) -> Blobs {
        Blobs { store: Some(store) }
    }

    fn opened(&self) -> Result<&Arc<dyn ObjectStore>, BlobError> {
        self.store.as_ref().ok_or_else(|| BlobError::Away("这个命令没有打开附件存储".to_owned()))
    }

    /// Whether it can be listed: it answers, it is the right one, and takes the key.
    pub async fn answers(&self) -> Result<(), BlobError> {
        let mut listed = self.opened()?.list(Some(&Path::from(TRIAL)));
        match listed.next().await {
            Some(Err(error)) => Err(refused(&error)),
            Some(Ok(_)) | None => Ok(()),
        }
    }

    /// The same, and whether it can be written and removed from: for the start of what serves.
    pub async fn takes(&self) -> Result<(), BlobError> {
        self.answers().await?;
        let (store, trial) = (self.opened()?, Path::from_iter([TRIAL, &hex::encode(rand::random::<[u8; 8]>())]));
        store.put(&trial, PutPayload::from_static(b"gongkai")).await.map_err(|error| refused(&error))?;
        store.delete(&trial).await.map_err(|error| refused(&error))
    }

    /// Starts to write a blob.
    pub(super) async fn write(&self, place: &Place, reference: &str) -> Result<WriteMultipart, BlobError> {
        let upload = self.opened()?.put_multipart(&path(place, reference)).await.map_err(|error| away(&error))?;
        Ok(WriteMultipart::new(upload))
    }

    /// The bytes of a blob, piece by piece.
    pub(super) async fn read(
        &self,
        place: &Place,
        reference: &str,
    ) -> Result<impl Stream<Item = Result<impl AsRef<[u8]> + use<>, BlobError>> + use<>, BlobError> {
        let found = self.opened()?.get(&path(place, reference)).await.map_err(|error| told(error, reference))?;
        let reference = reference.to_owned();
        Ok(found.into_stream().map_err(move |error| told(error, &reference)))
    }

    /// How long a blob is, in bytes.
    pub(crate) async fn length(&self, place: &Place, reference: &str) -> Result<u64, BlobError> {
        let found = self.opened()?.head(&path(place, reference)).await;
        Ok(found.map_err(|error| told(error, reference))?.size)
    }

    /// Removes all blobs of a file; says how many there were.
    pub(super) async fn remove_all(&self, place: &Place) -> Result<u64, BlobError> {
        let prefix = Path::from_iter([place.agency.to_string(), place.file.clone()]);
        let store = self.opened()?;
        let all = store.list(Some(&prefix)).map_ok(|found| found.location).boxed();
        let removed = store.delete_stream(all).try_collect::<Vec<_>>().await;
        Ok(removed.map_err(|error| away(&error))?.len() as u64)
    }
}

/// Whether the record speaks of any upload.
pub async fn are_recorded(records: &Records) -> Result<bool, StorageError> {
    let text = "SELECT 1 AS found FROM vault_item WHERE sealed IS NULL LIMIT 1";
    Ok(sql::one(records.reading(), text, vec![]).await?.is_some())
}

fn path(place: &Place, reference: &str) -> Path {
    Path::from_iter([place.agency.to_string(), place.file.clone(), reference.to_owned()])
}

fn told(error: object_store::Error, reference: &str) -> BlobError {
    match error {
        object_store::Error::NotFound { .. } => BlobError::Missing(reference.to_owned()),
        other => away(&other),
    }
}

/// What people are told is Chinese; the log has what the store said.
pub(super) fn away(error: &object_store::Error) -> BlobError {
    tracing::warn!(%error, "the store of uploads does not do it");
    BlobError::Away(reason::of(error).to_owned())
}

/// The same at the start, where one sentence is enough.
fn refused(error: &object_store::Error) -> BlobError {
    tracing::info!(%error, "the store of uploads is not to be used");
    BlobError::Away(reason::of(error).to_owned())
}
