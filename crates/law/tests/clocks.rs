//! The clock over cases that are data: each file in `clocks/` has the facts, the day, what was reckoned by hand, and why.
//! Adding a case is adding a file.

use std::fs;
use std::path::Path;

use law::calendar::{Calendar, Day, parse_day};
use law::request::clock::{Application, Clock};
use law::request::receipt::ReceiptDate;
use serde_json::{Value, json};

#[test]
fn every_case_comes_out_as_reckoned_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clocks");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let wrong: Vec<String> = files.iter().filter_map(|file| try_case(file).err()).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), files.len(), wrong.join("\n"));
    assert!(files.len() >= 71, "cases have been lost");
}

fn try_case(file: &Path) -> Result<(), String> {
    let name = file.file_stem().expect("a case has a name").to_string_lossy();
    let case: Value = serde_json::from_str(&fs::read_to_string(file).expect("a case is text")).expect("a case is JSON");
    let on = parse_day(case["on"].as_str().expect("a case has a day")).expect("a case has a day");
    let read = Application::from_json(&case["application"].to_string()).map_err(|error| error.to_string());
    let clock = read.and_then(|it| Clock::of(&it, on, Calendar::national()).map_err(|error| error.to_string()));
    match (clock, case["refused"].as_str()) {
        (Ok(clock), None) => {
            let shown = shown(&clock);
            if shown != case["expected"] {
                return Err(format!("{name}:\n  expected {}\n  shown    {shown}", case["expected"]));
            }
            let told: String = clock.steps.iter().map(|step| step.text.as_str()).collect();
            for words in case["says"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !told.contains(words) {
                    return Err(format!("{name}: 「{words}」 is not said in 「{told}」"));
                }
            }
            if !clock.steps.is_sorted_by_key(|step| step.on) {
                return Err(format!("{name}: the steps are not in order"));
            }
            Ok(())
        }
        (Err(error), Some(refused)) if error.starts_with(refused) => Ok(()),
        (Err(error), _) => Err(format!("{name}: refused with 「{error}」")),
        (Ok(clock), Some(refused)) => Err(format!("{name}: shown {}, not refused with 「{refused}」", shown(&clock))),
    }
}

fn shown(clock: &Clock) -> Value {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    json!({
        "received_on": day(clock.received.map(ReceiptDate::day)),
        "due_on": day(clock.due_on),
        "correction_due_on": day(clock.correction_due_on),
        "answer_correction_by": day(clock.answer_correction_by),
        "provisional": clock.provisional,
        "state": clock.standing.state().code(),
    })
}

#[test]
fn an_application_that_cannot_be_read_is_refused_in_one_sentence() {
    for (json, told) in [
        ("", "第1行第1列：不是有效的 JSON"),
        ("{\"channel\": \"counter\",\n \"facts\": [}", "第2行第12列：不是有效的 JSON"),
        (
            "{\"channel\": \"counter\", \"facts\": [{\"kind\": \"handed_in\", \"on\": \"2025-06-09\", \"on\": \"2025-06-10\"}]}",
            "第1行第94列：同一项写了两次",
        ),
        ("[]", "应当是 {\"channel\": …, \"facts\": [ … ]} 这样的一个对象"),
        ("{\"facts\": []}", "应当是 {\"channel\""),
        ("{\"channel\": \"counter\", \"facts\": {}}", "应当是 {\"channel\""),
        ("{\"channel\": \"counter\", \"facts\": [], \"on\": \"2025-06-09\"}", "不认识的项「on」"),
        ("{\"channel\": \"telex\", \"facts\": []}", "渠道「telex」不认识，channel 只能是 counter、registered_post"),
        ("{\"channel\": 1, \"facts\": []}", "渠道「」不认识"),
        ("{\"channel\": \"counter\", \"facts\": [7]}", "第1项事实：应当是 {\"kind\""),
        ("{\"channel\": \"counter\", \"facts\": [{\"on\": \"2025-06-09\"}]}", "第1项事实：「kind」缺少"),
        ("{\"channel\": \"counter\", \"facts\": [{\"kind\": \"handed_in\"}]}", "第1项事实：「on」缺少"),
        (
            "{\"channel\": \"counter\", \"facts\": [{\"kind\": \"handed_in\", \"on\": 20250609}]}",
            "第1项事实：「on」缺少，或者不是文字",
        ),
        (
            "{\"channel\": \"counter\", \"facts\": [{\"kind\": \"extension_approved\", \"on\": \"2025-06-09\"}]}",
            "第1项事实：「working_days」应当是1到65535的整数",
        ),
        (
            "{\"channel\": \"counter\", \"facts\": [{\"kind\": \"correction_asked\", \"on\": \"2025-06-09\", \"term_working_days\": 1.5}]}",
            "第1项事实：「term_working_days」应当是",
        ),
        (
            "{\"channel\": \"counter\", \"facts\": [{\"kind\": \"corrected\", \"on\": \"2025-06-09\", \"good_reason\": \"是\"}]}",
            "第1项事实：「good_reason」应当是 true 或 false",
        ),
    ] {
        let error = Application::from_json(json).unwrap_err().to_string();
        assert!(error.starts_with(told), "{json}: {error}");
    }
    let crowd = format!("{{\"channel\": \"counter\", \"facts\": [{}0]}}", "0,".repeat(1000));
    assert_eq!(Application::from_json(&crowd).unwrap_err().to_string(), "事实多于1000项，不像是一件申请");
    let marked = "\u{feff}{\"channel\": \"counter\", \"facts\": []}";
    assert!(Application::from_json(marked).is_ok(), "a byte order mark is no fault");
}
