//! `gongkai report import` and `gongkai report build`: reports in and out of a record.

mod call;

use std::path::Path;

use call::{Done, gongkai, scratch};
use records::{Options, Records};
use serde_json::Value;
use tempfile::TempDir;

const OF_2019: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports/lanjiang-2019.txt");

/// An installation with one agency, LJ.
fn installation() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let url = format!("sqlite://{}", folder.path().join("gongkai.db").display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        Records::open(&url, Options::default()).await.expect("it opens").close().await.expect("it closes");
    });
    let add = ["user", "add", "zhang.wei", "--duty", "system_administrator", "--agency", "LJ"];
    let named = ["--agency-name", "云州市澜江生态环境局", "--data", path(folder.path())];
    assert_eq!(gongkai(&[&add[..], &named].concat()).status, 0);
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn report(folder: &TempDir, arguments: &[&str]) -> Done {
    gongkai(&[&["report"], arguments, &["--data", path(folder.path())]].concat())
}

fn built(folder: &TempDir, arguments: &[&str]) -> (Done, Value) {
    let out = folder.path().join("built.json");
    let done = report(folder, &[&["build", "--out", path(&out)], arguments].concat());
    let text = std::fs::read_to_string(&out).unwrap_or_else(|_| panic!("{}", done.stderr));
    (done, serde_json::from_str(&text).expect("JSON"))
}

#[test]
fn a_year_without_anything_is_noughts_and_blanks() {
    let folder = installation();
    let (done, report) = built(&folder, &["--year", "2025"]);
    assert_eq!(done.status, 0, "{}", done.stderr);
    assert_eq!(
        (&report["form"], &report["year"], &report["agency"]),
        (&Value::from("2021"), &Value::from(2025), &Value::from("云州市澜江生态环境局"))
    );
    assert_eq!(report["tables"]["requests"]["total"]["total"], 0);
    assert_eq!(report["tables"]["remedies"]["litigation_direct"]["pending"], 0);
    assert_eq!(report["tables"]["requests"].as_object().expect("rows").len(), 25);
}

#[test]
fn the_form_and_the_format_are_as_asked() {
    let folder = installation();
    let (_, older) = built(&folder, &["--year", "2025", "--form", "2019", "--agency", "LJ"]);
    assert_eq!(older["tables"]["requests"].as_object().expect("rows").len(), 23);
    assert_eq!(built(&folder, &["--year", "2020"]).1["form"], "2019");
    for ending in ["docx", "xlsx", "html"] {
        let out = folder.path().join(format!("built.{ending}"));
        assert_eq!(report(&folder, &["build", "--year", "2025", "--out", path(&out)]).status, 0);
        assert!(out.metadata().expect("it is written").len() > 1000);
    }
}

#[test]
fn an_imported_report_is_kept_and_the_next_year_is_held_against_it() {
    let folder = installation();
    let text = std::fs::read_to_string(OF_2019).expect("the example");
    let import = |file: &str, year: &str| report(&folder, &["import", file, "--agency", "LJ", "--year", year]);
    let first = import(OF_2019, "2019");
    assert_eq!(first.status, 0, "{}", first.stderr);
    assert!(first.stdout.starts_with("已存为2019年度的报告\n无误"), "{}", first.stdout);
    let again = import(OF_2019, "2019");
    assert_eq!((again.status, again.stderr.trim()), (2, "这一年度的报告已经开始编制，不需要再次开始"));
    let other = import(&scratch("2019.txt", text.as_bytes()), "2018");
    assert_eq!((other.status, other.stderr.trim()), (2, "要录入的是2018年度的报告，文件写的是2019年度，请核对"));

    let pending = report_with_pending();
    let (carried, of_2020) = {
        let done = import(&scratch("2020.json", pending.as_bytes()), "2020");
        (done, built(&folder, &["--year", "2021"]))
    };
    assert_eq!(carried.status, 0, "{}", carried.stderr);
    let (done, report) = of_2020;
    assert_eq!(done.status, 1, "two applications that last year carried out are not in the record");
    let rules: Vec<&str> =
        report["violations"].as_array().expect("a list").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert_eq!(rules, ["E7", "E7"]);
    assert!(done.stderr.contains("上年度报告“结转下年度继续办理”同列是2"), "{}", done.stderr);
}

/// A report of 2020 in which two applications of citizens are carried over.
fn report_with_pending() -> String {
    let rows = ["received", "carried_out"].map(|row| {
        format!(r#""{row}":{{"natural_person":2,"enterprise":0,"research_institution":0,"social_organization":0,"legal_service":0,"other":0,"total":2}}"#)
    });
    format!(
        r#"{{"form":"2019","year":2020,"agency":"云州市澜江生态环境局","tables":{{"requests":{{{}}}}}}}"#,
        rows.join(",")
    )
}

#[test]
fn what_cannot_be_used_is_refused_in_one_sentence() {
    let folder = installation();
    for (arguments, complaint) in [
        (&["build", "--year", "2025", "--out", "x.doc"][..], "不能写成“x.doc”"),
        (&["build", "--year", "2025", "--form", "2008", "--out", "x.pdf"], "格式“2008”不认识"),
        (&["build", "--year", "2025", "--agency", "SH", "--out", "x.pdf"], "没有代码为“SH”的机关"),
        (&["import", "没有.txt", "--year", "2019"], "没有.txt"),
    ] {
        let done = report(&folder, arguments);
        assert_eq!(done.status, 2, "{arguments:?}");
        assert!(done.stderr.contains(complaint) && done.stderr.trim().lines().count() == 1, "{}", done.stderr);
    }
    let nowhere = gongkai(&["report", "build", "--year", "2025", "--out", "x.pdf", "--data", "/nowhere"]);
    assert_eq!(nowhere.status, 2);
    assert!(nowhere.stderr.contains("没有数据库"), "{}", nowhere.stderr);
}
