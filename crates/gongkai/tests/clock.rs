//! `gongkai clock`, run as people and programs run it. What the clock shows is tested in the crate `law`.

mod call;

use call::{gongkai, scratch};

const RUNNING: &str = r#"{"channel": "counter", "facts": [
  {"kind": "third_party_asked", "on": "2025-06-16", "party": "甲公司"},
  {"kind": "handed_in", "on": "2025-06-09"},
  {"kind": "third_party_answered", "on": "2025-06-25", "party": "甲公司"}]}"#;

#[test]
fn json_stands_alone_and_has_the_keys_of_the_contract() {
    let file = scratch("running.json", RUNNING.as_bytes());
    let done = gongkai(&["clock", &file, "--on", "2025-06-26", "--json"]);
    assert_eq!((done.status, done.stderr.as_str()), (0, ""));
    assert_eq!(done.stdout.lines().count(), 1);
    let clock: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    let keys: Vec<&String> = clock.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["received_on", "due_on", "correction_due_on", "answer_correction_by", "provisional", "state", "steps"]
    );
    assert_eq!(clock["due_on"], "2025-07-16");
    assert_eq!(clock["answer_correction_by"], serde_json::Value::Null);
    assert_eq!(
        clock["steps"][0],
        serde_json::json!({
            "on": "2025-06-09",
            "text": "6月9日收到您的申请，当天不计，从6月10日起算。",
            "article": "31"
        })
    );
}

#[test]
fn people_read_the_date_first_and_then_why() {
    let file = scratch("people.json", RUNNING.as_bytes());
    let done = gongkai(&["clock", &file, "--on", "2025-06-20"]);
    assert_eq!(done.status, 0);
    insta::assert_snapshot!(done.stdout, @r"
    最迟7月28日前答复（正在征求意见，这段时间不计算）

    2025-06-09 周一  6月9日收到您的申请，当天不计，从6月10日起算。（第31条）
    2025-06-16 周一  书面征求第三方的意见。从第二天起，到收到意见那天为止，不计入答复期限；最迟到7月7日结束。（第32条）
    2025-07-28 周一  从6月10日起数满20个工作日（因征求意见，15个工作日不计），最迟7月28日前答复。征求意见如果提前结束，答复期限也相应提前。（第33条）

    另有1项事实晚于2025-06-20，没有计入。
    截至2025-06-20；条文均为《政府信息公开条例》。
    ");
}

#[test]
fn an_overdue_clock_ends_with_1_and_a_late_reply_with_0() {
    let open = r#"{"channel":"counter","facts":[{"kind":"handed_in","on":"2025-06-09"}]}"#;
    let overdue = gongkai(&["clock", &scratch("overdue.json", open.as_bytes()), "--on", "2025-07-10", "--json"]);
    assert_eq!(overdue.status, 1);
    assert!(overdue.stdout.contains("\"state\":\"overdue\""));
    let in_time = gongkai(&["clock", &scratch("due.json", open.as_bytes()), "--on", "2025-07-07"]);
    assert_eq!(in_time.status, 0);
    let late = r#"{"channel":"counter","facts":[
        {"kind":"handed_in","on":"2025-06-09"},{"kind":"replied","on":"2025-07-10"}]}"#;
    let replied = gongkai(&["clock", &scratch("late.json", late.as_bytes()), "--on", "2025-07-10"]);
    assert_eq!(replied.status, 0);
    assert!(replied.stdout.starts_with("已于7月10日答复，期限是7月7日，晚了3个工作日\n"), "{}", replied.stdout);
}

#[test]
fn without_a_day_it_is_read_today() {
    let old = r#"{"channel":"counter","facts":[{"kind":"handed_in","on":"2019-06-10"}]}"#;
    let done = gongkai(&["clock", &scratch("old.json", old.as_bytes())]);
    assert_eq!(done.status, 1, "due in 2019, so overdue on any day on which this is run");
}

#[test]
fn a_later_year_is_loaded_from_a_file() {
    let facts = r#"{"channel":"counter","facts":[{"kind":"handed_in","on":"2026-12-10"}]}"#;
    let facts = scratch("next.json", facts.as_bytes());
    let plain = gongkai(&["clock", &facts, "--on", "2026-12-11"]);
    assert!(plain.stdout.starts_with("最迟2027年1月8日前答复（暂定："), "{}", plain.stdout);
    let csv = scratch("next.csv", "2027-01-01,holiday,元旦\n2027-01-04,holiday,元旦\n".as_bytes());
    let loaded = gongkai(&["clock", &facts, "--on", "2026-12-11", "--calendar", &csv]);
    assert!(loaded.stdout.starts_with("最迟2027年1月11日前答复\n"), "{}", loaded.stdout);
}

#[test]
fn what_cannot_be_used_ends_with_2_and_one_chinese_sentence() {
    let good = scratch("good.json", RUNNING.as_bytes());
    let not_json = scratch("not.json", b"{\"channel\":");
    let gbk = scratch("gbk.json", b"{\"channel\": \"\xc4\xe3\"}");
    let large = scratch("large.json", &vec![b' '; (1 << 20) + 1]);
    let wrong = r#"{"channel":"counter","facts":[{"kind":"handed_in","on":"2025-06-09"},{"kind":"corrected","on":"2025-06-12"}]}"#;
    let wrong = scratch("wrong.json", wrong.as_bytes());
    let evil = scratch("evil.json", "{\"channel\":\"counter\",\"facts\":[],\"a\\nb\\u001b[31m\":1}".as_bytes());
    for (call, told) in [
        (vec!["clock"], "缺少参数 <FILE>"),
        (vec!["clock", "/没有/x.json"], "文件「/没有/x.json」：没有这个文件"),
        (vec!["clock", &not_json], "不是有效的 JSON"),
        (vec!["clock", &gbk], "不是 UTF-8"),
        (vec!["clock", &large], "太大，最多1024KB"),
        (vec!["clock", &wrong], "第2项事实（corrected，2025-06-12）：此前没有要求补正"),
        (vec!["clock", &evil], "不认识的项「a b"),
        (vec!["clock", &good, "--on", "6月9日"], "「6月9日」不是有效的日期"),
        (vec!["clock", &good, "--calendar", &not_json], "日历第1行：应当有三列"),
    ] {
        let done = gongkai(&call);
        assert_eq!(done.status, 2, "{call:?}: {}", done.stdout);
        assert_eq!(done.stdout, "", "{call:?}");
        assert_eq!(done.stderr.lines().count(), 1, "{call:?}: {}", done.stderr);
        assert!(done.stderr.contains(told), "{call:?}: {}", done.stderr);
        assert!(!done.stderr.contains('\u{1b}'), "{call:?}");
    }
}
