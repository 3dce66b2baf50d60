//! Group commit: what is waiting is written in one transaction, each command in a savepoint of its own, and nobody is
//! answered before the transaction is on the disk.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use async_channel::{Receiver, Sender};
use futures::FutureExt;
use futures::future::{BoxFuture, OptionFuture};
use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinSet;

use crate::database::{self, Door, Records};
use crate::error::{StorageError, WriteError};

/// The most commands in one group, so that the first of them does not wait for ever.
const GROUP: usize = 256;
/// How many commands may wait before those who hand them in have to.
const WAITING: usize = 4096;

/// Something that waits to be written.
trait Job: Send {
    fn attempt(self: Box<Self>, transaction: &DatabaseTransaction) -> BoxFuture<'_, Done>;

    /// It could not even be tried.
    fn fail(self: Box<Self>, error: StorageError);
}

/// A command that was tried: what becomes of its savepoint, and how to answer once that is settled.
struct Done {
    fate: Fate,
    answer: Answer,
}

type Answer = Box<dyn FnOnce(Result<(), StorageError>) + Send>;

enum Fate {
    /// It is to be written.
    Keep,
    /// It was refused; nothing of it is.
    Undo,
    /// The database failed under it. The whole group is given up, for nobody knows what of it still stands.
    Break(StorageError),
}

/// The tasks that write.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    jobs: Sender<Box<dyn Job>>,
    tasks: Arc<Mutex<JoinSet<()>>>,
}

impl Writer {
    /// The first of the tasks writes through `writing`; the others come through the door when they are needed.
    pub(crate) fn start(door: &Door, writing: DatabaseConnection, tasks: u32) -> Writer {
        let (jobs, waiting) = async_channel::bounded(WAITING);
        let mut set = JoinSet::new();
        let mut writing = Some(writing);
        for _ in 0..tasks {
            set.spawn(write_groups(door.clone(), writing.take(), waiting.clone()));
        }
        Writer { jobs, tasks: Arc::new(Mutex::new(set)) }
    }

    /// Writes what is waiting and ends. Commands that come later are told that nobody writes.
    pub(crate) async fn stop(self) {
        self.jobs.close();
        while self.tasks.lock().await.join_next().await.is_some() {}
    }
}

impl Records {
    /// Runs `command` in the next group and answers once it is on the disk. What it refuses leaves no trace.
    pub async fn write<T, R, F>(&self, command: F) -> Result<T, WriteError<R>>
    where
        F: for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Result<T, WriteError<R>>> + Send + 'static,
        T: Send + 'static,
        R: Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let stopped = || StorageError::Away("写入任务已停止".to_owned());
        self.writer().jobs.send(Box::new(Handed { command, answer })).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

/// A command with the one who waits for its answer.
struct Handed<F, T, R> {
    command: F,
    answer: oneshot::Sender<Result<T, WriteError<R>>>,
}

impl<F, T, R> Job for Handed<F, T, R>
where
    F: for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Result<T, WriteError<R>>> + Send,
    T: Send + 'static,
    R: Send + 'static,
{
    fn attempt(self: Box<Self>, transaction: &DatabaseTransaction) -> BoxFuture<'_, Done> {
        let Handed { command, answer } = *self;
        let trying = command(transaction);
        async move {
            let result = trying.await;
            let fate = match &result {
                Ok(_) => Fate::Keep,
                Err(WriteError::Refused(_) | WriteError::Storage(StorageError::ClockSetBack { .. })) => Fate::Undo,
                Err(WriteError::Storage(error)) => Fate::Break(error.clone()),
            };
            let answer: Answer = Box::new(move |settled| {
                // Whoever asked may have gone away; what was written stays.
                let _ = answer.send(settled.map_err(WriteError::Storage).and(result));
            });
            Done { fate, answer }
        }
        .boxed()
    }

    fn fail(self: Box<Self>, error: StorageError) {
        let _ = self.answer.send(Err(WriteError::Storage(error)));
    }
}

/// A connection on which a group broke is not used again. SQLite may have undone the whole transaction by itself, of which
/// the driver, that counts savepoints, knows nothing: what came next would be answered and stand in a transaction that
/// nobody ends.
async fn write_groups(door: Door, mut writing: Option<DatabaseConnection>, waiting: Receiver<Box<dyn Job>>) {
    while let Ok(first) = waiting.recv().await {
        let connection = match writing.take() {
            Some(connection) => Ok(connection),
            None => door.open().await,
        };
        let connection = match connection {
            Ok(connection) => connection,
            Err(error) => {
                first.fail(error.into());
                continue;
            }
        };
        let transaction = match database::begin(&connection).await {
            Ok(transaction) => transaction,
            Err(error) => {
                first.fail(error.into());
                shut(connection);
                continue;
            }
        };
        let mut answers = Vec::new();
        let settled = write(transaction, first, &waiting, &mut answers).await;
        if let Err(error) = &settled {
            tracing::warn!(%error, commands = answers.len(), "a group was not written");
            shut(connection);
        } else {
            writing = Some(connection);
        }
        for answer in answers {
            answer(settled.clone());
        }
    }
    if let Some(Err(error)) = OptionFuture::from(writing.map(DatabaseConnection::close)).await {
        tracing::warn!(%error, "the connection for writing was not closed in order");
    }
}

/// Closes a connection without waiting for it: the other end may be away.
fn shut(connection: DatabaseConnection) {
    tokio::spawn(async move {
        if let Err(error) = connection.close().await {
            tracing::debug!(%error, "a broken connection was not closed in order");
        }
    });
}

async fn write(
    transaction: DatabaseTransaction,
    first: Box<dyn Job>,
    waiting: &Receiver<Box<dyn Job>>,
    answers: &mut Vec<Answer>,
) -> Result<(), StorageError> {
    let mut next = Some(first);
    while let Some(job) = next {
        attempt(&transaction, job, answers).await?; // dropped on the way out, the transaction is undone
        next = if answers.len() < GROUP { waiting.try_recv().ok() } else { None };
    }
    Ok(transaction.commit().await?)
}

async fn attempt(
    transaction: &DatabaseTransaction,
    job: Box<dyn Job>,
    answers: &mut Vec<Answer>,
) -> Result<(), StorageError> {
    let savepoint = match transaction.begin().await {
        Ok(savepoint) => savepoint,
        Err(error) => {
            let error = StorageError::from(error);
            job.fail(error.clone());
            return Err(error);
        }
    };
    let tried = AssertUnwindSafe(async { job.attempt(&savepoint).await }).catch_unwind().await;
    let Ok(Done { fate, answer }) = tried else {
        // Its asker is told by the closed channel; the others are not made to suffer.
        tracing::error!("a command panicked and was undone");
        return Ok(savepoint.rollback().await?);
    };
    answers.push(answer);
    match fate {
        Fate::Keep => savepoint.commit().await?,
        Fate::Undo => savepoint.rollback().await?,
        Fate::Break(error) => return Err(error),
    }
    Ok(())
}
