//! Payloads of every release stay loadable.

use serde_json::json;

use super::AnnualReport;
use super::given::one_of_each;
use crate::file::{File, Payload, golden};

#[test]
fn what_earlier_releases_wrote_is_read_and_written_alike() {
    golden::stays::<AnnualReport>(include_str!("../../tests/annual-report-v1.jsonl"), &one_of_each());
}

#[test]
fn what_is_not_understood_is_refused_and_not_passed_over() {
    let refused = golden::refusal::<AnnualReport>;
    let no_object = Payload { kind: "taken_back".into(), v: 1, data: "[]".into() };
    assert!(AnnualReport::read(&no_object).unwrap_err().to_string().contains("版本号"));
    assert!(refused(json!({"kind": "taken_back", "on": "2026-01-12"})).contains("版本号"));
    assert!(refused(json!({"kind": "taken_back", "v": 2, "on": "2026-01-12"})).contains("请升级"));
    let declared = |cell: &str, figure: serde_json::Value, source: &str| json!({"kind": "cell_declared", "v": 1, "on": "2026-01-12", "cell": cell, "figure": figure, "source": source});
    for line in [
        json!({"kind": "taken_back", "v": 1, "on": "2026-02-30"}),
        json!({"kind": "taken_back", "v": 1, "on": "2026-01-12", "words": "张三"}),
        declared("requests.granted.men", json!("1"), "台账"),
        declared("requests.granted.other", json!(1.5), "台账"),
        declared("requests.granted.other", json!("许多"), "台账"),
        declared("requests.granted.other", json!("1"), "电话13800000000"),
    ] {
        assert!(refused(line).contains("读不出来"));
    }
}
