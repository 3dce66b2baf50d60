//! The walls between the rooms: which crate of the workspace may use which, and that the repository stands alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// Who may use whom. A new crate gets a line here and a paragraph in `ARCHITECTURE.md`.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("law", &[]),
    ("casework", &["law"]),
    ("screening", &["law"]),
    ("documents", &["law"]),
    ("records", &["law", "casework"]),
    ("office", &["law", "casework", "records", "documents", "screening"]),
    ("web", &["law", "casework", "office"]),
    ("gongkai", &["law", "casework", "screening", "documents", "records", "office", "web"]),
];

/// The rooms without I/O: the law, the kinds of file, and what turns bytes into text and back.
const PURE_ROOMS: [&str; 4] = ["law", "casework", "screening", "documents"];

/// What the pure rooms may never take in, directly: the network, databases, asynchronous runtimes.
const NOT_IN_PURE_ROOMS: [&str; 9] =
    ["tokio", "axum", "reqwest", "hyper", "sea-orm", "sqlx", "rusqlite", "clap", "tracing-subscriber"];

#[test]
fn arrows_point_one_way() {
    let allowed: BTreeMap<_, BTreeSet<_>> = MAY_USE
        .iter()
        .map(|(name, uses)| ((*name).to_owned(), uses.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    let rooms = rooms();
    assert_eq!(rooms.keys().collect::<Vec<_>>(), allowed.keys().collect::<Vec<_>>(), "every crate has its line above");
    for (name, uses) in &rooms {
        let inside: BTreeSet<_> = uses.iter().filter(|used| rooms.contains_key(*used)).cloned().collect();
        let forbidden: Vec<_> = inside.difference(&allowed[name]).collect();
        assert!(forbidden.is_empty(), "`{name}` may not use {forbidden:?}");
    }
}

#[test]
fn the_pure_rooms_stay_pure() {
    for (name, uses) in rooms().iter().filter(|(name, _)| PURE_ROOMS.contains(&name.as_str())) {
        let impure: Vec<_> = uses.iter().filter(|used| NOT_IN_PURE_ROOMS.contains(&used.as_str())).collect();
        assert!(impure.is_empty(), "`{name}` takes in {impure:?}");
    }
}

#[test]
fn the_repository_names_nothing_beside_it() {
    let needle = concat!("..", "/shared");
    let mut naming = Vec::new();
    every_file(&root(), &mut |path| {
        // What is no text (a font) names nothing.
        if fs::read_to_string(path).is_ok_and(|text| text.contains(needle)) {
            naming.push(path.strip_prefix(root()).expect("it is inside").to_owned());
        }
    });
    assert_eq!(
        naming,
        [Path::new(".ci/run")],
        "only the checks before a change lands may know what lies beside the repository"
    );
}

/// Every crate of the workspace with all that it declares to use, at run time and when it is built. Its tests may look into the
/// rooms below.
fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    list(&metadata["packages"])
        .iter()
        .map(|room| {
            (
                text(&room["name"]),
                list(&room["dependencies"])
                    .iter()
                    .filter(|used| used["kind"] != "dev")
                    .map(|used| text(&used["name"]))
                    .collect(),
            )
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/gongkai lies in the workspace").to_owned()
}

/// Walks everything but what git and cargo make.
fn every_file(folder: &Path, look: &mut impl FnMut(&Path)) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default();
        if path.is_symlink() || name == ".git" || name == "target" || name == "corpus" || name == "artifacts" {
            continue;
        }
        if path.is_dir() { every_file(&path, look) } else { look(&path) }
    }
}
