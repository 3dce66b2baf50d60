//! What the documents show is what the program prints: every ```console block of the README files and of `docs/` is run.
//!
//! `$ gongkai …` is a command, what follows is its output; `…` on a line of its own stands for lines left out, `$ echo $?`
//! shows the exit status, and `| jq .` spreads JSON over lines.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn every_command_in_the_documents_prints_what_they_show() {
    let mut pages = vec![root().join("README.md"), root().join("README.zh-CN.md")];
    pages.extend(fs::read_dir(root().join("docs")).expect("docs").map(|entry| entry.expect("an entry").path()));
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    let (mut tried, mut wrong) = (0, Vec::new());
    for page in &pages {
        for shown in commands(&fs::read_to_string(page).expect("a page")) {
            tried += 1;
            let (printed, status) = run(shown.command);
            if !matches(&shown.lines, &printed) || shown.status.is_some_and(|shown| shown != status) {
                let command = shown.command;
                wrong.push(format!("{}\n$ {command}\n{}\n=> {status}\n", page.display(), printed.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} commands print something else:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried >= 10, "only {tried} commands were found");
}

struct Shown<'a> {
    command: &'a str,
    lines: Vec<&'a str>,
    status: Option<i32>,
}

fn commands(page: &str) -> Vec<Shown<'_>> {
    let mut found: Vec<Shown<'_>> = Vec::new();
    for block in page.split("```console\n").skip(1) {
        let before = found.len();
        let mut after_echo = false;
        for line in block.split("```").next().unwrap_or_default().lines() {
            if line == "$ echo $?" {
                after_echo = true;
            } else if let Some(command) = line.strip_prefix("$ ") {
                found.push(Shown { command, lines: Vec::new(), status: None });
                after_echo = false;
            } else if let Some(shown) = found[before..].last_mut() {
                if after_echo {
                    shown.status = line.parse().ok();
                } else {
                    shown.lines.push(line);
                }
            }
        }
    }
    found
}

/// What a command prints on both channels, in the folder in which a reader would type it.
fn run(command: &str) -> (Vec<String>, i32) {
    let spread = command.strip_suffix(" | jq .");
    let program = Path::new(env!("CARGO_BIN_EXE_gongkai")).parent().expect("a folder");
    let search = env::join_paths([program, Path::new("/usr/bin"), Path::new("/bin")]).expect("a search path");
    let output = Command::new("sh")
        .args(["-c", spread.unwrap_or(command)])
        .current_dir(root())
        .env("PATH", search)
        .output()
        .expect("a shell starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    let mut printed = text(output.stdout);
    if spread.is_some() {
        let value: serde_json::Value = serde_json::from_str(&printed).expect("it prints one JSON value");
        printed = serde_json::to_string_pretty(&value).expect("it was JSON") + "\n";
    }
    printed += &text(output.stderr);
    (printed.lines().map(str::to_owned).collect(), output.status.code().expect("no signal ended it"))
}

/// Whether the shown lines are the printed ones, `…` standing for any number of them.
fn matches(shown: &[&str], printed: &[String]) -> bool {
    match (shown.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), _) => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        (Some((line, rest)), Some((first, others))) => line.trim_end() == first.trim_end() && matches(rest, others),
        _ => false,
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/gongkai lies in the workspace").to_owned()
}
