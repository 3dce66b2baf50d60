//! The order of what the program asks of the system: write to the log, the log to the disk, and only then the answer. A kill
//! alone does not show it, for what the kernel holds outlives a process.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use records::testing::{Backend, Place};

use super::*;
use crate::writer::{Writer, this_program};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// Something is written to the log.
    Log,
    /// The log is on the disk.
    OnDisk,
    /// A file is acknowledged.
    Answer,
}

#[tokio::test]
#[ignore = "slow: traces every system call of a writer"]
async fn nothing_is_answered_before_the_log_is_on_the_disk() {
    let place = Place::new(Backend::Sqlite).await;
    place.open().await.close().await.unwrap();
    let trace = place.folder.path().join("trace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-qq", "-s", "64", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o"]).arg(&trace);
    strace.arg(this_program()).args(Writer::ARGUMENTS);
    let acknowledged = Writer { url: &place.url, tasks: 1, files: 25 }.start_by(&mut strace).wait();
    assert_eq!(acknowledged.len(), 25);

    let events = events(&fs::read_to_string(trace).unwrap());
    let answers = events.split_inclusive(|event| *event == Event::Answer);
    let answers: Vec<_> = answers.filter(|events| events.ends_with(&[Event::Answer])).collect();
    assert_eq!(answers.len(), 25);
    for before in answers {
        let last_write = before.iter().rposition(|event| *event == Event::Log).expect("it was written");
        assert!(before[last_write..].contains(&Event::OnDisk), "answered before it was on the disk: {before:?}");
    }
    is_sound(&place.open().await).await;
}

/// A write counts from its beginning, a flush from its end: so the order that is read here is never better than it was.
fn events(trace: &str) -> Vec<Event> {
    let mut flushing = HashSet::new();
    let mut events = Vec::new();
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        let of_log = call.contains("-wal>");
        let flush = call.starts_with("fsync(") || call.starts_with("fdatasync(");
        if call.starts_with("pwrite64(") && of_log {
            events.push(Event::Log);
        } else if call.starts_with("write(1<") && call.contains("\\nack ") {
            events.push(Event::Answer);
        } else if flush && of_log && call.ends_with("<unfinished ...>") {
            flushing.insert(thread);
        } else if (flush && of_log || call.contains("sync resumed>") && flushing.remove(thread))
            && call.ends_with("= 0")
        {
            events.push(Event::OnDisk);
        }
    }
    events
}
