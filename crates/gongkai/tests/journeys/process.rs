//! Programs that a journey needs beside itself; they end with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A process of ours, with all that it started.
pub(crate) struct Process(Child);

impl Process {
    /// Starts it and reads what it prints until a line tells what `wanted` looks for.
    pub(crate) fn start<T>(command: &mut Command, mut wanted: impl FnMut(&str) -> Option<T>) -> (Process, T) {
        use std::os::unix::process::CommandExt;
        let name = command.get_program().to_string_lossy().into_owned();
        let started =
            command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child =
            started.unwrap_or_else(|error| panic!("{name} does not start ({error}); ./test installs what is missing"));
        let mut said = BufReader::new(child.stdout.take().expect("it is piped"));
        let process = Process(child);
        let mut line = String::new();
        while said.read_line(&mut line).expect("what it prints is UTF-8") > 0 {
            if let Some(found) = wanted(&line) {
                // It must not stop at a full pipe.
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return (process, found);
            }
            line.clear();
        }
        panic!("{name} ended before it was ready");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The whole group: a browser is many processes.
        let _ = Command::new("kill").args(["-TERM", "--", &format!("-{}", self.0.id())]).status();
        let _ = self.0.wait();
    }
}
