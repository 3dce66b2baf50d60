//! `gongkai demo`: what the invented bureau did is recorded through the same use cases as real work, and its report falls out.
//!
//! Slow without optimisation, since thousands of steps are each on the disk before the next: left out by `./test --fast`.

#[expect(dead_code, reason = "this suite needs no scratch file")]
mod call;

use std::collections::BTreeMap;
use std::fs;

use call::gongkai;
use serde_json::Value;

const OF_2019: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports/lanjiang-2019.txt");

#[test]
#[ignore = "slow: tells two years of a bureau's work"]
fn the_report_of_2019_falls_out_of_what_the_bureau_did() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let place = folder.path().join("bureau");
    let data = place.to_str().expect("a path in plain letters");
    let made = gongkai(&["demo", "--prepare", "--data", data]);
    assert_eq!((made.status, made.stderr.as_str()), (0, ""));
    assert!(made.stdout.contains("shouli") && made.stdout.contains("密码"), "{}", made.stdout);

    let out = folder.path().join("2019.json");
    let built = gongkai(&["report", "build", "--year", "2019", "--data", data, "--out", out.to_str().expect("a path")]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let compiled: Value = serde_json::from_str(&fs::read_to_string(&out).expect("it was written")).expect("JSON");
    let printed: Value = serde_json::from_str(&gongkai(&["report", "check", OF_2019, "--json"]).stdout).expect("JSON");
    let (compiled, printed) = (figures(&compiled["tables"]), figures(&printed["tables"]));
    assert_eq!(compiled.len(), 22 + 161 + 15, "every cell of the form");
    assert_eq!(compiled, printed);

    let whole = gongkai(&["audit", "verify", "--data", data]);
    assert_eq!(whole.status, 0, "{}{}", whole.stdout, whole.stderr);
    let again = gongkai(&["demo", "--prepare", "--data", data]);
    assert!(again.status == 0 && again.stdout.contains("沿用"), "{}", again.stdout);
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let folder = folder.path();
    fs::write(folder.join("账本.txt"), "不要动").expect("the folder can be written");
    let refused = gongkai(&["demo", "--prepare", "--data", folder.to_str().expect("a path")]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("不是演示数据"), "{}", refused.stderr);
    assert!(folder.join("账本.txt").exists());
}

/// Every figure of the tables by its place.
fn figures(tables: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    walk(tables, "", &mut found);
    found
}

fn walk(value: &Value, place: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(cell) if cell.contains_key("value") => {
            found.insert(place.to_owned(), cell["value"].to_string());
        }
        Value::Object(rows) => {
            for (name, inner) in rows {
                walk(inner, &format!("{place}/{name}"), found);
            }
        }
        figure => {
            found.insert(place.to_owned(), figure.to_string());
        }
    }
}
