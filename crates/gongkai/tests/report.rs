//! `gongkai report check` and `gongkai report convert`, as a person calls them.

mod call;

use call::{gongkai, scratch};
use serde_json::Value;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports/lanjiang-2019.txt");
const NEXT_YEAR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports/lanjiang-2020.txt");

/// The sample with one line of one row changed: the first figure below `label`.
fn with_figure(label: &str, nth: usize, figure: &str) -> String {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample is part of the repository");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let row = lines.iter().position(|line| line.trim() == label).unwrap_or_else(|| panic!("no row {label}"));
    lines[row + nth] = format!("\t{figure}");
    lines.join("\n")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("one JSON value")
}

#[test]
fn a_report_in_good_form_ends_with_0_and_shows_its_tables() {
    let done = gongkai(&["report", "check", SAMPLE]);
    assert_eq!((done.status, &*done.stderr), (0, ""));
    let row = |label: &str| {
        done.stdout.lines().find(|line| line.contains(label)).unwrap_or_else(|| panic!("no {label}")).to_owned()
    };
    let figures = |label: &str| row(label).split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(figures("其他对外管理服务事项"), ["7", "-1", "267"]);
    assert_eq!(figures("（一）予以公开"), ["3", "0", "0", "0", "0", "0", "3"]);
    assert!(done.stdout.contains("没有错误"));
}

#[test]
fn figures_stand_under_their_heads_in_wide_characters() {
    let done = gongkai(&["report", "check", SAMPLE]);
    let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let table: Vec<&str> = done.stdout.lines().skip_while(|line| !line.starts_with("表三")).skip(1).take(5).collect();
    assert!(table.iter().all(|line| width(line) == width(table[0])), "{table:#?}");
}

#[test]
fn a_wrong_figure_is_named_once_and_ends_with_1() {
    let file = scratch("wrong.txt", with_figure("（一）予以公开", 1, "4").as_bytes());
    let done = gongkai(&["report", "check", &file]);
    assert_eq!(done.status, 1);
    assert!(done.stdout.contains("错误1处"), "{}", done.stdout);
    assert!(
        done.stdout.contains("[4]")
            && done.stdout.contains("表三“予以公开”行“自然人”列很可能填错：填的是4，按勾稽关系应为3")
    );

    let done = gongkai(&["report", "check", &file, "--json"]);
    let report = json(&done.stdout);
    let first = &report["violations"][0];
    assert_eq!(
        [&first["rule"], &first["table"], &first["row"], &first["column"]],
        ["E3", "requests", "granted", "natural_person"]
    );
    assert_eq!([&first["left"], &first["right"]], [4, 3]);
    assert_eq!(report["violations"][1]["consequence_of"], 0);
}

#[test]
fn json_goes_to_standard_output_alone() {
    let done = gongkai(&["report", "check", SAMPLE, "--json"]);
    assert_eq!((done.status, &*done.stderr), (0, ""));
    let report = json(&done.stdout);
    assert_eq!([&report["form"], &report["agency"]], ["2019", "云州市澜江生态环境局"]);
    assert_eq!(report["year"], 2019);
    assert_eq!(report["tables"]["proactive"]["other_services"]["change"], -1);
    assert_eq!(report["tables"]["proactive"]["procurement"]["amount"].to_string(), "2153.74");
}

#[test]
fn last_year_is_held_against_this_year() {
    let done = gongkai(&["report", "check", NEXT_YEAR, "--previous", SAMPLE]);
    assert_eq!(done.status, 0, "{}", done.stdout);
    assert!(done.stdout.contains("正文与上年度报告相同的文字占"), "{}", done.stdout);
    let carried = with_figure("四、结转下年度继续办理", 1, "2");
    let carried = carried.replacen(
        "四、结转下年度继续办理\n\t2\n\t0\n\t0\n\t0\n\t0\n\t0\n\t0",
        "四、结转下年度继续办理\n\t2\n\t0\n\t0\n\t0\n\t0\n\t0\n\t2",
        1,
    );
    let previous = scratch("carried.txt", carried.as_bytes());
    let done = gongkai(&["report", "check", NEXT_YEAR, "--previous", &previous, "--json"]);
    assert_eq!(done.status, 1);
    assert_eq!(json(&done.stdout)["violations"][0]["rule"], "E7");
    assert!(json(&done.stdout)["copied_from_previous"]["percent"].is_number());
}

#[test]
fn a_report_that_is_last_years_word_for_word_is_told() {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample is part of the repository");
    let again = scratch(
        "again.txt",
        text.replace("2019年", "2020年").replace("2019年度", "2020年度").replace("工作2019", "工作2020").as_bytes(),
    );
    let done = gongkai(&["report", "check", &again, "--previous", SAMPLE, "--json"]);
    let report = json(&done.stdout);
    assert_eq!(report["copied_from_previous"]["percent"], 100.0);
    assert!(report["warnings"].as_array().is_some_and(|all| all.iter().any(|one| one["rule"] == "W11")));
}

