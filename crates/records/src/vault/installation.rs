//! The installation's key: the one secret that opens all keys of files. It lives in a file of its own, outside the
//! database, its folder and its backups, readable by the program's account only. Rotation adds a generation; older ones
//! stay until nothing is wrapped under them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use zeroize::Zeroizing;

use super::secret::Secret;
use crate::key_file::{self, KeyFileError, shown};

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

impl InstallationKey {
    /// Makes a new one at `path` and its folder, where there is none. It is on the disk when this returns.
    pub fn create(path: &Path) -> Result<InstallationKey, KeyFileError> {
        let ring = Ring { index: Secret::random(), generations: BTreeMap::from([(1, Secret::random())]) };
        key_file::create(path, &print(&ring))?;
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
        key_file::replace(&self.path, &print(&ring))?;
        *self.ring.write().expect("nobody panics while holding it") = ring;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Ring, KeyFileError> {
    parse(&key_file::read(path)?).map_err(|line| KeyFileError::Unreadable { path: shown(path), line })
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

#[cfg(test)]
mod tests {
    use std::fs;

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
    }

    #[test]
    fn a_missing_key_is_not_made_anew() {
        let (_folder, path) = place();
        assert!(matches!(InstallationKey::open(&path), Err(KeyFileError::Missing { .. })));
        assert!(!path.exists());
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
