//! What can go wrong with a database, in sentences for the people at the screen.

use sea_orm::{DbErr, RuntimeErr};
use thiserror::Error;

/// The record could not be read or written. Nothing of the command that got this answer is certain to be stored; a repeated
/// command with the same key is safe.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// Nobody answers, for now.
    #[error("数据库暂时连不上，请稍后再试；已经填写的内容请不要关闭页面（{0}）")]
    Away(String),
    /// The disk is full.
    #[error("磁盘空间已满，暂时不能保存，请通知系统管理员清理后再试")]
    Full,
    /// The disk does not take what is written: a fault of its own, or a limit that the system sets.
    #[error("写不进磁盘，这一步没有保存，请通知系统管理员检查磁盘和文件大小的限制（{0}）")]
    Disk(String),
    /// The machine's clock lies before what is recorded.
    #[error("系统时间早于最近一次记录的时间（{latest}），为保证记录可信已停止写入，请系统管理员校准时间")]
    ClockSetBack {
        /// The time of the latest record.
        latest: String,
    },
    /// The store of uploads is away, which whoever verifies them needs.
    #[error("{0}")]
    Uploads(String),
    /// Something that should not happen.
    #[error("数据库出错，这一步没有保存，请联系系统管理员（{0}）")]
    Broken(String),
}

/// Why a write did not come about.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum WriteError<R> {
    /// The command itself was refused; nothing of it is stored.
    #[error(transparent)]
    Refused(R),
    /// The record could not take it.
    #[error(transparent)]
    Storage(StorageError),
}

impl StorageError {
    /// Whether the same command, sent again as it is, may come about later without a change to the program.
    pub fn passes(&self) -> bool {
        !matches!(self, StorageError::Broken(_))
    }
}

impl From<DbErr> for StorageError {
    fn from(error: DbErr) -> StorageError {
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => return StorageError::Away(error.to_string()),
            DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
                if let Some(known) = of_driver(inner) {
                    return known;
                }
            }
            _ => {}
        }
        StorageError::Broken(error.to_string())
    }
}

/// What the driver's error means, where it is none of ours.
fn of_driver(error: &sea_orm::sqlx::Error) -> Option<StorageError> {
    use sea_orm::sqlx::Error;
    match error {
        Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed | Error::Tls(_) => {
            Some(StorageError::Away(error.to_string()))
        }
        Error::Database(inner) => match inner.code()?.as_ref() {
            "13" | "53100" => Some(StorageError::Full), // SQLITE_FULL; disk_full
            "58030" => Some(StorageError::Disk(error.to_string())), // io_error
            // Those of SQLite are short numbers; the low byte of all SQLITE_IOERR_… is 10.
            code if code.len() < 5 && code.parse().is_ok_and(|code: u32| code & 0xff == 10) => {
                Some(StorageError::Disk(error.to_string()))
            }
            code if code.starts_with("57P") || code.starts_with("08") || code.starts_with("53") => {
                Some(StorageError::Away(error.to_string())) // shutting down, connection, out of resources
            }
            _ => None,
        },
        _ => None,
    }
}

impl<R> From<DbErr> for WriteError<R> {
    fn from(error: DbErr) -> WriteError<R> {
        WriteError::Storage(error.into())
    }
}

impl<R> From<StorageError> for WriteError<R> {
    fn from(error: StorageError) -> WriteError<R> {
        WriteError::Storage(error)
    }
}

impl<R> WriteError<R> {
    /// The same with the refusal in other words.
    pub fn map<S>(self, words: impl FnOnce(R) -> S) -> WriteError<S> {
        match self {
            WriteError::Refused(refusal) => WriteError::Refused(words(refusal)),
            WriteError::Storage(error) => WriteError::Storage(error),
        }
    }
}
