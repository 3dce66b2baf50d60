//! The document that the project began with, and reports that other agencies have published, through the built program.
//!
//! They are no part of the repository. `.ci/run` says where they are (`GONGKAI_SHARED`) and which program to try
//! (`GONGKAI_BINARY`); a plain `cargo test` does not build this file.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

#[test]
fn the_seed_is_understood_cell_by_cell() {
    let known: Value = parse(&fs::read_to_string(shared("domain/seed-2019.json")).expect("its figures are there"));
    let (status, read) = check(&[&seed()]);
    assert_eq!(status, 0, "no rule is broken in it");
    for key in ["form", "year", "agency"] {
        assert_eq!(read[key], known[key], "{key}");
    }
    let mut compared = 0;
    for (place, figure) in figures(&known["tables"]) {
        assert_eq!(figure_at(&read["tables"], &place), Some(figure), "{place:?}");
        compared += 1;
    }
    // 3 + 3, 4 × 3, 2 and 2 in table two; 23 rows of 7; 3 groups of 5.
    assert_eq!(compared, 22 + 161 + 15);
    assert_eq!(figures(&read["tables"]).len(), compared, "no cell was invented");
}

#[test]
fn the_foreign_place_in_the_seed_is_pointed_out() {
    let (status, read) = check(&[&seed()]);
    let warnings = read["warnings"].as_array().expect("a list");
    let foreign = warnings.iter().find(|warning| warning["rule"] == "W12").expect("W12 was found");
    assert!(foreign["message"].as_str().is_some_and(|message| message.contains("涉宜")), "{foreign}");
    assert_eq!(status, 0, "a warning is no violation");
}

#[test]
fn every_published_report_is_read() {
    let folder = shared("domain/reports");
    let mut read = 0;
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        let (status, report) = check(&[&path]);
        assert!(status < 2, "{}: status {status}", path.display());
        assert!(!figures(&report["tables"]).is_empty(), "{}: not one figure", path.display());
        read += 1;
    }
    assert!(read >= 7, "only {read} reports are there");
}

#[test]
fn the_form_is_told_by_the_tables_not_by_the_year() {
    let form = |name: &str| check(&[&shared("domain/reports").join(name)]).1["form"].clone();
    assert_eq!(form("dizhang-jiedao-2023.partial.txt"), "2019");
    assert_eq!(form("changchun-erdao-zss-2022.partial.txt"), "2021");
    assert_eq!(form("suqian-2023.txt"), "2021");
}

#[test]
fn what_one_year_carried_out_the_next_carried_in() {
    let reports = shared("domain/reports");
    let previous = reports.join("suqian-2023.txt");
    let (_, read) = check(&[&reports.join("suqian-2024.txt"), Path::new("--previous"), &previous]);
    let violations = read["violations"].as_array().expect("a list");
    assert!(violations.iter().all(|violation| violation["rule"] != "E7"), "{violations:?}");
}

fn seed() -> PathBuf {
    shared("seed/haimen-2019-report.txt")
}

fn shared(path: &str) -> PathBuf {
    Path::new(&env::var_os("GONGKAI_SHARED").expect("GONGKAI_SHARED names the folder (see .ci/run)")).join(path)
}

/// The exit status and the JSON of `report check`.
fn check(arguments: &[&Path]) -> (i32, Value) {
    let program = env::var_os("GONGKAI_BINARY").expect("GONGKAI_BINARY names the program (see .ci/run)");
    let output = Command::new(program)
        .args(["report", "check"])
        .args(arguments)
        .arg("--json")
        .output()
        .expect("the program starts");
    let status = output.status.code().expect("no signal ended it");
    assert!(status < 2, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    (status, parse(&String::from_utf8(output.stdout).expect("JSON is UTF-8")))
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

/// Table, row, column.
type Place = [String; 3];

/// All cells that hold a figure, with the figure as it is written.
fn figures(tables: &Value) -> Vec<(Place, String)> {
    let names =
        |value: &Value| -> Vec<String> { value.as_object().into_iter().flatten().map(|(n, _)| n.clone()).collect() };
    let mut cells = Vec::new();
    for table in names(tables) {
        for row in names(&tables[&table]) {
            for column in names(&tables[&table][&row]) {
                let place = [table.clone(), row.clone(), column];
                cells.extend(figure_at(tables, &place).map(|figure| (place, figure)));
            }
        }
    }
    cells
}

/// A cell is a number, or an object whose `value` is one.
fn figure_at(tables: &Value, [table, row, column]: &Place) -> Option<String> {
    let cell = &tables[table][row][column];
    let number = cell.get("value").unwrap_or(cell);
    number.is_number().then(|| number.to_string())
}
