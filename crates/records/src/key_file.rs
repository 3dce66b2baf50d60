//! Files that hold keys: readable by the program's account only, on the disk before anybody relies on them, and never
//! overwritten by accident.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rand::RngExt;
use thiserror::Error;
use zeroize::Zeroizing;

/// A key file cannot be used.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// It is not there although something was made with it.
    #[error("找不到密钥文件 {path}。没有它，已有的数据无法使用；请把密钥文件放回原处，不要新建")]
    Missing {
        /// Where it should be.
        path: String,
    },
    /// It is there already.
    #[error("密钥文件 {path} 已经存在，不会覆盖")]
    Exists {
        /// Where it is.
        path: String,
    },
    /// Others may read it.
    #[error("密钥文件 {path} 的权限过宽（{mode:o}），只应由运行账户读写，请执行 chmod 600")]
    TooOpen {
        /// Where it is.
        path: String,
        /// Its permissions.
        mode: u32,
    },
    /// It holds something else.
    #[error("密钥文件 {path} 第{line}行不合格式")]
    Unreadable {
        /// Where it is.
        path: String,
        /// Which line, from 1; one after the last where something is missing.
        line: usize,
    },
    /// A generation that the file does not hold.
    #[error("密钥文件 {path} 里没有第{generation}代密钥，请换上包含它的密钥文件")]
    NoGeneration {
        /// Where the file is.
        path: String,
        /// Which generation was asked for.
        generation: i64,
    },
    /// The system refused.
    #[error("密钥文件 {path} 读写失败：{error}")]
    System {
        /// Where it is.
        path: String,
        /// What the system said.
        error: io::Error,
    },
}

/// Makes the file, and its folder where there is none. It is on the disk when this returns.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), KeyFileError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| system(path, error))?;
    }
    let temporary = write_beside(path, text)?;
    // A link fails where somebody else was quicker; renaming would overwrite their key.
    let linked = fs::hard_link(&temporary, path);
    fs::remove_file(&temporary).map_err(|error| system(path, error))?;
    match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(KeyFileError::Exists { path: shown(path) });
        }
        other => other.map_err(|error| system(path, error))?,
    }
    sync_folder(path)
}

/// Puts the text in the place of what the file holds, whole or not at all. It is on the disk when this returns.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), KeyFileError> {
    let temporary = write_beside(path, text)?;
    fs::rename(&temporary, path).map_err(|error| system(path, error))?;
    sync_folder(path)
}

/// What the file holds, which nobody else may read.
pub fn read(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(KeyFileError::Missing { path: shown(path) });
        }
        other => Zeroizing::new(other.map_err(|error| system(path, error))?),
    };
    let mode = fs::metadata(path).map_err(|error| system(path, error))?.permissions().mode() & 0o777;
    let others = mode % 0o100; // what group and others may
    if others == 0 { Ok(text) } else { Err(KeyFileError::TooOpen { path: shown(path), mode }) }
}

/// Writes the file's next content beside it, onto the disk.
fn write_beside(path: &Path, text: &str) -> Result<PathBuf, KeyFileError> {
    let temporary = path.with_extension(format!("{:016x}.new", rand::rng().random::<u64>()));
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| system(path, error))?;
    Ok(temporary)
}

/// The name of a new file is on the disk only when its folder is.
fn sync_folder(path: &Path) -> Result<(), KeyFileError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| system(path, error))
}

fn system(path: &Path, error: io::Error) -> KeyFileError {
    KeyFileError::System { path: shown(path), error }
}

pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_made_once_for_its_owner_only_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("a.key");
        assert!(matches!(read(&path), Err(KeyFileError::Missing { .. })));
        create(&path, "1").unwrap();
        assert!(matches!(create(&path, "2"), Err(KeyFileError::Exists { .. })));
        assert_eq!(&**read(&path).unwrap(), "1");
        replace(&path, "3").unwrap();
        assert_eq!(&**read(&path).unwrap(), "3");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let beside: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(beside.len(), 1, "{beside:?}");
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        create(&path, "1").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(read(&path), Err(KeyFileError::TooOpen { mode: 0o640, .. })));
    }
}
