//! `gongkai calendar`, run as people and programs run it.

mod call;

use call::{gongkai, scratch};

#[test]
fn add_prints_the_date_as_json_alone() {
    let done = gongkai(&["calendar", "add", "2022-01-21", "7", "--json"]);
    assert_eq!(done.status, 0);
    assert_eq!(done.stdout, "{\"date\":\"2022-01-30\",\"provisional\":false}\n");
    assert_eq!(done.stderr, "");
    let beyond = gongkai(&["calendar", "add", "2026-12-31", "1", "--json"]);
    assert_eq!(beyond.stdout, "{\"date\":\"2027-01-04\",\"provisional\":true}\n");
}

#[test]
fn add_says_it_in_words() {
    let done = gongkai(&["calendar", "add", "2025-09-26", "20"]);
    assert_eq!(done.stdout, "2025年9月26日（周五）之后第20个工作日：2025年10月30日（周四）\n");
    assert!(gongkai(&["calendar", "add", "2026-12-31", "1"]).stdout.contains("暂定"));
}

#[test]
fn check_says_why() {
    let json = |date| gongkai(&["calendar", "check", date, "--json"]).stdout;
    assert_eq!(
        json("2025-09-28"),
        "{\"working_day\":true,\"kind\":\"workday\",\"name\":\"国庆节\",\"provisional\":false}\n"
    );
    assert_eq!(
        json("2025-06-08"),
        "{\"working_day\":false,\"kind\":\"weekend\",\"name\":null,\"provisional\":false}\n"
    );
    assert_eq!(
        json("2027-01-01"),
        "{\"working_day\":false,\"kind\":\"holiday\",\"name\":\"元旦\",\"provisional\":true}\n"
    );
    let done = gongkai(&["calendar", "check", "2025-10-06"]);
    assert_eq!((done.status, done.stdout.as_str()), (0, "2025年10月6日（周一）：休息日（中秋节放假）\n"));
}

#[test]
fn a_later_year_is_loaded_from_a_file() {
    let file = scratch("2027.csv", "date,kind,name\n2027-01-01,holiday,元旦\n2027-01-04,holiday,元旦\n".as_bytes());
    let done = gongkai(&["calendar", "add", "2026-12-31", "1", "--calendar", &file, "--json"]);
    assert_eq!(done.stdout, "{\"date\":\"2027-01-05\",\"provisional\":false}\n");
    let checked = gongkai(&["calendar", "check", "2027-01-04", "--calendar", &file]);
    assert!(checked.stdout.contains("元旦放假"), "{}", checked.stdout);
}

#[test]
fn what_cannot_be_used_ends_with_2_and_one_chinese_sentence() {
    let broken = scratch("broken.csv", "date,kind,name\n2027-1-1,holiday,元旦\n".as_bytes());
    let gbk = scratch("gbk.csv", b"2027-01-01,holiday,\xd4\xaa\xb5\xa9\n");
    for (call, told) in [
        (vec!["calendar", "add", "2025-02-30", "1"], "「2025-02-30」不是有效的日期"),
        (vec!["calendar", "add", "2025-06-09", "-1"], "工作日数「-1」应当是0到65535的整数"),
        (vec!["calendar", "add", "2025-06-09", "70000"], "工作日数「70000」"),
        (vec!["calendar", "add", "2025-06-09", "1.5"], "工作日数「1.5」"),
        (vec!["calendar", "add", "9999-12-30", "9"], "超出了日历的范围"),
        (vec!["calendar", "add", "2025-06-09"], "缺少参数 <N>"),
        (vec!["calendar", "add", "2025-06-09", "1", "--jsn"], "不认识的参数「--jsn」，是不是「--json」？"),
        (vec!["calendar", "add", "2025-06-09", "1", "--json", "--json"], "重复"),
        (vec!["calendar", "add", "2025-06-09", "1", "--calendar"], "缺少"),
        (vec!["calendar", "add", "2025-06-09", "1", "--calendar", "/没有/x.csv"], "文件「/没有/x.csv」：没有这个文件"),
        (vec!["calendar", "add", "2025-06-09", "1", "--calendar", "/"], "这是文件夹"),
        (vec!["calendar", "add", "2025-06-09", "1", "--calendar", &broken], "日历第2行：「2027-1-1」不是有效的日期"),
        (vec!["calendar", "check", "2025-06-09", "--calendar", &gbk], "不是 UTF-8"),
        (vec!["calendar", "check", "今天"], "「今天」不是有效的日期"),
        (vec!["calendar", "chek", "2025-06-09"], "没有「chek」这个命令，是不是「check」？"),
        (vec!["calendar"], "请写明命令：add、check"),
        (vec![], "请写明命令：audit、calendar"),
    ] {
        let done = gongkai(&call);
        assert_eq!(done.status, 2, "{call:?}");
        assert_eq!(done.stdout, "", "{call:?}");
        assert_eq!(done.stderr.lines().count(), 1, "{call:?}: {}", done.stderr);
        assert!(done.stderr.contains(told), "{call:?}: {}", done.stderr);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let help = gongkai(&["calendar", "add", "--help"]);
    assert_eq!(help.status, 0);
    for word in ["某日之后的第 N 个工作日", "用法：", "参数:", "选项:", "显示用法", "--calendar <FILE>"]
    {
        assert!(help.stdout.contains(word), "{word} is missing in {}", help.stdout);
    }
    let version = gongkai(&["--version"]);
    assert_eq!((version.status, version.stdout.as_str()), (0, "gongkai 0.1.0\n"));
}
