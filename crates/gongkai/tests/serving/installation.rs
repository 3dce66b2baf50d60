//! An installation of its own for each test: folder, database, configuration; and the processes that serve it.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, Database, Statement};
use tempfile::TempDir;

use crate::visitor::Visitor;

/// The least that a configuration says.
pub(crate) const AGENCY: &str = "[agency]\ncode = \"LJ\"\nname = \"云州市澜江生态环境局\"\n";

/// How long anything may take that is waited for: the machine may have a lot to do.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Installation {
    pub(crate) folder: TempDir,
    pub(crate) database: String,
}

/// A process that serves.
pub(crate) struct Serving {
    pub(crate) address: String,
    child: Child,
    log: PathBuf,
}

/// How a process ended, and what it had said on standard error.
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) said: String,
}

impl Installation {
    /// On SQLite, in a new folder.
    pub(crate) fn on_sqlite() -> Installation {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}", folder.path().join("gongkai.db").display());
        Installation { folder, database }.configured(AGENCY)
    }

    /// On a new database of the server that tests may use.
    pub(crate) fn on_postgres() -> Installation {
        let server = std::env::var("GONGKAI_TEST_POSTGRES").expect("run ./test, or `export $(scripts/postgres start)`");
        Installation::on_server(&server)
    }

    /// On a new database of this server.
    pub(crate) fn on_server(server: &str) -> Installation {
        let folder = tempfile::tempdir().unwrap();
        let mark: String = folder.path().file_name().unwrap().to_string_lossy().to_lowercase();
        let name = format!("test_serving_{}_{}", std::process::id(), mark.trim_start_matches('.'));
        in_database(server, &format!("CREATE DATABASE \"{name}\""));
        let (base, _) = server.rsplit_once('/').unwrap();
        let database = format!("{base}/{name}");
        Installation { folder, database }.configured(AGENCY)
    }

    /// With another configuration.
    pub(crate) fn configured(self, toml: &str) -> Installation {
        fs::write(self.config(), toml).unwrap();
        self
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.folder.path().join("gongkai.toml")
    }

    /// A command on this installation.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.args(words).arg("--data").arg(self.folder.path()).args(["--database", &self.database]);
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end; its standard output.
    pub(crate) fn runs(&self, words: &[&str]) -> String {
        let done = self.command(words).output().unwrap();
        let (out, said) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
        assert!(done.status.success(), "{words:?}: {out}{said}");
        out
    }

    /// A process that serves, not yet waited for.
    pub(crate) fn starts(&self, words: &[&str]) -> Serving {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let log = self.folder.path().join(format!("{}.log", address.rsplit(':').next().unwrap()));
        let mut command = self.command(&["serve", "--listen", &address]);
        command.arg("--config").arg(self.config()).args(words);
        let child = command.stderr(File::create(&log).unwrap()).stdout(Stdio::null()).spawn().unwrap();
        Serving { address, child, log }
    }

    /// A process that serves pages.
    pub(crate) fn serves(&self, words: &[&str]) -> Serving {
        self.starts(words).opens_its_door()
    }

    /// Changes something behind the back of the program.
    pub(crate) fn falsify(&self, statement: &str) {
        in_database(&self.database, statement);
    }

    /// The numbers in the one column of a query.
    pub(crate) fn numbers(&self, query: &str) -> Vec<i64> {
        self.column(query)
    }

    /// The texts in the one column of a query.
    pub(crate) fn texts(&self, query: &str) -> Vec<String> {
        self.column(query)
    }

    fn column<T: sea_orm::TryGetable>(&self, query: &str) -> Vec<T> {
        runtime().block_on(async {
            let connection = Database::connect(&self.database).await.unwrap();
            let statement = Statement::from_string(connection.get_database_backend(), query);
            let rows = connection.query_all_raw(statement).await.unwrap();
            let column = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
            connection.close().await.unwrap();
            column
        })
    }

    /// Nothing is wrong with the record, and its rows are what follows from it.
    pub(crate) fn is_sound(&self) {
        self.runs(&["rebuild"]);
        let verified: serde_json::Value =
            serde_json::from_str(&self.runs(&["audit", "verify", "--json"])).expect("it is JSON");
        assert_eq!(verified["whole"], true, "{verified}");
    }
}

impl Serving {
    /// Waits until it answers.
    pub(crate) fn opens_its_door(mut self) -> Serving {
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(&self.address).is_err() {
            if let Some(status) = self.child.try_wait().unwrap() {
                panic!("it ended with {status}: {}", self.said());
            }
            assert!(Instant::now() < until, "it does not open its door: {}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
        self
    }

    /// Waits until its log says so.
    pub(crate) fn says(&self, words: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.said().contains(words) {
            assert!(Instant::now() < until, "it does not say 「{words}」: {}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Somebody new who looks at it.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(&self.address)
    }

    /// `kill -9`.
    pub(crate) fn dies(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop (SIGTERM) and waits for its end.
    pub(crate) fn stops(self) -> Ended {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        self.ends()
    }

    /// Waits for its end.
    pub(crate) fn ends(mut self) -> Ended {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Ended { status: status.code(), said: self.said() };
            }
            assert!(Instant::now() < until, "it does not end: {}", self.said());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it may have ended, as the test wanted it to
        let _ = self.child.wait();
    }
}

fn in_database(url: &str, statement: &str) {
    runtime().block_on(async {
        let connection = Database::connect(url).await.unwrap();
        connection.execute_unprepared(statement).await.unwrap();
        connection.close().await.unwrap();
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Runs one test on both databases: `on_both!(name, |installation| { … });`
macro_rules! on_both {
    ($(#[$mark:meta])* $name:ident, $test:expr) => {
        mod $name {
            use super::*;

            fn run(installation: $crate::installation::Installation) {
                let test: fn($crate::installation::Installation) = $test;
                test(installation);
            }

            #[test]
            $(#[$mark])*
            fn sqlite() {
                run($crate::installation::Installation::on_sqlite());
            }

            #[test]
            $(#[$mark])*
            fn postgres() {
                run($crate::installation::Installation::on_postgres());
            }
        }
    };
}
pub(crate) use on_both;