#[test]
fn many_files_give_a_line_each_in_the_order_of_the_call_and_the_worst_status() {
    let wrong = scratch("many-wrong.txt", with_figure("（一）予以公开", 1, "4").as_bytes());
    let broken = scratch("broken.docx", b"PK\x03\x04 and then nothing");
    let done = gongkai(&["report", "check", SAMPLE, &wrong, &broken]);
    assert_eq!(done.status, 2);
    let lines: Vec<&str> = done.stdout.lines().collect();
    assert!(
        lines[0].starts_with("无误") && lines[1].starts_with("有误") && lines[2].starts_with("读不了"),
        "{lines:#?}"
    );
    assert!(lines[1].contains("E3 表三“予以公开”行“自然人”列很可能填错"));
    assert_eq!(lines.last(), Some(&"共3份：1份没有错误，1份有错误，1份读不了"));

    let done = gongkai(&["report", "check", SAMPLE, &broken, "--json"]);
    let objects: Vec<Value> = done.stdout.lines().map(json).collect();
    assert_eq!(objects[0]["file"], SAMPLE);
    assert!(objects[0]["tables"]["requests"].is_object());
    assert!(objects[1]["error"].as_str().is_some_and(|error| error.contains("已损坏")), "{}", objects[1]);
}

#[test]
fn a_file_without_any_table_ends_with_2_and_one_sentence() {
    for (name, content, reason) in [
        ("letter.txt", "各科室：请于本周五前报送材料。\n".as_bytes(), "没有找到政府信息公开工作年度报告的表格"),
        ("bare.json", b"{}", "没有找到政府信息公开工作年度报告的表格"),
        ("hollow.json", b"{\"form\":\"2021\",\"tables\":{\"requests\":{}}}", "没有找到政府信息公开工作年度报告的表格"),
        ("empty.txt", b"" as &[u8], "文件是空的"),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old Word file, padded to some length........................",
            "doc",
        ),
    ] {
        let file = scratch(name, content);
        let done = gongkai(&["report", "check", &file]);
        assert_eq!((done.status, &*done.stdout), (2, ""), "{name}");
        assert!(done.stderr.contains(reason) && done.stderr.contains(name), "{name}: {}", done.stderr);
        assert_eq!(done.stderr.lines().count(), 1, "{name}: {}", done.stderr);
    }
}

#[test]
fn a_place_that_cannot_be_written_is_told_in_chinese() {
    let file = scratch("not-a-folder.txt", b"text");
    for (out, told) in
        [("/没有/x.docx".to_owned(), "没有这个文件夹"), (format!("{file}/x.docx"), "路径中有一段不是文件夹")]
    {
        let done = gongkai(&["report", "convert", SAMPLE, "--out", &out]);
        assert_eq!((done.status, &*done.stdout), (2, ""));
        assert_eq!(done.stderr, format!("写不了文件「{out}」：{told}\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to_is_refused_and_not_waited_for() {
    let pipe = scratch("pipe.docx", b"");
    std::fs::remove_file(&pipe).expect("the scratch file was there");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there").success());
    for call in [&["report", "check"][..], &["screen"], &["clock"]] {
        let done = gongkai(&[call, &[pipe.as_str()]].concat());
        assert_eq!((done.status, &*done.stdout), (2, ""), "{call:?}");
        assert!(done.stderr.contains("这是管道") && done.stderr.lines().count() == 1, "{}", done.stderr);
    }
}

#[test]
fn previous_goes_with_one_report_only() {
    let done = gongkai(&["report", "check", SAMPLE, NEXT_YEAR, "--previous", SAMPLE]);
    assert_eq!((done.status, &*done.stderr), (2, "--previous 一次只能对照一份报告，这里给了2份\n"));
}

#[test]
fn converting_there_and_back_changes_no_cell() {
    let before = json(&gongkai(&["report", "check", SAMPLE, "--json"]).stdout);
    for ending in ["docx", "xlsx", "html", "json"] {
        let out = scratch(&format!("sample.{ending}"), b"");
        let done = gongkai(&["report", "convert", SAMPLE, "--out", &out]);
        assert_eq!(done.status, 0, "{}", done.stderr);
        let after = json(&gongkai(&["report", "check", &out, "--json"]).stdout);
        assert_eq!(after["tables"], before["tables"], "{ending}");
        assert_eq!(after["narrative"], before["narrative"], "{ending}");
    }
}

#[test]
fn an_unknown_ending_is_refused_before_anything_is_written() {
    let done = gongkai(&["report", "convert", SAMPLE, "--out", "report.doc"]);
    assert_eq!(done.status, 2);
    assert!(done.stderr.contains(".docx"), "{}", done.stderr);
}
