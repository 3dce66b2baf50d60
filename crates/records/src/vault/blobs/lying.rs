//! What lies in a store, whether or not the record names it.

use std::fs;
use std::io;
use std::path::{Path as FilePath, PathBuf};

use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt, future};
use jiff::Timestamp;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStoreExt};

use super::{BlobError, Blobs, away};

/// Something that lies in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lying {
    /// Where: `AGENCY/FILE/REFERENCE`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Since when, by the store's clock.
    pub since: Timestamp,
    /// It never became whole: what a folder keeps of an upload during which the program was stopped.
    pub unfinished: bool,
    place: (i64, String, String),
}

impl Lying {
    /// Agency, file and reference.
    pub(in crate::vault) fn name(&self) -> (i64, String, String) {
        self.place.clone()
    }

    /// `None` for what is no upload of ours: a bucket may hold other things.
    fn of(path: &str, size: u64, since: Timestamp, unfinished: bool) -> Option<Lying> {
        let mut parts = path.split('/');
        let (agency, file, reference) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        let is_ours = agency > 0 && parts.next().is_none() && !file.is_empty() && !reference.is_empty();
        let place = (agency, file.to_owned(), reference.to_owned());
        is_ours.then(|| Lying { path: path.to_owned(), size, since, unfinished, place })
    }

    fn listed(found: &ObjectMeta) -> Option<Lying> {
        let since = Timestamp::from_millisecond(found.last_modified.timestamp_millis()).ok()?;
        Lying::of(found.location.as_ref(), found.size, since, false)
    }
}

impl Blobs {
    /// All uploads, and in a folder what was left of some.
    pub(in crate::vault) fn all(&self) -> Result<BoxStream<'static, Result<Lying, BlobError>>, BlobError> {
        let unfinished = match &self.folder {
            Some(folder) => {
                left_over(folder).map_err(|error| BlobError::Away(format!("{}：{error}", folder.display())))?
            }
            None => Vec::new(),
        };
        let listed = self.opened()?.list(None).map_err(|error| away(&error));
        let ours = listed.try_filter_map(|found| future::ready(Ok(Lying::listed(&found))));
        Ok(stream::iter(unfinished.into_iter().map(Ok)).chain(ours).boxed())
    }

    /// Removes one of them; it may be gone already.
    pub(in crate::vault) async fn remove(&self, lying: &Lying) -> Result<(), BlobError> {
        if lying.unfinished {
            let Some(folder) = &self.folder else { return Ok(()) };
            return match fs::remove_file(folder.join(&lying.path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(BlobError::Away(format!("{}：{error}", lying.path)))
                }
                _ => Ok(()),
            };
        }
        match self.opened()?.delete(&Path::from(lying.path.as_str())).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            other => other.map_err(|error| away(&error)),
        }
    }
}

/// An upload has a name with a `#` until it is whole, which no list shows.
fn left_over(folder: &FilePath) -> io::Result<Vec<Lying>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), PathBuf::new())];
    while let Some((at, below)) = folders.pop() {
        for entry in fs::read_dir(at)? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), path));
                continue;
            }
            let Some(name) = path.to_str().filter(|name| name.contains('#')) else { continue };
            let about = entry.metadata()?;
            let since = Timestamp::try_from(about.modified()?).map_err(io::Error::other)?;
            found.extend(Lying::of(name, about.len(), since, true));
        }
    }
    Ok(found)
}
