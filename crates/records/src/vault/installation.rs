//! The installation's key: the one secret that opens all keys of files. It lives in a file of its own, outside the
//! database, its folder and its backups, readable by the program's account only. Rotation adds a generation; older ones
//! stay until nothing is wrapped under them.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use thiserror::Error;
use zeroize::Zeroizing;

use super::secret::{Secret, random};

const FORM: &str = "gongkai-installation-key 1";

/// The installation's key with all generations that are still needed. Clones share it.
#[derive(Clone, Debug)]
pub struct InstallationKey {
    path: Arc<PathBuf>,
    ring: Arc<RwLock<Ring>>,
}

#[derive(Clone, Debug)]
struct Ring {
    /// For the blind index; no generation changes it, for that would need every text opened.
    index: Secret,
    generations: BTreeMap<i64, Secret>,
}

/// The key file cannot be used.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// It is not there although something was encrypted with it.
    #[error("找不到安装密钥文件 {path}。没有它，已经加密的内容无法打开；请把密钥文件放回原处，不要新建")]
    Missing {
        /// Where it should be.
        path: String,
    },
    /// It is there already.
    #[error("安装密钥文件 {path} 已经存在，不会覆盖")]
    Exists {
        /// Where it is.
        path: String,
    },
    /// Others may read it.
    #[error("安装密钥文件 {path} 的权限过宽（{mode:o}），只应由运行账户读写，请执行 chmod 600")]
    TooOpen {
        /// Where it is.
        path: String,
        /// Its permissions.
        mode: u32,
    },
    /// It holds something else.
    #[error("安装密钥文件 {path} 第{line}行不合格式")]
    Unreadable {
        /// Where it is.
        path: String,
        /// Which line, from 1; one after the last where something is missing.
        line: usize,
    },
    /// A generation that the file does not hold.
    #[error("安装密钥文件 {path} 里没有第{generation}代密钥，请换上包含它的密钥文件")]
    NoGeneration {
        /// Where the file is.
        path: String,
        /// Which generation was asked for.
        generation: i64,
    },
    /// The system refused.
    #[error("安装密钥文件 {path} 读写失败：{error}")]
    System {
        /// Where it is.
        path: String,
        /// What the system said.
        error: io::Error,
    },
}

