//! Where uploads lie, sealed: a folder, or any store that `object_store` knows. A blob is whole and on the disk before the
//! commit that names it: it is written under a temporary name, flushed, renamed, and its folder is flushed. One whose
//! commit never came is a ciphertext that nothing names.

use std::path::Path as FilePath;
use std::sync::Arc;

use futures::{Stream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use thiserror::Error;

use super::file_key::Place;

/// The store of sealed uploads.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

/// The store refused.
#[derive(Debug, Error)]
pub enum BlobError {
    /// There is no such blob.
    #[error("附件缺失（编号{0}），请审计管理员核验记录")]
    Missing(String),
    /// Anything else.
    #[error("附件存储出错，请稍后再试（{0}）")]
    Store(String),
}

impl Blobs {
    /// A folder, which is made where there is none.
    pub fn folder(folder: &FilePath) -> Result<Blobs, BlobError> {
        std::fs::create_dir_all(folder).map_err(|error| BlobError::Store(format!("{}：{error}", folder.display())))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| BlobError::Store(error.to_string()))?;
        Ok(Blobs::store(Arc::new(store.with_fsync(true))))
    }

    /// Another store.
    pub fn store(store: Arc<dyn ObjectStore>) -> Blobs {
        Blobs { store }
    }

    /// Starts to write a blob.
    pub(super) async fn write(&self, place: &Place, reference: &str) -> Result<WriteMultipart, BlobError> {
        let upload = self.store.put_multipart(&path(place, reference)).await.map_err(|error| told(error, reference))?;
        Ok(WriteMultipart::new(upload))
    }

    /// The bytes of a blob, piece by piece.
    pub(super) async fn read(
        &self,
        place: &Place,
        reference: &str,
    ) -> Result<impl Stream<Item = Result<impl AsRef<[u8]> + use<>, BlobError>> + use<>, BlobError> {
        let found = self.store.get(&path(place, reference)).await.map_err(|error| told(error, reference))?;
        let reference = reference.to_owned();
        Ok(found.into_stream().map_err(move |error| told(error, &reference)))
    }

    /// How long a blob is, in bytes.
    pub(crate) async fn length(&self, place: &Place, reference: &str) -> Result<u64, BlobError> {
        Ok(self.store.head(&path(place, reference)).await.map_err(|error| told(error, reference))?.size)
    }

    /// Removes all blobs of a file; says how many there were.
    pub(super) async fn remove_all(&self, place: &Place) -> Result<u64, BlobError> {
        let prefix = Path::from_iter([place.agency.to_string(), place.file.clone()]);
        let all = self.store.list(Some(&prefix)).map_ok(|found| found.location).boxed();
        let removed = self.store.delete_stream(all).try_collect::<Vec<_>>().await;
        Ok(removed.map_err(|error| told(error, &place.file))?.len() as u64)
    }
}

fn path(place: &Place, reference: &str) -> Path {
    Path::from_iter([place.agency.to_string(), place.file.clone(), reference.to_owned()])
}

fn told(error: object_store::Error, reference: &str) -> BlobError {
    match error {
        object_store::Error::NotFound { .. } => BlobError::Missing(reference.to_owned()),
        other => BlobError::Store(other.to_string()),
    }
}

pub(super) fn finished(error: &object_store::Error) -> BlobError {
    BlobError::Store(error.to_string())
}
