//! What suites need to run the same tests on both databases: a new, empty one each time.

#[cfg(feature = "testing-s3")]
pub mod store;

use std::env;

use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

use crate::database::{Options, Records};

/// Names the server in which tests may make databases, such as `postgres://postgres@localhost:54321/postgres`. `./test`
/// starts one and sets it; `scripts/postgres start` prints it.
pub const SERVER: &str = "GONGKAI_TEST_POSTGRES";

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own in the server of [`SERVER`].
    Postgres,
}

/// A new database and the folder beside it, both gone when it is dropped.
#[derive(Debug)]
pub struct Place {
    /// Where to connect.
    pub url: String,
    /// An empty folder for keys and blobs.
    pub folder: TempDir,
}

impl Place {
    /// A new place.
    pub async fn new(backend: Backend) -> Place {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let url = match backend {
            Backend::Sqlite => format!("sqlite://{}", folder.path().join("gongkai.db").display()),
            Backend::Postgres => new_database().await,
        };
        Place { url, folder }
    }

    /// Opens the record in it.
    pub async fn open(&self) -> Records {
        let options = Options { readers: 2, writers: 2, ..Options::default() };
        Records::open(&self.url, options).await.expect("the database opens")
    }
}

async fn new_database() -> String {
    let server = env::var(SERVER)
        .unwrap_or_else(|_| panic!("{SERVER} names no server: run ./test, or `export $(scripts/postgres start)`"));
    let name = format!("test_{}", uuid::Uuid::new_v4().simple());
    let connection = Database::connect(&server).await.expect("the test server answers");
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database can be made");
    connection.close().await.expect("the connection closes");
    let (base, _) = server.rsplit_once('/').expect("the address ends in a database");
    format!("{base}/{name}")
}

/// Runs one asynchronous test on both databases: `on_both!(name, |place| async move { … });`
#[macro_export]
macro_rules! on_both {
    ($name:ident, $test:expr) => {
        mod $name {
            use super::*;

            async fn run(place: $crate::testing::Place) {
                let test = $test;
                test(place).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::testing::Place::new($crate::testing::Backend::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run($crate::testing::Place::new($crate::testing::Backend::Postgres).await).await;
            }
        }
    };
}