impl InstallationKey {
    /// Makes a new one at `path` and its folder, where there is none. It is on the disk when this returns.
    pub fn create(path: &Path) -> Result<InstallationKey, KeyFileError> {
        let ring = Ring { index: Secret::random(), generations: BTreeMap::from([(1, Secret::random())]) };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| system(path, error))?;
        }
        let temporary = write_beside(path, &ring)?;
        // A link fails where somebody else was quicker; renaming would overwrite their key.
        let linked = fs::hard_link(&temporary, path);
        fs::remove_file(&temporary).map_err(|error| system(path, error))?;
        match linked {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(KeyFileError::Exists { path: shown(path) });
            }
            other => other.map_err(|error| system(path, error))?,
        }
        sync_folder(path)?;
        Ok(InstallationKey::with(path, ring))
    }

    /// Reads the one at `path`.
    pub fn open(path: &Path) -> Result<InstallationKey, KeyFileError> {
        Ok(InstallationKey::with(path, read(path)?))
    }

    fn with(path: &Path, ring: Ring) -> InstallationKey {
        InstallationKey { path: Arc::new(path.to_owned()), ring: Arc::new(RwLock::new(ring)) }
    }

    /// The generation under which keys are wrapped now.
    pub fn generation(&self) -> i64 {
        self.look(|ring| *ring.generations.last_key_value().expect("there is always one").0)
    }

    /// All generations that it holds, ascending.
    pub fn generations(&self) -> Vec<i64> {
        self.look(|ring| ring.generations.keys().copied().collect())
    }

    /// Adds a generation and uses it from now on. It is on the disk when this returns.
    pub fn rotate(&self) -> Result<i64, KeyFileError> {
        let mut ring = read(&self.path)?; // another process may have added one
        let next = ring.generations.last_key_value().expect("there is always one").0 + 1;
        ring.generations.insert(next, Secret::random());
        self.replace(ring)?;
        Ok(next)
    }

    /// Forgets all generations before `oldest`: what is still wrapped under them is lost for ever, in every copy of the
    /// database too.
    pub fn forget_before(&self, oldest: i64) -> Result<(), KeyFileError> {
        let mut ring = read(&self.path)?;
        if !ring.generations.contains_key(&oldest) {
            return Err(KeyFileError::NoGeneration { path: shown(&self.path), generation: oldest });
        }
        ring.generations = ring.generations.split_off(&oldest);
        self.replace(ring)
    }

    /// The key to wrap and unwrap under a generation. One that another process has added is read from the file.
    pub(super) fn wrapping(&self, generation: i64) -> Result<Secret, KeyFileError> {
        let known = |ring: &Ring| ring.generations.get(&generation).cloned();
        if let Some(secret) = self.look(known) {
            return Ok(secret);
        }
        let ring = read(&self.path)?;
        *self.ring.write().expect("nobody panics while holding it") = ring;
        self.look(known).ok_or_else(|| KeyFileError::NoGeneration { path: shown(&self.path), generation })
    }

    /// The key of the blind index.
    pub(super) fn index(&self) -> Secret {
        self.look(|ring| ring.index.clone())
    }

    fn look<T>(&self, at: impl FnOnce(&Ring) -> T) -> T {
        at(&self.ring.read().expect("nobody panics while holding it"))
    }

    fn replace(&self, ring: Ring) -> Result<(), KeyFileError> {
        let temporary = write_beside(&self.path, &ring)?;
        fs::rename(&temporary, &*self.path).map_err(|error| system(&self.path, error))?;
        sync_folder(&self.path)?;
        *self.ring.write().expect("nobody panics while holding it") = ring;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Ring, KeyFileError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(KeyFileError::Missing { path: shown(path) });
        }
        other => Zeroizing::new(other.map_err(|error| system(path, error))?),
    };
    let mode = fs::metadata(path).map_err(|error| system(path, error))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::TooOpen { path: shown(path), mode });
    }
    parse(&text).map_err(|line| KeyFileError::Unreadable { path: shown(path), line })
}

/// The number of the bad line is the error.
fn parse(text: &str) -> Result<Ring, usize> {
    let mut index = None;
    let mut generations = BTreeMap::new();
    let mut lines = text.lines().enumerate();
    if lines.next().map(|(_, line)| line) != Some(FORM) {
        return Err(1);
    }
    for (number, line) in lines {
        let bad = number + 1;
        let words: Vec<_> = line.split_ascii_whitespace().collect();
        match words[..] {
            [] => {}
            [first, ..] if first.starts_with('#') => {}
            ["index", hex] if index.is_none() => index = Some(secret(hex).ok_or(bad)?),
            ["generation", number, hex] => {
                let number = number.parse::<i64>().ok().filter(|number| *number > 0).ok_or(bad)?;
                if generations.insert(number, secret(hex).ok_or(bad)?).is_some() {
                    return Err(bad);
                }
            }
            _ => return Err(bad),
        }
    }
    match index {
        Some(index) if !generations.is_empty() => Ok(Ring { index, generations }),
        _ => Err(text.lines().count() + 1),
    }
}

fn secret(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(hex::decode(text).ok()?);
    Secret::from_bytes(&bytes)
}

