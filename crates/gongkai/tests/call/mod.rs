//! Runs the program as a process of its own.

use std::process::Command;

pub(crate) struct Done {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn gongkai(arguments: &[&str]) -> Done {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).args(arguments).output().expect("the program starts");
    Done {
        status: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("complaints are UTF-8"),
    }
}

/// A file of this test run's own; its path.
pub(crate) fn scratch(name: &str, content: &[u8]) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, content).expect("the scratch folder can be written");
    path.to_str().expect("the scratch folder has a UTF-8 path").to_owned()
}
