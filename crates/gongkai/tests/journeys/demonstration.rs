//! The demonstration, made once in a run of the tests; every journey gets a copy of its own and leaves its marks there.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::process::Process;

/// The one password of all demonstration accounts.
pub(crate) const PASSWORD: &str = "Lanjiang-2019";

static PREPARED: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let made = gongkai().args(["demo", "--prepare", "--data"]).arg(folder.path()).output().expect("the program starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
});

fn gongkai() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
}

/// A served copy.
pub(crate) struct Demonstration {
    address: String,
    _server: Process,
    _folder: TempDir,
}

impl Demonstration {
    pub(crate) fn serve() -> Demonstration {
        let folder = TempDir::new().expect("a temporary folder can be made");
        copy(PREPARED.path(), folder.path());
        let listen = free_address();
        let mut serving = gongkai();
        serving.args(["demo", "--listen", &listen, "--data"]).arg(folder.path());
        let (server, ()) = Process::start(&mut serving, |line| line.contains("密码").then_some(()));
        // The accounts are printed before the door opens.
        while TcpStream::connect(&listen).is_err() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Demonstration { address: format!("http://{listen}"), _server: server, _folder: folder }
    }

    /// The whole address of a path.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn free_address() -> String {
    let asked = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    asked.local_addr().expect("it is bound").to_string()
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the demonstration is there") {
        let entry = entry.expect("its folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
