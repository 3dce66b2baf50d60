//! How a command ends: its exit status, its results on standard output, its one sentence of complaint on standard error.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Context, bail};
use serde::Serialize;

/// How a command ended; of several matters the highest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Done, and all is well: 0.
    Well,
    /// Done, and something is wrong with the matter itself: 1.
    Wrong,
    /// The input or the call cannot be used: 2. A command with one matter returns an error instead, which
    /// [`finish`] prints.
    Unusable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Well => 0,
            Status::Wrong => 1,
            Status::Unusable => 2,
        })
    }
}

/// Turns what a command came to into the exit status; an error becomes one line on standard error.
pub(crate) fn finish(done: anyhow::Result<Status>) -> ExitCode {
    let status = done.unwrap_or_else(|error| {
        let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
        complain(&reasons.join("："));
        Status::Unusable
    });
    status.into()
}

/// One line on standard error, whatever control characters the input has smuggled into it.
pub(crate) fn complain(sentence: &str) {
    let line: String = sentence.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = writeln!(std::io::stderr(), "{line}"); // with standard error gone there is nobody left to tell
}

/// Prints a result for people.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()), // the reader has seen enough (`| head`)
        Err(error) if error.kind() == ErrorKind::StorageFull => bail!("无法写到标准输出：磁盘已满"),
        written => written.context("无法写到标准输出"),
    }
}

/// Prints a result for programs: one JSON value on one line, and nothing else.
pub(crate) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut line = serde_json::to_string(value).context("无法写成 JSON")?;
    line.push('\n');
    print(&line)
}
