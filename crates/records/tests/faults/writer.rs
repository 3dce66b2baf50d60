//! A process of its own that writes as fast as it can and says on its standard output what was acknowledged. It is this very
//! program, called anew.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use futures::future::join_all;
use records::file::FileId;
use records::{Options, Records};

use super::registering_now;

const URL: &str = "GONGKAI_WRITER_URL";
const TASKS: &str = "GONGKAI_WRITER_TASKS";
const FILES: &str = "GONGKAI_WRITER_FILES";

/// What a writer does.
pub(crate) struct Writer<'a> {
    /// Where it writes.
    pub(crate) url: &'a str,
    /// How many tasks write at once.
    pub(crate) tasks: usize,
    /// How many files each of them begins before it ends.
    pub(crate) files: usize,
}

impl Writer<'_> {
    /// The arguments with which this program becomes a writer.
    pub(crate) const ARGUMENTS: [&'static str; 4] = ["--exact", "writer::writes", "--ignored", "--nocapture"];

    /// Adds what a writer is told to a command that runs this program in the end.
    pub(crate) fn told(&self, command: &mut Command) {
        command.env(URL, self.url).env(TASKS, self.tasks.to_string()).env(FILES, self.files.to_string());
    }

    pub(crate) fn start(&self) -> Running {
        self.start_by(Command::new(this_program()).args(Writer::ARGUMENTS))
    }

    pub(crate) fn start_by(&self, command: &mut Command) -> Running {
        self.told(command);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        Running { process, said, acknowledged: Vec::new(), errors: Vec::new() }
    }
}

pub(crate) fn this_program() -> std::path::PathBuf {
    env::current_exe().unwrap()
}

/// A writer at work.
pub(crate) struct Running {
    process: Child,
    said: BufReader<ChildStdout>,
    pub(crate) acknowledged: Vec<String>,
    pub(crate) errors: Vec<String>,
}

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Waits until so many files and errors were told in all.
    pub(crate) fn listen_until(&mut self, acknowledged: usize, errors: usize) {
        while self.acknowledged.len() < acknowledged || self.errors.len() < errors {
            assert!(self.listen(), "the writer ended: {:?}", self.errors);
        }
    }

    /// Ends it as the kernel ends a process, and hears what it had said before.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.process.kill().unwrap();
        self.wait()
    }

    /// Waits for its own end.
    pub(crate) fn wait(mut self) -> Vec<String> {
        while self.listen() {}
        self.process.wait().unwrap();
        self.acknowledged
    }

    fn listen(&mut self) -> bool {
        let mut line = String::new();
        if self.said.read_line(&mut line).unwrap() == 0 {
            return false;
        }
        // A line that was cut off was not acknowledged whole.
        if let Some(file) = line.strip_prefix("ack ").and_then(|file| file.strip_suffix('\n')) {
            self.acknowledged.push(file.to_owned());
        } else if let Some(error) = line.strip_prefix("err ") {
            self.errors.push(error.to_owned());
        }
        true
    }
}

/// The database's file of a record on SQLite.
pub(crate) fn database(url: &str) -> &Path {
    Path::new(url.strip_prefix("sqlite://").unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "slow: what the other tests here run as a process of its own; alone it does nothing"]
async fn writes() {
    let Ok(url) = env::var(URL) else { return };
    let told = |name| env::var(name).unwrap().parse::<usize>().unwrap();
    let records = Records::open(&url, Options::default()).await.unwrap();
    join_all((0..told(TASKS)).map(|_| register(&records, told(FILES)))).await;
}

async fn register(records: &Records, files: usize) {
    for _ in 0..files {
        let file = FileId::random();
        match records.append(registering_now(&file)).await {
            Ok(_) => say("ack", file.text()),
            Err(error) => {
                say("err", &error.to_string());
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }
}

/// One line, written at once; the newline before it ends what the test runner has begun.
fn say(word: &str, text: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{word} {text}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}
