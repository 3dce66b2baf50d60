//! The connection, and the only place that knows which database it is.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use crate::entry;
use crate::error::StorageError;
use crate::migration::Migrator;
use crate::time::Latest;
use crate::writer::Writer;

/// How to connect.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many connections read at once.
    pub readers: u32,
    /// How many group commits run at once on PostgreSQL. Several may wait for each other's rows until the database gives one
    /// of them up, which then has to be asked again; one is enough for what a bureau writes. SQLite has one writer,
    /// whatever stands here.
    pub writers: u32,
    /// How long to wait for a database that does not answer.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options { readers: 8, writers: 1, patience: Duration::from_secs(5) }
    }
}

/// The record of one installation.
#[derive(Clone, Debug)]
pub struct Records {
    reading: DatabaseConnection,
    writer: Writer,
    latest: Arc<Latest>,
}

impl Records {
    /// Opens the database at `url` (`sqlite://FILE` or `postgres://…`), makes it where it is new and brings its tables up to
    /// this release. Needs a tokio runtime, on which the writer runs.
    pub async fn open(url: &str, options: Options) -> Result<Records, StorageError> {
        let door = Door { url: url.to_owned(), options };
        let writing = door.open().await?;
        bring_up(&writing).await?;
        let reading = connect(url, options.readers, options).await?;
        let latest = Arc::new(Latest::new(entry::latest_time(&reading).await?));
        let writer = Writer::start(&door, writing, writers(url, options));
        Ok(Records { reading, writer, latest })
    }

    /// The connections for reading.
    pub fn reading(&self) -> &DatabaseConnection {
        &self.reading
    }

    /// The latest time that was recorded.
    pub(crate) fn latest(&self) -> &Arc<Latest> {
        &self.latest
    }

    pub(crate) fn writer(&self) -> &Writer {
        &self.writer
    }

    /// After an erasure: empties SQLite's log, in which deleted rows still stand, into the file, where they are overwritten;
    /// lets PostgreSQL clear its dead rows, though what its files and log keep of them is beyond a program's reach. Says
    /// whether it came about; on SQLite somebody who reads for long may be in the way.
    pub async fn scrub(&self) -> Result<bool, StorageError> {
        use sea_orm::{ConnectionTrait, Statement};
        let backend = self.reading.get_database_backend();
        if backend == DbBackend::Postgres {
            self.reading.execute_unprepared("VACUUM vault_key, vault_item, blind, public_text").await?;
            return Ok(true);
        }
        let checkpoint = Statement::from_string(backend, "PRAGMA wal_checkpoint(TRUNCATE)");
        let row = self.reading.query_one_raw(checkpoint).await?;
        Ok(row.map_or(Ok(1), |row| row.try_get::<i32>("", "busy"))? == 0)
    }

    /// Waits until what was handed in is written, then closes all connections.
    pub async fn close(self) -> Result<(), StorageError> {
        self.writer.stop().await;
        Ok(self.reading.close().await?)
    }
}

/// Where a writing task gets its connection, and a new one where it cannot trust the last one any more.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    url: String,
    options: Options,
}

impl Door {
    /// A connection of its own.
    pub(crate) async fn open(&self) -> Result<DatabaseConnection, DbErr> {
        connect(&self.url, 1, self.options).await
    }
}

/// Brings the tables up to this release. Processes that start at once on a new database take turns: the lock belongs to the
/// connection, of which there is one, and goes with it, whatever happens.
async fn bring_up(writing: &DatabaseConnection) -> Result<(), DbErr> {
    let locks = writing.get_database_backend() == DbBackend::Postgres;
    if locks {
        writing.execute_unprepared(&format!("SELECT pg_advisory_lock({MIGRATING})")).await?;
    }
    Migrator::up(writing, None).await?;
    if locks {
        writing.execute_unprepared(&format!("SELECT pg_advisory_unlock({MIGRATING})")).await?;
    }
    Ok(())
}

/// Starts a transaction that may write at once: on SQLite it takes the one place for writers now and not at its first write,
/// where it could no longer wait for it.
pub(crate) async fn begin(writing: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = writing.begin_with_options(options).await?;
    if locks_rows(&transaction) {
        // One group at a time over all processes, as on SQLite: two groups that take the same rows in another order would
        // wait for each other, and the one that is given up would take all its commands with it.
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITING})")).await?;
    }
    Ok(transaction)
}

/// Names the one place for writers of an installation on PostgreSQL.
const WRITING: i64 = 0x676f_6e67_6b61_6900;

/// The same of those who bring its tables up to a release.
const MIGRATING: i64 = WRITING + 1;

/// Whether a row that is read to be changed must be locked: SQLite has one writer anyhow.
pub(crate) fn locks_rows(transaction: &DatabaseTransaction) -> bool {
    transaction.get_database_backend() == DbBackend::Postgres
}

/// Whether one call may hold several statements with values.
pub(crate) fn takes_several(on: &impl ConnectionTrait) -> bool {
    on.get_database_backend() == DbBackend::Sqlite
}

fn writers(url: &str, options: Options) -> u32 {
    if is_sqlite(url) { 1 } else { options.writers }
}

fn is_sqlite(url: &str) -> bool {
    DbBackend::Sqlite.is_prefix_of(url)
}

async fn connect(url: &str, connections: u32, options: Options) -> Result<DatabaseConnection, DbErr> {
    let mut connect = ConnectOptions::new(url);
    connect
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(options.patience)
        .connect_timeout(options.patience)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full) // an answer is given only when the log is on the disk
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .statement_cache_capacity(200)
                .pragma("secure_delete", "on") // what is erased is overwritten
                .pragma("cache_size", "-8192") // 8 MiB a connection
                .pragma("temp_store", "memory")
        });
    Database::connect(connect).await
}
