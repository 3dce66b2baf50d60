//! PostgreSQL stops answering, as a failed server does, and comes back.

use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use records::{Options, StorageError, WriteError};
use sea_orm::Database;

use super::*;

/// A server of our own, so that nobody else misses it.
struct Server;

impl Server {
    const PORT: &'static str = "54399";
    const DATABASE: &'static str = "postgres://gongkai@127.0.0.1:54399/away";

    fn does(what: &str) {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres");
        let mut command = Command::new(script);
        command.arg(what).env("GONGKAI_POSTGRES_PORT", Server::PORT).env_remove("GONGKAI_POSTGRES_HOME");
        assert!(command.status().unwrap().success(), "scripts/postgres {what}");
    }

    async fn start() -> Server {
        Server::does("stop");
        Server::does("start");
        let connection = Database::connect("postgres://gongkai@127.0.0.1:54399/postgres").await.unwrap();
        connection.execute_unprepared("CREATE DATABASE away").await.unwrap();
        connection.close().await.unwrap();
        Server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Server::does("stop");
    }
}

/// What the officers at work were told.
#[derive(Default)]
struct Told {
    acknowledged: Mutex<Vec<String>>,
    errors: Mutex<Vec<StorageError>>,
    enough: AtomicBool,
}

impl Told {
    async fn waits_for(&self, acknowledged: usize, errors: usize) {
        let counts = || (self.acknowledged.lock().unwrap().len(), self.errors.lock().unwrap().len());
        for _ in 0..3000 {
            let (has_acknowledged, has_errors) = counts();
            if has_acknowledged >= acknowledged && has_errors >= errors {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("after a minute: {:?}, {:?}", counts(), self.errors.lock().unwrap());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "slow: stops a PostgreSQL server and starts it again"]
async fn it_goes_on_by_itself_and_nothing_is_lost() {
    let _server = Server::start().await;
    let options = Options { patience: Duration::from_secs(2), ..Options::default() };
    let records = Records::open(Server::DATABASE, options).await.unwrap();
    let told = Arc::new(Told::default());
    let officers: Vec<_> = (0..4).map(|_| tokio::spawn(work(records.clone(), Arc::clone(&told)))).collect();
    told.waits_for(20, 0).await;
    Server::does("pause");
    told.waits_for(0, 8).await;
    assert!(records.reading().execute_unprepared("SELECT 1").await.is_err(), "it is away");
    Server::does("start");
    let before = told.acknowledged.lock().unwrap().len();
    told.waits_for(before + 20, 0).await;
    told.enough.store(true, Ordering::Release);
    for officer in officers {
        officer.await.unwrap();
    }

    let errors = told.errors.lock().unwrap().clone();
    assert!(errors.iter().all(|error| matches!(error, StorageError::Away(_))), "{errors:?}");
    // Each was tried again under its key until it was acknowledged, so exactly these are there.
    let mut there = files(&records).await;
    let mut acknowledged = told.acknowledged.lock().unwrap().clone();
    acknowledged.sort_unstable();
    there.sort_unstable();
    assert_eq!(there, acknowledged);
    is_sound(&records).await;
    records.close().await.unwrap();
}

/// Registers one letter after the other; what does not come about is sent again as it was.
async fn work(records: Records, told: Arc<Told>) {
    while !told.enough.load(Ordering::Acquire) {
        let file = FileId::random();
        let key = registering_now(&file).key;
        loop {
            match records.append(Append { key: key.clone(), ..registering_now(&file) }).await {
                Ok(_) => break told.acknowledged.lock().unwrap().push(file.text().to_owned()),
                Err(WriteError::Storage(error)) => told.errors.lock().unwrap().push(error),
                Err(WriteError::Refused(refused)) => panic!("{refused}"),
            }
        }
    }
}