fn print(ring: &Ring) -> Zeroizing<String> {
    let line = |secret: &Secret| Zeroizing::new(hex::encode(secret.bytes()));
    let mut text = Zeroizing::new(String::with_capacity(4096));
    text.push_str(FORM);
    text.push_str("\n# 安装密钥：请另存于数据库及其备份之外。丢失后，所有加密内容无法恢复。\nindex ");
    text.push_str(&line(&ring.index));
    for (number, secret) in &ring.generations {
        text.push_str("\ngeneration ");
        text.push_str(&number.to_string());
        text.push(' ');
        text.push_str(&line(secret));
    }
    text.push('\n');
    text
}

/// Writes the file's next content beside it, onto the disk.
fn write_beside(path: &Path, ring: &Ring) -> Result<PathBuf, KeyFileError> {
    let temporary = path.with_extension(format!("{}.new", hex::encode(random::<8>())));
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
        file.write_all(print(ring).as_bytes())?;
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

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("installation.key");
        (folder, path)
    }

    #[test]
    fn is_made_once_and_read_again() {
        let (_folder, path) = place();
        let key = InstallationKey::create(&path).unwrap();
        assert!(matches!(InstallationKey::create(&path), Err(KeyFileError::Exists { .. })));
        let again = InstallationKey::open(&path).unwrap();
        assert_eq!(key.wrapping(1).unwrap().bytes(), again.wrapping(1).unwrap().bytes());
        assert_eq!(key.index().bytes(), again.index().bytes());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let beside: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(beside.len(), 1, "nothing is left beside it: {beside:?}");
    }

    #[test]
    fn a_missing_key_is_not_made_anew() {
        let (_folder, path) = place();
        assert!(matches!(InstallationKey::open(&path), Err(KeyFileError::Missing { .. })));
        assert!(!path.exists());
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let (_folder, path) = place();
        InstallationKey::create(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(InstallationKey::open(&path), Err(KeyFileError::TooOpen { mode: 0o640, .. })));
    }

    #[test]
    fn a_generation_that_another_process_added_is_found() {
        let (_folder, path) = place();
        let key = InstallationKey::create(&path).unwrap();
        let other = InstallationKey::open(&path).unwrap();
        assert_eq!(other.rotate().unwrap(), 2);
        assert_eq!(key.generation(), 1);
        assert_eq!(key.wrapping(2).unwrap().bytes(), other.wrapping(2).unwrap().bytes());
        assert_eq!(key.generation(), 2);
        assert!(matches!(key.wrapping(3), Err(KeyFileError::NoGeneration { generation: 3, .. })));
    }

    #[test]
    fn forgotten_generations_are_gone_from_the_file() {
        let (_folder, path) = place();
        let key = InstallationKey::create(&path).unwrap();
        let first = hex::encode(key.wrapping(1).unwrap().bytes());
        key.rotate().unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains(&first));
        key.forget_before(2).unwrap();
        assert!(!fs::read_to_string(&path).unwrap().contains(&first));
        assert_eq!(key.generations(), [2]);
        assert!(key.forget_before(1).is_err());
    }

    #[test]
    fn a_damaged_file_is_named_by_its_line() {
        let hex = "0a".repeat(32);
        let good = format!("{FORM}\n# words\nindex {hex}\n\ngeneration 3 {hex}\n");
        assert_eq!(parse(&good).unwrap().generations.len(), 1);
        for (text, line) in [
            (String::new(), 1),
            ("gongkai-installation-key 2\n".to_owned(), 1),
            (format!("{FORM}\nindex {hex}\n"), 3),
            (format!("{FORM}\ngeneration 1 {hex}\n"), 3),
            (format!("{FORM}\nindex {hex}\ngeneration 0 {hex}\n"), 3),
            (format!("{FORM}\nindex {hex}\ngeneration 1 {hex}\ngeneration 1 {hex}\n"), 4),
            (format!("{FORM}\nindex {}\ngeneration 1 {hex}\n", &hex[1..]), 2),
            (format!("{FORM}\nindex {hex} {hex}\ngeneration 1 {hex}\n"), 2),
        ] {
            assert_eq!(parse(&text).err(), Some(line), "{text}");
        }
    }
}
