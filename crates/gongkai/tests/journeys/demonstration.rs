//! The demonstration, made once for all tests; every journey gets a copy of its own and leaves its marks there.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::process::Process;

/// The one password of all demonstration accounts.
pub(crate) const PASSWORD: &str = "Lanjiang-2019";

/// Copies the demonstration; makes it first where this program has not made it yet today. Tests run in one process or in
/// many, so that a file on disk says who is at it.
fn copy_prepared(to: &Path) {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("journeys");
    fs::create_dir_all(&place).expect("the scratch folder can be written");
    let lock = File::create(place.join("lock")).expect("the scratch folder can be written");
    lock.lock().expect("locks work here");
    let (prepared, mark) = (place.join("demonstration"), place.join("made-by"));
    let maker = maker();
    if fs::read_to_string(&mark).is_ok_and(|made_by| made_by == maker) {
        return copy(&prepared, to);
    }
    let _ = fs::remove_dir_all(&prepared);
    let made = gongkai().args(["demo", "--prepare", "--data"]).arg(&prepared).output().expect("the program starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    fs::write(&mark, maker).expect("the scratch folder can be written");
    copy(&prepared, to);
}

/// This program on this day: its story ends today.
fn maker() -> String {
    let program = fs::metadata(env!("CARGO_BIN_EXE_gongkai")).expect("the program is there");
    let today = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs() / (24 * 3600));
    format!("{:?} {} {today}", program.modified(), program.len())
}

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
        copy_prepared(folder.path());
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
